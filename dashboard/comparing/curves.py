"""Mean courses of reps over each other, each with its band."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from dashboard import words
from dashboard.comparing.chart import Chart, Picture, chart_in, foot, head, instead
from dashboard.painted import width_of, write
from dashboard.theme import colour


@dataclass(frozen=True, slots=True)
class Course:
    """One curve.

    Attributes
    ----------
    name : what it is, in words.
    side : "left" or "right" for that leg's colour, anything else for none; "text" for the text's.
    is_dashed : how it is told from another where colours cannot be seen.
    mean_deg, spread_deg : at equal shares of the rep, degrees; no band where there is no spread.
    """

    name: str
    side: str
    is_dashed: bool
    mean_deg: tuple[float, ...]
    spread_deg: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class CurvesState:
    """Curves, and what is said where there are none."""

    title: str
    curves: tuple[Course, ...] = ()
    empty: str = ""


class CurvesPlot(Picture[CurvesState]):
    """Draws a `CurvesState`: the first curve with a filled band, the second dashed with stripes."""

    def spoken(self, state: CurvesState) -> str:
        """The title, and how deep each curve goes."""
        peaks = [
            words.LEGS_PEAK.format(name=one.name, peak=max(one.mean_deg)) for one in state.curves
        ]
        return ". ".join([state.title, *(peaks or [state.empty])])

    def paint(self, painter: QPainter, state: CurvesState) -> None:
        """Draw everything."""
        widget, cap = QRectF(self.rect()), self._cap
        head(painter, widget, cap, state.title, self.theme)
        if not state.curves:
            instead(painter, widget, cap, state.empty, self.theme)
            return
        below = widget.adjusted(0.0, 1.9 * cap * len(state.curves), 0.0, 0.0)
        chart = chart_in(below, cap, (0.0, 100.0), _range(state.curves))
        chart.rule(painter, self.theme)
        foot(painter, chart, words.LEGS_SHARE, self.theme)
        for number, one in enumerate(state.curves):
            self._band(painter, chart, one)
            self._line(painter, chart, one)
            self._name(painter, one, (2.6 + 1.9 * number) * cap)

    def _ink(self, one: Course) -> str:
        return self.theme.text if one.side == "text" else self.theme.side(one.side)

    def _pen(self, one: Course) -> QPen:
        pen = QPen(colour(self._ink(one)), max(2.0, 0.22 * self._cap))
        pen.setStyle(Qt.PenStyle.DashLine if one.is_dashed else Qt.PenStyle.SolidLine)
        return pen

    def _band(self, painter: QPainter, chart: Chart, one: Course) -> None:
        if not one.spread_deg:
            return
        pairs = list(zip(one.mean_deg, one.spread_deg, strict=True))
        share = 100.0 / (len(pairs) - 1)
        upper = [chart.point(k * share, mean + half) for k, (mean, half) in enumerate(pairs)]
        lower = [chart.point(k * share, mean - half) for k, (mean, half) in enumerate(pairs)]
        pattern = Qt.BrushStyle.BDiagPattern if one.is_dashed else Qt.BrushStyle.SolidPattern
        painter.setPen(QPen(colour(self._ink(one), 0.55), 1))
        painter.setBrush(QBrush(colour(self._ink(one), 0.5 if one.is_dashed else 0.22), pattern))
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))

    def _line(self, painter: QPainter, chart: Chart, one: Course) -> None:
        share = 100.0 / (len(one.mean_deg) - 1)
        path = QPainterPath(chart.point(0.0, one.mean_deg[0]))
        for k, value in enumerate(one.mean_deg[1:], start=1):
            path.lineTo(chart.point(k * share, value))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen(one))
        painter.drawPath(path)

    def _name(self, painter: QPainter, one: Course, top: float) -> None:
        """A piece of the curve, and what it is."""
        cap, wide = self._cap, 3.6 * self._cap
        left = max(0.0, (self.width() - wide - width_of(one.name, cap) - cap) / 2)
        painter.setPen(self._pen(one))
        painter.drawLine(
            round(left), round(top + cap / 2), round(left + wide), round(top + cap / 2)
        )
        room = QRectF(left + wide + cap, top, self.width() - left - wide - cap, cap)
        write(painter, room, one.name, colour(self.theme.text))


def _range(curves: tuple[Course, ...]) -> tuple[float, float]:
    """From tall, or what is beyond it, to over the deepest."""
    ends = [
        mean + sign * half
        for one in curves
        for mean, half in zip(
            one.mean_deg, one.spread_deg or (0.0,) * len(one.mean_deg), strict=True
        )
        for sign in (-1.0, 1.0)
    ]
    return min(0.0, *ends), max(10.0, 1.08 * max(ends))
