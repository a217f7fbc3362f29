"""The bar's icons, drawn here: no font has them all, and they take the theme's colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

_SIZE_PX = 64
_Draw = Callable[[QPainter], None]


def icon(name: str, ink: QColor) -> QIcon:
    """The icon of that name in one colour. KeyError for a name that there is not."""
    pixmap = QPixmap(_SIZE_PX, _SIZE_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_SIZE_PX, _SIZE_PX)
    painter.setBrush(ink)
    painter.setPen(QPen(ink, 0.06, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    ICONS[name](painter)
    painter.end()
    return QIcon(pixmap)


def _solid(painter: QPainter, *corners: tuple[float, float]) -> None:
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def _play(painter: QPainter) -> None:
    _solid(painter, (0.28, 0.18), (0.82, 0.5), (0.28, 0.82))


def _pause(painter: QPainter) -> None:
    painter.drawRect(QRectF(0.25, 0.2, 0.16, 0.6))
    painter.drawRect(QRectF(0.59, 0.2, 0.16, 0.6))


def _again(painter: QPainter) -> None:
    painter.drawRect(QRectF(0.16, 0.2, 0.1, 0.6))
    _solid(painter, (0.56, 0.2), (0.3, 0.5), (0.56, 0.8))
    _solid(painter, (0.84, 0.2), (0.58, 0.5), (0.84, 0.8))


def _back_rep(painter: QPainter) -> None:
    _solid(painter, (0.65, 0.2), (0.3, 0.5), (0.65, 0.8))


def _next_rep(painter: QPainter) -> None:
    _solid(painter, (0.35, 0.2), (0.7, 0.5), (0.35, 0.8))


def _back_set(painter: QPainter) -> None:
    painter.drawRect(QRectF(0.2, 0.2, 0.1, 0.6))
    _solid(painter, (0.75, 0.2), (0.38, 0.5), (0.75, 0.8))


def _next_set(painter: QPainter) -> None:
    painter.drawRect(QRectF(0.7, 0.2, 0.1, 0.6))
    _solid(painter, (0.25, 0.2), (0.62, 0.5), (0.25, 0.8))


def _detail(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [(0.12, 0.6), (0.3, 0.6), (0.42, 0.25), (0.55, 0.8), (0.67, 0.5), (0.88, 0.5)]
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))


def _correct(painter: QPainter) -> None:
    """Draw a pencil."""
    corners = ((0.2, 0.8), (0.26, 0.58), (0.68, 0.16), (0.84, 0.32), (0.42, 0.74))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _solid(painter, *corners)
    painter.drawLine(QPointF(0.57, 0.27), QPointF(0.73, 0.43))


def _theme(painter: QPainter) -> None:
    painter.drawPie(QRectF(0.2, 0.2, 0.6, 0.6), 90 * 16, 180 * 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(0.2, 0.2, 0.6, 0.6))


def _speaker(painter: QPainter) -> None:
    _solid(painter, (0.14, 0.38), (0.3, 0.38), (0.5, 0.2), (0.5, 0.8), (0.3, 0.62), (0.14, 0.62))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _sound(painter: QPainter) -> None:
    _speaker(painter)
    painter.drawArc(QRectF(0.42, 0.36, 0.26, 0.28), -60 * 16, 120 * 16)
    painter.drawArc(QRectF(0.42, 0.22, 0.42, 0.56), -60 * 16, 120 * 16)


def _silence(painter: QPainter) -> None:
    _speaker(painter)
    painter.drawLine(QPointF(0.62, 0.38), QPointF(0.86, 0.62))
    painter.drawLine(QPointF(0.86, 0.38), QPointF(0.62, 0.62))


def _full(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x, dx in ((0.18, 0.2), (0.82, -0.2)):
        for y, dy in ((0.22, 0.2), (0.78, -0.2)):
            corner = [QPointF(x + dx, y), QPointF(x, y), QPointF(x, y + dy)]
            painter.drawPolyline(QPolygonF(corner))


def _keys(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(0.32, 0.16, 0.36, 0.34), -60 * 16, 240 * 16)
    painter.drawLine(QPointF(0.58, 0.48), QPointF(0.5, 0.64))
    painter.drawPoint(QPointF(0.5, 0.82))


ICONS: dict[str, _Draw] = {
    "play": _play,
    "pause": _pause,
    "again": _again,
    "back-rep": _back_rep,
    "next-rep": _next_rep,
    "back-set": _back_set,
    "next-set": _next_set,
    "correct": _correct,
    "detail": _detail,
    "theme": _theme,
    "sound": _sound,
    "silence": _silence,
    "full": _full,
    "keys": _keys,
}
"""Each draws into a square from (0, 0) to (1, 1)."""
