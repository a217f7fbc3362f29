"""Time that follows a line without ever stepping back, and forward only across holes."""

from __future__ import annotations

import math

from imu.sources.envelope import Envelope

PULL_S = 2.0
"""s. Time constant with which time is pulled towards the line."""

MAX_PULL = 0.2
"""Seconds may be shortened or lengthened by so much meanwhile: reached only where 0.4 s are wrong,
as after a beginning in the midst of a stall. 10 ms shorten them by a two-hundredth."""

RESOLUTION_S = 1e-6
"""s. Times are frozen to the microsecond."""

_HOLE_S = 0.25
"""s. Across a longer hole the time goes straight to the line: nothing is stretched by it."""

_LEAP_S = 1.0
"""s. If time lags so far behind the line, the sensor's clock has stood still: time leaps."""


class Steady:
    """Gives each sample its final time; the times of one sensor increase strictly."""

    def __init__(self) -> None:
        self._at_s = 0.0
        self._exact_s = -math.inf
        self._told_s = -math.inf

    @property
    def last_s(self) -> float:
        """The last time that was given, s; -inf before the first."""
        return self._told_s

    def begin(self, at_s: float, time_s: float) -> None:
        """From here on the sensor's own scale is another one: there, `at_s` is `time_s`."""
        self._at_s = at_s
        self._exact_s = max(time_s, self._told_s + RESOLUTION_S)

    def time_of(self, at_s: float, line: Envelope, shift_s: float) -> float:
        """The time, s, of the next sample; `shift_s` is added to what the line says."""
        step_s = line.slope * (at_s - self._at_s)
        aim_s = line.time_of(at_s) + shift_s
        straight_s = self._exact_s + step_s
        is_hole = step_s > _HOLE_S and aim_s > self._exact_s
        if is_hole or aim_s - straight_s > _LEAP_S:
            self._exact_s = aim_s
        else:
            pull_s = (aim_s - straight_s) * -math.expm1(-step_s / PULL_S)
            limit_s = MAX_PULL * step_s
            self._exact_s = straight_s + min(max(pull_s, -limit_s), limit_s)
        self._at_s = at_s
        return self._told()

    def take(self, at_s: float, time_s: float) -> float:
        """The time, s, of the next sample where it was settled elsewhere."""
        self._at_s, self._exact_s = at_s, time_s
        return self._told()

    def _told(self) -> float:
        """What that is when frozen, and later than the last."""
        told = round(self._exact_s, 6)
        if told <= self._told_s:
            told = round(self._told_s + RESOLUTION_S, 6)
        self._told_s = told
        return told
