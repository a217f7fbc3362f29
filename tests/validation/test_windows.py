"""Counts against labelled windows: every rule, and a session that breaks it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.recording import LabelledRep, Labels
from imu.samples import Flag, Reason
from imu.validation.model import MethodScore
from imu.validation.windows import (
    NOT_SEEN,
    PARTIAL,
    Windows,
    bottom_of,
    counted_reps,
    judge_count,
    missed_reasons,
    pairs_of,
    per_10_min,
    rejected_reasons,
    windows_of,
)
from tests.handmade import labels, rejected, rep, reps, side, window

MINUTE = (0.0, 60.0)


def right(found: Labels | None) -> Windows:
    """The right side's windows of one minute."""
    return windows_of(found, "right", *MINUTE)


def judged(bottoms_s: Sequence[float], *windows: LabelledRep) -> MethodScore:
    """The score of these bottoms against windows that are all there are."""
    return judge_count(bottoms_s, right(labels(*windows)))


@pytest.mark.parametrize(
    ("bottoms_s", "exact", "within_one", "inside"),
    [
        ([5.0, 10.0, 15.0], True, True, True),
        ([5.9, 9.1, 15.5], True, True, True),
        ([6.0, 9.0, 15.0], True, True, True),  # the ends of a window belong to it
        ([5.0, 10.0], False, True, False),  # one missed
        ([5.0, 10.0, 15.0, 30.0], False, True, False),  # one too many
        ([5.0, 10.0, 30.0], True, True, False),  # right number, wrong place
        ([5.0, 5.5, 10.0], True, True, False),  # two in one window
        ([5.0], False, False, False),
        ([], False, False, False),
    ],
)
def test_counts_and_places(
    bottoms_s: list[float], exact: bool, within_one: bool, inside: bool
) -> None:
    score = judged(bottoms_s, window(5.0), window(10.0), window(15.0))
    assert score.counted == len(bottoms_s)
    assert (score.exact, score.within_one, score.bottoms_inside) == (exact, within_one, inside)


def test_a_bottom_in_two_windows_is_in_none_of_its_own() -> None:
    overlapping = (window(5.0), window(6.5))
    assert judged([4.8, 6.8], *overlapping).bottoms_inside is True
    assert judged([4.8, 5.8], *overlapping).bottoms_inside is False


def test_a_window_for_both_sides_counts_on_each() -> None:
    found = labels(window(5.0, on="both"), window(10.0, on="left"))
    for name, expected in {"left": 2, "right": 1}.items():
        wanted = windows_of(found, name, *MINUTE).wanted
        assert wanted is not None
        assert len(wanted) == expected


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (None, None),
        (labels(exhaustive=False), None),
        (labels(window(5.0, on="left"), exhaustive=False), None),
        (labels(), 0),
        (labels(window(5.0, on="left")), 0),
        (labels(window(5.0), exhaustive=False), 1),
    ],
)
def test_no_label_means_no_rep_only_where_all_are_labelled(
    found: Labels | None, wanted: int | None
) -> None:
    windows = right(found).wanted
    assert (None if windows is None else len(windows)) == wanted


def test_without_labels_there_is_a_count_and_no_verdict() -> None:
    score = judge_count([1.0, 2.0], right(None))
    assert score.counted == 2
    assert score.exact is score.within_one is score.bottoms_inside is None
    assert score.ghosts is score.ghosts_per_10_min is None


def test_a_movement_that_must_not_be_counted() -> None:
    assert judged([]).exact is True
    assert judged([]).bottoms_inside is True
    assert judged([7.0]).exact is False
    assert judged([7.0]).within_one is True
    assert judged([7.0]).ghosts == 1


def test_partial_reps_are_neither_expected_nor_ghosts() -> None:
    windows = (window(5.0), window(10.0, kind=PARTIAL))
    left_out = judged([5.0], *windows)
    assert (left_out.exact, left_out.bottoms_inside, left_out.ghosts) == (True, True, 0)
    counted = judged([5.0, 10.0], *windows)
    assert (counted.exact, counted.bottoms_inside, counted.ghosts) == (False, False, 0)


def test_other_kinds_are_expected() -> None:
    assert judged([5.0], window(5.0, kind="pulse")).exact is True


def test_ghosts_are_counted_for_10_minutes_outside_windows() -> None:
    score = judged([5.0, 20.0, 30.0], window(5.0))
    assert score.ghosts == 2
    assert score.ghosts_per_10_min == pytest.approx(600.0 * 2 / 58.0)


