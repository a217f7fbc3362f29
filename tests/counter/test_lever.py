"""The lever arm of a thigh that turns about a known point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.lever import Lever, lever_of
from imu.samples import Floats
from tests.counter.builders import RATE_HZ, frame, path, poses

TRUE = frame(21)
MOVING = [slice(0, 110), slice(130, 241)]


def tilt(depth_deg: float = 25.0) -> Floats:
    return path((1.1, depth_deg), (0.2, depth_deg), (1.1, 0.0))


def lever(above_knee_m: float, depth_deg: float = 25.0, shaking: Floats | float = 0.0) -> Lever:
    signal = poses(tilt(depth_deg), TRUE, below_pivot_m=-above_knee_m)
    signal[:, 6:] += shaking
    found = lever_of(signal, MOVING, TRUE, RATE_HZ)
    assert found is not None
    return found


@examples(max_examples=30)
@given(st.floats(-0.3, 0.4), st.floats(8.0, 60.0))
def test_the_arm_of_a_resting_knee_is_exact(above_knee_m: float, depth_deg: float) -> None:
    found = lever(above_knee_m, depth_deg)
    assert found.arm_m == pytest.approx(above_knee_m, abs=0.002)
    assert found.error_m < 0.002


def test_an_offset_of_the_accelerometer_is_no_arm() -> None:
    assert lever(0.2, shaking=np.full(3, 0.3)).arm_m == pytest.approx(0.2, abs=0.02)


def noises(seed: int) -> Floats:
    """Slow shaking, as of a body that sways: neighbours are alike."""
    white = np.random.default_rng(seed).normal(size=(241, 3))
    kernel = np.exp(-np.arange(60) / 12.0)
    return 0.04 * np.stack([np.convolve(white[:, k], kernel)[:241] for k in range(3)], axis=1)


def test_the_standard_error_is_the_spread_over_many_reps() -> None:
    """Residuals that follow on each other would otherwise make it far too small."""
    found = [lever(0.2, shaking=noises(seed)) for seed in range(60)]
    spread = float(np.std([one.arm_m for one in found]))
    typical = float(np.median([one.error_m for one in found]))
    assert np.mean([one.arm_m for one in found]) == pytest.approx(0.2, abs=0.02)
    assert 0.6 * spread < typical < 1.7 * spread


def test_a_slow_rep_knows_less() -> None:
    shaking = noises(1)
    assert lever(0.2, 8.0, shaking).error_m > 2.0 * lever(0.2, 40.0, shaking).error_m


@pytest.mark.parametrize("moving", [[], [slice(0, 10)], [slice(5, 5)]])
def test_too_little_that_moves(moving: list[slice]) -> None:
    assert lever_of(poses(tilt(), TRUE), moving, TRUE, RATE_HZ) is None


def test_a_thigh_that_does_not_turn_has_no_arm() -> None:
    assert lever_of(poses(np.zeros(241), TRUE), MOVING, TRUE, RATE_HZ) is None


def test_a_phase_too_short_to_say_anything_is_left_out() -> None:
    signal = poses(tilt(), TRUE, below_pivot_m=-0.2)
    alone = lever_of(signal, [slice(0, 110)], TRUE, RATE_HZ)
    assert lever_of(signal, [slice(0, 110), slice(230, 240)], TRUE, RATE_HZ) == alone
