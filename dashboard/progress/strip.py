"""Pain and effort from session to session, with the limit that was set."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from dashboard import words
from dashboard.comparing.chart import Chart, Picture, head, instead
from dashboard.progress.dates import Span, chart_over, draw_days
from dashboard.progress.legend import Draw, Entry, draw_legend
from dashboard.theme import colour
from imu.view.progress import Felt

_SIGNS = {
    "before": ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    "between": ((-1.1, 1.0), (0.0, -1.1), (1.1, 1.0)),
    "after": ((-1.25, 0.0), (0.0, -1.25), (1.25, 0.0), (0.0, 1.25)),
    "since": ((-1.1, -1.0), (0.0, 1.1), (1.1, -1.0)),
}
"""Corners of each mark, in halves of its size: told apart without colour."""

_HOLLOW = ("before", "since")


@dataclass(frozen=True, slots=True)
class StripState:
    """What is drawn.

    Attributes
    ----------
    span : from when to when; None where nothing can be drawn.
    felt : in order of time.
    times : of the days that are named, s since 1970, in order.
    """

    span: Span | None = None
    felt: tuple[Felt, ...] = ()
    times: tuple[float, ...] = ()


class FeltStrip(Picture[StripState]):
    """Draws a `StripState`: a mark of its own for each time of asking, a cross for effort."""

    least = 12.0

    def spoken(self, state: StripState) -> str:
        """What was told of the latest session, and the limit."""
        if not state.felt:
            return f"{words.PROGRESS_FELT}. {words.PROGRESS_NOT_TOLD}"
        last = state.felt[-1]
        told = [
            words.PROGRESS_FELT_LAST.format(name=name, score=score)
            for key, name in words.PROGRESS_FEELINGS.items()
            if (score := score_of(last, key)) is not None
        ]
        return ". ".join((words.PROGRESS_FELT, *told, _limit_text(last)))

    def paint(self, painter: QPainter, state: StripState) -> None:
        """Draw everything."""
        widget, cap = QRectF(self.rect()), self._cap
        head(painter, widget, cap, words.PROGRESS_FELT, self.theme)
        if state.span is None or not state.felt:
            instead(painter, widget, cap, words.PROGRESS_NOT_TOLD, self.theme)
            return
        chart = chart_over(widget, cap, state.span, (-0.6, 10.6))
        draw_days(painter, chart, state.times, self.theme)
        chart.rule(painter, self.theme)
        self._legend(painter, widget, state)
        self._limit(painter, chart, state)
        half = min(0.42 * cap, max(2.0, chart.area.width() / (8.0 * len(state.felt))))
        for one in state.felt:
            for number, key in enumerate(words.PROGRESS_FEELINGS):
                score = score_of(one, key)
                if score is not None:
                    at = chart.point(one.at_s, score) + QPointF(1.1 * (number - 2) * half, 0.0)
                    self._sign(painter, at, key, half)

    def _limit(self, painter: QPainter, chart: Chart, state: StripState) -> None:
        """The limit as it was at each session, until the next one."""
        pen = QPen(colour(self.theme.warn), max(1.5, 0.16 * chart.cap))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        starts = [chart.area.left(), *(chart.x(one.at_s) for one in state.felt[1:])]
        ends = [*starts[1:], chart.area.right()]
        for one, left, right in zip(state.felt, starts, ends, strict=True):
            if one.limit is not None:
                y = chart.y(one.limit)
                painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _legend(self, painter: QPainter, widget: QRectF, state: StripState) -> None:
        """Each mark with its name, and the limit."""

        def mark_of(key: str) -> Draw:
            return lambda at, half: self._sign(painter, at, key, half)

        last, dim = state.felt[-1], self.theme.dim
        names = words.PROGRESS_FEELINGS.items()
        entries = [Entry(name, dim, mark_of(key)) for key, name in names]
        entries.append(Entry(_limit_text(last), dim if last.limit is None else self.theme.warn))
        draw_legend(painter, widget, self._cap, words.PROGRESS_FELT, entries)

    def _sign(self, painter: QPainter, at: QPointF, key: str, half: float) -> None:
        ink = colour(self.theme.dim if key == "effort" else self.theme.text)
        painter.setPen(QPen(ink, max(1.4, 0.35 * half)))
        if key == "effort":
            for way in (1.0, -1.0):
                tip = QPointF(half, way * half)
                painter.drawLine(at - tip, at + tip)
            return
        painter.setBrush(colour(self.theme.back) if key in _HOLLOW else ink)
        corners = [at + QPointF(x * half, y * half) for x, y in _SIGNS[key]]
        painter.drawPolygon(QPolygonF(corners))


def score_of(one: Felt, key: str) -> float | None:
    """What was told of a session, by the name of `words.PROGRESS_FEELINGS`."""
    scores = {
        "before": one.before,
        "between": one.between,
        "after": one.after,
        "since": one.since,
        "effort": one.effort,
    }
    return scores[key]


def _limit_text(one: Felt) -> str:
    if one.limit is None:
        return words.PROGRESS_NO_LIMIT
    return words.PROGRESS_LIMIT.format(limit=one.limit)
