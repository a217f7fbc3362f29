"""The session that `kickstand demo` shows: a simulated person, and everything worth seeing once."""

from __future__ import annotations

from dataclasses import replace as changed

from imu.simulator import Foil, Person, Plan, SetPlan, SimulatedSession, simulate
from imu.simulator.plan import Activity, replace

SEED = 1
"""The demo that is shown unless another is asked for; what it counts is tested."""

REPS = 8
"""Reps of every set: the lower end of the exercise's dose."""

NAME = "Demo"

NOTE = "Simulated: nobody wore these sensors"

_RIGHT = SetPlan(side="right", reps=REPS, top_s=0.8, settle_s=1.6)
"""Ordinary hinges. After a short stance, so that a newcomer sees the first within seconds."""

_LEFT = replace(_RIGHT, side="left", depth_deg=23.0, unsteady=1.5)
"""The other leg: a little less deep, and visibly less steady."""

_BEFORE = replace(_RIGHT, reps=REPS // 2, leave=False)
_SHALLOW = replace(_RIGHT, reps=1, partial=1.0, settle_s=0.0, mount="stay", leave=False)
_AFTER = replace(_RIGHT, reps=REPS // 2, mount="stay")
"""One set with a shallow rep in its middle, which is listed and not counted."""

_REST_S = 12.0
"""s. Far shorter than a real rest: nobody watches a demo to see somebody stand about."""


def demo_plan() -> Plan:
    """Two sensors, two sets on each leg, a walk in one rest; somewhat under four minutes."""
    rest, stroll = Foil(kind="quiet", duration_s=_REST_S), Foil(kind="walk", duration_s=5.0)
    breath = Foil(kind="quiet", duration_s=_REST_S - stroll.duration_s)
    stand, end = Foil(kind="quiet", duration_s=1.0), Foil(kind="quiet", duration_s=3.0)
    right: tuple[Activity, ...] = (_RIGHT, rest, _BEFORE, _SHALLOW, replace(_AFTER, settle_s=0.0))
    left: tuple[Activity, ...] = (_LEFT, rest, _LEFT)
    return Plan(
        activities=(stand, *right, stroll, breath, *left, end),
        sensors=("left", "right"),
        person=Person(wobble_deg=0.6),
        armed=True,
        note="demo",
    )


def demo_session(seed: int = SEED) -> SimulatedSession:
    """Play it. The counter is told before every set, but not again in the middle of one."""
    session = simulate(demo_plan(), seed)
    sets = [part for part in session.plan.activities if isinstance(part, SetPlan)]
    told = zip(session.commands, sets, strict=True)
    commands = tuple(command for command, part in told if part.mount != "stay")
    return changed(session, commands=commands)
