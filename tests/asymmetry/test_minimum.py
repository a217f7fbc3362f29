"""How much there has to be before anything is said."""

from __future__ import annotations

import pytest

from imu.asymmetry import MIN_REPS, MIN_SET_REPS, MIN_SETS, may_compare, shortage


@pytest.mark.parametrize(
    ("left", "right", "enough"),
    [
        ([4, 4], [4, 4], True),
        ([8, 8, 8], [8, 8], True),
        ([8], [8, 8], False),  # a single set has no scatter
        ([3, 3], [8, 8], False),  # six reps
        ([3, 5], [5, 3], True),
        ([6, 2], [8, 8], False),  # a set of two is none
        ([6, 2, 3], [8, 8], True),
        ([], [8, 8], False),
    ],
)
def test_both_legs_need_two_sets_and_eight_reps(
    left: list[int], right: list[int], *, enough: bool
) -> None:
    assert may_compare({"left": left, "right": right}) is enough
    assert may_compare({"left": right, "right": left}) is enough


def test_the_numbers_are_those_of_the_rule() -> None:
    assert (MIN_SETS, MIN_REPS, MIN_SET_REPS) == (2, 8, 3)


@pytest.mark.parametrize(
    ("legs", "words"),
    [
        ({}, "no leg was measured"),
        ({"left": [8, 8, 8]}, "only one leg was measured"),
        ({"left": [8, 8], "right": [8, 1]}, "right: 1 of 2 sets with 3 reps or more"),
        ({"A": [3, 4], "B": [8, 8]}, "A: 7 of 8 reps"),
        ({"left": [4, 4], "right": [4, 4]}, ""),
    ],
)
def test_what_is_missing_is_named(legs: dict[str, list[int]], words: str) -> None:
    assert shortage(legs) == words
    assert may_compare(legs) is (words == "")
