"""Shares, spreads and totals."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.validation import (
    GroupTotals,
    Method,
    MethodScore,
    RecordingScore,
    RepError,
    SideScore,
    spread_of,
    totals_of,
    wilson,
)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Newcombe, Stat Med 17:857-872, 1998, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_published_intervals(k: int, n: int, low: float, high: float) -> None:
    share = wilson(k, n)
    assert share.low == pytest.approx(low, abs=5e-5)
    assert share.high == pytest.approx(high, abs=5e-5)


def test_wilson_of_nothing_is_unknown() -> None:
    assert wilson(0, 0).low is None
    assert wilson(0, 0).high is None


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_within_0_and_1(pair: tuple[int, int]) -> None:
    k, n = pair
    share, mirror = wilson(k, n), wilson(n - k, n)
    assert share.low is not None
    assert share.high is not None
    assert mirror.high is not None
    assert 0.0 <= share.low <= k / n <= share.high <= 1.0
    assert share.low == pytest.approx(1.0 - mirror.high)


def test_a_spread_is_median_and_tails() -> None:
    spread = spread_of([float(value) for value in range(101)])
    assert spread is not None
    assert (spread.n, spread.p5, spread.median, spread.p95) == (101, 5.0, 50.0, 95.0)
    assert spread_of([]) is None


def method(counted: int, labelled: int | None, ghosts: int | None = None) -> MethodScore:
    """A score whose bottoms are right whenever the number is."""
    off = None if labelled is None else abs(counted - labelled)
    return MethodScore(
        counted=counted,
        exact=None if off is None else off == 0,
        within_one=None if off is None else off <= 1,
        bottoms_inside=None if off is None else off == 0,
        ghosts=ghosts,
        ghosts_per_10_min=None,
        missed={"step": 1} if off else {},
    )


def one_side(
    labelled: int | None, review: int, live: int = 0, baseline: int = 0, ghosts: int | None = None
) -> SideScore:
    counts: dict[Method, int] = {"review": review, "live": live, "baseline": baseline}
    return SideScore(
        labelled=labelled,
        partial=0,
        outside_s=300.0,
        health=(),
        methods={name: method(n, labelled, ghosts) for name, n in counts.items()},
    )


def score(
    name: str, *, simulated: bool = False, both: bool = False, **sides: SideScore
) -> RecordingScore:
    return RecordingScore(
        recording=name,
        input_hash=f"hash of {name}",
        truth_hash="",
        simulated=simulated,
        exercise="",
        quality="",
        exhaustive=False,
        labels_for_both=both,
        duration_s=60.0,
        sensors=len(sides),
        sides=dict(sides),
        tilt=None,
        notes=(),
    )


def group(
    groups: list[GroupTotals], origin: str, sensors: Literal["any", "one", "two"] = "any"
) -> GroupTotals:
    (found,) = [g for g in groups if g.origin == origin and g.sensors == sensors]
    return found


def test_totals_count_sides_that_have_labels() -> None:
    groups = totals_of(
        [
            score("a", right=one_side(5, 5, 5, 5)),
            score("b", right=one_side(5, 5, 4, 3)),
            score("c", right=one_side(None, 7, 7, 7)),
        ]
    )
    (whole,) = groups
    assert (whole.recordings, whole.judged, whole.unjudged, whole.labelled) == (3, 2, 1, 10)
    exact = {name: totals.exact.k for name, totals in whole.methods.items()}
    within = {name: totals.within_one.k for name, totals in whole.methods.items()}
    assert exact == {"review": 2, "live": 1, "baseline": 1}
    assert within == {"review": 2, "live": 2, "baseline": 1}
    assert {totals.exact.n for totals in whole.methods.values()} == {2}
    assert whole.methods["review"].counted == 10
    assert whole.methods["baseline"].missed == {"step": 1}


def test_simulated_and_real_are_never_in_one_total() -> None:
    groups = totals_of(
        [
            score("a", right=one_side(5, 5)),
            score("b", right=one_side(5, 3), simulated=True),
            score("c", right=one_side(5, 2), simulated=True),
        ]
    )
    assert [g.origin for g in groups] == ["real", "simulated"]
    assert group(groups, "real").methods["review"].exact.n == 1
    assert group(groups, "simulated").methods["review"].exact.n == 2


def test_both_thighs_have_a_line_of_their_own() -> None:
    groups = totals_of(
        [
            score("a", right=one_side(5, 5)),
            score("b", left=one_side(5, 0), right=one_side(5, 5), both=True),
        ]
    )
    assert [g.sensors for g in groups] == ["one", "two", "any"]
    assert group(groups, "real", "two").methods["review"].exact.k == 1
    assert group(groups, "real", "two").labels_for_both
    assert not group(groups, "real", "one").labels_for_both
    assert group(groups, "real").judged == 3


def test_labels_for_both_do_not_matter_with_one_sensor() -> None:
    assert not totals_of([score("a", right=one_side(5, 5), both=True)])[0].labels_for_both


def test_ghosts_are_summed_over_the_sides_that_can_have_them() -> None:
    groups = totals_of(
        [
            score("a", right=one_side(5, 7, ghosts=2)),
            score("b", right=one_side(5, 5, ghosts=0)),
            score("c", right=one_side(5, 5)),
        ]
    )
    review = group(groups, "real").methods["review"]
    assert review.ghosts == 2
    assert review.ghosts_per_10_min == pytest.approx(2.0)


def test_without_exhaustive_labels_ghosts_are_unknown() -> None:
    review = totals_of([score("a", right=one_side(5, 7))])[0].methods["review"]
    assert review.ghosts is None
    assert review.ghosts_per_10_min is None


def test_the_baseline_may_be_missing_on_a_side() -> None:
    side = one_side(5, 5)
    named_later = msgspec.structs.replace(side, methods={"review": side.methods["review"]})
    (whole,) = totals_of([score("a", left=named_later)])
    assert whole.methods["baseline"].exact.n == 0
    assert whole.methods["review"].exact.n == 1


def test_errors_are_pooled_rep_by_rep() -> None:
    def with_errors(*starts_s: float) -> SideScore:
        side = one_side(5, 5)
        errors = tuple(
            RepError(
                start_s=start_s,
                bottom_s=0.0,
                end_s=0.0,
                depth_deg=None,
                announced_s=None,
                armed=False,
            )
            for start_s in starts_s
        )
        review = msgspec.structs.replace(side.methods["review"], errors=errors)
        return msgspec.structs.replace(side, methods={**side.methods, "review": review})

    groups = totals_of(
        [score("a", right=with_errors(0.1)), score("b", right=with_errors(0.3, -0.5))]
    )
    pooled = groups[0].methods["review"].errors
    assert pooled is not None
    assert (pooled.start_s.n, pooled.start_s.median) == (3, pytest.approx(0.3))
    assert groups[0].methods["live"].errors is None


def test_the_hash_names_the_inputs_and_not_their_order() -> None:
    a, b = score("a", right=one_side(5, 5)), score("b", right=one_side(5, 5))
    assert totals_of([a, b])[0].inputs_hash == totals_of([b, a])[0].inputs_hash
    assert totals_of([a, b])[0].inputs_hash != totals_of([a])[0].inputs_hash
    relabelled = msgspec.structs.replace(b, truth_hash="other labels")
    assert totals_of([a, b])[0].inputs_hash != totals_of([a, relabelled])[0].inputs_hash
    renamed = msgspec.structs.replace(b, recording="c")
    assert totals_of([a, b])[0].inputs_hash == totals_of([a, renamed])[0].inputs_hash


def test_no_scores_have_no_totals() -> None:
    assert totals_of([]) == []
