"""What a virtual sensor feels: samples that somebody recorded or computed, at their times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.drivers.samples import Samples
from imu.errors import UsageError
from imu.recording import Recording
from imu.samples import Block, Floats, Side

SAME_RATE = 0.01
"""Part by which two rates may differ and still be meant to be the same: sensors that share a
nominal rate are off by less, families differ by more (100 and 104 Hz)."""

HOLE_PERIODS = 1.5
"""Sample periods from one sample to the next from which on some are missing between them."""

_SAME_S = 1e-7
"""s. What is nearer to a sample than this is that sample: a tenth of the microsecond that is the
finest any supported sensor counts, and far more than adding and subtracting a zero rounds off."""


@dataclass(frozen=True, slots=True)
class Motion:
    """Samples of one sensor over time. Nothing is invented where some are missing.

    Attributes
    ----------
    time_s : (n,) strictly increasing, s. Two sensors of one session count from the same zero.
    acc_m_s2, gyr_rad_s : (n, 3) in the sensor frame, m/s² and rad/s.
    rate_hz : how often they were taken, Hz.
    """

    time_s: Floats
    acc_m_s2: Floats
    gyr_rad_s: Floats
    rate_hz: float

    def __post_init__(self) -> None:
        if not len(self.time_s):
            raise UsageError("a virtual sensor needs at least one sample to feel")

    @classmethod
    def of_block(cls, block: Block, rate_hz: float | None = None) -> Motion:
        """What a sensor felt; its rate is measured unless it is told.

        Raises
        ------
        UsageError : a block without samples.
        """
        steps = np.diff(block.time_s)
        measured = 1.0 / float(np.median(steps)) if len(steps) else 100.0
        return cls(block.time_s, block.acc_m_s2, block.gyr_rad_s, rate_hz or measured)

    @classmethod
    def of_recording(cls, recording: Recording, side: Side) -> Motion:
        """What the sensor on one side of a recording felt.

        Raises
        ------
        UsageError : the recording has no such side.
        """
        stream = recording.streams.get(side)
        if stream is None:
            sides = ", ".join(recording.streams)
            raise UsageError(f"{recording.name} has no side {side}", f"It has {sides}.")
        return cls.of_block(stream.block)

    @classmethod
    def of_samples(cls, samples: Samples, rate_hz: float) -> Motion:
        """Samples one after another at `rate_hz`, from 0 s on; stamps of theirs are not used.

        Raises
        ------
        UsageError : there are none.
        """
        times: Floats = np.arange(len(samples)) / rate_hz
        return cls(times, samples.acc_m_s2, samples.gyr_rad_s, rate_hz)

    @property
    def start_s(self) -> float:
        """Time of the first sample, s."""
        return float(self.time_s[0])

    @property
    def end_s(self) -> float:
        """Time of the last sample, s."""
        return float(self.time_s[-1])

    def between(self, after_s: float, until_s: float, rate_hz: float) -> Samples:
        """What a sensor of some rate takes of it in (after_s, until_s], with `sensor_time_s`.

        At the motion's own rate these are its samples as they are. At any other they are
        interpolated, one period after `after_s` and so on; never across a hole.
        """
        if self.has_rate(rate_hz):
            first, last = np.searchsorted(self.time_s, (after_s + _SAME_S, until_s), side="right")
            rows = slice(int(first), int(last))
            return Samples(self.acc_m_s2[rows], self.gyr_rad_s[rows], self.time_s[rows])
        until_s = min(until_s, self.end_s)
        count = max(int((until_s - after_s) * rate_hz + 1e-6), 0)
        times: Floats = after_s + np.arange(1, count + 1) / rate_hz
        return self._interpolated(times[(times >= self.start_s) & (times <= self.end_s)])

    def has_rate(self, rate_hz: float) -> bool:
        """Whether that is its own rate, but for tolerances."""
        return abs(rate_hz / self.rate_hz - 1.0) <= SAME_RATE

    def _interpolated(self, times: Floats) -> Samples:
        before = np.searchsorted(self.time_s, times, side="right") - 1
        steps = np.append(np.diff(self.time_s), 0.0)  # behind the last sample there is no hole
        is_there = (steps[before] <= HOLE_PERIODS / self.rate_hz) | (self.time_s[before] == times)
        times = times[is_there]
        acc, gyr = (
            np.column_stack([np.interp(times, self.time_s, values[:, axis]) for axis in range(3)])
            for values in (self.acc_m_s2, self.gyr_rad_s)
        )
        return Samples(acc, gyr, times)
