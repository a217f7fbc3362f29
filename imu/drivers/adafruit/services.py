"""Adafruit's Bluefruit services: where things are, and what the numbers in them are worth."""

from __future__ import annotations

import struct

from imu.drivers.triples import Triples

FAMILY = "adafruit"
COMPANY = 0x0822
"""Adafruit's number in manufacturer data."""


def uuid(number: int) -> str:
    """A service or a characteristic; both are numbered from one row."""
    return f"adaf{number:04x}-c332-42a8-93bd-25e905756cb8"


ACC_SERVICE, GYR_SERVICE = uuid(0x0200), uuid(0x0400)
ACC_DATA, GYR_DATA = uuid(0x0201), uuid(0x0401)
PERIOD, VERSION = uuid(0x0001), uuid(0x0002)
"""In each service one of its own, under the same UUID."""

KNOWN_VERSION = 1
USUAL_MS = 1000
"""ms from one measurement to the next until somebody sets it."""

ACC_RANGE_G, GYR_RANGE_DEG_S = 2.0, 250.0
"""What the vendor's example sets. A program of one's own may set more: floats hold it all."""

ACC = Triples(FAMILY, unit=1.0, most=330.0, decimals=5)
GYR = Triples(FAMILY, unit=1.0, most=80.0, decimals=5)
"""m/s² and rad/s as they are. No chip on such a board reaches beyond 32 g and 4000 degrees/s."""

_NUMBER = struct.Struct("<i")


def period_bytes(milliseconds: int) -> bytes:
    """A measurement period, or a version."""
    return _NUMBER.pack(milliseconds)


def read_number(data: bytes) -> int | None:
    """A measurement period or a version; None for bytes that are neither."""
    return int(_NUMBER.unpack(data)[0]) if len(data) == _NUMBER.size else None
