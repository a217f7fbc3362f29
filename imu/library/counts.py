"""How many reps each set of a recording had, told from its derived files without analysing it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from imu.events import RepEvent, UndoEvent
from imu.library.entry import Source
from imu.recording.eventlog import LogEntry, entry_event
from imu.recording.layout import EVENTS_FILE, REPS_FILE

_MOST_ROWS = 2000
"""Rows of ``reps.csv`` that are read: no session has so many, a mistaken file may."""

_MOST_EVENTS = 200_000
"""Lines of ``events.csv`` that are read; a session of an hour has some thousand."""

_MOST_BYTES = 64 << 20
"""Of either file. A longer one is none of ours, and may be a single line."""

_ANNOUNCED = ("rep", "undo")


@dataclass(slots=True)
class Counts:
    """By leg the counted reps of each set, how often each flag was given, and who says so."""

    sets: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    flags: dict[str, int] = field(default_factory=dict[str, int])
    source: Source = ""


def counts_of(folder: Path, sides: Iterable[str]) -> Counts:
    """What ``reps.csv`` says; where there is none, what was counted aloud; else nothing.

    Parameters
    ----------
    folder : the recording.
    sides : the legs that come first.
    """
    try:
        return written_counts(folder, sides)
    except (OSError, ValueError, csv.Error):
        pass
    try:
        return _announced(folder, sides)
    except (OSError, ValueError, csv.Error):
        return Counts()


def written_counts(folder: Path, sides: Iterable[str]) -> Counts:
    """What ``reps.csv`` says.

    Raises
    ------
    OSError, ValueError, csv.Error : there is none, or it is no such file.
    """
    sets: dict[str, dict[str, int]] = {side: {} for side in sides}
    flags = Counter[str]()
    for row in _rows(folder / REPS_FILE, _MOST_ROWS):
        of_leg = sets.setdefault(row.get("side") or "unknown", {})
        number = row.get("set") or ""
        is_counted = (row.get("counted") or "").lower() in ("true", "1")
        of_leg[number] = of_leg.get(number, 0) + is_counted
        flags.update((row.get("flags") or "").split())
    return Counts(_in_order(sets), dict(flags.most_common()), "reps")


def _announced(folder: Path, sides: Iterable[str]) -> Counts:
    """The last number that was said in each set, or that an undo left."""
    sets: dict[str, dict[int, int]] = {side: {} for side in sides}
    was_heard = False
    for row in _rows(folder / EVENTS_FILE, _MOST_EVENTS):
        if row.get("type") not in _ANNOUNCED:
            continue
        event = entry_event(LogEntry(0.0, 0.0, row["type"], "", row.get("value") or ""))
        if isinstance(event, RepEvent | UndoEvent):
            was_heard = True
            sets.setdefault(event.side, {})[event.set_id] = event.count
    return Counts(_in_order(sets), {}, "announced") if was_heard else Counts()


def _rows(path: Path, most: int) -> Iterator[dict[str, str]]:
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:  # a pipe would be waited for
        raise FileNotFoundError(path)
    with path.open(encoding="utf-8", newline="") as file:
        for row, _ in zip(csv.DictReader(file), range(most), strict=False):
            yield row


def _in_order(
    sets: dict[str, dict[str, int]] | dict[str, dict[int, int]],
) -> dict[str, tuple[int, ...]]:
    return {side: tuple(counts.values()) for side, counts in sets.items() if counts}
