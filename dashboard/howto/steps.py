"""What is drawn at every step of every way to do the exercise: tables, no text and no paint.

A step's sentence is `dashboard.words.HOWTO_STEPS` under the step's name. Places are in the
figure's own lengths, see `dashboard.howto.figure`; the carrying foot's ankle is at x = 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.howto.figure import ANKLE_TO_BALL, Point, Pose, Sole, between


class Way(StrEnum):
    """How the exercise is done: what stands on the floor, what the hands hold."""

    BOTH_FEET = "both-feet"
    BOTH_FEET_BAND = "both-feet-band"
    ONE_LEG = "one-leg"
    ONE_LEG_BAND = "one-leg-band"
    ONE_LEG_WEIGHTS = "one-leg-weights"


ON_BOTH_FEET = (Way.BOTH_FEET, Way.BOTH_FEET_BAND)


class Load(StrEnum):
    """What makes a step harder, as it is drawn."""

    NONE = "none"
    LYING = "lying"  # a band on the floor, under or beside the foot
    SLACK = "slack"  # a band from the foot to the hand, with a bow
    TAUT = "taut"  # a band from the foot to the hand, pulled straight
    WEIGHTS = "weights"  # in the hands


@dataclass(frozen=True, slots=True)
class Arrow:
    """A movement: from `start` to `end`, bulging sideways by a share of its length."""

    start: Point
    end: Point
    bulge: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture.

    Attributes
    ----------
    pose : the person.
    ghost : where the person comes from or goes back to, drawn in outline; None for nothing.
    arrows : movements.
    load : see `Load`.
    has_block : whether the block stands behind.
    looks_at : where a line of sight ends, or None.
    soles : whether two footprints are shown from above, a hip's width apart.
    working_is_free : whether the leg with the sensor is the one that is off the floor.
    """

    pose: Pose
    ghost: Pose | None = None
    arrows: tuple[Arrow, ...] = ()
    load: Load = Load.NONE
    has_block: bool = True
    looks_at: Point | None = None
    soles: bool = False
    working_is_free: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A picture and the name of its sentence."""

    name: str
    scene: Scene


BLOCK_HEIGHT = 0.06
BLOCK = (-0.335, -0.205)
"""The block from x to x: a yoga block lying flat, or a thick book or two."""

CHAIR_GRIP: Point = (0.265, 0.52)
"""The top of the chair's back, which a hand reaches from tall."""

_ON_BLOCK = Sole(-0.27, BLOCK_HEIGHT, 52.0)
_BESIDE = Sole(ANKLE_TO_BALL - 0.03)
_LIFTED = Sole(0.1, 0.085, 8.0)

TALL = Pose()
HELD = Pose(trunk_deg=5.0, near_hand=CHAIR_GRIP)
TALL_ON_BLOCK = replace(TALL, other=_ON_BLOCK)
HINGE = Pose(shin_deg=4.0, thigh_deg=30.0, trunk_deg=52.0, nod_deg=-8.0, other=_ON_BLOCK)
HINGE_BOTH = replace(HINGE, shin_deg=8.0, other=_BESIDE)
LOOK_BACK = Pose(
    shin_deg=5.0, thigh_deg=14.0, trunk_deg=20.0, nod_deg=2.0, looks_back=True, near_hand=CHAIR_GRIP
)
SOFT = replace(TALL, shin_deg=11.0, thigh_deg=13.0, trunk_deg=3.0)
INTO_BAND = Pose(
    trunk_deg=22.0, nod_deg=14.0, carrying=Sole(-0.03), other=_LIFTED, near_hand=CHAIR_GRIP
)

_BACK = Arrow((-0.19, 0.53), (-0.38, 0.51), 0.08)
_UP = Arrow((-0.13, 0.62), (-0.13, 0.92))
_ON = Arrow((-0.06, 0.05), (-0.25, 0.24), 0.35)
_OFF = Arrow((-0.24, 0.24), (-0.06, 0.05), -0.35)
_NEARER = Arrow((0.5, 0.62), (0.34, 0.62))
_KNEE = Arrow((0.22, 0.37), (0.11, 0.3), -0.1)
_INTO = Arrow((0.19, 0.22), (0.13, 0.1), -0.25)
_OUT_OF = Arrow((0.17, 0.05), (0.21, 0.2), 0.25)
_SHORTER = Arrow((0.12, 0.36), (0.12, 0.58))


def _near(*, block: bool = True) -> Scene:
    return Scene(HELD, arrows=(_NEARER,), has_block=block)


def _hinge(pose: Pose, ghost: Pose, load: Load = Load.NONE, *, block: bool = True) -> Scene:
    return Scene(pose, ghost, (_BACK,), load, has_block=block)


def _band_foot(arrow: Arrow) -> Scene:
    return Scene(INTO_BAND, None, (arrow,), Load.LYING, working_is_free=True)


