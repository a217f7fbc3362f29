"""A big button: a sign, a word, and what it does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from dashboard.home.press import Pressed
from dashboard.painted import write
from dashboard.theme import colour


@dataclass(frozen=True, slots=True)
class BigState:
    """A word, and a sentence in two short lines."""

    word: str
    first: str
    second: str


class BigButton(Pressed[BigState]):
    """Draws a `BigState`.

    Parameters
    ----------
    name : "demo", "connect" or "open": which sign.
    state : what is written.
    """

    def __init__(self, name: str, state: BigState) -> None:
        self._name = name
        super().__init__(state)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFixedHeight(round(0.27 * height))

    def spoken(self, state: BigState) -> str:
        """All of it."""
        return f"{state.word}. {state.first} {state.second}"

    def paint(self, painter: QPainter, state: BigState) -> None:
        """Draw sign, word and sentence."""
        height, width = float(self.height()), float(self.width())
        self.panel(painter, 0.06 * height)
        sign = QRectF((width - 0.26 * height) / 2, 0.12 * height, 0.26 * height, 0.26 * height)
        self._sign(painter, sign)
        middle = Qt.AlignmentFlag.AlignHCenter
        room = QRectF(0.06 * width, 0.0, 0.88 * width, 0.0)
        word = QRectF(room.x(), 0.47 * height, room.width(), 0.1 * height)
        write(painter, word, state.word, colour(self.theme.text), bold=True, align=middle)
        for number, line in enumerate((state.first, state.second)):
            top = (0.68 + 0.12 * number) * height
            at = QRectF(room.x(), top, room.width(), 0.055 * height)
            write(painter, at, line, colour(self.theme.dim), align=middle)

    def _sign(self, painter: QPainter, at: QRectF) -> None:
        ink = colour(self.theme.left if self._name != "connect" else self.theme.right)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._name == "demo":
            corners = (at.topLeft(), QPointF(at.right(), at.center().y()), at.bottomLeft())
            painter.drawPolygon(QPolygonF(list(corners)))
        elif self._name == "connect":
            self._waves(painter, at)
        else:
            back = QRectF(at.x(), at.y() + 0.12 * at.height(), 0.45 * at.width(), 0.2 * at.height())
            painter.drawRoundedRect(back, 3, 3)
            painter.drawRoundedRect(
                at.adjusted(0, 0.22 * at.height(), 0, -0.05 * at.height()), 4, 4
            )

    def _waves(self, painter: QPainter, at: QRectF) -> None:
        """A sensor, and that it sends."""
        side = 0.34 * at.height()
        box = QRectF(at.x(), at.center().y() - side / 2, side, side)
        painter.drawRoundedRect(box, 0.2 * side, 0.2 * side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour(self.theme.right), 0.09 * at.height())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for number in (1, 2):
            reach = side * (0.6 + 0.55 * number)
            arc = QRectF(box.center().x() - reach, box.center().y() - reach, 2 * reach, 2 * reach)
            painter.drawArc(arc, -45 * 16, 90 * 16)
