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
from imu.cli.accuracyfigures import accuracy_figures, run_name
from imu.cli.accuracytables import text_of
from imu.cli.benchhistory import new_run, yardstick_ms
from imu.cli.benchreport import HistoryFile, kept, tell
from imu.cli.jobs import exit_code, told_outcomes
from imu.cli.options import SettingsFile
from imu.cli.scores import EVIDENCE
from imu.errors import UsageError
from imu.settings import METRICS_VERSION, Settings, load_settings, settings_hash
from imu.simulator import SIMULATOR_VERSION, STRATA
from imu.version import __version__


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench accuracy --json`` prints, beside the run and its changes.

    `sessions` could be counted; where it is not all of them, the run is not kept. `block` names the
    seeds: thresholds are set on "development", figures come from "report".
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
    history: HistoryFile = None,
) -> int:
    """Count simulated sessions of known truth: live, in review and by a public baseline.

    Strata are kinds of session, each hard in its own way; half of the sessions are armed. A
    thousand sessions take up to half an hour on two cores. Simulated people are no evidence about
    real ones.
    """
    chosen = _strata(stratum)
    settings = load_settings(settings_file) if settings_file else Settings()
    named = {Path(f"{case.stratum} {case.seed}"): case for case in cases(sessions, block, chosen)}
    count = jobs or os.cpu_count() or 1
    work = partial(_score, named=named, settings=settings)
    results = told_outcomes(work, list(named), count)
    scores = [result.value for result in results if result.value is not None]
    if not scores:
        return exit_code(results)
    totals = totals_of(scores)
    report = Report(
        settings_hash=settings_hash(settings),
        block=block,
        sessions=len(scores),
        strata=_shown(totals, block),
    )
    told = None
    if len(scores) == sessions:
        name = run_name(sessions, block, chosen, settings)
        told = kept(new_run(name, accuracy_figures(totals), yardstick_ms()), history)
    tell(report, _text(report), told, as_json=as_json)
    return exit_code(results)


def _text(report: Report) -> str:
    made = (
        f"Made with kickstand {report.version}, simulator {report.simulator_version}, settings"
        f" {report.settings_hash}: kickstand bench accuracy --block {report.block}"
        f" --sessions {report.sessions}"
    )
    return f"{text_of(report.strata, report.block)}\n{made}"


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
