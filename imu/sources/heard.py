"""One sample as it was heard, before it has a time, and what is known about how a sensor counts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from imu.drivers.samples import Timing
from imu.errors import UsageError
from imu.samples import Floats

CRYSTAL_TRUST = 100e-6
"""How far ticks may be off: crystals of small radios are specified to 20-50 ppm, plus ageing."""

COUNT_TRUST = 0.03
"""How far a sensor's sampling rate may be off its nominal one: the oscillators inside motion
sensors are specified to a few per cent, and a firmware that polls loses some more."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a sensor tells time: the facts that its driver knows.

    Attributes
    ----------
    rate_hz : nominal rate, Hz.
    tick_wrap_s : after how long its own time begins anew, s (u32 of microseconds: 4294.967296);
        None where it never does.
    seq_wrap : after how many samples its counter begins anew (u16: 65536); None for never.
    patience_s : how long samples wait for earlier ones that may have been overtaken, s of arrival.
    latency_s : the shortest time from sampling to arrival, where somebody has measured it, s.

    Raises
    ------
    UsageError : a number that cannot be meant.
    """

    rate_hz: float
    tick_wrap_s: float | None = None
    seq_wrap: int | None = None
    patience_s: float = 0.1
    latency_s: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.rate_hz) and 1.0 <= self.rate_hz <= 10_000.0):
            problem = f"No sensor sends {self.rate_hz:g} samples per second"
            raise UsageError(problem, "Choose a rate from 1 to 10000.")
        for wrap in (self.tick_wrap_s, self.seq_wrap):
            if wrap is not None and not wrap > 0:
                problem = f"A counter cannot begin anew after {wrap:g}"
                raise UsageError(problem, "Give a number above 0, or none.")

    @classmethod
    def of(cls, timing: Timing, rate_hz: float) -> Rhythm:
        """How a driver says that its sensor tells time, at the rate that was asked of it, Hz."""
        return cls(rate_hz, tick_wrap_s=timing.wrap_s, seq_wrap=timing.seq_wrap)

    @property
    def period_s(self) -> float:
        """Nominal time from one sample to the next, s."""
        return 1.0 / self.rate_hz


@dataclass(slots=True)
class Sample:
    """One sample on its way through the clock.

    Attributes
    ----------
    arrival_s : session time at which it was heard, s.
    acc_m_s2, gyr_rad_s : (3,) what was measured.
    sensor_time_s : the sensor's own time, unwrapped, s; nan where it tells none.
    seq : its counter, unwrapped; -1 where it has none.
    at_s : where it stands on the sensor's own scale of time, s: ticks, or the count at the nominal
        rate.
    """

    arrival_s: float
    acc_m_s2: Floats
    gyr_rad_s: Floats
    sensor_time_s: float = math.nan
    seq: int = -1
    at_s: float = field(default=0.0)
