"""`kickstand export`: results and samples in other people's formats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.inputs import all_recordings
from imu.cli.jobs import Outcome, outcomes
from imu.cli.options import SettingsFile
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.signalsfile import refuse_to_overwrite, write_signals
from imu.cli.tables import counted
from imu.errors import ImuError, UsageError
from imu.exporters import Aliases, Exporter, Format, Study, exporter_to, study
from imu.settings import Settings, load_settings

EXIT_NOTHING = 2
SIGNALS = "signals"
"""The folder for signals, among the files of an export."""

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", show_default=False, help="Recordings, or folders full of them."),
]
To = Annotated[Format, typer.Option("--to", show_default=False, help="The format.")]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", show_default=False, help="Where the files go."),
]
Live = Annotated[bool, typer.Option("--live", help="What the live counter would say today.")]
Anonymous = Annotated[
    bool, typer.Option("--anonymous", help="Call persons P1, P2 ... instead of by their aliases.")
]
WithSignals = Annotated[
    bool, typer.Option("--signals", help="Also tilt and phase at every instant (csv, parquet).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object about the export.")]


def export(
    paths: Paths,
    *,
    to: To,
    output: Output = None,
    live: Live = False,
    settings_file: SettingsFile = None,
    anonymous: Anonymous = False,
    signals: WithSignals = False,
    as_json: AsJson = False,
) -> int:
    """Write reps, sets or samples of recordings in a format that other programmes read.

    csv, xlsx, json: a row, or an entry, for each rep, set and side. parquet: these, and samples.
    edf, bids: samples, with sets and reps as events. Nothing is overwritten. Ends with exit code 1
    if some recordings could not be exported, and with 2 if none could.
    """
    if output is None:
        raise UsageError("No folder is named to write to", "Name one after -o.")
    if signals and to not in {"csv", "parquet"}:
        problem = f"--signals does not go with --to {to}"
        raise UsageError(problem, "Use --to csv or --to parquet.")
    recordings = all_recordings(paths)
    if signals and to == "csv":
        refuse_to_overwrite(output / SIGNALS, recordings)
    exporter = exporter_to(to, output)
    settings = load_settings(settings_file) if settings_file else Settings()
    mode = "live" if live else "review"
    work = partial(study, settings=settings, mode=mode, with_signals=signals)
    aliases = Aliases() if anonymous else None
    done = 0
    for path, one in _studies(outcomes(work, recordings)):
        done += _take(exporter, path, aliases.of(one) if aliases else one, to, output)
    if not done:
        return EXIT_NOTHING
    _report(exporter.finish(), to, done, as_json=as_json)
    return 0 if done == len(recordings) else 1


def _studies(results: Iterator[Outcome[Study]]) -> Iterator[tuple[Path, Study]]:
    """The recordings that could be read; of the others the reason is said."""
    for result in results:
        if result.value is None:
            remark(result.problem)
        else:
            yield result.path, result.value


def _take(exporter: Exporter, path: Path, one: Study, to: Format, output: Path) -> bool:
    """Hand one study on; whether that could be done."""
    try:
        exporter.add(one)
        if one.signals and to == "csv":
            write_signals(output / SIGNALS, path, one.signals)
    except ImuError as error:
        remark(f"{path}: {error}")
        return False
    return True


def _report(files: list[Path], to: Format, done: int, *, as_json: bool) -> None:
    if as_json:
        names = [str(path) for path in files]
        say(json_line({"schema_version": 1, "to": to, "recordings": done, "files": names}))
        return
    for path in files:
        say(str(path))
    remark(f"exported {counted(done, 'recording')}")
