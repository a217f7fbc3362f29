"""A virtual Thingy:52: 10 Hz out of the box, and deaf to settings that the firmware refuses."""

from __future__ import annotations

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.samples import Samples
from imu.drivers.thingy.raw import ACC, ACC_RANGE_G, GYR, write_raw
from imu.drivers.thingy.settings import AS_SOLD, MotionSettings
from imu.errors import DecodeError
from imu.samples import STANDARD_GRAVITY_M_S2

_GYR_LIMIT = 1023 * 32
"""Counts; beyond 1023 degrees/s the firmware cuts off: ``m_motion.c``."""


class ThingyPeripheral:
    """A sensor that somebody has just switched on.

    Attributes
    ----------
    settings : in force and in its flash.
    written : how often they were written, each time on its flash.
    """

    def __init__(self, advertisement: Advertisement, battery: int = 77) -> None:
        self.advertisement = advertisement
        self.battery = battery
        self.streaming = True  # as soon as anybody listens
        self.settings = AS_SOLD
        self.written = 0

    @property
    def rate_hz(self) -> float:
        """The rate that it has been set to."""
        return float(self.settings.rate_hz)

    def read(self, role: str) -> bytes:
        """Its settings, or its charge."""
        if role == "battery":
            return bytes([self.battery])
        return self.settings.bytes() if role == "settings" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Take settings, if they are within the firmware's limits."""
        try:
            settings = MotionSettings.read(data)
        except DecodeError:
            return []
        if role == "settings" and settings.is_accepted:
            self.settings = settings
            self.written += 1
        return []

    def encode(self, samples: Samples) -> list[Notification]:
        """One notification for each sample, cut off at the chip's 2 g."""
        limit = ACC_RANGE_G * STANDARD_GRAVITY_M_S2
        acc = ACC.counts(np.clip(samples.acc_m_s2, -limit, limit))
        gyr = np.clip(GYR.counts(samples.gyr_rad_s), -_GYR_LIMIT, _GYR_LIMIT)
        rows = zip(acc, gyr, strict=True)
        return [Notification("data", write_raw(*row)) for row in rows]

    def flush(self) -> list[Notification]:
        """It holds nothing back."""
        return []

    def unlinked(self) -> None:
        """The motion sensor is switched off; settings stay."""

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self.battery = round(percent)
