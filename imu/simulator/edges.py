"""Twelve more strata: the edges of what a rep, a set, a leg and a sensor can be."""

from __future__ import annotations

from collections.abc import Callable

from imu.simulator.dice import Dice
from imu.simulator.draws import draw_foils, draw_session, draw_sets, draw_shape
from imu.simulator.plan import Activity, FoilKind, Plan, SetPlan, replace
from imu.simulator.script import LEGS
from imu.simulator.stance import other

SET_UP: tuple[FoilKind, ...] = ("place-block", "band", "look-back", "handling", "lean", "pick-up")
"""What a person does in front of the block before a set, again and again."""


def _very_slow(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        down_s=dice.real(4.0, 6.0),
        bottom_s=dice.real(0.0, 2.0),
        up_s=dice.real(4.0, 6.0),
        top_s=dice.real(0.3, 3.0),
        tired_up=dice.real(0.0, 0.2),
        reps=dice.whole(3, 5),
    )
    return _with_worse_gyroscope(dice, draw_session(dice, draw_sets(dice, shape)))


def _long_holds(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        bottom_s=dice.real(4.0, 14.0),
        tempo_cv=0.15,
        reps=dice.whole(3, 6),
    )
    return _with_worse_gyroscope(dice, draw_session(dice, draw_sets(dice, shape)))


def _lazy_returns(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        not_tall=dice.real(0.4, 0.9),
        top_s=dice.real(0.0, 1.0),
        reps=dice.whole(6, 12),
    )
    return _with_worse_gyroscope(dice, draw_session(dice, draw_sets(dice, shape)))


def _smallest(dice: Dice) -> Plan:
    """The safest start: seven to nine degrees, every one of them of at least six."""
    depth = dice.real(7.2, 9.0)
    shape = replace(
        draw_shape(dice, dice.side()),
        depth_deg=depth,
        depth_cv=0.05,
        tired_depth=0.0,
        idle_swing_deg=dice.real(0.3, 0.8) * depth,
        reps=dice.whole(5, 10),
    )
    plan = draw_session(dice, draw_sets(dice, shape))
    steady = replace(plan.person, sway_deg=dice.real(0.15, 0.4), tremor_deg=dice.real(0.0, 0.02))
    return _with_worse_gyroscope(dice, replace(plan, person=steady))


def _both_feet(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, "both"), reps=dice.whole(6, 12))
    plan = draw_session(dice, draw_sets(dice, shape))
    return replace(plan, sensors=LEGS if dice.chance(0.5) else plan.sensors)


def _chair(dice: Dice) -> Plan:
    """A hand on a chair: steadier, leaning on it before and after, and taking hold anew."""
    shape = replace(
        draw_shape(dice, dice.side()),
        unsteady=dice.real(0.3, 0.7),
        regrip=dice.real(0.05, 0.3),
        top_s=dice.real(0.8, 2.5),
    )
    plan = draw_session(dice, draw_sets(dice, shape))
    leaning: list[Activity] = []
    for activity in plan.activities:
        before = [dice.foil("lean", 4.0, 12.0)] if isinstance(activity, SetPlan) else []
        leaning += [*before, activity]
    return _with_worse_gyroscope(dice, replace(plan, activities=tuple(leaning)))


def _re_strapped(dice: Dice) -> Plan:
    """The sensor is taken off and put on the same thigh again, another way round."""
    shape = draw_shape(dice, dice.side())
    first = draw_session(dice, draw_sets(dice, shape))
    anew = (dice.foil("re-strap", 8.0, 20.0), dice.foil("quiet", 3.0, 8.0), shape)
    return replace(first, activities=(*first.activities, *anew, dice.foil("quiet", 2.0, 4.0)))


def _kickstand_leg(dice: Dice) -> Plan:
    """The sensor sits on the leg whose foot rests on the block, all the time."""
    plan = draw_session(dice, draw_sets(dice, draw_shape(dice, dice.side())))
    return replace(plan, sensors=(other(plan.sensors[0]),))


def _set_up(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, dice.side()), mount="look-back")
    plan = draw_session(dice, draw_sets(dice, shape))
    activities: list[Activity] = []
    for activity in plan.activities:
        if isinstance(activity, SetPlan):
            activities += draw_foils(dice, SET_UP, dice.whole(2, 4), 10.0)
        activities.append(activity)
    return replace(plan, activities=tuple(activities))


def _step_offs(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        step_off=dice.real(0.2, 0.5),
        unsteady=dice.real(1.0, 1.8),
        reps=dice.whole(6, 12),
    )
    return draw_session(dice, draw_sets(dice, shape))


def _fifty_hertz(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, dice.side()), top_s=dice.real(0.0, 1.5))
    plan = draw_session(dice, draw_sets(dice, shape), nuisances=1)
    radio = replace(plan.radio, rate_hz=dice.pick((50.0, 52.0)), packet=dice.whole(1, 10))
    return _with_worse_gyroscope(dice, replace(plan, radio=radio))


def _bad_link(dice: Dice) -> Plan:
    """Stalls, repeats, packets out of order, connections that begin anew, a poor crystal."""
    plan = draw_session(dice, draw_sets(dice, draw_shape(dice, dice.side())))
    radio = replace(
        plan.radio,
        clock_ppm=dice.real(-100.0, 100.0),
        jitter_s=dice.real(0.02, 0.08),
        loss=dice.real(0.0, 0.02),
        duplicates=0.05,
        reorder=0.05,
        stalls_per_min=dice.real(0.5, 3.0),
        stall_s=dice.real(0.5, 2.0),
        reconnects_per_min=dice.real(0.1, 0.6),
    )
    return replace(plan, radio=radio)


def _with_worse_gyroscope(dice: Dice, plan: Plan) -> Plan:
    """The same session with a gyroscope that feels accelerations, as cheap ones do."""
    return replace(plan, sensor=replace(plan.sensor, gyr_g_deg_s=dice.real(0.0, 0.1)))


EDGES: dict[str, Callable[[Dice], Plan]] = {
    "very-slow": _very_slow,
    "long-holds": _long_holds,
    "lazy-returns": _lazy_returns,
    "smallest": _smallest,
    "both-feet": _both_feet,
    "chair": _chair,
    "re-strapped": _re_strapped,
    "kickstand-leg": _kickstand_leg,
    "set-up": _set_up,
    "step-offs": _step_offs,
    "fifty-hertz": _fifty_hertz,
    "bad-link": _bad_link,
}
"""How each of these strata is drawn."""
