"""The quiet lines below: why a movement was not counted, what to do, what is done already."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard import words
from dashboard.glance.badge import pointer
from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour


@dataclass(frozen=True, slots=True)
class Note:
    """One line; `dots` are movements that may become reps, drawn as open circles before it."""

    text: str = ""
    is_alarm: bool = False
    dots: int = 0


class NoteLine(Painted[Note]):
    """Draws the line in the middle."""

    def __init__(self) -> None:
        super().__init__(Note())

    def spoken(self, state: Note) -> str:
        """The line itself."""
        dots = words.DOTS.format(dots=state.dots) if state.dots else ""
        return " ".join(part for part in (dots, state.text) if part)

    def paint(self, painter: QPainter, state: Note) -> None:
        """Draw circles and line."""
        line = self.line()
        top, height, width = line.top(), line.height(), line.width()
        step = 1.5 * height
        text = min(width_of(state.text, height), width - state.dots * step)
        x = (width - text - state.dots * step) / 2
        painter.setPen(QPen(colour(self.theme.text), max(2.0, 0.12 * height)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for _ in range(state.dots):
            painter.drawEllipse(QRectF(x, top + 0.1 * height, 0.8 * height, 0.8 * height))
            x += step
        ink = colour(self.theme.warn if state.is_alarm else self.theme.dim)
        write(painter, QRectF(x, top, text + 1, height), state.text, ink)


@dataclass(frozen=True, slots=True)
class SetsDone:
    """Counts of the sets that are over, by leg, left before right."""

    legs: tuple[tuple[str, tuple[int, ...]], ...] = ()


class SetsLine(Painted[SetsDone]):
    """Draws each leg's sets at its own end of the line."""

    def __init__(self) -> None:
        super().__init__(SetsDone())

    def spoken(self, state: SetsDone) -> str:
        """The sets in words."""
        parts = [f"{words.SIDE_NAMES[side]}: {_listed(counts)}" for side, counts in state.legs]
        return ", ".join(parts)

    def paint(self, painter: QPainter, state: SetsDone) -> None:
        """Draw pointer and counts."""
        line = self.line()
        top, height, width = line.top(), line.height(), line.width()
        for side, counts in state.legs:
            if not counts:
                continue
            text = _listed(counts)
            wide = min(width_of(text, height, bold=True), 0.4 * width)
            at_right = side == "right"
            block = QRectF(width - height if at_right else 0.0, top, height, height)
            text_x = width - 1.5 * height - wide if at_right else 1.5 * height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.theme.side(side)))
            painter.drawPolygon(pointer(block, side))
            ink = colour(self.theme.side(side))
            write(painter, QRectF(text_x, top, wide + 1, height), text, ink, bold=True)


def _listed(counts: tuple[int, ...]) -> str:
    return " · ".join(str(count) for count in counts)
