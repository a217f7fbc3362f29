"""Many recordings into one file of results: to be broken off and gone on with at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from imu.analysis import analyze as analyze_recording
from imu.analysis import with_targets
from imu.cli.jobs import Outcome, exit_code, outcomes
from imu.cli.output import remark
from imu.cli.resultrows import Row, problem_row, rows_of, ticket
from imu.cli.resultsfile import ResultsFile
from imu.cli.tables import counted
from imu.errors import ImuError
from imu.recording import Recording, edits_hash, in_force, input_hash, read_recording
from imu.samples import Mode
from imu.settings import METRICS_VERSION, Settings, settings_hash
from imu.version import __version__


@dataclass(frozen=True, slots=True)
class Way:
    """How recordings are to be counted; as for `imu.analyze`."""

    settings: Settings
    mode: Mode
    edits: bool


def run_batch(paths: Sequence[Path], way: Way, output: Path, jobs: int) -> int:
    """Analyse recordings, but for those whose result is in the file already, and write the file.

    A recording that fails, for whatever reason, gets a row that says why. The file is written from
    time to time, and whole when the work is broken off.

    Returns
    -------
    The exit code: 0, 1 if some recordings failed, 2 if all did.
    """
    results = ResultsFile(output)
    work = partial(analyzed, way=way, done=results.tickets)
    ended: list[Outcome[list[Row]]] = []
    try:
        for result in outcomes(work, paths, jobs):
            ended.append(result)
            if result.value is None:
                remark(result.problem)
                results.put([problem_row(result.path.absolute(), result.problem)])
            elif result.value:
                results.put(result.value)
    finally:
        results.save()
        remark(_said(ended, len(paths), output))
    return exit_code(ended)


def analyzed(path: Path, way: Way, done: frozenset[str]) -> list[Row]:
    """The rows of one recording; none where `done` holds its ticket.

    Raises
    ------
    ImuError : it cannot be read, or something unforeseen happened with it.
    """
    try:
        recording = read_recording(path)
        if _ticket(path, recording, way) in done:
            return []
        session = analyze_recording(recording, way.settings, way.mode, edits=way.edits)
        return rows_of(path.absolute(), recording, session)
    except ImuError:
        raise
    except Exception as error:
        problem = f"{path}: this should not have happened ({type(error).__name__}: {error})"
        raise ImuError(problem, "Please report this bug; all other recordings are done.") from error


def _ticket(path: Path, recording: Recording, way: Way) -> str:
    """The ticket that the result would have, without working it out."""
    edits = in_force(recording.edits) if way.edits and way.mode == "review" else ()
    return ticket(
        {
            "path": str(path.absolute()),
            "mode": way.mode,
            "version": __version__,
            "metrics_version": str(METRICS_VERSION),
            "settings_hash": settings_hash(with_targets(way.settings, recording)),
            "input_hash": input_hash(recording),
            "edits_hash": edits_hash(edits),
        }
    )


def _said(ended: Sequence[Outcome[list[Row]]], wanted: int, output: Path) -> str:
    failed = sum(one.value is None for one in ended)
    known = sum(one.value == [] for one in ended)
    parts = [f"{counted(len(ended) - failed - known, 'recording')} analysed"]
    parts += [f"{known} as they were"] if known else []
    parts += [f"{failed} failed"] if failed else []
    parts += [f"{wanted - len(ended)} left to do"] if len(ended) < wanted else []
    return f"{', '.join(parts)}: {output}"
