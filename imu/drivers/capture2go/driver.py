"""Capture2Go: ``firmware_notes/sensors/capture2go.md``."""

from __future__ import annotations

from imu.drivers.alignment import Terms
from imu.drivers.capture2go.connection import Capture2GoConnection
from imu.drivers.capture2go.content import PER_PACK, RATE_CODES
from imu.drivers.capture2go.frames import FAMILY
from imu.drivers.capture2go.virtual import Capture2GoPeripheral
from imu.drivers.door import Advertisement, Facts, Match, Profile, choose_rate
from imu.drivers.samples import Timing


class Capture2GoDriver:
    """The family."""

    family = FAMILY
    title = "Capture2Go"
    facts = Facts(
        rates_hz=tuple(sorted(RATE_CODES)),
        rate_hz=100.0,
        acc_range_g=16.0,
        gyr_range_deg_s=2000.0,
        timing=Timing("absolute", batch_s=PER_PACK / min(RATE_CODES)),
        page="capture2go",
    )
    profile = Profile(
        service=("80030001-e629-4c98-9324-aa7fc0c66de7",),
        needed={
            "control": ("80030002-e629-4c98-9324-aa7fc0c66de7",),
            "data": ("80030003-e629-4c98-9324-aa7fc0c66de7",),
        },
    )
    alignment = Terms(away_s=0.0, takes_s=10.0)

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, else by its name."""
        if self.profile.service[0] in seen.services:
            return Match(3)
        return Match(1) if seen.name.startswith("IMU_") else None

    def connect(self, rate_hz: float | None = None) -> Capture2GoConnection:
        """A new connection."""
        return Capture2GoConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> Capture2GoPeripheral:
        """A sensor as it comes out of its box."""
        return Capture2GoPeripheral(Advertisement("IMU_1a2b3c", self.profile.service))


DRIVER = Capture2GoDriver()
