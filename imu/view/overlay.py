"""Reps laid over each other: any leg, set or rep of any recording against any other.

Each rep is stretched to the same length, see `imu.report.curves`; how long it took is told beside.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from imu.analysis import analyze_with_signals
from imu.asymmetry import is_valid, leg_names
from imu.report.curves import course_of, mean_course
from imu.settings import Settings


@dataclass(frozen=True, slots=True)
class RepCourse:
    """One rep.

    Attributes
    ----------
    set_number, number : of its set on this leg, and in that set, from 1.
    duration_s : s from its start to its end.
    tilt_deg : (POINTS,) thigh tilt from tall at equal shares of it, degrees.
    """

    set_number: int
    number: int
    duration_s: float
    tilt_deg: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Take:
    """One leg of one recording: its valid reps that can be drawn, at least one."""

    recording: str
    leg: str
    reps: tuple[RepCourse, ...]

    @property
    def sets(self) -> tuple[int, ...]:
        """Numbers of the sets that have such reps."""
        return tuple(dict.fromkeys(one.set_number for one in self.reps))


@dataclass(frozen=True, slots=True)
class Pick:
    """What is drawn of the takes.

    Attributes
    ----------
    take : which of them.
    set_number, rep : None for all.
    """

    take: int
    set_number: int | None = None
    rep: int | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """One picked thing.

    Attributes
    ----------
    reps : how many.
    mean_deg, spread_deg : (POINTS,) mean and standard deviation, degrees; no deviation of fewer
        than three.
    duration_s : the median, s.
    """

    reps: int
    mean_deg: tuple[float, ...]
    spread_deg: tuple[float, ...]
    duration_s: float

    @property
    def peak_deg(self) -> float:
        """The deepest point of the mean, degrees."""
        return max(self.mean_deg)


def takes_of(path: Path, settings: Settings | None = None) -> tuple[Take, ...]:
    """Count a recording, and give the legs that have something to draw.

    Raises
    ------
    RecordingError : it cannot be read.
    """
    session, signals = analyze_with_signals(path, settings)
    takes: list[Take] = []
    for side, leg in leg_names(session.sides).items():
        trace = {str(name): one for name, one in signals.items()}.get(side)
        reps = [
            RepCourse(number, count, rep.end_s - rep.start_s, tuple(course.tolist()))
            for number, one in enumerate(session.sides[side].sets, start=1)
            for count, rep in enumerate((rep for rep in one.reps if rep.counted), start=1)
            if trace is not None and is_valid(rep)
            if (course := course_of(rep, trace)) is not None
        ]
        if reps:
            takes.append(Take(session.recording, leg, tuple(reps)))
    return tuple(takes)


def layer_of(takes: Sequence[Take], pick: Pick) -> Layer:
    """What is picked; at least one rep, as every `Pick` of this module has."""
    reps = [one for one in _of_set(takes[pick.take], pick) if pick.rep in (None, one.number)]
    courses = [np.array(one.tilt_deg) for one in reps]
    mean = mean_course(courses)
    return Layer(
        len(reps),
        tuple(np.mean(courses, axis=0).tolist()),
        () if mean is None else mean.spread_deg,
        statistics.median(one.duration_s for one in reps),
    )


def first_picks(takes: Sequence[Take]) -> tuple[Pick, Pick]:
    """Two things worth laying over each other: two takes, else the first and the last set."""
    if len(takes) > 1:
        return Pick(0), Pick(1)
    sets = takes[0].sets
    return (Pick(0, sets[0]), Pick(0, sets[-1])) if len(sets) > 1 else (Pick(0), Pick(0))


def next_take(takes: Sequence[Take], pick: Pick, step: int) -> Pick:
    """The next leg or recording, all of it."""
    return Pick((pick.take + step) % len(takes))


def next_set(takes: Sequence[Take], pick: Pick, step: int) -> Pick:
    """The next set of that leg; before the first and after the last come all of them."""
    return Pick(pick.take, _next((None, *takes[pick.take].sets), pick.set_number, step))


def next_rep(takes: Sequence[Take], pick: Pick, step: int) -> Pick:
    """The next rep of that set; of all sets, the first set is taken."""
    take = takes[pick.take]
    inside = pick if pick.set_number is not None else replace(pick, set_number=take.sets[0])
    numbers = (None, *(one.number for one in _of_set(take, inside)))
    return replace(inside, rep=_next(numbers, pick.rep, step))


def _of_set(take: Take, pick: Pick) -> list[RepCourse]:
    return [one for one in take.reps if pick.set_number in (None, one.set_number)]


def _next(there: Sequence[int | None], now: int | None, step: int) -> int | None:
    return there[(there.index(now) + step) % len(there)]
