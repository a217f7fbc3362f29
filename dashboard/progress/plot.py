"""One measure from session to session: a dot for each leg and session, no line that leads on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard import words
from dashboard.comparing.chart import Chart, Picture, head, instead
from dashboard.progress.dates import Span, chart_over, draw_days
from dashboard.progress.legend import Draw, Entry, draw_legend
from dashboard.theme import colour
from imu.trend import Point
from imu.view.progress import LegDots


@dataclass(frozen=True, slots=True)
class PlotState:
    """What is drawn.

    Attributes
    ----------
    title : the measure with its unit.
    span : from when to when; None where nothing can be drawn.
    legs : their dots.
    times : of all sessions, s since 1970, in order.
    empty : why there is nothing to draw, or "".
    """

    title: str = ""
    span: Span | None = None
    legs: tuple[LegDots, ...] = ()
    times: tuple[float, ...] = ()
    empty: str = ""


class ProgressPlot(Picture[PlotState]):
    """Draws a `PlotState`: circles for the first leg, squares for the second."""

    least = 17.0

    def spoken(self, state: PlotState) -> str:
        """The first and the last of each leg."""
        legs = [
            words.PROGRESS_SPOKEN.format(
                leg=words.LEGS_NAMES[one.leg],
                sessions=words.PROGRESS_SESSIONS[len(one.points) != 1].format(
                    count=len(one.points)
                ),
                first=one.points[0].median,
                last=one.points[-1].median,
            )
            for one in state.legs
        ]
        return ". ".join(one for one in (state.title, *legs, state.empty) if one)

    def paint(self, painter: QPainter, state: PlotState) -> None:
        """Draw everything."""
        widget, cap = QRectF(self.rect()), self._cap
        head(painter, widget, cap, state.title, self.theme)
        if state.span is None or not state.legs:
            instead(painter, widget, cap, state.empty, self.theme)
            return
        chart = chart_over(widget, cap, state.span, _range(state.legs))
        draw_days(painter, chart, state.times, self.theme)
        chart.rule(painter, self.theme)
        self._legend(painter, widget, state)
        for one in state.legs:
            self._band(painter, chart, one)
        half = min(0.62 * cap, max(2.5, chart.area.width() / (5.0 * len(state.times))))
        for number, one in enumerate(state.legs):
            aside = (1.2 * number - 0.6) * half if len(state.legs) > 1 else 0.0
            for point in one.points:
                self._session(painter, chart, one.leg, point, (aside, half, number == 0))

    def _legend(self, painter: QPainter, widget: QRectF, state: PlotState) -> None:
        """The legs with their marks, what small dots are, and what a band is."""
        dim = self.theme.dim

        def mark_of(leg: str, *, is_round: bool) -> Draw:
            return lambda at, half: self._mark(painter, at, leg, half, is_round=is_round)

        entries = [
            Entry(words.LEGS_NAMES[one.leg], dim, mark_of(one.leg, is_round=number == 0))
            for number, one in enumerate(state.legs)
        ]
        entries.append(Entry(words.PROGRESS_LEGEND, dim))
        if any(one.line.strap_low is not None for one in state.legs):
            entries.append(Entry(words.PROGRESS_STRAP, dim))
        draw_legend(painter, widget, self._cap, state.title, entries)

    def _band(self, painter: QPainter, chart: Chart, one: LegDots) -> None:
        """Where sessions would lie that differ by nothing but the strapping."""
        low, high = one.line.strap_low, one.line.strap_high
        if low is None or high is None:
            return
        area, ink = chart.area, self.theme.side(one.leg)
        room = QRectF(area.left(), chart.y(high), area.width(), chart.y(low) - chart.y(high))
        painter.fillRect(room, colour(ink, 0.1))
        pen = QPen(colour(ink, 0.7), 1)
        pen.setStyle(Qt.PenStyle.DashLine if one.leg in ("left", "A") else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        for y in (room.top(), room.bottom()):
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _session(
        self,
        painter: QPainter,
        chart: Chart,
        leg: str,
        point: Point,
        look: tuple[float, float, bool],
    ) -> None:
        """From its lowest to its highest set a line, its sets small, the whole large."""
        aside, half, is_round = look
        x = chart.x(point.started_s or 0.0) + aside
        ends = [chart.y(value) for value in (min(point.set_medians), max(point.set_medians))]
        painter.setPen(QPen(colour(self.theme.side(leg), 0.8), max(1.2, 0.25 * half)))
        painter.drawLine(QPointF(x, ends[0]), QPointF(x, ends[1]))
        for value in point.set_medians:
            self._mark(painter, QPointF(x, chart.y(value)), leg, 0.4 * half, is_round=is_round)
        self._mark(painter, QPointF(x, chart.y(point.median)), leg, half, is_round=is_round)

    def _mark(
        self, painter: QPainter, at: QPointF, leg: str, half: float, *, is_round: bool
    ) -> None:
        painter.setPen(QPen(colour(self.theme.back), 1))
        painter.setBrush(colour(self.theme.side(leg)))
        spot = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        painter.drawEllipse(spot) if is_round else painter.drawRect(spot)


def _range(legs: tuple[LegDots, ...]) -> tuple[float, float]:
    """All dots and bands, with some air."""
    values = [value for one in legs for p in one.points for value in (p.median, *p.set_medians)]
    bands = (edge for one in legs for edge in (one.line.strap_low, one.line.strap_high))
    values += [edge for edge in bands if edge is not None]
    low, high = min(values), max(values)
    air = max(0.12 * (high - low), 0.02 * abs(high), 0.05)
    return low - air, high + air
