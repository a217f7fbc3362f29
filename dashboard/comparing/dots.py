"""Every rep of both legs as a dot, set by set, for one measure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard import words
from dashboard.comparing.chart import Chart, Picture, chart_in, head, instead
from dashboard.painted import write
from dashboard.theme import colour
from imu.targets import Range
from imu.view.legs import SetDots

_LEG_GAP, _SET_WIDTH = 0.5, 0.8
"""Between two legs, in places of a set; and how much of its place a set's dots take."""

_OPEN = Range()


@dataclass(frozen=True, slots=True)
class DotsState:
    """What is drawn.

    Attributes
    ----------
    title : the measure with its unit.
    sets : leg by leg.
    band : what was aimed at; open where nothing was.
    """

    title: str = ""
    sets: tuple[SetDots, ...] = ()
    band: Range = _OPEN

    @property
    def legs(self) -> tuple[str, ...]:
        """The legs that have dots, in their order."""
        return tuple(dict.fromkeys(one.leg for one in self.sets if one.values))


class DotsPlot(Picture[DotsState]):
    """Draws a `DotsState`: circles for the first leg, squares for the second."""

    def spoken(self, state: DotsState) -> str:
        """The medians of both legs."""
        legs = [
            words.LEGS_MEDIAN.format(leg=words.LEGS_NAMES[leg], median=middle)
            for leg, middle in _medians(state).items()
        ]
        return ". ".join([state.title, *(legs or [words.LEGS_NO_REPS])])

    def paint(self, painter: QPainter, state: DotsState) -> None:
        """Draw everything."""
        widget, cap = QRectF(self.rect()), self._cap
        head(painter, widget, cap, state.title, self.theme)
        medians = _medians(state)
        if not medians:
            instead(painter, widget, cap, words.LEGS_NO_REPS, self.theme)
            return
        drawn = [one for one in state.sets if one.leg in medians]
        places = _places(drawn)
        below = widget.adjusted(0.0, 0.0, 0.0, -1.6 * cap)
        chart = chart_in(below, cap, (0.0, places[-1] + 1.0), _range(state))
        chart.rule(painter, self.theme)
        self._band(painter, chart, state.band)
        for one, place in zip(drawn, places, strict=True):
            self._set(painter, chart, one, place, is_first=one.leg == state.legs[0])
        for leg, middle in medians.items():
            own = [place for one, place in zip(drawn, places, strict=True) if one.leg == leg]
            self._leg(painter, chart, leg, (own[0], own[-1] + 1.0), middle)
        room = QRectF(0.0, chart.area.bottom() + cap, chart.area.left() - 0.7 * cap, cap)
        right = Qt.AlignmentFlag.AlignRight
        write(painter, room, words.LEGS_SET, colour(self.theme.dim), align=right)

    def _band(self, painter: QPainter, chart: Chart, band: Range) -> None:
        if band.low is None and band.high is None:
            return
        low, high = chart.ys
        top = chart.y(high if band.high is None else min(band.high, high))
        bottom = chart.y(low if band.low is None else max(band.low, low))
        area = chart.area
        painter.fillRect(
            QRectF(area.left(), top, area.width(), bottom - top), colour(self.theme.line, 0.22)
        )
        room = QRectF(area.left(), 0.6 * chart.cap, area.width(), chart.cap)
        right = Qt.AlignmentFlag.AlignRight
        write(painter, room, words.LEGS_BAND, colour(self.theme.dim), align=right)

    def _set(
        self, painter: QPainter, chart: Chart, one: SetDots, place: float, *, is_first: bool
    ) -> None:
        """The dots of a set in the order of its reps, a line for its median, its number below."""
        ink, cap = colour(self.theme.side(one.leg)), chart.cap
        half = min(0.36 * cap, 0.4 * _SET_WIDTH * chart.area.width() / chart.xs[1] / 6.0)
        step = _SET_WIDTH / max(len(one.values), 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for k, value in enumerate(one.values):
            at = chart.point(place + (1.0 - _SET_WIDTH) / 2 + (k + 0.5) * step, value)
            spot = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
            painter.drawEllipse(spot) if is_first else painter.drawRect(spot)
        if one.median is not None:
            painter.setPen(QPen(ink, max(2.0, 0.2 * cap)))
            ends = (chart.point(place + edge, one.median) for edge in (0.06, 0.94))
            painter.drawLine(*ends)
        wide = chart.x(place + 1.0) - chart.x(place)
        room = QRectF(chart.x(place), chart.area.bottom() + cap, wide, cap)
        middle = Qt.AlignmentFlag.AlignHCenter
        write(painter, room, str(one.number), colour(self.theme.dim), align=middle)

    def _leg(
        self, painter: QPainter, chart: Chart, leg: str, span: tuple[float, float], middle: float
    ) -> None:
        """The median of all its reps as a dashed line, and its name below."""
        pen = QPen(colour(self.theme.text), 1.2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        left, right = (chart.x(edge) for edge in span)
        y = chart.y(middle)
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        room = QRectF(left, chart.area.bottom() + 2.7 * chart.cap, right - left, chart.cap)
        name = words.LEGS_MEDIAN.format(leg=words.LEGS_NAMES[leg], median=middle)
        ink, align = colour(self.theme.text), Qt.AlignmentFlag.AlignHCenter
        write(painter, room, name, ink, bold=True, align=align)


def _medians(state: DotsState) -> dict[str, float]:
    """By leg, of all its reps."""
    found = {
        leg: [value for one in state.sets if one.leg == leg for value in one.values]
        for leg in state.legs
    }
    return {leg: statistics.median(values) for leg, values in found.items()}


def _places(sets: Sequence[SetDots]) -> list[float]:
    """Where each set begins, counted in sets, with room between two legs."""
    legs = list(dict.fromkeys(one.leg for one in sets))
    return [k + _LEG_GAP * legs.index(one.leg) for k, one in enumerate(sets)]


def _range(state: DotsState) -> tuple[float, float]:
    """All dots and the band, with some air."""
    values = [value for one in state.sets for value in one.values]
    values += [edge for edge in (state.band.low, state.band.high) if edge is not None]
    low, high = min(values), max(values)
    air = max(0.12 * (high - low), 0.02 * abs(high), 0.05)
    return low - air, high + air
