"""Into the exercise stance and out of it: the steps on to and off the block."""

from __future__ import annotations

from typing import Literal

from imu.samples import Side
from imu.simulator.body import EASY_STIR, MOVING_STIR
from imu.simulator.plan import SetPlan, Working
from imu.simulator.script import LEGS, Script

TOUCH_M_S2 = 4.0
"""m/s²; peak of the shock when a foot is set down softly, against about 8 in walking. A guess."""

TALL_SPREAD_DEG = 1.0
"""degrees; nobody stands tall the same way twice, set by set. A guess below posture studies' 2."""


def other(side: Side) -> Literal["left", "right"]:
    """The other leg."""
    return "right" if side == "left" else "left"


def workers(side: Working) -> tuple[Literal["left", "right"], ...]:
    """The legs that work in a set of that side."""
    return LEGS if side == "both" else (side,)


def enter_stance(script: Script, plan: SetPlan) -> None:
    """Stand ready for a set: on both feet, or on one with the other foot on the block."""
    if plan.mount == "stay" and script.standing_on == plan.side:
        return
    leave_stance(script)
    if plan.side == "both":
        _stand_tall(script, LEGS, MOVING_STIR)
        return
    if plan.mount == "look-back":
        look_back(script, plan.side)
    _step_on(script, plan.side, plan.unsteady)
    script.standing_on = plan.side


def leave_stance(script: Script) -> None:
    """Stand on both feet again, stepping off the block if need be."""
    if script.standing_on == "both":
        script.stir(EASY_STIR)
        return
    start, rear = script.now, other(script.standing_on)
    duration = script.draw(0.8, 1.3)
    _lift_and_place(script, rear, script.draw(10.0, 30.0), script.person.easy_deg, duration)
    script.tilt_to(script.standing_on, script.person.easy_deg, duration)
    script.wait(duration)
    script.carry(0.5, 0.5, 0.5)
    script.stir(EASY_STIR)
    script.wait(0.5)
    script.standing_on = "both"
    script.foil("step", start)


def look_back(script: Script, side: Side) -> None:
    """Look round for the block: the pelvis turns over the standing leg, with a small bend."""
    start, duration, sign = script.now, script.draw(1.2, 3.0), script.sign()
    bend, leg = script.draw(3.0, 10.0), script.body.leg(side)
    for each in LEGS:
        turned = script.body.leg(each)
        turned.yaw.nudge(script.now, duration, sign * script.draw(10.0, 25.0))
        turned.pitch.nudge(script.now, duration, bend * script.draw(0.7, 1.3))
    leg.roll.nudge(script.now, duration, script.sign() * script.draw(2.0, 6.0))
    script.wait(duration)
    script.foil("look-back", start)


def lose_balance(script: Script, side: Side) -> None:
    """The rear foot comes off the block, taps the floor and goes back; the standing leg jerks."""
    start, duration, rear = script.now, script.draw(1.4, 2.2), other(side)
    leg, back = script.body.leg(side), script.body.leg(rear).pitch.level
    leg.roll.nudge(script.now, 0.6, script.sign() * script.draw(4.0, 8.0))
    leg.pitch.nudge(script.now, 0.7, script.sign() * script.draw(2.0, 5.0))
    _lift_and_place(script, rear, back + script.draw(-15.0, 20.0), back, duration)
    script.wait(duration)
    script.foil("step-off", start)


def regrip(script: Script, side: Side) -> None:
    """Take a better hold of the chair or the dumbbell: the standing leg moves along a little."""
    start, duration, leg = script.now, script.draw(0.6, 1.4), script.body.leg(side)
    leg.pitch.nudge(script.now, duration, script.sign() * script.draw(1.5, 4.5))
    leg.roll.nudge(script.now, duration, script.sign() * script.draw(1.0, 4.0))
    leg.yaw.nudge(script.now, duration, script.sign() * script.draw(1.0, 5.0))
    script.wait(duration)
    script.foil("re-grip", start)


def _step_on(script: Script, side: Literal["left", "right"], unsteady: float) -> None:
    start, duration = script.now, script.draw(0.9, 1.5)
    script.carry(float(side == "left"), float(side == "right"), 0.6)
    _stand_tall(script, (side,), unsteady)
    sideways = script.sign() * script.draw(1.0, 4.0)
    script.body.leg(side).roll.nudge(script.now, duration, sideways)
    rear = script.person.rear_deg + script.draw(-3.0, 3.0)
    _lift_and_place(script, other(side), script.draw(15.0, 45.0), rear, duration)
    script.wait(duration)
    script.foil("step", start)


def _stand_tall(script: Script, sides: tuple[Side, ...], stir: float) -> None:
    """Tall in the exercise stance, a little different in each set; takes half a second."""
    script.stir(stir, sides)
    for side in sides:
        script.tilt_to(side, TALL_SPREAD_DEG * float(script.rng.standard_normal()), 0.5)
    script.wait(0.5)


def _lift_and_place(
    script: Script, side: Side, lifted_deg: float, placed_deg: float, duration_s: float
) -> None:
    """Lift a foot from now on and set it down elsewhere; the caller waits."""
    half = duration_s / 2.0
    script.tilt_to(side, lifted_deg, half)
    script.tilt_to(side, placed_deg, half, delay_s=half)
    script.impact(side, script.now + 0.97 * duration_s, TOUCH_M_S2)
