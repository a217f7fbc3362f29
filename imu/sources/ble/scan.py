"""Looking round for sensors: for a person's list, and for those that a session wants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from imu.drivers.door import Driver
from imu.sources.ble.failures import Fault, LinkError, explain
from imu.sources.ble.found import Found, Sightings
from imu.sources.ble.patience import within
from imu.sources.ble.radio import Radio, turn

if TYPE_CHECKING:
    from bleak import BleakScanner
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import AdvertisementData

SCAN_S = 8.0
"""s. Sensors advertise every 0.1 to 2 s, sleepy ones less often; a second advertisement is needed
where the name comes in the answer to the first."""

_NEWS_S = 0.25
"""s between two looks at a list: no quicker than it can be read."""

_STOP_S = 3.0
"""s that stopping a scan may take; own. Nothing depends on its success."""


@asynccontextmanager
async def scanning(radio: Radio, sightings: Sightings) -> AsyncGenerator[asyncio.Event]:
    """Scan while inside; nobody else scans or connects meanwhile.

    Yields
    ------
    An event that is set with each advertisement.

    Raises
    ------
    LinkError : it cannot be scanned.
    """
    heard = asyncio.Event()

    def seen(device: BLEDevice, advertisement: AdvertisementData) -> None:
        sightings.note(device, advertisement)
        heard.set()

    async with turn():
        scanner: BleakScanner | None = None
        try:
            scanner = radio.scanner(seen)
            await scanner.start()
        except Exception as error:
            raise explain(error) from error
        try:
            yield heard
        finally:
            await within(_STOP_S, _stop(scanner))


async def _stop(scanner: BleakScanner) -> None:
    with suppress(Exception):  # the list is complete all the same
        await scanner.stop()


async def watch(
    radio: Radio, drivers: Sequence[Driver], seconds: float = SCAN_S, *, unknown: bool = False
) -> AsyncGenerator[tuple[Found, ...]]:
    """Scan for a while, and give the list each time that it has changed.

    Leave it early with `contextlib.aclosing`: while it runs nothing can be connected.

    Parameters
    ----------
    radio : how.
    drivers : who is asked what a device is.
    seconds : for how long, s.
    unknown : list devices, too, that no driver knows.

    Yields
    ------
    All that was found so far, the best heard first. The last one is complete.

    Raises
    ------
    LinkError : it cannot be scanned.
    """
    sightings = Sightings(drivers)
    shown: tuple[Found, ...] | None = None
    async with scanning(radio, sightings):
        loop = asyncio.get_running_loop()
        end_s = loop.time() + seconds
        while (left_s := end_s - loop.time()) > 0.0:
            await asyncio.sleep(min(_NEWS_S, left_s))
            listed = sightings.all(unknown=unknown)
            if listed != shown:
                shown = listed
                yield listed
    yield sightings.all(unknown=unknown)


async def scan(
    radio: Radio, drivers: Sequence[Driver], seconds: float = SCAN_S, *, unknown: bool = False
) -> tuple[Found, ...]:
    """Scan for a while; everything that was found, the best heard first. As `watch`."""
    found: tuple[Found, ...] = ()
    async with aclosing(watch(radio, drivers, seconds, unknown=unknown)) as lists:
        async for listed in lists:
            found = listed
    return found


async def try_radio(radio: Radio, seconds: float) -> None:
    """Begin to scan and stop again: whether the computer's Bluetooth can be used at all.

    Parameters
    ----------
    radio : how.
    seconds : for how long an answer is waited for, s; then it counts as a service in trouble.

    Raises
    ------
    LinkError : it cannot.
    """
    begun = False

    async def begin() -> None:
        nonlocal begun
        async with scanning(radio, Sightings(())):
            begun = True

    if not await within(seconds, begin()) and not begun:
        raise LinkError(Fault.RESTARTING)
