"""Per-sample output: what the thigh did at every grid instant, for plots and for researchers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imu.counter.cycles import Phase
from imu.counter.orientation import PoseChunk
from imu.counter.tilt import HingeFrame, frontal_deg, sagittal_deg, transverse_rate_deg_s
from imu.samples import Floats, Rep, SideResult

_DRIFT_S = 10.0
"""s. What turns more slowly than this about the thigh's long axis is the person turning, or gyro
drift: without a magnetometer the two cannot be told from each other, so both are taken out."""


@dataclass(frozen=True, slots=True)
class Signals:
    """One side on the uniform grid; holes in the stream are holes in `time_s`.

    Attributes
    ----------
    time_s : (n,) session time, s.
    tilt_deg : (n,) sagittal thigh tilt from the frame's tall pose, degrees, positive in flexion.
    frontal_deg : (n,) tilt out of the sagittal plane, degrees.
    transverse_deg : (n,) turn about the thigh's long axis, degrees, slow turning taken out.
    phase : (n,) "top", "eccentric", "bottom", "concentric"; "" outside sets.
    """

    time_s: Floats
    tilt_deg: Floats
    frontal_deg: Floats
    transverse_deg: Floats
    phase: NDArray[np.str_]


def signals_of(
    chunks: list[PoseChunk],
    frames: list[tuple[int, HingeFrame]],
    result: SideResult,
    rate_hz: int,
) -> Signals | None:
    """Per-sample angles and phases of one side; None without a sample or a hinge frame.

    Parameters
    ----------
    chunks : poses of the whole side, in order.
    frames : hinge frames, each from a grid index on.
    result : the reps that give the phases.
    rate_hz : the grid.
    """
    if not chunks or not frames:
        return None
    index = np.concatenate([c.first + np.arange(len(c.poses)) for c in chunks])
    poses = np.concatenate([c.poses for c in chunks])
    tilt, frontal, turn = (np.zeros(len(index)) for _ in range(3))
    starts = [-(10**12), *(start for start, _ in frames[1:]), 10**12]
    for (_, frame), first, last in zip(frames, starts[:-1], starts[1:], strict=True):
        on = (index >= first) & (index < last)
        tilt[on] = sagittal_deg(poses[on, :3], frame)
        frontal[on] = frontal_deg(poses[on, :3], frame)
        turn[on] = transverse_rate_deg_s(poses[on, 3:6], frame)
    time_s = index / rate_hz
    return Signals(time_s, tilt, frontal, _turned(turn, rate_hz), _phases(time_s, result))


def _turned(rate_deg_s: Floats, rate_hz: int) -> Floats:
    """Integral of the rate, less its moving average over `_DRIFT_S`."""
    angle = np.concatenate([[0.0], np.cumsum(rate_deg_s) / rate_hz])
    half = round(_DRIFT_S * rate_hz / 2)
    total = np.concatenate([[0.0], np.cumsum(angle)])
    at = np.arange(len(rate_deg_s))
    low, high = np.maximum(at - half, 0), np.minimum(at + half, len(rate_deg_s))
    return angle[1:] - (total[high + 1] - total[low]) / (high + 1 - low)


def _phases(time_s: Floats, result: SideResult) -> NDArray[np.str_]:
    phases = np.full(len(time_s), "", dtype="<U10")
    for rep_set in result.sets:
        inside = (time_s >= rep_set.start_s) & (time_s <= rep_set.end_s)
        phases[inside] = Phase.TOP.value
        for rep in rep_set.reps:
            _mark(phases, time_s, rep)
    return phases


def _mark(phases: NDArray[np.str_], time_s: Floats, rep: Rep) -> None:
    bounds = (rep.start_s, rep.bottom_start_s, rep.bottom_end_s, rep.end_s)
    names = (Phase.ECCENTRIC, Phase.BOTTOM, Phase.CONCENTRIC)
    for name, first, last in zip(names, bounds[:-1], bounds[1:], strict=True):
        phases[(time_s >= first) & (time_s < last)] = name.value
