"""The two gauges of a row: how well a sensor is heard, and how it moves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard.theme import Theme, colour
from imu.view.connectshot import Row

_BARS = 3
"""As many as `imu.sources.ble.Signal` tells apart."""


def bars(painter: QPainter, where: QRectF, row: Row, theme: Theme) -> None:
    """Draw bars of growing height, filled as far as the sensor is heard; none if nobody knows."""
    if not row.bars:
        return
    wide = where.width() / (1.5 * _BARS - 0.5)
    for k in range(_BARS):
        high = where.height() * (k + 1) / _BARS
        bar = QRectF(where.left() + 1.5 * k * wide, where.bottom() - high, wide, high)
        painter.setPen(QPen(colour(theme.line), 1.0))
        painter.setBrush(colour(theme.text) if k < row.bars else Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)


def meter(painter: QPainter, where: QRectF, row: Row, theme: Theme) -> None:
    """Draw how the sensor moves: the fuller, the quicker."""
    painter.setPen(QPen(colour(theme.line), 1.5))
    painter.setBrush(colour(theme.back))
    painter.drawRect(where)
    full = where.adjusted(2, 2, -2, -2)
    full.setWidth(full.width() * min(max(row.movement or 0.0, 0.0), 1.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.side(row.side)))
    painter.drawRect(full)
