"""Foils and sets: each looks like what it is called."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from imu.samples import Floats, Side
from imu.simulator import Foil, Plan, SetPlan, SimulatedSession
from imu.simulator.draws import NUISANCES
from imu.simulator.hinges import draw_rep
from imu.simulator.plan import FoilKind, Person, replace
from imu.simulator.script import LEGS, Script
from imu.simulator.session import write_script

PlayFoil = Callable[..., SimulatedSession]
PlayExactly = Callable[..., SimulatedSession]


def during(session: SimulatedSession, kind: str, side: Side = "left") -> dict[str, Floats]:
    """Tilt, specific force and angular rate of one thigh while a foil lasts."""
    foil = next(foil for foil in session.truth.foils if foil.kind == kind)
    trace, block = session.truth.traces[side], session.blocks[side]
    inside = (trace.time_s >= foil.start_s) & (trace.time_s <= foil.end_s)
    return {
        "tilt": trace.tilt_deg[inside],
        "frontal": trace.frontal_deg[inside],
        "transverse": trace.transverse_deg[inside],
        "acc": block.acc_m_s2[inside],
        "gyr": np.degrees(block.gyr_rad_s[inside]),
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("side", LEGS)
def test_walking_swings_from_25_in_front_to_15_behind(
    play_foil: PlayFoil, seed: int, side: Side
) -> None:
    thigh = during(play_foil("walk", 20.0, seed), "walk", side)
    assert 20.0 < np.max(thigh["tilt"]) < 30.0
    assert -19.0 < np.min(thigh["tilt"]) < -10.0


@pytest.mark.parametrize("seed", range(4))
def test_legs_alternate_in_walking_at_a_human_rate(play_foil: PlayFoil, seed: int) -> None:
    session = play_foil("walk", 30.0, seed)
    left, right = (during(session, "walk", side)["tilt"][400:-400] for side in LEGS)
    assert np.corrcoef(left, right)[0, 1] < -0.8
    spectrum = np.abs(np.fft.rfft((left - left.mean()) * np.hanning(len(left)), 1 << 16))
    assert 0.7 < np.argmax(spectrum) * 200.0 / (1 << 16) < 1.15


def test_the_way_back_takes_most_of_a_stride(play_foil: PlayFoil) -> None:
    tilt = during(play_foil("walk", 30.0), "walk")["tilt"][400:-400]
    assert 0.55 < np.mean(np.diff(tilt) < 0.0) < 0.65


def test_heels_strike(play_foil: PlayFoil) -> None:
    force = np.linalg.norm(during(play_foil("walk", 20.0), "walk")["acc"], axis=1)
    assert 15.0 < np.max(force) < 45.0
    assert np.percentile(force, 50) == pytest.approx(10.0, abs=1.0)


def test_sitting_rests_near_horizontal(play_foil: PlayFoil) -> None:
    thigh = during(play_foil("sit", 6.0), "sit")
    seconds_seated = np.sum(thigh["tilt"] > 70.0) / 200.0
    assert 6.0 < seconds_seated < 9.0
    assert np.max(thigh["tilt"]) < 97.0


def test_a_short_rest_on_a_chair_is_still_a_sit(play_foil: PlayFoil) -> None:
    assert np.sum(during(play_foil("sit", 0.1), "sit")["tilt"] > 70.0) / 200.0 > 2.0


def test_heels_rise_but_thighs_do_not_bend(play_foil: PlayFoil) -> None:
    thigh = during(play_foil("heel-raise", 5.0), "heel-raise")
    assert np.max(np.abs(thigh["tilt"])) < 5.0
    assert np.ptp(thigh["acc"][:, 2]) > 0.5


def test_one_knee_is_lifted_while_the_other_leg_stands(play_foil: PlayFoil) -> None:
    session = play_foil("knee-lift", 3.0)
    highest = sorted(np.max(during(session, "knee-lift", side)["tilt"]) for side in LEGS)
    assert highest[0] < 8.0
    assert highest[1] > 35.0


def test_looking_back_turns_more_than_it_tilts(play_foil: PlayFoil) -> None:
    thigh = during(play_foil("look-back", 2.0), "look-back")
    assert np.ptp(thigh["tilt"]) < 12.0
    assert np.ptp(thigh["transverse"]) > np.ptp(thigh["tilt"])


def test_turning_round_turns_the_whole_body(play_foil: PlayFoil) -> None:
    session = play_foil("turn", 3.0)
    turned = during(session, "turn")["gyr"][:, 2].sum() / 200.0
    assert 70.0 < abs(turned) < 210.0


def test_a_fidget_stays_small(play_foil: PlayFoil) -> None:
    for seed in range(3):
        tilt = during(play_foil("fidget", 10.0, seed), "fidget")["tilt"]
        assert 1.0 < np.ptp(tilt) < 13.0


def test_the_band_is_a_bend_with_busy_hands(play_foil: PlayFoil) -> None:
    thigh = during(play_foil("band", 8.0), "band")
    assert np.max(thigh["tilt"]) > 20.0
    assert np.max(np.abs(np.diff(thigh["acc"], axis=0))) > 1.0


def test_strap_handling_knocks_the_sensor_against_the_thigh(play_foil: PlayFoil) -> None:
    session = play_foil("handling", 5.0)
    thigh = during(session, "handling")
    own = np.gradient(thigh["tilt"], 0.005)
    assert np.max(np.abs(-thigh["gyr"][:, 1] - own)) > 40.0


@pytest.mark.parametrize("kind", [*NUISANCES, "lean", "place-block"])
@pytest.mark.parametrize("seed", range(3))
def test_a_foil_ends_as_it_began(play_foil: PlayFoil, kind: FoilKind, seed: int) -> None:
    session = play_foil(kind, 4.0, seed)
    assert session.labels["reps"] == []
    assert [foil.kind for foil in session.truth.foils] == [kind]
    for side, block in session.blocks.items():
        tilt = session.truth.traces[side].tilt_deg
        assert tilt[-1] == pytest.approx(1.0, abs=0.6)
        assert np.linalg.norm(block.acc_m_s2[-100:], axis=1) == pytest.approx(9.8, abs=0.4)


def test_leaning_tilts_the_thighs_and_keeps_them_there(play_foil: PlayFoil) -> None:
    for seed in range(3):
        tilt = during(play_foil("lean", 10.0, seed), "lean")["tilt"]
        middle = tilt[len(tilt) // 3 : -len(tilt) // 3]
        assert 1.0 < abs(np.mean(middle) - 1.0) < 12.0
        assert np.ptp(middle) < 1.0


def test_a_foot_reaches_back_for_the_block(play_foil: PlayFoil) -> None:
    session = play_foil("place-block", 10.0)
    tilts = [during(session, "place-block", side)["tilt"] for side in LEGS]
    assert max(np.max(tilt) for tilt in tilts) > 35.0
    assert min(np.min(tilt) for tilt in tilts) < -6.0
    assert max(np.min(tilt) for tilt in tilts) > -2.0


def test_a_sensor_strapped_on_anew_sits_another_way_round(play_foil: PlayFoil) -> None:
    session = play_foil("re-strap", 10.0)
    for block in session.blocks.values():
        before, after = (
            np.mean(block.acc_m_s2[part], axis=0) for part in (slice(200), slice(-100, None))
        )
        cosine = before @ after / np.linalg.norm(before) / np.linalg.norm(after)
        assert cosine < np.cos(np.radians(15.0))


def test_a_hand_takes_a_better_hold_between_reps(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=12, regrip=0.5, top_s=1.5))
    grips = [foil for foil in session.truth.foils if foil.kind == "re-grip"]
    assert 2 <= len(grips) <= 10
    reps = session.truth.reps
    assert len(reps) == 12
    for grip in grips:
        assert not any(rep.start_s + 0.2 < grip.start_s < rep.end_s - 0.2 for rep in reps)


def test_muscles_that_work_tremble(play_foil: PlayFoil) -> None:
    session = play_foil("lone-hinge", 10.0)
    quiet = session.truth.traces["left"].frontal_deg[:250]
    assert np.std(during(session, "lone-hinge")["frontal"]) > 1.5 * np.std(quiet)


def test_quiet_standing_hardly_moves(play_foil: PlayFoil) -> None:
    block = play_foil("quiet", 5.0).blocks["left"]
    assert np.max(np.degrees(np.std(block.gyr_rad_s, axis=0))) < 1.5
    assert np.max(np.std(block.acc_m_s2, axis=0)) < 0.1


def test_the_foot_steps_on_to_the_block_and_off_again(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=3, mount="look-back"))
    assert [foil.kind for foil in session.truth.foils] == ["look-back", "step", "step"]
    off, on = (during(session, "step", side)["tilt"] for side in LEGS)
    assert np.ptp(off) > 8.0
    assert np.ptp(on) < 6.0


def test_a_foot_stays_on_the_block_if_it_is_told_to(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=2, leave=False), SetPlan(reps=2, mount="stay"))
    assert [foil.kind for foil in session.truth.foils] == ["step", "step"]
    assert session.truth.foils[1].start_s > session.truth.reps[-1].end_s


def test_balance_may_be_lost_between_reps(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=4, step_off=1.0))
    lost = [foil for foil in session.truth.foils if foil.kind == "step-off"]
    assert len(lost) == 3
    for foil, rep in zip(lost, session.truth.reps, strict=False):
        assert rep.end_s < foil.start_s + 0.5


def test_the_idle_leg_swings_along(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=6, side="left", depth_deg=35.0, idle_swing_deg=14.0))
    inside = session.truth.sets[0]
    trace = session.truth.traces["right"]
    window = (trace.time_s > inside.start_s) & (trace.time_s < inside.end_s)
    assert np.ptp(trace.tilt_deg[window]) == pytest.approx(14.0, rel=0.3)
    assert {rep.side for rep in session.truth.reps} == {"left"}


def test_two_feet_on_the_floor_work_together(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=5, side="both"))
    left = [rep for rep in session.truth.reps if rep.side == "left"]
    right = [rep for rep in session.truth.reps if rep.side == "right"]
    assert len(left) == len(right) == 5
    for one, other in zip(left, right, strict=True):
        assert one.start_s == pytest.approx(other.start_s, abs=0.5)
        assert one.end_s == pytest.approx(other.end_s, abs=0.5)


@pytest.mark.parametrize(("style", "least", "most"), [("hinge", -8.0, 6.0), ("squat", 20.0, 45.0)])
def test_only_in_a_squat_the_knee_travels_forward(style: str, least: float, most: float) -> None:
    plan = SetPlan(reps=3, side="both", depth_deg=80.0)
    plan = replace(plan, style=style)
    script = write_script(Plan(activities=(plan,)), np.random.default_rng(1))
    assert [mark.style for mark in script.sets] == [style]
    shank = script.body.left.shank.at(np.arange(0.0, script.now, 0.01)).value
    assert least <= shank[np.argmax(np.abs(shank))] <= most


def rep_script(seed: int = 4) -> Script:
    return Script(Person(), np.random.default_rng(seed))


def test_kinds_of_reps_come_as_often_as_planned(mixed_set: SetPlan) -> None:
    script = rep_script()
    kinds = [draw_rep(script, mixed_set, number=3).kind for _ in range(2000)]
    for kind in ("rep", "partial", "pulse", "hitch", "not-tall"):
        assert np.mean([k == kind for k in kinds]) == pytest.approx(0.2, abs=0.04)


def test_full_and_partial_depths_never_meet(mixed_set: SetPlan) -> None:
    script, plan = rep_script(), replace(mixed_set, depth_cv=0.3, tired_depth=0.3)
    for number in range(300):
        shape = draw_rep(script, plan, number % plan.reps)
        share = shape.depth_deg / plan.depth_deg
        assert share < 0.45 if shape.kind == "partial" else share > 0.6


def test_a_tired_person_gets_shallower_and_slower() -> None:
    script = rep_script()
    plan = SetPlan(reps=10, depth_cv=0.0, tempo_cv=0.0, tired_depth=0.2, tired_up=0.5)
    first, last = (draw_rep(script, plan, number) for number in (0, 9))
    assert last.depth_deg == pytest.approx(0.8 * first.depth_deg)
    assert last.up_s == pytest.approx(1.5 * first.up_s)
    assert last.down_s == first.down_s


def test_the_last_rep_of_a_set_ends_tall() -> None:
    script, plan = rep_script(), SetPlan(reps=5, not_tall=1.0)
    assert draw_rep(script, plan, 3).kind == "not-tall"
    assert draw_rep(script, plan, 4).kind == "rep"


def test_touch_and_go_never_rests(play_exactly: PlayExactly) -> None:
    session = play_exactly(SetPlan(reps=6, top_s=0.0, bottom_s=0.0))
    reps = session.truth.reps
    gaps = [late.start_s - early.end_s for early, late in pairwise(reps)]
    assert max(gaps) < 0.8


def test_an_unknown_part_of_a_plan_is_refused() -> None:
    with pytest.raises(TypeError):
        Foil(kind="walk", length_s=3.0)  # pyright: ignore[reportCallIssue]
