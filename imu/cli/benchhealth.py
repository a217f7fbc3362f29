"""`kickstand bench health`: how surely a fault of a sensor is named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from imu.accuracy.health_truth import FAULTS, Detection, Fault, detection
from imu.accuracy.suite import BLOCKS, BlockName
from imu.cli.benchhistory import Figure, counted_figure, new_run, yardstick_ms
from imu.cli.benchreport import HistoryFile, kept, tell
from imu.cli.jobs import exit_code, told_outcomes
from imu.cli.scores import EVIDENCE
from imu.cli.tables import table, tally
from imu.simulator import SIMULATOR_VERSION


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench health --json`` prints, beside the run and its changes."""

    schema_version: int = 1
    evidence: str = EVIDENCE["simulated"]
    block: str
    sessions: int
    faults: list[Detection]


def health(
    sessions: Annotated[
        int, typer.Option(metavar="N", min=1, max=10_000, help="Sessions with each fault.")
    ] = 20,
    block: Annotated[BlockName, typer.Option(help="Seeds, as for accuracy.")] = "report",
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes; one a core if not given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Try every fault of a sensor in simulated sessions and see whether it is named.

    What is said of good sensors and is not true stands in the table of accuracy.
    """
    named = {Path(fault.name): fault for fault in FAULTS}
    first = BLOCKS[block]
    work = partial(_try, seeds=range(first, first + sessions))
    results = told_outcomes(work, list(named), jobs or os.cpu_count() or 1)
    faults = [one.value for one in results if one.value is not None]
    if not faults:
        return exit_code(results)
    report = Report(block=block, sessions=sessions, faults=faults)
    told = None
    if len(faults) == len(FAULTS):
        name = f"health of {sessions} {block} sessions, simulator {SIMULATOR_VERSION}"
        told = kept(new_run(name, health_figures(faults), yardstick_ms()), history)
    tell(report, _text(report), told, as_json=as_json)
    return exit_code(results)


def health_figures(faults: Sequence[Detection]) -> list[Figure]:
    """How many were named, and what was said beside. At least one fault, each tried at least once.

    Which fault it is that is named less often stands in the bench's own table.
    """
    sessions = sum(one.sessions for one in faults)
    named = 100.0 * sum(one.named for one in faults) / sessions
    worst = min(100.0 * one.named / one.sessions for one in faults)
    beside = 100.0 * sum(sum(one.beside.values()) for one in faults) / sessions
    return [
        counted_figure("faults named", named, "%", more_is_better=True),
        counted_figure("named, of the worst fault", worst, "%", more_is_better=True),
        counted_figure("said beside, in 100 sessions", beside, "times"),
    ]


def _try(path: Path, seeds: range) -> Detection:
    return detection(_fault(path), seeds)


def _fault(path: Path) -> Fault:
    return next(fault for fault in FAULTS if Path(fault.name) == path)


def _text(report: Report) -> str:
    rows = [
        [one.fault, f"{one.named} of {one.sessions}", tally(one.beside, 40)]
        for one in report.faults
    ]
    lines = [
        f"SIMULATED: live counter, {report.block} seeds",
        "",
        *table(["fault", "named", "said beside"], rows, "<><"),
    ]
    return "\n".join([*lines, "", EVIDENCE["simulated"]])
