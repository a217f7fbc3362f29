"""Sway against closed forms, SciPy's filter and numbers of an independent package."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.sway import LOW_PASS_HZ, horizontal, sway_of, sway_of_plane, zero_phase_low_pass
from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from tests.counter.builders import RATE_HZ, frame, ups

TIME_S = np.arange(5 * RATE_HZ) / RATE_HZ


def circle(ap: float, ml: float, hz: float = 0.4) -> Floats:
    """Two whole turns of an ellipse with these half axes."""
    angle = 2.0 * np.pi * hz * TIME_S
    return np.stack([ap * np.sin(angle), ml * np.cos(angle)], axis=1)


def passed(hz: float) -> float:
    """Gain of the low-pass: Butterworth of second order, twice."""
    return 1.0 / (1.0 + (math.tan(math.pi * hz / 100) / math.tan(math.pi * LOW_PASS_HZ / 100)) ** 4)


def test_an_ellipse_of_known_size() -> None:
    ap, ml, hz = 0.3, 0.1, 0.4
    sway = sway_of_plane(circle(ap, ml, hz), RATE_HZ)
    gain, turning = passed(hz), 2.0 * np.pi * hz
    assert sway.ap_rms_m_s2 == pytest.approx(gain * ap / math.sqrt(2.0), rel=0.01)
    assert sway.ml_rms_m_s2 == pytest.approx(gain * ml / math.sqrt(2.0), rel=0.01)
    assert sway.rms_m_s2 == pytest.approx(math.hypot(sway.ap_rms_m_s2, sway.ml_rms_m_s2))
    # ½ ∫ (A² w² cos² + B² w² sin²) dt over 5 s
    exact = 0.5 * 5.0 * turning**2 * (ap**2 + ml**2) / 2.0
    assert sway.jerk_m2_s5 == pytest.approx(exact, rel=0.02)
    assert sway.ellipse_m2_s4 == pytest.approx(5.991 * math.pi * ap * ml / 2.0, rel=0.01)
    # Ramanujan's circumference of an ellipse, twice round
    circumference = math.pi * (3 * (ap + ml) - math.sqrt((3 * ap + ml) * (ap + 3 * ml)))
    assert sway.path_m_s2 == pytest.approx(2.0 * circumference, rel=0.02)


def wandering(seed: int) -> Floats:
    """Five seconds of irregular sway, its two directions not independent."""
    steps = np.random.default_rng(seed).normal(size=(len(TIME_S), 2)).cumsum(axis=0)
    return 0.02 * steps @ np.array([[1.0, 0.4], [0.0, 0.7]])


@pytest.mark.parametrize("seed", range(5))
def test_the_ellipse_is_that_of_the_principal_axes(seed: int) -> None:
    """By another road: half axes from the eigenvalues, the quantile from SciPy."""
    from scipy.stats import chi2

    low = zero_phase_low_pass(wandering(seed), RATE_HZ, LOW_PASS_HZ)
    axes = np.sqrt(np.linalg.eigvalsh(np.cov(low.T, bias=True)) * chi2.ppf(0.95, 2))
    area = math.pi * float(axes[0] * axes[1])
    assert sway_of_plane(wandering(seed), RATE_HZ).ellipse_m2_s4 == pytest.approx(area, rel=0.01)


@examples(max_examples=30)
@given(st.integers(0, 10_000), st.floats(3.0, 12.0), st.integers(150, 600))
def test_the_low_pass_is_scipys(seed: int, cut_hz: float, n: int) -> None:
    from scipy.signal import butter, sosfiltfilt

    signal = np.random.default_rng(seed).normal(size=(n, 2)).cumsum(axis=0)
    sos = butter(2, cut_hz, fs=RATE_HZ, output="sos")
    theirs = sosfiltfilt(sos, signal, axis=0, padlen=min(RATE_HZ, n - 1))
    ours = zero_phase_low_pass(signal, RATE_HZ, cut_hz)
    # They extend the signal in the same way, but start the filter itself at the far end of that.
    assert np.abs(ours - theirs).max() < 1e-3 * np.ptp(signal)


def test_an_offset_of_the_accelerometer_is_no_sway() -> None:
    still = sway_of_plane(np.full((500, 2), 0.4), RATE_HZ)
    assert still.rms_m_s2 == pytest.approx(0.0, abs=1e-12)
    assert still.path_m_s2 == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("strap", [None, 3, 21])
@pytest.mark.parametrize("lean_deg", [0.0, 25.0])
def test_horizontal_acceleration_is_that_of_the_room(strap: int | None, lean_deg: float) -> None:
    """However the sensor is strapped on and however the thigh leans: gravity has no part in it."""
    true = frame(strap)
    up = ups(np.full(500, lean_deg), true, frontal=3.0)
    ahead = np.cross(np.array(true.lateral), up)
    ahead /= np.linalg.norm(ahead, axis=1)[:, None]
    left = -np.cross(ahead, up)
    given_ap_ml = circle(0.3, 0.1)
    poses = np.zeros((500, 9))
    poses[:, :3] = up
    poses[:, 6:] = STANDARD_GRAVITY_M_S2 * up
    poses[:, 6:] += given_ap_ml[:, :1] * ahead + given_ap_ml[:, 1:] * left
    assert horizontal(poses, true) == pytest.approx(given_ap_ml, abs=1e-9)
    assert sway_of(poses, true, RATE_HZ) == sway_of_plane(horizontal(poses, true), RATE_HZ)


def test_forwards_and_left_are_the_positive_directions() -> None:
    true = frame()
    poses = np.zeros((2, 9))
    poses[:, :3] = true.tall
    poses[0, 6:], poses[1, 6:] = true.forward, true.lateral
    ahead, aside = horizontal(poses, true)
    assert ahead == pytest.approx([1.0, 0.0])
    assert aside == pytest.approx([0.0, 1.0])
