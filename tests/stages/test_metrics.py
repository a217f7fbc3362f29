"""Tempo and speed of reps that are known exactly, and their reasons for what is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.metrics import BROKEN_OFF, NO_NEXT_REP, TOO_SHORT, Metrics, complete, rep_metrics
from imu.samples import Floats
from imu.steadiness import MIN_SAMPLES, frontal_wobble_deg, residual_rms, transverse_wobble_deg
from tests.stages.builders import GOOD, RATE_HZ, frame, path, poses

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


def metrics() -> Metrics:
    """GOOD runs from 2.0 s over a bottom of 3.1 s to 3.3 s until 4.4 s."""
    return rep_metrics(GOOD, poses(TILT, TRUE, frontal=sine(1.0)), TRUE, RATE_HZ)


def test_tempo_is_down_hold_up() -> None:
    found = metrics()
    assert found["eccentric_s"] == pytest.approx(1.1)
    assert found["bottom_s"] == pytest.approx(0.2)
    assert found["concentric_s"] == pytest.approx(1.1)


def test_peak_speed_is_that_of_the_way_up_and_positive() -> None:
    slow_up = path((0.6, 25.0), (0.7, 25.0), (1.1, 0.0))
    found = rep_metrics(GOOD, poses(slow_up, TRUE), TRUE, RATE_HZ)
    exact = 25.0 / 1.1 * 1.875  # of minimum jerk
    assert found["peak_concentric_deg_s"] == pytest.approx(exact, rel=0.02)


def test_wobbles_are_among_the_metrics() -> None:
    found = metrics()
    assert found["frontal_wobble_deg"] == pytest.approx(1.0, rel=0.1)
    assert found["transverse_wobble_deg"] == pytest.approx(0.0, abs=0.05)


def test_what_comes_later_is_added_and_what_is_missing_has_a_reason() -> None:
    full, missing = complete(metrics(), 0.8, 1.5)
    assert (full["return_deg"], full["top_s"]) == (0.8, 1.5)
    assert missing == {}
    full, missing = complete(metrics(), None, None)
    assert (full["return_deg"], full["top_s"]) == (None, None)
    assert missing == {"top_s": NO_NEXT_REP, "return_deg": BROKEN_OFF}


def test_a_rep_with_too_few_samples_says_so() -> None:
    found = rep_metrics(GOOD, poses(TILT, TRUE)[:15], TRUE, RATE_HZ)
    full, missing = complete(found, 0.0, 0.0)
    none = {"frontal_wobble_deg", "transverse_wobble_deg", "peak_concentric_deg_s"}
    assert {name for name, value in full.items() if value is None} == none
    assert missing == dict.fromkeys(none, TOO_SHORT)


def test_completing_does_not_change_what_was_measured() -> None:
    found = metrics()
    before = dict(found)
    complete(found, 1.0, 1.0)
    assert found == before


@pytest.mark.parametrize("name", ["eccentric_s", "peak_concentric_deg_s", "frontal_wobble_deg"])
def test_every_name_ends_in_its_unit(name: str) -> None:
    full, _ = complete(metrics(), None, None)
    assert name in full
    assert all(key.endswith(("_s", "_deg")) for key in full)
