"""Bending down on both feet and coming up again: what many movements are made of."""

from __future__ import annotations

from imu.simulator.body import EASY_STIR, MOVING_STIR
from imu.simulator.script import LEGS, Script


def bend_both(script: Script, degrees: float, duration_s: float, knees: float) -> None:
    """Both thighs to this pitch, the shanks `knees` degrees forward; waits for the end."""
    script.stir(MOVING_STIR)
    for side in LEGS:
        script.tilt_to(side, degrees * script.draw(0.97, 1.03), duration_s)
        script.body.leg(side).shank.to(script.now, duration_s, knees)
    script.wait(duration_s)


def rise(script: Script, duration_s: float) -> None:
    """Both legs back to standing; waits for the end."""
    for side in LEGS:
        script.tilt_to(side, script.person.easy_deg, duration_s)
        script.body.leg(side).shank.to(script.now, duration_s, 0.0)
    script.wait(duration_s)
    script.stir(EASY_STIR)


def work_bent(script: Script, depth: float, duration_s: float, push_deg: float = 2.0) -> None:
    """Busy hands near the floor: the thighs wander, the sensors are knocked."""
    end = script.now + duration_s
    while script.now < end:
        pause = script.draw(0.4, 0.9)
        for side in LEGS:
            script.tilt_to(side, depth + script.draw(-8.0, 8.0), pause)
            script.jolt(side, push_deg)
        script.wait(pause)
