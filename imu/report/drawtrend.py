"""From session to session: the measure chosen beforehand, and how it felt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from imu.days import local_day
from imu.report.canvas import GRID, LOOKS, SECOND, SMALL_PT, Canvas, number_in
from imu.report.content import Report
from imu.report.pictured import FEELINGS, felt_sessions, headline_lines
from imu.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DAY_S = 86400.0
_MOST_DATES = 4
_FEELS = {
    "pain_before": ("s", ":", "#000000"),
    "pain_after": ("D", "-", "#000000"),
    "effort": ("x", "--", "#606060"),
}
"""Marker, line and shade of each."""


def draw_speed(canvas: Canvas, report: Report, words: Words) -> None:
    """Draw each leg's median and range from session to session, like sessions only."""
    axes = canvas.axes(left=8.0, bottom=5.0, top=4.5, right=4.0)
    lines = headline_lines(report)
    dates: set[float] = set()
    for shift, line in zip((-1.0, 1.0), lines, strict=False):
        look = LOOKS.get(line.leg, SECOND)
        points = [(p.started_s, p) for p in line.points if p.started_s is not None]
        days = [started_s / _DAY_S for started_s, _ in points]
        dates.update(days)
        apart = shift * 0.004 * (max(days) - min(days))  # so that ranges do not hide each other
        axes.errorbar(
            [day + apart for day in days],
            [p.median for _, p in points],
            yerr=[[p.median - p.low for _, p in points], [p.high - p.median for _, p in points]],
            fmt=look.marker,
            linestyle=look.line,
            color=look.colour,
            markerfacecolor=look.face,
            markersize=3.5,
            linewidth=0.9,
            elinewidth=0.5,
            capsize=1.2,
            label=words.leg(line.leg),
        )
    highest = max(p.high for line in lines for p in line.points)
    axes.set_ylim(bottom=0.0, top=1.08 * highest)
    number_in(axes.yaxis, words)
    _finish(axes, dates, words)


def draw_feeling(canvas: Canvas, report: Report, words: Words) -> None:
    """Draw pain before and after, and effort."""
    axes = canvas.axes(left=8.0, bottom=5.0, top=4.5, right=4.0)
    sessions = felt_sessions(report)
    for name in FEELINGS:
        marker, line, shade = _FEELS[name]
        told = [
            (one.started_s / _DAY_S, value)
            for one in sessions
            if one.started_s is not None and (value := getattr(one, name)) is not None
        ]
        if told:
            axes.plot(
                [day for day, _ in told],
                [value for _, value in told],
                marker=marker,
                linestyle=line,
                color=shade,
                markersize=3.2,
                linewidth=0.8,
                markerfacecolor="#ffffff" if marker == "s" else shade,
                label=words.SERIES[name],
            )
    axes.set_ylim(-0.4, 10.4)
    axes.set_yticks([0, 2, 4, 6, 8, 10])
    _finish(axes, {one.started_s / _DAY_S for one in sessions if one.started_s is not None}, words)


def _finish(axes: Axes, days: Iterable[float], words: Words) -> None:
    known = sorted(days)
    room = 0.04 * (known[-1] - known[0]) or 1.0
    axes.set_xlim(known[0] - room, known[-1] + room)
    shown = _spaced(known)
    axes.set_xticks(shown, [_date(day, words) for day in shown])
    axes.yaxis.grid(visible=True, color=GRID, linewidth=0.3)
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.0, 0.98),
        ncols=3,
        fontsize=SMALL_PT,
        frameon=False,
        handlelength=2.4,
        borderaxespad=0.1,
        columnspacing=1.2,
    )


def _spaced(days: Sequence[float]) -> list[float]:
    """Days whose dates do not run into each other: the last, and earlier ones far enough apart."""
    least = (days[-1] - days[0]) / _MOST_DATES
    shown = [days[-1]]
    for day in reversed(days[:-1]):
        if shown[-1] - day >= least:
            shown.append(day)
    return shown[::-1]


def _date(day: float, words: Words) -> str:
    return local_day(day * _DAY_S).strftime(words.DAY)
