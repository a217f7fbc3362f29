"""Candidates become reps of a set, counted in two steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imu.entries import SetState
from imu.events import (
    AnyEvent,
    DotEvent,
    RejectedEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
    UndoEvent,
)
from imu.items import AtBottom, Settled
from imu.saved import dumps, loads
from imu.sets import SetKeeper
from tests.stages.builders import GOOD, at, counts, judge_all, judged, keeper


def kinds(events: list[AnyEvent]) -> list[str]:
    return [type(event).__name__.removesuffix("Event").lower() for event in events]


def series(n: int, first_s: float = 2.0) -> list[float]:
    return [first_s + 3.0 * i for i in range(n)]


def armed(at_bottom: bool = False) -> SetKeeper:
    sets = keeper(at_bottom=at_bottom)
    sets.arm(True)
    return sets


def a_set(n: int) -> SetKeeper:
    """An unarmed set of `n` reps under way; the last one ends 0.6 s before 2 + 3 n."""
    sets = keeper()
    judge_all(sets, *[at(start) for start in series(n)])
    return sets


def ends(events: list[AnyEvent]) -> list[SetEvent]:
    return [e for e in events if isinstance(e, SetEvent) and e.state == "end"]


def rejections(events: list[AnyEvent]) -> list[RejectedEvent]:
    return [e for e in events if isinstance(e, RejectedEvent)]


# -- two steps -------------------------------------------------------------------------------------


def test_unarmed_dots_appear_until_the_third_one_alike_announces_all_together() -> None:
    sets = keeper()
    assert kinds(judge_all(sets, at(2.0), at(5.0))) == ["dot", "dot"]
    third = judge_all(sets, at(8.0))
    assert kinds(third) == ["dot", "set", "rep", "rep", "rep", "repfinal", "repfinal"]
    assert counts(third) == [1, 2, 3]
    start = third[1]
    assert isinstance(start, SetEvent)
    assert (start.state, start.set_id, start.start_s, start.count) == ("start", 1, 2.0, 0)
    assert {event.time_s for event in third} == {10.4}
    fourth = judge_all(sets, at(11.0))
    assert kinds(fourth) == ["rep", "repfinal"]
    assert counts(fourth) == [4]


def test_the_dot_and_the_rep_and_the_final_of_one_movement_share_their_id() -> None:
    sets = keeper()
    events = judge_all(sets, *[at(start) for start in series(4)]) + sets.leave(20.0)
    for kind in (RepEvent, RepFinalEvent):
        assert [e.rep_id for e in events if isinstance(e, kind)] == [1, 2, 3, 4]
    assert [e.rep_id for e in events if isinstance(e, DotEvent)] == [1, 2, 3]
    dot = events[0]
    assert isinstance(dot, DotEvent)
    assert (dot.start_s, dot.bottom_s, dot.depth_deg) == (2.0, 3.2, 25.0)


def test_armed_each_is_announced_at_once_and_one_is_a_set() -> None:
    sets = armed()
    assert kinds(judge_all(sets, at(2.0))) == ["dot", "set", "rep"]
    assert counts(judge_all(sets, at(5.0, 60.0))) == [2]
    (end,) = ends(sets.advance(100.0))
    assert end.count == 2


def test_being_armed_makes_reps_of_the_dots_before_however_unlike() -> None:
    sets = keeper()
    judge_all(sets, at(2.0, 60.0), at(5.0))
    sets.arm(True)
    events = judge_all(sets, at(8.0))
    assert (counts(events), rejections(events)) == ([1, 2, 3], [])


def test_disarming_takes_it_back() -> None:
    sets = armed()
    sets.arm(False)
    assert kinds(judge_all(sets, at(2.0))) == ["dot"]


def test_arming_ends_with_the_set() -> None:
    sets = armed()
    judge_all(sets, at(2.0))
    assert len(ends(sets.advance(60.0))) == 1
    assert kinds(judge_all(sets, at(70.0))) == ["dot"]


def test_what_is_unlike_does_not_make_three() -> None:
    sets = keeper()
    assert counts(judge_all(sets, at(2.0, 20.0), at(5.0, 45.0), at(8.0, 30.0))) == []
    assert counts(judge_all(sets, at(11.0, 30.0), at(14.0, 30.0))) != []


def test_a_deeper_movement_before_the_set_falls_out_with_its_dot() -> None:
    sets = keeper()
    events = judge_all(sets, at(2.0, 46.0), at(5.0), at(8.0), at(11.0))
    assert counts(events)[-1] == 3
    (gone,) = rejections(events)
    assert (gone.rep_id, gone.reason, gone.start_s) == (1, "isolated", 2.0)
    assert sets.state.open[0].candidate.start_s == 5.0


def test_two_alike_after_a_deeper_movement_are_still_too_few() -> None:
    assert counts(judge_all(keeper(), at(2.0, 46.0), at(5.0), at(8.0))) == []


def test_one_deep_movement_just_before_does_not_cost_the_whole_set() -> None:
    sets = keeper()
    events = judge_all(sets, at(2.0, 60.0), *[at(start) for start in series(8, 6.0)])
    assert counts(events)[-1:] == [8]


def test_a_far_deeper_movement_in_an_unarmed_set_is_no_rep_of_it() -> None:
    sets = a_set(4)
    (gone,) = rejections(judge_all(sets, at(14.0, 63.0)))
    assert (gone.reason, gone.rep_id) == ("isolated", 0)
    assert counts(judge_all(sets, at(17.0))) == [5]
    deep = armed()
    assert counts(judge_all(deep, at(2.0), at(5.0, 63.0))) == [1, 2]


# -- partial ---------------------------------------------------------------------------------------


def test_half_as_deep_is_listed_but_not_counted() -> None:
    sets = a_set(3)
    assert counts(judge_all(sets, at(11.0, 12.4))) == []
    assert counts(judge_all(sets, at(14.0, 12.6))) == [4]
    sets.leave(30.0)
    reps = sets.state.done[0].reps
    assert [(rep.counted, rep.flags) for rep in reps[3:]] == [(False, ("partial",)), (True, ())]
    assert reps[3].announced_s is None
    assert sets.state.done[0].count == 4


def test_a_shallow_start_is_partial_once_the_set_is_known() -> None:
    sets = keeper()
    events = judge_all(sets, at(2.0, 11.0), at(5.0), at(8.0), at(11.0))
    assert counts(events) == [1, 2, 3]
    assert sets.state.open[0].flags == ["partial"]
    assert rejections(events) == []


# -- isolated, the end of a set --------------------------------------------------------------------


def test_two_alone_are_withdrawn_with_their_dots() -> None:
    sets = keeper()
    judge_all(sets, at(2.0), at(5.0))
    assert sets.advance(16.3) == []
    gone = rejections(sets.advance(16.5))
    assert [(e.rep_id, e.reason, e.start_s) for e in gone] == [
        (1, "isolated", 2.0),
        (2, "isolated", 5.0),
    ]
    assert [e.time_s for e in gone] == pytest.approx([16.4, 16.4])
    assert [m.reason for m in sets.rejected()] == ["isolated", "isolated"]


@pytest.mark.parametrize("noticed_s", [19.5, 25.0, 1000.0])
def test_a_set_is_over_at_its_due_second_however_late_that_is_noticed(noticed_s: float) -> None:
    sets = a_set(3)
    assert sets.advance(19.39) == []
    events = sets.advance(noticed_s)
    assert kinds(events) == ["repfinal", "set"]
    (end,) = ends(events)
    assert end.time_s == pytest.approx(10.4 + 9.0)
    assert (end.start_s, end.end_s, end.count, end.stopped) == (2.0, 10.4, 3, "")
    assert sets.advance(noticed_s + 1.0) == []


def test_a_movement_that_begins_in_time_holds_the_set_open() -> None:
    late = at(19.0, duration_s=3.0)
    assert counts(judge_all(a_set(3), late)) == [4]
    events = judge_all(a_set(3), at(19.5, duration_s=3.0))
    assert kinds(events) == ["repfinal", "set", "dot"]
    assert ends(events)[0].time_s == pytest.approx(19.4)


def test_a_thigh_that_is_away_from_the_top_holds_the_set_open() -> None:
    sets = a_set(3)
    assert sets.set_busy(19.0, True) == []
    assert sets.advance(40.0) == []
    (end,) = ends(sets.set_busy(41.0, False))
    assert end.time_s == pytest.approx(19.4)


def test_a_cycle_that_is_over_no_longer_holds_the_set_open() -> None:
    sets = a_set(2)
    sets.set_busy(8.5, True)
    judge_all(sets, at(8.0))
    assert len(ends(sets.advance(30.0))) == 1


def test_a_set_started_by_command_waits_longer() -> None:
    sets = keeper()
    sets.arm(True, explicit=True)
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
    sets.judged(19.0, judged(at(16.6), "walking"), False)
    assert ends(sets.advance(30.0))[0].time_s == pytest.approx(19.4)


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


# -- counted at the bottom -------------------------------------------------------------------------


def bottom(start_s: float, depth: float = 25.0) -> AtBottom:
    whole = at(start_s, depth)
    return AtBottom(judged(whole).key, start_s, whole.bottom_s, depth)


def test_armed_and_so_chosen_a_rep_is_counted_at_its_bottom_and_not_again() -> None:
    sets = armed(at_bottom=True)
    first = sets.bottom(3.3, bottom(2.0))
    assert kinds(first) == ["set", "rep"]
    assert {event.time_s for event in first} == {3.3}
    assert judge_all(sets, at(2.0)) == []
    assert counts(sets.bottom(6.3, bottom(5.0))) == [2]
    assert kinds(judge_all(sets, at(5.0))) == ["repfinal"]
    sets.leave(9.0)
    reps = sets.state.done[0].reps
    assert [(r.announced_s, r.end_s) for r in reps] == [(3.3, 4.4), (6.3, 7.4)]


def test_the_bottom_is_not_counted_unarmed_nor_unless_chosen_nor_when_shallow() -> None:
    assert keeper(at_bottom=True).bottom(3.3, bottom(2.0)) == []
    assert armed().bottom(3.3, bottom(2.0)) == []
    sets = armed(at_bottom=True)
    judge_all(sets, at(2.0))
    assert sets.bottom(6.3, bottom(5.0, 12.0)) == []
    assert counts(judge_all(sets, at(5.0, 30.0))) == [2]


def test_what_was_counted_at_the_bottom_is_never_withdrawn() -> None:
    sets = armed(at_bottom=True)
    sets.bottom(3.3, bottom(2.0))
    assert rejections(sets.judged(4.4, judged(at(2.0), "step"), False)) == []
    sets.leave(9.0)
    (rep,) = sets.state.done[0].reps
    assert (rep.counted, rep.flags, rep.announced_s) == (True, ("uncertain",), 3.3)


def test_another_cycle_than_the_one_counted_is_judged_by_itself() -> None:
    sets = armed(at_bottom=True)
    sets.bottom(3.3, bottom(2.0))
    other = replace(GOOD, start_s=2.0)
    assert counts(sets.judged(4.4, judged(other, key=999), False)) != []
