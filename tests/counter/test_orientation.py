"""Which way is up: the causal filter, its tears, its saved state, and the offline twin."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.grid import Grid, GridChunk
from imu.counter.orientation import (
    AcausalPoses,
    CausalOrientation,
    CausalPoses,
    OrientationState,
    acausal_orientation,
    up_of,
)
from imu.counter.saved import dumps, loads
from imu.samples import Block, Floats
from imu.settings import GridSettings
from tests.counter.builders import RATE_HZ, angle_deg, frame, path, poses, rep, rotation
from tests.hinges import hinges, in_a_row

STILL_BIAS = np.radians([0.6, -0.9, 0.4])


def chunk(
    out: Floats, first: int = 0, restart: bool = False, bias: Floats | float = 0.0
) -> GridChunk:
    """What the grid would hand on for these poses (n, 9), with a gyro bias (rad/s)."""
    signal = np.concatenate([out[:, 6:9], out[:, 3:6] + bias], axis=1)
    return GridChunk(first, signal, restart, 0.0)


def still(seconds: float, seed: int) -> Floats:
    return poses(np.zeros(round(seconds * RATE_HZ)), frame(seed))


def hinging(reps: int = 4, seed: int = 3) -> Floats:
    """A sensor in line with the pivot, so that only gravity and rotation are felt."""
    legs = [leg for _ in range(reps) for leg in rep(30.0)]
    return poses(path((3.0, 0.0), *legs, (1.0, 0.0)), frame(seed))


@examples(max_examples=30)
@given(st.integers(0, 10**6))
def test_a_resting_sensor_points_up_where_the_accelerometer_does(seed: int) -> None:
    at_rest = still(1.0, seed)
    out = CausalOrientation(RATE_HZ).push(chunk(at_rest, restart=True))
    assert out.poses[:, :3] == pytest.approx(at_rest[:, :3], abs=1e-4)
    assert out.poses[:, 6:] == pytest.approx(at_rest[:, 6:])


def test_up_is_the_third_row_of_the_rotation() -> None:
    half = np.radians(30.0) / 2.0
    quaternions = np.array([[1.0, 0, 0, 0], [np.cos(half), np.sin(half), 0, 0]])
    expected = [[0, 0, 1], [0, 0.5, np.sqrt(0.75)]]
    assert up_of(quaternions) == pytest.approx(np.array(expected))


@pytest.mark.parametrize("seed", range(4))
def test_a_hinge_is_followed_within_a_degree(seed: int) -> None:
    truth = hinging(seed=seed)
    out = CausalOrientation(RATE_HZ).push(chunk(truth, restart=True))
    worst = max(map(angle_deg, out.poses[:, :3], truth[:, :3]))
    assert worst < 1.0


def test_gyro_bias_is_learnt_and_taken_off_the_rate() -> None:
    out = CausalOrientation(RATE_HZ).push(chunk(still(15.0, 1), bias=STILL_BIAS))
    assert np.degrees(np.abs(out.poses[-100:, 3:6])).max() < 0.05


def test_a_restart_finds_the_new_pose_at_once_and_keeps_the_bias() -> None:
    stage = CausalOrientation(RATE_HZ)
    stage.push(chunk(still(15.0, 1), bias=STILL_BIAS, restart=True))
    elsewhere = still(1.0, 2)
    out = stage.push(chunk(elsewhere, 3000, restart=True, bias=STILL_BIAS))
    assert (out.first, out.restart) == (3000, True)
    assert out.poses[:, :3] == pytest.approx(elsewhere[:, :3], abs=0.01)
    assert np.degrees(np.abs(out.poses[:, 3:6])).max() < 0.05


def test_without_a_restart_the_pose_is_carried_on() -> None:
    stage = CausalOrientation(RATE_HZ)
    before = stage.push(chunk(still(5.0, 1))).poses[-1, :3]
    after = stage.push(chunk(still(0.02, 2), 500)).poses[0, :3]
    assert angle_deg(before, after) < 0.2 * angle_deg(still(0.02, 2)[0, :3], before)


@examples(max_examples=20)
@given(st.lists(st.integers(1, 900), max_size=6))
def test_any_cut_gives_the_same_bits(at: list[int]) -> None:
    truth = hinging(2)
    whole = CausalOrientation(RATE_HZ).push(chunk(truth, restart=True)).poses
    stage = CausalOrientation(RATE_HZ)
    edges = sorted({0, *(min(a, len(truth)) for a in at), len(truth)})
    parts = [
        stage.push(chunk(truth[a:b], a, restart=a == 0)).poses for a, b in itertools.pairwise(edges)
    ]
    assert np.concatenate(parts).tobytes() == whole.tobytes()


@pytest.mark.parametrize("at", [1, 137, 600])
def test_a_restored_filter_goes_on_to_the_bit(at: int) -> None:
    truth = hinging(2)
    stage = CausalOrientation(RATE_HZ)
    stage.push(chunk(truth[:at], restart=True))
    state = loads(dumps(stage.state), OrientationState)
    rest = chunk(truth[at:], at, bias=STILL_BIAS)
    again = CausalOrientation(RATE_HZ, state).push(rest)
    assert again.poses.tobytes() == stage.push(rest).poses.tobytes()


def test_an_empty_saved_state_is_a_fresh_filter() -> None:
    piece = chunk(hinging(1), restart=True)
    fresh, restored = CausalOrientation(RATE_HZ), CausalOrientation(RATE_HZ, OrientationState())
    assert fresh.push(piece).poses.tobytes() == restored.push(piece).poses.tobytes()


def test_the_offline_twin_knows_the_bias_from_the_first_sample() -> None:
    piece = chunk(hinging(6), restart=True, bias=STILL_BIAS)
    causal = CausalOrientation(RATE_HZ).push(piece)
    offline = acausal_orientation(piece, RATE_HZ)
    truth = hinging(6)[0, 3:6]
    early_causal = np.degrees(np.abs(causal.poses[0, 3:6] - truth).max())
    early_offline = np.degrees(np.abs(offline.poses[0, 3:6] - truth).max())
    assert early_offline < 0.25
    assert early_causal > 0.5
    assert (offline.first, offline.restart) == (piece.first, True)


def test_the_offline_twin_follows_a_hinge() -> None:
    truth = hinging()
    out = acausal_orientation(chunk(truth, restart=True), RATE_HZ)
    assert max(map(angle_deg, out.poses[:, :3], truth[:, :3])) < 1.0


def torn() -> Block:
    return hinges(in_a_row(3), 14.0, hole_s=(6.0, 7.0))


def test_causal_poses_are_grid_and_filter_in_a_row() -> None:
    source = CausalPoses(Grid(GridSettings()), CausalOrientation(RATE_HZ))
    chunks, gaps = source.push(torn())
    assert [c.restart for c in chunks] == [True, True]
    assert len(gaps) == 1
    assert chunks[1].torn_s == pytest.approx(gaps[0].end_s - gaps[0].start_s)
    summary = source.summary
    assert (summary.samples, summary.first_s) == (len(torn()), 0.0)
    assert summary.last_s == pytest.approx(13.99)
    assert summary.rate_hz == pytest.approx(100.0)


def test_acausal_poses_give_every_piece_and_hole_on_each_pass() -> None:
    source = AcausalPoses(torn(), GridSettings())
    causal = CausalPoses(Grid(GridSettings()), CausalOrientation(RATE_HZ))
    expected, gaps = causal.push(torn())
    for _ in range(2):
        chunks, found = source.push(torn())
        assert found == gaps
        assert [(c.first, len(c.poses)) for c in chunks] == [
            (c.first, len(c.poses)) for c in expected
        ]
    assert source.summary == causal.summary


def test_the_sensor_may_be_strapped_on_anyhow() -> None:
    turn = rotation(5)
    truth = hinging()
    turned = np.concatenate([truth[:, i : i + 3] @ turn for i in (0, 3, 6)], axis=1)
    plain = CausalOrientation(RATE_HZ).push(chunk(truth, restart=True)).poses[:, :3]
    other = CausalOrientation(RATE_HZ).push(chunk(turned, restart=True)).poses[:, :3]
    assert plain @ turn == pytest.approx(other, abs=1e-3)
