"""How often balance was lost between reps, as far as a thigh can tell. Experimental.

Whoever loses balance on one leg jerks the standing thigh sideways, quicker than sway goes, while
the other foot steps. That jerk is what is found here; the step itself is the other leg's and not
seen. Someone who jerks without stepping is counted, someone who steps off calmly is not.
"""

from __future__ import annotations

import numpy as np

from imu.counter.sway import zero_phase_low_pass
from imu.counter.tilt import HingeFrame, frontal_deg
from imu.samples import Floats, Ints

CUT_HZ = 5.0
"""Hz. Keeps a jerk of half a second, leaves out soft tissue. Of 3.5, 5 and 8 Hz the one that tells
simulated step-offs and wobble apart best."""

JERK_DEG_S2 = 230.0
"""degrees/s². Frontal angular acceleration of a jerk. Simulated, seeds 0 to 30: step-offs reach at
least 197, their 5th percentile is 235; the wobble of the most unsteady people without one reaches
284, its 99th percentile is 262; of everybody else 213. Real ones are not at hand."""

SIZE_DEG = 3.0
"""degrees. How far a jerk takes the thigh at least; trembling is quick and small. Simulated
step-offs move it by 4 and more."""

_AROUND_S = 0.4
"""s to either side of the quickest instant: a jerk there and back takes little more."""

APART_S = 1.5
"""s. Jerks that follow on each other more closely are one loss of balance."""

_SHORTEST_S = 0.5
"""s between reps, of less nothing is said."""


def jerks(index: Ints, poses: Floats, frame: HingeFrame, rate_hz: int) -> tuple[float, ...]:
    """Times, s, at which the thigh was jerked sideways.

    Parameters
    ----------
    index, poses : grid indices (n,) and poses (n, 9) between two reps; holes may be in them.
    """
    found: list[float] = []
    holes = np.flatnonzero(np.diff(index) > 1) + 1
    for first, last in zip([0, *holes], [*holes, len(index)], strict=True):
        if last - first >= _SHORTEST_S * rate_hz:
            found += _in_piece(index[first:last], poses[first:last], frame, rate_hz)
    return tuple(found)


def _in_piece(index: Ints, poses: Floats, frame: HingeFrame, rate_hz: int) -> list[float]:
    angle = zero_phase_low_pass(frontal_deg(poses[:, :3], frame)[:, None], rate_hz, CUT_HZ)[:, 0]
    turning = np.abs(np.gradient(np.gradient(angle, 1.0 / rate_hz), 1.0 / rate_hz))
    around = round(_AROUND_S * rate_hz)
    times: list[float] = []
    for at in np.flatnonzero(turning > JERK_DEG_S2).tolist():
        time_s = float(index[at]) / rate_hz
        far = float(np.ptp(angle[max(at - around, 0) : at + around + 1])) > SIZE_DEG
        if far and (not times or time_s > times[-1] + APART_S):
            times.append(time_s)
    return times
