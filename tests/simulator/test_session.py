"""Whole sessions: the same bytes again, valid samples in every stratum, packets in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from imu.errors import UsageError
from imu.samples import Block, CommandKind
from imu.simulator import (
    STRATA,
    Foil,
    Plan,
    Radio,
    SetPlan,
    SimulatedSession,
    TrueRep,
    random_plan,
    routine,
    simulate,
)
from imu.simulator.draws import BENDS
from imu.simulator.plan import Person, replace
from imu.simulator.session import cut, write_script

STAND = Foil(kind="quiet", duration_s=2.0)
SHORT = Plan(activities=(Foil(kind="walk", duration_s=4.0), SetPlan(reps=3)))
MOVED = Plan(
    activities=(SetPlan(reps=3), Foil(kind="move-sensor", duration_s=12.0), SetPlan(side="left")),
    radio=Radio(packet=11),
)


def bytes_of(session: SimulatedSession) -> bytes:
    parts: list[bytes] = []
    for packet in session.packets():
        parts += [packet.time_s.tobytes(), packet.acc_m_s2.tobytes(), packet.gyr_rad_s.tobytes()]
    parts += [trace.quaternion.tobytes() for trace in session.truth.traces.values()]
    return b"".join(parts) + json.dumps(session.labels).encode()


def assert_valid(block: Block) -> None:
    n = len(block)
    assert n > 0
    assert block.seq is not None
    assert block.host_time_s is not None
    assert block.sensor_time_s is not None
    for values in (block.time_s, block.host_time_s, block.sensor_time_s):
        assert values.shape == (n,)
        assert np.all(np.isfinite(values))
    for vectors in (block.acc_m_s2, block.gyr_rad_s):
        assert vectors.shape == (n, 3)
        assert np.all(np.isfinite(vectors))
    assert np.all(np.diff(block.time_s) > 0.0)
    assert np.all(np.diff(block.sensor_time_s) > 0.0)
    assert np.all(np.diff(block.seq) > 0)
    assert np.all(np.diff(block.host_time_s) >= 0.0)
    assert np.min(block.host_time_s - block.time_s) > -0.05


def test_every_stratum_is_valid(random_session: SimulatedSession) -> None:
    for side, block in random_session.blocks.items():
        assert block.side == side
        assert_valid(block)
        force = np.linalg.norm(block.acc_m_s2, axis=1)
        assert np.median(force) == pytest.approx(9.8, abs=1.0)
        trace = random_session.truth.traces[side]
        assert np.all(np.isfinite(trace.quaternion))
        assert np.linalg.norm(trace.quaternion, axis=1) == pytest.approx(1.0)
        assert np.linalg.norm(trace.up, axis=1) == pytest.approx(1.0)
        assert -40.0 < np.min(trace.tilt_deg) < np.max(trace.tilt_deg) < 110.0


def test_every_stratum_has_true_reps_or_none(random_session: SimulatedSession) -> None:
    reps = random_session.truth.reps
    if random_session.plan.note == "foils-only":
        assert reps == ()
        return
    assert len(reps) >= 3
    for rep in reps:
        assert 0.0 <= rep.start_s < rep.bottom_start_s <= rep.bottom_end_s < rep.end_s
        assert rep.end_s <= random_session.duration_s
        assert 1.0 < rep.depth_deg < 110.0


def test_packets_carry_exactly_the_samples(random_session: SimulatedSession) -> None:
    packets = list(random_session.packets())
    arrivals = [float(p.host_time_s[0]) for p in packets if p.host_time_s is not None]
    assert arrivals == sorted(arrivals)
    assert max(len(packet) for packet in packets) <= 20
    for side, block in random_session.blocks.items():
        mine = [packet for packet in packets if packet.side == side]
        for name in ("time_s", "acc_m_s2", "gyr_rad_s", "seq", "host_time_s", "sensor_time_s"):
            joined = np.concatenate([getattr(packet, name) for packet in mine])
            assert np.array_equal(joined, getattr(block, name))


def test_foils_and_reps_keep_apart(random_session: SimulatedSession) -> None:
    for foil in random_session.truth.foils:
        assert 0.0 <= foil.start_s < foil.end_s <= random_session.duration_s + 1e-9
        if foil.kind == "step-off":
            continue
        for rep in random_session.truth.reps:
            assert rep.deepest_s < foil.start_s or rep.deepest_s > foil.end_s


@pytest.mark.parametrize("plan", [SHORT, MOVED, random_plan(3, "packet-loss")])
def test_the_same_seed_gives_the_same_bytes(plan: Plan) -> None:
    assert bytes_of(simulate(plan, 7)) == bytes_of(simulate(plan, 7))


def test_another_seed_gives_another_session() -> None:
    assert bytes_of(simulate(SHORT, 7)) != bytes_of(simulate(SHORT, 8))


@pytest.mark.parametrize("stratum", STRATA)
def test_random_plans_repeat_and_differ(stratum: str) -> None:
    assert random_plan(5, stratum) == random_plan(5, stratum)
    assert random_plan(5, stratum) != random_plan(6, stratum)
    assert random_plan(5, stratum).note == stratum


def test_strata_do_not_share_draws() -> None:
    people = [msgspec.json.encode(random_plan(5, stratum).person) for stratum in STRATA]
    assert len(set(people)) == len(STRATA)


def test_a_plan_survives_json() -> None:
    for stratum in STRATA:
        plan = random_plan(2, stratum)
        assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan


def test_an_unknown_stratum_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="touch-and-go"):
        random_plan(1, "slwo")


def test_strata_are_about_what_they_are_called(
    session_of: Callable[[str], SimulatedSession],
) -> None:
    def reps(stratum: str) -> tuple[TrueRep, ...]:
        return session_of(stratum).truth.reps

    assert np.median([rep.end_s - rep.start_s for rep in reps("slow")]) > 4.0
    assert np.median([rep.end_s - rep.start_s for rep in reps("fast")]) < 1.6
    shallow = [rep.depth_deg for rep in reps("shallow")]
    assert 5.0 < min(shallow) < max(shallow) < 20.0
    pauses = [rep.bottom_end_s - rep.bottom_start_s for rep in reps("bottom-pauses")]
    assert np.median(pauses) > 1.0
    assert {rep.kind for rep in reps("partials")} > {"rep", "partial"}
    assert len(session_of("two-sensors").blocks) == len(session_of("moved-sensor").blocks) == 2
    assert "sit" in {foil.kind for foil in session_of("chair-sits").truth.foils}
    assert len({foil.kind for foil in session_of("fidget-walking").truth.foils}) > 4
    lossy = next(iter(session_of("packet-loss").blocks.values()))
    assert lossy.seq is not None
    assert len(lossy) < lossy.seq[-1]
    lengths = [rep.end_s - rep.start_s for rep in reps("very-slow")]
    assert np.median(lengths) > 8.0
    holds = [rep.end_s - rep.start_s for rep in reps("long-holds")]
    assert np.median(holds) > 6.5
    assert [rep.kind for rep in reps("lazy-returns")].count("not-tall") > 2
    assert 6.0 < np.median([rep.depth_deg for rep in reps("smallest")]) < 10.0
    assert {rep.side for rep in reps("both-feet")} == {"left", "right"}
    assert {"lean", "step"} <= {foil.kind for foil in session_of("chair").truth.foils}
    assert "re-strap" in {foil.kind for foil in session_of("re-strapped").truth.foils}
    assert session_of("kickstand-leg").labels["reps"] == []
    assert reps("kickstand-leg")
    assert "step-off" in {foil.kind for foil in session_of("step-offs").truth.foils}
    assert session_of("fifty-hertz").plan.radio.rate_hz < 53.0
    slipped = next(iter(session_of("slipping").plan.mounts.values()))
    assert slipped.slip_deg > 2.0


def test_one_sensor_moves_from_leg_to_leg_on_one_clock() -> None:
    session = simulate(MOVED, 3)
    first, second = session.blocks["right"], session.blocks["left"]
    assert first.seq is not None
    assert second.seq is not None
    assert second.seq[0] == first.seq[-1] + 1
    assert second.time_s[0] - first.time_s[-1] == pytest.approx(0.01, abs=1e-4)
    assert [row["side"] for row in session.labels["reps"]] == ["right"] * 3 + ["left"] * 8
    kinds = [(command.kind, command.side) for command in session.commands]
    assert kinds == [(CommandKind.SENSOR_OFF, "right"), (CommandKind.SENSOR_ON, "left")]
    assert session.commands[0].time_s == pytest.approx(first.time_s[-1], abs=0.02)
    foil = next(foil for foil in session.truth.foils if foil.kind == "handling")
    assert session.commands[0].time_s == pytest.approx((foil.start_s + foil.end_s) / 2, abs=1.5)


def test_a_moved_sensor_is_the_same_specimen_strapped_on_anew() -> None:
    session = simulate(MOVED, 3)
    one, other = (session.truth.traces[side] for side in ("right", "left"))
    assert not np.allclose(one.strap_wxyz, other.strap_wxyz, atol=0.05)
    turns = np.linalg.norm(session.blocks["left"].gyr_rad_s, axis=1)
    in_hand, strapped_on = turns[:300], turns[-200:]
    assert np.max(in_hand) > 2.0
    assert np.median(strapped_on) < 0.1


def test_a_moved_sensor_ends_in_its_place() -> None:
    script = write_script(MOVED, np.random.default_rng(1))
    end = np.array([script.now])
    for leg in (script.body.left, script.body.right):
        for track in (*leg.tissue, *leg.shock):
            assert track.at(end).value == pytest.approx([0.0], abs=1e-9)


def test_two_sensors_have_clocks_of_their_own() -> None:
    radios = {"left": Radio(clock_ppm=100.0), "right": Radio(clock_ppm=-100.0, sync_error_s=0.02)}
    plan = replace(SHORT, sensors=("left", "right"), radios=radios)
    session = simulate(plan, 2)
    left, right = session.blocks["left"], session.blocks["right"]
    assert left.time_s[0] != right.time_s[0]
    spans = [block.time_s[1000] - block.time_s[0] for block in (left, right)]
    assert spans == pytest.approx([10.001, 9.999], abs=2e-6)


def test_an_armed_session_tells_the_counter_before_each_set() -> None:
    routine_of_both = routine(sides=("left", "right"), sets=2)
    plan = Plan(activities=routine_of_both, armed=True, sensors=("left", "right"))
    session = simulate(plan, 1)
    assert [command.kind for command in session.commands] == [CommandKind.ARM] * 4
    assert [command.side for command in session.commands] == ["left"] * 2 + ["right"] * 2
    for command, true_set in zip(session.commands, session.truth.sets, strict=True):
        first = min(r.start_s for r in session.truth.reps if r.set_index == true_set.index)
        assert true_set.start_s < command.time_s < first


def test_the_person_does_not_depend_on_the_sensors() -> None:
    one, both = simulate(SHORT, 4), simulate(replace(SHORT, sensors=("left", "right")), 4)
    slow = simulate(replace(SHORT, radio=Radio(rate_hz=50.0)), 4)
    assert one.truth.reps == both.truth.reps == slow.truth.reps
    assert np.array_equal(one.blocks["right"].acc_m_s2, both.blocks["right"].acc_m_s2)


@pytest.mark.parametrize(
    "plan",
    [
        replace(SHORT, sensors=()),
        replace(SHORT, sensors=("left", "left")),
        replace(MOVED, sensors=("left", "right")),
        replace(MOVED, activities=(*MOVED.activities, *MOVED.activities)),
    ],
)
def test_impossible_sensors_are_refused(plan: Plan) -> None:
    with pytest.raises(UsageError):
        simulate(plan, 1)


def test_a_session_of_nothing_is_empty() -> None:
    session = simulate(Plan(activities=()), 1)
    assert session.duration_s == 0.0
    assert len(session.blocks["right"]) == 0
    assert session.labels["reps"] == []


def test_cutting_needs_no_optional_columns() -> None:
    block = Block("left", np.arange(5.0), np.zeros((5, 3)), np.ones((5, 3)))
    parts = list(cut(block, (2, 3)))
    assert [len(part) for part in parts] == [2, 3]
    assert parts[1].time_s.tolist() == [2.0, 3.0, 4.0]
    assert parts[1].seq is None


def test_sway_is_the_persons() -> None:
    steady = Person(sway_deg=0.0, wobble_deg=0.0, twist_deg=0.0, tremor_deg=0.0)
    plans = (replace(SHORT, person=person) for person in (steady, Person(sway_deg=1.0)))
    spread: list[float] = []
    for session in (simulate(plan, 5) for plan in plans):
        start, tilt = session.truth.sets[0].start_s, session.truth.tilts["right"]
        waiting = (tilt.time_s > start + 0.6) & (tilt.time_s < start + 2.4)
        spread.append(float(np.std(tilt.tilt_deg[waiting])))
    assert spread[0] < 1e-9
    assert spread[1] > 0.1


def test_the_counter_is_told_before_or_behind_the_step_on_to_the_block() -> None:
    plan = Plan(activities=(STAND, SetPlan(reps=2), STAND), armed=True)
    late, early = (simulate(replace(plan, armed_early=told), 3) for told in (False, True))
    step = next(foil for foil in late.truth.foils if foil.kind == "step")
    assert early.commands[0].time_s <= step.start_s < step.end_s < late.commands[0].time_s
    assert late.commands[0].time_s < late.truth.reps[0].start_s


def test_what_is_told_of_a_leg_without_a_sensor_is_told_to_all_that_there_are() -> None:
    session = simulate(Plan(activities=(STAND, SetPlan(reps=2)), sensors=("left",), armed=True), 1)
    assert [command.side for command in session.commands] == [None]


def test_half_of_the_random_sessions_are_told_of_their_sets() -> None:
    plans = [random_plan(seed, "clean") for seed in range(40)]
    told = [plan for plan in plans if plan.armed]
    assert 10 < len(told) < 30
    assert 4 < sum(plan.armed_early for plan in told) < len(told) - 4
    assert not any(plan.armed_early for plan in plans if not plan.armed)


def test_no_two_bends_in_a_row_are_called_foils() -> None:
    for seed in range(30):
        plan = random_plan(seed, "foils-only")
        kinds = [part.kind for part in plan.activities if isinstance(part, Foil)]
        assert not any(a in BENDS and b in BENDS for a, b in pairwise(kinds))
