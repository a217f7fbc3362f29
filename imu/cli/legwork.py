"""Recordings, counted, for the commands that put several of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from imu.analysis import analyze as analyze_recording
from imu.asymmetry import LegSession, leg_session
from imu.cli.inputs import all_recordings
from imu.cli.jobs import Outcome, told_outcomes
from imu.recording import read_recording
from imu.settings import Settings
from imu.trend import Done, done_of


@dataclass(frozen=True, slots=True)
class Worked:
    """One recording: its legs as they are compared, and what was done."""

    legs: LegSession
    done: Done


def worked(
    paths: Sequence[Path], settings: Settings, jobs: int
) -> tuple[list[Worked], list[Outcome[Worked]]]:
    """Count every recording that the paths mean, with hindsight.

    What cannot be read is said at once.

    Returns
    -------
    The recordings that could be counted, and what became of each.
    """
    results = told_outcomes(partial(_work, settings=settings), all_recordings(paths), jobs)
    return [one.value for one in results if one.value is not None], results


def people(found: Sequence[Worked]) -> dict[str | None, list[Worked]]:
    """The recordings by person; those without one are taken as one person's."""
    by_person: dict[str | None, list[Worked]] = {}
    for one in found:
        by_person.setdefault(one.legs.person, []).append(one)
    return by_person


def _work(path: Path, settings: Settings) -> Worked:
    recording = read_recording(path)
    session = analyze_recording(recording, settings)
    return Worked(leg_session(session, recording.session), done_of(session, recording.session))
