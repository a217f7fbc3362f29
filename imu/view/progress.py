"""A person's sessions over time as they are shown: dots, from when to when, what stands apart.

No words and no sizes. Every number is the trend's (`imu.progress`), as ``trend --json`` prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from imu.asymmetry import MEASURES, LeftOut, Measure, unlike
from imu.progress import Trend
from imu.trend import Done, Line, Point, Series

_DAY_S = 86400.0


class Lack(Enum):
    """Why there is nothing to draw, or little."""

    NOTHING = auto()
    NO_SESSION = auto()
    NO_TIME = auto()
    NO_VALUE = auto()
    ONE_SESSION = auto()


@dataclass(frozen=True, slots=True)
class LegDots:
    """One leg's sessions.

    Attributes
    ----------
    line : what is known and said of them.
    points : those whose time is known, in order of time.
    """

    line: Line
    points: tuple[Point, ...]

    @property
    def leg(self) -> str:
        """Its name."""
        return self.line.leg


@dataclass(frozen=True, slots=True)
class Felt:
    """How one session felt, 0 to 10; None for what was not told.

    Attributes
    ----------
    at_s : when it began, s since 1970.
    before, between, after, effort : told in it; pain is the worst of its kind.
    since : the worst pain until the next session, told in that one.
    limit : what a physiotherapist allows, or None.
    """

    at_s: float
    before: float | None
    between: float | None
    after: float | None
    since: float | None
    effort: float | None
    limit: float | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Sessions that are not put together with those that are shown, and why."""

    recordings: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What is looked at of a trend.

    Attributes
    ----------
    trend : all that is said.
    series : which of its series, 0 for the one of the latest session.
    measure : which measure, 0 for the one chosen beforehand.
    """

    trend: Trend
    series: int = 0
    measure: int = 0

    @property
    def shown(self) -> Series | None:
        """The sessions that are shown together; None where there are none."""
        return self.trend.series[self.series] if self.trend.series else None

    @property
    def metric(self) -> Measure:
        """The measure."""
        return MEASURES[self.measure]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The measure's lines of the shown sessions that have a point, a leg each."""
        lines = () if self.shown is None else self.shown.lines
        return tuple(one for one in lines if one.metric == self.metric.metric and one.points)

    @property
    def legs(self) -> tuple[LegDots, ...]:
        """What can be drawn of them."""
        return tuple(LegDots(one, dated) for one in self.lines if (dated := _dated(one)))

    @property
    def lack(self) -> Lack:
        """What is wanting."""
        if self.shown is None:
            return Lack.NO_SESSION
        if not self.lines:
            return Lack.NO_VALUE
        if not self.legs:
            return Lack.NO_TIME
        is_one = max(len(one.points) for one in self.legs) == 1
        return Lack.ONE_SESSION if is_one else Lack.NOTHING

    def with_measure(self, step: int) -> ProgressView:
        """The measure so many further on; after the last comes the first."""
        return replace(self, measure=(self.measure + step) % len(MEASURES))

    def with_series(self, step: int) -> ProgressView:
        """The series so many further on; after the last comes the first."""
        return replace(self, series=(self.series + step) % max(1, len(self.trend.series)))


def span_of(sessions: Sequence[Done]) -> tuple[float, float] | None:
    """From when to when a picture of these goes, s since 1970; None where no time is known.

    A single moment has a day around it.
    """
    times = [one.started_s for one in sessions if one.started_s is not None]
    if not times:
        return None
    air = max(0.03 * (max(times) - min(times)), 0.5 * _DAY_S)
    return min(times) - air, max(times) + air


def felt_of(sessions: Sequence[Done]) -> tuple[Felt, ...]:
    """How these sessions of a known time felt; those of which nothing was told are left out.

    Parameters
    ----------
    sessions : in order of time.
    """
    since = [one.pain_since for one in sessions[1:]] + [None]
    found = (
        Felt(
            one.started_s,
            one.pain_before,
            one.pain_between,
            one.pain_after,
            later,
            one.effort,
            one.pain_limit,
        )
        for one, later in zip(sessions, since, strict=True)
        if one.started_s is not None
    )
    return tuple(one for one in found if _is_told(one))


def apart_of(view: ProgressView) -> tuple[Apart, ...]:
    """The other series, each with every condition in which it is not like the one shown."""
    shown = view.shown
    return tuple(
        Apart(one.recordings, tuple(unlike(one.conditions, shown.conditions)))
        for one in view.trend.series
        if shown is not None and one is not shown
    )


def left_out_of(view: ProgressView) -> tuple[LeftOut, ...]:
    """Shown sessions that are no point, and why."""
    return () if view.shown is None else view.shown.left_out


def timeless(sessions: Sequence[Done]) -> tuple[str, ...]:
    """The recordings of which nobody knows when they were: they cannot be drawn."""
    return tuple(one.recording for one in sessions if one.started_s is None)


def _dated(line: Line) -> tuple[Point, ...]:
    return tuple(one for one in line.points if one.started_s is not None)


def _is_told(one: Felt) -> bool:
    told = (one.before, one.between, one.after, one.since, one.effort)
    return any(score is not None for score in told)
