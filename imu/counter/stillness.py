"""Finds the still windows of a set: standing before, between and after reps, and held bottoms."""

from __future__ import annotations

import numpy as np

from imu.counter.stepoffs import jerks
from imu.counter.sway import LOW_PASS_HZ, horizontal, sway_of, zero_phase_low_pass
from imu.counter.tilt import HingeFrame, sagittal_deg
from imu.samples import Floats, Ints, StillWindow, Where

WINDOW_S = 5.0
"""s. All windows are this long, because path and jerk grow with time and the rest with slow
drift: figures of unequal windows do not compare."""

RANGE_DEG = 6.0
"""degrees. Tilt of a window that goes further may be a rep, which is at least so deep (rule
table)."""

RESTLESS_DEG_S = 50.0
"""degrees/s RMS over half a second. Walking has 80 and more; a leg that is only unsteady stays
below, and must: a measure of steadiness may not leave out the unsteady. A window in which balance
was lost is left out all the same: that is counted, not averaged (`imu.counter.stepoffs`)."""

UNEVEN = 2.0
"""Largest over median sway of the seconds of a window. Of simulated windows in the exercise stance
93 % stay below; one who steps on to the block or off it within the window sways unevenly, but half
of those stay below, too: one thigh does not feel what the other foot does."""

_STEADY_M_S2 = 0.03
"""m/s². A second that sways less is even: below is the noise of the sensor and of its pose."""

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
    turning = np.degrees(_cells(poses[:, 3:6], rate_hz // 2))
    if float(turning.max()) > RESTLESS_DEG_S:
        return False
    acc = horizontal(poses, frame)
    swaying = _cells(zero_phase_low_pass(acc - acc.mean(axis=0), rate_hz, LOW_PASS_HZ), rate_hz)
    if float(swaying.max()) > UNEVEN * max(float(np.median(swaying)), _STEADY_M_S2):
        return False
    return not jerks(index, poses, frame, rate_hz)


def _cells(vectors: Floats, length: int) -> Floats:
    """RMS of (n, k) vectors in each whole stretch of `length`."""
    square = (vectors * vectors).sum(axis=1)
    whole = square[: len(square) // length * length].reshape(-1, length)
    return np.sqrt(whole.mean(axis=1))
