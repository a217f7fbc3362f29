"""A long curve as few points as a drawing has columns: what sticks out is never lost."""

from __future__ import annotations

import numpy as np

from imu.samples import Floats

_HOLE_S = 0.05
"""s between two samples that are not joined by a line: several steps of any grid."""

_POINTS = 4
"""A column of pixels with more points than this shows no more of them than two do."""


def outline(
    time_s: Floats, values: Floats, start_s: float, end_s: float, columns: int
) -> list[Floats]:
    """Lines to draw between two times.

    Parameters
    ----------
    time_s, values : (n,) the curve, s and whatever is drawn; holes in `time_s` break the line.
    start_s, end_s : what is seen, s.
    columns : how many pixels wide it is.

    Returns
    -------
    Lines of (m, 2) times and values. Where there are many points in a column, its lowest and its
    highest stand for it.
    """
    first = max(0, int(np.searchsorted(time_s, start_s)) - 1)
    last = int(np.searchsorted(time_s, end_s, side="right")) + 1
    seen = np.stack([time_s[first:last], values[first:last]], axis=1)
    cuts = np.flatnonzero(np.diff(seen[:, 0]) > _HOLE_S) + 1
    runs = [run for run in np.split(seen, cuts) if len(run)]
    if len(seen) <= _POINTS * columns:
        return runs
    return [_thinned(run, start_s, (end_s - start_s) / columns) for run in runs]


def _thinned(run: Floats, start_s: float, step_s: float) -> Floats:
    """(m, 2) with the lowest and the highest value of each column, at its first time."""
    column = np.floor((run[:, 0] - start_s) / step_s)
    begins = np.flatnonzero(np.diff(column, prepend=-np.inf))
    low = np.minimum.reduceat(run[:, 1], begins)
    high = np.maximum.reduceat(run[:, 1], begins)
    at = np.repeat(run[begins, 0], 2)
    return np.stack([at, np.stack([low, high], axis=1).ravel()], axis=1)
