"""The services of a virtual sensor, and what goes over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from bumble import att, gatt
from bumble.core import UUID
from bumble.device import Connection, Device

from imu.drivers.door import BATTERY_LEVEL, Place
from imu.virtual.traits import Trait

_BATTERY_SERVICE = "0000180f-0000-1000-8000-00805f9b34fb"
"""Battery Service of the Bluetooth SIG; the level is always in it."""

_NAMELESS_SERVICE = "0000fff0-0000-1000-8000-00805f9b34fb"
"""For a driver that does not say which service its sensor has: one that many cheap ones use."""

_Properties = gatt.Characteristic.Properties
_PROPERTIES = {
    Trait.READ: _Properties.READ,
    Trait.WRITE: _Properties.WRITE,
    Trait.WRITE_BLIND: _Properties.WRITE_WITHOUT_RESPONSE,
    Trait.NOTIFY: _Properties.NOTIFY,
    Trait.INDICATE: _Properties.INDICATE,
}
_OPEN = att.Attribute.Permissions.READABLE | att.Attribute.Permissions.WRITEABLE


class _Server(Protocol):
    """bumble's GATT server, with types."""

    def read_cccd(self, bearer: Connection, characteristic: object) -> bytes: ...


class Owner(Protocol):
    """Whoever answers for the characteristics."""

    def read(self, role: str) -> bytes:
        """The value of one."""
        ...

    def written(self, role: str, data: bytes) -> None:
        """One has been written."""
        ...


@dataclass(frozen=True, slots=True)
class Channel:
    """One characteristic: where it is, what may be done with it, whether it refuses to notify."""

    place: Place
    traits: Trait
    is_deaf: bool = False


class Services:
    """Puts the characteristics of a sensor into a Bluetooth device.

    Parameters
    ----------
    channels : by role. A battery level is put into the standard service for it.
    """

    def __init__(self, device: Device, owner: Owner, channels: Mapping[str, Channel]) -> None:
        self._device = device
        self._owner = owner
        self._channels = dict(channels)
        self._made = {role: self._make(role, channel) for role, channel in channels.items()}
        services: dict[str, list[gatt.Characteristic[bytes]]] = {}
        for role, channel in channels.items():
            services.setdefault(_service_of(channel.place), []).append(self._made[role])
        for uuid, made in services.items():
            device.add_service(gatt.Service(UUID(uuid), made))

    def _make(self, role: str, channel: Channel) -> gatt.Characteristic[bytes]:
        properties = _Properties(0)
        for trait in channel.traits:
            properties |= _PROPERTIES[trait]
        value = att.AttributeValue[bytes](
            read=lambda _: self._read(role), write=lambda _, data: self._write(role, data)
        )
        descriptors = [_deaf_descriptor()] if channel.is_deaf else []
        return gatt.Characteristic[bytes](
            UUID(channel.place.uuid), properties, _OPEN, value, descriptors
        )

    def _read(self, role: str) -> bytes:
        if Trait.READ not in self._channels[role].traits:
            raise att.ATT_Error(att.ErrorCode.READ_NOT_PERMITTED)
        return self._owner.read(role)

    def _write(self, role: str, data: bytes) -> None:
        if not self._channels[role].traits & (Trait.WRITE | Trait.WRITE_BLIND):
            raise att.ATT_Error(att.ErrorCode.WRITE_NOT_PERMITTED)
        self._owner.written(role, bytes(data))

    async def send(self, link: Connection, role: str, data: bytes) -> bool:
        """Notify or indicate, if that is switched on; whether it was."""
        made = self._made.get(role)
        if made is None:
            return False
        switched = cast("_Server", self._device.gatt_server).read_cccd(link, made)[0]
        if switched & 0x01:
            await self._device.notify_subscriber(link, made, data)
        elif switched & 0x02:
            await self._device.indicate_subscriber(link, made, data)
        return bool(switched & 0x03)


def _service_of(place: Place) -> str:
    return _BATTERY_SERVICE if place.uuid == BATTERY_LEVEL else place.service or _NAMELESS_SERVICE


def _deaf_descriptor() -> gatt.Descriptor:
    def refuse(_: object, __: bytes) -> None:
        raise att.ATT_Error(att.ErrorCode.CCCD_IMPROPERLY_CONFIGURED)

    value = att.AttributeValueV2[bytes](read=lambda _: bytes(2), write=refuse)
    kind = gatt.GATT_CLIENT_CHARACTERISTIC_CONFIGURATION_DESCRIPTOR
    return gatt.Descriptor(kind, _OPEN, value)
