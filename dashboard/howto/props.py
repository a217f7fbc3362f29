"""What stands, lies and is held around the person, in the figure's own lengths."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from dashboard.howto.figure import Leg, Point
from dashboard.howto.inks import Inks, pen
from dashboard.howto.steps import BLOCK, BLOCK_HEIGHT, CHAIR_GRIP, Arrow, Load

FLOOR = (-0.44, 0.54)
"""The floor is drawn from x to x."""

_SEAT = 0.27
_DEEP = 0.23
_RIBBON = 0.02
_HEAD = 0.042
"""Length of an arrow's head."""


def draw_floor(painter: QPainter, inks: Inks) -> None:
    """Draw the line that everything stands on."""
    painter.setPen(pen(inks.edge, 0.008))
    painter.drawLine(QPointF(FLOOR[0], -0.006), QPointF(FLOOR[1], -0.006))


def draw_block(painter: QPainter, inks: Inks) -> None:
    """Draw the block behind the person."""
    painter.setPen(pen(inks.mark))
    painter.setBrush(inks.edge)
    area = QRectF(BLOCK[0], 0.004, BLOCK[1] - BLOCK[0], BLOCK_HEIGHT - 0.008)
    painter.drawRoundedRect(area, 0.01, 0.01)


def draw_chair(painter: QPainter, inks: Inks) -> None:
    """Draw a chair that turns its back to the person: what a hand can hold is nearest."""
    x, top = CHAIR_GRIP[0] + 0.012, CHAIR_GRIP[1] - 0.012
    painter.setPen(pen(inks.edge, 0.024))
    for a, b in (
        ((x, 0.012), (x, top)),
        ((x, _SEAT), (x + _DEEP, _SEAT)),
        ((x + _DEEP, 0.012), (x + _DEEP, _SEAT)),
    ):
        painter.drawLine(QPointF(*a), QPointF(*b))


def draw_band(painter: QPainter, inks: Inks, load: Load, foot: Leg, hand: Point) -> None:
    """Draw a band: lying in a loop, or from under the foot up to the hand."""
    middle = 0.5 * (foot.ankle[0] + foot.ball[0])
    path = QPainterPath()
    if load is Load.LYING:
        path.addEllipse(QPointF(middle + 0.02, 0.008), 0.085, 0.02)
    elif load is Load.SLACK:
        path.moveTo(middle, 0.07)
        path.quadTo(QPointF(middle + 0.14, 0.1), QPointF(*hand))
    elif load is Load.TAUT:
        path.moveTo(middle, 0.07)
        path.lineTo(QPointF(*hand))
    if load in (Load.SLACK, Load.TAUT):
        path.addEllipse(QPointF(middle, 0.033), 0.024, 0.039)
    _ribbon(painter, inks, path)


def _ribbon(painter: QPainter, inks: Inks, path: QPainterPath) -> None:
    """A band is a line with an edge, so that it is seen before leg and ground alike."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((inks.ground, _RIBBON + 0.012), (inks.band, _RIBBON)):
        painter.setPen(pen(ink, width))
        painter.drawPath(path)


def draw_weight(painter: QPainter, inks: Inks, hand: Point) -> None:
    """Draw a dumbbell in a hand."""
    painter.setPen(pen(inks.mark, 0.018))
    painter.drawLine(QPointF(hand[0] - 0.06, hand[1]), QPointF(hand[0] + 0.06, hand[1]))
    painter.setPen(pen(inks.ground))
    painter.setBrush(inks.mark)
    for x in (-0.08, 0.05):
        area = QRectF(hand[0] + x, hand[1] - 0.04, 0.03, 0.08)
        painter.drawRoundedRect(area, 0.008, 0.008)


def draw_arrow(painter: QPainter, inks: Inks, arrow: Arrow, size: float = 1.0) -> None:
    """Draw a movement: a bow with a head, readable before anything. `size` scales its pen."""
    (x, y), (to_x, to_y) = arrow.start, arrow.end
    bow = (0.5 * (x + to_x) - arrow.bulge * (to_y - y), 0.5 * (y + to_y) + arrow.bulge * (to_x - x))
    heading, long = math.atan2(to_y - bow[1], to_x - bow[0]), size * _HEAD
    neck = (to_x - 0.8 * long * math.cos(heading), to_y - 0.8 * long * math.sin(heading))
    path = QPainterPath(QPointF(x, y))
    path.quadTo(QPointF(*bow), QPointF(*neck))
    wings = [
        QPointF(to_x - long * math.cos(heading + turn), to_y - long * math.sin(heading + turn))
        for turn in (0.5, -0.5)
    ]
    head = QPolygonF([QPointF(to_x, to_y), *wings])
    for ink, extra in ((inks.ground, 0.014), (inks.mark, 0.0)):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(ink, size * (0.014 + extra)))
        painter.drawPath(path)
        painter.setPen(pen(ink, size * (0.004 + extra)))
        painter.setBrush(ink)
        painter.drawPolygon(head)


def draw_sight(painter: QPainter, inks: Inks, eye: Point, seen: Point) -> None:
    """Draw where the person looks: a dotted line."""
    line = pen(inks.mark, 0.01)
    line.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(line)
    painter.drawLine(QPointF(*eye), QPointF(*seen))


def draw_soles(painter: QPainter, inks: Inks) -> None:
    """Draw two footprints from above, and the distance between them, beside the person."""
    at = QPointF(-0.29, 0.2)
    painter.setPen(pen(inks.edge))
    painter.setBrush(inks.ground)
    painter.drawEllipse(at, 0.135, 0.135)
    painter.setPen(pen(inks.mark))
    for side, ink in ((-1.0, inks.far_leg), (1.0, inks.near_leg)):
        painter.setBrush(ink or inks.body)
        painter.drawEllipse(at + QPointF(0.058 * side, 0.03), 0.026, 0.045)
        painter.drawEllipse(at + QPointF(0.055 * side, -0.038), 0.019, 0.024)
    for side in (-1.0, 1.0):
        draw_arrow(painter, inks, Arrow((at.x(), at.y() - 0.09), (at.x() + 0.06 * side, 0.11)))


def draw_strap(painter: QPainter, inks: Inks, leg: Leg) -> None:
    """Draw the sensor on the front of the thigh, with its strap."""
    share = 0.68
    x = leg.hip[0] + share * (leg.knee[0] - leg.hip[0])
    y = leg.hip[1] + share * (leg.knee[1] - leg.hip[1])
    along = math.degrees(math.atan2(leg.hip[1] - leg.knee[1], leg.hip[0] - leg.knee[0])) - 90.0
    painter.save()
    painter.translate(x, y)
    painter.rotate(along)
    painter.setPen(pen(inks.mark, 0.014))
    painter.drawLine(QPointF(-0.044, 0.0), QPointF(0.044, 0.0))
    painter.setPen(pen(inks.mark, 0.006))
    painter.setBrush(inks.ground)
    painter.drawRoundedRect(QRectF(0.036, -0.026, 0.022, 0.052), 0.006, 0.006)
    painter.restore()
