"""The computer's radio: which library calls make a scanner and a client, and whose turn it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from imu.sources.ble.failures import Fault, LinkError

if TYPE_CHECKING:
    from bleak import BleakClient, BleakScanner
    from bleak.args.bluez import BlueZNotifyArgs
    from bleak.backends.client import BaseBleakClient
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import AdvertisementData, BaseBleakScanner

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


def turn() -> asyncio.Lock:
    """Whose turn it is to scan or to connect: one lock for everybody in this loop.

    On Linux two at a time end in ``InProgress``, and one of two sensors is never connected
    (hbldh/bleak#1036, #1603, #1628).
    """
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())


@dataclass(frozen=True, slots=True)
class Radio:
    """How to reach the sensors.

    Attributes
    ----------
    scanner_backend, client_backend : in place of the operating system's, as bleak takes them.
    use_start_notify : on Linux, listen over D-Bus (the library's own default). Where notifications
        come twice after a reconnect (hbldh/bleak#2002), False listens over a socket; some sensors
        drop the connection then (#1885).
    """

    scanner_backend: type[BaseBleakScanner] | None = None
    client_backend: type[BaseBleakClient] | None = None
    use_start_notify: bool = True

    def scanner(self, seen: Callable[[BLEDevice, AdvertisementData], None]) -> BleakScanner:
        """A scanner that calls `seen` with each advertisement.

        Raises
        ------
        LinkError : the library is not installed.
        """
        try:
            from bleak import BleakScanner
        except ImportError as error:
            raise _no_library() from error
        return BleakScanner(seen, backend=self.scanner_backend)

    def client(
        self, device: BLEDevice, dropped: Callable[[], None], timeout_s: float, *, afresh: bool
    ) -> BleakClient:
        """A new client for a device that was found, for one connection.

        Parameters
        ----------
        device : as a scan gave it: an address would make the library scan again, in the midst of
            the other sensor's samples.
        dropped : called when the connection ends, whoever ended it.
        timeout_s : how long connecting may take, s.
        afresh : let Windows ask for the services anew: what it remembers may be out of date after
            a firmware update (hbldh/bleak#740, #1079).

        Raises
        ------
        LinkError : the library is not installed.
        """
        try:
            from bleak import BleakClient
        except ImportError as error:
            raise _no_library() from error
        return BleakClient(
            device,
            lambda _: dropped(),
            timeout=timeout_s,
            winrt={"use_cached_services": False} if afresh else {},
            backend=self.client_backend,
        )

    @property
    def listening(self) -> BlueZNotifyArgs:
        """How to listen on Linux, for `BleakClient.start_notify`."""
        return {"use_start_notify": self.use_start_notify}


def _no_library() -> LinkError:
    return LinkError(Fault.NO_LIBRARY)
