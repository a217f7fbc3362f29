"""Movements that are no reps: what a counter must not count."""

from __future__ import annotations

from collections.abc import Callable

from imu.simulator.bending import bend_both, rise, work_bent
from imu.simulator.body import EASY_STIR
from imu.simulator.gait import turn, walk
from imu.simulator.plan import Foil, FoilKind
from imu.simulator.script import LEGS, Script
from imu.simulator.stance import TOUCH_M_S2, leave_stance, other
from imu.simulator.strapping import handling, move_sensor, strap_anew

SEATED_DEG = (78.0, 92.0)
"""degrees; thigh pitch on a chair, from a high to a low one."""

SHORTEST_SIT_S = 2.5
"""s; a shorter rest on the chair would be a box squat, which may count."""


def play_foil(script: Script, foil: Foil) -> None:
    """Play one movement, stepping off the block first; it ends standing on both feet."""
    leave_stance(script)
    _PLAYERS[foil.kind](script, foil.duration_s)


def stand(script: Script, duration_s: float) -> None:
    """Stand quietly on both feet."""
    script.wait(duration_s)


def sit(script: Script, rest_s: float) -> None:
    """Sit down on a chair, rest for at least 2.5 s, and stand up."""
    start, seat = script.now, script.draw(*SEATED_DEG)
    bend_both(script, seat, script.draw(1.2, 2.2), knees=script.draw(0.0, 6.0))
    script.stir(EASY_STIR)
    for side in LEGS:
        script.impact(side, script.now - 0.08, TOUCH_M_S2)
    _shift_on_seat(script, max(rest_s, SHORTEST_SIT_S))
    up_s = script.draw(1.0, 1.8)
    for side in LEGS:
        script.body.leg(side).shank.nudge(script.now, up_s, script.draw(8.0, 15.0))
    rise(script, up_s)
    script.foil("sit", start)


def knee_lift(script: Script, duration_s: float) -> None:
    """Lift one knee, once or a few times in a row."""
    start, side = script.now, LEGS[script.rng.integers(2)]
    standing = other(side)
    script.carry(float(standing == "left"), float(standing == "right"), 0.5)
    script.stir(1.0, (standing,))
    script.wait(0.5)
    while True:
        up, down = script.draw(0.45, 0.9), script.draw(0.45, 0.9)
        script.tilt_to(side, script.draw(40.0, 85.0), up)
        script.wait(up + script.draw(0.0, 0.8))
        script.tilt_to(side, script.person.easy_deg, down)
        script.impact(side, script.now + 0.97 * down, TOUCH_M_S2)
        script.wait(down + script.draw(0.1, 0.5))
        if script.now - start >= duration_s:
            break
    script.carry(0.5, 0.5, 0.5)
    script.stir(EASY_STIR)
    script.wait(0.5)
    script.foil("knee-lift", start)


def heel_raise(script: Script, duration_s: float) -> None:
    """Rise on to the toes a few times; the thighs stay upright and go up."""
    start = script.now
    while script.now - start < duration_s:
        period, height = script.draw(1.0, 2.0), script.draw(0.04, 0.08)
        for side in LEGS:
            script.body.leg(side).heel.nudge(script.now, period, height)
            script.body.leg(side).pitch.nudge(script.now, period, script.draw(-2.0, 1.0))
        script.wait(period + script.draw(0.0, 0.5))
    script.foil("heel-raise", start)


def pick_up(script: Script, duration_s: float) -> None:
    """Pick something up from the floor once, stooping or with bent knees: a bend like a rep."""
    start, stoop = script.now, script.chance(0.5)
    depth = script.draw(12.0, 40.0) if stoop else script.draw(60.0, 95.0)
    each = max(duration_s, 1.5) / 2.5
    bend_both(script, depth, each, knees=0.0 if stoop else 0.35 * depth)
    script.wait(0.5 * each)
    rise(script, each)
    script.foil("pick-up", start)


def lone_hinge(script: Script, duration_s: float) -> None:
    """One hinge, or two, to show somebody how it goes: too few for a set."""
    start, times = script.now, int(script.rng.integers(1, 3))
    for _ in range(times):
        each = max(duration_s / times, 1.5) / 2.2
        bend_both(script, script.draw(15.0, 40.0), each, knees=0.0)
        script.wait(0.2 * each)
        rise(script, each)
    script.foil("lone-hinge", start)


def fidget(script: Script, duration_s: float) -> None:
    """Shift the weight, bend a knee a little, turn a foot: small and without rhythm."""
    start = script.now
    while script.now - start < duration_s:
        period, share = script.draw(0.7, 2.0), script.draw(0.2, 0.8)
        script.carry(share, 1.0 - share, period)
        for side in LEGS:
            leg = script.body.leg(side)
            leg.pitch.nudge(script.now, period, script.draw(-3.0, 6.0))
            leg.roll.nudge(script.now, period, script.draw(-4.0, 4.0))
            leg.yaw.nudge(script.now, period, script.draw(-8.0, 8.0))
        script.wait(period + script.draw(0.0, 1.5))
    script.carry(0.5, 0.5, 0.5)
    script.wait(0.5)
    script.foil("fidget", start)


