"""Movesense's data packets: put together from two parts, read, and made.

A packet has a stamp, all accelerations, then all rates. If it is larger than what the radio carries
at once it comes in two notifications, and nothing in the first says so but its length: the number
of bytes that it would need is no whole number of samples.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from imu.drivers.movesense.protocol import FAMILY, STREAM_REF, Kind
from imu.drivers.scaling import RAD_PER_DEG
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError
from imu.samples import Floats

STAMP_WRAP = 2**32
"""ms; 49.7 days."""

MAX_SAMPLES = 64
"""More in one packet are damage: 13 packets a second have 32 each at 416 Hz."""

_STAMP = struct.Struct("<I")
_SAMPLE_BYTES = 24
_LARGEST = (200.0, 4500.0)
"""m/s² and degrees/s: more than the chip's widest ranges of 16 g and 2000 degrees/s."""
_DECIMALS = 5
"""A tenth of a count of 16 bits is 6e-5 m/s² and 1.5e-5 rad/s at the narrowest ranges, 2 g and
245 degrees/s; and single-precision numbers of the widest come back the same."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet.

    Attributes
    ----------
    stamp_ms : when the first of its samples was taken, in [0, `STAMP_WRAP`).
    acc_m_s2, gyr_rad_s : (n, 3), n >= 1, rounded.
    """

    stamp_ms: int
    acc_m_s2: Floats
    gyr_rad_s: Floats


class Joiner:
    """Puts packets together. Holds one first part at most.

    A first part whose length happens to be one of whole samples would be taken for a packet. No
    size of the sensor's radio makes such a one; should a second part follow, the length is learnt.
    """

    def __init__(self, troubles: Troubles) -> None:
        self._troubles = troubles
        self._first: bytes | None = None
        self._last_size = 0
        self._part_size: int | None = None

    def push(self, data: bytes) -> bytes:
        """A notification of the stream; the packet that is complete with it, or b""."""
        kind, payload = data[0], data[2:]
        if kind == Kind.REST:
            return self._completed(payload)
        if self._first is not None:
            self._note("a packet whose second part is missing")
            if _is_whole(self._first):
                self._part_size = None  # it was none of two; learnt from damage
            self._first = None
        self._last_size = len(payload)
        if _is_whole(payload) and len(payload) != self._part_size:
            return payload
        if len(payload) > _STAMP.size + MAX_SAMPLES * _SAMPLE_BYTES:
            self._note(f"a packet of {len(payload)} bytes")
            return b""
        self._first = payload
        return b""

    def _completed(self, rest: bytes) -> bytes:
        first, self._first = self._first, None
        if first is None:
            self._part_size = self._last_size or None
            self._note("a second part without its first")
            return b""
        if not _is_whole(first + rest):
            self._note("two parts that make no packet")
            return b""
        return first + rest

    def _note(self, problem: str) -> None:
        self._troubles.note(DecodeError(FAMILY, problem))


def _is_whole(payload: bytes) -> bool:
    samples, rest = divmod(len(payload) - _STAMP.size, _SAMPLE_BYTES)
    return 1 <= samples <= MAX_SAMPLES and rest == 0


def read_packet(payload: bytes) -> Packet:
    """Read a packet that is a whole number of samples long.

    Raises
    ------
    DecodeError : a number that no such sensor gives.
    """
    numbers = np.frombuffer(payload, "<f4", offset=_STAMP.size)
    with np.errstate(invalid="ignore"):  # a nan may be one that signals
        values = numbers.astype(np.float64).reshape(2, -1, 3)
    limits = np.array(_LARGEST).reshape(2, 1, 1)
    if not np.all(np.abs(values) <= limits):  # nan is not, either
        raise DecodeError(FAMILY, "a number beyond the sensor's ranges")
    acc, gyr = values
    (stamp_ms,) = _STAMP.unpack_from(payload)
    return Packet(stamp_ms, np.round(acc, _DECIMALS), np.round(gyr * RAD_PER_DEG, _DECIMALS))


def write_packet(packet: Packet, most_bytes: int) -> list[bytes]:
    """The notifications of a packet, each of `most_bytes` at most.

    The packet must not need more than two of them, as the sensor's own do not.
    """
    arrays = (packet.acc_m_s2, packet.gyr_rad_s / RAD_PER_DEG)
    content = b"".join(values.astype("<f4").tobytes() for values in arrays)
    payload = _STAMP.pack(packet.stamp_ms) + content
    first, rest = payload[: most_bytes - 2], payload[most_bytes - 2 :]
    parts = [bytes([Kind.DATA, STREAM_REF]) + first]
    return [*parts, bytes([Kind.REST, STREAM_REF]) + rest] if rest else parts
