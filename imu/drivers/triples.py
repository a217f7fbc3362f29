"""Notifications of three floats: what makers' boards send when nobody has thought of a format."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from imu.errors import DecodeError
from imu.samples import Floats

_FLOATS = struct.Struct("<3f")
_COUNTS = struct.Struct("<3h")


@dataclass(frozen=True, slots=True)
class Triples:
    """Three little-endian floats of 32 bit <-> a vector.

    Attributes
    ----------
    family : for what is told of errors.
    unit : what 1.0 is worth, m/s² or rad/s.
    most : more than this, in the same unit, no sensor of the family can measure.
    decimals : places that a value is rounded to; at most a tenth of what the chip resolves.
    whole : the floats are a chip's counts, so anything but whole numbers is another program's;
        some send the same counts as whole numbers of 16 bits.
    """

    family: str
    unit: float
    most: float
    decimals: int
    whole: bool = False

    def read(self, data: bytes) -> Floats:
        """(1, 3) in the unit, rounded.

        Raises
        ------
        DecodeError : not three numbers, or none that can be meant.
        """
        layout = _COUNTS if self.whole and len(data) == _COUNTS.size else _FLOATS
        if len(data) != layout.size:
            raise DecodeError(self.family, f"{len(data)} bytes; three floats have {layout.size}")
        numbers = np.array([layout.unpack(data)], dtype=np.float64)
        values: Floats = numbers * self.unit
        if not np.isfinite(numbers).all() or np.abs(values).max() > self.most:
            raise DecodeError(self.family, "numbers beyond what such a sensor can measure")
        if self.whole and (numbers != np.rint(numbers)).any():
            raise DecodeError(self.family, "numbers that are no counts: this is another program")
        return np.round(values, self.decimals)

    def write(self, row: Floats) -> bytes:
        """A notification of (3,) values."""
        numbers = row / self.unit
        return _FLOATS.pack(*(np.rint(numbers) if self.whole else numbers).tolist())
