"""What the painted pictures have in common: a title, an area with a scale, lines and numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard.painted import Painted, S, width_of, write
from dashboard.theme import Theme, colour

CAP = 0.0135
"""Height of capitals in pictures and table as a share of the window's: they are read at a desk."""

_MOST_LINES = 5


class Picture(Painted[S]):
    """A painted picture whose texts keep to the window's height."""

    least = 16.0
    """Its least height, in heights of capitals."""

    _cap = 10.0

    def set_unit(self, height: int) -> None:
        """Scale its texts to a window of this height, px."""
        self._cap = CAP * height
        self.setMinimumHeight(round(self.least * self._cap))
        self.update()


@dataclass(frozen=True, slots=True)
class Chart:
    """An area with two scales.

    Attributes
    ----------
    area : where the data are, px.
    cap : height of capitals, px.
    xs, ys : the values at its edges: left and right, bottom and top.
    """

    area: QRectF
    cap: float
    xs: tuple[float, float]
    ys: tuple[float, float]

    def x(self, value: float) -> float:
        """Where a value is from left to right, px."""
        low, high = self.xs
        return self.area.left() + (value - low) / (high - low) * self.area.width()

    def y(self, value: float) -> float:
        """Where a value is from top to bottom, px."""
        low, high = self.ys
        return self.area.bottom() - (value - low) / (high - low) * self.area.height()

    def point(self, x: float, y: float) -> QPointF:
        """Where both are."""
        return QPointF(self.x(x), self.y(y))

    def rule(self, painter: QPainter, theme: Theme) -> None:
        """Draw a line across for every round number, and the number beside it."""
        for value in round_numbers(*self.ys):
            y = self.y(value)
            painter.setPen(QPen(colour(theme.line, 0.5), 1))
            painter.drawLine(QPointF(self.area.left(), y), QPointF(self.area.right(), y))
            room = QRectF(0.0, y - self.cap / 2, self.area.left() - 0.7 * self.cap, self.cap)
            right = Qt.AlignmentFlag.AlignRight
            write(painter, room, number_text(value), colour(theme.dim), align=right)


def chart_in(widget: QRectF, cap: float, xs: tuple[float, float], ys: tuple[float, float]) -> Chart:
    """A chart that leaves room for a title above, numbers on the left and a line of text below."""
    aside = max(width_of(number_text(value), cap) for value in ys) + 1.6 * cap
    return Chart(widget.adjusted(aside, 3.4 * cap, -cap, -2.6 * cap), cap, xs, ys)


def head(painter: QPainter, widget: QRectF, cap: float, text: str, theme: Theme) -> None:
    """Write the title of a picture."""
    room = QRectF(widget.left(), widget.top() + 0.6 * cap, widget.width(), cap)
    write(painter, room, text, colour(theme.text), bold=True)


def instead(painter: QPainter, widget: QRectF, cap: float, text: str, theme: Theme) -> None:
    """Write into the middle of a picture why there is nothing to draw."""
    room = QRectF(0.0, widget.height() / 2, widget.width(), cap)
    write(painter, room, text, colour(theme.dim), align=Qt.AlignmentFlag.AlignHCenter)


def foot(painter: QPainter, chart: Chart, text: str, theme: Theme) -> None:
    """Write what goes from left to right."""
    room = QRectF(chart.area.left(), chart.area.bottom() + 1.0 * chart.cap, 0.0, chart.cap)
    room.setWidth(chart.area.width())
    write(painter, room, text, colour(theme.dim), align=Qt.AlignmentFlag.AlignHCenter)


def round_numbers(low: float, high: float) -> list[float]:
    """Up to five round numbers between two others, both included."""
    least = (high - low) / _MOST_LINES
    power = 10.0 ** math.floor(math.log10(least))
    step = next(times * power for times in (1.0, 2.0, 5.0, 10.0) if times * power >= least - 1e-12)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def number_text(value: float) -> str:
    """A number beside a line, as short as it can be."""
    return f"{value:.0f}" if abs(value) >= 10.0 or value == round(value) else f"{value:.1f}"
