"""The computer's radio: scans, and connects to one sensor after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakDeviceNotFoundError,
)
from bumble.device import Advertisement, Connection
from bumble.hci import Address

from imu.virtual.stack import REMOTE_USER, Node, end

Listener = Callable[[Advertisement], None]


class Central:
    """One radio for every scanner and client of a room."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._seen: dict[str, Address] = {}
        self._listeners: list[Listener] = []
        self._is_connecting = False
        self._ending: set[asyncio.Task[None]] = set()
        node.device.on(node.device.EVENT_ADVERTISEMENT, self._heard)
        node.device.on(node.device.EVENT_CONNECTION, self._linked)

    def check(self) -> None:
        """See that there is a radio.

        Raises
        ------
        BleakBluetoothNotAvailableError : its room is closed.
        """
        if not self._node.device.powered_on:
            reason = BleakBluetoothNotAvailableReason.POWERED_OFF
            raise BleakBluetoothNotAvailableError("the virtual room is closed", reason)

    async def listen(self, listener: Listener) -> None:
        """Hand on every advertisement from now on."""
        self.check()
        self._listeners.append(listener)
        if len(self._listeners) == 1:
            await self._node.device.start_scanning()

    async def leave(self, listener: Listener) -> None:
        """Hand on no more."""
        if listener not in self._listeners:
            return
        self._listeners.remove(listener)
        if not self._listeners and self._node.device.powered_on:
            await self._node.device.stop_scanning()

    def _heard(self, advertisement: Advertisement) -> None:
        self._seen[advertisement.address.to_string(False)] = advertisement.address
        for listener in list(self._listeners):
            listener(advertisement)

    async def connect(self, address: str) -> Connection:
        """Connect as soon as the sensor advertises; wait for that as long as it takes.

        Raises
        ------
        BleakDeviceNotFoundError : nobody with this address has been heard.
        BleakDBusError : it is connecting already, and can only do so one after the other.
        """
        self.check()
        if address not in self._seen:
            raise BleakDeviceNotFoundError(address, f"Device with address {address} was not found.")
        if self._is_connecting:
            raise BleakDBusError("org.bluez.Error.InProgress", ["Operation already in progress"])
        self._is_connecting = True
        try:
            return await self._node.device.connect(self._seen[address], timeout=None)
        except asyncio.CancelledError:
            # bumble's own way to give up waits for an event that its controller never sends.
            self._node.controller.pending_le_connection = None
            raise
        finally:
            self._is_connecting = False

    def _linked(self, link: Connection) -> None:
        """A link that was given up in the very moment in which it came about has no owner."""
        if not self._is_connecting:
            task = asyncio.create_task(end(link, REMOTE_USER))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
