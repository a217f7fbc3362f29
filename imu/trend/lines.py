"""One leg's values of one measure from session to session, like with like.

Every session is one point, so the strapping of that day is in its scatter. A direction is named
only where the order of the points shows it, over all lines together.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from imu.asymmetry import (
    MEASURES,
    MIN_SET_REPS,
    Conditions,
    LeftOut,
    LegSession,
    Measure,
    unlike,
)
from imu.asymmetry.history import in_time
from imu.asymmetry.interval import ALPHA, holm
from imu.asymmetry.legs import values_of
from imu.trend.strapping import strap_band

FEWEST = 6
"""Sessions of a trend. Of five points in perfect order, one in 60 is so by chance: too often for
14 lines."""

WEEK_S = 7 * 86400.0


class Says(StrEnum):
    """What can be said of a line. Rising and falling are directions, no judgement."""

    NOT_ENOUGH = "not enough data"
    NOT_DETECTED = "no trend detected"
    RISING = "rising"
    FALLING = "falling"


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One session: the median, smallest and largest of all valid reps; the median of each set."""

    recording: str
    started_s: float | None
    sets: int
    reps: int
    median: float
    low: float
    high: float
    set_medians: tuple[float, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of one leg.

    Attributes
    ----------
    points : in order of time.
    says : in a word or three.
    per_week, per_week_low, per_week_high : median slope over all pairs of sessions (Theil-Sen) with
        its 95 % interval, unit a week; None where there is not enough data.
    strap_low, strap_high : between these lie 95 % of sessions of which nothing differs but how the
        sensor was strapped on; None until a re-strap check of this leg has been done.
    """

    leg: str
    metric: str
    title: str
    unit: str
    is_guided: bool
    points: tuple[Point, ...]
    says: Says = Says.NOT_ENOUGH
    per_week: float | None = None
    per_week_low: float | None = None
    per_week_high: float | None = None
    strap_low: float | None = None
    strap_high: float | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions that may be put together, and their lines.

    Attributes
    ----------
    left_out : those of `recordings` that are no point of any line, and why.
    """

    conditions: Conditions
    recordings: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()


def series_of(sessions: Sequence[LegSession]) -> tuple[Series, ...]:
    """Sort one person's sessions into series of alike ones; the series of the latest comes first.

    Re-strap checks are no training: they only tell what strapping does.
    """
    checks = [one for one in sessions if one.is_restrap_check and not one.refusal]
    groups: list[list[LegSession]] = []
    for session in in_time([one for one in sessions if not one.is_restrap_check]):
        alike = [group for group in groups if not unlike(session.conditions, group[0].conditions)]
        if alike:
            alike[0].append(session)
        else:
            groups.append([session])
    groups.sort(key=lambda group: group[-1].started_s or 0.0, reverse=True)
    return tuple(_series(group, checks) for group in groups)


def _series(group: Sequence[LegSession], checks: Sequence[LegSession]) -> Series:
    legs = sorted({leg for session in group for leg in session.legs})
    lines = [_line(group, checks, leg, measure) for leg in legs for measure in MEASURES]
    return Series(
        conditions=group[0].conditions,
        recordings=tuple(one.recording for one in group),
        lines=tuple(_with_words(lines)),
        left_out=tuple(
            LeftOut(recording=one.recording, reason=reason)
            for one in group
            if (reason := one.refusal or _lacks(one))
        ),
    )


def _lacks(session: LegSession) -> str:
    """Why a session is no point of any line, as half a sentence; "" where it is one."""
    if any(_point(session, leg, measure) for leg in session.legs for measure in MEASURES):
        return ""
    return f"no set with {MIN_SET_REPS} reps or more"


def _line(
    group: Sequence[LegSession], checks: Sequence[LegSession], leg: str, measure: Measure
) -> Line:
    points = [
        point
        for session in group
        if not session.refusal and (point := _point(session, leg, measure)) is not None
    ]
    low, high = strap_band(measure, leg, [one.median for one in points], group, checks)
    return Line(
        leg=leg,
        metric=measure.metric,
        title=measure.title,
        unit=measure.unit,
        is_guided=measure.guided,
        points=tuple(points),
        strap_low=low,
        strap_high=high,
    )


def _point(session: LegSession, leg: str, measure: Measure) -> Point | None:
    sets = values_of(session.legs.get(leg, ()), measure, MIN_SET_REPS)
    values = [value for one in sets for value in one]
    if not values:
        return None
    return Point(
        recording=session.recording,
        started_s=session.started_s,
        sets=len(sets),
        reps=len(values),
        median=statistics.median(values),
        low=min(values),
        high=max(values),
        set_medians=tuple(statistics.median(one) for one in sets),
    )


def _with_words(lines: Sequence[Line]) -> list[Line]:
    """Name the direction of each line that has one; all lines pay for looking at so many."""
    long = [line for line in lines if len(_dated(line)) >= FEWEST]
    adjusted = holm([_p(line) for line in long])
    of_long = {id(line): _said(line, p) for line, p in zip(long, adjusted, strict=True)}
    return [of_long.get(id(line), line) for line in lines]


def _dated(line: Line) -> list[tuple[float, float]]:
    """Weeks and medians of the points whose time is known; only the first of two at one time."""
    found: dict[float, float] = {}
    for point in line.points:
        if point.started_s is not None:
            found.setdefault(point.started_s / WEEK_S, point.median)
    return sorted(found.items())


def _p(line: Line) -> float:
    """Probability of so clear an order by chance (Kendall 1938, exact for few points)."""
    from scipy.stats import kendalltau  # slow to import

    weeks, medians = zip(*_dated(line), strict=True)
    if len(set(medians)) == 1:
        return 1.0
    return float(kendalltau(weeks, medians).pvalue)


def _said(line: Line, p: float) -> Line:
    from scipy.stats import theilslopes

    weeks, medians = zip(*_dated(line), strict=True)
    slope = theilslopes(medians, weeks, alpha=0.95)
    says = Says.NOT_DETECTED
    if p < ALPHA and slope.slope != 0.0:
        says = Says.RISING if slope.slope > 0.0 else Says.FALLING
    return msgspec.structs.replace(
        line,
        says=says,
        per_week=float(slope.slope),
        per_week_low=float(slope.low_slope),
        per_week_high=float(slope.high_slope),
    )
