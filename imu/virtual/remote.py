"""What a client sees of the sensor at the other end of a link."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol, cast

from bleak.assigned_numbers import CHARACTERISTIC_PROPERTIES, CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.uuids import normalize_uuid_str
from bumble.core import UUID
from bumble.device import Connection, Peer
from bumble.gatt_client import ServiceProxy

MTU = 247
"""Bytes: what fits into one packet of the link layer with data length extension (251 less 4 of
L2CAP), and what most sensors' pages ask for."""


class Remote(Protocol):
    """bumble's GATT client, with types."""

    def read_value(self, attribute: int) -> Coroutine[Any, Any, bytes]:
        """Read the value at a handle."""
        ...

    def write_value(
        self, attribute: int, value: bytes, with_response: bool
    ) -> Coroutine[Any, Any, None]:
        """Write the value at a handle."""
        ...

    def subscribe(
        self, characteristic: object, subscriber: Callable[[bytes], None]
    ) -> Coroutine[Any, Any, None]:
        """Switch notifications on, or else indications."""
        ...

    def unsubscribe(
        self, characteristic: object, subscriber: Callable[[bytes], None]
    ) -> Coroutine[Any, Any, None]:
        """Switch them off, when nobody else listens."""
        ...


def remote_of(link: Connection) -> Remote:
    """The other end of a link."""
    return cast("Remote", link.gatt_client)


async def discover(link: Connection, wanted: set[str] | None) -> BleakGATTServiceCollection:
    """Agree on the MTU, and look what there is; `wanted` are UUIDs of services, None for all."""
    peer = Peer(link)
    await peer.request_mtu(MTU)
    await peer.discover_all()
    found = BleakGATTServiceCollection()
    for service in peer.services:
        if not wanted or _text(service.uuid) in wanted:
            _add_service(found, service, lambda: link.att_mtu - 3)
    return found


def _add_service(
    found: BleakGATTServiceCollection, proxy: ServiceProxy, most: Callable[[], int]
) -> None:
    service = BleakGATTService(proxy, proxy.handle, _text(proxy.uuid))
    found.add_service(service)
    for one in proxy.characteristics:
        properties: list[CharacteristicPropertyName] = [
            name for bit, name in CHARACTERISTIC_PROPERTIES.items() if one.properties & bit
        ]
        told = BleakGATTCharacteristic(one, one.handle, _text(one.uuid), properties, most, service)
        found.add_characteristic(told)
        for descriptor in one.descriptors:
            kind = _text(descriptor.type)
            found.add_descriptor(BleakGATTDescriptor(descriptor, descriptor.handle, kind, told))


def _text(uuid: UUID) -> str:
    return normalize_uuid_str(uuid.to_hex_str("-"))
