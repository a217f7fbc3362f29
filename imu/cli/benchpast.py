"""`kickstand bench history`: the latest run of every bench, and how its figures have moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

import typer

from imu.cli.benchhistory import Figure, Run, history_file, new_run, read_runs
from imu.cli.benchreport import HistoryFile, Report, Reports, number_text, report_of, text_of
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.tables import folded, table

MOST = 6
"""Runs side by side: what a page is wide enough for."""


def history(
    *,
    last: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, max=MOST, help="Show how each figure moved over so many runs."
        ),
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    path: HistoryFile = None,
) -> int:
    """Show the latest run of every bench on this machine against those before it."""
    runs = read_runs(path or history_file())
    machine = new_run("", [], 1.0).machine
    reports = [
        report_of(runs[n], runs[:n])
        for own in _by_bench(runs, machine).values()
        for n in own[-last:]
    ]
    if not reports:
        remark("no bench has been run on this machine yet: 'kickstand bench all --quick' does")
    if as_json:
        say(json_line(Reports(runs=reports)))
    elif reports:
        say(text_of(reports) if last == 1 else moved_text(reports, last))
    return 0


def _by_bench(runs: Sequence[Run], machine: str) -> dict[str, list[int]]:
    """The places of this machine's runs, by bench."""
    found: dict[str, list[int]] = {}
    for n, run in enumerate(runs):
        if run.machine == machine:
            found.setdefault(run.bench, []).append(n)
    return found


def moved_text(reports: Sequence[Report], last: int) -> str:
    """The middle of each figure of the latest runs, run by run, the latest on the right.

    Parameters
    ----------
    reports : at least one, those of one bench next to each other, the oldest first.
    last : runs side by side.
    """
    head = ["", "", *(f"-{n}" if n else "latest" for n in reversed(range(last)))]
    groups = [[one.run for one in own] for _, own in groupby(reports, lambda one: one.run.bench)]
    blocks = [_rows(runs, last) for runs in groups]
    first, *lines = table(head, [row for rows in blocks for row in rows], "<<" + ">" * last)
    parts = [reports[0].run.machine, "", first]
    for runs, rows in zip(groups, blocks, strict=True):
        parts += [*folded(runs[-1].bench, 2), *lines[: len(rows)]]
        lines = lines[len(rows) :]
    legend = "Times as they would have been with the yardstick of the latest run."
    return "\n".join((*parts, "", legend))


def _rows(runs: Sequence[Run], last: int) -> list[list[str]]:
    """The commits, then a row for each figure of the latest run."""
    missing = [""] * (last - len(runs))
    now = runs[-1]
    rows = [["  commit", "", *missing, *(run.commit or "-" for run in runs)]]
    for figure in now.figures:
        values = (_value(figure, run, now) for run in runs)
        rows.append([f"  {figure.name}", figure.unit, *missing, *values])
    return rows


def _value(figure: Figure, run: Run, now: Run) -> str:
    """The figure in one of the runs, "-" where it was not measured."""
    alike = (one for one in run.figures if (one.name, one.unit) == (figure.name, figure.unit))
    found = next(alike, None)
    if found is None:
        return "-"
    pace = now.yardstick_ms / run.yardstick_ms if figure.scales else 1.0
    return number_text(found.median * pace, figure)
