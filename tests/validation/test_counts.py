"""Counts per set and spans without a rep: every rule, and a session that breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.recording import Foil, LabelledRep, LabelledSet, Labels
from imu.recording.labels import LabelSide
from imu.samples import Reason, Side
from imu.validation import (
    CountTotals,
    GroupTotals,
    MethodScore,
    RecordingScore,
    score_recording,
    totals_of,
)
from imu.validation.counts import bottoms_in, span_reasons
from imu.validation.windows import judge_count, windows_of
from tests.handmade import rejected, rep, side, window
from tests.hinges import hinges, in_a_row, recording

MINUTE = (0.0, 60.0)


def a_set(start_s: float, end_s: float, count: int, on: LabelSide = "right") -> LabelledSet:
    return LabelledSet(side=on, start_s=start_s, end_s=end_s, count=count)


def said(
    *sets: LabelledSet,
    foils: Sequence[Foil] = (),
    reps: Sequence[LabelledRep] = (),
    exhaustive: bool = True,
) -> Labels:
    return Labels(exhaustive=exhaustive, sets=sets, foils=tuple(foils), reps=tuple(reps))


def judged(bottoms_s: Sequence[float], labels: Labels, on: str = "right") -> MethodScore:
    return judge_count(bottoms_s, windows_of(labels, on, *MINUTE))


def counted_in_sets(score: MethodScore) -> list[tuple[int, int]]:
    assert score.counts is not None
    return [(one.labelled, one.counted) for one in score.counts.sets]


def test_a_set_holds_the_bottoms_between_its_times() -> None:
    score = judged([4.9, 5.0, 8.0, 19.9, 20.0], said(a_set(5.0, 20.0, 4)))
    assert counted_in_sets(score) == [(4, 3)]


def test_of_two_sets_that_touch_a_bottom_is_in_one() -> None:
    labels = said(a_set(5.0, 10.0, 1), a_set(10.0, 15.0, 1))
    assert counted_in_sets(judged([10.0], labels)) == [(1, 0), (1, 1)]


@given(st.lists(st.floats(0.0, 60.0), max_size=12), st.lists(st.floats(1.0, 59.0), max_size=4))
def test_no_bottom_is_lost_or_counted_twice(bottoms_s: list[float], cuts_s: list[float]) -> None:
    edges = sorted({0.0, *cuts_s, 30.0})
    sets = [a_set(a, b, 0) for a, b in pairwise(edges)]
    score = judged(bottoms_s, said(*sets))
    assert score.ghosts == score.counted - sum(n for _, n in counted_in_sets(score))


def test_a_set_of_both_sides_is_one_of_each_and_another_sides_is_none() -> None:
    labels = said(a_set(5.0, 20.0, 2, "both"), a_set(30.0, 40.0, 3, "left"))
    assert counted_in_sets(judged([6.0], labels, "right")) == [(2, 1)]
    assert counted_in_sets(judged([6.0], labels, "left")) == [(2, 1), (3, 0)]


def test_a_foil_is_for_every_side() -> None:
    labels = said(foils=[Foil(start_s=10.0, end_s=20.0, kind="walking")])
    for name in ("left", "right"):
        score = judged([9.0, 10.0, 15.0, 20.0], labels, name)
        assert score.counts is not None
        assert [(foil.kind, foil.counted) for foil in score.counts.foils] == [("walking", 2)]


def test_foils_are_judged_even_where_not_all_is_labelled() -> None:
    labels = said(foils=[Foil(start_s=10.0, end_s=20.0)], exhaustive=False)
    score = judged([15.0], labels)
    assert score.counts is not None
    assert score.counts.foils[0].counted == 1
    assert score.ghosts is None


def test_ghosts_are_counted_outside_sets_and_windows() -> None:
    labels = said(a_set(5.0, 20.0, 1), reps=[window(30.0)])
    score = judged([6.0, 25.0, 30.0, 50.0], labels)
    assert score.ghosts == 2
    assert score.ghosts_per_10_min == pytest.approx(600.0 * 2 / (60.0 - 15.0 - 2.0))


def test_without_exhaustive_labels_ghosts_are_unknown() -> None:
    score = judged([6.0, 50.0], said(a_set(5.0, 20.0, 1), exhaustive=False))
    assert score.ghosts is None


def test_counts_give_no_verdict_on_windows() -> None:
    score = judged([6.0], said(a_set(5.0, 20.0, 1)))
    assert score.exact is score.within_one is score.bottoms_inside is None


def test_a_side_without_a_set_has_no_rep_if_all_are_labelled() -> None:
    labels = said(a_set(5.0, 20.0, 1, "left"))
    score = judged([6.0, 7.0], labels)
    assert (score.exact, score.ghosts) == (None, 2)
    assert score.counts is not None
    assert score.counts.sets == ()
    partly = judged([6.0], msgspec.structs.replace(labels, exhaustive=False))
    assert (partly.counts, partly.ghosts) == (None, None)


def test_reps_of_a_set_are_not_held_against_the_windows() -> None:
    labels = said(a_set(5.0, 20.0, 2), reps=[window(30.0), window(8.0)])
    score = judged([8.0, 12.0, 30.0], labels)
    # 8 is in a window and in the set, 12 in the set only.
    assert (score.exact, score.bottoms_inside) == (True, True)
    assert counted_in_sets(score) == [(2, 2)]
    assert judged([8.0, 12.0, 30.0, 40.0], labels).exact is False


def test_windows_alone_are_judged_without_counts() -> None:
    assert judged([30.0], said(reps=[window(30.0)])).counts is None
    assert judged([], said()).counts is None
    assert judged([], said()).exact is True


def test_what_was_refused_in_a_set_is_told_by_where_its_middle_is() -> None:
    score = judged([], said(a_set(5.0, 20.0, 2)))
    assert score.counts is not None
    result = side(
        rep(6.0),
        refused=[
            rejected(4.0, 5.8, Reason.WALKING),
            rejected(4.5, 6.0, Reason.STEP),
            rejected(10.0, 12.0, Reason.SIT),
            rejected(13.0, 14.0, Reason.SIT),
        ],
    )
    assert list(span_reasons(result, score.counts.sets[0]).items()) == [("sit", 2), ("step", 1)]


def test_no_bottom_in_an_empty_list() -> None:
    assert bottoms_in(Foil(start_s=0.0, end_s=1.0), []) == 0


# -- whole recordings -----------------------------------------------------------------------------

STARTS = in_a_row(5)
FIVE = a_set(1.0, 17.0, 5)


def scored(labels: Labels, on: Side = "right", name: str = "hinges") -> RecordingScore:
    made = recording(hinges(STARTS, 22.0, side=on), name=name)
    return score_recording(replace(made, labels=labels))


def test_all_three_ways_of_counting_are_scored_alike() -> None:
    side_score = scored(said(FIVE)).sides["right"]
    assert side_score.labelled is None
    assert side_score.outside_s == pytest.approx(22.0 - 16.0, abs=0.05)
    for name in ("review", "live", "baseline"):
        method = side_score.methods[name]
        assert counted_in_sets(method) == [(5, 5)], name
        assert method.ghosts == 0, name


def test_counts_change_the_hash_of_the_truth() -> None:
    assert scored(said(FIVE)).truth_hash != scored(said(a_set(1.0, 17.0, 6))).truth_hash


def test_a_set_of_both_sides_is_a_label_for_both() -> None:
    assert scored(said(a_set(1.0, 17.0, 5, "both"))).labels_for_both
    assert not scored(said(FIVE)).labels_for_both


# -- totals ---------------------------------------------------------------------------------------


def whole(*scores: RecordingScore) -> GroupTotals:
    (group,) = totals_of(scores)
    return group


def review_of(group: GroupTotals) -> CountTotals:
    assert group.counts is not None
    return group.counts.methods["review"]


def test_sets_are_summed_up() -> None:
    group = whole(
        scored(said(FIVE, foils=[Foil(start_s=18.0, end_s=21.0, kind="walking")])),
        scored(said(a_set(1.0, 17.0, 6))),
        scored(said(a_set(1.0, 9.0, 5), foils=[Foil(start_s=9.0, end_s=17.0, kind="sit")])),
    )
    assert group.counts is not None
    assert (group.counts.sides, group.counts.sets, group.counts.labelled) == (3, 3, 16)
    assert group.counts.foils == 2
    review = review_of(group)
    assert (review.exact.k, review.within_one.k, review.exact.n) == (1, 2, 3)
    assert (review.quiet.k, review.quiet.n, review.broken) == (1, 2, {"sit": 1})
    assert review.ghosts is not None
    assert review.ghosts > 0
    assert group.counts.methods["live"].exact.n == 3


def test_windows_and_counts_are_in_no_figure_together() -> None:
    by_window = said(reps=[window(start_s + 1.2) for start_s in STARTS])
    group = whole(scored(by_window), scored(said(FIVE)))
    assert (group.judged, group.unjudged, group.labelled) == (1, 0, 5)
    assert group.methods["review"].exact.n == 1
    assert group.counts is not None
    assert (group.counts.sides, group.counts.labelled) == (1, 5)
    assert review_of(group).exact.n == 1


def test_ghosts_of_a_side_with_windows_stay_with_the_windows() -> None:
    both = said(a_set(1.0, 4.0, 1), reps=[window(30.0)])
    group = whole(scored(both))
    assert group.methods["review"].ghosts == 4
    assert review_of(group).ghosts is None


def test_without_counts_there_are_no_totals_of_counts() -> None:
    assert whole(scored(said(reps=[window(3.2)]))).counts is None


def test_simulated_and_real_counts_are_never_in_one_total() -> None:
    unreal = msgspec.structs.replace(scored(said(FIVE)), simulated=True)
    groups = totals_of([scored(said(FIVE)), unreal])
    assert [(g.origin, g.counts.sets if g.counts else 0) for g in groups] == [
        ("real", 1),
        ("simulated", 1),
    ]
