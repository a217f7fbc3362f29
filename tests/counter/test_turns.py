"""Where a signal goes back by more than a hysteresis."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.counter.turns import Turn, turning_points
from tests.counter.builders import path, rep

SIGNALS = st.lists(st.integers(-50, 50), min_size=1, max_size=60)


@given(SIGNALS, st.integers(0, 20))
def test_turns_alternate_by_more_than_the_hysteresis_and_hold_both_ends(
    values: list[int], hysteresis: int
) -> None:
    signal = np.array(values, dtype=np.float64)
    turns = turning_points(signal, hysteresis)
    assert [t.value for t in turns] == [signal[t.at] for t in turns]
    assert all(a.at < b.at for a, b in itertools.pairwise(turns))
    assert turns[0].at == 0
    assert turns[-1].at == len(signal) - 1
    inner = [b.value - a.value for a, b in itertools.pairwise(turns[1:-1])]
    assert all(abs(leg) > hysteresis for leg in inner)
    assert all(a * b < 0 for a, b in itertools.pairwise(inner))


@given(SIGNALS, st.integers(0, 20))
def test_nothing_between_two_turns_goes_back_further_than_the_hysteresis(
    values: list[int], hysteresis: int
) -> None:
    signal = np.array(values, dtype=np.float64)
    turns = turning_points(signal, hysteresis)
    for a, b in itertools.pairwise(turns):
        leg = signal[a.at : b.at + 1] * (1.0 if b.value >= a.value else -1.0)
        assert np.max(np.maximum.accumulate(leg) - leg) <= hysteresis or a is turns[0]


@given(SIGNALS, st.integers(0, 20))
def test_upside_down_the_turns_are_at_the_same_places(values: list[int], hysteresis: int) -> None:
    signal = np.array(values, dtype=np.float64)
    plain, mirrored = turning_points(signal, hysteresis), turning_points(-signal, hysteresis)
    assert [t.at for t in plain] == [t.at for t in mirrored]


def test_a_dent_within_the_hysteresis_is_no_turn_at_the_start_either() -> None:
    assert [t.at for t in turning_points(np.array([0.0, 1.0, 0.0]), 2.0)] == [0, 2]
    assert [t.at for t in turning_points(np.array([0.0, -1.0, 0.0]), 2.0)] == [0, 2]


def test_two_reps_have_five_turns_at_their_tops_and_bottoms() -> None:
    signal = path(*rep(20.0, hold_s=0.0), *rep(30.0, hold_s=0.0))
    turns = turning_points(signal, 5.0)
    assert [t.at for t in turns] == [0, 100, 200, 300, 400]
    assert [t.value for t in turns] == pytest.approx([0.0, 20.0, 0.0, 30.0, 0.0])


def test_a_wobble_within_the_hysteresis_is_no_turn() -> None:
    wobbly = np.array([0.0, 5.0, 3.5, 9.0, 8.0, 8.6, 0.0])
    assert [t.at for t in turning_points(wobbly, 2.0)] == [0, 3, 6]
    assert [t.at for t in turning_points(wobbly, 1.0)] == [0, 1, 2, 3, 6]


def test_signals_without_turns_are_their_ends() -> None:
    assert turning_points(np.array([4.0]), 1.0) == [Turn(0, 4.0)]
    assert turning_points(np.array([4.0, 4.0, 4.0]), 1.0) == [Turn(0, 4.0), Turn(2, 4.0)]
    assert turning_points(np.array([0.0, 1.0, 9.0]), 1.0) == [Turn(0, 0.0), Turn(2, 9.0)]
