"""Puts samples into the order in which they were taken, and drops what was heard twice."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from operator import attrgetter
from statistics import median

from imu.sources.heard import Sample

_NEXT = 1.5
"""of the usual step. What is nearer than this follows directly: nothing is missing between."""

_STEPS = 15
"""Steps whose median is the usual one: most samples are not lost."""

_MEMORY = 256
"""Samples that are remembered, so that a repeat is told from one that came too late."""

_WHEN = attrgetter("at_s")


class Order:
    """Holds back what came too early, for as long as `patience_s` of arrival at most.

    Samples are told apart by their place on the sensor's own scale of time.

    Parameters
    ----------
    period_s : nominal time from one sample to the next, s.
    patience_s : how long samples wait for earlier ones, s.

    Attributes
    ----------
    is_open : until it is set, everything waits.
    repeats : samples that were heard twice.
    late : samples that came when later ones were already gone.
    lost : samples that never came.
    """

    def __init__(self, period_s: float, patience_s: float) -> None:
        self._patience_s = patience_s
        self.is_open = False
        self._step_s = period_s
        self._steps = [period_s]
        self._waiting: list[Sample] = []
        self._gone: Sample | None = None
        self._recent: list[float] = []
        self.repeats = self.late = self.lost = 0

    def is_fresh(self, sample: Sample) -> bool:
        """Whether a sample is of use: not heard before, and nothing later is gone already."""
        gone_s = -math.inf if self._gone is None else self._gone.at_s
        if not self._waiting and sample.at_s > gone_s:
            return True
        near_s = 0.5 * self._step_s
        waiting = [one.at_s for one in self._waiting]
        if _is_near(sample.at_s, self._recent, near_s) or _is_near(sample.at_s, waiting, near_s):
            self.repeats += 1
        elif sample.at_s <= gone_s:
            self.late += 1
        else:
            return True
        return False

    def put(self, sample: Sample) -> list[Sample]:
        """Take a fresh sample; those whose turn it is now."""
        insort(self._waiting, sample, key=_WHEN)
        ready: list[Sample] = []
        while self._waiting and self._may_go(self._waiting[0], sample.arrival_s):
            ready.append(self._let_go())
        return ready

    def flush(self) -> list[Sample]:
        """All that still wait: nothing earlier will come any more."""
        return [self._let_go() for _ in range(len(self._waiting))]

    def _may_go(self, head: Sample, now_s: float) -> bool:
        if not self.is_open:
            return False
        if self._gone is None or self._missing(self._gone, head) == 0:
            return True
        return now_s - head.arrival_s >= self._patience_s

    def _missing(self, before: Sample, after: Sample) -> int:
        """How many samples there must have been between two."""
        if after.seq >= 0:
            return max(after.seq - before.seq - 1, 0)
        step_s = after.at_s - before.at_s
        return 0 if step_s < _NEXT * self._step_s else round(step_s / self._step_s) - 1

    def _let_go(self) -> Sample:
        sample = self._waiting.pop(0)
        if self._gone is not None:
            self.lost += self._missing(self._gone, sample)
            self._steps = [*self._steps, sample.at_s - self._gone.at_s][-_STEPS:]
            self._step_s = median(self._steps)
        self._gone = sample
        self._recent.append(sample.at_s)
        if len(self._recent) > 2 * _MEMORY:
            del self._recent[:_MEMORY]
        return sample


def _is_near(at_s: float, known: list[float], near_s: float) -> bool:
    """Whether any of some increasing numbers is nearer than `near_s`."""
    place = bisect_left(known, at_s)
    return any(abs(at_s - other) < near_s for other in known[max(place - 1, 0) : place + 1])
