"""The sets of the plan as dots at each leg's own end: done, short, to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard import words
from dashboard.glance.badge import pointer
from dashboard.painted import Painted
from dashboard.theme import colour
from imu.coach.shot import LegShot, SetShot


class SetDots(Painted[tuple[LegShot, ...]]):
    """Draws the legs of a plan."""

    def __init__(self) -> None:
        super().__init__(())

    def spoken(self, state: tuple[LegShot, ...]) -> str:
        """How many sets of how many."""
        return ", ".join(
            words.SETS_SPOKEN.format(side=leg_name(leg.name), done=leg.done, planned=leg.planned)
            for leg in state
        )

    def paint(self, painter: QPainter, state: tuple[LegShot, ...]) -> None:
        """Draw each leg's dots outwards from its own end."""
        line = self.line()
        size, step = line.height(), 1.5 * line.height()
        for leg in state:
            at_right = leg.name == "right"
            x = line.right() - size if at_right else line.left()
            ink = colour(self.theme.side(leg.name))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(pointer(QRectF(x, line.top(), size, size), leg.name))
            for mark in marks_of(leg):
                x += -step if at_right else step
                self._dot(painter, QRectF(x, line.top(), size, size), mark, leg.name)

    def _dot(self, painter: QPainter, at: QRectF, mark: SetShot | None, leg: str) -> None:
        """Filled is done, half filled was short, a ring is to do."""
        ink = colour(self.theme.side(leg))
        ring = at.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(ink, max(2.0, 0.1 * at.height())))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        painter.setBrush(ink)
        if mark is not None and mark.is_short:
            painter.drawChord(ring, 180 * 16, 180 * 16)
        elif mark is not None:
            painter.drawEllipse(ring)


def marks_of(leg: LegShot) -> tuple[SetShot | None, ...]:
    """Every set that was done, then None for each that is to do."""
    return (*leg.sets, *[None] * max(0, leg.planned - leg.done))


def leg_name(leg: str) -> str:
    """A leg of a plan in words."""
    return words.BOTH_LEGS if leg == "both" else words.SIDE_NAMES.get(leg, leg)
