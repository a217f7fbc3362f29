"""Outlines of rounded limbs, as paths to be filled."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from dashboard.howto.figure import Arm, Joints, Leg, Point, Pose, joints, reach

_FINE = 300.0
"""Paths are united this much larger: Qt breaks curves into pieces that it deems small enough, and
at a figure of height 1 that would be octagons."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """A person's joints and the outlines around them; `outline` is that of body and legs."""

    joints: Joints
    carrying: QPainterPath
    other: QPainterPath
    near: QPainterPath
    far: QPainterPath
    body: QPainterPath
    outline: QPainterPath


@lru_cache(maxsize=256)
def shapes_of(pose: Pose) -> Shapes:
    """The outlines of a pose. They are kept: a hinge that moves comes by the same poses again."""
    found = joints(pose)
    carrying, other, body = leg_path(found.carrying), leg_path(found.other), body_path(found)
    return Shapes(
        joints=found,
        carrying=carrying,
        other=other,
        near=arm_path(found.near),
        far=arm_path(found.far),
        body=body,
        outline=_done(_large(body).united(_large(carrying)).united(_large(other))),
    )


def limb(a: Point, b: Point, at_a: float, at_b: float) -> QPainterPath:
    """A limb between two joints, as thick as their radii."""
    return _done(_limb(a, b, at_a, at_b))


def leg_path(leg: Leg) -> QPainterPath:
    """Thigh, shin and foot in one."""
    thigh, shin = _limb(leg.hip, leg.knee, 0.058, 0.037), _limb(leg.knee, leg.ankle, 0.036, 0.024)
    return _done(thigh.united(shin).united(_foot(leg)))


def arm_path(arm: Arm) -> QPainterPath:
    """Upper arm, forearm and fist in one."""
    upper = _limb(arm.shoulder, arm.elbow, 0.031, 0.023)
    lower = _limb(arm.elbow, arm.hand, 0.023, 0.016)
    return _done(upper.united(lower).united(_disc(arm.hand, 0.023)))


def body_path(joints: Joints) -> QPainterPath:
    """Trunk, neck and head in one; the nose says where the person looks."""
    hip, shoulder, head = joints.hip, joints.shoulder, joints.head
    trunk = _limb(hip, _toward(hip, shoulder, 0.93), 0.067, 0.062)
    neck = _limb(shoulder, head, 0.03, 0.03)
    nose = (head[0] + 0.066 * joints.nose[0], head[1] + 0.066 * joints.nose[1])
    face = _limb(head, nose, 0.03, 0.009)
    return _done(trunk.united(neck).united(_disc(head, 0.06)).united(face))


def _limb(a: Point, b: Point, at_a: float, at_b: float) -> QPainterPath:
    """Two discs and the band around them, `_FINE` times as large."""
    path = _disc(a, at_a).united(_disc(b, at_b))
    away = reach(a, b)
    if away <= abs(at_a - at_b):
        return path
    along = math.atan2(b[1] - a[1], b[0] - a[0])
    off = math.acos((at_a - at_b) / away)
    corners = [
        _around(centre, radius, angle)
        for centre, radius, angle in (
            (a, at_a, along + off),
            (b, at_b, along + off),
            (b, at_b, along - off),
            (a, at_a, along - off),
        )
    ]
    side = QPainterPath()
    side.addPolygon(QPolygonF([*corners, corners[0]]))
    return path.united(side)


def _foot(leg: Leg) -> QPainterPath:
    """A foot whose sole runs through heel, ball and toe, not through the joints' middles."""
    sole = 0.014
    back = _inside(leg.heel, leg.ankle, sole)
    ball, toe = (leg.ball[0], leg.ball[1] + sole), (leg.toe[0], leg.toe[1] + sole)
    path = _limb(leg.ankle, back, 0.024, sole).united(_limb(leg.ankle, ball, 0.024, sole))
    return path.united(_limb(back, ball, sole, sole)).united(_limb(ball, toe, sole, sole))


def _inside(edge: Point, middle: Point, by: float) -> Point:
    return _toward(edge, middle, by / reach(edge, middle))


def _toward(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _around(centre: Point, radius: float, angle: float) -> QPointF:
    x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
    return QPointF(x, y) * _FINE


def _disc(centre: Point, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(*centre) * _FINE, radius * _FINE, radius * _FINE)
    return path


def _large(path: QPainterPath) -> QPainterPath:
    return QTransform.fromScale(_FINE, _FINE).map(path)


def _done(path: QPainterPath) -> QPainterPath:
    """Back to the figure's own lengths."""
    return QTransform.fromScale(1.0 / _FINE, 1.0 / _FINE).map(path)
