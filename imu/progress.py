"""From recordings to what can be said of a person over time: `kickstand trend`, and the window.

Both show this one thing, so that they cannot say two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from imu.analysis import analyze
from imu.asymmetry import LegSession, leg_session
from imu.nextstep import Suggestion, next_step
from imu.recording import read_recording
from imu.recording.layout import SESSION_FILE
from imu.recording.session import read_session
from imu.settings import Settings
from imu.trend import Done, Series, Week, done_of, in_order, series_of, weeks_of
from imu.version import __version__


@dataclass(frozen=True, slots=True)
class Worked:
    """One recording: its legs as they are compared, and what was done."""

    legs: LegSession
    done: Done


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """One person's sessions, as ``trend --json`` prints them.

    Attributes
    ----------
    sessions : in order of time; `shares` of each are what was done of the planned reps, 0 to 1.
    weeks : the same, week by week.
    series : sessions that may be put together, those like the latest first.
    next_step : what is suggested.
    """

    schema_version: int = 1
    version: str = __version__
    person: str | None
    sessions: list[Done]
    shares: list[float | None]
    weeks: tuple[Week, ...]
    series: tuple[Series, ...]
    next_step: Suggestion


def work(path: Path, settings: Settings) -> Worked:
    """Count a recording with hindsight, and take out what a trend and a comparison need of it.

    Raises
    ------
    ImuError : it cannot be read, or its plan cannot be understood.
    """
    recording = read_recording(path)
    session = analyze(recording, settings)
    return Worked(leg_session(session, recording.session), done_of(session, recording.session))


def people(found: Iterable[Worked]) -> dict[str | None, list[Worked]]:
    """The recordings by person; those without one are taken as one person's."""
    by_person: dict[str | None, list[Worked]] = {}
    for one in found:
        by_person.setdefault(one.legs.person, []).append(one)
    return by_person


def trend_of(works: Sequence[Worked]) -> Trend:
    """What can be said of one person.

    Parameters
    ----------
    works : all recordings of the person, at least one, in any order.
    """
    done = in_order([one.done for one in works if not one.legs.is_restrap_check])
    return Trend(
        person=works[0].legs.person,
        sessions=done,
        shares=[one.share for one in done],
        weeks=weeks_of(done),
        series=series_of([one.legs for one in works]),
        next_step=next_step(done),
    )


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a recording is, by its header alone.

    Attributes
    ----------
    path : the recording.
    person : an alias, or None.
    started_s : when it began, s since 1970, or None.
    """

    path: Path
    person: str | None = None
    started_s: float | None = None


def owned(path: Path) -> Owned:
    """Whose a recording is. What has no header is nobody's.

    Raises
    ------
    RecordingError : its header cannot be read.
    """
    file = path / SESSION_FILE
    if not file.exists():
        return Owned(path)
    meta = read_session(file)
    began = meta.started_at
    return Owned(path, meta.person, None if began is None else began.timestamp())
