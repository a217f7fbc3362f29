"""`kickstand bench all`: every bench one after the other, and all figures in one table."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

import msgspec
import typer

from imu.cli.above import Above, above_of, function_of, programme
from imu.cli.benchhistory import history_file
from imu.cli.benchreport import HistoryFile, Report, Reports, text_of
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.tables import counted
from imu.errors import UsageError
from imu.simulator import STRATA

BENCHES: Mapping[str, tuple[str, ...]] = {
    "speed": ("--minutes", "4"),
    "accuracy": ("--sessions", str(len(STRATA))),
    "health": ("--sessions", "1"),
    "compare": ("--people", "20"),
}
"""Those of the core, by name with the words of a short run."""


class AllReports(Reports, frozen=True, kw_only=True):
    """What ``bench all --json`` prints: every run, and the benches of which there is none."""

    failed: list[str]
    left_out: list[str]


def every_bench(
    context: typer.Context,
    *,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Only an impression, in some two minutes; compared apart."),
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this one; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Run every bench and show all figures in one table, against those before.

    In full it takes up to an hour on two cores, most of it for accuracy. Each bench is a process of
    its own and keeps its run, whatever becomes of the others. Ends with exit code 1 if one failed.
    """
    above = above_of(context)
    wanted = _wanted({**BENCHES, **above.benches}, only or ())
    left_out = _undrawable(above, wanted)
    file, names = history or history_file(), [name for name in wanted if name not in left_out]
    reports: dict[str, Report] = {}
    for n, name in enumerate(names):
        remark(f"bench {name} is running ({n + 1} of {len(names)})")
        words = ("bench", name, *(wanted[name] if quick else ()), "--history", str(file))
        report = _report_of(name, [*programme(above.module), *words, "--json"])
        if report is not None:
            reports[name] = report
    failed = [name for name in names if name not in reports]
    told = AllReports(runs=list(reports.values()), failed=failed, left_out=left_out)
    if as_json:
        say(json_line(told))
    elif reports:
        say(text_of(told.runs))
    if failed:
        remark(f"{counted(len(failed), 'bench', 'benches')} failed: {_alone(failed)} says why.")
    return 2 if not reports else 1 if failed else 0


def _wanted(
    every: Mapping[str, tuple[str, ...]], only: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """The benches that were asked for, all if none was named."""
    for name in only:
        if name not in every:
            raise UsageError(f"There is no bench {name!r}", f"Choose from {', '.join(every)}.")
    return {name: words for name, words in every.items() if not only or name in only}


def _undrawable(above: Above, names: Iterable[str]) -> list[str]:
    """Those that draw, where nothing can be drawn; a remark says why."""
    drawing = [name for name in names if name in above.benches]
    if not drawing or above.undrawable is None:
        return []
    reason: str | None = function_of(above.undrawable)()
    if reason is None:
        return []
    remark(f"left out: {', '.join(f'bench {name}' for name in drawing)}; {reason}.")
    return drawing


def _report_of(name: str, command: Sequence[str]) -> Report | None:
    """Run one bench in a process of its own; None if it failed."""
    begun = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    took = f"{time.perf_counter() - begun:.0f} s"
    report = _parsed(done.stdout) if done.returncode == 0 else None
    if report is None:
        remark(f"bench {name} failed after {took}, with exit code {done.returncode}")
    else:
        remark(f"bench {name} took {took}")
    return report


def _parsed(printed: bytes) -> Report | None:
    try:
        return msgspec.json.decode(printed, type=Report)
    except msgspec.MsgspecError:
        return None


def _alone(names: Iterable[str]) -> str:
    return " or ".join(f"'kickstand bench {name}'" for name in names)
