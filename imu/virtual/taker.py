"""The sensor without its radio: when it takes a sample, and what its clock and counter say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.drivers.samples import NO_SAMPLES, Samples, join
from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from imu.virtual.motion import Motion

_BEFORE_FIRST_S = -1e-6
"""s, on a sensor's own clock: as if it had taken a sample just before it was switched on, so that
it takes another at 0. The microsecond is the finest that any supported sensor counts."""


@dataclass(slots=True)
class _Worn:
    """A motion, and the sensor's own time at the motion's zero, s."""

    motion: Motion
    zero_s: float

    @property
    def start_s(self) -> float:
        return self.zero_s + self.motion.start_s

    @property
    def end_s(self) -> float:
        return self.zero_s + self.motion.end_s


class Taker:
    """Takes samples of what it feels, by a clock of its own.

    Before a motion, between two and after the last it lies still: no real sensor falls silent
    because nobody moves it. Its counter counts the samples that were taken, those included that a
    recording lacks.

    Parameters
    ----------
    clock_ppm : how much its clock is slow, parts per million.
    """

    def __init__(self, clock_ppm: float = 0.0) -> None:
        self._pace = 1.0 + clock_ppm * 1e-6
        self._booted_s = 0.0
        self._last_s, self._seq = _BEFORE_FIRST_S, -1
        self._lying = np.array([[0.0, 0.0, STANDARD_GRAVITY_M_S2]])
        self._worn: _Worn | None = None

    def boot(self, now_s: float) -> None:
        """Switched on at this time, s: clock and counter begin at 0; what is felt goes on."""
        if self._worn is not None:
            self._worn.zero_s -= self._own_s(now_s)
        self._booted_s = now_s
        self._last_s, self._seq = _BEFORE_FIRST_S, -1

    def _own_s(self, now_s: float) -> float:
        return (now_s - self._booted_s) / self._pace

    def _true_s(self, own_s: float) -> float:
        return self._booted_s + own_s * self._pace

    def clock_s(self, now_s: float) -> float:
        """What its own clock says at a time, s."""
        return self._own_s(now_s)

    def lie_as(self, motion: Motion) -> None:
        """Lie still as the motion begins."""
        self._lying = motion.acc_m_s2[:1]

    def wear(self, motion: Motion, zero_s: float) -> None:
        """Feel this from now on; `zero_s` is the time, s, at which the motion's own time is 0."""
        self._worn = _Worn(motion, self._own_s(zero_s))

    @property
    def end_s(self) -> float:
        """The time at which the present motion is over, s; -inf where there is none."""
        return self._true_s(self._worn.end_s) if self._worn else -np.inf

    def next_s(self, rate_hz: float) -> float:
        """About the time of the next sample, s."""
        return self._true_s(self._last_s + 1.0 / rate_hz)

    def take(self, now_s: float, rate_hz: float) -> Samples:
        """All samples since the last call, with stamps, at the rate that it is set to now, Hz."""
        until_s = self._own_s(now_s)
        parts: list[Samples] = []
        if self._worn is not None:
            parts.append(self._lie(min(until_s, self._worn.start_s - 0.5 / rate_hz), rate_hz))
            parts.append(self._feel(self._worn, until_s, rate_hz))
            if until_s <= self._worn.end_s:
                return join(parts)
        return join([*parts, self._lie(until_s, rate_hz)])

    def _feel(self, worn: _Worn, until_s: float, rate_hz: float) -> Samples:
        after_s = self._last_s - worn.zero_s
        found = worn.motion.between(after_s, until_s - worn.zero_s, rate_hz)
        if not len(found) or found.sensor_time_s is None:
            return NO_SAMPLES
        self._lying = found.acc_m_s2[-1:]
        times = found.sensor_time_s + worn.zero_s
        return self._count(found.acc_m_s2, found.gyr_rad_s, times, rate_hz)

    def _lie(self, until_s: float, rate_hz: float) -> Samples:
        count = max(int((until_s - self._last_s) * rate_hz), 0)
        times: Floats = self._last_s + np.arange(1, count + 1) / rate_hz
        return self._count(np.repeat(self._lying, count, 0), np.zeros((count, 3)), times, rate_hz)

    def _count(self, acc: Floats, gyr: Floats, times: Floats, rate_hz: float) -> Samples:
        if not len(times):
            return NO_SAMPLES
        passed = np.rint(np.diff(times, prepend=self._last_s) * rate_hz).astype(np.int64)
        seq = self._seq + np.cumsum(np.maximum(passed, 1))
        self._last_s, self._seq = float(times[-1]), int(seq[-1])
        return Samples(acc, gyr, times, seq)
