"""When a set is over, and what is told, taken back and made final then."""

from __future__ import annotations

import msgspec
import pytest

from imu.counter.entries import SetState
from imu.counter.items import Settled
from imu.counter.saved import dumps, loads
from imu.events import (
    RepEvent,
    RepFinalEvent,
    UndoEvent,
)
from tests.counter.builders import at, counts, judge_all, judged, keeper
from tests.counter.set_help import a_set, armed, ends, kinds, rejections, series


def test_two_alone_are_withdrawn_with_their_dots() -> None:
    sets = keeper()
    judge_all(sets, at(2.0), at(5.0))
    assert sets.advance(13.8) == []
    gone = rejections(sets.advance(14.0))
    assert [(e.rep_id, e.reason, e.start_s) for e in gone] == [
        (1, "isolated", 2.0),
        (2, "isolated", 5.0),
    ]
    assert [e.time_s for e in gone] == pytest.approx([13.9, 13.9])
    assert [m.reason for m in sets.rejected()] == ["isolated", "isolated"]


@pytest.mark.parametrize("noticed_s", [18.5, 25.0, 1000.0])
def test_a_set_is_over_at_its_due_second_however_late_that_is_noticed(noticed_s: float) -> None:
    sets = a_set(3)
    assert sets.advance(18.39) == []
    events = sets.advance(noticed_s)
    assert kinds(events) == ["repfinal", "set"]
    (end,) = ends(events)
    assert end.time_s == pytest.approx(10.4 + 8.0)
    assert (end.start_s, end.end_s, end.count, end.stopped) == (2.0, 10.4, 3, "")
    assert sets.advance(noticed_s + 1.0) == []


def test_a_movement_that_begins_in_time_holds_the_set_open() -> None:
    late = at(18.0, duration_s=3.0)
    assert counts(judge_all(a_set(3), late)) == [4]
    events = judge_all(a_set(3), at(18.5, duration_s=3.0))
    assert kinds(events) == ["repfinal", "set", "dot"]
    assert ends(events)[0].time_s == pytest.approx(18.4)


def test_a_thigh_that_is_away_from_the_top_holds_the_set_open() -> None:
    sets = a_set(3)
    assert sets.set_busy(16.5, True, 16.5) == []
    assert sets.advance(40.0) == []
    (end,) = ends(sets.set_busy(41.0, False, 41.0))
    assert end.time_s == 41.0  # what was told meanwhile is not overtaken


def test_a_cycle_that_is_over_no_longer_holds_the_set_open() -> None:
    sets = a_set(2)
    sets.set_busy(8.5, True, 8.5)
    judge_all(sets, at(8.0))
    assert len(ends(sets.advance(30.0))) == 1


def test_a_set_started_by_command_waits_longer() -> None:
    sets = keeper()
    sets.arm(0.0, True, explicit=True)
    judge_all(sets, at(2.0), at(5.0))
    assert sets.advance(37.3) == []
    assert [e.time_s for e in ends(sets.advance(60.0))] == [pytest.approx(37.4)]


def test_the_next_set_has_the_next_number() -> None:
    sets = a_set(3)
    sets.advance(60.0)
    events = judge_all(sets, at(70.0), at(73.0), at(76.0))
    assert counts(events) == [1, 2, 3]
    assert [e.set_id for e in events if isinstance(e, RepEvent)] == [2, 2, 2]
    assert [e.rep_id for e in events if isinstance(e, RepEvent)] == [4, 5, 6]


def test_a_reason_of_the_gate_or_the_other_leg_rejects() -> None:
    sets = a_set(3)
    (walking,) = rejections(sets.judged(13.4, judged(at(11.0), "walking"), False))
    (idle,) = rejections(sets.judged(16.4, judged(at(14.0)), True))
    assert [(e.reason, e.rep_id) for e in (walking, idle)] == [("walking", 0), ("idle-leg", 0)]
    assert [m.reason for m in sets.rejected()] == ["walking", "idle-leg"]


@pytest.mark.parametrize(("reason", "said"), [("step", "idle-leg"), ("walking", "walking")])
def test_that_the_other_leg_worked_is_the_better_reason_for_what_it_may_look_like(
    reason: str, said: str
) -> None:
    (event,) = rejections(keeper().judged(5.0, judged(at(2.0), reason), True))
    assert event.reason == said


def test_a_rejected_movement_does_not_prolong_the_set() -> None:
    sets = a_set(3)
    sets.judged(16.5, judged(at(14.1), "walking"), False)
    assert ends(sets.advance(30.0))[0].time_s == pytest.approx(18.4)


def test_a_movement_too_small_for_a_rep_puts_the_end_off_within_bounds() -> None:
    """A very small partial rep is no cycle, but the person is still at it."""
    sets = a_set(3)
    sets.set_busy(12.0, True, 12.0)
    sets.set_busy(13.0, False, 13.0)
    assert sets.advance(20.9) == []
    for start_s in (14.0, 20.0):
        sets.set_busy(start_s, True, start_s)
        sets.set_busy(start_s + 1.0, False, start_s + 1.0)
    (end,) = ends(sets.advance(40.0))
    assert end.time_s == pytest.approx(10.4 + 1.5 * 8.0)


def test_being_armed_after_the_last_rep_is_meant_for_the_next_set() -> None:
    sets = a_set(3)
    sets.arm(15.0, True)
    assert len(ends(sets.advance(40.0))) == 1
    assert counts(judge_all(sets, at(45.0))) == [1]


