"""Three knocks on a sensor, by which a video or a stopwatch is put on the recording's clock."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from imu.samples import Block

_JUMP_M_S2 = 8.0
"""m/s² from one sample to the next that make a knock. Own choice; not tried on real knocks."""

_ECHO_S = 0.12
"""s in which the strap still trembles after a knock."""

_APART_S = 1.2
"""s from knock to knock at most. In walking the jolts go on; three alone are knocks."""


def three_knocks_s(block: Block) -> list[float]:
    """Session times, s, of the first of three knocks that stand alone."""
    size = np.linalg.norm(block.acc_m_s2, axis=1)
    jolts_s: list[float] = []
    jolted = (np.abs(np.diff(size)) > _JUMP_M_S2) & (np.diff(block.time_s) < _ECHO_S)
    for time_s in block.time_s[1:][jolted].tolist():
        if not jolts_s or time_s - jolts_s[-1] > _ECHO_S:
            jolts_s.append(time_s)
    edges = [0, *(n for n, (a, b) in enumerate(pairwise(jolts_s), 1) if b - a > _APART_S)]
    runs = [jolts_s[a:b] for a, b in pairwise([*edges, len(jolts_s)])]
    return [run[0] for run in runs if len(run) == 3]
