"""One sensor of the list: what it is, how it is heard, how it moves, which leg it is on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from dashboard import words
from dashboard.connect.rowparts import bars, meter
from dashboard.glance.badge import pointer
from dashboard.painted import Painted, font_of, write
from dashboard.theme import colour
from imu.view.connectshot import Row

LOW_PERCENT = 20.0
"""%. Below it a person is told before the start: a session may not come to its end."""


@dataclass(frozen=True, slots=True)
class RowState:
    """A sensor, and whether keys are about it."""

    row: Row
    is_selected: bool = False


class SensorRow(Painted[RowState]):
    """Draws a `RowState`; says when it is clicked."""

    clicked = Signal(str)

    def __init__(self, state: RowState) -> None:
        super().__init__(state)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select it."""
        event.accept()
        self.clicked.emit(self.state.row.key)

    def spoken(self, state: RowState) -> str:
        """All of it in words."""
        row = state.row
        leg = (
            words.SIDE_SPOKEN.format(side=words.SIDE_NAMES[row.side])
            if row.side != "unknown"
            else ""
        )
        parts = (row.name, facts_of(row), status_of(row), leg or call_of(state))
        return ". ".join(part.rstrip(".") for part in parts if part)

    def paint(self, painter: QPainter, state: RowState) -> None:
        """Draw panel, signal, name and facts, movement, leg."""
        row, theme = state.row, self.theme
        height, width = float(self.height()), float(self.width())
        ink = theme.dim if row.refusal and not row.is_chosen else theme.text
        self._panel(painter, state)
        bars(painter, QRectF(0.2 * height, 0.3 * height, 0.4 * height, 0.4 * height), row, theme)
        left, text = 0.85 * height, 0.46 * width
        name = QRectF(left, 0.16 * height, text, 0.17 * height)
        write(painter, name, row.name, colour(ink), bold=True)
        facts = QRectF(left, 0.44 * height, text, 0.095 * height)
        write(painter, facts, facts_of(row), colour(theme.dim))
        self._status(painter, QRectF(left, 0.6 * height, text, 0.36 * height), row)
        right = QRectF(left + text + 0.2 * height, 0.0, 0.0, height)
        right.setRight(width - 0.25 * height)
        self._right(painter, right, state)

    def _panel(self, painter: QPainter, state: RowState) -> None:
        theme, edge = self.theme, 3.0 if state.is_selected else 1.0
        pen = QPen(colour(theme.text if state.is_selected else theme.line), edge)
        painter.setPen(pen)
        painter.setBrush(colour(theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 10, 10)

    def _status(self, painter: QPainter, where: QRectF, row: Row) -> None:
        is_bad = bool(row.refusal or row.advice)
        painter.setPen(colour(self.theme.warn if is_bad else self.theme.dim))
        cap = 0.085 * self.height() if is_bad else 0.095 * self.height()
        painter.setFont(font_of(cap))
        painter.drawText(where, int(Qt.TextFlag.TextWordWrap), status_of(row))

    def _right(self, painter: QPainter, where: QRectF, state: RowState) -> None:
        row, theme, height = state.row, self.theme, float(self.height())
        if row.movement is not None:
            bar = QRectF(where.left(), 0.24 * height, 0.5 * where.width(), 0.2 * height)
            meter(painter, bar, row, theme)
            below = QRectF(bar.left(), 0.62 * height, bar.width(), 0.1 * height)
            turned = words.CONNECT_TURNED.format(tilt=row.tilt_deg or 0.0)
            write(painter, below, f"{words.CONNECT_MOVE}  ·  {turned}", colour(theme.dim))
            where = QRectF(where)
            where.setLeft(bar.right() + 0.25 * height)
        if row.side != "unknown":
            self._leg(painter, where, row.side)
            return
        ink = colour(theme.text if state.is_selected else theme.dim)
        line = QRectF(where.left(), 0.43 * height, where.width(), 0.13 * height)
        write(painter, line, call_of(state), ink, align=Qt.AlignmentFlag.AlignRight)

    def _leg(self, painter: QPainter, where: QRectF, side: str) -> None:
        height, ink = float(self.height()), colour(self.theme.side(side))
        block = 0.3 * height
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        at_x = where.left() if side == "left" else where.right() - block
        painter.drawPolygon(pointer(QRectF(at_x, 0.35 * height, block, block), side))
        start = where.left() + (1.2 * block if side == "left" else 0.0)
        word = QRectF(start, 0.39 * height, where.width() - 1.2 * block, 0.22 * height)
        align = Qt.AlignmentFlag.AlignLeft if side == "left" else Qt.AlignmentFlag.AlignRight
        write(painter, word, words.SIDES[side], ink, bold=True, align=align)


def facts_of(row: Row) -> str:
    """Kind, signal, battery and where it sat last, in one line."""
    parts = [row.kind, words.CONNECT_SIGNAL[row.signal]]
    if row.battery_percent is not None:
        is_low = row.battery_percent < LOW_PERCENT
        text = words.CONNECT_BATTERY_LOW if is_low else words.CONNECT_BATTERY
        parts.append(text.format(percent=row.battery_percent))
    if row.suggestion != "unknown":
        parts.append(words.CONNECT_LAST_TIME.format(side=words.SIDE_NAMES[row.suggestion]))
    return "  ·  ".join(part for part in parts if part)


def status_of(row: Row) -> str:
    """How its link is or why it cannot be used, and what to do."""
    said = (row.refusal or row.sentence, row.advice)
    return " ".join(f"{words.of_core(part).rstrip('.')}." for part in said if part)


def call_of(state: RowState) -> str:
    """The one thing that can be done with it."""
    row = state.row
    if not row.is_chosen:
        if row.refusal:
            return words.CONNECT_NO_USE
        return words.CONNECT_USE if state.is_selected else ""
    if row.refusal:
        return words.CONNECT_AGAIN
    return words.CONNECT_WHICH if row.is_live else ""
