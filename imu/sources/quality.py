"""How good a link is: what a person sees beside a sensor's name."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

_OVER_S = 10.0
"""s over which the real rate is taken."""


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """What was seen of a sensor's radio and clock so far.

    Attributes
    ----------
    nominal_hz : what the sensor says that it sends; real_hz : what it takes a second, lost ones
        included, over the last ten seconds; None while nothing can be said.
    received, lost : samples that came and that did not; lost ones are inferred for a sensor that
        does not count.
    repeats, late, refused : samples dropped because they were heard before, came when later ones
        were gone, or held something that is no number.
    restarts : how often the sensor began to count anew.
    jitter_s : mean delay of a packet over the quickest, s.
    drift_ppm : how much longer than a session second a second of the sensor is, parts per million;
        None while nothing can be said.
    """

    nominal_hz: float
    real_hz: float | None
    received: int
    lost: int
    repeats: int
    late: int
    refused: int
    restarts: int
    jitter_s: float
    drift_ppm: float | None

    @property
    def lost_share(self) -> float:
        """Share of all samples that were lost."""
        taken = self.received + self.lost
        return self.lost / taken if taken else 0.0


class Pace:
    """Samples per second over the last ten seconds."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def note(self, time_s: float, taken: int) -> None:
        """At this session time, so many samples had been taken, lost ones included."""
        marks = self._marks
        if marks and time_s - marks[-1][0] < 0.1:
            return
        marks.append((time_s, taken))
        while marks[-1][0] - marks[0][0] > _OVER_S:
            marks.popleft()

    @property
    def rate_hz(self) -> float | None:
        """Samples per second, or None for less than a second of them."""
        if not self._marks:
            return None
        (first_s, first), (last_s, last) = self._marks[0], self._marks[-1]
        return (last - first) / (last_s - first_s) if last_s - first_s >= 1.0 else None
