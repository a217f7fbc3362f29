"""What was recorded lately, told from a folder in moments: for whoever begins with it.

Only what is shown is read, so that a thousand recordings cost no more than six.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from imu.errors import RecordingError
from imu.library.counts import written_counts
from imu.library.span import longest_s
from imu.recording.layout import SESSION_FILE
from imu.recording.recover import is_unfinished
from imu.recording.session import read_session

SHOWN = 6
"""Recordings that are told of: what fits below three large buttons."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One recording.

    Attributes
    ----------
    path : its folder.
    started_at : when it began, or None.
    rung : the step of the ladder, or "".
    counts : by leg, counted reps of each set; empty where they were not written down.
    is_unfinished : whether it was never closed, a crash, a flat battery, and does not run still.
    """

    path: Path
    started_at: datetime | None
    rung: str
    counts: dict[str, tuple[int, ...]]
    is_unfinished: bool


def recent(folder: Path, shown: int = SHOWN) -> tuple[Recent, ...]:
    """The latest recordings of a folder, the latest first. What cannot be read is passed over."""
    found = (_recent(path) for path in _folders(folder))
    known = (one for one in found if one is not None)
    return tuple(one for one, _ in zip(known, range(shown), strict=False))


def _folders(folder: Path) -> Iterator[Path]:
    """Folders by name, the last first: their names begin with the date."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name for entry in entries if entry.is_dir()), reverse=True)
    except OSError:
        return
    yield from (folder / name for name in names)


def _recent(path: Path) -> Recent | None:
    try:
        meta = read_session(path / SESSION_FILE)
    except (RecordingError, OSError):
        return None
    rung = meta.rung if isinstance(meta.rung, str) else ""
    is_left = not meta.complete and is_unfinished(path / SESSION_FILE) and _has_samples(path)
    try:
        counts = written_counts(path, meta.sides).sets
    except (OSError, ValueError, csv.Error):
        counts = {}
    return Recent(path, meta.started_at, rung, counts, is_left)


def _has_samples(path: Path) -> bool:
    try:
        return longest_s(path) is not None
    except OSError:
        return False
