"""Where the sensor goes: the legs from the front, a strap, and a hand between it and the knee."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from dashboard import words
from dashboard.howto.inks import Inks, inks_of, pen
from dashboard.howto.props import draw_arrow
from dashboard.howto.shapes import limb
from dashboard.howto.steps import Arrow
from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour

_TOP, _CUT, _BOTTOM, _HALF = 0.6, 0.17, 0.05, 0.245
"""What is shown of the body, in its height: from the trunk to the shins, which are cut off above
the legs' names; and how far to either side of its middle."""

_HIP, _KNEE, _ANKLE = (0.075, 0.5), (0.08, 0.285), (0.084, 0.045)
"""The leg on the right of the picture."""

_HAND = 0.046
"""Breadth of a hand across its four fingers, in body heights: 8 cm of 175 cm."""

_STRAP = _KNEE[1] + 0.036 + _HAND + 0.03
"""Height of the strap's middle: above the kneecap, a hand, and half of the sensor."""

_EDGE = 0.005
"""Thickness of outlines: finer than the figure's, which is drawn smaller."""

_LINE = 0.06
"""Height of the capitals beside the picture, as a share of the widget's height."""


class StrapDrawing(Painted[str]):
    """Shows where to strap the sensor on: the state is "left", "right" or "both".

    The legs are drawn as in a mirror, the left one on the left: that is how people look for it.
    """

    def __init__(self, side: str = "right") -> None:
        super().__init__(side)

    def spoken(self, state: str) -> str:
        """Which leg, and all that is written beside it."""
        return " ".join((words.STRAP_SPOKEN[state], *words.STRAP_LINES))

    def paint(self, painter: QPainter, state: str) -> None:
        """Draw the legs on the left, the sentences on the right."""
        area = QRectF(self.rect())
        scale = min(0.46 * area.width() / (2 * _HALF), area.height() / (_TOP - _BOTTOM))
        inks = inks_of(self.theme, state)
        painter.save()
        painter.translate(scale * _HALF, area.center().y() + 0.5 * scale * (_TOP + _BOTTOM))
        painter.scale(scale, -scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.panel))
        painter.drawRoundedRect(QRectF(-_HALF, _BOTTOM, 2 * _HALF, _TOP - _BOTTOM), 0.03, 0.03)
        painter.setClipRect(QRectF(-_HALF, _CUT, 2 * _HALF, _TOP - _CUT))
        for side, turn in (("left", -1.0), ("right", 1.0)):
            painter.save()
            painter.scale(turn, 1.0)
            self._leg(painter, inks, side, is_meant=state in (side, "both"))
            painter.restore()
        self._hips(painter, inks)
        painter.restore()
        self._names(painter, scale, area)
        self._lines(painter, area.adjusted(2 * _HALF * scale + 0.07 * area.height(), 0, 0, 0))

    def _leg(self, painter: QPainter, inks: Inks, side: str, *, is_meant: bool) -> None:
        path = limb(_HIP, _KNEE, 0.066, 0.038).united(limb(_KNEE, _ANKLE, 0.037, 0.024))
        painter.setPen(pen(inks.mark if is_meant else inks.edge, _EDGE))
        painter.setBrush(colour(self.theme.side(side)) if is_meant else inks.body)
        painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(*_KNEE), 0.019, 0.022)
        if is_meant:
            _sensor(painter, inks)
            _hand(painter, inks)

    def _hips(self, painter: QPainter, inks: Inks) -> None:
        """The lower edge of the trunk, so that legs are seen to be legs."""
        path = QPainterPath(QPointF(-0.12, _TOP + 0.02))
        path.cubicTo(-0.13, 0.56, -0.145, 0.54, -0.142, 0.505)
        path.quadTo(-0.07, 0.49, -0.012, 0.465)
        path.lineTo(0.012, 0.465)
        path.quadTo(0.07, 0.49, 0.142, 0.505)
        path.cubicTo(0.145, 0.54, 0.13, 0.56, 0.12, _TOP + 0.02)
        painter.setPen(pen(inks.edge, _EDGE))
        painter.setBrush(inks.body)
        painter.drawPath(path)

    def _names(self, painter: QPainter, scale: float, area: QRectF) -> None:
        """The legs' names below them, each on its own side."""
        cut = area.center().y() + 0.5 * scale * (_TOP + _BOTTOM) - scale * _CUT
        cap, ink = 0.03 * scale, colour(self.theme.text)
        middle = Qt.AlignmentFlag.AlignHCenter
        for side, turn in (("left", -1.0), ("right", 1.0)):
            where = QRectF(scale * (_HALF + turn * 0.11) - 5 * cap, cut + 0.7 * cap, 10 * cap, cap)
            name = words.STRAP_LEGS[side]
            write(painter, where, name, ink, bold=self.state in (side, "both"), align=middle)
        where = QRectF(0.0, cut + 2.5 * cap, 2 * _HALF * scale, 0.75 * cap)
        write(painter, where, words.STRAP_MIRROR, colour(self.theme.dim), align=middle)

    def _lines(self, painter: QPainter, area: QRectF) -> None:
        """One sentence below the other, all of one size."""
        lines = words.STRAP_LINES
        room, cap = area.height() / len(lines), line_cap(area)
        for n, line in enumerate(lines):
            y = area.top() + (n + 0.5) * room - 0.5 * cap
            where = QRectF(area.left(), y, area.width(), cap)
            write(painter, where, line, colour(self.theme.text))


def line_cap(area: QRectF) -> float:
    """The height of capitals, px, at which every sentence fits into one line of an area."""
    cap = _LINE * area.height()
    widest = max(width_of(line, cap) for line in words.STRAP_LINES)
    return cap * min(1.0, area.width() / widest)


def _sensor(painter: QPainter, inks: Inks) -> None:
    """The strap round the thigh, the sensor on its front, and that it may be turned."""
    middle = QPointF(_HIP[0] + 0.005, _STRAP)
    painter.setPen(pen(inks.mark, 0.024))
    painter.drawLine(middle - QPointF(0.043, 0.0), middle + QPointF(0.043, 0.0))
    painter.setPen(pen(inks.mark, 0.007))
    painter.setBrush(inks.ground)
    painter.drawRoundedRect(QRectF(middle.x() - 0.026, _STRAP - 0.026, 0.052, 0.052), 0.01, 0.01)
    left, right = (middle.x() - 0.036, _STRAP + 0.036), (middle.x() + 0.036, _STRAP + 0.036)
    draw_arrow(painter, inks, Arrow(left, right, 0.42), 0.6)


def _hand(painter: QPainter, inks: Inks) -> None:
    """Four fingers laid across the thigh from outside, between kneecap and strap."""
    painter.setPen(pen(inks.mark, 0.004))
    painter.setBrush(inks.body)
    low, each = _KNEE[1] + 0.036, _HAND / 4
    painter.drawRoundedRect(QRectF(0.135, low - 0.006, 0.1, _HAND + 0.012), 0.02, 0.02)
    for n, tip in enumerate((0.06, 0.045, 0.04, 0.05)):
        finger = QRectF(tip, low + n * each, 0.16 - tip, each)
        painter.drawRoundedRect(finger, each / 2, each / 2)
