"""Candidates become reps of a set, counted in two steps."""

from __future__ import annotations

from dataclasses import replace

from imu.counter.items import AtBottom
from imu.events import (
    DotEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
)
from tests.counter.builders import GOOD, at, counts, judge_all, judged, keeper
from tests.counter.set_help import a_set, armed, ends, kinds, rejections, series

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


def test_dots_from_before_being_armed_are_no_reps_of_the_set() -> None:
    """Bending down to the band, say; then the button, then the set."""
    sets = keeper()
    judge_all(sets, at(2.0, 60.0), at(5.0))
    gone = rejections(sets.arm(7.5, True))
    assert [(e.rep_id, e.reason) for e in gone] == [(1, "isolated"), (2, "isolated")]
    events = judge_all(sets, at(8.0))
    assert (counts(events), rejections(events)) == ([1], [])


def test_disarming_takes_it_back() -> None:
    sets = armed()
    sets.arm(0.0, False)
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


# -- counted at the bottom -------------------------------------------------------------------------


def bottom(start_s: float, depth: float = 25.0) -> AtBottom:
    whole = at(start_s, depth)
    return AtBottom(judged(whole).key, start_s, whole.bottom_s, depth)


def test_two_partial_reps_among_the_first_ones_do_not_decide_what_is_usual() -> None:
    sets = keeper()
    depths = (39.9, 38.0, 12.0, 13.2, 38.9)
    events = judge_all(sets, *[at(2.0 + 3.0 * n, depth) for n, depth in enumerate(depths)])
    assert counts(events) == [1, 2, 3]
    assert [entry.counted for entry in sets.state.open] == [True, True, False, False, True]


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
