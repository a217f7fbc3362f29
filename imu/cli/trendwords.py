"""What `kickstand trend` tells a person."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from imu.asymmetry.words import conditions_text
from imu.cli.tables import WIDTH, counted, indented, shortened, table
from imu.days import local_day
from imu.nextstep import DEPTH_NOTE, Suggestion
from imu.progress import Trend
from imu.trend import Done, Line, Says, Series
from imu.trend.lines import FEWEST

LIMITS = (
    "first, last: medians of all reps. The slope is that of the medians, with its 95 % interval;"
    " each session's strapping is in it. Rising and falling are directions, neither is progress."
)

_NAME_WIDTH, _REPS_WIDTH = 12, 20
"""With the other columns, these make a line of `WIDTH`."""


def text_of(trend: Trend) -> str:
    """All of it."""
    lines = [f"{trend.person or 'All sessions'}: {counted(len(trend.sessions), 'session')}"]
    lines += indented(_sessions(trend.sessions), 2)
    for one in trend.series:
        lines += ["", *_series(one)]
    return "\n".join([*lines, "", *_step(trend.next_step), "", *textwrap.wrap(LIMITS, WIDTH)])


def _sessions(sessions: Sequence[Done]) -> list[str]:
    head = ["when", "recording", "step", "reps", "of plan", "pain", "effort", ""]
    rows = [_session(one) for one in sessions]
    return table(head, rows, "<<<<>>><") if rows else []


def _session(one: Done) -> list[str]:
    reps = "; ".join(f"{leg} {' '.join(map(str, sets)) or '-'}" for leg, sets in one.reps.items())
    pain = [one.pain_before, one.pain_between, one.pain_after]
    told = "/".join("-" if score is None else f"{score:g}" for score in pain)
    return [
        _date(one.started_s),
        shortened(one.recording, _NAME_WIDTH),
        shortened(one.rung or "-", 14),
        shortened(reps or "-", _REPS_WIDTH),
        "-" if one.share is None else f"{100.0 * one.share:.0f} %",
        "-" if told == "-/-/-" else told,
        "-" if one.effort is None else f"{one.effort:g}",
        "stopped" if one.stopped_for_pain else "",
    ]


def _date(started_s: float | None) -> str:
    return "-" if started_s is None else local_day(started_s).isoformat()


def _series(series: Series) -> list[str]:
    title = f"{counted(len(series.recordings), 'session')} alike: "
    lines = [f"{title}{conditions_text(series.conditions)}"]
    lines = textwrap.wrap(lines[0], WIDTH, subsequent_indent="  ")
    head = ["leg", "", "sessions", "first", "last", "a week", "95 % interval", ""]
    rows = [_line(line) for line in series.lines if line.points]
    lines += indented(table(head, rows, "<<>>>>><"), 2) if rows else []
    for one in series.left_out:
        text = f"Left out: {one.recording}: {one.reason}."
        lines += textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
    return lines


def _line(line: Line) -> list[str]:
    slope, interval = "-", "-"
    if line.per_week is not None:
        slope = f"{line.per_week:+.2f}"
        interval = f"{line.per_week_low:+.2f} to {line.per_week_high:+.2f}"
    needs = f"needs {FEWEST} sessions"
    return [
        line.leg,
        f"{line.title}, {line.unit}",
        str(len(line.points)),
        f"{line.points[0].median:.1f}",
        f"{line.points[-1].median:.1f}",
        slope,
        interval,
        needs if line.says is Says.NOT_ENOUGH else line.says.value,
    ]


_DIRECTIONS = {"up": "one step up", "stay": "stay", "down": "one step down"}


def _step(step: Suggestion) -> list[str]:
    where = f": {step.title}" if step.title else ""
    text = f"Next step (a suggestion): {_DIRECTIONS[step.direction]}{where}. {step.reason}"
    lines = textwrap.wrap(f"{text} {DEPTH_NOTE}", WIDTH, subsequent_indent="  ")
    needs = [f"  {'yes' if one.holds else 'not yet'}: {one.text}" for one in step.needs]
    return [*lines, "  A step up needs:", *indented(needs, 2)] if needs else lines
