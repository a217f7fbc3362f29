"""The four verdicts, and what each of them asks for."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.asymmetry import Comparison, Finding, LegSession, Verdict, compare
from imu.asymmetry.comparing import NOT_NOTED, ORDER
from tests.asymmetry.people import LIKE, apart, around, check, two_legs


def headline(*sessions: LegSession) -> Finding:
    return compare(sessions).findings[0]


def lasting(percent: float = 30.0) -> list[LegSession]:
    """Give a check and three sessions that all show it, the legs taking turns."""
    return [
        check(),
        apart(percent, name="one", day=0.0, first="left"),
        apart(percent, name="two", day=2.0, first="right"),
        apart(percent, name="three", day=4.0, first="left"),
    ]


# -- the four words -------------------------------------------------------------------------------


def test_they_are_exactly_these() -> None:
    assert [one.value for one in Verdict] == [
        "not enough data",
        "no difference detected",
        "difference in this session",
        "consistent difference",
    ]


def test_one_leg_is_not_enough_data() -> None:
    whole = apart(30.0)
    one_leg = replace(whole, legs={"left": whole.legs["left"]})
    for finding in compare([one_leg]).findings:
        assert finding.verdict is Verdict.NOT_ENOUGH
        assert finding.reason == "only one leg was measured"
        assert finding.difference is None
        assert finding.legs[0].leg == "left"


def test_alike_legs_differ_in_nothing_and_the_smallest_is_told() -> None:
    found = headline(apart(1.0))
    assert found.verdict is Verdict.NOT_DETECTED
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.0 < found.high
    assert found.smallest == pytest.approx(13.0, abs=2.0)  # twice the strap's 4 %, and the sets'
    assert found.wanting == ()


def test_a_difference_of_one_session_is_one_of_this_session() -> None:
    found = headline(check(), apart(30.0))
    assert found.verdict is Verdict.THIS_SESSION
    assert found.difference == pytest.approx(30.0)
    assert found.agreeing == ("today",)
    assert found.wanting == ("a single session shows it so, and it takes two of the last three",)


def test_a_difference_that_lasts_is_consistent() -> None:
    found = headline(*lasting())
    assert found.verdict is Verdict.CONSISTENT
    assert found.agreeing == ("three", "two", "one")
    assert found.wanting == ()


def test_two_of_three_are_enough() -> None:
    first, one, two, three = lasting()
    assert headline(first, replace(one, legs=apart(0.0).legs), two, three).verdict is (
        Verdict.CONSISTENT
    )
    found = headline(
        first, replace(one, legs=apart(0.0).legs), apart(0.0, name="b", day=2.0), three
    )
    assert found.verdict is Verdict.THIS_SESSION


# -- what a consistent difference asks for --------------------------------------------------------


def test_the_other_way_round_does_not_agree() -> None:
    mixed = [check(), apart(-30.0, name="one", day=0.0), apart(30.0, name="two", day=2.0)]
    found = headline(*mixed)
    assert found.verdict is Verdict.THIS_SESSION
    assert found.agreeing == ("two",)


def test_without_a_re_strap_check_it_is_not_consistent() -> None:
    found = headline(*lasting()[1:])
    assert found.verdict is Verdict.THIS_SESSION
    assert found.wanting == ("no re-strap check has been done",)


def test_if_the_same_leg_began_each_time_it_is_not_consistent() -> None:
    found = headline(*(replace(one, first_leg="left") for one in lasting()))
    assert found.verdict is Verdict.THIS_SESSION
    assert found.wanting == ("the left leg began each time: let the other one begin",)


def test_it_is_the_agreeing_sessions_that_have_to_take_turns() -> None:
    first, one, two, three = lasting()
    quiet = replace(two, legs=apart(0.0).legs)  # the only one that the right leg began
    assert headline(first, one, quiet, three).verdict is Verdict.THIS_SESSION


def test_if_nobody_knows_which_leg_began_it_is_not_consistent() -> None:
    found = headline(*(replace(one, first_leg=None) for one in lasting()))
    assert found.wanting == ("which leg began is not known",)


def test_legs_that_work_at_once_have_no_order() -> None:
    at_once = [replace(one, first_leg=None, is_at_once=True) for one in lasting()]
    assert headline(*at_once).verdict is Verdict.CONSISTENT
    assert ORDER not in compare(at_once).notes


def test_a_difference_that_is_sure_but_under_ten_percent_is_not_consistent() -> None:
    checks = [check(name=name, scatter=0.0) for name in ("a", "b", "c")]
    found = headline(*checks, *lasting(9.0)[1:])
    assert found.verdict is Verdict.THIS_SESSION
    assert found.limit == pytest.approx(10.0)
    assert found.wanting == ("it is not over 10 %",)
    assert found.agreeing == ()


# -- like with like -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"exercise": "squat"}, "exercise squat instead of not noted"),
        ({"rung": "both-feet"}, "rung both-feet instead of one-leg"),
        ({"load": "red band"}, "load red band instead of none"),
        ({"load_kg": 4.0}, "load in kg 4.0 instead of not noted"),
        ({"hand_support": "free"}, "hand support free instead of chair"),
        ({"hand_support": None}, "hand support not noted instead of chair"),
        ({"rate_hz": 50.0}, "50 Hz instead of 100 Hz"),
        ({"rate_hz": None}, "unknown rate instead of 100 Hz"),
        ({"metrics_version": 2}, "version of the metrics 2 instead of 3"),
        ({"settings_hash": "other"}, "settings other instead of abc"),
        ({"mode": "live"}, "way of counting live instead of review"),
    ],
)
def test_a_session_that_is_not_alike_is_left_out_by_name(
    changed: dict[str, object], words: str
) -> None:
    first, one, two, three = lasting()
    other = replace(two, conditions=msgspec.structs.replace(LIKE, **changed))
    found = compare([first, one, other, three])
    assert found.sessions == ("three", "one")
    assert [(left.recording, left.reason) for left in found.left_out] == [("two", words)]
    assert found.findings[0].verdict is Verdict.THIS_SESSION


def test_rates_that_differ_by_less_than_a_tenth_are_alike() -> None:
    first, one, two, three = lasting()
    near = replace(two, conditions=msgspec.structs.replace(LIKE, rate_hz=95.0))
    assert compare([first, one, near, three]).sessions == ("three", "two", "one")


def test_the_same_samples_twice_do_not_agree_with_themselves() -> None:
    once = apart(30.0, name="once", day=0.0)
    copy = replace(once, recording="copy", started_s=9e5, first_leg="right")
    found = compare([check(), once, copy])
    assert found.left_out[0].reason == "the same samples once more"
    assert found.findings[0].verdict is Verdict.THIS_SESSION


def test_sessions_of_one_strapping_do_not_agree_with_each_other() -> None:
    early = apart(30.0, name="early", day=1.0, first="right")
    late = apart(30.0, name="late", day=1.0 + 2.0 / 24.0)
    found = compare([check(), early, late])
    assert "perhaps the same strapping" in found.left_out[0].reason
    assert found.findings[0].verdict is Verdict.THIS_SESSION


def test_sessions_of_an_unknown_time_are_no_history() -> None:
    found = compare([apart(30.0, name="when", day=None), apart(30.0, name="now", day=1.0)])
    assert found.recording == "now"
    assert found.left_out[0].reason == "it is not known when it was"


def test_a_session_without_enough_data_takes_no_place_among_the_three() -> None:
    first, one, two, three = lasting()
    short = two_legs(around(30.0), around(30.0), name="short", day=3.0)
    found = compare([first, one, two, short, three])
    assert found.sessions == ("three", "two", "one")
    assert found.left_out[0].reason.startswith("not enough data: left: 1 of 2 sets")


def test_older_ones_than_the_last_three_are_not_asked() -> None:
    older = apart(30.0, name="older", day=-5.0)
    found = compare([older, *lasting()])
    assert found.sessions == ("three", "two", "one")
    assert found.left_out == ()


def test_the_order_in_which_they_are_given_does_not_matter() -> None:
    sessions = lasting()
    assert compare(sessions[::-1]) == compare(sessions)


def test_other_legs_are_other_legs() -> None:
    first, one, two, three = lasting()
    unknown = replace(two, legs=dict(zip("AB", two.legs.values(), strict=True)))
    assert compare([first, one, unknown, three]).left_out[0].reason == "other legs were measured"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"metrics_version": 2}, "another version of the metrics"),
        ({"settings_hash": "other"}, "another version of the metrics, settings"),
    ],
)
def test_a_check_with_other_versions_is_none(changed: dict[str, object], words: str) -> None:
    old = replace(check(), conditions=msgspec.structs.replace(LIKE, **changed))
    found = compare([old, *lasting()[1:]])
    assert found.checks == ()
    assert words in found.left_out[0].reason
    assert found.findings[0].verdict is Verdict.THIS_SESSION


def test_a_check_at_another_rung_is_one() -> None:
    other = replace(check(), conditions=msgspec.structs.replace(LIKE, rung="both-feet"))
    assert compare([other, *lasting()[1:]]).findings[0].verdict is Verdict.CONSISTENT


def test_a_check_counts_once() -> None:
    again = replace(check(), recording="copy")
    found = compare([check(), again, *lasting()[1:]])
    assert (found.checks, found.left_out[0].recording) == (("check",), "copy")


# -- words ----------------------------------------------------------------------------------------


def test_where_nothing_is_noted_that_is_said() -> None:
    bare = replace(
        apart(0.0),
        conditions=msgspec.structs.replace(LIKE, rung=None, load=None, hand_support=None),
    )
    assert compare([bare]).notes == (NOT_NOTED, ORDER)
    assert compare([apart(0.0)]).notes == (ORDER,)


def told(comparison: Comparison) -> str:
    return msgspec.json.encode(comparison).decode().lower()


@given(st.floats(-60.0, 150.0), st.booleans())
def test_no_word_says_which_leg_does_well(percent: float, checked: bool) -> None:
    sessions = lasting(percent)
    words = told(compare(sessions if checked else sessions[1:]))
    assert not any(word in words for word in ("imbalance", "better", "worse"))


@given(st.floats(5.0, 100.0))
def test_swapping_the_legs_of_all_sessions_flips_the_sign_and_nothing_else(percent: float) -> None:
    other = {"left": "right", "right": "left"}
    sessions = lasting(percent)
    swapped = [
        replace(
            one,
            legs={leg: one.legs[other[leg]] for leg in ("left", "right")},
            first_leg=other[one.first_leg or "left"],
        )
        for one in sessions
    ]
    before, after = headline(*sessions), headline(*swapped)
    assert (after.verdict, after.agreeing) == (before.verdict, before.agreeing)
    assert after.difference == pytest.approx(-(before.difference or 0.0))
    assert after.low == pytest.approx(-(before.high or 0.0))
    assert (after.p, after.limit) == pytest.approx((before.p, before.limit))
