"""Random plans in named strata: each stratum stresses one thing a counter must cope with.

Ranges are guesses about people, wide on purpose: nobody has published any for this exercise.
Errors of sensors are those of data sheets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from imu.errors import UsageError
from imu.simulator.dice import Dice
from imu.simulator.plan import (
    Activity,
    Foil,
    FoilKind,
    Mount,
    Person,
    Plan,
    Radio,
    Sensor,
    SetPlan,
    Working,
    replace,
)
from imu.simulator.script import LEGS

NUISANCES: tuple[FoilKind, ...] = (
    "walk", "sit", "knee-lift", "heel-raise", "pick-up", "turn", "fidget", "look-back", "band",
    "handling", "lone-hinge",
)  # fmt: skip
"""Everything that must not be counted."""

RATES_HZ = (50.0, 52.0, 100.0, 104.0, 200.0)
"""Hz; rates that cheap sensors offer."""


def random_plan(seed: int, stratum: str) -> Plan:
    """Draw a plan. The same seed and stratum give the same plan.

    Raises
    ------
    UsageError : there is no such stratum.
    """
    if stratum not in _MAKERS:
        raise UsageError(f"There is no stratum {stratum!r}", f"Choose from {', '.join(STRATA)}.")
    plan = _MAKERS[stratum](Dice(seed, stratum))
    return replace(plan, note=stratum)


def _clean(dice: Dice) -> Plan:
    return _session(dice, _sets(dice, _shape(dice, dice.side_or_both())))


def _fast(dice: Dice) -> Plan:
    shape = replace(
        _shape(dice, dice.side()),
        down_s=dice.real(0.45, 0.8),
        up_s=dice.real(0.4, 0.7),
        bottom_s=dice.real(0.0, 0.15),
        top_s=dice.real(0.0, 0.5),
        reps=dice.whole(6, 20),
    )
    return _session(dice, _sets(dice, shape))


def _slow(dice: Dice) -> Plan:
    shape = replace(
        _shape(dice, dice.side()),
        down_s=dice.real(3.0, 6.0),
        up_s=dice.real(3.0, 5.0),
        reps=dice.whole(3, 6),
    )
    return _session(dice, _sets(dice, shape))


def _bottom_pauses(dice: Dice) -> Plan:
    shape = replace(_shape(dice, dice.side()), bottom_s=dice.real(0.6, 5.0), tempo_cv=0.2)
    return _session(dice, _sets(dice, shape))


def _partials(dice: Dice) -> Plan:
    shape = replace(
        _shape(dice, dice.side()),
        partial=dice.real(0.05, 0.25),
        pulse=dice.real(0.0, 0.15),
        hitch=dice.real(0.0, 0.15),
        not_tall=dice.real(0.0, 0.2),
        reps=dice.whole(6, 14),
    )
    return _session(dice, _sets(dice, shape))


def _fidget_walking(dice: Dice) -> Plan:
    shape = replace(_shape(dice, dice.side()), mount="look-back", step_off=dice.real(0.0, 0.08))
    return _session(dice, _sets(dice, shape), nuisances=3)


def _packet_loss(dice: Dice) -> Plan:
    plan = _session(dice, _sets(dice, _shape(dice, dice.side())))
    radio = replace(
        plan.radio,
        loss=dice.real(0.0, 0.05),
        bursts_per_min=dice.real(0.5, 3.0),
        burst_s=dice.real(0.3, 3.0),
        jitter_s=dice.real(0.02, 0.08),
        duplicates=0.03,
    )
    return replace(plan, radio=radio)


def _shallow(dice: Dice) -> Plan:
    depth = dice.real(8.5, 15.0)
    shape = replace(
        _shape(dice, dice.side()),
        depth_deg=depth,
        depth_cv=0.06,
        idle_swing_deg=dice.real(0.3, 0.8) * depth,
    )
    plan = _session(dice, _sets(dice, shape))
    steady = replace(plan.person, sway_deg=dice.real(0.15, 0.5), tremor_deg=dice.real(0.0, 0.03))
    return replace(plan, person=steady)


def _touch_and_go(dice: Dice) -> Plan:
    shape = replace(_shape(dice, dice.side()), top_s=0.0, bottom_s=0.0, reps=dice.whole(5, 15))
    return _session(dice, _sets(dice, shape))


def _foils_only(dice: Dice) -> Plan:
    return _session(dice, [], nuisances=dice.whole(8, 12))


def _two_sensors(dice: Dice) -> Plan:
    shape = replace(_shape(dice, dice.side()), reps=dice.whole(5, 10))
    first = shape.side
    swapped: Working = "left" if first == "right" else "right"
    sets = [shape, shape, replace(shape, side=swapped), replace(shape, side=swapped)]
    plan = _session(dice, sets)
    radios = {
        side: replace(
            plan.radio,
            clock_ppm=dice.real(-100.0, 100.0),
            sync_error_s=dice.real(-0.025, 0.025),
        )
        for side in LEGS
    }
    return replace(plan, sensors=LEGS, radios=radios)


def _chair_sits(dice: Dice) -> Plan:
    shape = _shape(dice, dice.side())
    sets = _sets(dice, shape)
    if dice.chance(0.5):
        squats = replace(shape, side="both", style="squat", depth_deg=dice.real(60.0, 90.0))
        sets = [*sets, replace(squats, bottom_s=dice.real(0.0, 0.6), depth_cv=0.04)]
    plan = _session(dice, sets)
    sits = (dice.foil("sit", 3.0, 15.0), dice.foil("quiet", 1.5, 4.0), dice.foil("sit", 3.0, 12.0))
    return replace(plan, activities=(*plan.activities, *sits, dice.foil("quiet", 2.0, 4.0)))


def _slipping(dice: Dice) -> Plan:
    plan = _session(dice, [*_sets(dice, _shape(dice, dice.side())) * 2])
    sudden = dice.chance(0.5)
    slipping = {
        side: replace(
            mount,
            slip_deg=dice.real(3.0, 25.0) if sudden else dice.real(3.0, 20.0),
            slip_s=dice.real(0.2, 0.6) if sudden else dice.real(20.0, 60.0),
            slip_at=dice.real(0.15, 0.7),
        )
        for side, mount in plan.mounts.items()
    }
    return replace(plan, mounts=slipping)


def _moved_sensor(dice: Dice) -> Plan:
    shape = _shape(dice, "right")
    moved = dice.foil("move-sensor", 12.0, 25.0)
    before = _session(dice, [shape])
    after = (moved, dice.foil("quiet", 2.0, 4.0), replace(shape, side="left"))
    closing = dice.foil("quiet", 2.0, 4.0)
    return replace(before, activities=(*before.activities, *after, closing))


_MAKERS: dict[str, Callable[[Dice], Plan]] = {
    "clean": _clean,
    "fast": _fast,
    "slow": _slow,
    "bottom-pauses": _bottom_pauses,
    "partials": _partials,
    "fidget-walking": _fidget_walking,
    "packet-loss": _packet_loss,
    "shallow": _shallow,
    "touch-and-go": _touch_and_go,
    "foils-only": _foils_only,
    "two-sensors": _two_sensors,
    "chair-sits": _chair_sits,
    "slipping": _slipping,
    "moved-sensor": _moved_sensor,
}

STRATA: tuple[str, ...] = tuple(_MAKERS)
"""Names of all strata."""


def _session(dice: Dice, sets: list[SetPlan], nuisances: int = 0) -> Plan:
    """Walk in, then every set with a rest and so many nuisances before it; one sensor."""
    activities: list[Activity] = [dice.foil("quiet", 2.5, 5.0), dice.foil("walk", 4.0, 12.0)]
    for block in sets or [None]:
        activities += [_nuisance(dice) for _ in range(nuisances)]
        activities.append(dice.foil("quiet", 3.0, 10.0))
        activities += [] if block is None else [block]
    activities += [dice.foil("walk", 3.0, 8.0), dice.foil("quiet", 1.5, 4.0)]
    side: Literal["left", "right"] = sets[0].side if sets and sets[0].side != "both" else "right"
    return Plan(
        activities=tuple(activities),
        sensors=(side,),
        person=_person(dice),
        mounts={"left": _mount(dice), "right": _mount(dice)},
        sensor=_sensor(dice),
        radio=_radio(dice),
    )


def _nuisance(dice: Dice) -> Foil:
    return dice.foil(dice.pick(NUISANCES), 3.0, 15.0)


def _sets(dice: Dice, shape: SetPlan) -> list[SetPlan]:
    """One to three sets like this."""
    return [shape] * dice.whole(1, 3)


def _shape(dice: Dice, side: Working) -> SetPlan:
    """An ordinary set of hinges."""
    depth = dice.real(15.0, 45.0)
    return SetPlan(
        side=side,
        reps=dice.whole(5, 10),
        depth_deg=depth,
        depth_cv=dice.real(0.03, 0.12),
        down_s=dice.real(1.0, 2.5),
        bottom_s=dice.real(0.1, 0.6) if dice.chance(0.5) else 0.0,
        up_s=dice.real(0.8, 2.0),
        top_s=dice.real(0.4, 2.0),
        tempo_cv=dice.real(0.05, 0.15),
        tired_depth=dice.real(0.0, 0.2),
        tired_up=dice.real(0.0, 0.6),
        idle_swing_deg=min(dice.real(7.0, 29.0), 0.8 * depth),
        settle_s=dice.real(2.0, 4.0),
        mount="look-back" if dice.chance(0.3) else "step",
    )


def _person(dice: Dice) -> Person:
    return Person(
        shank_m=dice.real(0.36, 0.48),
        thigh_m=dice.real(0.36, 0.50),
        easy_deg=dice.real(-3.0, 4.0),
        rear_deg=dice.real(-5.0, 18.0),
        sway_deg=dice.real(0.2, 0.9),
        wobble_deg=dice.real(0.3, 2.0),
        twist_deg=dice.real(0.3, 1.5),
        tremor_deg=dice.real(0.0, 0.04),
        shank_gain=dice.real(-0.15, 0.12),
        oblique=dice.real(0.0, 0.12),
    )


def _mount(dice: Dice) -> Mount:
    return Mount(
        front_m=dice.real(0.04, 0.10),
        aside_m=dice.real(-0.08, 0.08),
        above_knee_m=dice.real(0.10, 0.32),
        tissue_deg=dice.real(0.2, 1.0),
        bulge=dice.real(0.0, 0.10),
    )


def _sensor(dice: Dice) -> Sensor:
    return Sensor(
        gyr_noise_deg_s=dice.real(0.004, 0.015),
        gyr_bias_deg_s=dice.real(0.0, 2.0),
        gyr_walk_deg_s=dice.real(0.002, 0.02),
        gyr_scale=dice.real(0.0, 0.01),
        acc_noise_ug=dice.real(70.0, 250.0),
        acc_offset_mg=dice.real(0.0, 40.0),
        acc_scale=dice.real(0.0, 0.015),
        gyr_range_deg_s=dice.pick((500.0, 1000.0, 2000.0)),
        acc_range_g=dice.pick((4.0, 8.0, 16.0)),
    )


def _radio(dice: Dice) -> Radio:
    return Radio(
        rate_hz=dice.pick(RATES_HZ),
        clock_ppm=dice.real(-50.0, 50.0),
        packet=dice.whole(1, 20),
        jitter_s=dice.real(0.0, 0.05),
    )
