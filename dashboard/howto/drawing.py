"""Draws one scene into a rectangle: what is behind first, the working leg and its arm last."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from dashboard import words
from dashboard.howto import props
from dashboard.howto.figure import Joints, Leg, Point
from dashboard.howto.inks import Inks, inks_of, pen
from dashboard.howto.shapes import Shapes, shapes_of
from dashboard.howto.steps import Load, Scene
from dashboard.painted import write
from dashboard.theme import Theme

_LEFT, _RIGHT, _TOP, _BOTTOM = -0.45, 0.55, 1.03, -0.12
"""What of the figure's surroundings is shown, in its own lengths."""

_TAG = 0.056
"""Height of the capitals under the working foot."""


def draw_scene(painter: QPainter, where: QRectF, scene: Scene, leg: str, theme: Theme) -> None:
    """Draw a scene as large as fits, standing on the lower edge.

    Parameters
    ----------
    painter, where : draws, in px.
    scene : what is to be seen.
    leg : "left", "right" or "both", which work. The working leg is the one that is nearer, so a
        left one makes the person face left, as it would be.
    theme : its colours.
    """
    scale = min(where.width() / (_RIGHT - _LEFT), where.height() / (_TOP - _BOTTOM))
    turn = -1.0 if leg == "left" else 1.0
    x = where.center().x() - turn * scale * 0.5 * (_LEFT + _RIGHT)
    floor = where.bottom() + scale * _BOTTOM
    inks, shapes = inks_of(theme, leg), shapes_of(scene.pose)
    painter.save()
    painter.translate(x, floor)
    painter.scale(turn * scale, -scale)
    _surroundings(painter, scene, inks)
    _person(painter, scene, shapes, inks)
    for arrow in scene.arrows:
        props.draw_arrow(painter, inks, arrow)
    painter.restore()
    worker = working(scene, shapes.joints)
    foot = (worker.ankle[0] + worker.ball[0]) / 2
    cap = _TAG * scale
    tag = QRectF(x + turn * scale * foot - 6 * cap, floor + 0.6 * cap, 12 * cap, cap)
    name = words.HOWTO_TAGS[leg]
    write(painter, tag, name, inks.mark, bold=True, align=Qt.AlignmentFlag.AlignHCenter)


def working(scene: Scene, found: Joints) -> Leg:
    """The leg that wears the sensor."""
    return found.other if scene.working_is_free else found.carrying


def _surroundings(painter: QPainter, scene: Scene, inks: Inks) -> None:
    props.draw_floor(painter, inks)
    props.draw_chair(painter, inks)
    if scene.has_block:
        props.draw_block(painter, inks)
    if scene.soles:
        props.draw_soles(painter, inks)
    if scene.ghost is not None:
        _ghost(painter, shapes_of(scene.ghost).outline, inks)


def _ghost(painter: QPainter, path: QPainterPath, inks: Inks) -> None:
    """A dashed outline of where the person comes from."""
    dashes = pen(inks.edge, 0.006)
    dashes.setDashPattern([3.0, 3.5])
    painter.setPen(dashes)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _person(painter: QPainter, scene: Scene, shapes: Shapes, inks: Inks) -> None:
    found = shapes.joints
    near, legs = working(scene, found), (shapes.carrying, shapes.other)
    near_leg, far_leg = legs[::-1] if scene.working_is_free else legs
    _limb(painter, shapes.far, inks.far, inks.edge)
    if scene.load is Load.WEIGHTS:
        props.draw_weight(painter, inks, found.far.hand)
    _limb(painter, far_leg, inks.far_leg or inks.far, _edge(inks.far_leg, inks))
    if scene.load is Load.LYING:
        props.draw_band(painter, inks, scene.load, near, found.far.hand)
    _limb(painter, shapes.body, inks.body, inks.edge)
    _limb(painter, near_leg, inks.near_leg or inks.body, _edge(inks.near_leg, inks))
    props.draw_strap(painter, inks, near)
    if scene.load in (Load.SLACK, Load.TAUT):
        props.draw_band(painter, inks, scene.load, near, _holding(found, scene))
    if scene.looks_at is not None:
        props.draw_sight(painter, inks, _eye(found), scene.looks_at)
    _limb(painter, shapes.near, inks.body, inks.edge)


def _edge(leg: QColor | None, inks: Inks) -> QColor:
    return inks.edge if leg is None else inks.mark


def _holding(found: Joints, scene: Scene) -> Point:
    """The hand that has the band: the near one unless it holds on to the chair."""
    return found.near.hand if scene.pose.near_hand is None else found.far.hand


def _eye(found: Joints) -> Point:
    return found.head[0] + 0.09 * found.nose[0], found.head[1] + 0.09 * found.nose[1]


def _limb(painter: QPainter, path: QPainterPath, fill: QColor, edge: QColor) -> None:
    painter.setPen(pen(edge))
    painter.setBrush(fill)
    painter.drawPath(path)
