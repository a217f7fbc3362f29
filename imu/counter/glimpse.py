"""What one side of a running session looks like at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from imu.counter.cycles import Phase
from imu.counter.tilt import HingeFrame


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What one side looks like right now. Angles in degrees, None before calibration."""

    time_s: float
    phase: Phase
    tilt_deg: float | None
    base_deg: float | None
    frame: HingeFrame | None
