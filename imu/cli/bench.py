"""`kickstand bench accuracy`: how well the counter does on simulated sessions of known truth."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from imu.accuracy import Case, CaseScore, StratumTotals, cases, score_case, totals_of
from imu.accuracy.suite import MOST_SESSIONS, SESSIONS
from imu.cli.accuracytables import text_of
from imu.cli.jobs import outcomes
from imu.cli.options import SettingsFile
from imu.cli.output import say
from imu.cli.rounding import json_line
from imu.cli.scores import EVIDENCE
from imu.errors import UsageError
from imu.settings import METRICS_VERSION, Settings, load_settings, settings_hash
from imu.simulator import SIMULATOR_VERSION, STRATA
from imu.version import __version__


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench accuracy --json`` prints.

    `block` names the seeds: thresholds are set on "development", figures come from "report".
    """

    schema_version: int = 1
    version: str = __version__
    metrics_version: int = METRICS_VERSION
    simulator_version: int = SIMULATOR_VERSION
    settings_hash: str
    evidence: str = EVIDENCE["simulated"]
    block: str
    sessions: int
    strata: list[StratumTotals]


def accuracy(
    sessions: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=MOST_SESSIONS, help="Sessions, the strata in turns."),
    ] = SESSIONS,
    block: Annotated[
        Literal["development", "report"],
        typer.Option(help="Seeds to set thresholds on, or seeds that nobody looks at."),
    ] = "report",
    stratum: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this one; may be repeated.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes; one a core if not given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    settings_file: SettingsFile = None,
) -> int:
    """Count simulated sessions of known truth: live, in review and by a public baseline.

    Strata are kinds of session, each hard in its own way; half of the sessions are armed. A
    thousand sessions take up to half an hour on two cores. Simulated people are no evidence about real
    ones.
    """
    chosen = _strata(stratum)
    settings = load_settings(settings_file) if settings_file else Settings()
    named = {Path(f"{case.stratum} {case.seed}"): case for case in cases(sessions, block, chosen)}
    count = jobs or os.cpu_count() or 1
    work = partial(_score, named=named, settings=settings)
    scores = [result.value for result in outcomes(work, list(named), count)]
    report = Report(
        settings_hash=settings_hash(settings),
        block=block,
        sessions=sessions,
        strata=_shown(totals_of([score for score in scores if score is not None]), block),
    )
    say(json_line(report) if as_json else text_of(report.strata, block))
    if not as_json:
        say(
            f"Made with kickstand {__version__}, simulator {SIMULATOR_VERSION}, settings"
            f" {report.settings_hash}: kickstand bench accuracy --block {block}"
            f" --sessions {sessions}"
        )
    return 0


def _score(path: Path, named: dict[Path, Case], settings: Settings) -> CaseScore:
    return score_case(named[path], settings)


def _strata(wanted: Sequence[str] | None) -> tuple[str, ...]:
    for name in wanted or ():
        if name not in STRATA:
            raise UsageError(f"There is no stratum {name!r}", f"Choose from {', '.join(STRATA)}.")
    return tuple(wanted) if wanted else STRATA


def _shown(strata: list[StratumTotals], block: str) -> list[StratumTotals]:
    """Which sessions went wrong is told for the development seeds alone, which may be looked at."""
    if block == "development":
        return strata
    return [msgspec.structs.replace(one, wrong=()) for one in strata]
