"""Intervals of reps against a slow, separate evaluation of the rule, sample by sample."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from imu.samples import Floats, Side
from imu.simulator import Person, Plan, SetPlan, SimulatedSession, TrueRep, simulate
from imu.simulator.body import tilt
from imu.simulator.plan import replace
from imu.simulator.script import RepMark, Script
from imu.simulator.session import write_script
from imu.simulator.truth import true_reps, true_tilts

PlayExactly = Callable[..., SimulatedSession]
STEADY = Person(sway_deg=0.0, wobble_deg=0.0, twist_deg=0.0, tremor_deg=0.0)
FINE_S = 0.002
REACH_S = 0.4


def script_of(plan: SetPlan, person: Person, seed: int) -> Script:
    return write_script(Plan(activities=(plan,), person=person), np.random.default_rng(seed))


def found(script: Script) -> tuple[TrueRep, ...]:
    return true_reps(script, true_tilts(script.body, script.now))


class ByHand:
    """The rule of the product, walked sample by sample at 500 Hz."""

    def __init__(self, script: Script, side: Side, mark: RepMark, others: list[RepMark]) -> None:
        self.time = np.arange(0.0, script.now, FINE_S)
        self.tilt: list[float] = tilt(script.body, side, self.time).tolist()
        self.mark = mark
        self.peak = self.peak_of(mark)
        self.walls = [self.peak_of(other) for other in others]
        self.depth = self.tilt[self.peak] - mark.tall_deg

    def peak_of(self, mark: RepMark) -> int:
        inside = range(round(mark.from_s / FINE_S), round(mark.to_s / FINE_S))
        return max(inside, key=lambda i: self.tilt[i])

    def bound(self, direction: int) -> float:
        """Walk away from the deepest sample until near tall; else the lowest on the way."""
        limit = self.mark.to_s + REACH_S if direction > 0 else self.mark.from_s - REACH_S
        now = lowest = self.peak
        while 0 < now < len(self.tilt) - 1 and (limit - now * FINE_S) * direction > 0.0:
            if now in self.walls:
                break
            if self.tilt[now] <= self.mark.tall_deg + 0.05 * self.depth:
                return now * FINE_S
            lowest = min(lowest, now, key=lambda i: self.tilt[i])
            now += direction
        return lowest * FINE_S

    def bottom(self) -> tuple[float, float]:
        """Walk both ways from the deepest sample for as long as tilt stays within 5 % of it."""
        floor = self.tilt[self.peak] - 0.05 * self.depth
        first = last = self.peak
        while self.tilt[first] >= floor:
            first -= 1
        while self.tilt[last] >= floor:
            last += 1
        return first * FINE_S, last * FINE_S


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("top_s", [0.0, 1.0])
@pytest.mark.parametrize("depth_deg", [10.0, 30.0])
def test_bounds_follow_the_rule(
    mixed_set: SetPlan, seed: int, top_s: float, depth_deg: float
) -> None:
    plan = replace(mixed_set, reps=6, top_s=top_s, depth_deg=depth_deg)
    script = script_of(plan, Person(), seed)
    reps = found(script)
    assert len(reps) == 6
    for mark, rep in zip(script.reps, reps, strict=True):
        hand = ByHand(script, rep.side, mark, [m for m in script.reps if m is not mark])
        assert rep.depth_deg == pytest.approx(hand.depth, abs=0.01)
        assert rep.deepest_s == pytest.approx(hand.peak * FINE_S, abs=0.01)
        assert rep.start_s == pytest.approx(hand.bound(-1), abs=0.008)
        assert rep.end_s == pytest.approx(hand.bound(+1), abs=0.008)
        start, end = hand.bottom()
        assert rep.bottom_start_s == pytest.approx(start, abs=0.008)
        assert rep.bottom_end_s == pytest.approx(end, abs=0.008)


def test_a_steady_rep_lasts_as_long_as_arithmetic_says() -> None:
    # A minimum-jerk step passes 5 % of its way after 0.189 of its time.
    plan = SetPlan(reps=3, tempo_cv=0.0, depth_cv=0.0, down_s=2.0, up_s=1.0, bottom_s=0.5)
    share = np.linspace(0.0, 1.0, 100_001)
    edge = float(np.interp(0.05, share**3 * (10.0 - 15.0 * share + 6.0 * share**2), share))
    for rep in found(script_of(plan, STEADY, 1)):
        assert rep.bottom_start_s - rep.start_s == pytest.approx(2.0 * (1.0 - 2.0 * edge), abs=2e-3)
        assert rep.bottom_end_s - rep.bottom_start_s == pytest.approx(0.5 + 3.0 * edge, abs=2e-3)
        assert rep.end_s - rep.bottom_end_s == pytest.approx(1.0 * (1.0 - 2.0 * edge), abs=2e-3)


def test_a_steady_even_rep_is_the_same_backwards() -> None:
    plan = SetPlan(reps=1, tempo_cv=0.0, down_s=1.6, up_s=1.6)
    script = script_of(plan, STEADY, 1)
    rep = found(script)[0]
    middle = (rep.bottom_start_s + rep.bottom_end_s) / 2.0
    away = np.linspace(0.0, 2.0, 200)
    before = tilt(script.body, "right", (middle - away)[::-1])[::-1]
    assert tilt(script.body, "right", middle + away) == pytest.approx(before, abs=0.02)


def kinds(plan: SetPlan, kind: str) -> list[TrueRep]:
    sessions = (simulate(Plan(activities=(plan,), person=STEADY), seed) for seed in range(3))
    return [rep for session in sessions for rep in session.truth.reps if rep.kind == kind]


def tilt_between(session: SimulatedSession, start_s: float, end_s: float) -> Floats:
    trace = session.truth.tilts["right"]
    return trace.tilt_deg[(trace.time_s >= start_s) & (trace.time_s <= end_s)]


def test_a_partial_rep_is_less_than_half_as_deep() -> None:
    reps = kinds(SetPlan(reps=6, partial=1.0, depth_deg=40.0), "partial")
    assert len(reps) == 18
    assert all(0.2 * 40.0 < rep.depth_deg < 0.45 * 40.0 for rep in reps)


def test_a_pulse_dips_twice_without_coming_half_way_up() -> None:
    session = simulate(Plan(activities=(SetPlan(reps=5, pulse=1.0),), person=STEADY), 2)
    assert len(session.truth.reps) == 5
    for rep in session.truth.reps:
        course = tilt_between(session, rep.start_s, rep.end_s) - rep.tall_deg
        deep = np.flatnonzero(course > 0.99 * rep.depth_deg)
        between_dips = np.min(course[deep[0] : deep[-1]])
        assert 0.55 < between_dips / rep.depth_deg < 0.9
        held = tilt_between(session, rep.bottom_start_s, rep.bottom_end_s) - rep.tall_deg
        assert np.min(held) > 0.94 * rep.depth_deg


def test_a_rep_that_is_not_tall_stops_short_and_the_next_one_starts_there() -> None:
    session = simulate(Plan(activities=(SetPlan(reps=5, not_tall=1.0),), person=STEADY), 2)
    reps = session.truth.reps
    assert [rep.kind for rep in reps] == ["not-tall"] * 4 + ["rep"]
    for rep, after in pairwise(reps):
        between = tilt_between(session, rep.end_s, after.start_s) - rep.tall_deg
        assert 0.09 < np.min(between) / rep.depth_deg < 0.26
        assert rep.end_s <= after.start_s


def test_a_partial_rep_begins_tall() -> None:
    plan = SetPlan(reps=40, partial=0.5, not_tall=0.5)
    reps = simulate(Plan(activities=(plan,)), 1).truth.reps
    followers = [after.kind for rep, after in pairwise(reps) if rep.kind == "not-tall"]
    assert len(followers) > 5
    assert "partial" not in followers


def test_a_hitch_halts_half_way() -> None:
    session = simulate(Plan(activities=(SetPlan(reps=5, hitch=1.0),), person=STEADY), 2)
    for rep in session.truth.reps:
        course = tilt_between(session, rep.start_s, rep.end_s) - rep.tall_deg
        half_way = np.abs(course / rep.depth_deg - 0.5) < 0.02
        assert np.sum(half_way) / 200.0 > 0.2


@pytest.mark.parametrize("seed", range(3))
def test_reps_never_overlap(mixed_set: SetPlan, seed: int) -> None:
    session = simulate(Plan(activities=(replace(mixed_set, top_s=0.0),)), seed)
    reps = session.truth.reps
    for rep in reps:
        assert rep.start_s < rep.bottom_start_s <= rep.deepest_s <= rep.bottom_end_s < rep.end_s
    for early, late in pairwise(reps):
        assert early.end_s <= late.start_s


def test_tall_differs_a_little_from_set_to_set() -> None:
    session = simulate(Plan(activities=(SetPlan(reps=1),) * 8), 1)
    tall = [rep.tall_deg for rep in session.truth.reps]
    assert 0.3 < np.std(tall) < 2.0


def test_labels_say_what_truth_says() -> None:
    session = simulate(Plan(activities=(SetPlan(reps=3), SetPlan(side="left", reps=2))), 1)
    labels = session.labels
    assert labels["schema_version"] == 1
    assert labels["exhaustive"] is True
    assert "simulated" in labels["quality"]
    # The left leg carries no sensor: its reps are true, but not in the recording.
    assert len(session.truth.reps) == 5
    assert [row["side"] for row in labels["reps"]] == ["right"] * 3
    row, rep = labels["reps"][0], session.truth.reps[0]
    assert set(row) == {"side", "start_s", "end_s", "bottom_s", "depth_deg", "set", "kind"}
    assert row["start_s"] == pytest.approx(rep.start_s, abs=1e-4)
    assert row["start_s"] < row["bottom_s"] < row["end_s"]
    assert (row["set"], row["kind"]) == (0, "rep")


def test_true_tilt_is_known_of_both_legs() -> None:
    session = simulate(Plan(activities=(SetPlan(reps=2),)), 1)
    assert set(session.truth.tilts) == {"left", "right"}
    trace = session.truth.traces["right"]
    on_grid = np.interp(
        trace.time_s, session.truth.tilts["right"].time_s, session.truth.tilts["right"].tilt_deg
    )
    assert trace.tilt_deg == pytest.approx(on_grid, abs=1e-2)
