"""The data packets of the Kickstand reference profile, version 1: ``firmware_notes/profile.md``."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from imu.errors import DecodeError
from imu.samples import Ints

FAMILY = "kickstand"

ACC_CLIPPED, GYR_CLIPPED, CHARGING, LOST_INSIDE, TAPPED, BATCHED = (
    0x01,
    0x02,
    0x04,
    0x08,
    0x10,
    0x80,
)
"""Bits of the last byte. The others are 0 in version 1 and are not looked at."""

BATTERY_UNKNOWN = 255
MAX_BATCH = 19
"""Samples that fit beside the head into 244 bytes, what an MTU of 247 leaves."""

SEQ_WRAP = 1 << 16
TIME_WRAP_US = 1 << 32

_SINGLE = struct.Struct("<HI6hBB")
_HEAD = struct.Struct("<HIHBB")
_ROW_BYTES = 12


@dataclass(frozen=True, slots=True)
class Packet:
    """One data packet.

    Attributes
    ----------
    seq : number of the first sample, 0 to 65535.
    time_us : when it was taken, 0 to 2**32 - 1 microseconds.
    period_us : from one sample to the next; 0 in a packet of a single one.
    counts : (n, 6) accelerometer x y z, gyroscope x y z, signed 16 bit.
    battery : 0 to 100, or 255 for unknown.
    flags : without `BATCHED`.
    """

    seq: int
    time_us: int
    period_us: int
    counts: Ints
    battery: int = BATTERY_UNKNOWN
    flags: int = 0


def unpack(data: bytes) -> Packet:
    """Read a packet of either kind.

    Raises
    ------
    DecodeError : a length or a kind that the profile does not have.
    """
    if not data:
        raise DecodeError(FAMILY, "an empty packet")
    batched = bool(data[-1] & BATCHED) if len(data) == _SINGLE.size else True
    return _unpack_batch(data) if batched else _unpack_single(data)


def _unpack_single(data: bytes) -> Packet:
    seq, time_us, *counts, battery, flags = _SINGLE.unpack(data)
    return Packet(seq, time_us, 0, np.array([counts], dtype=np.int64), battery, flags)


def _unpack_batch(data: bytes) -> Packet:
    n, rest = divmod(len(data) - _HEAD.size, _ROW_BYTES)
    if rest or not 1 <= n <= MAX_BATCH:
        raise DecodeError(FAMILY, f"a packet of {len(data)} bytes; they have 20, or 10 + 12 n")
    seq, time_us, period_us, battery, flags = _HEAD.unpack_from(data)
    if not flags & BATCHED:
        raise DecodeError(FAMILY, "a packet of several samples that does not say so")
    if not period_us:
        raise DecodeError(FAMILY, "a batch whose samples were all taken at once")
    counts = np.frombuffer(data, dtype="<i2", offset=_HEAD.size).reshape(n, 6).astype(np.int64)
    return Packet(seq, time_us, period_us, counts, battery, flags & ~BATCHED)


def pack(packet: Packet) -> bytes:
    """Write a packet: a single one if its period is 0, else a batch."""
    seq, time_us = packet.seq % SEQ_WRAP, packet.time_us % TIME_WRAP_US
    if not packet.period_us:
        counts = packet.counts[0].tolist()
        return _SINGLE.pack(seq, time_us, *counts, packet.battery, packet.flags & ~BATCHED)
    flags = packet.flags | BATCHED
    head = _HEAD.pack(seq, time_us, packet.period_us, packet.battery, flags)
    return head + packet.counts.astype("<i2").tobytes()
