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

from imu.counter.calibration import Calibrator, FixedFrames
from imu.counter.onerate import common_rate_hz
from imu.counter.orientation import AcausalPoses, PoseChunk, PoseSource
from imu.counter.setframes import set_frames
from imu.counter.tilt import HingeFrame
from imu.counter.tracker import Tracker
from imu.samples import Block, Command, Rejected, RepSet, Session, Side
from imu.settings import Settings

_FIRST_STRIDE_S = 0.5
_SECOND_STRIDE_S = 20.0
"""s between looks at the calibration in either pass. The first must find an axis before its history
of 60 s runs out, the second only follows its table."""


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
    first, known = _run(blocks, commands, settings, poses, {}, _FIRST_STRIDE_S)
    chunks = {side: source.chunks for side, source in poses.items()}
    grid_hz = settings.grid.rate_hz
    frames = {
        side: set_frames(chunks[side], *_seen(first, side), grid_hz, known[side]) for side in blocks
    }
    fixed: dict[Side, Calibrator] = {side: FixedFrames(frames[side]) for side in blocks}
    second, _ = _run(blocks, commands, settings, poses, fixed, _SECOND_STRIDE_S)
    return second, {side: ReviewedSide(chunks[side], frames[side]) for side in blocks}


def _run(
    blocks: dict[Side, Block],
    commands: tuple[Command, ...],
    settings: Settings,
    poses: Mapping[Side, PoseSource],
    calibrators: dict[Side, Calibrator],
    stride_s: float,
) -> tuple[Session, dict[Side, HingeFrame | None]]:
    """The session, and the frame that each side's pass ended with."""
    tracker = Tracker.injected(settings, dict(poses), calibrators, stride_s)
    session = tracker.feed_all(blocks, commands, "review")
    return session, {side: tracker.glimpse(side).frame for side in blocks}


def _seen(session: Session, side: Side) -> tuple[tuple[RepSet, ...], tuple[Rejected, ...]]:
    result = session.sides.get(side)
    return (result.sets, result.rejected) if result else ((), ())
