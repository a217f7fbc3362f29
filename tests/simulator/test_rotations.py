"""Quaternions and Euler rates against scipy."""

from __future__ import annotations

import numpy as np
import pytest

from imu.samples import Floats
from imu.simulator import rotations

RNG = np.random.default_rng(5)
ANGLES = RNG.uniform(-1.4, 1.4, (50, 3))


def scipy_matrix(roll: float, pitch: float, yaw: float) -> Floats:
    from scipy.spatial.transform import Rotation

    return np.asarray(Rotation.from_euler("ZYX", (yaw, pitch, roll)).as_matrix())


def matrices(quaternion: Floats) -> Floats:
    """Give (n, 3, 3) matrices: the images of the axes as columns."""
    return np.stack([rotations.rotate(quaternion, axis) for axis in np.eye(3)], axis=-1)


def test_euler_angles_turn_as_scipy_does() -> None:
    ours = matrices(rotations.from_euler(*ANGLES.T))
    theirs = np.stack([scipy_matrix(*row) for row in ANGLES])
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_a_product_turns_inner_first() -> None:
    first, second = rotations.from_euler(*ANGLES[:25].T), rotations.from_euler(*ANGLES[25:].T)
    product = matrices(rotations.multiply(second, first))
    assert product == pytest.approx(matrices(second) @ matrices(first), abs=1e-12)


def test_the_conjugate_turns_back() -> None:
    turns, vectors = rotations.from_euler(*ANGLES.T), RNG.standard_normal((50, 3))
    there = rotations.rotate(turns, vectors)
    assert rotations.rotate(rotations.conjugate(turns), there) == pytest.approx(vectors)


def test_the_rate_is_the_derivative_of_the_orientation() -> None:
    step = 1e-5
    angle, rate = ANGLES, RNG.uniform(-3.0, 3.0, (50, 3))
    before = rotations.from_euler(*(angle - step / 2 * rate).T)
    after = rotations.from_euler(*(angle + step / 2 * rate).T)
    change = rotations.multiply(rotations.conjugate(before), after)
    numeric = 2.0 * change[:, 1:] / step
    exact = rotations.euler_rate(angle[:, 0], angle[:, 1], *rate.T)
    assert exact == pytest.approx(numeric, abs=1e-6)


def test_random_rotations_favour_no_direction() -> None:
    draws = np.stack([rotations.random_rotation(RNG) for _ in range(4000)])
    images = matrices(draws)
    assert np.linalg.norm(draws, axis=1) == pytest.approx(1.0)
    # Each image is uniform on the sphere: mean 0, variance 1/3, both within 4 standard errors.
    assert np.max(np.abs(images.mean(axis=0))) < 4.0 * np.sqrt(1.0 / 3.0 / 4000)
    assert images.var(axis=0) == pytest.approx(1.0 / 3.0, abs=0.02)
