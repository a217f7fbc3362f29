"""One session by itself: what is compared, on which scale, and what it lacks."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.asymmetry import HEADLINE, MEASURES, LegSession
from imu.asymmetry.interval import StrapTerm
from imu.asymmetry.judging import Judged, judge
from imu.asymmetry.measures import REST
from tests.asymmetry.people import around, everything, leg, two_legs

STRAPS = {one.metric: StrapTerm(one.strap) for one in MEASURES}
RETURN = next(one for one in MEASURES if one.metric == "return_deg")


def headline(session: LegSession) -> Judged:
    return judge(session, STRAPS)[HEADLINE.metric]


def test_the_difference_is_that_of_the_logs_of_set_medians() -> None:
    session = two_legs(around(30.0, 32.0), around(36.0, 33.0))
    one = headline(session).estimate
    assert one is not None
    logs = [math.log(x) for x in (30.0, 32.0, 36.0, 33.0)]
    assert one.middle == pytest.approx((logs[2] + logs[3] - logs[0] - logs[1]) / 2.0)
    assert HEADLINE.shown(one.middle) == pytest.approx(
        100.0 * (math.sqrt(36.0 * 33.0 / (30.0 * 32.0)) - 1.0)
    )


def test_a_third_set_of_one_leg_alone_is_not_used() -> None:
    tired = two_legs(around(30.0, 30.0, 15.0), around(30.0, 30.0))
    one = headline(tired).estimate
    assert one is not None
    assert one.middle == pytest.approx(0.0)
    assert [leg.sets for leg in headline(tired).legs] == [3, 2]


def test_an_odd_rep_does_not_move_a_set() -> None:
    plain = two_legs(around(30.0, 30.0), around(33.0, 33.0))
    odd = two_legs(around(30.0, 30.0), around(33.0, 33.0, spread=(0.97, 0.99, 1.0, 1.01, 9.0)))
    first, second = headline(plain).estimate, headline(odd).estimate
    assert first is not None
    assert second is not None
    assert second.middle == pytest.approx(first.middle)


def test_what_is_signed_or_near_zero_is_a_plain_difference() -> None:
    session = two_legs([[-1.0, 0.0, 1.0]] * 3, [[1.0, 2.0, 3.0]] * 3, metrics=[RETURN.metric])
    one = judge(session, STRAPS)[RETURN.metric].estimate
    assert one is not None
    assert one.middle == pytest.approx(2.0)
    assert RETURN.shown(one.middle) == pytest.approx(2.0)


def test_raw_values_of_both_legs_are_given_with_their_spread() -> None:
    first, second = headline(two_legs(around(30.0, 40.0), around(36.0, 33.0))).legs
    assert (first.leg, first.sets, first.reps) == ("left", 2, 10)
    assert first.low == pytest.approx(0.97 * 30.0)
    assert first.high == pytest.approx(1.03 * 40.0)
    assert first.set_medians == pytest.approx((30.0, 40.0))
    assert second.leg == "right"
    assert second.median == pytest.approx((33.99 + 34.92) / 2.0)


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (two_legs(around(30.0), around(30.0, 31.0)), "left: 1 of 2 sets"),
        (two_legs(around(30.0, 31.0), []), "right: 0 of 2 sets"),
        (
            two_legs(around(30.0, 31.0, spread=(1.0, 1.0, 1.0)), around(30.0, 31.0)),
            "left: 6 of 8 reps",
        ),
        (
            replace(two_legs(around(1.0, 1.0), []), legs={"left": leg(around(1.0, 1.0), ["x"])}),
            "only one leg",
        ),
        (replace(two_legs(around(1.0, 1.0), around(1.0, 1.0)), refusal="it slipped"), "it slipped"),
    ],
)
def test_too_little_is_no_estimate_with_a_reason(session: LegSession, words: str) -> None:
    for one in judge(session, STRAPS).values():
        assert one.estimate is None
        assert not one.is_detected
        assert not one.is_beyond
        assert words in one.reason


def test_a_measure_that_few_reps_have_is_not_compared_though_the_session_is() -> None:
    session = two_legs(around(30.0, 31.0), around(30.0, 31.0))
    judged = judge(session, STRAPS)
    assert judged[HEADLINE.metric].estimate is not None
    assert "that have this value" in judged["depth_deg"].reason


def test_the_headline_is_not_adjusted_and_the_others_are() -> None:
    judged = judge(everything([30.0, 30.6, 29.4], [35.0, 35.7, 34.3]), STRAPS)
    one = judged[HEADLINE.metric]
    assert one.estimate is not None
    assert one.p_adjusted == one.estimate.p
    ratios = [judged[m.metric] for m in REST if m.is_ratio]
    assert all(r.estimate is not None and r.p_adjusted > r.estimate.p for r in ratios)
    assert all(r.alpha == pytest.approx(0.05 / len(REST)) for r in ratios)


def test_the_headline_is_not_guided_and_the_only_one() -> None:
    assert not HEADLINE.guided
    assert MEASURES[0] is HEADLINE
    assert [one.metric for one in MEASURES if one.guided] == ["depth_deg"]
    assert len({one.metric for one in MEASURES}) == len(MEASURES)


def test_beyond_needs_more_than_ten_percent_however_sure_it_is() -> None:
    sure = {metric: StrapTerm(1e-6) for metric in STRAPS}
    small = two_legs(around(30.0, 30.0), around(32.7, 32.7))
    large = two_legs(around(30.0, 30.0), around(33.3, 33.3))
    assert judge(small, sure)[HEADLINE.metric].is_detected
    assert not judge(small, sure)[HEADLINE.metric].is_beyond
    assert judge(large, sure)[HEADLINE.metric].is_beyond


some_sets = st.lists(st.floats(5.0, 80.0), min_size=2, max_size=4)


@given(some_sets, some_sets)
def test_swapping_the_legs_flips_the_sign_and_nothing_else(
    left: list[float], right: list[float]
) -> None:
    one, other = judge(everything(left, right), STRAPS), judge(everything(right, left), STRAPS)
    for metric, before in one.items():
        after = other[metric]
        assert before.estimate is not None
        assert after.estimate is not None
        assert after.estimate.middle == pytest.approx(-before.estimate.middle, abs=1e-12)
        assert after.estimate.error == pytest.approx(before.estimate.error)
        assert after.p_adjusted == pytest.approx(before.p_adjusted)
        assert after.limit == pytest.approx(before.limit)
        shown = before.measure.shown
        assert shown(after.estimate.middle) == pytest.approx(
            -shown(before.estimate.middle), abs=1e-9
        )


@given(some_sets, some_sets, st.sampled_from([1e-3, 0.0174533, 57.29578, 1000.0]))
def test_the_unit_of_a_ratio_measure_changes_nothing(
    left: list[float], right: list[float], factor: float
) -> None:
    units = {one.metric: factor for one in MEASURES if one.is_ratio}
    plain = judge(everything(left, right), STRAPS)
    scaled = judge(everything(left, right, units), STRAPS)
    for metric in units:
        first, second = plain[metric].estimate, scaled[metric].estimate
        assert first is not None
        assert second is not None
        assert second.middle == pytest.approx(first.middle, abs=1e-9)
        assert second.error == pytest.approx(first.error)
        assert scaled[metric].p_adjusted == pytest.approx(plain[metric].p_adjusted, abs=1e-6)


@pytest.mark.parametrize("percent", [1.0, 12.0, 250.0])
def test_percent_is_of_the_lower_leg_whichever_it_is(percent: float) -> None:
    log = math.log1p(percent / 100.0)
    assert HEADLINE.shown(log) == pytest.approx(percent)
    assert HEADLINE.shown(-log) == pytest.approx(-percent)
