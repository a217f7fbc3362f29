"""What a person means to do today: which rung, how often, how long to rest, which leg first."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from imu.ladder import EASIEST, RUNGS, is_on_both_feet
from imu.targets import Range, Targets

Leg = Literal["left", "right"]
Legs = Literal["both", "left", "right"]
"""Both legs one after the other, or one of them only."""

SETS, REPS, REST_S = 3, 8, 60.0
"""The usual dose: 8 to 10 reps, a short break, up to three sets on each leg (`exercise.md`)."""

GET_READY_S = 15.0
"""s from a leg's turn to the first countdown: time to step on to the block with a hand on a chair.
A guess; Enter begins at once, B holds the clock."""

TEMPO_SHARE = 0.4
"""Share of a prescribed time that a phase may be shorter or longer. People who are asked for 3 s
take from 2 to 4 without noticing; a guess until there are recordings."""


class Support(StrEnum):
    """What a hand holds on to."""

    FREE = "free"
    FINGERTIPS = "fingertips"
    CHAIR = "chair"
    WALL = "wall"


Kind = Literal["training", "restrap-check"]

CHECK_SETS = 2
"""Sets of each leg in a check of the strap: one before and one after it is strapped on anew."""

_RUNGS = f"^({'|'.join(one.key for one in RUNGS)})$"
"""A plan from a damaged file, or of a version with more steps, must not lead to no step at all."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One session as it is meant.

    Attributes
    ----------
    kind : a training, or a check of the strap: two sets of each leg, and the sensor strapped on
        anew between them (rule R29). It tells what strapping alone changes.
    rung : key of a step of the ladder, `imu.ladder.RUNGS`.
    support : what a hand holds on to.
    load : in words ("red band"); `load_kg` : the same in kg where it has a weight, or None.
    block_height_cm : of the block behind the person, or None.
    legs : both in turn or one. Without meaning on both feet.
    first : the leg that begins; "alternate" for the one that did not begin last time.
    sets, reps : for each leg; reps of each set.
    rest_s : from the end of a set to the next countdown, s.
    get_ready_s : before the first set of a leg, s.
    eccentric_s, concentric_s : time down and up that is aimed at, s; None for any.
    pain_limit : the pain, 0 to 10, that a physiotherapist allows; None where nobody has said one.
    """

    kind: Kind = "training"
    rung: Annotated[str, msgspec.Meta(pattern=_RUNGS)] = EASIEST
    support: Support = Support.CHAIR
    load: str = ""
    load_kg: Annotated[float, msgspec.Meta(ge=0, le=300)] | None = None
    block_height_cm: Annotated[float, msgspec.Meta(ge=0, le=60)] | None = None
    legs: Legs = "both"
    first: Literal["alternate", "left", "right"] = "alternate"
    sets: Annotated[int, msgspec.Meta(ge=1, le=10)] = SETS
    reps: Annotated[int, msgspec.Meta(ge=1, le=30)] = REPS
    rest_s: Annotated[float, msgspec.Meta(ge=10, le=600)] = REST_S
    get_ready_s: Annotated[float, msgspec.Meta(ge=5, le=120)] = GET_READY_S
    eccentric_s: Annotated[float, msgspec.Meta(ge=0.5, le=15)] | None = None
    concentric_s: Annotated[float, msgspec.Meta(ge=0.5, le=15)] | None = None
    pain_limit: Annotated[int, msgspec.Meta(ge=0, le=10)] | None = None

    @property
    def is_check(self) -> bool:
        """Whether it is a check of the strap, and no training."""
        return self.kind == "restrap-check"

    @property
    def is_on_both_feet(self) -> bool:
        """Whether both legs work at once: there is no change of leg then."""
        return is_on_both_feet(self.rung)


def order_of_legs(plan: Plan, last_first: Leg | None = None) -> tuple[Leg, ...]:
    """The legs in the order in which they work; () on both feet.

    Parameters
    ----------
    plan : says which legs, and which one first.
    last_first : the leg that began last time, or None. Alternating keeps the order of the legs from
        looking like a difference between them.
    """
    if plan.is_on_both_feet:
        return ()
    if plan.legs != "both":
        return (plan.legs,)
    first: Leg = plan.first if plan.first != "alternate" else _other(last_first or "right")
    return (first, _other(first))


def targets_of(plan: Plan, band: Range | None = None) -> Targets:
    """What the plan wants of every rep.

    Parameters
    ----------
    plan : prescribes the tempo, or does not.
    band : thigh tilt from tall that the strap-on has found, degrees; None before. On the easiest
        rung no rep is too shallow.
    """
    return Targets(
        depth_deg=band or Range(),
        smallest_rung=plan.rung == EASIEST,
        eccentric_s=_about(plan.eccentric_s),
        concentric_s=_about(plan.concentric_s),
    )


def _about(wanted_s: float | None) -> Range:
    if wanted_s is None:
        return Range()
    return Range((1 - TEMPO_SHARE) * wanted_s, (1 + TEMPO_SHARE) * wanted_s)


def _other(leg: Leg) -> Leg:
    return "right" if leg == "left" else "left"