def test_a_movement_that_a_second_look_found_to_be_a_rep_is_not_listed_as_rejected() -> None:
    sets = keeper()
    sets.judged(4.4, judged(at(2.0), "out-of-plane"), False)
    sets.judged(1.0, judged(at(0.0, duration_s=1.0), "step"), False)
    judge_all(sets, at(2.1), at(5.0), at(8.0))
    assert [m.reason for m in sets.rejected()] == ["out-of-plane", "step"]
    sets.leave(20.0)
    assert [m.reason for m in sets.rejected()] == ["step"]


# -- stop, undo, finals ----------------------------------------------------------------------------


@pytest.mark.parametrize("stopped", ["person", "pain"])
def test_a_stopped_set_is_kept_even_with_one_rep(stopped: str) -> None:
    sets = keeper()
    judge_all(sets, at(2.0))
    events = sets.stop(5.0, stopped)
    assert kinds(events) == ["set", "rep", "repfinal", "set"]
    assert counts(events) == [1]
    (end,) = ends(events)
    assert (end.time_s, end.count, end.stopped) == (5.0, 1, stopped)
    assert sets.state.done[0].stopped == stopped
    assert not sets.state.armed


def test_stopping_nothing_gives_nothing_and_disarms() -> None:
    sets = armed()
    assert sets.stop(5.0, "person") == []
    assert sets.state.done == []
    assert kinds(judge_all(sets, at(7.0))) == ["dot"]


def test_leaving_drops_too_few_and_keeps_a_set() -> None:
    few = keeper()
    judge_all(few, at(2.0), at(5.0))
    assert [e.reason for e in rejections(few.leave(8.0))] == ["isolated", "isolated"]
    assert few.leave(9.0) == []
    (end,) = ends(a_set(3).leave(11.0))
    assert (end.time_s, end.count) == (11.0, 3)


def test_undo_takes_back_the_last_counted_rep_and_each_only_once() -> None:
    sets = a_set(3)
    for rep_id, count in ((3, 2), (2, 1)):
        (event,) = sets.undo(11.0)
        assert isinstance(event, UndoEvent)
        assert (event.rep_id, event.set_id, event.count) == (rep_id, 1, count)
    assert counts(judge_all(sets, at(11.5))) == [2]
    sets.leave(20.0)
    reps = sets.state.done[0].reps
    assert [rep.counted for rep in reps] == [True, False, False, True]
    assert reps[1].flags == reps[2].flags == ("undone",)
    assert reps[2].announced_s == 10.4


def test_there_is_nothing_to_undo_before_something_was_announced() -> None:
    sets = keeper()
    judge_all(sets, at(2.0))
    assert sets.undo(5.0) == []
    assert sets.last_announced_s < -1e9
    three = a_set(3)
    assert three.last_announced_s == 10.4


def test_finals_come_in_order_each_once_with_what_was_learnt_meanwhile() -> None:
    sets = keeper()
    events = judge_all(sets, at(2.0), at(5.0))
    sets.settled(Settled(judged(at(5.0)).key, 0.7))
    sets.settled(Settled(12345, 9.9))
    events += judge_all(sets, at(8.0), at(11.0)) + sets.leave(20.0)
    finals = [e for e in events if isinstance(e, RepFinalEvent)]
    assert [e.rep_id for e in finals] == [1, 2, 3, 4]
    assert [e.rep.metrics["top_s"] for e in finals] == [pytest.approx(0.6)] * 3 + [None]
    assert [e.rep.metrics["return_deg"] for e in finals] == [None, 0.7, None, None]
    assert tuple(e.rep for e in finals) == sets.state.done[0].reps
    assert [e.rep.provisional_s for e in finals] == [4.4, 7.4, 10.4, 13.4]
    assert [e.rep.announced_s for e in finals] == [10.4, 10.4, 10.4, 13.4]


def test_a_restored_keeper_goes_on_alike() -> None:
    straight, restored = keeper(), keeper()
    for start in [*series(5), 14.0 + 3.0, 60.0, 63.0, 66.0]:
        restored = keeper(state=loads(dumps(restored.state), SetState))
        assert judge_all(restored, at(start)) == judge_all(straight, at(start))
    assert dumps(restored.state) == dumps(straight.state)


# -- seen in a frame that was wrong ----------------------------------------------------------------


def test_dots_of_a_wrong_frame_go_and_the_reps_are_judged_anew() -> None:
    sets = keeper()
    judge_all(sets, at(2.0), at(5.0))
    gone = rejections(sets.retract(9.0, 4.5))
    assert [e.rep_id for e in gone] == [2]
    assert counts(judge_all(sets, at(5.2), at(8.2))) == [1, 2, 3]


def test_what_was_announced_stays_and_is_not_counted_again() -> None:
    sets = a_set(3)
    assert sets.retract(11.0, 2.0) == []
    assert counts(judge_all(sets, at(5.1), at(8.1), at(11.0))) == [4]


def test_nor_is_a_set_that_is_over_told_a_second_time() -> None:
    sets = a_set(3)
    sets.advance(30.0)
    assert [sets.judged(40.0, judged(at(start)), False) for start in series(3)] == [[], [], []]
    assert len(sets.state.done) == 1


def test_what_ends_while_the_past_is_gone_through_ends_now() -> None:
    """Events that were told since are not overtaken."""
    sets = keeper()
    for start_s in (2.0, 5.0, 8.0):
        sets.judged(40.0, msgspec.structs.replace(judged(at(start_s)), past=True), False)
    assert sets.advance(40.0) == []
    (end,) = ends(sets.set_busy(40.0, False, 40.0))
    assert (end.time_s, end.count) == (40.0, 3)
