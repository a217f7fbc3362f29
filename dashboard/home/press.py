"""A painted thing that can be clicked, or chosen by Enter and Space."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen

from dashboard.painted import Painted
from dashboard.theme import colour

S = TypeVar("S")

_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Pressed(Painted[S]):
    """Says when it is chosen; draws its own panel, brighter while keys are about it."""

    clicked = Signal()

    def __init__(self, state: S) -> None:
        super().__init__(state)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space choose."""
        if event.key() in _PRESS:
            self.clicked.emit()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Keys are about this."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """They are not any more."""
        super().focusOutEvent(event)
        self.update()

    def panel(self, painter: QPainter, radius: float) -> None:
        """Draw what everything else stands on."""
        theme, wide = self.theme, 3.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(colour(theme.text if self.hasFocus() else theme.line), wide))
        painter.setBrush(colour(theme.panel))
        half = wide / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )
