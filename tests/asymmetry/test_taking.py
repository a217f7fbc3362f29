"""From an analysed session and its header to what is compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from imu.asymmetry import HEADLINE, MEASURES, LegSession, is_valid, leg_session, paired
from imu.recording import SessionMeta
from imu.samples import Flag, Health, Rep, RepSet, Session, SideResult
from tests.asymmetry.people import LIKE, around, leg, two_legs
from tests.handmade import rep, rep_set, session, side

META = SessionMeta(
    started_at=datetime(2026, 11, 22, 18, 58, tzinfo=UTC),
    person="M",
    rung="one-leg",
    stance="one-leg",
    load="none",
    hand_support="chair",
    first_leg="right",
)


def speedy(bottom_s: float, speed: float | None = 30.0, flags: tuple[str, ...] = ()) -> Rep:
    plain = rep(bottom_s, flags=flags)
    return msgspec.structs.replace(plain, metrics={**plain.metrics, HEADLINE.metric: speed})


def with_sets(*sets: RepSet, **known: object) -> SideResult:
    return msgspec.structs.replace(side(), sets=sets, **known)


LEFT = with_sets(rep_set(*(speedy(10.0 + 3 * n) for n in range(4))))
RIGHT = with_sets(rep_set(*(speedy(60.0 + 3 * n, 33.0) for n in range(4))))


def both(left: SideResult = LEFT, right: SideResult = RIGHT) -> Session:
    return msgspec.structs.replace(
        session(left=left, right=right), metrics_version=3, settings_hash="abc", input_hash="in"
    )


def test_everything_that_a_comparison_needs_is_taken() -> None:
    found = leg_session(both(), META)
    assert (found.recording, found.person, found.input_hash) == ("handmade", "M", "in")
    assert found.started_s == datetime(2026, 11, 22, 18, 58, tzinfo=UTC).timestamp()
    assert found.conditions == LIKE
    assert list(found.legs) == ["left", "right"]
    assert found.legs["right"][0].values[HEADLINE.metric] == (33.0,) * 4
    assert found.legs["right"][0].values["depth_deg"] == (20.0,) * 4
    assert found.legs["left"][0].reps == 4
    assert not found.is_restrap_check
    assert leg_session(both(), msgspec.structs.replace(META, restrap_check=True)).is_restrap_check


@pytest.mark.parametrize(
    ("flag", "valid"),
    [
        (Flag.PARTIAL, False),
        (Flag.UNCERTAIN, False),
        (Flag.UNDONE, False),
        ("excluded", False),
        (Flag.PULSE, True),
        (Flag.NOT_TALL, True),
        (Flag.SQUAT_LIKE, True),
    ],
)
def test_reps_with_flags_that_make_them_doubtful_are_left_out(flag: str, *, valid: bool) -> None:
    assert is_valid(rep(5.0, flags=(flag,))) is valid
    flagged = with_sets(rep_set(speedy(5.0), speedy(8.0, 99.0, (flag,))))
    taken = leg_session(both(flagged), META).legs["left"][0]
    assert (99.0 in taken.values[HEADLINE.metric]) is valid
    assert taken.reps == 1 + valid


def test_a_rep_that_is_not_counted_is_left_out() -> None:
    assert not is_valid(rep(5.0, counted=False))


def test_a_missing_value_or_a_ratio_of_nothing_is_no_value() -> None:
    odd = with_sets(rep_set(speedy(5.0), speedy(8.0, None), speedy(11.0, 0.0), speedy(14.0, -2.0)))
    taken = leg_session(both(odd), META).legs["left"][0]
    assert taken.values[HEADLINE.metric] == (30.0,)
    assert taken.reps == 4


def test_a_signed_value_is_kept_with_its_sign() -> None:
    plain = rep(5.0)
    leaning = msgspec.structs.replace(plain, metrics={**plain.metrics, "return_deg": -1.5})
    taken = leg_session(both(with_sets(rep_set(leaning))), META).legs["left"][0]
    assert taken.values["return_deg"] == (-1.5,)


def test_the_leg_that_began_is_the_one_that_was_seen_to() -> None:
    assert leg_session(both(), META).first_leg == "left"
    assert leg_session(both(RIGHT, LEFT), META).first_leg == "right"
    assert leg_session(both(left=side()), META).first_leg == "right"  # as the header says
    nobody = msgspec.structs.replace(META, first_leg=None)
    assert leg_session(both(left=side()), nobody).first_leg is None


def test_on_both_feet_no_leg_begins() -> None:
    found = leg_session(both(), msgspec.structs.replace(META, stance="both-feet"))
    assert found.is_at_once
    assert found.first_leg is None


@pytest.mark.parametrize(
    ("sides", "legs"),
    [
        (("right", "left"), ["left", "right"]),
        (("left", "right", "unknown"), ["left", "right"]),
        (("unknown",), ["A"]),
        (("right",), ["right"]),
        (("right", "unknown"), ["A", "B"]),
    ],
)
def test_legs_are_called_a_and_b_where_one_is_unknown(
    sides: tuple[str, ...], legs: list[str]
) -> None:
    found = leg_session(session(**dict.fromkeys(sides, LEFT)), META)
    assert list(found.legs) == legs


def test_the_rate_is_that_of_the_slower_and_no_more_than_the_grids() -> None:
    def rate(left: float | None, right: float | None) -> float | None:
        one = msgspec.structs.replace(LEFT, rate_hz=left)
        other = msgspec.structs.replace(RIGHT, rate_hz=right)
        return leg_session(both(one, other), META).conditions.rate_hz

    assert rate(200.0, 104.0) == 100.0
    assert rate(200.0, 52.0) == 52.0
    assert rate(None, 52.0) == 52.0
    assert rate(None, None) is None


def test_live_figures_of_sensors_with_two_rates_are_refused() -> None:
    slow = msgspec.structs.replace(LEFT, rate_hz=50.0)
    reviewed = both(slow)
    live = msgspec.structs.replace(reviewed, mode="live")
    assert leg_session(reviewed, META).refusal == ""
    assert "only review brings them to one" in leg_session(live, META).refusal
    alike = msgspec.structs.replace(both(), mode="live")
    assert leg_session(alike, META).refusal == ""


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("sensor-slipped", True),
        ("sides-swapped", True),
        ("gyroscope-scale", True),
        ("strap-loose", False),
        ("sensor-turned", False),  # so it is after any change of leg
    ],
)
def test_a_leg_that_was_not_measured_well_is_refused_by_name(code: str, *, refused: bool) -> None:
    ill = msgspec.structs.replace(RIGHT, health=(Health(code, "Something is wrong."),))
    found = leg_session(both(right=ill), META)
    assert found.refusal == ("the sensor on the right leg: Something is wrong" if refused else "")


# -- two recordings of one leg each ---------------------------------------------------------------


def one_leg(name: str, side_name: str, at_s: float | None = None) -> LegSession:
    whole = two_legs(around(30.0, 31.0), [], name=name)
    legs = {side_name: leg(around(30.0, 31.0), [one.metric for one in MEASURES])}
    return replace(whole, legs=legs, started_s=at_s, first_leg=None)


def test_two_recordings_of_unknown_sides_are_a_and_b_in_the_order_given() -> None:
    found = paired(one_leg("monday", "A", 100.0), one_leg("tuesday", "A", 50.0))
    assert list(found.legs) == ["A", "B"]
    assert found.recording == "monday + tuesday"
    assert found.first_leg == "B"
    assert found.lacks == ""


def test_known_sides_keep_their_names_in_either_order() -> None:
    found = paired(one_leg("one", "right", 10.0), one_leg("two", "left", 20.0))
    assert list(found.legs) == ["left", "right"]
    assert found.first_leg == "right"


@pytest.mark.parametrize(("first", "second"), [(None, 5.0), (5.0, None), (5.0, 5.0)])
def test_which_leg_began_is_not_guessed(first: float | None, second: float | None) -> None:
    assert paired(one_leg("one", "left", first), one_leg("two", "right", second)).first_leg is None


def test_a_pair_that_is_not_alike_is_refused() -> None:
    other = replace(
        one_leg("two", "right"), conditions=msgspec.structs.replace(LIKE, rung="both-feet")
    )
    found = paired(one_leg("one", "left"), other)
    assert found.lacks == "the two recordings are not alike: rung both-feet instead of one-leg"


def test_a_pair_of_whole_sessions_is_refused() -> None:
    whole = two_legs(around(30.0, 31.0), around(30.0, 31.0))
    assert "more than one leg" in paired(whole, one_leg("two", "left")).lacks
