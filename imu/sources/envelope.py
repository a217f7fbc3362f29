"""The line under all arrivals: from a sensor's own time to the session's.

A sample arrives when it was taken plus a delay that is never negative: arrivals lie on or above a
straight line over the sensor's time, and touch it where the radio was quickest. Of all lines below
the points the one is taken that lies nearest to them on average, as S. B. Moon, P. Skelly and
D. Towsley do (Estimation and removal of clock skew from network delay measurements, IEEE INFOCOM
1999): it is the edge of their lower hull below the mean of the points. A burst or a stall makes
points far above the line, which say nothing.

While there are few points, their slope says more about the radio than about the clock: so it is
weighed against what is known of clocks, and counts alone where the two cannot both be true.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from itertools import pairwise

WINDOW_S = 60.0
"""s. Long enough to hold quick packets, short enough for a crystal to stay straight."""

BUCKET_S = 0.5
"""s of arrival; of the packets in it only the quickest is kept."""

_EAGER_S = 3.0
"""s. At first the line is fitted with every packet, later with every bucket."""

_DOUBT_S = 0.1
"""s. A packet that comes so much earlier than any before is believed only if the next one agrees:
a tick may be wrong."""

_STALE_S = 3.0
"""s. If everything has been late for longer than a stall can last, the sensor's clock has stood
still."""

_LATE_S = 0.5
"""s. So late is late, for `_STALE_S`."""

_MAX_SLOPE = 16.0
"""A sensor that says 100 Hz and was never told so sends 10; nobody is further off than this."""

_JITTER_PACKETS = 64
"""Packets over which the mean delay is taken."""

_SURE = 5.0
"""Standard deviations beyond which what is known beforehand is wrong."""


@dataclass(slots=True)
class Bucket:
    """The quickest packet of a stretch of arrivals, and how many packets came in it."""

    number: int
    at_s: float
    arrival_s: float
    packets: int


class Envelope:
    """Maps one sensor's time to the session clock.

    The same points give the same line, however many samples at a time are handed in: points of one
    arrival count as one packet, of which only the last sample matters.

    Parameters
    ----------
    trust : how far the sensor's seconds may be from `slope` session seconds, relative.
    slope : session seconds per sensor second, as far as known beforehand.
    window_s : points older than this are forgotten, s.
    """

    def __init__(self, trust: float, slope: float = 1.0, window_s: float = WINDOW_S) -> None:
        self._trust = trust
        self._known_slope = slope
        self._window_s = window_s
        self._buckets: deque[Bucket] = deque()
        self._slope = slope
        self._doubt_of_slope = trust
        self._offset_s = self._now_s = math.nan
        self._packet: tuple[float, float] | None = None
        self._is_doubting = False
        self._late_since: float | None = None
        self._started_s = math.nan
        self._jitter_s = 0.0
        self._heard = 0

    @property
    def slope(self) -> float:
        """Session seconds per second of the sensor."""
        return self._slope

    @property
    def doubt(self) -> float:
        """How far the slope may still be off, relative (one standard deviation)."""
        return self._doubt_of_slope

    @property
    def jitter_s(self) -> float:
        """Mean delay of a packet over the quickest, s; what is longer than 1 s counts as 1 s."""
        return self._jitter_s

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been heard yet."""
        return self._packet is None

    def time_of(self, at_s: float) -> float:
        """Session time, s, of a sensor time; nan while nothing has been heard."""
        return self._now_s + self._slope * at_s

    def lateness_s(self, at_s: float, arrival_s: float) -> float:
        """How much later than the quickest a sample came, s; negative if it was quicker."""
        return arrival_s - self.time_of(at_s)

    def hear(self, at_s: float, arrival_s: float) -> None:
        """Take a sample's own time and when it arrived, s. Arrivals never go back."""
        if self._packet is not None and self._packet[1] == arrival_s:
            self._packet = (max(self._packet[0], at_s), arrival_s)
        else:
            if self._packet is not None:
                self._close(*self._packet)
            self._packet = (at_s, arrival_s)
        self._now_s = self._offset_with(*self._packet)

    def _offset_with(self, at_s: float, arrival_s: float) -> float:
        """The line's offset if a packet that may still grow lies on or above it, too, s."""
        offset_s = arrival_s - self._slope * at_s
        if not self._buckets:
            return offset_s
        is_lower = offset_s < self._offset_s
        is_believed = self._is_doubting or offset_s > self._offset_s - _DOUBT_S
        return offset_s if is_lower and is_believed else self._offset_s

    def _close(self, at_s: float, arrival_s: float) -> None:
        """A packet is complete: it makes a point."""
        if not self._buckets:
            self._start(at_s, arrival_s)
            return
        lateness_s = arrival_s - self._slope * at_s - self._offset_s
        self._heard += 1
        share = 1.0 / min(self._heard, _JITTER_PACKETS)
        self._jitter_s += share * (min(max(lateness_s, 0.0), 1.0) - self._jitter_s)
        is_doubtful = lateness_s < -_DOUBT_S and not self._is_doubting
        self._is_doubting = is_doubtful
        if self._is_stale(lateness_s, arrival_s):
            self._start(at_s, arrival_s)
        elif not is_doubtful:
            is_new = self._keep(at_s, arrival_s)
            if is_new or lateness_s < 0.0 or arrival_s - self._started_s < _EAGER_S:
                self._fit()

    def _start(self, at_s: float, arrival_s: float) -> None:
        """Forget all points but one; the slope is still the best that is known."""
        self._buckets.clear()
        self._known_slope = self._slope
        self._offset_s = arrival_s - self._slope * at_s
        self._started_s, self._late_since = arrival_s, None
        self._is_doubting = False
        self._keep(at_s, arrival_s)

    def _is_stale(self, lateness_s: float, arrival_s: float) -> bool:
        """Whether everything has been late for longer than a stall can last."""
        if lateness_s < _LATE_S:
            self._late_since = None
        elif self._late_since is None:
            self._late_since = arrival_s
        return self._late_since is not None and arrival_s - self._late_since > _STALE_S

    def _keep(self, at_s: float, arrival_s: float) -> bool:
        """Put a point into its bucket. Returns whether that is a new one."""
        number = math.floor(arrival_s / BUCKET_S)
        last = self._buckets[-1] if self._buckets else None
        if last is not None and last.number == number:
            last.packets += 1
            if arrival_s - last.arrival_s < self._slope * (at_s - last.at_s):
                last.at_s, last.arrival_s = at_s, arrival_s
            return False
        if last is not None and at_s <= last.at_s:
            return False  # overtaken: it adds nothing
        self._buckets.append(Bucket(number, at_s, arrival_s, 1))
        while arrival_s - self._buckets[0].arrival_s > self._window_s:
            self._buckets.popleft()
        return True

    def _fit(self) -> None:
        self._slope = self._weighed_slope()
        self._offset_s = min(b.arrival_s - self._slope * b.at_s for b in self._buckets)

    def _weighed_slope(self) -> float:
        """Slope of the hull, weighed against what was known beforehand."""
        first, last = self._buckets[0], self._buckets[-1]
        span_s = last.arrival_s - first.arrival_s
        packets = sum(bucket.packets for bucket in self._buckets)
        if span_s < BUCKET_S or packets < 4:
            self._doubt_of_slope = self._trust
            return self._known_slope
        found = _slope_under(self._buckets)
        found = min(max(found, 1.0 / _MAX_SLOPE), _MAX_SLOPE)
        # The quickest of k packets is late by about the k-th part of their mean delay.
        doubt = 4.0 * math.sqrt(2.0) * max(self._jitter_s, 1e-3) / (packets * span_s)
        if abs(found - self._known_slope) > _SURE * (doubt + self._trust):
            self._doubt_of_slope = doubt
            return found
        self._doubt_of_slope = doubt * self._trust / math.hypot(doubt, self._trust)
        weight = self._trust**2 / (self._trust**2 + doubt**2)
        return self._known_slope + weight * (found - self._known_slope)


def _slope_under(points: deque[Bucket]) -> float:
    """Slope of the lower hull's edge below the points' mean place."""
    hull: list[Bucket] = []
    for point in points:
        while len(hull) > 1 and _is_above(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    middle = sum(point.at_s for point in points) / len(points)
    for left, right in pairwise(hull):
        if right.at_s >= middle:
            return (right.arrival_s - left.arrival_s) / (right.at_s - left.at_s)
    raise AssertionError("the mean lies between the first and the last point")


def _is_above(left: Bucket, point: Bucket, right: Bucket) -> bool:
    """Whether a point lies on or above the line through its neighbours."""
    run, rise = right.at_s - left.at_s, right.arrival_s - left.arrival_s
    return (point.arrival_s - left.arrival_s) * run >= rise * (point.at_s - left.at_s)
