"""Advertisements as bytes, there and back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from imu.drivers.door import Advertisement

_FLAGS, _SHORT, _LONG, _NAME, _MAKER = 0x01, 0x03, 0x07, 0x09, 0xFF
_MORE_SHORT, _MORE_LONG, _PART_OF_NAME = 0x02, 0x06, 0x08
"""Types of advertising data (Bluetooth SIG, assigned numbers, 2.3)."""

_DISCOVERABLE = bytes([0x06])
"""General discoverable, no classic Bluetooth."""

_SIG = "0000{:04x}-0000-1000-8000-00805f9b34fb"
"""A short UUID in full."""


def to_bytes(seen: Advertisement) -> bytes:
    """Advertisement and scan response in one, which is how systems hand them on."""
    parts = [(_FLAGS, _DISCOVERABLE)]
    if seen.services:
        joined = b"".join(uuid.UUID(one).bytes[::-1] for one in seen.services)
        parts.append((_LONG, joined))
    if seen.name:
        parts.append((_NAME, seen.name.encode()))
    parts += [(_MAKER, company.to_bytes(2, "little")) for company in seen.companies]
    return b"".join(bytes([1 + len(data), kind]) + data for kind, data in parts)


@dataclass(slots=True)
class Heard:
    """What an advertisement told.

    Attributes
    ----------
    name : "" where there is none.
    services : UUIDs, 128 bit, lower case, each once.
    makers : company identifier -> data.
    """

    name: str = ""
    services: list[str] = field(default_factory=list[str])
    makers: dict[int, bytes] = field(default_factory=dict[int, bytes])


def read(data: bytes) -> Heard:
    """Read an advertisement; what breaks off or is of no use here is left out."""
    heard = Heard()
    at = 0
    while at < len(data) and data[at]:
        part = data[at + 1 : at + 1 + data[at]]
        if len(part) == data[at]:
            _take(heard, part[0], part[1:])
        at += 1 + data[at]
    return heard


def _take(heard: Heard, kind: int, value: bytes) -> None:
    if kind in {_NAME, _PART_OF_NAME}:
        heard.name = value.decode(errors="replace")
    elif kind == _MAKER and len(value) >= 2:
        heard.makers[int.from_bytes(value[:2], "little")] = value[2:]
    elif kind in {_LONG, _MORE_LONG}:
        long = [value[k : k + 16][::-1] for k in range(0, len(value) - 15, 16)]
        _add(heard, [str(uuid.UUID(bytes=one)) for one in long])
    elif kind in {_SHORT, _MORE_SHORT}:
        short = [value[k : k + 2] for k in range(0, len(value) - 1, 2)]
        _add(heard, [_SIG.format(int.from_bytes(one, "little")) for one in short])


def _add(heard: Heard, services: list[str]) -> None:
    heard.services += [one for one in services if one not in heard.services]
