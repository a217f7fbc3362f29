"""Depth of every rep as a dot, by leg and set, with the band that was aimed at."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from imu.report.canvas import (
    GRID,
    INK,
    LOOKS,
    SECOND,
    SMALL_PT,
    SOFT,
    TEXT_PT,
    Canvas,
    Look,
    number_in,
)
from imu.report.content import Report
from imu.report.facts import Dot, LegFacts
from imu.report.pictured import band_text
from imu.report.words import Words
from imu.targets import Range

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SET_WIDTH, _LEG_GAP = 0.8, 0.6
"""Share of a set's place that its dots take, and how far apart two legs stand, in sets."""

_MOST_LABELS = 12
"""Sets that are numbered below the axis; of more, every other, every third ..."""


def draw_depth(canvas: Canvas, report: Report, words: Words) -> None:
    """Draw it."""
    axes = canvas.axes(left=8.0, bottom=8.5, top=4.5)
    legs = [one for one in report.session.legs if one.sets]
    numbers: list[tuple[float, int]] = []
    start = 0.0
    for one in legs:
        numbers += [(start + k + 0.5, k + 1) for k in range(len(one.sets))]
        _leg(axes, one, start)
        middle = start + len(one.sets) / 2.0
        axes.text(
            middle,
            -0.16,
            words.leg(one.leg),
            transform=axes.get_xaxis_transform(),
            ha="center",
            va="top",
            fontsize=TEXT_PT,
            weight="bold",
        )
        start += len(one.sets) + _LEG_GAP
    every = 1 + len(numbers) // _MOST_LABELS
    shown = [(x, number) for x, number in numbers if (number - 1) % every == 0]
    axes.set_xticks([x for x, _ in shown], [str(number) for _, number in shown])
    axes.set_xlim(-0.2, max(start - _LEG_GAP, 1.0) + 0.2)
    axes.set_ylim(0.0, 1.12 * _highest(legs, report.session.band))
    axes.set_ylabel(words.DEPTH_AXIS, fontsize=SMALL_PT, labelpad=2.0)
    number_in(axes.yaxis, words)
    axes.yaxis.grid(visible=True, color=GRID, linewidth=0.3)
    axes.text(
        -0.02,
        -0.055,
        words.SET_AXIS,
        transform=axes.transAxes,
        ha="right",
        va="top",
        fontsize=SMALL_PT,
    )
    _band(axes, report.session.band, words)
    if any(not dot.valid for one in legs for dot in one.dots):
        axes.text(
            0.0,
            1.02,
            words.UNUSED,
            transform=axes.transAxes,
            ha="left",
            va="bottom",
            fontsize=SMALL_PT,
        )


def _leg(axes: Axes, one: LegFacts, start: float) -> None:
    look = LOOKS.get(one.leg, SECOND)
    size = 3.2 if max(one.sets, default=0) <= 15 else 1.8
    for number in range(1, len(one.sets) + 1):
        dots = [dot for dot in one.dots if dot.set_number == number]
        placed = list(zip(_places(dots, start + number - 1.0), dots, strict=True))
        good = [(x, dot.depth_deg) for x, dot in placed if dot.valid]
        other = [(x, dot.depth_deg) for x, dot in placed if not dot.valid]
        _marks(axes, good, Look(look.colour, look.marker, "", filled=look.filled), size)
        _marks(axes, other, Look(SOFT, "x", "", filled=True), size)
        if good:
            middle = statistics.median(y for _, y in good)
            edge = start + number - 0.5
            axes.plot(
                [edge - 0.45, edge + 0.45],
                [middle, middle],
                color=look.colour,
                linewidth=1.0,
                linestyle=look.line,
            )


def _marks(axes: Axes, points: list[tuple[float, float]], look: Look, size: float) -> None:
    if points:
        axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            marker=look.marker,
            linestyle="",
            color=look.colour,
            markerfacecolor=look.face,
            markersize=size,
            markeredgewidth=0.7,
        )


def _places(dots: list[Dot], start: float) -> list[float]:
    """Where the dots of a set stand, in the order in which they were done."""
    step = _SET_WIDTH / max(len(dots), 1)
    first = start + (1.0 - _SET_WIDTH) / 2.0
    return [first + (k + 0.5) * step for k in range(len(dots))]


def _highest(legs: list[LegFacts], band: Range) -> float:
    depths = [dot.depth_deg for one in legs for dot in one.dots]
    return max([*depths, band.high or 0.0, 10.0])


def _band(axes: Axes, band: Range, words: Words) -> None:
    told = band_text(band, words)
    if not told:
        return
    low, high = axes.get_ylim()
    bottom = low if band.low is None else band.low
    top = high if band.high is None else band.high
    axes.axhspan(bottom, top, facecolor="#e4e4e4", edgecolor="none", zorder=0.1)
    for edge in (band.low, band.high):
        if edge is not None:
            axes.axhline(edge, color=SOFT, linewidth=0.6, linestyle=":")
    axes.text(
        1.0,
        1.02,
        words.BAND.format(range=told),
        transform=axes.transAxes,
        ha="right",
        va="bottom",
        fontsize=SMALL_PT,
        color=INK,
    )
