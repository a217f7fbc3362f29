"""One line under all arrivals for several sensors whose hardware shares its ticks."""

from __future__ import annotations

from bisect import bisect_left

from imu.sources.envelope import Envelope
from imu.sources.heard import CRYSTAL_TRUST
from imu.sources.steady import Steady

AGREE_S = 1.0
"""s. Ticks of one clock arrive no further apart than that, beside a stall of the radio: whoever
differs by more does not share them, whatever it says, and keeps a line of its own."""

_MEMORY = 2048
"""Ticks whose times are remembered, for the sensor that is behind: five seconds of two at 200 Hz,
more than a radio stalls."""


class SharedLine:
    """Where the common ticks are on the session clock.

    Time follows the line without steps, as for one sensor, but on one path for all: the first to
    come to a tick settles its time, and all others find it there.

    Attributes
    ----------
    line : maps ticks less `origin_s` to session time.
    origin_s : the first tick that was heard of any of them, s; None before.
    """

    def __init__(self) -> None:
        self.line = Envelope(CRYSTAL_TRUST)
        self.origin_s: float | None = None
        self._steady = Steady()
        self._ats: list[float] = []
        self._times: list[float] = []

    def join(self, tick_s: float, arrival_s: float, wrap_s: float | None) -> float | None:
        """The first tick of one more sensor, unwrapped as those of the others are.

        Parameters
        ----------
        tick_s : as it was heard, s.
        arrival_s : session time of its arrival, s.
        wrap_s : after how long ticks begin anew, s; None for never.

        Returns
        -------
        The tick, s; None if it cannot be of the same clock.
        """
        if self.origin_s is None:
            self.origin_s = tick_s
        if self.line.is_empty:
            return tick_s
        late_s = self.line.lateness_s(tick_s - self.origin_s, arrival_s)
        wraps = 0 if wrap_s is None else round(late_s / (self.line.slope * wrap_s))
        lifted_s = tick_s + wraps * (wrap_s or 0.0)
        late_s = self.line.lateness_s(lifted_s - self.origin_s, arrival_s)
        return lifted_s if abs(late_s) <= AGREE_S else None

    def time_of(self, at_s: float) -> float:
        """The session time of a tick less `origin_s`, s; the same whoever asks."""
        if not self._ats:
            self._steady.begin(at_s, self.line.time_of(at_s))
        if not self._ats or at_s > self._ats[-1]:
            self._ats.append(at_s)
            self._times.append(self._steady.time_of(at_s, self.line, 0.0))
            if len(self._ats) > 2 * _MEMORY:
                del self._ats[:_MEMORY], self._times[:_MEMORY]
            return self._times[-1]
        return self._settled(at_s)

    def _settled(self, at_s: float) -> float:
        """Between two ticks whose times are settled; before all of them as fast as the line."""
        after = bisect_left(self._ats, at_s)
        if after == 0:
            return self._times[0] - self.line.slope * (self._ats[0] - at_s)
        share = (at_s - self._ats[after - 1]) / (self._ats[after] - self._ats[after - 1])
        before_s = self._times[after - 1]
        return before_s + share * (self._times[after] - before_s)
