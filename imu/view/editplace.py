"""Where everything of a recording that is corrected lies on a drawing, and what lies at a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from imu.samples import Side
from imu.view.editing import Bar, EditView, Lane

Kind = Literal["curve", "review", "live", "axis", "none"]

LEAST_S = 2.0
"""s. A rep fills the drawing; closer there is nothing to see."""

_REACH_PX = 6.0
"""A movement that is a few pixels wide is hit this far beside it."""


@dataclass(frozen=True, slots=True)
class Span:
    """The part of the recording that is seen.

    Attributes
    ----------
    start_s, end_s : session time at the drawing's edges, s.
    first_s, last_s : ends of the recording, s.
    """

    start_s: float
    end_s: float
    first_s: float
    last_s: float

    @classmethod
    def whole(cls, first_s: float, last_s: float) -> Span:
        """All of a recording."""
        last_s = max(last_s, first_s + LEAST_S)
        return cls(first_s, last_s, first_s, last_s)

    @property
    def length_s(self) -> float:
        """How much is seen, s."""
        return self.end_s - self.start_s

    def zoomed(self, factor: float, at_s: float) -> Span:
        """Closer (above 1) or further away, around a time, s, that stays where it is."""
        whole_s = self.last_s - self.first_s
        length_s = min(whole_s, max(LEAST_S, self.length_s / factor))
        share = (at_s - self.start_s) / self.length_s
        return self._from(at_s - share * length_s, length_s)

    def moved(self, by_s: float) -> Span:
        """So much later, s."""
        return self._from(self.start_s + by_s, self.length_s)

    def showing(self, start_s: float, end_s: float) -> Span:
        """Moved just far enough that these times, s, can be seen."""
        aside_s = 0.05 * self.length_s
        if start_s < self.start_s:
            return self._from(start_s - aside_s, self.length_s)
        if end_s > self.end_s:
            return self._from(end_s + aside_s - self.length_s, self.length_s)
        return self

    def _from(self, start_s: float, length_s: float) -> Span:
        start_s = max(self.first_s, min(start_s, self.last_s - length_s))
        return Span(start_s, start_s + length_s, self.first_s, self.last_s)


@dataclass(frozen=True, slots=True)
class Rows:
    """One lane from top to bottom, px: its curve, then the bars of review, then those of live."""

    side: Side
    top: float
    curve: float
    review: float
    live: float
    """Where curve, review and live end."""


@dataclass(frozen=True, slots=True)
class Place:
    """What lies at a point: the leg, what it is of, the time, s, and the movement, if any."""

    kind: Kind
    side: Side | None
    time_s: float
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a drawing is divided.

    Attributes
    ----------
    left, width : where the time begins, and how wide it is, px.
    rows : of each lane.
    axis : where the time axis begins, px; it is the rest of the height.
    """

    left: float
    width: float
    rows: tuple[Rows, ...]
    axis: float

    @classmethod
    def of(cls, view: EditView, size: tuple[float, float]) -> Plan:
        """The plan of a drawing of that width and height, px."""
        width, height = size
        left, axis = 0.13 * height, 0.06 * height
        lanes = len(view.lanes)
        room = (height - axis) / lanes if lanes else 0.0
        rows = tuple(_rows(lane.side, n * room, room) for n, lane in enumerate(view.lanes))
        return cls(left, max(1.0, width - left), rows, height - axis)

    def x_of(self, time_s: float, span: Span) -> float:
        """Where a time is, px; beyond the edges for times that are not seen."""
        return self.left + (time_s - span.start_s) / span.length_s * self.width

    def time_of(self, x: float, span: Span) -> float:
        """The time at a place, s, within what is seen."""
        share = min(1.0, max(0.0, (x - self.left) / self.width))
        return span.start_s + share * span.length_s

    def at(self, view: EditView, span: Span, x: float, y: float) -> Place:
        """What lies at a point, px."""
        time_s = self.time_of(x, span)
        if y >= self.axis:
            return Place("axis", None, time_s)
        for rows, lane in zip(self.rows, view.lanes, strict=True):
            if rows.top <= y < rows.live:
                reach_s = _REACH_PX * span.length_s / self.width
                return _place(rows, lane, time_s, y, reach_s)
        return Place("none", None, time_s)


def _rows(side: Side, top: float, room: float) -> Rows:
    return Rows(side, top, top + 0.6 * room, top + 0.78 * room, top + 0.93 * room)


def _place(rows: Rows, lane: Lane, time_s: float, y: float, reach_s: float) -> Place:
    if y < rows.curve:
        return Place("curve", lane.side, time_s, bar_at(lane.bars, time_s, 0.0))
    if y < rows.review:
        return Place("review", lane.side, time_s, bar_at(lane.bars, time_s, reach_s))
    return Place("live", lane.side, time_s, bar_at(lane.live, time_s, reach_s))


def bar_at(bars: Sequence[Bar], time_s: float, reach_s: float) -> Bar | None:
    """The movement around a time, s, or at most `reach_s` beside it; reps before rejected ones."""
    near = [one for one in bars if one.start_s - reach_s <= time_s <= one.end_s + reach_s]
    return min(near, key=lambda one: (not one.is_rep, abs(one.bottom_s - time_s)), default=None)
