"""`kickstand bench health`: how surely a fault of a sensor is named."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from imu.accuracy.health_truth import FAULTS, Detection, Fault, detection
from imu.accuracy.suite import BLOCKS, BlockName
from imu.cli.jobs import outcomes
from imu.cli.output import say
from imu.cli.rounding import json_line
from imu.cli.scores import EVIDENCE
from imu.cli.tables import table, tally


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench health --json`` prints."""

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
) -> int:
    """Try every fault of a sensor in simulated sessions and see whether it is named.

    What is said of good sensors and is not true stands in the table of accuracy.
    """
    named = {Path(fault.name): fault for fault in FAULTS}
    first = BLOCKS[block]
    work = partial(_try, seeds=range(first, first + sessions))
    found = outcomes(work, list(named), jobs or os.cpu_count() or 1)
    faults = [one.value for one in found if one.value is not None]
    report = Report(block=block, sessions=sessions, faults=faults)
    say(json_line(report) if as_json else _text(report))
    return 0


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
