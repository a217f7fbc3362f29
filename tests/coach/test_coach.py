"""The plan led from the first countdown to the last set, as a person would live it."""

from __future__ import annotations

import msgspec
import pytest

from imu.coach.coach import WAIT_S, Coach
from imu.coach.lines import Line
from imu.coach.orders import Press
from imu.coach.plan import Plan, order_of_legs
from imu.coach.shot import Stage, Steady
from imu.events import UndoEvent
from imu.samples import CommandKind, Quality
from tests.coach.lives import PLAN, Life, rep

COUNTED = [Line.COUNTDOWN_3, Line.COUNTDOWN_2, Line.COUNTDOWN_1, Line.GO]


def test_the_first_set_is_counted_down_and_armed() -> None:
    life = Life()
    life.wait(1.0)
    assert life.coach.shot.stage is Stage.GET_READY
    assert life.coach.shot.left_s == 10
    life.wait(7.0)
    assert life.coach.shot.stage is Stage.COUNTDOWN
    assert life.coach.shot.left_s == 3
    wish = life.wait_for(CommandKind.ARM)
    assert wish.side == "left"
    assert life.now_s == pytest.approx(10.1, abs=0.15)
    assert life.lines == COUNTED
    assert life.coach.shot.stage is Stage.SET


def test_a_whole_session_with_two_sensors_needs_no_hand() -> None:
    life = Life()
    for side in ("left", "left", "right", "right"):
        assert life.wait_for(CommandKind.ARM).side == side
        life.wait(2.0)
        life.train(side, 4)
    shot = life.coach.shot
    assert shot.stage is Stage.DONE
    assert [(leg.name, [one.count for one in leg.sets]) for leg in shot.legs] == [
        ("left", [4, 4]),
        ("right", [4, 4]),
    ]
    assert life.lines.count(Line.LAST_ONE) == 4
    assert life.lines.count(Line.CHANGE_LEGS) == 1
    assert life.lines.count(Line.WELL_DONE) == 4
    assert life.lines[-1] is Line.SESSION_DONE
    assert life.coach.press(Press.NEXT).is_over


def test_rest_runs_from_the_end_of_the_set_and_says_ten_seconds() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 4)
    life.lines.clear()
    life.wait(1.0)
    shot = life.coach.shot
    assert (shot.stage, shot.left_s, shot.leg, shot.set_number) == (Stage.REST, 29, "left", 2)
    life.wait_for(CommandKind.ARM)
    assert life.lines == [Line.TEN_SECONDS, *COUNTED]


def test_praise_comes_with_the_summary_of_a_whole_set_and_never_in_one() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.wait(2.0)
    life.train("left", 4)
    assert life.lines[-2:] == [Line.WELL_DONE, Line.REST]
    life.wait_for(CommandKind.ARM)
    life.lines.clear()
    life.wait(2.0)
    life.train("left", 2)
    assert Line.WELL_DONE not in life.lines


def test_in_a_check_of_the_strap_it_comes_off_between_the_sets_of_a_leg() -> None:
    check = msgspec.structs.replace(PLAN, kind="restrap-check", sets=5)
    life = Life(Coach(check, ("left", "right")))
    for side in ("left", "right"):
        life.wait_for(CommandKind.ARM)
        life.train(side, 4)
        shot = life.coach.shot
        assert (shot.stage, shot.leg, shot.planned_sets) == (Stage.RESTRAP, side, 2)
        life.wait(90.0)
        assert life.coach.shot.stage is Stage.RESTRAP, "strapping on takes the time it takes"
        life.follow(life.coach.press(Press.NEXT))
        moved = life.wishes[-1]
        assert (moved.kind, moved.side) == (CommandKind.SENSOR_MOVED, side)
        life.wait_for(CommandKind.ARM)
        life.train(side, 4)
    assert life.coach.shot.stage is Stage.DONE
    kinds = [wish.kind for wish in life.wishes]
    assert kinds.count(CommandKind.SENSOR_MOVED) == 2


def test_the_last_leg_is_said_at_the_change_and_shown() -> None:
    life = Life(Coach(PLAN, ("right", "left")))
    for _ in range(2):
        life.wait_for(CommandKind.ARM)
        life.train("right", 4)
    assert life.lines[-2:] == [Line.CHANGE_LEGS, Line.LEFT_LEG]
    assert life.coach.shot.is_changing_leg
    assert life.coach.shot.leg == "left"


def test_one_sensor_waits_until_it_sits_on_the_other_leg() -> None:
    life = Life(Coach(PLAN, ("left", "right"), one_sensor=True))
    for _ in range(2):
        life.wait_for(CommandKind.ARM)
        life.train("left", 4)
    assert life.wishes[-1].kind is CommandKind.CHANGE_LEG
    assert life.wishes[-1].side == "left"
    assert life.lines[-1] is Line.MOVE_SENSOR
    life.wait(200.0)
    assert life.coach.shot.stage is Stage.CHANGE
    assert life.coach.shot.left_s is None
    life.follow(life.coach.press(Press.NEXT))
    assert (life.wishes[-1].kind, life.wishes[-1].side) == (CommandKind.LEG_CONFIRMED, "right")
    assert life.coach.shot.stage is Stage.GET_READY
    assert life.wait_for(CommandKind.ARM, 11.0).side == "right"


