"""Wobble of the thigh with the hinge itself and drift taken out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.steadiness import (
    MIN_SAMPLES,
    frontal_wobble_deg,
    residual_rms,
    transverse_wobble_deg,
)
from imu.samples import Floats
from tests.counter.builders import RATE_HZ, frame, path, poses

TRUE = frame(21)
TILT = path((1.1, 25.0), (0.2, 25.0), (1.1, 0.0))
TIME_S = np.arange(len(TILT)) / RATE_HZ


def sine(rms: float, hz: float = 2.5) -> Floats:
    return rms * np.sqrt(2.0) * np.sin(2.0 * np.pi * hz * TIME_S + 0.4)


@examples(max_examples=50)
@given(st.floats(0.2, 4.0), st.floats(2.0, 8.0), st.floats(-0.3, 0.3), st.floats(-3.0, 3.0))
def test_a_wobble_of_known_rms_is_recovered_under_the_hinge_and_drift(
    rms: float, hz: float, share: float, drift: float
) -> None:
    frontal = sine(rms, hz) + share * TILT + drift * TIME_S + 5.0
    wobble = frontal_wobble_deg(poses(TILT, TRUE, frontal=frontal), TRUE)
    assert wobble == pytest.approx(rms, rel=0.1, abs=0.08)


@examples(max_examples=50)
@given(st.floats(0.5, 4.0), st.floats(2.0, 8.0), st.floats(-3.0, 3.0))
def test_a_twisting_wobble_is_recovered_under_the_drift_of_the_gyro(
    rms: float, hz: float, drift_deg_s: float
) -> None:
    spin = np.gradient(sine(rms, hz) + 0.2 * TILT, 1.0 / RATE_HZ) + drift_deg_s
    wobble = transverse_wobble_deg(poses(TILT, TRUE, spin_deg_s=spin), TRUE, RATE_HZ)
    assert wobble == pytest.approx(rms, rel=0.1, abs=0.05)


def test_a_clean_hinge_with_an_axis_a_little_off_has_no_wobble() -> None:
    signal = poses(TILT, TRUE, frontal=2.0 + 0.1 * TILT - 0.5 * TIME_S)
    assert frontal_wobble_deg(signal, TRUE) == pytest.approx(0.0, abs=0.05)
    assert transverse_wobble_deg(signal, TRUE, RATE_HZ) == pytest.approx(0.0, abs=0.05)


def test_residual_is_none_for_too_few_samples_and_zero_for_what_is_explained() -> None:
    few = TILT[:MIN_SAMPLES]
    assert residual_rms(few[:-1], few[:-1]) is None
    assert residual_rms(3.0 * few + 2.0, few) == pytest.approx(0.0, abs=1e-6)
    assert residual_rms(np.full(50, 7.0), np.zeros(50)) == pytest.approx(0.0, abs=1e-6)
