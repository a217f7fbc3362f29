"""The offline twin: the same stages once more, with eyes on both sides of every instant.

Two sensors of different rates are brought to the lower one first, so that the legs compare.
Orientation is acausal (the offline twin of VQF). A first pass of the very same chain finds the
sets; the hinge frame of each set is then worked out from the whole set, its tall end decided from
the poses in which it starts and ends, and a second pass of the same stages counts with those
frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from imu.axis import estimate_axis
from imu.calibration import Calibrator, FixedFrames, at_ticks
from imu.cycles import TICK_HZ
from imu.onerate import common_rate_hz
from imu.orientation import AcausalPoses, PoseChunk, PoseSource
from imu.samples import Block, Command, Floats, Ints, RepSet, Session, Side
from imu.settings import Settings
from imu.standing import StandingWatch
from imu.tilt import HingeFrame, Vector
from imu.tracker import Tracker

_FIRST_STRIDE_S = 0.5
_SECOND_STRIDE_S = 20.0
"""s between looks at the calibration in either pass. The first must find an axis before its history
of 60 s runs out, the second only follows its table."""

_MARGIN_S = 10.0
"""s before and after a set that belong to it: the standing from which it starts and into which it
ends."""


@dataclass(frozen=True, slots=True)
class ReviewedSide:
    """Poses (acausal) of one side, and its hinge frames, each from a grid index on."""

    chunks: list[PoseChunk]
    frames: list[tuple[int, HingeFrame]]


def review(
    blocks: dict[Side, Block], commands: tuple[Command, ...], settings: Settings
) -> tuple[Session, dict[Side, ReviewedSide]]:
    """Count a whole recording with hindsight.

    Parameters
    ----------
    blocks : all samples of each side, as one block.
    commands : what was told during the session, in the order of time.
    settings : every threshold.

    Returns
    -------
    The session, and the poses and frames behind it for pictures and per-sample output.
    """
    rate_hz = common_rate_hz(blocks, settings.grid)
    poses: dict[Side, AcausalPoses] = {
        side: AcausalPoses(block, settings.grid, rate_hz) for side, block in blocks.items()
    }
    first = _run(blocks, commands, settings, poses, {}, _FIRST_STRIDE_S)
    chunks = {side: source.chunks for side, source in poses.items()}
    frames = {side: _frames(chunks[side], _sets(first, side), settings) for side in blocks}
    fixed: dict[Side, Calibrator] = {side: FixedFrames(frames[side]) for side in blocks}
    second = _run(blocks, commands, settings, poses, fixed, _SECOND_STRIDE_S)
    return second, {side: ReviewedSide(chunks[side], frames[side]) for side in blocks}


def _run(
    blocks: dict[Side, Block],
    commands: tuple[Command, ...],
    settings: Settings,
    poses: Mapping[Side, PoseSource],
    calibrators: dict[Side, Calibrator],
    stride_s: float,
) -> Session:
    tracker = Tracker.injected(settings, dict(poses), calibrators, stride_s)
    return tracker.feed_all(blocks, commands, "review")


def _sets(session: Session, side: Side) -> tuple[RepSet, ...]:
    return session.sides[side].sets if side in session.sides else ()


def _frames(
    chunks: list[PoseChunk], sets: tuple[RepSet, ...], settings: Settings
) -> list[tuple[int, HingeFrame]]:
    """One frame for each set, from half-way between it and the set before."""
    index, up = _tick_poses(chunks, settings.grid.rate_hz)
    if not len(index):
        return []
    if not sets:
        found = _frame(up)
        return [(int(index[0]), found)] if found else []
    rate = settings.grid.rate_hz
    frames: list[tuple[int, HingeFrame]] = []
    since = -1e300
    for this, after in zip(sets, (*sets[1:], None), strict=True):
        until = (this.end_s + after.start_s) / 2 if after else 1e300
        low, high = max(since, this.start_s - _MARGIN_S), min(until, this.end_s + _MARGIN_S)
        part = up[(index >= low * rate) & (index <= high * rate)]
        home = _home(chunks, round(low * rate), round(this.start_s * rate), rate)
        frame = _frame(part, home) or _frame(up)
        if frame is not None:
            frames.append((int(index[0]) if not frames else round(since * rate), frame))
        since = until
    return frames


def _home(chunks: list[PoseChunk], first: int, last: int, rate_hz: int) -> Vector | None:
    """The last quiet pose before the set that starts at grid index `last`, if the person stood."""
    home: Vector | None = None
    watch = StandingWatch(rate_hz)
    for chunk in chunks:
        a, b = max(first - chunk.first, 0), last + rate_hz // 4 - chunk.first
        for at in range(a, min(b, len(chunk.poses)) - rate_hz // 2, rate_hz // 2):
            watch.look(chunk.poses[at : at + rate_hz // 2])
            if watch.state.still > 1:
                home = watch.state.quiet_before
    return home


def _frame(up: Floats, home: Vector | None = None) -> HingeFrame | None:
    if len(up) < TICK_HZ:
        return None
    found = estimate_axis(up, len(up), 0, home, ended=True)
    return found.frame if found else None


def _tick_poses(chunks: list[PoseChunk], rate_hz: int) -> tuple[Ints, Floats]:
    if not chunks:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 3))
    index = np.concatenate([c.first + np.arange(len(c.poses)) for c in chunks])
    poses = np.concatenate([c.poses for c in chunks])
    index, poses = at_ticks(index, poses, rate_hz)
    return index, poses[:, :3]
