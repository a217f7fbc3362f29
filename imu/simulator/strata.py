"""Random plans in named strata: each stratum stresses one thing a counter must cope with.

The first fourteen are here, the rest in `edges`. What they draw is in `draws`.
"""

from __future__ import annotations

from collections.abc import Callable

from imu.errors import UsageError
from imu.simulator.dice import Dice
from imu.simulator.draws import draw_session, draw_sets, draw_shape
from imu.simulator.edges import EDGES
from imu.simulator.plan import Plan, Working, replace
from imu.simulator.script import LEGS


def random_plan(seed: int, stratum: str) -> Plan:
    """Draw a plan. The same seed and stratum give the same plan.

    Raises
    ------
    UsageError : there is no such stratum.
    """
    if stratum not in _MAKERS:
        raise UsageError(f"There is no stratum {stratum!r}", f"Choose from {', '.join(STRATA)}.")
    plan = _MAKERS[stratum](Dice(seed, stratum))
    arming = Dice(seed, f"{stratum}, arming")
    armed = arming.chance(ARMED_SHARE)
    early = armed and arming.chance(0.5)
    return replace(plan, note=stratum, armed=armed, armed_early=early)


ARMED_SHARE = 0.5
"""Share of sessions in which the counter is told before every set, half of these already before the
step on to the block; in the others it must find out by itself."""


def _clean(dice: Dice) -> Plan:
    return draw_session(dice, draw_sets(dice, draw_shape(dice, dice.side_or_both())))


def _fast(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        down_s=dice.real(0.45, 0.8),
        up_s=dice.real(0.4, 0.7),
        bottom_s=dice.real(0.0, 0.15),
        top_s=dice.real(0.0, 0.5),
        reps=dice.whole(6, 20),
    )
    return draw_session(dice, draw_sets(dice, shape))


def _slow(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        down_s=dice.real(3.0, 6.0),
        up_s=dice.real(3.0, 5.0),
        reps=dice.whole(3, 6),
    )
    return draw_session(dice, draw_sets(dice, shape))


def _bottom_pauses(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, dice.side()), bottom_s=dice.real(0.6, 5.0), tempo_cv=0.2)
    return draw_session(dice, draw_sets(dice, shape))


def _partials(dice: Dice) -> Plan:
    shape = replace(
        draw_shape(dice, dice.side()),
        partial=dice.real(0.05, 0.25),
        pulse=dice.real(0.0, 0.15),
        hitch=dice.real(0.0, 0.15),
        not_tall=dice.real(0.0, 0.2),
        reps=dice.whole(6, 14),
    )
    return draw_session(dice, draw_sets(dice, shape))


def _fidget_walking(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, dice.side()), mount="look-back", step_off=dice.real(0.0, 0.08))
    return draw_session(dice, draw_sets(dice, shape), nuisances=3)


def _packet_loss(dice: Dice) -> Plan:
    plan = draw_session(dice, draw_sets(dice, draw_shape(dice, dice.side())))
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
        draw_shape(dice, dice.side()),
        depth_deg=depth,
        depth_cv=0.06,
        tired_depth=dice.real(0.0, 0.1),
        idle_swing_deg=dice.real(0.3, 0.8) * depth,
    )
    plan = draw_session(dice, draw_sets(dice, shape))
    steady = replace(plan.person, sway_deg=dice.real(0.15, 0.5), tremor_deg=dice.real(0.0, 0.03))
    return replace(plan, person=steady)


def _touch_and_go(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, dice.side()), top_s=0.0, bottom_s=0.0, reps=dice.whole(5, 15))
    return draw_session(dice, draw_sets(dice, shape))


def _foils_only(dice: Dice) -> Plan:
    return draw_session(dice, [], nuisances=dice.whole(8, 12))


def _two_sensors(dice: Dice) -> Plan:
    shape = replace(draw_shape(dice, dice.side()), reps=dice.whole(5, 10))
    first = shape.side
    swapped: Working = "left" if first == "right" else "right"
    sets = [shape, shape, replace(shape, side=swapped), replace(shape, side=swapped)]
    plan = draw_session(dice, sets)
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
    shape = draw_shape(dice, dice.side())
    sets = draw_sets(dice, shape)
    if dice.chance(0.5):
        squats = replace(shape, side="both", style="squat", depth_deg=dice.real(60.0, 90.0))
        sets = [*sets, replace(squats, bottom_s=dice.real(0.0, 0.6), depth_cv=0.04)]
    plan = draw_session(dice, sets)
    sits = (dice.foil("sit", 3.0, 15.0), dice.foil("quiet", 1.5, 4.0), dice.foil("sit", 3.0, 12.0))
    return replace(plan, activities=(*plan.activities, *sits, dice.foil("quiet", 2.0, 4.0)))


def _slipping(dice: Dice) -> Plan:
    plan = draw_session(dice, [*draw_sets(dice, draw_shape(dice, dice.side())) * 2])
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
    shape = draw_shape(dice, "right")
    moved = dice.foil("move-sensor", 12.0, 25.0)
    before = draw_session(dice, [shape])
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
    **EDGES,
}

STRATA: tuple[str, ...] = tuple(_MAKERS)
"""Names of all strata."""
