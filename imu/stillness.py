"""Finds the still windows of a set: standing before, between and after reps, and held bottoms."""

from __future__ import annotations

import numpy as np

from imu.samples import Floats, Ints, StillWindow, Where
from imu.stepoffs import jerks
from imu.sway import sway_of
from imu.tilt import HingeFrame, sagittal_deg

WINDOW_S = 5.0
"""s. All windows are this long, because path and jerk grow with time and the rest with slow
drift: figures of unequal windows do not compare."""

RANGE_DEG = 6.0
"""degrees. Tilt of a window that goes further may be a rep, which is at least so deep (rule
table)."""

RESTLESS_DEG_S = 50.0
"""degrees/s RMS over half a second. Walking has 80 and more; a leg that is only unsteady stays
below, and must: a measure of steadiness may not leave out the unsteady. A window in which balance
was lost is left out all the same: that is counted, not averaged (`imu.stepoffs`)."""

MARGIN_S = 0.3
"""s. Next to a rep: its first and last 5 % lie outside its bounds."""


def windows_before(
    index: Ints, poses: Floats, frame: HingeFrame, rate_hz: int, where: Where
) -> tuple[StillWindow, ...]:
    """The windows that follow on each other up to the end of these poses, in order of time.

    Looked for backwards, so that they belong to what comes after; the first that is not still, or
    has a hole, ends the search.

    Parameters
    ----------
    index, poses : grid indices (n,) and poses (n, 9).
    """
    length = round(WINDOW_S * rate_hz)
    found: list[StillWindow] = []
    last = len(index)
    while last >= length:
        part = slice(last - length, last)
        if not _is_still(index[part], poses[part], frame, rate_hz):
            break
        start_s = float(index[last - length]) / rate_hz
        sway = sway_of(poses[part], frame, rate_hz)
        found.append(StillWindow(start_s=start_s, end_s=start_s + WINDOW_S, where=where, sway=sway))
        last -= length
    return tuple(reversed(found))


def _is_still(index: Ints, poses: Floats, frame: HingeFrame, rate_hz: int) -> bool:
    if int(index[-1] - index[0]) != len(index) - 1:
        return False
    tilt = sagittal_deg(poses[:, :3], frame)
    if float(np.ptp(tilt)) > RANGE_DEG:
        return False
    cell = rate_hz // 2
    square = (poses[:, 3:6] ** 2).sum(axis=1)
    cells = square[: len(square) // cell * cell].reshape(-1, cell).mean(axis=1)
    calm = bool(np.degrees(np.sqrt(cells.max())) < RESTLESS_DEG_S)
    return calm and not jerks(index, poses, frame, rate_hz)
