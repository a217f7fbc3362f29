"""A backend of bleak's client that connects to the sensors of a virtual room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, TypeVar, cast

from bleak.args import SizedBuffer
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError, BleakGATTProtocolError
from bumble.att import ATT_Error, ErrorCode
from bumble.core import BaseBumbleError
from bumble.device import Connection

from imu.virtual.central import Central
from imu.virtual.remote import discover, remote_of
from imu.virtual.stack import REMOTE_USER, end

T = TypeVar("T")


class BumbleClient(BaseBleakClient):
    """For ``BleakClient(..., backend=...)``: a room's `radio.client`, which knows its room."""

    central: ClassVar[Central]

    def __init__(
        self,
        address_or_ble_device: BLEDevice | str,
        *,
        disconnected_callback: Callable[[], None] | None,
        timeout: float,
        **kwargs: object,
    ) -> None:
        super().__init__(
            address_or_ble_device, disconnected_callback=disconnected_callback, timeout=timeout
        )
        known = isinstance(address_or_ble_device, BLEDevice) and address_or_ble_device.name
        self._name = known or self.address
        self._wanted = cast("set[str] | None", kwargs.get("services"))
        self._link: Connection | None = None
        self._gone: asyncio.Future[None] | None = None
        self._heard_by: dict[int, Callable[[bytes], None]] = {}

    @property
    def name(self) -> str:
        """What the sensor is called."""
        return self._name

    @property
    def mtu_size(self) -> int:
        """The negotiated MTU, bytes."""
        return self._link.att_mtu if self._link else 23

    @property
    def is_connected(self) -> bool:
        """Whether there is a link."""
        return self._link is not None

    async def connect(self, pair: bool, **kwargs: object) -> None:  # noqa: ARG002 - see `pair`
        """Connect and look what services there are."""
        if self._link is not None:
            raise BleakError("Client is already connected")
        async with asyncio.timeout(self._timeout):
            link = await self.central.connect(self.address)
            self._take(link)
            try:
                self.services = await self._do(discover(link, self._wanted))
            except BaseException:
                await end(link, REMOTE_USER)
                raise

    def _take(self, link: Connection) -> None:
        self._link = link
        self._gone = asyncio.get_running_loop().create_future()
        self._heard_by = {}
        link.on(link.EVENT_DISCONNECTION, self._dropped)

    def _dropped(self, _reason: int) -> None:
        self._link = None
        self.services = None
        if self._gone is not None:
            self._gone.set_result(None)
        if self._disconnected_callback is not None:
            self._disconnected_callback()

    async def disconnect(self) -> None:
        """End the link, if there is one."""
        if self._link is not None:
            await end(self._link, REMOTE_USER)

    async def pair(self, *args: object, **kwargs: object) -> None:
        """Virtual sensors do not pair."""
        raise NotImplementedError("virtual sensors do not pair")

    async def unpair(self) -> None:
        """Virtual sensors do not pair."""
        raise NotImplementedError("virtual sensors do not pair")

    async def read_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        *,
        use_cached: bool = False,  # noqa: ARG002 - nothing is cached
        **kwargs: object,  # noqa: ARG002
    ) -> bytearray:
        """Read a value."""
        remote = remote_of(self._linked())
        return bytearray(await self._do(remote.read_value(characteristic.handle)))

    async def read_gatt_descriptor(
        self,
        descriptor: BleakGATTDescriptor,
        *,
        use_cached: bool = False,  # noqa: ARG002
        **kwargs: object,  # noqa: ARG002
    ) -> bytearray:
        """Read a descriptor."""
        remote = remote_of(self._linked())
        return bytearray(await self._do(remote.read_value(descriptor.handle)))

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        """Write a value, with or without waiting for the sensor to confirm it."""
        remote = remote_of(self._linked())
        await self._do(remote.write_value(characteristic.handle, bytes(data), response))

    async def write_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, data: SizedBuffer
    ) -> None:
        """Write a descriptor."""
        remote = remote_of(self._linked())
        await self._do(remote.write_value(descriptor.handle, bytes(data), True))

    async def start_notify(
        self,
        characteristic: BleakGATTCharacteristic,
        callback: NotifyCallback,
        **kwargs: object,  # noqa: ARG002 - of other backends
    ) -> None:
        """Switch notifications on, or indications where there are no notifications."""
        remote = remote_of(self._linked())
        if not {"notify", "indicate"} & set(characteristic.properties):
            raise BleakGATTProtocolError(ErrorCode.REQUEST_NOT_SUPPORTED)
        if characteristic.handle in self._heard_by:
            raise BleakError("Characteristic notifications already started")

        def heard(data: bytes) -> None:
            callback(bytearray(data))

        self._heard_by[characteristic.handle] = heard
        try:
            await self._do(remote.subscribe(characteristic.obj, heard))
        except BaseException:
            self._heard_by.pop(characteristic.handle, None)
            raise

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Switch them off."""
        remote = remote_of(self._linked())
        heard = self._heard_by.pop(characteristic.handle, None)
        if heard is not None:
            await self._do(remote.unsubscribe(characteristic.obj, heard))

    def _linked(self) -> Connection:
        if self._link is None:
            raise BleakError("Not connected")
        return self._link

    async def _do(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something over the link, until it is done or the link is gone.

        Raises
        ------
        BleakGATTProtocolError : the sensor refuses.
        BleakError : the link is gone, or something else went wrong with it.
        """
        gone = self._gone
        if gone is None or gone.done():
            work.close()
            raise BleakError("Not connected")
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait((task,))
        if task.cancelled():
            raise BleakError("the device disconnected")
        try:
            return task.result()
        except ATT_Error as error:
            raise BleakGATTProtocolError(error.error_code) from error
        except (BaseBumbleError, TimeoutError) as error:
            raise BleakError(str(error) or type(error).__name__) from error
