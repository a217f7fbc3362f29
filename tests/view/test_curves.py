"""Curves of the last seconds, from poses that are made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.tilt import HingeFrame
from imu.samples import Floats
from imu.view import curves_of, recent_rms

RATE_HZ = 100
FRAME = HingeFrame((0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 1.0, 1)


def poses(tilt_deg: Floats, aside_deg: Floats, twist_deg_s: Floats) -> Floats:
    """(n, 9) poses of a thigh that tilts, leans aside and turns like this."""
    tilt, aside = np.radians(tilt_deg), np.radians(aside_deg)
    found = np.zeros((len(tilt), 9))
    found[:, 0] = np.sin(tilt) * np.cos(aside)
    found[:, 1] = np.cos(tilt) * np.cos(aside)
    found[:, 2] = -np.sin(aside)
    found[:, 4] = np.radians(twist_deg_s)
    return found


def seconds(n: int) -> Floats:
    return np.arange(n) / RATE_HZ


def test_tilt_is_counted_from_the_tall_baseline() -> None:
    tilt = 20.0 + 10.0 * np.sin(seconds(400))
    curves = curves_of(seconds(400), poses(tilt, 0.0 * tilt, 0.0 * tilt), FRAME, 5.0, RATE_HZ)
    assert curves.tilt_deg == pytest.approx(tilt - 5.0)


def test_a_baseline_that_moves_is_taken_off_as_it_was_at_the_time() -> None:
    tilt = np.full(300, 20.0)
    base = np.concatenate([np.full(100, np.nan), np.full(100, 2.0), np.full(100, 8.0)])
    curves = curves_of(seconds(300), poses(tilt, 0.0 * tilt, 0.0 * tilt), FRAME, base, RATE_HZ)
    assert curves.tilt_deg[[0, 150, 250]] == pytest.approx([18.0, 18.0, 12.0])


def test_a_pure_hinge_leaves_no_wobble() -> None:
    tilt = 15.0 * (1.0 - np.cos(seconds(400)))
    curves = curves_of(seconds(400), poses(tilt, 0.1 * tilt, 0.0 * tilt), FRAME, 0.0, RATE_HZ)
    assert np.abs(curves.frontal_deg).max() < 1e-6


def test_wobble_is_what_is_left_beside_the_hinge() -> None:
    t = seconds(1000)
    tilt = 15.0 * (1.0 - np.cos(t))
    aside = 2.0 * np.sin(2 * np.pi * 1.5 * t)
    twist = 3.0 * 2 * np.pi * np.cos(2 * np.pi * t)  # 3 degrees at 1 Hz
    curves = curves_of(t, poses(tilt, aside, twist), FRAME, 0.0, RATE_HZ)
    rms = recent_rms(curves)
    assert rms is not None
    assert rms[0] == pytest.approx(2.0 / np.sqrt(2), rel=0.1)
    assert rms[1] == pytest.approx(3.0 / np.sqrt(2), rel=0.1)


def test_no_line_is_drawn_across_a_hole() -> None:
    t = np.concatenate([seconds(100), 3.0 + seconds(100)])
    flat = np.zeros(200)
    curves = curves_of(t, poses(flat, flat, flat), FRAME, 0.0, RATE_HZ)
    assert len(curves.time_s) == 201
    for column in (curves.time_s, curves.tilt_deg, curves.frontal_deg, curves.transverse_deg):
        assert np.flatnonzero(np.isnan(column)).tolist() == [100]


def test_without_a_frame_there_is_nothing_to_draw() -> None:
    flat = np.zeros(50)
    curves = curves_of(seconds(50), poses(flat, flat, flat), None, 0.0, RATE_HZ)
    assert len(curves.time_s) == 0
    assert recent_rms(curves) is None


def test_wobble_that_is_not_wanted_is_left_out() -> None:
    tilt = 15.0 * (1.0 - np.cos(seconds(400)))
    aside = 2.0 * np.sin(9.0 * seconds(400))
    curves = curves_of(
        seconds(400), poses(tilt, aside, 0.0 * tilt), FRAME, 0.0, RATE_HZ, wobble=False
    )
    assert curves.tilt_deg == pytest.approx(tilt)
    assert not curves.frontal_deg.any()
