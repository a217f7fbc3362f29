"""What benches have measured, against what they measured before: one table and one form of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from imu.cli.benchhistory import (
    Change,
    Figure,
    Run,
    add_run,
    change_of,
    earlier,
    history_file,
    read_runs,
)
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.tables import folded, table

HistoryFile = Annotated[
    Path | None,
    typer.Option(
        "--history", metavar="FILE", help="Where runs are kept; in the data folder if not given."
    ),
]
"""The file of earlier runs, for every bench."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A run, and what changed: all that ``bench speed --json`` prints, and a part of every bench's.

    `changes` is by the figure's name; what was never measured before on this machine is not in it.
    """

    schema_version: int = 2
    run: Run
    changes: dict[str, Change]


class Reports(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench history --json`` prints: runs of several benches, the oldest of each first."""

    schema_version: int = 2
    runs: list[Report]


def kept(run: Run, path: Path | None) -> Report:
    """Compare a run with the history, and add it. Where that fails, a remark says so."""
    file = path or history_file()
    report = report_of(run, read_runs(file))
    try:
        add_run(file, run)
    except OSError as error:
        remark(f"the run could not be kept in {file}: {error}. Name another file with --history.")
    return report


def report_of(run: Run, runs: Sequence[Run]) -> Report:
    """A run with its changes against those before it, the oldest first."""
    before = earlier(runs, run)
    changes = {
        figure.name: change
        for figure in run.figures
        if (change := change_of(figure, run, before)) is not None
    }
    return Report(run=run, changes=changes)


def tell(own: object, text: str, report: Report | None, *, as_json: bool) -> None:
    """Print what a bench has to say, and how its figures compare.

    Parameters
    ----------
    own : a struct or a dict, the bench's own part of the JSON object.
    text : the same for a person.
    report : None where nothing was kept, as not all could be measured; `run` is null then.
    as_json : print one JSON object.
    """
    if as_json:
        whole: dict[str, Any] = {"schema_version": 2, "run": None, "changes": {}}
        if report is not None:
            whole |= msgspec.to_builtins(report)
        say(json_line(whole | msgspec.to_builtins(own)))
    else:
        say(text if report is None else f"{text}\n\n{text_of([report])}")


# -- the table ------------------------------------------------------------------------------------

_HEAD = ("", "median", "lowest", "highest", "", "aim", "", "change", "by chance")
_LEGEND = (
    "change: against the latest runs on this machine, times as multiples of the yardstick;",
    "by chance: how far runs and repeats lie apart. ! worse by more; * the aim is missed.",
)


def text_of(reports: Sequence[Report]) -> str:
    """The figures of at least one run as one table, a line above those of each run."""
    rows = [_row(one, report.changes.get(one.name)) for report in reports for one in _of(report)]
    head, *lines = table(_HEAD, rows, "<>>><><>>")
    parts = [reports[0].run.machine, "", head]
    for report in reports:
        count = len(report.run.figures)
        parts += [*folded(title_of(report.run), 2), *lines[:count]]
        lines = lines[count:]
    return "\n".join((*parts, "", *_LEGEND))


def title_of(run: Run) -> str:
    """Which run it is, and of which programme."""
    commit = f" at {run.commit}" if run.commit else ""
    return f"{run.bench} ({run.version}{commit}, {run.at}, yardstick {run.yardstick_ms:.1f} ms)"


def number_text(value: float, figure: Figure) -> str:
    """A value of a figure in as many digits as mean something."""
    if abs(value) >= 1000.0:
        return f"{value:.0f}"
    return f"{value:.4g}" if figure.is_repeatable else f"{value:.3g}"


def misses(figure: Figure) -> bool:
    """Whether a figure does not reach its aim."""
    if figure.aim is None:
        return False
    too_little, too_much = figure.median < figure.aim, figure.median > figure.aim
    return too_little if figure.more_is_better else too_much


def _of(report: Report) -> list[Figure]:
    return report.run.figures


def _row(figure: Figure, change: Change | None) -> list[str]:
    values = (figure.median, figure.low, figure.high)
    return [
        f"  {figure.name}",
        *(number_text(value, figure) for value in values),
        figure.unit,
        "" if figure.aim is None else f"{figure.aim:.3g}",
        "*" if misses(figure) else "",
        *(("", "") if change is None else _moved(change)),
    ]


def _moved(change: Change) -> tuple[str, str]:
    share = "from 0" if change.share is None else f"{_percent(change.share, '+')} %"
    by_chance = "" if change.spread is None else f"±{_percent(change.spread)} %"
    return f"{share}{' !' if change.is_worse else '  '}", by_chance


def _percent(share: float, sign: str = "") -> str:
    """A digit more of what is small: a single set of two thousand is something."""
    digits = 1 if 0.0 < abs(share) < 0.01 else 0
    return f"{100.0 * share:{sign}.{digits}f}"