def look_round(script: Script, duration_s: float) -> None:
    """Look over the shoulder for the block: the pelvis turns, the thighs tilt a little."""
    start, duration_s, sign = script.now, max(duration_s, 1.2), script.sign()
    for side in LEGS:
        leg = script.body.leg(side)
        leg.yaw.nudge(script.now, duration_s, sign * script.draw(10.0, 25.0))
        leg.pitch.nudge(script.now, duration_s, script.draw(-2.0, 8.0))
        leg.roll.nudge(script.now, duration_s, script.sign() * script.draw(1.0, 5.0))
    script.wait(duration_s)
    script.foil("look-back", start)


def band(script: Script, duration_s: float) -> None:
    """Bend down, step into the band, pull it short with both hands, come up."""
    start, side = script.now, LEGS[script.rng.integers(2)]
    depth = script.draw(25.0, 60.0)
    bend_both(script, depth, script.draw(0.9, 1.6), knees=script.draw(0.0, 0.25) * depth)
    script.tilt_to(side, depth + script.draw(10.0, 25.0), 0.5)
    script.tilt_to(side, depth, 0.5, delay_s=0.5)
    script.impact(side, script.now + 0.97, TOUCH_M_S2)
    script.wait(1.0)
    work_bent(script, depth, max(duration_s - 3.5, 0.5))
    rise(script, script.draw(0.9, 1.6))
    script.foil("band", start)


def lean(script: Script, duration_s: float) -> None:
    """Lean on a chair for a while: the weight goes forward, the thighs tilt and stay there."""
    start, tilt = script.now, script.sign() * script.draw(2.0, 9.0)
    to_s = script.draw(0.8, 2.0)
    share = script.draw(0.3, 0.7)
    script.carry(share, 1.0 - share, to_s)
    for side in LEGS:
        script.tilt_to(side, script.person.easy_deg + tilt * script.draw(0.8, 1.2), to_s)
    script.wait(to_s + max(duration_s - 2.0 * to_s, 1.0))
    for side in LEGS:
        script.tilt_to(side, script.person.easy_deg, to_s)
    script.carry(0.5, 0.5, to_s)
    script.wait(to_s)
    script.foil("lean", start)


def place_block(script: Script, duration_s: float) -> None:
    """Put the block down behind one, then reach back for it with a foot, once or more often."""
    start, rear = script.now, LEGS[script.rng.integers(2)]
    depth, standing = script.draw(40.0, 85.0), other(rear)
    bend_both(script, depth, script.draw(0.9, 1.6), knees=script.draw(0.1, 0.35) * depth)
    work_bent(script, depth, script.draw(0.8, 2.5))
    rise(script, script.draw(0.9, 1.6))
    script.carry(float(standing == "left"), float(standing == "right"), 0.5)
    script.stir(1.0, (standing,))
    script.wait(0.5)
    while script.now - start < duration_s - 1.0:
        back_s = script.draw(0.5, 1.0)
        script.body.leg(standing).pitch.nudge(script.now, 2.0 * back_s, script.draw(2.0, 10.0))
        script.tilt_to(rear, -script.draw(8.0, 22.0), back_s)
        script.tilt_to(rear, script.person.easy_deg, back_s, delay_s=back_s)
        script.impact(rear, script.now + 1.97 * back_s, TOUCH_M_S2)
        script.wait(2.0 * back_s + script.draw(0.2, 0.8))
    script.carry(0.5, 0.5, 0.5)
    script.stir(EASY_STIR)
    script.wait(0.5)
    script.foil("place-block", start)


def _shift_on_seat(script: Script, duration_s: float) -> None:
    """Sit for so long, shifting a thigh by a few degrees now and then."""
    end = script.now + duration_s
    at_s = script.now + script.draw(0.5, 4.0)
    while at_s + 1.5 < end:
        leg = script.body.leg(LEGS[script.rng.integers(2)])
        leg.pitch.nudge(at_s, 1.2, script.draw(-3.0, 4.0))
        leg.yaw.nudge(at_s, 1.2, script.draw(-5.0, 5.0))
        at_s += script.draw(1.5, 5.0)
    script.now = end


_PLAYERS: dict[FoilKind, Callable[[Script, float], None]] = {
    "walk": walk,
    "sit": sit,
    "knee-lift": knee_lift,
    "heel-raise": heel_raise,
    "pick-up": pick_up,
    "turn": turn,
    "fidget": fidget,
    "look-back": look_round,
    "band": band,
    "handling": handling,
    "lone-hinge": lone_hinge,
    "quiet": stand,
    "move-sensor": move_sensor,
    "lean": lean,
    "place-block": place_block,
    "re-strap": strap_anew,
}
