"""Published bytes and the numbers that they stand for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.drivers.door import Notification
from imu.drivers.samples import Samples
from imu.samples import STANDARD_GRAVITY_M_S2

RAD = math.pi / 180.0
Rows = list[list[float]]


@dataclass(frozen=True)
class Vector:
    """Bytes with a source, and what it says that they mean.

    Attributes
    ----------
    acc_g, gyr_deg_s : one row for each sample.
    time_s, seq : of each sample, or None where the sensor has none.
    places : decimals that the source gives, in g and degrees/s.
    """

    source: str
    heard: list[Notification]
    acc_g: Rows
    gyr_deg_s: Rows
    time_s: list[float] | None = None
    seq: list[int] | None = None
    battery_percent: float | None = None
    places: tuple[int, int] = (4, 3)

    def check(self, got: Samples) -> None:
        """Whether the samples are what the source says, to its last decimal."""
        acc_off = np.abs(got.acc_m_s2 / STANDARD_GRAVITY_M_S2 - np.array(self.acc_g))
        gyr_off = np.abs(got.gyr_rad_s / RAD - np.array(self.gyr_deg_s))
        assert acc_off.max() <= 0.51 * 10.0 ** -self.places[0] + 1e-5
        assert gyr_off.max() <= 0.51 * 10.0 ** -self.places[1] + 3e-3
        if self.time_s is None:
            assert got.sensor_time_s is None
        else:
            assert got.sensor_time_s is not None
            np.testing.assert_allclose(got.sensor_time_s, self.time_s, rtol=0, atol=1e-9)
        assert (got.seq is None) == (self.seq is None)
        if got.seq is not None:
            assert got.seq.tolist() == self.seq


def data(text: str) -> Notification:
    return Notification("data", bytes.fromhex(text))
