"""What is to be counted on each thigh with a sensor, from the simulator's exact truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.recording import LabelledRep
from imu.samples import Floats, Side
from imu.simulator import SimulatedSession, TrueRep, TrueSet
from imu.validation.windows import PARTIAL, inside

LOST_S = 2.0
LOST_SHARE = 0.4
"""A rep of which more is missing, in seconds or as a share of its duration, may be counted or not:
the rule table gives reps up after 2 s, and of a short rep that was lost nearly whole nobody can
tell that it was there."""

HOLE_S = 0.05
"""s between two samples beyond which samples are missing."""

SMALLEST_DEG = 6.0
"""degrees; a rep that sway made shallower than this by the rule table need not be counted."""


@dataclass(frozen=True, slots=True)
class SideTruth:
    """One true set as one sensor could see it.

    Attributes
    ----------
    wanted : windows of reps that are to be counted.
    free : windows of reps that may be counted or not.
    followed : whether the only sensor sat on the leg that went along. Its thigh swings with every
        rep and nobody can tell by it which leg works: the reps are to be counted all the same, but
        their depth and bounds are another thigh's.
    """

    side: Side
    start_s: float
    end_s: float
    wanted: tuple[LabelledRep, ...]
    free: tuple[LabelledRep, ...]
    followed: bool = False

    def holds(self, time_s: float) -> bool:
        """Whether an instant lies in the set."""
        return self.start_s <= time_s <= self.end_s

    def is_free(self, time_s: float) -> bool:
        """Whether what was counted at this instant says nothing."""
        return any(inside(window, time_s) for window in self.free)


def true_sets(session: SimulatedSession) -> list[SideTruth]:
    """Every set on every thigh that carried a sensor meanwhile, in the order of time."""
    found: list[SideTruth] = []
    for one in session.truth.sets:
        worn: list[Side] = [side for side in session.blocks if _wore(session, side, one)]
        for side in worn:
            mine = _reps(session, one, side)
            followed = not mine and len(worn) == 1
            reps = [r for r in session.truth.reps if r.set_index == one.index] if followed else mine
            if reps:
                found.append(_side_truth(session, one, side, reps, followed))
    return found


def _reps(session: SimulatedSession, one: TrueSet, side: Side) -> list[TrueRep]:
    return [r for r in session.truth.reps if r.side == side and r.set_index == one.index]


def _wore(session: SimulatedSession, side: Side, one: TrueSet) -> bool:
    time_s = session.truth.traces[side].time_s
    return bool(len(time_s) and time_s[0] <= one.start_s and one.end_s <= time_s[-1] + 1.0)


def _side_truth(
    session: SimulatedSession, one: TrueSet, side: Side, reps: list[TrueRep], followed: bool
) -> SideTruth:
    holes = _holes(session.blocks[side].time_s)
    full = [rep for rep in reps if rep.kind != PARTIAL]
    free = [rep for rep in reps if _may_go(rep, holes)]
    return SideTruth(
        side,
        one.start_s,
        one.end_s,
        wanted=tuple(_window(rep) for rep in full if rep not in free),
        free=tuple(_window(rep) for rep in free),
        followed=followed,
    )


def _may_go(rep: TrueRep, holes: Floats) -> bool:
    lost = np.minimum(holes[:, 1], rep.end_s) - np.maximum(holes[:, 0], rep.start_s)
    lost_s = float(np.maximum(lost, 0.0).sum())
    share = lost_s / (rep.end_s - rep.start_s)
    too_small = rep.kind != PARTIAL and rep.depth_deg < SMALLEST_DEG
    return lost_s > LOST_S or share > LOST_SHARE or too_small


def _holes(time_s: Floats) -> Floats:
    """(k, 2) from and to, s, of every hole in a stream."""
    at = np.flatnonzero(np.diff(time_s) > HOLE_S)
    return np.stack((time_s[at], time_s[at + 1]), axis=1)


def _window(rep: TrueRep) -> LabelledRep:
    return LabelledRep(
        side=rep.side,
        start_s=rep.start_s,
        end_s=rep.end_s,
        bottom_s=rep.deepest_s,
        depth_deg=rep.depth_deg,
        set=rep.set_index,
        kind=rep.kind,
    )
