"""Which five seconds are still enough to say something about steadiness."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.stillness import windows_before
from imu.counter.sway import sway_of
from imu.samples import Floats
from tests.counter.builders import RATE_HZ, frame, path, poses

TRUE = frame(21)


def sway(seconds: float, rms_deg: float = 0.5, hz: float = 1.0) -> Floats:
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return rms_deg * np.sqrt(2.0) * np.sin(2.0 * np.pi * hz * time_s)


def found(tilt: Floats, first: int = 700, hole_at: int | None = None) -> list[tuple[float, float]]:
    index = first + np.arange(len(tilt))
    signal = poses(tilt, TRUE, below_pivot_m=-0.2)
    if hole_at is not None:
        index, signal = np.delete(index, hole_at), np.delete(signal, hole_at, axis=0)
    windows = windows_before(index, signal, TRUE, RATE_HZ, "between")
    return [(round(window.start_s, 6), round(window.end_s, 6)) for window in windows]


def test_windows_are_five_seconds_and_end_where_the_rep_begins() -> None:
    assert found(sway(4.99)) == []
    assert found(sway(5.0)) == [(7.0, 12.0)]
    assert found(sway(11.0)) == [(8.0, 13.0), (13.0, 18.0)]


def test_a_movement_as_deep_as_a_rep_ends_the_search() -> None:
    rep = path((1.0, 6.5), (1.0, 0.0))
    assert found(np.concatenate([sway(5.0), rep, sway(5.2)])) == [(14.21, 19.21)]
    assert found(np.concatenate([sway(5.0), rep])) == []


def test_a_slow_change_of_posture_is_no_movement() -> None:
    assert len(found(sway(5.0) + np.linspace(0.0, 3.0, 500))) == 1


def test_sway_that_changes_within_the_window_is_no_stance() -> None:
    """As of one who stands on both feet first, and on one later."""
    growing = sway(5.0) * np.where(np.arange(500) < 400, 0.2, 1.0)
    assert found(growing) == []
    assert len(found(sway(5.0) * np.where(np.arange(500) < 400, 0.8, 1.0))) == 1


def test_a_hole_ends_the_search() -> None:
    assert found(sway(10.5), hole_at=300) == [(12.5, 17.5)]
    assert found(sway(10.5), hole_at=800) == []


def test_an_unsteady_leg_is_measured_and_a_walking_one_is_not() -> None:
    """Wobble of 30 degrees/s RMS is twice the worst simulated stance; a stride has 80 and more."""
    unsteady = sway(5.0, rms_deg=1.2, hz=4.0)
    assert len(found(unsteady)) == 1
    assert found(sway(5.0, rms_deg=1.2, hz=8.0)) == []


def test_a_window_says_where_it_was_and_how_the_leg_swayed() -> None:
    signal = poses(sway(5.0), TRUE, below_pivot_m=-0.2)
    (window,) = windows_before(np.arange(500), signal, TRUE, RATE_HZ, "bottom")
    assert window.where == "bottom"
    assert window.sway == sway_of(signal, TRUE, RATE_HZ)
    # 0.2 m above the knee: 0.2 * w² * 0.5 degrees forwards and backwards, nothing sideways
    exact = 0.2 * (2.0 * np.pi) ** 2 * np.radians(0.5)
    assert window.sway.ap_rms_m_s2 == pytest.approx(exact, rel=0.02)
    assert window.sway.ml_rms_m_s2 == pytest.approx(0.0, abs=1e-9)