_CHAIR_NEAR = Step("chair-near", _near())
_STAND_TALL = Step("tall", Scene(TALL, arrows=(_UP,)))
_LOOK = Step("look-back", Scene(LOOK_BACK, looks_at=(-0.29, 0.09)))
_FOOT = Step("foot-back", Scene(replace(HELD, other=_ON_BLOCK), arrows=(_ON,)))
_STEP_OFF = Scene(HELD, replace(HELD, other=_ON_BLOCK), (_OFF,))
_FOOT_BAND = Scene(
    replace(HELD, other=_ON_BLOCK, far_hand=(0.14, 0.47)), arrows=(_ON,), load=Load.SLACK
)


def _carried(scene: Scene) -> Scene:
    """The same with a weight in the hand that does not hold on, where the leg does not hide it."""
    pose = replace(scene.pose, far_hand=(scene.pose.trunk_deg / 400.0 + 0.11, 0.46))
    return replace(scene, pose=pose, load=Load.WEIGHTS)


STEPS: dict[Way, tuple[Step, ...]] = {
    Way.BOTH_FEET: (
        Step("chair-near-floor", _near(block=False)),
        Step("hip-wide", Scene(TALL, has_block=False, soles=True)),
        Step("tall-both", Scene(TALL, arrows=(_UP,), has_block=False)),
        Step("soft-knees", Scene(SOFT, arrows=(_KNEE,), has_block=False)),
        Step("hinge-both", _hinge(HINGE_BOTH, TALL, block=False)),
        Step("up-both", Scene(TALL, HINGE_BOTH, (_UP,), has_block=False)),
    ),
    Way.BOTH_FEET_BAND: (
        Step("chair-near-floor", _near(block=False)),
        Step("band-both", Scene(HELD, load=Load.LYING, has_block=False, soles=True)),
        Step("band-short-both", Scene(TALL, None, (_SHORTER,), Load.TAUT, has_block=False)),
        Step("soft-knees", Scene(SOFT, None, (_KNEE,), Load.TAUT, has_block=False)),
        Step("hinge-both", _hinge(HINGE_BOTH, TALL, Load.TAUT, block=False)),
        Step("band-free-both", Scene(HELD, load=Load.LYING, has_block=False)),
    ),
    Way.ONE_LEG: (
        _CHAIR_NEAR,
        _STAND_TALL,
        _LOOK,
        _FOOT,
        Step("hinge", _hinge(HINGE, TALL_ON_BLOCK)),
        Step("off", _STEP_OFF),
    ),
    Way.ONE_LEG_BAND: (
        _CHAIR_NEAR,
        Step("band-loop", _band_foot(_INTO)),
        Step("foot-back-band", _FOOT_BAND),
        Step("band-short", Scene(TALL_ON_BLOCK, None, (_SHORTER,), Load.TAUT)),
        Step("hinge", _hinge(HINGE, TALL_ON_BLOCK, Load.TAUT)),
        Step("off-band", _band_foot(_OUT_OF)),
    ),
    Way.ONE_LEG_WEIGHTS: (
        Step("chair-near-weights", _near()),
        Step("tall-weights", _carried(_STAND_TALL.scene)),
        Step("look-back", _carried(_LOOK.scene)),
        Step("foot-back", _carried(_FOOT.scene)),
        Step("hinge-weights", _hinge(HINGE, TALL_ON_BLOCK, Load.WEIGHTS)),
        Step("off-weights", _carried(_STEP_OFF)),
    ),
}


_DOWN_S, _HOLD_S, _UP_S, _TALL_S = 2.6, 0.6, 2.2, 1.2
_FRAMES = 36
"""Shares of the way that are told apart: more would be drawn anew for less than a pixel."""


def posed(scene: Scene, share: float) -> Pose:
    """The pose of a hinge on its way down from its ghost, `share` from 0 to 1; else the scene's."""
    if scene.ghost is None or scene.pose not in (HINGE, HINGE_BOTH):
        return scene.pose
    return between(scene.ghost, scene.pose, share)


def swing(time_s: float) -> float:
    """How far down a slow hinge is that goes on for ever, from 0 for tall to 1."""
    at = time_s % (_DOWN_S + _HOLD_S + _UP_S + _TALL_S)
    if at < _DOWN_S:
        way = at / _DOWN_S
    elif at < _DOWN_S + _HOLD_S:
        way = 1.0
    else:
        way = max(0.0, 1.0 - (at - _DOWN_S - _HOLD_S) / _UP_S)
    return round(_FRAMES * 0.5 * (1.0 - math.cos(math.pi * way))) / _FRAMES


_WAYS: dict[str, tuple[Way, Way]] = {
    "both-feet": (Way.BOTH_FEET, Way.BOTH_FEET),
    "both-feet-band": (Way.BOTH_FEET_BAND, Way.BOTH_FEET_BAND),
    "one-leg": (Way.ONE_LEG, Way.ONE_LEG),
    "one-leg-load": (Way.ONE_LEG_BAND, Way.ONE_LEG_WEIGHTS),
}
"""Every rung of the ladder: with a band or nothing, and with weights."""


def way_of(rung: str, *, has_weights: bool = False) -> Way:
    """How a rung is done. KeyError for a rung that there is not.

    Parameters
    ----------
    rung : its key, as in `imu.ladder.RUNGS`.
    has_weights : whether the load is a weight, and not a band.
    """
    return _WAYS[rung][has_weights]
