"""What the pictures over time have in common: where they begin, and the days below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard import words
from dashboard.comparing.chart import Chart
from dashboard.painted import width_of, write
from dashboard.theme import Theme, colour
from dashboard.when import day_text

_ASIDE, _ABOVE = 5.0, 3.4
"""Room for numbers on the left and for the title, in heights of capitals. It is the same in every
picture, so that a day is at the same place in all of them."""

_FAR_S = 300 * 86400.0
"""s from which on a day is told by month and year."""

Span = tuple[float, float]
"""From when to when, s since 1970."""


def chart_over(widget: QRectF, cap: float, span: Span, ys: tuple[float, float]) -> Chart:
    """A chart over time, with room for the days below."""
    area = widget.adjusted(_ASIDE * cap, _ABOVE * cap, -1.5 * cap, -2.6 * cap)
    return Chart(area, cap, span, ys)


def draw_days(painter: QPainter, chart: Chart, times: Sequence[float], theme: Theme) -> None:
    """Draw a line up from days on which there was a session, as many as have room, and name them.

    Parameters
    ----------
    times : of the sessions, s since 1970, in order.
    """
    first, last = chart.xs
    form = words.PROGRESS_FAR_DAY if last - first > _FAR_S else words.PROGRESS_DAY
    cap, area = chart.cap, chart.area
    wide = max((width_of(day_text(at, form), cap) for at in times), default=0.0) + 2.0 * cap
    for at in spaced(times, wide / area.width() * (last - first)):
        x = chart.x(at)
        painter.setPen(QPen(colour(theme.line, 0.35), 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        left = min(x - wide / 2, area.right() + 1.5 * cap - wide)
        room = QRectF(left, area.bottom() + cap, wide, cap)
        middle = Qt.AlignmentFlag.AlignHCenter
        write(painter, room, day_text(at, form), colour(theme.dim), align=middle)


def spaced(times: Sequence[float], least_s: float) -> list[float]:
    """The last of these times, and earlier ones that are far enough from each other."""
    shown = list(times[-1:])
    for at in reversed(times[:-1]):
        if shown[-1] - at >= least_s:
            shown.append(at)
    return shown[::-1]
