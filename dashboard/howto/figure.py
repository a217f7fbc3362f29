"""A person seen from the side, from a few angles: pure geometry, nothing drawn here.

Lengths are shares of the body's height, x points to where the person faces, y up, and the floor is
y = 0. Limbs have the mean lengths of Drillis and Contini (Body Segment Parameters, 1966), as Winter
gives them (Biomechanics and Motor Control of Human Movement, 2009, fig. 4.1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

Point = tuple[float, float]

SHANK, THIGH, TRUNK = 0.246, 0.245, 0.288
UPPER_ARM, FOREARM = 0.186, 0.146 + 0.05
"""The forearm reaches to the middle of the fist."""
NECK = 0.118
"""From between the shoulders to the middle of the head."""
ANKLE_HEIGHT = 0.039
ANKLE_TO_BALL, BALL_TO_TOE, ANKLE_TO_HEEL = 0.072, 0.042, 0.038

_HANGING_ELBOW = 8.0
"""Degrees that an elbow bends by itself."""


@dataclass(frozen=True, slots=True)
class Sole:
    """Where a foot is put: `x`, `y` of its ball, and by how many degrees the heel is up."""

    x: float
    y: float = 0.0
    heel_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Pose:
    """How a person stands. The leg that carries is built up from the floor, the other hangs on.

    Attributes
    ----------
    shin_deg : lean of the carrying shin, the knee forward of the ankle.
    thigh_deg : lean of the carrying thigh, the hip behind the knee.
    trunk_deg : lean of the spine forward.
    nod_deg : how far the head leans beyond the spine; below 0 it is lifted.
    looks_back : whether the face is turned to what lies behind.
    carrying, other : where the feet are; the carrying one is flat on the floor.
    near_hand, far_hand : what the hands hold, or None for arms that hang.
    """

    shin_deg: float = 6.0
    thigh_deg: float = 6.0
    trunk_deg: float = 0.0
    nod_deg: float = 4.0
    looks_back: bool = False
    carrying: Sole = Sole(ANKLE_TO_BALL)
    other: Sole = Sole(ANKLE_TO_BALL - 0.03)
    near_hand: Point | None = None
    far_hand: Point | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg's joints, from the hip down."""

    hip: Point
    knee: Point
    ankle: Point
    heel: Point
    ball: Point
    toe: Point


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm's joints."""

    shoulder: Point
    elbow: Point
    hand: Point


@dataclass(frozen=True, slots=True)
class Joints:
    """Where everything is.

    Attributes
    ----------
    carrying, other : the legs.
    near, far : the arms.
    hip, shoulder, head : the spine's ends and the middle of the head.
    nose : a direction of length 1, from the middle of the head.
    """

    carrying: Leg
    other: Leg
    near: Arm
    far: Arm
    hip: Point
    shoulder: Point
    head: Point
    nose: Point


def joints(pose: Pose) -> Joints:
    """Where the joints of a pose are.

    Raises
    ------
    ValueError
        If the other leg is too short for where its foot is put.
    """
    carrying = _foot(pose.carrying)
    knee = _up(carrying.ankle, SHANK, pose.shin_deg)
    hip = _up(knee, THIGH, -pose.thigh_deg)
    shoulder = _up(hip, TRUNK, pose.trunk_deg)
    lean = pose.trunk_deg + pose.nod_deg
    nose = _up((0.0, 0.0), 1.0, lean + (-115.0 if pose.looks_back else 90.0))
    return Joints(
        carrying=replace(carrying, hip=hip, knee=knee),
        other=_hung(hip, _foot(pose.other)),
        near=_arm(shoulder, pose.near_hand),
        far=_arm(shoulder, pose.far_hand),
        hip=hip,
        shoulder=shoulder,
        head=_up(shoulder, NECK, lean),
        nose=nose,
    )


def between(one: Pose, two: Pose, share: float) -> Pose:
    """A pose on the way from one to the other that keeps its feet and hands where `one` has them.

    Parameters
    ----------
    one, two : poses with the same feet.
    share : from 0 for `one` to 1 for `two`.
    """
    angles = [part.name for part in fields(Pose) if part.name.endswith("_deg")]
    mixed = {name: _mix(getattr(one, name), getattr(two, name), share) for name in angles}
    return replace(one, **mixed)  # type: ignore[arg-type]


def reach(a: Point, b: Point) -> float:
    """The distance between two points."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def _mix(a: float, b: float, share: float) -> float:
    return a + share * (b - a)


def _up(start: Point, length: float, lean_deg: float) -> Point:
    """The end of a bone that stands on `start` and leans forward."""
    lean = math.radians(lean_deg)
    return start[0] + length * math.sin(lean), start[1] + length * math.cos(lean)


def _foot(sole: Sole) -> Leg:
    """A foot without a leg: it turns about its ball, the toes stay flat."""
    up = math.radians(sole.heel_deg)

    def turned(back: float, high: float) -> Point:
        x = -back * math.cos(up) + high * math.sin(up)
        return sole.x + x, sole.y + back * math.sin(up) + high * math.cos(up)

    ankle = turned(ANKLE_TO_BALL, ANKLE_HEIGHT)
    heel = turned(ANKLE_TO_BALL + ANKLE_TO_HEEL, 0.0)
    return Leg(ankle, ankle, ankle, heel, (sole.x, sole.y), (sole.x + BALL_TO_TOE, sole.y))


def _hung(hip: Point, foot: Leg) -> Leg:
    """A leg whose foot and hip are given: the knee bends forward as far as it must."""
    if reach(hip, foot.ankle) > THIGH + SHANK:
        raise ValueError("the foot is farther away than the leg is long")
    return replace(foot, hip=hip, knee=_bent(hip, foot.ankle, THIGH, SHANK, side=1.0))


def _arm(shoulder: Point, hand: Point | None) -> Arm:
    """An arm that holds something, or hangs. Too short, it points there."""
    if hand is None:
        elbow = _up(shoulder, -UPPER_ARM, 0.5 * _HANGING_ELBOW)
        return Arm(shoulder, elbow, _up(elbow, -FOREARM, -0.5 * _HANGING_ELBOW))
    away = reach(shoulder, hand)
    short = min(1.0, (UPPER_ARM + FOREARM) / away)
    held = (_mix(shoulder[0], hand[0], short), _mix(shoulder[1], hand[1], short))
    return Arm(shoulder, _bent(shoulder, held, UPPER_ARM, FOREARM, side=-1.0), held)


def _bent(top: Point, end: Point, upper: float, lower: float, *, side: float) -> Point:
    """The joint between two bones whose outer ends are given, by the law of cosines.

    `side` is 1 for a joint that bends forward, as a knee does, and -1 for one that bends back.
    """
    away = reach(top, end)
    along = (upper**2 - lower**2 + away**2) / (2.0 * away)
    across = side * math.sqrt(max(0.0, upper**2 - along**2))
    x, y = (end[0] - top[0]) / away, (end[1] - top[1]) / away
    return top[0] + along * x - across * y, top[1] + along * y + across * x
