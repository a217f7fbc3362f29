"""`kickstand analyze`: count and measure what is in recordings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from imu.analysis import analyze as analyze_recording
from imu.analysis import analyze_with_signals
from imu.cli.batch import Way, run_batch
from imu.cli.inputs import all_recordings
from imu.cli.jobs import Outcome, exit_code, outcomes
from imu.cli.options import Jobs, SettingsFile
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.signalsfile import refuse_to_overwrite, write_signals
from imu.cli.summary import legend_of, summary_of
from imu.errors import UsageError
from imu.feed import counted_streams
from imu.recording import read_recording
from imu.samples import Edited, Mode, Session
from imu.settings import Settings, load_settings

Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        show_default=False,
        help="Write a row for each rep into a .csv, .parquet or .jsonl file instead. What is in it"
        " already is not worked out again.",
    ),
]
SignalsFolder = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Also write tilt and phase at every instant into CSV files."),
]


def analyze(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="A recording, a single CSV file of samples, or a folder full of recordings.",
        ),
    ],
    live: Annotated[
        bool, typer.Option("--live", help="Say what the live counter would say today.")
    ] = False,
    unedited: Annotated[
        bool, typer.Option("--unedited", help="Leave out the corrections of 'kickstand edit'.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each recording.")
    ] = False,
    jobs: Jobs = 1,
    settings_file: SettingsFile = None,
    output: Output = None,
    signals: SignalsFolder = None,
) -> int:
    """Count the reps in recordings, and say how deep, how slow and how steady they were.

    With --output the work can be broken off: the same command goes on with it. A recording that
    fails gets a row that says why. Ends with exit code 1 if some recordings could not be read, and
    with 2 if none could.
    """
    recordings = all_recordings(paths)
    settings = load_settings(settings_file) if settings_file else Settings()
    mode: Mode = "live" if live else "review"
    if output is not None:
        if as_json or signals is not None:
            problem = "--output goes neither with --json nor with --signals"
            raise UsageError(problem, "Leave one of them away.")
        return run_batch(recordings, Way(settings, mode, not unedited), output, jobs)
    if signals is not None:
        refuse_to_overwrite(signals, recordings)
    work = partial(study, settings=settings, mode=mode, signals_folder=signals, edits=not unedited)
    results: list[Outcome[Study]] = []
    for result in outcomes(work, recordings, jobs):
        _report(result, as_json=as_json, first=not results)
        results.append(result)
    legend = legend_of(result.value.session for result in results if result.value)
    if legend and not as_json:
        say(f"\n{legend}")
    return exit_code(results)


@dataclass(frozen=True, slots=True)
class Study:
    """One analysed recording: its session, and what was odd about it, one sentence each."""

    session: Session
    notes: tuple[str, ...]


def study(
    path: Path,
    settings: Settings,
    mode: Mode,
    signals_folder: Path | None = None,
    *,
    edits: bool = True,
) -> Study:
    """Analyse one recording, and write its signals if `signals_folder` is given.

    Raises
    ------
    ImuError : the recording cannot be read, or a file cannot be written.
    """
    recording = read_recording(path)
    if signals_folder is None:
        session = analyze_recording(recording, settings, mode, edits=edits)
        return Study(session, (*recording.notes, *_idle_edits(session)))
    session, signals = analyze_with_signals(recording, settings, mode, edits=edits)
    write_signals(signals_folder, path, signals)
    without = tuple(
        f"no signals for side {side}: no hinge axis was found"
        for side in counted_streams(recording)
        if side not in signals
    )
    return Study(session, (*recording.notes, *without, *_idle_edits(session)))


def _idle_edits(session: Session) -> tuple[str, ...]:
    """Sentences on edits that found nothing to change."""
    return session.edits.without_effect if isinstance(session.edits, Edited) else ()


def _report(result: Outcome[Study], *, as_json: bool, first: bool) -> None:
    if result.value is None:
        remark(result.problem)
    elif as_json:
        say(json_line(result.value.session))
        for note in result.value.notes:
            remark(f"{result.path}: {note}")
    else:
        summary = summary_of(result.value.session, result.value.notes)
        say(summary if first else f"\n{summary}")
