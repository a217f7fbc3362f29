"""Numbers of a sensor <-> SI units, rounded so that a file stays short and nothing is lost."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Ints

RAD_PER_DEG = math.pi / 180.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Signed whole numbers of `bits` bits <-> a unit.

    Attributes
    ----------
    unit : what one count is worth, m/s² or rad/s.
    decimals : places that a value is rounded to: at most a tenth of a count, so that the count
        can be had back.
    """

    unit: float
    bits: int = 16

    @property
    def decimals(self) -> int:
        """Places after the point."""
        return max(0, math.ceil(-math.log10(self.unit / 10.0)))

    def values(self, counts: Ints) -> Floats:
        """Counts of any shape -> values in the unit, rounded."""
        values: Floats = np.round(counts * np.float64(self.unit), self.decimals)
        return values

    def counts(self, values: Floats) -> Ints:
        """Values of any shape -> counts, saturating as a sensor does."""
        limit = 2 ** (self.bits - 1)
        return np.clip(np.rint(values / self.unit), -limit, limit - 1).astype(np.int64)


def acc_scale(range_g: float, full: int = 32768) -> Scale:
    """The scale of an accelerometer whose count `full` stands for `range_g`."""
    return Scale(range_g / full * STANDARD_GRAVITY_M_S2)


def gyr_scale(range_deg_s: float, full: int = 32768) -> Scale:
    """The scale of a gyroscope whose count `full` stands for `range_deg_s`."""
    return Scale(range_deg_s / full * RAD_PER_DEG)
