"""Simulated people whose legs are compared: numbers of reps with exact truth, no samples.

How large the scatters are is an assumption, the same as in the comparison of rules that led to this
one: reps 10 %, sets 5 %, strappings 4 %. Simulated people are no evidence about real ones; what is
tried is the rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.asymmetry import MEASURES, Conditions, LegSession, Measure, SetValues
from imu.asymmetry.measures import RATIO_STRAP
from imu.samples import Floats

REP_SD, SET_SD = 0.10, 0.05
"""From rep to rep of a set, and from set to set of a strapping, log scale."""

_DAY_S = 86400.0
_LEGS = ("left", "right")
_BASE = 2.0
"""Where a measure lies, its unit or log of it: any will do, only differences matter."""


@dataclass(frozen=True, slots=True)
class World:
    """What is true of a simulated person, and how they train. Effects as shares (0.04 is 4 %).

    Attributes
    ----------
    true : how much more the right leg shows than the left one, in every measure.
    strap : standard deviation of a leg's values from strapping to strapping.
    bias : a habit of strapping that makes the one leg show so much more every time.
    order : how much less the leg shows that comes second.
    alternates : whether the legs take turns in beginning.
    checked : whether a re-strap check was done.
    sets, reps : of each leg in a session.
    """

    true: float = 0.0
    strap: float = 0.04
    bias: float = 0.0
    order: float = 0.0
    alternates: bool = True
    checked: bool = True
    sets: int = 3
    reps: int = 9


def person(world: World, rng: np.random.Generator, sessions: int = 3) -> list[LegSession]:
    """Draw one person's sessions in order of time, a re-strap check before them if wanted."""
    habit = math.log1p(world.bias) * (1.0 if rng.random() < 0.5 else -1.0)
    first = int(rng.integers(2))
    found = [_check(world, habit, rng)] if world.checked else []
    for number in range(sessions):
        begins = (first + number) % 2 if world.alternates else first
        found.append(_session(world, habit, number, begins, rng))
    return found


def _session(
    world: World, habit: float, number: int, begins: int, rng: np.random.Generator
) -> LegSession:
    of_legs = np.array([0.0, math.log1p(world.true) + habit])
    of_legs[1 - begins] += math.log1p(-world.order)
    strap = rng.normal(0.0, math.log1p(world.strap), (len(MEASURES), 2, 1))
    effects = strap + of_legs[None, :, None]
    values = _values(effects + np.zeros((1, 1, world.sets)), world.reps, rng)
    return _built(f"session {number + 1}", values, number + 1, _LEGS[begins])


def _check(world: World, habit: float, rng: np.random.Generator) -> LegSession:
    """Two sets a leg, each strapped on anew."""
    strap = rng.normal(0.0, math.log1p(world.strap), (len(MEASURES), 2, 2))
    effects = strap + np.array([0.0, math.log1p(world.true) + habit])[None, :, None]
    return _built("check", _values(effects, world.reps, rng), 0, "left", is_check=True)


def _values(effects: Floats, reps: int, rng: np.random.Generator) -> Floats:
    """Add what sets and reps scatter to (measures, legs, sets); a last axis for the reps."""
    drawn = effects + rng.normal(0.0, SET_SD, effects.shape)
    return drawn[..., None] + rng.normal(0.0, REP_SD, (*effects.shape, reps))


def _built(
    name: str, values: Floats, day: int, first: str, *, is_check: bool = False
) -> LegSession:
    legs = {
        leg: tuple(_set(values[:, k, number], float(number)) for number in range(values.shape[2]))
        for k, leg in enumerate(_LEGS)
    }
    return LegSession(
        recording=name,
        legs=legs,
        conditions=Conditions(rung="one-leg", rate_hz=100.0),
        started_s=day * _DAY_S,
        first_leg=first,
        is_restrap_check=is_check,
    )


def _set(values: Floats, start_s: float) -> SetValues:
    """One set from (measures, reps)."""
    by_metric = {m.metric: _in_unit(m, values[n]) for n, m in enumerate(MEASURES)}
    return SetValues(start_s, values.shape[1], by_metric)


def _in_unit(measure: Measure, effects: Floats) -> tuple[float, ...]:
    """A difference measure scatters as its own strap term says, in proportion."""
    if measure.is_ratio:
        return tuple(np.exp(_BASE + effects).tolist())
    return tuple((_BASE + effects * (measure.strap / RATIO_STRAP)).tolist())
