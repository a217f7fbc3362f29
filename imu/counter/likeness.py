"""How alike the reps of a set are: each rep's curve of tilt against the set's median curve.

It tells the odd one out. It is no quality of the rep: the median of a bad set is a bad rep.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from imu.samples import Floats

POINTS = 101
"""Points of a curve: 0 to 100 % of the rep's duration."""

FEWEST = 3
"""Reps of which a median curve means something."""

Curve = tuple[float, ...]
"""Tilt above tall, degrees, at `POINTS` equal steps from the rep's start to its end."""


def curve_of(tilt_deg: Floats) -> Curve:
    """Tilt (n,) above tall, degrees, stretched to the common length; () for fewer than two.

    To 0.01 degrees, which keeps the saved state of a long set small.
    """
    if len(tilt_deg) < 2:
        return ()
    at = np.linspace(0.0, len(tilt_deg) - 1.0, POINTS)
    return tuple(np.round(np.interp(at, np.arange(len(tilt_deg)), tilt_deg), 2).tolist())


def similarities(curves: Sequence[Curve]) -> list[float]:
    """Similarity of each curve to their point-wise median, 0 to 1.

    ``1 - RMS(curve - median) / RMS(median)``: 1 for the median itself, 0 for what is as far from it
    as not moving at all, or further. Depth counts, and so does when in the rep the thigh was where;
    duration does not. A correlation would not see depth, and would fall in shallow reps for sway
    alone; here sway of half a degree costs a rep of 8 degrees 0.07.

    Parameters
    ----------
    curves : at least one, all of `POINTS` values.
    """
    all_of_them = np.array(curves)
    median = np.median(all_of_them, axis=0)
    size = math.sqrt(float((median * median).mean()))
    apart = np.sqrt(((all_of_them - median) ** 2).mean(axis=1))
    if size <= 0.0:
        return [0.0] * len(curves)
    return np.clip(1.0 - apart / size, 0.0, 1.0).tolist()
