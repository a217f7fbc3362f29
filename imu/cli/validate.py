"""`kickstand validate`: how good the counter is on recordings whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from imu.cli.inputs import looks_like_recording, recordings_in
from imu.cli.jobs import Outcome, exit_code, outcomes
from imu.cli.options import Jobs, SettingsFile
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.scores import EVIDENCE, text_of
from imu.errors import UsageError
from imu.settings import Settings, load_settings, settings_hash
from imu.validation import GroupTotals, Origin, RecordingScore, score_recording, totals_of
from imu.version import __version__


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A recording that could not be scored, and why."""

    path: str
    problem: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``validate --json`` prints.

    `evidence` says for each origin that occurs what its figures are evidence for.
    """

    schema_version: int = 1
    version: str = __version__
    settings_hash: str
    evidence: dict[Origin, str]
    totals: list[GroupTotals]
    recordings: list[RecordingScore]
    failed: list[Failure]


def validate(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", show_default=False, help="A folder full of recordings, or one recording."
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as one JSON object.")
    ] = False,
    jobs: Jobs = 1,
    settings_file: SettingsFile = None,
) -> int:
    """Score live counter, review and a public baseline against recordings whose truth is known.

    Truth is labels.json (where the reps are) and truth.csv (orientation of a reference system).
    Ends with exit code 1 if some recordings could not be read, and with 2 if none could.
    """
    settings = load_settings(settings_file) if settings_file else Settings()
    recordings = _to_validate(folder)
    results: list[Outcome[RecordingScore]] = []
    for result in outcomes(partial(score_recording, settings=settings), recordings, jobs):
        if result.value is None:
            remark(result.problem)
        results.append(result)
    report = _report(results, settings)
    if as_json:
        say(json_line(report))
    elif report.recordings:
        say(text_of(report.recordings, report.totals))
        say(f"Made with kickstand {__version__}, settings {report.settings_hash}.")
    return exit_code(results)


def _to_validate(folder: Path) -> list[Path]:
    recordings = recordings_in(folder)
    if recordings == [folder] and folder.is_dir() and not looks_like_recording(folder):
        advice = "A recording is a folder with session.json and left.imu.csv or right.imu.csv."
        raise UsageError(f"{folder}: holds no recording, so there is nothing to validate", advice)
    return recordings


def _report(results: Sequence[Outcome[RecordingScore]], settings: Settings) -> Report:
    scores = [result.value for result in results if result.value is not None]
    totals = totals_of(scores)
    return Report(
        settings_hash=settings_hash(settings),
        evidence={group.origin: EVIDENCE[group.origin] for group in totals},
        totals=totals,
        recordings=scores,
        failed=[
            Failure(path=str(result.path), problem=result.problem)
            for result in results
            if result.value is None
        ],
    )
