"""The public baseline does what its description says, on movements known to the degree."""

from __future__ import annotations

import numpy as np
import pytest
from vqf import VQF, offlineVQF

from imu.baseline import DISTANCE_S, PROMINENCE_DEG, bare_up, baseline_bottoms_s, baseline_tilt_deg
from imu.counter.orientation import up_of
from imu.feed import part
from imu.samples import Block, Floats
from tests.hinges import hinges, in_a_row, tilt_deg

RATE_HZ = 100.0
BOTTOM_S = 1.2
"""s from the start of a hand-made hinge to the middle of its bottom."""


def turned(block: Block, rotation: Floats) -> Block:
    """The same movement with the sensor strapped on the other way round."""
    return Block(block.side, block.time_s, block.acc_m_s2 @ rotation, block.gyr_rad_s @ rotation)


def any_rotation(seed: int) -> Floats:
    q, r = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    q = q * np.sign(np.diag(r))
    return q if np.linalg.det(q) > 0 else -q


@pytest.mark.parametrize("reps", [1, 3, 8])
def test_each_hinge_is_one_peak_at_its_bottom(reps: int) -> None:
    starts = in_a_row(reps)
    bottoms = baseline_bottoms_s(hinges(starts, starts[-1] + 6.0))
    assert bottoms == pytest.approx(np.array(starts) + BOTTOM_S, abs=0.1)


@pytest.mark.parametrize("seed", range(5))
def test_any_strap_orientation_gives_the_same_peaks(seed: int) -> None:
    block = hinges(in_a_row(4), 16.0)
    expected = baseline_bottoms_s(block)
    assert baseline_bottoms_s(turned(block, any_rotation(seed))) == pytest.approx(expected)


def test_tilt_is_measured_from_the_first_pose_and_positive_in_flexion() -> None:
    block = hinges(in_a_row(3), 12.0, depth_deg=30.0)
    tilt = baseline_tilt_deg(bare_up(block, offline=True), RATE_HZ)
    assert tilt == pytest.approx(tilt_deg(block.time_s, in_a_row(3), 30.0), abs=2.0)


def test_what_does_not_stand_out_is_no_peak() -> None:
    shallow = hinges(in_a_row(4), 16.0, depth_deg=PROMINENCE_DEG - 2.0)
    deep = hinges(in_a_row(4), 16.0, depth_deg=PROMINENCE_DEG + 4.0)
    assert len(baseline_bottoms_s(shallow)) == 0
    assert len(baseline_bottoms_s(deep)) == 4


def test_peaks_keep_their_distance() -> None:
    time_s = np.arange(0.0, 12.0, 0.01)
    # 2.5 swings a second: every one stands out, but only every other one is far enough away.
    tilt = np.where(time_s > 1.0, 20.0 * (1.0 - np.cos(2 * np.pi * 2.5 * (time_s - 1.0))), 0.0)
    pitch = np.radians(tilt)
    zero = np.zeros_like(pitch)
    up = np.column_stack([np.cos(pitch), zero, np.sin(pitch)])
    turn = np.column_stack([zero, np.gradient(pitch, 0.01), zero])
    bottoms = baseline_bottoms_s(Block("left", time_s, 9.81 * up, turn))
    assert len(bottoms) > 5
    assert np.diff(bottoms).min() >= DISTANCE_S


def test_it_takes_no_notice_of_walking_and_the_like() -> None:
    """It has no gate: that is the point of comparing with it."""
    lone = hinges([3.0], 8.0)
    assert len(baseline_bottoms_s(lone)) == 1


def test_bare_orientation_is_the_library_at_the_measured_rate() -> None:
    block = hinges(in_a_row(3), 12.0, rate_hz=52.0)
    gyr, acc = np.ascontiguousarray(block.gyr_rad_s), np.ascontiguousarray(block.acc_m_s2)
    causal = up_of(VQF(1 / 52.0).updateBatch(gyr, acc)["quat6D"])
    acausal = up_of(offlineVQF(gyr, acc, None, 1 / 52.0)["quat6D"])
    # Times are rounded to microseconds, and so the measured rate is not quite 52 Hz.
    assert bare_up(block, offline=False) == pytest.approx(causal, abs=1e-4)
    assert bare_up(block, offline=True) == pytest.approx(acausal, abs=1e-4)


@pytest.mark.parametrize("count", [1, 2, 19])
def test_too_few_samples_have_no_peaks(count: int) -> None:
    assert len(baseline_bottoms_s(part(hinges([0.0], 2.0), 0, count))) == 0


def test_a_single_sample_has_no_orientation() -> None:
    assert bare_up(part(hinges([0.0], 2.0), 0, 1), offline=False).shape == (0, 3)


def test_a_sensor_too_slow_for_the_filter_has_no_peaks() -> None:
    assert len(baseline_bottoms_s(hinges(in_a_row(9), 30.0, rate_hz=5.0))) == 0


@pytest.mark.parametrize("axis", range(3))
def test_a_sensor_that_never_moves_has_no_peaks(axis: int) -> None:
    count = 500
    up = np.tile(np.eye(3)[axis], (count, 1))
    block = Block("left", np.arange(count) / RATE_HZ, 9.81 * up, np.zeros((count, 3)))
    assert not baseline_tilt_deg(up, RATE_HZ).any()
    assert len(baseline_bottoms_s(block)) == 0