def test_on_both_feet_a_set_of_both_thighs_is_one_and_no_leg_is_changed() -> None:
    plan = Plan(rung="both-feet", sets=2, reps=4, rest_s=30.0)
    assert order_of_legs(plan) == ()
    life = Life(Coach(plan, ()))
    for number in (1, 2):
        assert life.wait_for(CommandKind.ARM).side is None
        life.train("left", 4, ends=False)
        life.ids += 1
        life.train("right", 3)
        life.end("left", 4)
        assert [one.count for one in life.coach.shot.legs[0].sets] == [4] * number
    assert life.coach.shot.stage is Stage.DONE
    assert not {Line.CHANGE_LEGS, Line.MOVE_SENSOR} & set(life.lines)


def test_a_set_that_nobody_armed_counts_for_the_leg_that_did_it() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 4)
    life.wait(5.0)
    life.train("right", 4)
    assert [leg.done for leg in life.coach.shot.legs] == [1, 1]
    assert life.coach.shot.leg == "right"


def test_less_than_half_of_a_set_is_short_and_the_set_is_still_to_be_done() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 1)
    assert life.coach.shot.legs[0].sets[0].is_short
    assert life.coach.shot.set_number == 1
    assert life.coach.shot.stage is Stage.REST


def test_a_set_stopped_by_hand_counts_however_short() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 1, stopped="person")
    assert life.coach.shot.legs[0].done == 1


def test_an_armed_set_that_does_not_begin_is_taken_back() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    wish = life.wait_for(CommandKind.DISARM, WAIT_S + 1.0)
    assert wish.side is None
    assert (life.coach.shot.stage, life.coach.shot.is_held) == (Stage.GET_READY, True)
    life.wait(100.0)
    assert life.wishes[-1].kind is CommandKind.DISARM, "nothing begins by itself any more"
    life.follow(life.coach.press(Press.NEXT))
    life.wait_for(CommandKind.ARM, 3.5)


def test_pain_stops_at_once_and_nothing_goes_on_by_itself() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 2, ends=False)
    life.follow(life.coach.press(Press.PAIN))
    assert life.wishes[-1].kind is CommandKind.PAIN_STOP
    life.end("left", 2, "pain")
    life.wait(300.0)
    assert life.coach.shot.stage is Stage.PAIN
    assert life.coach.shot.legs[0].done == 1
    assert life.coach.shot.last is not None
    assert life.coach.shot.last.stopped == "pain"
    life.follow(life.coach.press(Press.NEXT))
    assert (life.coach.shot.stage, life.coach.shot.is_held) == (Stage.GET_READY, True)


def test_next_hurries_stops_and_begins() -> None:
    life = Life()
    life.wait(1.0)
    life.follow(life.coach.press(Press.NEXT))
    assert life.coach.shot.left_s == 3
    life.follow(life.coach.press(Press.NEXT))
    assert life.wishes[-1].kind is CommandKind.ARM
    life.follow(life.coach.press(Press.NEXT))
    assert life.wishes[-1].kind is CommandKind.SET_STOP
    assert life.coach.shot.stage is Stage.GET_READY, "there was no rep in it"


def test_the_clock_can_be_held_and_goes_on() -> None:
    life = Life()
    life.wait(2.0)
    life.follow(life.coach.press(Press.HOLD))
    life.wait(60.0)
    assert (life.coach.shot.left_s, life.coach.shot.is_held) == (9, True)
    assert life.lines == []
    life.follow(life.coach.press(Press.HOLD))
    life.wait_for(CommandKind.ARM, 9.5)


def test_a_leg_can_be_chosen_while_one_rests() -> None:
    life = Life()
    life.follow(life.coach.press(Press.RIGHT))
    assert life.wait_for(CommandKind.ARM).side == "right"


def test_undo_after_the_set_corrects_it() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 4)
    life.follow(life.coach.press(Press.UNDO))
    assert life.wishes[-1].kind is CommandKind.UNDO
    life.hear(UndoEvent(time_s=life.now_s, side="left", rep_id=104, set_id=1, count=3))
    assert life.coach.shot.last is not None
    assert life.coach.shot.last.count == 3


def test_steadiness_is_told_against_the_own_usual() -> None:
    life = Life(Coach(PLAN, ("left", "right"), before_deg={"left": (1.0, 1.2, 0.9)}))
    words: list[Steady | None] = []
    for side, wobble in (("left", 1.1), ("left", 2.0), ("right", 3.0), ("right", 1.5)):
        life.wait_for(CommandKind.ARM)
        life.train(side, 4, wobble_deg=wobble)
        last = life.coach.shot.last
        assert last is not None
        words.append(last.steady)
    assert words == [Steady.USUAL, Steady.LESS, Steady.FIRST, Steady.STEADIER]
    assert life.coach.ledger.wobbles_deg == pytest.approx({"left": 1.55, "right": 2.25})


def test_a_cue_is_said_outside_the_band_only_and_not_twice_running() -> None:
    life = Life()
    life.wait_for(CommandKind.ARM)
    life.train("left", 1, ends=False)
    life.lines.clear()
    deep = Quality(met=False, unmet=("deeper-than-the-band", "not-back-to-tall"), reason="x")
    for number, quality in enumerate((deep, deep, Quality(met=True), deep), start=2):
        life.final("left", number, rep(quality=quality))
    assert life.lines == [Line.LESS_DEEP, Line.LESS_DEEP]


def test_nothing_runs_before_the_strap_on_is_over() -> None:
    coach = Coach(PLAN, ("left", "right"))
    life = Life(coach)
    coach = Coach(PLAN, ("left", "right"))
    life.coach = coach
    life.train("left", 3)
    life.wait(100.0)
    assert {wish.kind for wish in life.wishes} <= {CommandKind.TARGETS}
    coach.begin()
    life.wait_for(CommandKind.ARM, 10.5)
