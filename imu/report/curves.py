"""The mean course of a leg's reps: each stretched to the same length, then averaged point by point.

Stretching to a share of the movement is how gait and lift curves are usually put over each other;
it hides how long a rep took, which is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from imu.samples import Floats, Rep
from imu.signals import Signals

POINTS = 51
"""Points of a curve: every 2 % of the rep."""

FEWEST = 3
"""Reps below which a mean and its scatter say nothing."""

_LONGEST_HOLE_S = 0.1
"""s. Over a longer hole in the samples nothing is drawn: the rep is left out."""


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """Thigh tilt from tall over a rep, degrees, from its start to its end.

    Attributes
    ----------
    reps : how many it is the mean of.
    mean_deg : (POINTS,) mean at each share of the rep.
    spread_deg : (POINTS,) standard deviation there.
    """

    reps: int
    mean_deg: tuple[float, ...]
    spread_deg: tuple[float, ...]


def curve_of(reps: Sequence[Rep], signals: Signals) -> Curve | None:
    """The mean course of these reps; None with fewer than `FEWEST` that can be drawn.

    A rep's tall is the baseline that its depth was measured from, so that its curve peaks at its
    depth.
    """
    found = [course for rep in reps if (course := course_of(rep, signals)) is not None]
    return mean_course(found)


def mean_course(courses: Sequence[Floats]) -> Curve | None:
    """The mean of (POINTS,) courses, degrees; None of fewer than `FEWEST`."""
    if len(courses) < FEWEST:
        return None
    every = np.stack(courses)
    return Curve(
        reps=len(courses),
        mean_deg=tuple(every.mean(axis=0).tolist()),
        spread_deg=tuple(every.std(axis=0, ddof=1).tolist()),
    )


def course_of(rep: Rep, signals: Signals) -> Floats | None:
    """(POINTS,) tilt from tall over one rep, degrees; None where samples are missing."""
    first, last = np.searchsorted(signals.time_s, [rep.start_s, rep.end_s])
    inside = slice(max(int(first) - 1, 0), int(last) + 1)
    time_s, tilt_deg = signals.time_s[inside], signals.tilt_deg[inside]
    if len(time_s) < 2 or float(np.max(np.diff(time_s))) > _LONGEST_HOLE_S:
        return None
    course = np.interp(np.linspace(rep.start_s, rep.end_s, POINTS), time_s, tilt_deg)
    return course + (rep.depth_deg - float(np.max(tilt_deg)))
