"""The legs beside each other: the mean course of a rep, and the differences with their doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from imu.asymmetry import Finding
from imu.report.canvas import GRID, INK, LOOKS, SECOND, SMALL_PT, SOFT, Canvas, number_in
from imu.report.content import Report
from imu.report.curves import POINTS
from imu.report.pieces import counted
from imu.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES_MM = 21.0
"""mm for the names of the measures beside the intervals."""


def draw_curve(canvas: Canvas, report: Report, words: Words) -> None:
    """Draw the mean course of each leg's reps, with one standard deviation."""
    axes = canvas.axes(left=8.0, bottom=8.5, top=8.5, right=3.0)
    share = np.linspace(0.0, 100.0, POINTS)
    for one in report.session.legs:
        if one.curve is None:
            continue
        look = LOOKS.get(one.leg, SECOND)
        mean, spread = np.array(one.curve.mean_deg), np.array(one.curve.spread_deg)
        name = words.CURVE_LEG.format(
            leg=words.leg(one.leg), reps=counted(one.curve.reps, words.REPS)
        )
        axes.plot(share, mean, look.line, color=look.colour, linewidth=1.3, label=name)
        axes.fill_between(
            share,
            mean - spread,
            mean + spread,
            facecolor=(look.colour, 0.22) if look.filled else "none",
            edgecolor=(look.colour, 0.6),
            hatch=None if look.filled else "////",
            linewidth=0.3,
        )
    axes.set_xlim(0.0, 100.0)
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.set_xlabel(words.CURVE_AXIS, fontsize=SMALL_PT, labelpad=1.5)
    axes.set_ylabel(words.DEPTH_AXIS, fontsize=SMALL_PT, labelpad=2.0)
    number_in(axes.yaxis, words)
    axes.yaxis.grid(visible=True, color=GRID, linewidth=0.3)
    axes.legend(
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        fontsize=SMALL_PT,
        frameon=False,
        handlelength=2.6,
        borderaxespad=0.1,
        labelspacing=0.2,
    )


def draw_intervals(canvas: Canvas, report: Report, words: Words) -> None:
    """Draw the differences: those in percent above, those in degrees below."""
    found = [one for one in report.comparison.findings if one.difference is not None]
    ratio = [one for one in found if one.difference_unit == "%"]
    other = [one for one in found if one.difference_unit != "%"]
    groups = [group for group in (ratio, other) if group]
    rows = sum(len(group) for group in groups)
    free = canvas.height - 4.5 - 8.0 * len(groups)
    top = 4.5
    for group in groups:
        height = free * len(group) / rows
        bottom = canvas.height - top - height
        axes = canvas.axes(left=_NAMES_MM, right=2.0, top=top, bottom=bottom)
        _intervals(axes, group, words)
        top += height + 8.0
    first, second = (words.leg(one.leg) for one in found[0].legs)
    canvas.figure.text(
        (canvas.left + _NAMES_MM / 2.0 + canvas.width / 2.0) / Canvas.whole(canvas.figure).width,
        (canvas.bottom + canvas.height - 1.0) / Canvas.whole(canvas.figure).height,
        words.MORE_ON.format(first=first, second=second),
        fontsize=SMALL_PT,
        ha="center",
        va="top",
    )


def _intervals(axes: Axes, findings: Sequence[Finding], words: Words) -> None:
    for row, one in enumerate(findings):
        if one.low is None or one.high is None or one.difference is None:
            continue
        axes.plot([one.low, one.high], [row, row], color=INK, linewidth=1.0)
        for end in (one.low, one.high):
            axes.plot(end, row, "|", color=INK, markersize=4.0, markeredgewidth=0.8)
        axes.plot(
            one.difference,
            row,
            "D" if one.is_headline else "o",
            color=INK,
            markerfacecolor=INK if one.is_headline else "#ffffff",
            markersize=3.6,
            markeredgewidth=0.8,
        )
    most = max(abs(end) for one in findings for end in (one.low or 0.0, one.high or 0.0))
    axes.set_xlim(-1.12 * max(most, 0.1), 1.12 * max(most, 0.1))
    axes.set_ylim(len(findings) - 0.5, -0.5)
    names = [words.SHORT_TITLES[one.metric] for one in findings]
    axes.set_yticks(range(len(findings)), names)
    axes.axvline(0.0, color=SOFT, linewidth=0.7, linestyle=":")
    number_in(axes.xaxis, words)
    axes.set_xlabel(findings[0].difference_unit, fontsize=SMALL_PT, labelpad=0.5)
