"""Data frames of Polar's measurement service (PMD) -> accelerations and rates."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from imu.drivers.polar.delta import FAMILY, expand
from imu.drivers.scaling import RAD_PER_DEG, Scale
from imu.errors import DecodeError
from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Ints

ACC, GYR = 0x02, 0x05
"""Kinds of measurement: first byte of a frame."""

MILLI_G = Scale(STANDARD_GRAVITY_M_S2 / 1000.0)

_HEAD = struct.Struct("<BQB")
_COMPRESSED = 0x80
_LARGEST_DEG_S = 10_000.0
"""No gyroscope of this kind reaches further; a number beyond is damage."""
_FLOAT_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """One data frame.

    Attributes
    ----------
    kind : `ACC` or `GYR`.
    stamp_ns : when the LAST of its samples was taken, nanoseconds since 2000-01-01.
    values : (n, 3), n >= 1, m/s² or rad/s, rounded.
    decimals : places that the values are rounded to.
    """

    kind: int
    stamp_ns: int
    values: Floats
    decimals: int


def read_frame(data: bytes, factors: dict[int, float]) -> Frame:
    """Read a frame.

    Parameters
    ----------
    factors : kind -> what the start of the stream said that compressed numbers are worth.

    Raises
    ------
    DecodeError : a frame of another kind, or one that cannot be.
    """
    if len(data) <= _HEAD.size:
        raise DecodeError(FAMILY, f"a frame of {len(data)} bytes")
    kind, stamp_ns, form = _HEAD.unpack_from(data)
    kind &= 0x3F
    content = data[_HEAD.size :]
    if kind == ACC:
        counts, scale = _acceleration(form, content, factors.get(ACC, 1.0))
        return Frame(kind, stamp_ns, scale.values(_within(counts, scale.bits)), scale.decimals)
    if kind == GYR and form == _COMPRESSED:
        scale = Scale(factors.get(GYR, 1.0) * RAD_PER_DEG)
        counts = _within(expand(content, 2), 16)
        return Frame(kind, stamp_ns, scale.values(counts), scale.decimals)
    if kind == GYR and form == _COMPRESSED | 1:
        values = _float_rates(content) * (factors.get(GYR, 1.0) * RAD_PER_DEG)
        return Frame(kind, stamp_ns, np.round(values, _FLOAT_DECIMALS), _FLOAT_DECIMALS)
    raise DecodeError(FAMILY, f"a frame of kind {kind}, form {form:#04x}, which is not known")


def _acceleration(form: int, content: bytes, factor: float) -> tuple[Ints, Scale]:
    """(n, 3) counts, and what they are worth."""
    if form == _COMPRESSED:  # in g
        return expand(content, 2), Scale(factor * STANDARD_GRAVITY_M_S2)
    if form == _COMPRESSED | 1:  # in milli-g
        return expand(content, 2), Scale(factor * MILLI_G.unit)
    if form <= 2:
        width = form + 1
        return _whole_numbers(content, width), Scale(MILLI_G.unit, bits=8 * width)
    raise DecodeError(FAMILY, f"acceleration in a form that is not known: {form:#04x}")


def _whole_numbers(content: bytes, width: int) -> Ints:
    """(n, 3) uncompressed signed numbers of `width` bytes."""
    if len(content) % (3 * width):
        raise DecodeError(FAMILY, "a frame that ends within a sample")
    numbers = [
        int.from_bytes(content[at : at + width], "little", signed=True)
        for at in range(0, len(content), width)
    ]
    return np.array(numbers, dtype=np.int64).reshape(-1, 3)


def _float_rates(content: bytes) -> Floats:
    """(n, 3) degrees/s: the bits of floats, which were subtracted as if they were numbers."""
    bits = (expand(content, 4) & 0xFFFFFFFF).astype("<u4")
    with np.errstate(invalid="ignore"):  # of a nan that signals; it is refused below
        values = bits.view("<f4").astype(np.float64)
    if not np.all(np.abs(values) <= _LARGEST_DEG_S):  # nan is not, either
        raise DecodeError(FAMILY, "a rate beyond any gyroscope")
    return values


def _within(counts: Ints, bits: int) -> Ints:
    limit = 1 << (bits - 1)
    if counts.min() < -limit or counts.max() >= limit:
        raise DecodeError(FAMILY, f"a number beyond {bits} bits")
    return counts


def write_frame(kind: int, stamp_ns: int, form: int, content: bytes) -> bytes:
    """A compressed frame of this form."""
    return _HEAD.pack(kind, stamp_ns, _COMPRESSED | form) + content
