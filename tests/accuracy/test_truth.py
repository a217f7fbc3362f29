"""What a counter can be asked to count."""

from __future__ import annotations

import numpy as np
import pytest

from imu.accuracy.truth import true_sets
from imu.counter.tracker import Tracker
from imu.simulator import Foil, Plan, SetPlan, SimulatedSession, simulate
from imu.simulator.plan import replace
from tests.accuracy.sessions import QUIET, without


def test_every_full_rep_is_wanted_and_no_partial_one() -> None:
    session = simulate(Plan(activities=(QUIET, SetPlan(reps=12, partial=0.4), QUIET)), 4)
    (truth,) = true_sets(session)
    kinds = [rep.kind for rep in session.truth.reps]
    assert 0 < kinds.count("partial") < 12
    assert len(truth.wanted) == 12 - kinds.count("partial")
    assert not truth.free
    assert not truth.followed


@pytest.mark.parametrize(("lost_s", "free"), [(0.3, 0), (3.0, 1)])
def test_a_rep_of_which_much_was_lost_may_be_counted_or_not(lost_s: float, free: int) -> None:
    whole = simulate(Plan(activities=(QUIET, SetPlan(reps=4), QUIET)), 4)
    second = whole.truth.reps[1]
    (truth,) = true_sets(without(whole, second.start_s, second.start_s + lost_s))
    assert len(truth.free) == free
    assert len(truth.wanted) == 4 - free


def test_what_sway_made_too_small_may_be_counted_or_not() -> None:
    tiny = SetPlan(reps=6, depth_deg=6.0, depth_cv=0.1, idle_swing_deg=2.0)
    session = simulate(Plan(activities=(QUIET, tiny, QUIET)), 2)
    (truth,) = true_sets(session)
    small = [rep for rep in session.truth.reps if rep.depth_deg < 6.0]
    assert 0 < len(small) == len(truth.free)


def test_a_lone_sensor_on_the_other_leg_follows_the_reps_that_are_done() -> None:
    session = simulate(Plan(activities=(QUIET, SetPlan(reps=3), QUIET), sensors=("left",)), 2)
    (truth,) = true_sets(session)
    assert (truth.side, truth.followed, len(truth.wanted)) == ("left", True, 3)


def test_with_two_sensors_the_resting_leg_has_no_set() -> None:
    plan = Plan(activities=(QUIET, SetPlan(reps=3), QUIET), sensors=("left", "right"))
    assert [truth.side for truth in true_sets(simulate(plan, 2))] == ["right"]
    both = replace(plan, activities=(QUIET, SetPlan(reps=3, side="both"), QUIET))
    assert [truth.side for truth in true_sets(simulate(both, 2))] == ["left", "right"]


def test_a_sensor_that_moves_sees_the_sets_of_the_leg_it_sits_on() -> None:
    moved = Foil(kind="move-sensor", duration_s=12.0)
    plan = Plan(activities=(QUIET, SetPlan(reps=2), moved, SetPlan(reps=3, side="left"), QUIET))
    truths = true_sets(simulate(plan, 2))
    assert [(t.side, len(t.wanted), t.followed) for t in truths] == [
        ("right", 2, False),
        ("left", 3, False),
    ]


def test_commands_reach_only_sensors_that_there_are() -> None:
    plan = Plan(activities=(QUIET, SetPlan(reps=2), QUIET), sensors=("left",), armed=True)
    session: SimulatedSession = simulate(plan, 2)
    tracker = Tracker(sides=("left",))
    for command in session.commands:
        tracker.feed(command)
    assert np.isfinite(session.commands[0].time_s)
