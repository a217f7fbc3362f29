"""`kickstand bench speed`: how fast the programme is here; `bench history`: and how fast it was."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

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
    new_run,
    read_runs,
    yardstick_ms,
)
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.tables import table

HistoryFile = Annotated[
    Path | None,
    typer.Option(
        "--history", metavar="FILE", help="Where runs are kept; in the data folder if not given."
    ),
]
"""The file of earlier runs, for every bench that keeps them."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench speed --json`` and ``bench history --json`` print: a run, and what changed.

    `changes` is by the figure's name; what was never measured before on this machine is not in it.
    """

    schema_version: int = 1
    run: Run
    changes: dict[str, Change]


def speed(
    minutes: Annotated[
        float, typer.Option("--minutes", min=4.0, max=600.0, help="Length of the recording.")
    ] = 60.0,
    repeats: Annotated[
        int, typer.Option("--repeats", metavar="N", min=1, max=50, help="Of each measurement.")
    ] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Measure tracker, reading, 'analyze' and the start of the programme.

    One simulated sensor at 100 Hz for an hour. 'analyze' as a whole process is held against a
    process that only reads the file with numpy and filters it with VQF. Aims are for an hour.
    """
    from imu.cli.benchhour import one_sensor
    from imu.cli.speeds import measure_speed

    yardstick = yardstick_ms()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure_speed(one_sensor(60.0 * minutes), Path(folder), repeats)
    name = "speed" if minutes == 60.0 else f"speed of {minutes:g} min"
    run = new_run(name, figures, min(yardstick, yardstick_ms()))
    report = kept(run, history)
    say(json_line(report) if as_json else text_of(report))
    return 0


def history(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a bench.")] = False,
    path: HistoryFile = None,
) -> int:
    """Show the latest run of every bench on this machine against those before it."""
    runs = read_runs(path or history_file())
    here = new_run("", [], 1.0).machine
    latest = {run.bench: n for n, run in enumerate(runs) if run.machine == here}
    reports = [report_of(runs[n], runs[:n]) for n in latest.values()]
    if not reports:
        remark("no bench has been run on this machine yet")
    for report in reports:
        say(json_line(report) if as_json else text_of(report) + "\n")
    return 0


def kept(run: Run, path: Path | None) -> Report:
    """Compare a run with the history, and add it. Where that fails, a remark says so."""
    file = path or history_file()
    report = report_of(run, read_runs(file))
    try:
        add_run(file, run)
    except OSError as error:
        remark(f"the run could not be kept in {file}: {error}")
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


def text_of(report: Report) -> str:
    """The figures as a table."""
    run = report.run
    rows = [_row(figure, report.changes.get(figure.name)) for figure in run.figures]
    where = f"{run.machine}; yardstick {run.yardstick_ms:.1f} ms"
    commit = f" at {run.commit}" if run.commit else ""
    head = [run.bench, "median", "lowest", "highest", "", "aim", "", "change", "by chance"]
    return "\n".join(
        (
            where,
            "",
            *table(head, rows, "<>>><><>>"),
            "",
            "change: against the latest runs on this machine, times as multiples of the yardstick;",
            "by chance: how far runs and repeats lie apart. ! worse by more; * the aim is missed.",
            f"Made with kickstand {run.version}{commit} on {run.at}",
        )
    )


def _row(figure: Figure, change: Change | None) -> list[str]:
    numbers = [f"{value:.3g}" for value in (figure.median, figure.low, figure.high)]
    aim = "" if figure.aim is None else f"{figure.aim:g}"
    missed = "*" if misses(figure) else ""
    if change is None:
        return [figure.name, *numbers, figure.unit, aim, missed, "", ""]
    mark = " !" if change.is_worse else "  "
    return [
        figure.name,
        *numbers,
        figure.unit,
        aim,
        missed,
        f"{100.0 * change.share:+.0f} %{mark}",
        f"±{100.0 * change.spread:.0f} %",
    ]


def misses(figure: Figure) -> bool:
    """Whether a figure does not reach its aim."""
    if figure.aim is None:
        return False
    too_little, too_much = figure.median < figure.aim, figure.median > figure.aim
    return too_little if figure.more_is_better else too_much
