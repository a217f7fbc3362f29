"""What is suggested as the next step of the ladder, and why."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.ladder import EASIEST, RUNGS
from imu.nextstep import (
    DEPTH_NOTE,
    DEPTH_STEPS,
    HARD_EFFORT,
    STEADY,
    Suggestion,
    is_dose_done,
    next_step,
)
from imu.trend import Done

DAY_S = 86400.0
DOSE = {"left": (8, 8, 8), "right": (9, 10, 8)}


def done(day: int = 0, **known: object) -> Done:
    """Give a session on one leg with the whole dose, without pain, that was not hard."""
    plain = Done(
        recording=f"day {day}",
        started_s=day * DAY_S,
        rung="one-leg",
        load=None,
        planned_sets=3,
        planned_reps=8,
        planned_legs=("left", "right"),
        reps=DOSE,
        pain_before=0.0,
        pain_after=0.0,
        effort=5.0,
    )
    return msgspec.structs.replace(plain, **known)


def steady(**last: object) -> list[Done]:
    """Give three such sessions, the last one changed."""
    return [done(0), done(2), done(4, **last)]


def test_the_dose_three_times_without_pain_is_a_step_up() -> None:
    found = next_step(steady())
    assert (found.direction, found.rung) == ("up", "one-leg-load")
    assert found.title == "One leg, with a band or dumbbells"
    assert found.reason == "3 × 8 or more on both legs in 3 sessions, without pain."


@pytest.mark.parametrize("place", range(len(RUNGS) - 1))
def test_it_is_one_step_and_never_two(place: int) -> None:
    key = RUNGS[place].key
    reps = {"both": (8, 8, 8)} if "both" in key else DOSE
    legs = ("both",) if "both" in key else ("left", "right")
    sessions = [
        msgspec.structs.replace(one, rung=key, reps=reps, planned_legs=legs) for one in steady()
    ]
    found = next_step(sessions)
    assert (found.direction, found.rung) == ("up", RUNGS[place + 1].key)


def test_above_the_highest_step_there_is_none() -> None:
    found = next_step([msgspec.structs.replace(one, rung=RUNGS[-1].key) for one in steady()])
    assert (found.direction, found.rung) == ("stay", RUNGS[-1].key)
    assert found.reason.endswith(" This is the highest step: a little more load is what is left.")


TOP = "This is the highest step: there is none above it to work for."


@pytest.mark.parametrize(
    ("life", "reason"),
    [
        ([done(0)], TOP),
        (steady(reps={"left": (8, 8, 8), "right": (8, 8)}), TOP),
        (steady(pain_after=None), TOP),
        (steady(effort=HARD_EFFORT), f"The last session was very hard. {TOP}"),
        (
            [done(0, pain_after=3.0), done(2), done(4)],
            f"It hurt in one of the last 3 sessions. {TOP}",
        ),
    ],
)
def test_on_the_highest_step_nothing_is_said_to_be_needed(life: list[Done], reason: str) -> None:
    found = next_step([msgspec.structs.replace(one, rung=RUNGS[-1].key) for one in life])
    assert (found.direction, found.rung, found.needs) == ("stay", RUNGS[-1].key, ())
    assert found.reason == reason


def test_fewer_sessions_are_not_consistent() -> None:
    found = next_step([done(0), done(2)])
    assert found.direction == "stay"
    assert "2 of them so far" in found.reason
    assert STEADY == 3


@pytest.mark.parametrize(
    "reps",
    [
        {"left": (8, 8, 8), "right": (8, 8)},
        {"left": (8, 8, 7), "right": (8, 8, 8)},
        {"left": (8, 8, 8)},
        {},
    ],
)
def test_both_legs_have_to_do_the_dose(reps: dict[str, tuple[int, ...]]) -> None:
    session = done(4, reps=reps, planned_legs=())
    assert not is_dose_done(session)
    assert next_step([done(0), done(2), session]).direction == "stay"


@pytest.mark.parametrize("rung", [None, "my own", "2"])
def test_an_unknown_step_leads_nowhere(rung: str | None) -> None:
    found = next_step(steady(rung=rung))
    assert found == Suggestion(
        direction="stay", rung=None, title="", reason="The step is not noted."
    )


def test_nothing_done_suggests_nothing() -> None:
    assert next_step([]).direction == "stay"


# -- pain -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["pain_before", "pain_between", "pain_after"])
def test_pain_is_a_step_down(when: str) -> None:
    found = next_step(steady(**{when: 1.0}))
    assert (found.direction, found.rung) == ("down", "both-feet-band")
    assert found.reason.startswith("Pain was 1 of 10.")


def test_a_set_stopped_for_pain_is_a_step_down_whatever_was_answered() -> None:
    found = next_step(steady(stopped_for_pain=True))
    assert found.direction == "down"
    assert found.reason.startswith("A set was stopped for pain.")


def test_pain_within_the_set_limit_is_no_hindrance() -> None:
    within = [done(day, pain_after=2.0, pain_limit=3.0) for day in (0, 2, 4)]
    found = next_step(within)
    assert found.direction == "up"
    assert "within the limit of 3" in found.reason
    over = [*within[:2], done(4, pain_after=4.0, pain_limit=3.0)]
    assert next_step(over).direction == "down"
    assert "The limit is 3." in next_step(over).reason


def test_earlier_pain_keeps_from_going_up() -> None:
    found = next_step([done(0), done(2, pain_after=3.0), done(4)])
    assert found.direction == "stay"
    assert "It hurt in one of the last 3" in found.reason


def test_what_is_told_of_the_day_after_belongs_to_the_session_before() -> None:
    found = next_step([done(0), done(2), done(4, pain_since=4.0)])
    assert found.direction == "stay"
    assert "It hurt in one of the last 3" in found.reason
    before = next_step([done(0, pain_since=4.0), done(2), done(4)])
    assert before.direction == "up"  # it was after a session that is none of the three


def test_pain_that_nobody_asked_for_is_not_no_pain() -> None:
    found = next_step([done(0), done(2, pain_after=None), done(4)])
    assert found.direction == "stay"
    assert "was not told" in found.reason


def test_below_the_easiest_step_there_is_rest() -> None:
    found = next_step(steady(rung=EASIEST, stopped_for_pain=True))
    assert (found.direction, found.rung) == ("stay", EASIEST)
    assert "do less, or rest" in found.reason


# -- effort ---------------------------------------------------------------------------------------


def test_two_very_hard_sessions_are_a_step_down() -> None:
    found = next_step([done(0), done(2, effort=9.0), done(4, effort=10.0)])
    assert (found.direction, found.rung) == ("down", "both-feet-band")


def test_one_very_hard_session_only_keeps_from_going_up() -> None:
    found = next_step(steady(effort=9.0))
    assert (found.direction, found.reason) == ("stay", "The last session was very hard.")


def test_a_leg_that_twice_never_did_half_a_set_found_it_too_hard() -> None:
    weak = {"left": (8, 8, 8), "right": (3, 2)}
    assert next_step([done(0, reps=weak), done(2, reps=weak)]).direction == "down"
    assert next_step([done(0), done(2, reps=weak)]).direction == "stay"


def test_a_leg_that_was_not_planned_was_not_too_hard() -> None:
    left_only = [done(day, reps={"left": (8, 8, 8)}, planned_legs=("left",)) for day in (0, 2)]
    assert next_step(left_only).direction == "stay"


# -- like with like -------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"rung": "both-feet"}, {"load": "red"}, {"load_kg": 2.0}])
def test_only_sessions_of_the_same_step_and_load_count(change: dict[str, object]) -> None:
    assert next_step([done(0), done(2, **change), done(4)]).direction == "stay"


def test_the_order_in_which_they_are_given_does_not_matter() -> None:
    sessions = [done(0), done(2), done(4, effort=10.0), done(6, effort=9.0)]
    assert next_step(sessions[::-1]) == next_step(sessions)


def test_depth_is_no_part_of_it() -> None:
    assert not [name for name in Done.__struct_fields__ if "depth" in name or "deg" in name]
    assert "not a step up" in DEPTH_NOTE
    assert "very small hinge" in DEPTH_STEPS[0]
    for step in RUNGS:
        assert "deep" not in step.title.lower()


# -- what a step up needs --------------------------------------------------------------------------

told = st.sampled_from([None, 0.0, 2.0, 5.0])
lives = st.lists(
    st.builds(
        done,
        day=st.integers(0, 9),
        reps=st.sampled_from([DOSE, {"left": (8, 8, 8)}, {"left": (3,), "right": (3,)}]),
        pain_before=told,
        pain_after=told,
        pain_since=told,
        pain_limit=st.sampled_from([None, 3.0]),
        effort=st.sampled_from([None, 5.0, HARD_EFFORT]),
        stopped_for_pain=st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@given(lives)
def test_a_step_up_is_suggested_where_all_holds_that_it_needs_and_nowhere_else(
    sessions: list[Done],
) -> None:
    found = next_step(sessions)
    assert len(found.needs) == 4
    assert (found.direction == "up") == all(one.holds for one in found.needs)


def test_each_need_tells_how_far_one_is() -> None:
    needs = next_step([done(0), done(2, effort=HARD_EFFORT)]).needs
    assert [(one.text, one.holds) for one in needs] == [
        ("3 × 8 or more on both legs, 3 sessions in a row: 2 of 3 so far.", False),
        ("No pain in them.", True),
        ("Each time it was told afterwards whether it hurt.", True),
        ("The last session was not too hard.", False),
    ]
    needs = next_step([done(2, pain_after=4.0, pain_limit=3.0)]).needs
    assert (needs[1].text, needs[1].holds) == ("Pain of 3 or less in them.", False)
    assert not next_step([done(2, pain_after=None)]).needs[2].holds


def test_where_there_is_no_higher_step_nothing_is_needed_for_it() -> None:
    assert next_step([done(rung=RUNGS[-1].key)]).needs == ()
    assert next_step([done(rung=None)]).needs == ()
    assert next_step([]).needs == ()
