"""Tempo and speed of reps that are known exactly, and their reasons for what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.metrics import (
    BROKEN_OFF,
    NO_NEXT_REP,
    PEAK_S,
    TOO_SHORT,
    Metrics,
    complete,
    rep_metrics,
)
from imu.samples import Floats
from tests.counter.builders import GOOD, RATE_HZ, frame, path, poses

TRUE = frame(21)
TILT = path((1.1, 25.0), (0.2, 25.0), (1.1, 0.0))
TIME_S = np.arange(len(TILT)) / RATE_HZ


def sine(rms: float, hz: float = 2.5) -> Floats:
    return rms * np.sqrt(2.0) * np.sin(2.0 * np.pi * hz * TIME_S + 0.4)


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
    none = {
        "frontal_wobble_deg", "transverse_wobble_deg", "peak_concentric_deg_s",
        "mean_concentric_deg_s", "eccentric_sparc", "concentric_sparc", "hinge_share",
        "knee_arm_m", "knee_arm_error_m",
    }  # fmt: skip
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
    assert all(key.endswith(("_s", "_deg", "_sparc", "_share", "_m")) for key in full)


def test_speeds_down_and_up_have_their_own_signs() -> None:
    slow_up = path((0.6, 25.0), (0.7, 25.0), (1.1, 0.0))
    found = rep_metrics(GOOD, poses(slow_up, TRUE), TRUE, RATE_HZ)
    over_the_peak = 1.0 - (PEAK_S / 0.6) ** 2 * 16.0 / 24.0  # second order of minimum jerk
    exact = 25.0 / 0.6 * 1.875 * over_the_peak
    assert found["peak_eccentric_deg_s"] == pytest.approx(exact, rel=0.01)
    assert found["mean_eccentric_deg_s"] == pytest.approx(25.0 / 1.1, rel=0.03)
    assert found["mean_concentric_deg_s"] == pytest.approx(25.0 / 1.1, rel=0.03)


def test_a_phase_of_minimum_jerk_is_as_smooth_as_published() -> None:
    found = metrics()
    assert found["concentric_sparc"] == pytest.approx(-1.41, abs=0.05)
    assert found["eccentric_sparc"] == pytest.approx(-1.41, abs=0.05)


def test_a_pure_hinge_turns_about_its_axis_alone() -> None:
    pure = rep_metrics(GOOD, poses(TILT, TRUE), TRUE, RATE_HZ)
    assert pure["hinge_share"] == pytest.approx(1.0, abs=1e-6)
    wobbly = rep_metrics(GOOD, poses(TILT, TRUE, spin_deg_s=sine(8.0)), TRUE, RATE_HZ)
    assert wobbly["hinge_share"] is not None
    assert wobbly["hinge_share"] < 0.95
