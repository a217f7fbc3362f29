"""With hindsight: the hinge frame of every set, worked out from the whole set and its neighbours.

Which end of the arc is tall is voted for by the poses in which the set starts and ends and by where
the person stood before and after; sets in one axis then agree, because a leg hinges to one side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from imu.counter.axis import AxisEstimate, estimate_axis
from imu.counter.calibration import at_ticks
from imu.counter.cycles import TICK_HZ
from imu.counter.orientation import PoseChunk
from imu.counter.standing import StandingWatch
from imu.counter.tilt import HingeFrame, Vector
from imu.samples import Floats, Ints, Reason, Rejected, RepSet

_MARGIN_S = 10.0
"""s before and after a set that belong to it: the standing from which it starts and into which it
ends."""

_SAME_AXIS = math.cos(math.radians(30.0))
"""Sets whose axes lie so near to one line are hinges of one leg in one strap: an axis is known to 8
to 10 degrees (p95), and a strap slips by up to 25."""


@dataclass(slots=True)
class _View:
    """A set: from which grid index its frame holds, its up vectors (n, 3), homes, and its axis."""

    first: int
    up: Floats
    homes: list[Vector]
    found: AxisEstimate | None

    @property
    def lateral(self) -> Floats:
        """The medio-lateral axis (3,), zero if none was found."""
        return np.array(self.found.frame.lateral if self.found else (0.0, 0.0, 0.0))

    @property
    def votes(self) -> int:
        """How many votes say which end of the arc is tall."""
        return self.found.votes if self.found else 0


def set_frames(
    chunks: list[PoseChunk],
    sets: Sequence[RepSet],
    rejected: Sequence[Rejected],
    rate_hz: int,
    known: HingeFrame | None = None,
) -> list[tuple[int, HingeFrame]]:
    """One frame for each set, from half-way between it and the set before.

    Parameters
    ----------
    chunks : all poses of one side.
    sets, rejected : what a first pass found on that side, in the order of time.
    rate_hz : of the grid.
    known : what the first pass counted with at last: for sets whose reps are too few to tell an
        axis by themselves, such as one that pain has ended after the first.

    Returns
    -------
    Grid indices and the frames that hold from there on; none if there is no cyclic movement.
    """
    index, up = _tick_poses(chunks, rate_hz)
    if not len(index):
        return []
    if not sets:
        whole = _estimate(up)
        return [(int(index[0]), whole.frame)] if whole else []
    handled_s = [m.start_s for m in rejected if m.reason == Reason.HANDLING]
    views = _views(index, up, (sets, rejected), _homes(chunks, rate_hz), rate_hz)
    _agree(views, sets, handled_s)
    found = [(view.first, view.found or _estimate(up)) for view in views]
    frames = [(first, axis.frame if axis is not None else known) for first, axis in found]
    return [(first, frame) for first, frame in frames if frame is not None]


def _views(
    index: Ints,
    up: Floats,
    seen: tuple[Sequence[RepSet], Sequence[Rejected]],
    homes: list[tuple[float, Vector]],
    rate_hz: int,
) -> list[_View]:
    sets, rejected = seen
    handled_s = [m.start_s for m in rejected if m.reason == Reason.HANDLING]
    views: list[_View] = []
    since = -1e300
    for this, after in zip(sets, (*sets[1:], None), strict=True):
        until = (this.end_s + after.start_s) / 2 if after else 1e300
        low, high = _standing_around(this, rejected)
        low, high = max(since, low), min(until, high)
        part = up[(index >= low * rate_hz) & (index <= high * rate_hz)]
        near = _near(homes, this, handled_s)
        first = int(index[0]) if not views else round(since * rate_hz)
        views.append(_View(first, part, near, _estimate(part, near)))
        since = until
    return views


def _standing_around(this: RepSet, rejected: Sequence[Rejected]) -> tuple[float, float]:
    """From when to when, s, nothing but the set and the standing around it is to be seen.

    A sit just after it swings the thigh further than any rep, and would be taken for the hinge.
    """
    low = max((m.end_s for m in rejected if m.end_s <= this.start_s), default=-1e300)
    high = min((m.start_s for m in rejected if m.start_s >= this.end_s), default=1e300)
    return max(low, this.start_s - _MARGIN_S), min(high, this.end_s + _MARGIN_S)


def _homes(chunks: list[PoseChunk], rate_hz: int) -> list[tuple[float, Vector]]:
    """When (s) and how the person stood quietly for the first time after moving about.

    Not every quiet pose: where a set was found upside down, a hold at its bottom lies beside it.
    """
    found: list[tuple[float, Vector]] = []
    watch, cell = StandingWatch(rate_hz), rate_hz // 2
    for chunk in chunks:
        for at in range(0, len(chunk.poses) - cell, cell):
            before = watch.state.home
            watch.look(chunk.poses[at : at + cell])
            home = watch.state.home
            if home is not None and home != before:
                found.append(((chunk.first + at) / rate_hz, home))
    return found


def _near(
    homes: list[tuple[float, Vector]], this: RepSet, handled_s: Sequence[float]
) -> list[Vector]:
    """The last home before a set and the first one after it, in the same strap."""
    low = max((at_s for at_s in handled_s if at_s < this.start_s), default=-1e300)
    high = min((at_s for at_s in handled_s if at_s > this.end_s), default=1e300)
    before = [pose for at_s, pose in homes if low < at_s < this.start_s]
    after = [pose for at_s, pose in homes if this.end_s < at_s < high]
    return before[-1:] + after[:1]


def _agree(views: list[_View], sets: Sequence[RepSet], handled_s: Sequence[float]) -> None:
    """Sets in one axis hinge to one side, as long as no hand came near the sensor in between."""
    group: list[_View] = []
    last_s = -1e300
    for view, one in zip(views, sets, strict=True):
        if view.found is None:
            continue
        touched = any(last_s < at_s < one.start_s for at_s in handled_s)
        if group and (touched or abs(_cosine(group[0], view)) < _SAME_AXIS):
            _turn_to_most(group)
            group = []
        group.append(view)
        last_s = one.end_s
    _turn_to_most(group)


def _cosine(a: _View, b: _View) -> float:
    return float(np.dot(a.lateral, b.lateral))


def _turn_to_most(group: list[_View]) -> None:
    """Turn the frames that point the other way than most votes of the group say."""
    signs = [math.copysign(1.0, _cosine(group[0], view)) for view in group]
    total = sum(sign * view.votes for sign, view in zip(signs, group, strict=True))
    right = math.copysign(1.0, total)
    good = next((v.found for s, v in zip(signs, group, strict=True) if s == right), None)
    if good is None:
        return
    for sign, view in zip(signs, group, strict=True):
        if sign != right:
            view.found = _estimate(view.up, view.homes, good.frame.lateral) or view.found


def _estimate(
    up: Floats, homes: Sequence[Vector] = (), lateral: Vector | None = None
) -> AxisEstimate | None:
    if len(up) < TICK_HZ:
        return None
    return estimate_axis(up, len(up), 0, homes, ended=True, lateral=lateral)


def _tick_poses(chunks: list[PoseChunk], rate_hz: int) -> tuple[Ints, Floats]:
    if not chunks:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 3))
    index = np.concatenate([c.first + np.arange(len(c.poses)) for c in chunks])
    poses = np.concatenate([c.poses for c in chunks])
    index, poses = at_ticks(index, poses, rate_hz)
    return index, poses[:, :3]
