"""What random plans are drawn from: people, sensors, radios, sets and the session around them.

Ranges are guesses about people, wide on purpose: nobody has published any for this exercise.
Errors of sensors are those of data sheets.
"""

from __future__ import annotations

from typing import Literal

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
)

NUISANCES: tuple[FoilKind, ...] = (
    "walk", "sit", "knee-lift", "heel-raise", "pick-up", "turn", "fidget", "look-back", "band",
    "handling", "lone-hinge",
)  # fmt: skip
"""Everything that must not be counted."""

BENDS: tuple[FoilKind, ...] = ("lone-hinge", "pick-up")
"""Of these, one or two cycles that are hinges in all but number: two such movements in a row would
be three alike, which is a set by the rule table, whoever calls it a foil."""

RATES_HZ = (50.0, 52.0, 100.0, 104.0, 200.0)
"""Hz; rates that cheap sensors offer."""


def draw_session(dice: Dice, sets: list[SetPlan], nuisances: int = 0) -> Plan:
    """Walk in, then every set with a rest and so many nuisances before it; one sensor."""
    activities: list[Activity] = [dice.foil("quiet", 2.5, 5.0), dice.foil("walk", 4.0, 12.0)]
    for block in sets or [None]:
        activities += draw_foils(dice, NUISANCES, nuisances)
        activities.append(dice.foil("quiet", 3.0, 10.0))
        activities += [] if block is None else [block]
    activities += [dice.foil("walk", 3.0, 8.0), dice.foil("quiet", 1.5, 4.0)]
    side: Literal["left", "right"] = sets[0].side if sets and sets[0].side != "both" else "right"
    return Plan(
        activities=tuple(activities),
        sensors=(side,),
        person=draw_person(dice),
        mounts={"left": draw_mount(dice), "right": draw_mount(dice)},
        sensor=draw_sensor(dice),
        radio=draw_radio(dice),
    )


def draw_foils(
    dice: Dice, kinds: tuple[FoilKind, ...], count: int, longest_s: float = 15.0
) -> list[Foil]:
    """So many movements that must not be counted, never two of `BENDS` in a row."""
    foils: list[Foil] = []
    while len(foils) < count:
        kind: FoilKind = dice.pick(kinds)
        if not (foils and kind in BENDS and foils[-1].kind in BENDS):
            foils.append(dice.foil(kind, 3.0, longest_s))
    return foils


def draw_sets(dice: Dice, shape: SetPlan) -> list[SetPlan]:
    """One to three sets like this."""
    return [shape] * dice.whole(1, 3)


def draw_shape(dice: Dice, side: Working) -> SetPlan:
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


def draw_person(dice: Dice) -> Person:
    """Somebody: build, steadiness, and how pure the hinge is."""
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


def draw_mount(dice: Dice) -> Mount:
    """A place on the thigh and the soft tissue under it; the strap's rotation stays open."""
    return Mount(
        front_m=dice.real(0.04, 0.10),
        aside_m=dice.real(-0.08, 0.08),
        above_knee_m=dice.real(0.10, 0.32),
        tissue_deg=dice.real(0.2, 1.0),
        bulge=dice.real(0.0, 0.10),
    )


def draw_sensor(dice: Dice) -> Sensor:
    """A sensor as cheap ones are."""
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


def draw_radio(dice: Dice) -> Radio:
    """A clock and a link without losses."""
    return Radio(
        rate_hz=dice.pick(RATES_HZ),
        clock_ppm=dice.real(-50.0, 50.0),
        packet=dice.whole(1, 20),
        jitter_s=dice.real(0.0, 0.05),
    )
