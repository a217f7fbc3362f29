"""Numbers for samples that come without any: a count, corrected by arrival.

What is lost on the way cannot be seen, only that samples come late for good. A stall looks the same
at first, but then what was held up comes at once. So after a silence samples wait for a moment:
if those that were missing come, time goes on; if not, there is a gap, inferred.
"""

from __future__ import annotations

from imu.sources.envelope import Envelope
from imu.sources.heard import Sample

SILENCE_S = 0.15
"""s. After a longer silence it is asked whether samples were lost, unless silences are usual."""

_USUAL, _JITTER_S = 1.5, 0.05
"""So many times the usual time between packets, and so many s, are no silence yet: where packets
are long, one that is missing is one."""

_WAIT_S = 0.3
"""s of arrival. What was held up has come by then: radios send ten times as fast as sensors
sample."""

_LOST_S = 0.06
"""s. Who is late by more after a silence has lost samples: between the jitter of a handful of
packets and what could be heard as a change of tempo."""


class Tally:
    """Numbers the samples of one sensor.

    Parameters
    ----------
    period_s : nominal time from one sample to the next, s.

    Attributes
    ----------
    lost_s : how much time was inferred to be missing, s.
    """

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._next_s = 0.0
        self._waiting: list[Sample] = []
        self._last_s = self._wait_from_s = 0.0
        self._between_s = 0.0
        self._has_begun = False
        self.lost_s = 0.0

    def hear(self, sample: Sample, line: Envelope) -> list[Sample]:
        """Take a sample; those that are numbered now. `line` has heard of none of them."""
        arrival_s = sample.arrival_s
        if not self._has_begun:
            self._begin(arrival_s)
        ready = self._new_packet(arrival_s, line) if arrival_s > self._last_s else []
        sample.at_s = self._next_s
        self._next_s += self._period_s
        if self._waiting or self._is_asking(arrival_s):
            self._waiting.append(sample)
            return ready
        return [*ready, sample]

    def flush(self, line: Envelope) -> list[Sample]:
        """All that still wait: nothing more will come."""
        return self._decide(line)

    def _begin(self, arrival_s: float) -> None:
        self._has_begun = True
        self._last_s = arrival_s
        self._wait_from_s = float("-inf")

    def _is_asking(self, arrival_s: float) -> bool:
        return self._wait_from_s == arrival_s

    @property
    def _silence_s(self) -> float:
        """More than this between two packets is a silence, s."""
        return max(SILENCE_S, _USUAL * self._between_s + _JITTER_S)

    def _new_packet(self, arrival_s: float, line: Envelope) -> list[Sample]:
        between_s, self._last_s = arrival_s - self._last_s, arrival_s
        ready: list[Sample] = []
        if self._waiting and arrival_s - self._wait_from_s >= _WAIT_S:
            ready = self._decide(line)
        if not self._waiting and between_s > self._silence_s:
            self._wait_from_s = arrival_s
        share = 0.05 if self._between_s else 1.0
        self._between_s += share * (min(between_s, 2.0) - self._between_s)
        return ready

    def _decide(self, line: Envelope) -> list[Sample]:
        """The wait is over: samples that are still late come after a gap."""
        ready, self._waiting = self._waiting, []
        if not ready or line.is_empty:
            return ready
        late_s = min(line.lateness_s(sample.at_s, sample.arrival_s) for sample in ready)
        if late_s > _LOST_S:
            self._skip(late_s, line)
            for sample in ready:
                sample.at_s += late_s / line.slope
        return ready

    def _skip(self, late_s: float, line: Envelope) -> None:
        self._next_s += late_s / line.slope
        self.lost_s += late_s
