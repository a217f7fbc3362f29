"""Curves of one length, and how alike they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.counter.likeness import POINTS, Curve, curve_of, similarities
from tests.counter.builders import path


def rep(depth: float = 25.0, down_s: float = 1.1, hold_s: float = 0.2, up_s: float = 1.1) -> Curve:
    return curve_of(path((down_s, depth), (hold_s, depth), (up_s, 0.0)))


def test_a_curve_keeps_its_ends_and_its_shape() -> None:
    curve = rep()
    assert len(curve) == POINTS
    assert (curve[0], curve[-1], max(curve)) == (0.0, 0.0, 25.0)
    assert curve_of(np.array([3.0])) == ()


def test_duration_does_not_matter() -> None:
    slow = rep(down_s=2.2, hold_s=0.4, up_s=2.2)
    assert similarities([rep(), rep(), slow]) == pytest.approx([1.0, 1.0, 1.0], abs=0.002)


def test_the_odd_one_out_is_told_and_moves_nobody_else() -> None:
    found = similarities([rep(), rep(), rep(50.0), rep(), rep()])
    assert found == pytest.approx([1.0, 1.0, 0.0, 1.0, 1.0], abs=0.001)


@given(st.floats(0.0, 2.5))
def test_a_rep_of_another_depth_loses_that_share(share: float) -> None:
    found = similarities([rep(), rep(), rep(), rep(25.0 * share)])
    assert found[3] == pytest.approx(max(0.0, 1.0 - abs(share - 1.0)), abs=0.005)


def test_when_the_thigh_is_where_counts_too() -> None:
    found = similarities([rep(), rep(), rep(), rep(down_s=0.4, up_s=1.8)])
    assert 0.4 < found[3] < 0.85


def test_sway_costs_a_shallow_rep_little() -> None:
    """Half a degree of sway in a rep of eight."""
    rng = np.random.default_rng(2)
    time = np.linspace(0.0, 2.4, POINTS)
    swaying = [
        tuple((np.array(rep(8.0)) + 0.7 * np.sin(2 * np.pi * time + phase)).tolist())
        for phase in rng.uniform(0.0, 2 * np.pi, 9)
    ]
    assert min(similarities(swaying)) > 0.75
    assert np.median(similarities(swaying)) == pytest.approx(0.93, abs=0.03)


def test_no_movement_at_all_is_like_nothing() -> None:
    assert similarities([tuple([0.0] * POINTS)] * 3) == [0.0, 0.0, 0.0]
    assert similarities([rep(), rep(), tuple([0.0] * POINTS)])[2] == pytest.approx(0.0)
