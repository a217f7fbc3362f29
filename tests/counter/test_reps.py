"""The machine: what is one cycle, how it ends, and what a hole in the stream does to it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.cycles import TICK_HZ, BottomTurn, Close, Cycle, Phase
from imu.counter.reps import RepDetector, RepState
from imu.counter.saved import dumps, loads
from imu.settings import RepSettings
from tests.counter.builders import Leg, cycles, found, levels, machine, rep

STAND: Leg = (1.0, 0.0)


def detector() -> RepDetector:
    return RepDetector(RepSettings())


@pytest.mark.parametrize("depth", [7.0, 12.0, 20.0, 45.0, 90.0])
@pytest.mark.parametrize("down_s", [0.4, 1.0, 3.0])
def test_each_rep_is_one_cycle_from_tall_to_tall(depth: float, down_s: float) -> None:
    legs = [leg for _ in range(4) for leg in (*rep(depth, down_s), STAND)]
    found_cycles = machine(STAND, *legs)
    assert len(found_cycles) == 4
    period = round((2 * down_s + 1.3) * TICK_HZ)
    for n, cycle in enumerate(found_cycles):
        start = 25 + n * period
        assert cycle.close is Close.RETURNED
        assert cycle.pulses == 0
        assert cycle.torn_s == 0.0
        assert cycle.peak_deg - cycle.base_deg == pytest.approx(depth, abs=0.02 * depth + 0.1)
        assert start <= cycle.low_tick <= cycle.peak_tick <= cycle.end_tick <= start + period
        assert cycle.decided_tick == cycle.end_tick
        assert cycle.end_deg <= max(1.2, 0.05 * depth) + 0.1


@pytest.mark.parametrize("depth", [2.0, 3.5])
def test_what_stays_below_a_rep_is_no_cycle(depth: float) -> None:
    assert machine(STAND, *rep(depth), STAND, *rep(depth), STAND) == []


def test_the_turn_at_the_bottom_is_told_once_with_the_name_of_its_cycle() -> None:
    things = found(detector(), levels(STAND, *rep(20.0, hold_s=1.0), STAND))
    turns = [thing for thing in things if isinstance(thing, BottomTurn)]
    (cycle,) = cycles(things)
    assert len(turns) == 1
    assert turns[0].peak_tick == cycle.first_peak_tick == cycle.peak_tick
    assert turns[0].low_tick == cycle.low_tick
    assert cycle.peak_tick < turns[0].tick < cycle.end_tick
    assert turns[0].peak_deg == pytest.approx(20.0)


def test_a_second_dip_before_half_way_up_is_a_pulse_of_the_same_rep() -> None:
    pulsed: list[Leg] = [(1.0, 20.0), (0.5, 12.0), (0.5, 21.0), (1.0, 0.0)]
    things = found(detector(), levels(STAND, *pulsed, STAND))
    (cycle,) = cycles(things)
    assert cycle.pulses == 1
    assert cycle.peak_deg == pytest.approx(21.0, abs=0.1)
    assert cycle.first_peak_tick == pytest.approx(50, abs=1)
    assert cycle.peak_tick == pytest.approx(75, abs=1)
    assert sum(isinstance(thing, BottomTurn) for thing in things) == 1


def test_two_pulses_are_counted() -> None:
    pulsed: list[Leg] = [(1.0, 20.0), *[(0.5, 12.0), (0.5, 20.0)] * 2, (1.0, 0.0)]
    assert [cycle.pulses for cycle in machine(STAND, *pulsed, STAND)] == [2]


def test_a_slow_deep_pulse_is_counted_once() -> None:
    pulsed: list[Leg] = [(1.0, 60.0), (2.0, 32.0), (2.0, 60.0), (1.0, 0.0)]
    assert [cycle.pulses for cycle in machine(STAND, *pulsed, STAND)] == [1]


@pytest.mark.parametrize(("up_to", "reps"), [(12.0, 1), (8.0, 2), (4.0, 2)])
def test_half_way_up_divides_a_pulse_from_a_rep_that_was_not_tall(up_to: float, reps: int) -> None:
    twice: list[Leg] = [(1.0, 20.0), (0.7, up_to), (0.7, 20.0), (1.0, 0.0)]
    assert len(machine(STAND, *twice, STAND)) == reps


def test_turning_down_again_short_of_tall_ends_the_rep_there() -> None:
    twice: list[Leg] = [(1.0, 20.0), (1.0, 6.0), (1.0, 20.0), (1.0, 0.0)]
    first, second = machine(STAND, *twice, STAND)
    assert first.close is Close.TURNED
    assert first.end_deg == pytest.approx(6.0, abs=0.1)
    assert first.end_tick == pytest.approx(75, abs=1)
    assert first.decided_tick > first.end_tick
    assert second.low_tick == first.end_tick
    assert second.close is Close.RETURNED


def test_standing_still_short_of_tall_ends_the_rep_as_stalled() -> None:
    first, second = machine(STAND, (1.0, 20.0), (1.0, 4.0), (1.5, 4.0), *rep(20.0), STAND)
    assert first.close is Close.STALLED
    assert first.end_deg == pytest.approx(4.0, abs=0.2)
    assert second.close is Close.RETURNED


def test_standing_still_far_from_tall_on_the_way_up_does_not_end_the_rep() -> None:
    (cycle,) = machine(STAND, (1.0, 20.0), (0.5, 10.0), (0.6, 10.0), (0.5, 0.0), STAND)
    assert cycle.close is Close.RETURNED


def test_touch_and_go_reps_without_a_moment_at_the_top_are_apart() -> None:
    legs = [leg for _ in range(6) for leg in rep(25.0, 0.6, 0.0)]
    assert len(machine(STAND, *legs, STAND)) == 6


def test_a_rep_may_take_ten_seconds() -> None:
    legs = [leg for _ in range(3) for leg in rep(20.0, 5.0, 0.0)]
    assert [round(c.peak_deg) for c in machine((2.0, 0.0), *legs, STAND)] == [20, 20, 20]


def test_nineteen_seconds_at_the_bottom_are_still_one_rep() -> None:
    (cycle,) = machine(STAND, *rep(20.0, hold_s=19.0), STAND)
    assert (cycle.close, cycle.end_tick - cycle.low_tick > 19 * TICK_HZ) == (Close.RETURNED, True)


@pytest.mark.parametrize(("behind", "depth"), [(-30.0, 50.0), (-60.0, 20.0)])
def test_what_is_far_behind_tall_was_a_hand_and_moves_no_baseline(
    behind: float, depth: float
) -> None:
    machine_now = detector()
    found(machine_now, levels(STAND, (0.5, behind), (0.5, 20.0)))
    assert machine_now.tilt_deg - machine_now.base_deg == pytest.approx(depth, abs=1.0)


def test_how_long_the_thigh_is_away_from_the_top() -> None:
    machine_now = detector()
    found(machine_now, levels(STAND))
    assert machine_now.away_s == 0.0
    found(machine_now, levels((1.0, 20.0), (5.0, 20.0)), 26)
    assert machine_now.away_s == pytest.approx(6.0, abs=0.3)


def test_so_long_still_that_it_is_the_new_tall_is_no_rep() -> None:
    machine_now = detector()
    assert found(machine_now, levels(STAND, (1.0, 12.0), (33.0, 12.0))) == []
    assert machine_now.phase is Phase.TOP
    assert machine_now.base_deg == pytest.approx(12.0)
    later = cycles(found(machine_now, levels(*rep(32.0, top=12.0), (1.0, 12.0), start=12.0), 876))
    assert [cycle.peak_deg - cycle.base_deg for cycle in later] == [pytest.approx(20.0, abs=0.5)]


def test_phases_are_gone_through_in_order() -> None:
    machine_now = detector()
    seen: list[Phase] = []
    for tick, tilt in enumerate(levels(STAND, *rep(20.0, hold_s=1.0), STAND)):
        machine_now.step(tick, tilt)
        if not seen or seen[-1] is not machine_now.phase:
            seen.append(machine_now.phase)
    assert seen == [Phase.TOP, Phase.ECCENTRIC, Phase.BOTTOM, Phase.CONCENTRIC, Phase.TOP]
    assert (machine_now.last_tick, machine_now.tilt_deg) == (125, 0.0)


@examples(max_examples=40)
@given(st.floats(-14.0, 14.0), st.floats(8.0, 60.0), st.floats(0.5, 3.0), st.floats(0.0, 3.0))
def test_reps_from_any_first_pose_are_counted_from_there(
    start: float, depth: float, down_s: float, hold_s: float
) -> None:
    legs = [leg for _ in range(3) for leg in (*rep(start + depth, down_s, hold_s, start),)]
    found_cycles = machine((1.0, start), *legs, (1.0, start), start=start)
    assert len(found_cycles) == 3
    assert all(c.peak_deg - c.base_deg == pytest.approx(depth, abs=1.0) for c in found_cycles)


@examples(max_examples=15)
@given(st.floats(8.0, 40.0), st.lists(st.floats(0.6, 1.6), min_size=2, max_size=4))
def test_a_restored_machine_finds_the_same_cycles(depth: float, shares: list[float]) -> None:
    legs = [leg for share in shares for leg in (*rep(depth * share, 0.6, 0.2), (0.4, 0.0))]
    tilts = levels((0.6, 0.0), *legs)
    straight, saved = detector(), detector()
    for tick, tilt in enumerate(tilts):
        saved = RepDetector(RepSettings(), loads(dumps(saved.state), RepState))
        assert saved.step(tick, tilt) == straight.step(tick, tilt)
    assert dumps(saved.state) == dumps(straight.state)


def test_typical_depth_is_the_median_of_the_last_five_reps() -> None:
    machine_now = detector()
    for depth in (10.0, 10.0, 10.0, 30.0, 40.0, 35.0, 33.0, 5.0):
        machine_now.learn_depth(depth)
    assert machine_now.state.depths == [30.0, 40.0, 35.0, 33.0, 5.0]
    assert machine_now.state.typical == 33.0


def test_a_shallow_movement_is_a_cycle_only_where_reps_are_shallow() -> None:
    deep, shallow = detector(), detector()
    deep.learn_depth(60.0)
    shallow.learn_depth(10.0)
    dip = levels(STAND, *rep(9.0), STAND)
    assert (len(cycles(found(deep, dip))), len(cycles(found(shallow, dip)))) == (0, 1)


# -- holes in the stream ---------------------------------------------------------------------------


def torn(before: list[Leg], seconds: float, after: list[Leg], start: float) -> list[Cycle]:
    """What the machine finds before, at and after a hole."""
    machine_now = detector()
    first = levels(*before)
    closed = cycles(found(machine_now, first))
    at_hole = machine_now.tear(seconds)
    if at_hole is not None:
        closed.append(at_hole)
    resume = len(first) + math.ceil(seconds * TICK_HZ)
    closed += cycles(found(machine_now, levels(*after, start=start), resume))
    return closed


def test_a_hole_near_the_top_ends_the_rep_at_the_last_sample_before_it() -> None:
    (cycle,) = torn([STAND, (1.0, 20.0), (0.7, 3.0)], 1.0, [STAND], 0.0)
    assert (cycle.close, cycle.torn_s) == (Close.TORN, 0.0)
    assert cycle.end_tick == cycle.decided_tick == 68
    assert cycle.end_deg == pytest.approx(3.0)


def test_a_short_hole_in_the_middle_of_a_rep_is_remembered_by_it() -> None:
    (cycle,) = torn([STAND, (1.0, 20.0)], 1.0, [(0.3, 20.0), (1.0, 0.0), STAND], 20.0)
    assert (cycle.close, cycle.torn_s) == (Close.RETURNED, 1.0)


def test_a_rep_with_too_long_a_hole_is_given_up_as_torn() -> None:
    after: list[Leg] = [(1.0, 0.0), STAND, *rep(20.0), STAND]
    first, second = torn([STAND, (1.0, 20.0)], 2.5, after, 0.0)
    assert (first.close, first.torn_s) == (Close.TORN, 2.5)
    assert first.end_deg == pytest.approx(20.0)
    assert (second.close, second.torn_s) == (Close.RETURNED, 0.0)


def test_short_holes_add_up() -> None:
    machine_now = detector()
    found(machine_now, levels(STAND, (1.0, 20.0)))
    assert machine_now.tear(1.2) is None
    found(machine_now, [20.0] * 5, 90)
    cycle = machine_now.tear(1.2)
    assert cycle is not None
    assert (cycle.close, cycle.torn_s) == (Close.TORN, pytest.approx(2.4))


def test_a_hole_at_the_top_is_no_cycle_and_the_next_rep_knows_nothing_of_it() -> None:
    (cycle,) = torn([STAND], 5.0, [STAND, *rep(20.0), STAND], 0.0)
    assert cycle.torn_s == 0.0
    assert cycle.low_tick > 26 + 125


def test_a_movement_that_began_unseen_is_no_cycle() -> None:
    assert torn([STAND], 5.0, [(0.5, 20.0), (1.0, 0.0), STAND], 20.0) == []


def test_on_the_way_down_a_hole_near_the_top_does_not_end_the_rep() -> None:
    machine_now = detector()
    way_down = levels(STAND, (1.0, 20.0))[: 25 + 10]
    found(machine_now, way_down)
    assert machine_now.phase is Phase.ECCENTRIC
    assert machine_now.tear(0.5) is None
    assert machine_now.phase is Phase.ECCENTRIC


def test_the_depth_of_long_ago_does_not_hide_shallow_reps() -> None:
    """Placing the block bends the knees by 70 degrees; the hinges after it may have 12."""
    one = detector()
    found(one, levels(STAND, *rep(70.0), STAND))
    one.learn_depth(70.0)
    pause: Leg = (15.0, 0.0)
    shallow = cycles(found(one, levels(pause, *rep(12.0), STAND, *rep(12.0), STAND), 90))
    assert [round(cycle.peak_deg) for cycle in shallow] == [12, 12]


def test_the_depth_of_a_moment_ago_is_what_is_expected() -> None:
    one = detector()
    found(one, levels(STAND, *rep(70.0), STAND))
    one.learn_depth(70.0)
    assert cycles(found(one, levels(STAND, *rep(12.0), STAND), 90)) == []
