"""What a pose of the sensor means for the thigh."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.tilt import (
    along,
    as_vector,
    frame_from,
    frontal_deg,
    hinge_rate_deg_s,
    sagittal_deg,
    transverse_rate_deg_s,
    unit,
)
from tests.counter.builders import RATE_HZ, frame, path, poses, rep, rotation, ups

SEEDS = st.integers(0, 10**6)


@examples(max_examples=50)
@given(SEEDS, st.floats(-60.0, 120.0), st.floats(-40.0, 40.0))
def test_known_sagittal_and_frontal_tilt_is_read_in_any_orientation(
    seed: int, tilt: float, frontal: float
) -> None:
    up = ups(np.array([tilt]), frame(seed), frontal)
    assert sagittal_deg(up, frame(seed)) == pytest.approx([tilt], abs=1e-6)
    assert frontal_deg(up, frame(seed)) == pytest.approx([frontal], abs=1e-6)


def test_flexion_is_positive_on_a_sensor_with_its_x_axis_up_and_z_forward() -> None:
    true = frame_from(np.array([1.0, 0, 0]), np.array([0, 0, 1.0]), 1.0, 0)
    flexed = np.array([[np.cos(0.5), 0.0, np.sin(0.5)]])
    assert sagittal_deg(flexed, true)[0] == pytest.approx(np.degrees(0.5))
    assert true.lateral == pytest.approx((0.0, -1.0, 0.0))
    assert frontal_deg(np.array([[0.8, -0.6, 0.0]]), true)[0] == pytest.approx(36.87, abs=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_hinge_rate_is_the_derivative_of_sagittal_tilt(seed: int) -> None:
    tilt = path((0.5, 0.0), *rep(40.0), (0.5, 0.0))
    moved = poses(tilt, frame(seed), spin_deg_s=25.0)
    rate = hinge_rate_deg_s(moved[:, 3:6], frame(seed))
    assert rate == pytest.approx(np.gradient(tilt, 1.0 / RATE_HZ), abs=1e-6)
    assert transverse_rate_deg_s(moved[:, 3:6], frame(seed)) == pytest.approx(25.0 + 0.0 * tilt)


@pytest.mark.parametrize("seed", range(5))
def test_the_rate_turns_up_the_way_a_real_gyroscope_would_feel(seed: int) -> None:
    moved = poses(path(*rep(40.0)), frame(seed))
    up, rate = moved[:, :3], moved[:, 3:6]
    turned = np.gradient(up, 1.0 / RATE_HZ, axis=0)
    assert turned[5:-5] == pytest.approx(-np.cross(rate, up)[5:-5], abs=2e-3)


@examples(max_examples=50)
@given(SEEDS, st.floats(0.1, 50.0), st.floats(-0.9, 0.9))
def test_a_frame_is_right_angled_however_rough_its_forward_was(
    seed: int, length: float, lean: float
) -> None:
    rows = rotation(seed)
    found = frame_from(length * rows[0], rows[1] + lean * rows[0], 0.7, 4)
    assert found.columns @ found.columns.T == pytest.approx(np.eye(3), abs=1e-9)
    assert np.cross(found.tall, found.forward) == pytest.approx(found.lateral)
    assert found.tall == pytest.approx(tuple(rows[0]))
    assert found.forward == pytest.approx(tuple(rows[1]), abs=1e-9)
    assert (found.confidence, found.epoch) == (0.7, 4)


def test_components_do_not_depend_on_the_cut() -> None:
    vectors = np.random.default_rng(0).normal(size=(101, 3))
    axis = as_vector(unit(np.array([3.0, -1.0, 2.0])))
    whole = along(vectors, axis)
    parts = [along(vectors[a:b], axis) for a, b in ((0, 1), (1, 50), (50, 101))]
    assert np.concatenate(parts).tobytes() == whole.tobytes()


def test_a_frame_over_the_top_stays_readable() -> None:
    beyond = frontal_deg(np.array([[0.0, 0.0, 1.0 + 1e-12]]), frame())
    assert beyond[0] == pytest.approx(90.0)
