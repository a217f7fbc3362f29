"""Balance: how the thigh wobbles now, and one dot per rep for either leg.

It is drawn as people see their own legs: the knee going left goes left on the screen. There is no
percentage and no better side here: a few reps of one day cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from dashboard import words
from dashboard.painted import Painted, write
from dashboard.theme import colour
from imu.view import Snapshot

_RINGS = (0.25, 0.5, 1.0)
"""Shares of the disc."""

_SMALLEST_SCALE_DEG = 3.0
_DOT_PX = 3.5

MOST_DOTS = 30
"""The latest dots of a leg that are drawn: three sets of ten."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """The live wobble.

    Attributes
    ----------
    side : the leg.
    trail : (sideways, rotation) in degrees, the newest last.
    reach_deg : degrees at the disc's edge.
    """

    side: str = "unknown"
    trail: tuple[tuple[float, float], ...] = ()
    reach_deg: float = 4.0


class BubbleDisc(Painted[Bubble]):
    """A disc in which a dot follows the thigh: sideways is sideways, rotation is up and down."""

    def __init__(self) -> None:
        super().__init__(Bubble())

    def spoken(self, state: Bubble) -> str:
        """Nothing that moves is read out; the caption has the numbers."""
        del state
        return words.BALANCE_TITLE

    def paint(self, painter: QPainter, state: Bubble) -> None:
        """Draw rings, trail and dot."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        radius = min(self.width(), self.height()) / 2 - 3
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self.theme.line), 1))
        for ring in _RINGS:
            painter.drawEllipse(middle, radius * ring, radius * ring)
        painter.drawLine(middle - QPointF(radius, 0), middle + QPointF(radius, 0))
        painter.drawLine(middle - QPointF(0, radius), middle + QPointF(0, radius))
        if not state.trail:
            return
        ink = colour(self.theme.side(state.side))
        points = [middle + _spot(spot, radius, state.reach_deg) for spot in state.trail]
        painter.setPen(QPen(ink, 1))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(points[-1], 0.08 * radius + 2, 0.08 * radius + 2)


def _spot(spot: tuple[float, float], radius: float, reach_deg: float) -> QPointF:
    """A wobble on the disc; what is beyond its edge stays on the edge."""
    x, y = spot[0] / reach_deg, -spot[1] / reach_deg
    size = max(1.0, (x * x + y * y) ** 0.5)
    return QPointF(radius * x / size, radius * y / size)


@dataclass(frozen=True, slots=True)
class RepDots:
    """Wobble of every rep by leg, left before right: (sideways, rotation) in degrees RMS."""

    legs: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = ()


class DotStrips(Painted[RepDots]):
    """Two strips, sideways and rotation; in each, the legs' reps side by side on one scale."""

    def __init__(self) -> None:
        super().__init__(RepDots())

    def spoken(self, state: RepDots) -> str:
        """How many reps there are of each leg."""
        parts = [f"{words.SIDE_NAMES[side]}: {len(dots)}" for side, dots in state.legs]
        return f"{words.BALANCE_TITLE}: {', '.join(parts)}"

    def paint(self, painter: QPainter, state: RepDots) -> None:
        """Draw the strips."""
        cap = 0.75 * self.font().pixelSize()
        if not any(dots for _, dots in state.legs):
            where = QRectF(0.0, self.height() / 2, float(self.width()), cap)
            align = Qt.AlignmentFlag.AlignHCenter
            write(painter, where, words.BALANCE_WAIT, colour(self.theme.dim), align=align)
            return
        values = [value for _, dots in state.legs for dot in dots for value in dot]
        scale = max(_SMALLEST_SCALE_DEG, *values)
        half = self.width() / 2
        for n, title in enumerate((words.FRONTAL, words.TRANSVERSE)):
            area = QRectF(n * half + 6, 0.0, half - 12, float(self.height()))
            strip = _Strip(area, cap, scale)
            self._axis(painter, strip, title)
            share = strip.inner.width() / len(state.legs)
            for k, (side, dots) in enumerate(state.legs):
                column = QRectF(strip.inner)
                column.setLeft(strip.inner.left() + k * share)
                column.setWidth(share)
                self._dots(painter, strip, column, side, [dot[n] for dot in dots])

    def _axis(self, painter: QPainter, strip: _Strip, title: str) -> None:
        """Heading, lines and numbers."""
        dim, cap = colour(self.theme.dim), strip.cap
        align = Qt.AlignmentFlag.AlignHCenter
        heading = QRectF(strip.area.left(), strip.area.top() + 2, strip.area.width(), cap)
        write(painter, heading, f"{title}, °", dim, align=align)
        every = 1 + int(strip.scale) // 6
        for deg in range(0, int(strip.scale) + 1, every):
            y = strip.y(deg)
            painter.setPen(QPen(colour(self.theme.line), 1))
            painter.drawLine(QPointF(strip.inner.left(), y), QPointF(strip.inner.right(), y))
            number = QRectF(strip.area.left(), y - cap / 2, 1.4 * cap, cap)
            write(painter, number, str(deg), dim)

    def _dots(
        self, painter: QPainter, strip: _Strip, column: QRectF, side: str, values: list[float]
    ) -> None:
        """One leg's reps from left to right: squares for the right leg, circles for the left."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.side(side)))
        for n, value in enumerate(values, start=1):
            x = column.left() + column.width() * n / (len(values) + 1)
            spot = QRectF(x - _DOT_PX, strip.y(value) - _DOT_PX, 2 * _DOT_PX, 2 * _DOT_PX)
            if side == "right":
                painter.drawRect(spot)
            else:
                painter.drawEllipse(spot)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A strip's place, the height of its capitals, px, and the value at its top, degrees."""

    area: QRectF
    cap: float
    scale: float

    @property
    def inner(self) -> QRectF:
        """Where the dots are."""
        return self.area.adjusted(1.8 * self.cap, 2.2 * self.cap, 0.0, -0.8 * self.cap)

    def y(self, value: float) -> float:
        """Where a value is."""
        return self.inner.bottom() - value / self.scale * self.inner.height()


def rep_dots(snapshot: Snapshot) -> RepDots:
    """The wobble of each leg's latest reps."""
    legs: list[tuple[str, tuple[tuple[float, float], ...]]] = []
    for side in snapshot.sides:
        dots = tuple(
            (row.frontal_deg, row.transverse_deg)
            for row in side.reps
            if row.counted and row.frontal_deg is not None and row.transverse_deg is not None
        )
        if dots:
            legs.append((side.side, dots))
    return RepDots(tuple((side, dots[-MOST_DOTS:]) for side, dots in legs))
