"""Counters and ticks that begin anew after so many bits become numbers that only grow."""

from __future__ import annotations

import math

STALL_S = 2.0
"""s. What arrives may have waited for so long: radios and networks hold things up."""

_BACK = 0.25
"""of the wrap. A value that seems so little behind the newest is behind it; any other is ahead."""


class Unwrapper:
    """Lifts the values of one counter.

    Between two values there may be silence for longer than a wrap: then the time of arrival says
    how many wraps there were. It may say so wrongly by `STALL_S`, so that a counter which wraps
    within less is told right only while nothing is lost for three quarters of its wrap.

    Parameters
    ----------
    wrap : the first value that cannot be told from 0; None for a counter that never begins anew.
    unit_s : time between two values, s.
    """

    def __init__(self, wrap: float | None, unit_s: float) -> None:
        self._wrap = wrap
        self._unit_s = unit_s
        self._newest: float | None = None
        self._arrival_s = 0.0

    def start(self, value: float, arrival_s: float) -> None:
        """Begin at a value that is unwrapped already."""
        self._newest, self._arrival_s = value, arrival_s

    def lift(self, raw: float, arrival_s: float) -> float:
        """The value `raw` without wraps; the first comes back as it is."""
        if self._wrap is None:
            return raw
        if self._newest is None:
            self._newest, self._arrival_s = raw, arrival_s
            return raw
        lifted = self._lifted(raw, self._newest, self._wrap, arrival_s)
        if lifted > self._newest:
            self._newest, self._arrival_s = lifted, arrival_s
        return lifted

    def _lifted(self, raw: float, newest: float, wrap: float, arrival_s: float) -> float:
        ahead = (raw - newest) % wrap
        if ahead > wrap * (1.0 - _BACK):
            ahead -= wrap
        silent_s = arrival_s - self._arrival_s - ahead * self._unit_s
        if silent_s > STALL_S:
            ahead += round(silent_s / (wrap * self._unit_s)) * wrap
        # Whole wraps on the raw value, so that rounding errors do not add up.
        return raw + round((newest + ahead - raw) / wrap) * wrap


def is_usable(value: float) -> bool:
    """Whether a number can be a sensor's time or counter: finite, and fine enough for microseconds.

    10^11 s are three thousand years; ticks since 1970 or 2000 pass.
    """
    return math.isfinite(value) and abs(value) < 1e11
