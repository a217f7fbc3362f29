"""Tilt against a reference orientation that is known exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from imu.feed import part
from imu.recording import Truth
from imu.samples import Block, Floats
from imu.settings import GridSettings
from imu.validation.inclination import inclination_error_deg, rms, score_tilt
from tests.hinges import hinges, in_a_row, tilt_deg

STARTS = in_a_row(5)


def hinging() -> Block:
    """20 s of hinges."""
    return hinges(STARTS, 20.0)


def truth_of(block: Block, *, off_deg: float = 0.0, heading_deg: float = 0.0) -> Truth:
    """The true orientation of hand-made hinges, wrong in tilt and turned in heading by so much."""
    half = np.radians(tilt_deg(block.time_s, STARTS, 25.0) + off_deg) / 2
    zero = np.zeros_like(half)
    # Up is (cos, 0, sin) in the sensor: z of the earth after a turn about the sensor's y.
    quarter = np.array([np.sqrt(0.5), 0.0, -np.sqrt(0.5), 0.0])
    tilted = np.column_stack([np.cos(half), zero, np.sin(half), zero])
    turn = np.radians(heading_deg) / 2
    heading = np.array([np.cos(turn), 0.0, 0.0, np.sin(turn)])
    quat = product(heading[None], product(quarter[None], tilted))
    return Truth(block.time_s, quat, np.ones(len(half), dtype=np.bool_))


def product(p: Floats, q: Floats) -> Floats:
    """Quaternion products of (n, 4) and (n, 4) or (1, 4)."""
    pw, px, py, pz = p.T
    qw, qx, qy, qz = q.T
    return np.column_stack(
        [
            pw * qw - px * qx - py * qy - pz * qz,
            pw * qx + px * qw + py * qz - pz * qy,
            pw * qy - px * qz + py * qw + pz * qx,
            pw * qz + px * qy - py * qx + pz * qw,
        ]
    )


def test_a_true_reference_gives_next_to_no_error() -> None:
    block = hinging()
    score = score_tilt(block, truth_of(block), GridSettings())
    assert score is not None
    assert score.samples == pytest.approx(len(block), abs=5)
    for value in (score.live_deg, score.bare_live_deg, score.review_deg, score.bare_review_deg):
        assert value < 1.0


def test_a_reference_that_is_off_shows_in_all_four() -> None:
    block = hinging()
    right = score_tilt(block, truth_of(block), GridSettings())
    wrong = score_tilt(block, truth_of(block, off_deg=10.0), GridSettings())
    assert right is not None
    assert wrong is not None
    for value in (wrong.live_deg, wrong.bare_live_deg, wrong.review_deg, wrong.bare_review_deg):
        assert value == pytest.approx(10.0, abs=1.0)


def test_heading_is_no_part_of_the_error() -> None:
    block = hinging()
    here = score_tilt(block, truth_of(block), GridSettings())
    turned = score_tilt(block, truth_of(block, heading_deg=77.0), GridSettings())
    assert here is not None
    assert turned is not None
    assert turned.live_deg == pytest.approx(here.live_deg, abs=1e-9)


def test_only_movement_that_the_reference_saw_is_scored() -> None:
    block = hinging()
    truth = truth_of(block)
    movement = truth.time_s < 10.0
    quat = np.where((truth.time_s < 5.0)[:, None], np.nan, truth.quat)
    wild = np.where(movement[:, None], quat, [1.0, 0.0, 0.0, 0.0])
    score = score_tilt(block, Truth(truth.time_s, wild, movement), GridSettings())
    assert score is not None
    assert score.samples == 500
    assert score.live_deg < 1.0


def test_a_reference_that_saw_nothing_gives_no_score() -> None:
    block = hinging()
    truth = truth_of(block)
    still = replace(truth, movement=np.zeros(len(truth.time_s), dtype=np.bool_))
    assert score_tilt(block, still, GridSettings()) is None


def test_instants_without_samples_are_not_scored() -> None:
    holed = hinges(STARTS, 20.0, hole_s=(8.0, 12.0))
    whole = hinging()
    score = score_tilt(holed, truth_of(whole), GridSettings())
    assert score is not None
    assert score.samples == pytest.approx(len(whole) - 400, abs=10)


def test_a_single_sample_gives_no_score() -> None:
    block = part(hinging(), 0, 1)
    assert score_tilt(block, truth_of(block), GridSettings()) is None


@pytest.mark.parametrize("degrees", [1e-6, 0.02, 45.0, 90.0, 179.0])
def test_angles_are_exact_from_tiny_to_huge(degrees: float) -> None:
    angle = np.radians(degrees)
    first = np.array([[0.0, 0.0, 2.0]])
    second = np.array([[np.sin(angle), 0.0, np.cos(angle)]])
    assert inclination_error_deg(first, second)[0] == pytest.approx(degrees, rel=1e-9)


def test_rms() -> None:
    assert rms(np.array([3.0, -4.0])) == pytest.approx(np.sqrt(12.5))
