"""Hands at the strap: tugging at it, taking the sensor off and strapping it on again."""

from __future__ import annotations

from imu.simulator.bending import bend_both, rise, work_bent
from imu.simulator.script import LEGS, Script

HAND_M = 0.08
"""m; how far a hand moves the sensor about while strapping it on."""

ANEW_DEG = 80.0
"""degrees about each axis; a strap put on again is turned by up to so much, nearly upside down."""


def handling(script: Script, duration_s: float) -> None:
    """Tug at the straps of both sensors, bent over a little."""
    start, depth = script.now, script.draw(8.0, 30.0)
    bend_both(script, depth, 0.8, knees=0.0)
    work_bent(script, depth, max(duration_s - 1.6, 1.0), push_deg=script.draw(4.0, 12.0))
    rise(script, 0.8)
    script.foil("handling", start)


def move_sensor(script: Script, duration_s: float) -> None:
    """Take the sensor off one thigh and strap it to the other; it changes sides half-way."""
    start, half = script.now, max(duration_s, 8.0) / 2.0
    bend_both(script, 35.0, 1.0, knees=0.0)
    _carry_in_hand(script, half - 1.0)
    script.sensor_moves.append(script.now)
    _carry_in_hand(script, half - 1.0)
    for side in LEGS:
        _put_in_place(script, side)
    rise(script, 1.0)
    script.foil("handling", start)


def strap_anew(script: Script, duration_s: float) -> None:
    """Take the sensors off and strap them on again, turned as it comes, on the same thighs."""
    start = script.now
    bend_both(script, 35.0, 1.0, knees=0.0)
    _carry_in_hand(script, max(duration_s - 2.0, 4.0))
    for side in LEGS:
        leg = script.body.leg(side)
        for track in leg.shock:
            track.to(script.now, 0.9, 0.0)
        for track in leg.tissue:
            track.to(script.now, 0.9, script.draw(-ANEW_DEG, ANEW_DEG))
    rise(script, 1.0)
    script.foil("re-strap", start)


def _carry_in_hand(script: Script, duration_s: float) -> None:
    """The sensor in the hand turns any way and moves about (both sides; one is recorded)."""
    end = script.now + duration_s
    while script.now < end:
        pause = script.draw(0.5, 0.9)
        for side in LEGS:
            leg = script.body.leg(side)
            for track in leg.tissue:
                track.to(script.now, pause, script.draw(-100.0, 100.0))
            for track in leg.shock:
                track.to(script.now, pause, script.draw(-HAND_M, HAND_M))
        script.wait(pause)


def _put_in_place(script: Script, side: str) -> None:
    """Back on the thigh, as the mount of the side says."""
    leg = script.body.left if side == "left" else script.body.right
    for track in (*leg.tissue, *leg.shock):
        track.to(script.now, 0.9, 0.0)
