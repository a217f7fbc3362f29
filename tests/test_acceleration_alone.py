"""Why no sensor without a gyroscope is used: ``firmware_notes/decisions/0012-…``, tried.

Rates are made of the acceleration itself: the slowest turn that carries one direction of the
smoothed acceleration into the next. That is all that such a sensor knows.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import cast

import numpy as np
import pytest

import imu
from imu.recording import Recording
from imu.samples import Block, Floats
from imu.simulated import plan_of, recording_of
from imu.simulator import SimulatedSession, simulate

SMOOTHED_HZ = (1.0, 2.0)
"""Cut-offs: below, a rep's own movement is lost, above, its acceleration is taken for tilt."""


@cache
def session(stratum: str, seed: int) -> SimulatedSession:
    return simulate(plan_of(stratum, seed), seed)


def smooth(block: Block, cutoff_hz: float) -> Floats:
    """(n, 3) acceleration with all that is faster than the cut-off taken out, causally."""
    from scipy.signal import butter, sosfilt, sosfilt_zi

    rate_hz = 1.0 / float(np.median(np.diff(block.time_s)))
    parts: Floats = butter(2, cutoff_hz, fs=rate_hz, output="sos")
    state = sosfilt_zi(parts)[:, :, np.newaxis] * block.acc_m_s2[0]
    smoothed, _ = cast("tuple[Floats, Floats]", sosfilt(parts, block.acc_m_s2, axis=0, zi=state))
    return smoothed


def without_rates(block: Block, cutoff_hz: float) -> Block:
    """The same movement as a sensor without a gyroscope would tell it."""
    acc = smooth(block, cutoff_hz)
    up = acc / np.linalg.norm(acc, axis=1, keepdims=True)
    turn = np.gradient(up, axis=0) / np.gradient(block.time_s)[:, np.newaxis]
    return replace(block, acc_m_s2=acc, gyr_rad_s=np.cross(turn, up))


def recordings(stratum: str, seed: int, cutoff_hz: float) -> tuple[Recording, Recording]:
    """A session as it was, and without rates."""
    whole = recording_of(session(stratum, seed), stratum, "")
    streams = {
        side: replace(stream, block=without_rates(stream.block, cutoff_hz))
        for side, stream in whole.streams.items()
    }
    return whole, replace(whole, streams=streams)


def count(recording: Recording) -> int:
    return sum(side.count for side in imu.analyze(recording).sides.values())


def tilt_errors(stratum: str, seed: int, cutoff_hz: float) -> Floats:
    """(n,) degrees between the smoothed acceleration and up, while reps are done."""
    one = session(stratum, seed)
    (block,) = one.blocks.values()
    assert block.seq is not None
    w, x, y, z = one.truth.traces[block.side].quaternion[block.seq].T
    up = np.column_stack((2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)))
    acc = smooth(block, cutoff_hz)
    cosine = (acc * up).sum(axis=1) / np.linalg.norm(acc, axis=1)
    spans = [(rep["start_s"], rep["end_s"]) for rep in one.labels["reps"]]
    is_rep = np.any([(block.time_s >= a) & (block.time_s <= b) for a, b in spans], axis=0)
    return np.degrees(np.arccos(np.clip(cosine[is_rep], -1.0, 1.0)))


@pytest.mark.parametrize("cutoff_hz", SMOOTHED_HZ)
def test_quick_reps_are_lost(cutoff_hz: float) -> None:
    whole, without = recordings("fast", 300, cutoff_hz)
    assert count(whole) == 11
    assert count(without) <= 7


def test_what_is_done_between_sets_is_counted() -> None:
    whole, without = recordings("set-up", 300, 1.0)
    assert count(whole) == 24
    assert count(without) >= 27


@pytest.mark.parametrize("cutoff_hz", SMOOTHED_HZ)
def test_the_tilt_is_wrong_by_more_than_the_depth_of_a_rep_is_worth(cutoff_hz: float) -> None:
    errors = tilt_errors("fast", 300, cutoff_hz)
    assert float(np.percentile(errors, 95)) > 15.0
