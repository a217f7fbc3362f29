"""Two sensors of one device, each with times of its own, put on the times of the accelerometer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from imu.samples import Floats

_HOLE_PERIODS = 2.5
"""Between readings further apart than this many of their periods nothing is interpolated: what
happened there was not measured. The same factor that makes a gap of a recording."""


def at_times(time_s: Floats, other_s: Floats, values: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Values of another sensor at these times: on a straight line between the two neighbours.

    Parameters
    ----------
    time_s : (n,) wanted, s.
    other_s, values : (m,) increasing and (m, 3), what was measured.

    Returns
    -------
    (n, 3) values, and (n,) whether there is a reading on either side and no hole between them.
    """
    if len(other_s) < 2:
        return np.full((len(time_s), 3), np.nan), np.zeros(len(time_s), dtype=np.bool_)
    longest = _HOLE_PERIODS * float(np.median(np.diff(other_s)))
    after = np.clip(np.searchsorted(other_s, time_s), 0, len(other_s) - 1)
    before = np.clip(np.searchsorted(other_s, time_s, side="right") - 1, 0, None)
    left, right = other_s[before], other_s[after]
    near = (left <= time_s) & (time_s <= right) & (right - left <= longest)
    columns = [np.interp(time_s, other_s, values[:, axis]) for axis in range(3)]
    return np.column_stack(columns), near