def test_ghosts_are_unknown_unless_all_reps_are_labelled() -> None:
    score = judge_count([5.0, 20.0], right(labels(window(5.0), exhaustive=False)))
    assert score.ghosts is None
    assert score.ghosts_per_10_min is None
    assert score.bottoms_inside is False


def test_no_time_outside_means_no_rate() -> None:
    assert per_10_min(1, 0.0) is None
    assert per_10_min(None, 60.0) is None
    assert per_10_min(0, 60.0) == 0.0


@pytest.mark.parametrize(
    ("windows", "outside_s"),
    [
        ((), 60.0),
        ((window(5.0),), 58.0),
        ((window(5.0), window(6.5)), 56.5),  # they overlap by 0.5 s
        ((window(6.5), window(5.0)), 56.5),  # the order does not matter
        ((window(5.0), window(5.0)), 58.0),
        ((window(0.0), window(60.0)), 58.0),  # half of each is outside the recording
        ((LabelledRep(side="right", start_s=-5.0, end_s=90.0),), 0.0),
    ],
)
def test_time_outside_windows(windows: tuple[LabelledRep, ...], outside_s: float) -> None:
    assert right(labels(*windows)).outside_s == pytest.approx(outside_s)


@given(st.lists(st.floats(0.0, 60.0), max_size=8), st.lists(st.floats(1.0, 59.0), max_size=6))
def test_scores_do_not_contradict_themselves(
    bottoms_s: list[float], centres_s: list[float]
) -> None:
    score = judged(bottoms_s, *(window(centre) for centre in centres_s))
    if score.bottoms_inside:
        assert score.exact
        assert score.ghosts == 0
    if score.exact:
        assert score.within_one
    assert score.ghosts is not None
    assert 0 <= score.ghosts <= len(bottoms_s)


def test_the_bottom_is_the_middle_of_the_time_at_the_bottom() -> None:
    assert bottom_of(rep(7.0)) == pytest.approx(7.0)


def test_only_counted_reps_count() -> None:
    result = side(rep(5.0), rep(8.0, counted=False, flags=(Flag.PARTIAL,)), rep(11.0))
    assert [bottom_of(found) for found in counted_reps(result)] == pytest.approx([5.0, 11.0])


def test_pairs_are_those_that_leave_no_doubt() -> None:
    windows = right(labels(window(5.0), window(10.0), window(15.0), window(16.5)))
    found = reps(5.1, 9.5, 10.5, 15.8, 30.0)
    # 9.5 and 10.5 share a window, 15.8 lies in two, 30 in none.
    assert [(bottom_of(a), b.bottom_s) for a, b in pairs_of(found, windows)] == [(5.1, 5.0)]


def test_a_missed_window_has_the_reason_of_the_movement_in_it() -> None:
    windows = right(labels(*(window(x) for x in (5.0, 10.0, 15.0, 20.0, 25.0))))
    result = side(
        rep(5.0),
        rep(10.0, counted=False, flags=(Flag.PARTIAL,)),
        rep(15.0, counted=False, flags=(Flag.UNDONE,)),
        refused=[
            rejected(18.5, 19.2, Reason.WALKING),
            rejected(19.3, 21.0, Reason.STEP),
            rejected(40.0, 41.0, Reason.SIT),
        ],
    )
    assert missed_reasons(result, windows) == {
        "not-seen": 1,
        "partial": 1,
        "step": 1,
        "undone": 1,
    }


def test_a_movement_that_only_touches_a_window_is_not_its_reason() -> None:
    windows = right(labels(window(5.0)))
    result = side(refused=[rejected(2.0, 4.0, Reason.WALKING)])
    assert missed_reasons(result, windows) == {NOT_SEEN: 1}


def test_nothing_is_missed_where_nothing_is_labelled() -> None:
    assert missed_reasons(side(), right(None)) == {}


def test_reasons_are_counted_the_most_frequent_first() -> None:
    result = side(
        rep(5.0, counted=False, flags=(Flag.PARTIAL,)),
        refused=[rejected(1.0, 2.0, r) for r in (Reason.STEP, Reason.WALKING, Reason.WALKING)],
    )
    assert list(rejected_reasons(result).items()) == [("walking", 2), ("partial", 1), ("step", 1)]
