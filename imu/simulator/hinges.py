"""Sets of hinges or squats, rep by rep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.samples import Side
from imu.simulator.plan import SetPlan
from imu.simulator.script import RepKind, RepMark, Script, SetMark
from imu.simulator.stance import enter_stance, leave_stance, lose_balance, other, regrip, workers

PARTIAL_RANGE = (0.25, 0.40)
"""Depth of a partial rep over the set's: clearly below the half at which a rep begins to count."""

SHANK_RANGE_DEG = (-8.0, 6.0)
"""degrees; how far a quiet knee lets the shank tilt back and forth. A guess."""

SQUAT_SHANK_GAIN = (0.30, 0.45)
"""Forward tilt of the shank per degree of thigh pitch where the knee travels: at
80 degrees the knee is about 30 degrees in front of the ankle. A guess."""

FULL_FLOOR = 0.65
"""Least depth of a full rep over the set's, so that full and partial never meet at one half."""


@dataclass(frozen=True, slots=True)
class RepShape:
    """One rep to be performed: depth in degrees, phases in seconds.

    `short` is the share of the depth by which the thigh stays below tall at the end.
    """

    kind: RepKind
    depth_deg: float
    down_s: float
    bottom_s: float
    up_s: float
    top_s: float
    short: float = 0.0


def play_set(script: Script, plan: SetPlan, index: int) -> None:
    """Step on to the block, stand, do the reps, stand, and step off again if the plan says so."""
    enter = script.now
    enter_stance(script, plan)
    start = script.now
    script.wait(plan.settle_s)
    performer = _Performer(script, plan, index)
    from_tall = True
    for number in range(plan.reps):
        shape = draw_rep(script, plan, number, from_tall)
        performer.perform(shape)
        from_tall = shape.kind != "not-tall"
        if plan.side != "both" and number < plan.reps - 1:
            _between_reps(script, plan, plan.side)
    script.wait(plan.settle_s)
    script.sets.append(SetMark(index, plan.side, plan.style, enter, start, script.now))
    if plan.leave:
        leave_stance(script)


def _between_reps(script: Script, plan: SetPlan, side: Side) -> None:
    """What may happen between two reps on one leg."""
    if script.chance(plan.step_off):
        lose_balance(script, side)
        script.wait(0.6)
    elif plan.regrip and script.chance(plan.regrip):
        regrip(script, side)
        script.wait(0.3)


def draw_rep(script: Script, plan: SetPlan, number: int, from_tall: bool = True) -> RepShape:
    """Draw the rep with this number (from 0) of a set.

    Only a rep that begins tall (`from_tall`) can be partial: from a quarter of the depth, another
    quarter would be no movement at all.
    """
    tired = number / max(plan.reps - 1, 1)
    kind = _draw_kind(script, plan, last=number == plan.reps - 1)
    if kind == "partial" and not from_tall:
        kind = "rep"
    full = plan.depth_deg * (1.0 - plan.tired_depth * tired)
    depth = max(script.spread(full, plan.depth_cv), FULL_FLOOR * plan.depth_deg)
    if kind == "partial":
        depth = plan.depth_deg * script.draw(*PARTIAL_RANGE)
    return RepShape(
        kind=kind,
        depth_deg=depth,
        down_s=script.spread(plan.down_s, plan.tempo_cv),
        bottom_s=script.spread(plan.bottom_s, 2.0 * plan.tempo_cv),
        up_s=script.spread(plan.up_s * (1.0 + plan.tired_up * tired), plan.tempo_cv),
        top_s=script.spread(plan.top_s, 2.0 * plan.tempo_cv),
        short=script.draw(0.10, 0.25) if kind == "not-tall" else 0.0,
    )


def _draw_kind(script: Script, plan: SetPlan, last: bool) -> RepKind:
    """At most one peculiarity a rep. The last rep of a set always ends tall."""
    shares = (plan.partial, plan.pulse, plan.hitch, 0.0 if last else plan.not_tall)
    edges = np.cumsum(shares)
    chosen = int(np.searchsorted(edges, script.rng.random(), side="right"))
    kinds: tuple[RepKind, ...] = ("partial", "pulse", "hitch", "not-tall", "rep")
    return kinds[chosen]


class _Performer:
    """Moves the legs of one set: the working ones, and the idle one along with them."""

    def __init__(self, script: Script, plan: SetPlan, index: int) -> None:
        self._script, self._plan, self._index = script, plan, index
        self._sides = workers(plan.side)
        self._tall = {side: script.body.leg(side).pitch.level for side in self._sides}
        self._idle: Side | None = None if plan.side == "both" else other(plan.side)
        self._idle_base = script.body.leg(self._idle).pitch.level if self._idle else 0.0
        self._lag_s = script.draw(0.0, 0.15)
        self._uneven = {side: script.draw(0.95, 1.05) for side in self._sides}
        self._skew = {side: (script.sign(), script.sign()) for side in self._sides}
        self._shank = (
            script.person.shank_gain if plan.style == "hinge" else script.draw(*SQUAT_SHANK_GAIN)
        )

    def perform(self, shape: RepShape) -> None:
        """Do one rep and rest at the top."""
        script, start = self._script, self._script.now
        for duration_s, level in _phases(script, shape):
            self._bend(level * shape.depth_deg, duration_s)
            script.wait(duration_s)
        for side in self._sides:
            mark = RepMark(side, self._index, shape.kind, start, script.now, self._tall[side])
            script.reps.append(mark)
        script.wait(shape.top_s)

    def _bend(self, degrees: float, duration_s: float) -> None:
        """Move from now on to this thigh tilt from tall; the caller waits."""
        for side in self._sides:
            self._bend_leg(side, degrees * self._uneven[side], duration_s)
        if self._idle:
            along = self._plan.idle_swing_deg * degrees / self._plan.depth_deg
            self._script.tilt_to(self._idle, self._idle_base + along, duration_s, self._lag_s)

    def _bend_leg(self, side: Side, degrees: float, duration_s: float) -> None:
        script, leg = self._script, self._script.body.leg(side)
        script.tilt_to(side, self._tall[side] + degrees, duration_s)
        shank = self._shank * degrees
        if self._plan.style == "hinge":
            shank = float(np.clip(shank, *SHANK_RANGE_DEG))
        leg.shank.to(script.now, duration_s, shank)
        aside, turned = (sign * script.person.oblique * degrees for sign in self._skew[side])
        leg.roll.to(script.now, duration_s, aside)
        leg.yaw.to(script.now, duration_s, turned)


def _phases(script: Script, shape: RepShape) -> list[tuple[float, float]]:
    """The rep as (duration in s, level to reach over the depth)."""
    down, hold, up = (shape.down_s, 1.0), (shape.bottom_s, 1.0), (shape.up_s, shape.short)
    if shape.kind == "hitch":
        halt = (script.draw(0.25, 0.6), 0.5)
        if script.chance(0.5):
            return [(shape.down_s / 2, 0.5), halt, (shape.down_s / 2, 1.0), hold, up]
        return [down, hold, (shape.up_s / 2, 0.5), halt, (shape.up_s / 2, 0.0)]
    if shape.kind == "pulse":
        rise = script.draw(0.15, 0.40)
        dip = script.draw(0.35, 0.7)
        return [down, hold, (dip, 1.0 - rise), (dip, 1.0), (script.draw(0.0, 0.3), 1.0), up]
    return [down, hold, up]
