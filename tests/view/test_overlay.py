"""Reps over each other: what can be picked, and what is drawn of it."""

from __future__ import annotations

import statistics
from functools import cache
from pathlib import Path

import pytest

from imu.report.curves import POINTS
from imu.view.overlay import (
    Pick,
    RepCourse,
    Take,
    first_picks,
    layer_of,
    next_rep,
    next_set,
    next_take,
    takes_of,
)

RECORDING = Path(__file__).parents[2] / "recordings" / "simulated_left-right"
"""Six reps on the right leg, then six on the left."""


def course(set_number: int, number: int, depth_deg: float = 20.0) -> RepCourse:
    return RepCourse(set_number, number, 2.0 + number, (0.0, depth_deg, 0.0))


LEFT = Take("a", "left", tuple(course(k, n, 20.0 + n) for k in (1, 3) for n in (1, 2, 4)))
RIGHT = Take("a", "right", (course(1, 1),))
BOTH = (LEFT, RIGHT)


@cache
def sample() -> tuple[Take, ...]:
    return takes_of(RECORDING)


def test_a_recording_has_a_take_for_each_leg() -> None:
    assert [(one.leg, len(one.reps)) for one in sample()] == [("left", 6), ("right", 6)]
    for take in sample():
        assert take.recording == RECORDING.name
        assert [one.number for one in take.reps] == [1, 2, 3, 4, 5, 6]
        assert all(len(one.tilt_deg) == POINTS for one in take.reps)
        assert all(1.0 < one.duration_s < 8.0 for one in take.reps)


def test_all_of_a_leg_is_its_mean_with_a_band() -> None:
    layer = layer_of(BOTH, Pick(0))
    assert layer.reps == 6
    assert layer.mean_deg == pytest.approx((0.0, 20.0 + 7.0 / 3.0, 0.0))
    assert layer.spread_deg[1] == pytest.approx(statistics.stdev([1.0, 2.0, 4.0] * 2))
    assert layer.peak_deg == max(layer.mean_deg)
    assert layer.duration_s == 4.0


def test_a_set_and_a_rep_are_themselves() -> None:
    assert layer_of(BOTH, Pick(0, 3)).reps == 3
    one = layer_of(BOTH, Pick(0, 3, 4))
    assert (one.reps, one.mean_deg, one.spread_deg) == (1, (0.0, 24.0, 0.0), ())
    assert layer_of(BOTH, Pick(1)).reps == 1


def test_what_is_first_picked_differs_if_it_can() -> None:
    assert first_picks(BOTH) == (Pick(0), Pick(1))
    assert first_picks((LEFT,)) == (Pick(0, 1), Pick(0, 3))
    assert first_picks((RIGHT,)) == (Pick(0), Pick(0))


def test_takes_go_round_and_begin_with_all() -> None:
    assert next_take(BOTH, Pick(0, 3, 4), 1) == Pick(1)
    assert next_take(BOTH, Pick(0), -1) == Pick(1)


def test_sets_go_round_with_all_of_them_between_last_and_first() -> None:
    there = [Pick(0)]
    for _ in range(3):
        there.append(next_set(BOTH, there[-1], 1))
    assert there == [Pick(0), Pick(0, 1), Pick(0, 3), Pick(0)]
    assert next_set(BOTH, Pick(0, 1, 2), -1) == Pick(0)


def test_reps_go_round_within_their_set() -> None:
    there = [Pick(0, 3)]
    for _ in range(4):
        there.append(next_rep(BOTH, there[-1], 1))
    assert [one.rep for one in there] == [None, 1, 2, 4, None]
    assert {one.set_number for one in there} == {3}
    assert next_rep(BOTH, Pick(0), -1) == Pick(0, 1, 4), "of all sets the first is taken"
