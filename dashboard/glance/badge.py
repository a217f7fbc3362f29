"""Which leg: a word, its place and a block that points to its side."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from dashboard import words
from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour

EITHER = "either"
"""Two sensors, and nobody has moved or said yet which leg begins."""


def pointer(where: QRectF, side: str) -> QPolygonF:
    """A block that points left or right; a rhomb while nobody has said which leg it is."""
    x, y, right, bottom = where.left(), where.top(), where.right(), where.bottom()
    middle, waist = where.center().y(), where.center().x()
    if side == "left":
        corners = [(x, middle), (waist, y), (right, y), (right, bottom), (waist, bottom)]
    elif side == "right":
        corners = [(right, middle), (waist, y), (x, y), (x, bottom), (waist, bottom)]
    else:
        corners = [(waist, y), (right, middle), (waist, bottom), (x, middle)]
    return QPolygonF([QPointF(*corner) for corner in corners])


class SideBadge(Painted[str]):
    """Draws the side's word beside its block, pushed to the side itself."""

    def __init__(self) -> None:
        super().__init__("unknown")

    def spoken(self, state: str) -> str:
        """The side in words."""
        return words.SIDE_SPOKEN.format(side=words.SIDE_NAMES[state])

    def paint(self, painter: QPainter, state: str) -> None:
        """Draw word and block; two of each while it may be either leg."""
        if state == EITHER:
            for side in ("left", "right"):
                self._half(painter, side)
        else:
            self._half(painter, state)

    def _half(self, painter: QPainter, state: str) -> None:
        line = self.line()
        top, height, width = line.top(), line.height(), line.width()
        ink = colour(self.theme.side(state))
        word = words.SIDES[state]
        block = 1.1 * height
        room = width / 2 if self.state == EITHER else width
        wide = min(width_of(word, height, bold=True), room - 1.4 * block)
        at_right = state == "right"
        block_x = width - block if at_right else 0.0
        word_x = width - 1.3 * block - wide if at_right else 1.3 * block
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(pointer(QRectF(block_x, top, block, height), state))
        write(painter, QRectF(word_x, top, wide + 1, height), word, ink, bold=True)
