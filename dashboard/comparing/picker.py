"""One thing out of several, with an arrow on each side to go to the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from dashboard.comparing.chart import CAP
from dashboard.painted import Painted, write
from dashboard.theme import colour


@dataclass(frozen=True, slots=True)
class PickerState:
    """What kind of thing (for whoever cannot see it), which one, and whether keys are about it."""

    name: str = ""
    value: str = ""
    is_active: bool = False


class Picker(Painted[PickerState]):
    """Draws a `PickerState`; a click on its left half goes back, on its right half on."""

    stepped = Signal(int)
    """-1 for the one before, 1 for the next."""

    def __init__(self) -> None:
        super().__init__(PickerState())
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFixedHeight(round(3.2 * CAP * height))

    def spoken(self, state: PickerState) -> str:
        """Name and value."""
        return f"{state.name}: {state.value}"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go to one side."""
        if self.rect().contains(event.position().toPoint()):
            self.stepped.emit(1 if event.position().x() > self.width() / 2 else -1)

    def paint(self, painter: QPainter, state: PickerState) -> None:
        """Draw panel, arrows and value."""
        height, width = float(self.height()), float(self.width())
        cap = height / 3.2
        wide = 2.0 if state.is_active else 1.0
        edge = self.theme.text if state.is_active else self.theme.line
        painter.setPen(QPen(colour(edge), wide))
        painter.setBrush(colour(self.theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), cap / 2, cap / 2)
        top = (height - cap) / 2
        ink, dim = colour(self.theme.text), colour(self.theme.dim)
        middle, right = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        write(painter, QRectF(cap, top, cap, cap), "◂", dim)
        write(painter, QRectF(width - 2 * cap, top, cap, cap), "▸", dim, align=right)
        room = QRectF(2.5 * cap, top, width - 5 * cap, cap)
        write(painter, room, state.value, ink, align=middle)
