"""Readings of each channel out of a table, without the rows that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imu.errors import RecordingError
from imu.importers.clocks import find_times
from imu.importers.finding import Place, unit_of
from imu.importers.model import Channel, TextKind, Track, Wish
from imu.importers.sheet import Sheet
from imu.importers.times import increasing, rows_are, spread
from imu.samples import Floats

_MOST_BROKEN = 0.2
"""Share of rows that may be unreadable before a file is another kind of file."""
_LARGEST = 1e7
"""No sensor reads as much in any unit: such a number was damaged. (And nan is not smaller.)"""
_LONGEST_S = 86_400.0
"""s from the middle of a recording. A row further away has a damaged time: a wrong year, or a digit
too many, is a hole of centuries, and whoever goes through it step by step never gets to its end."""
_FEWEST = 10
"""Rows: fewer are no recording, and nothing could be told from them."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """(n,) times, s, (n, k) values, (n,) the file's own count or None."""

    time_s: Floats
    values: Floats
    counter: Floats | None

    def only(self, keep: NDArray[np.bool_]) -> _Rows:
        """Some of the rows."""
        counter = None if self.counter is None else self.counter[keep]
        return _Rows(self.time_s[keep], self.values[keep], counter)


def read_tracks(
    kind: TextKind,
    places: Mapping[Channel, Place],
    wish: Wish,
    zero: float,
    notes: list[str],
) -> dict[Channel, Track]:
    """Readings of every channel; what cannot be used of them is said in `notes`.

    Channels of one table lose the same rows: a row with half of its numbers is no sample, and is
    not filled from its neighbours.

    Parameters
    ----------
    zero : what to take off all times, in the unit of the file.

    Raises
    ------
    RecordingError : a table has too few rows that can be used, or no clock.
    """
    tracks: dict[Channel, Track] = {}
    for sheet in dict.fromkeys(place.sheet.name for place in places.values()):
        here: dict[Channel, Place] = {
            name: place for name, place in places.items() if place.sheet.name == sheet
        }
        tracks.update(_read_sheet(kind, here, wish, zero, notes))
    return tracks


def _read_sheet(
    kind: TextKind, places: Mapping[Channel, Place], wish: Wish, zero: float, notes: list[str]
) -> dict[Channel, Track]:
    sheet = next(iter(places.values())).sheet
    times = find_times(kind, sheet, wish)
    columns = [column for place in places.values() for column in place.columns]
    rows = _Rows(
        times.time_s + (times.first - zero) * times.size,
        sheet.numbers(columns),
        _counter(kind, sheet),
    )
    rows = _usable(sheet, rows, notes)
    tracks: dict[Channel, Track] = {}
    for number, (channel, place) in enumerate(places.items()):
        told, by = unit_of(place)
        values = rows.values[:, 3 * number : 3 * number + 3]
        tracks[channel] = Track(rows.time_s, values, place.names, told, by, rows.counter)
    return tracks


def _usable(sheet: Sheet, rows: _Rows, notes: list[str]) -> _Rows:
    """The rows in order of time, none of them broken or twice.

    Raises
    ------
    RecordingError : too few are left.
    """
    whole = np.isfinite(rows.time_s) & np.all(np.abs(rows.values) < _LARGEST, axis=1)
    _refuse_ruins(sheet, whole)
    _note(notes, sheet, ~whole, "which cannot be read")
    rows = rows.only(whole)
    near = np.abs(rows.time_s - np.median(rows.time_s)) < _LONGEST_S
    _refuse_ruins(sheet, near)
    rows = rows.only(near)
    again = _repeats(rows)
    _note(notes, sheet, again, "the same as the row before")
    rows = rows.only(~again)
    time_s, moved = spread(rows.time_s)
    if moved:
        text = f"{sheet.name}: {rows_are(moved)} at the time of the row before, as of one packet"
        notes.append(f"{text}; spread evenly up to the next one")
    rows = _Rows(time_s, rows.values, rows.counter)
    keep = increasing(time_s)
    _refuse_ruins(sheet, keep)
    _note(notes, sheet, np.append(~near, ~keep), "with a time that does not fit between the others")
    return rows.only(keep)


def _repeats(rows: _Rows) -> NDArray[np.bool_]:
    """(n,) rows that were written twice.

    Rows of one packet have one time, and a still sensor one value: where times repeat with other
    values, too, equal rows are samples of their own.
    """
    same_time = np.append(False, np.diff(rows.time_s) == 0)
    same = same_time & np.append(False, np.all(np.diff(rows.values, axis=0) == 0, axis=1))
    others = int(np.sum(same_time & ~same))
    return same if others < 0.01 * len(same) else np.zeros_like(same)


def _note(notes: list[str], sheet: Sheet, lost: NDArray[np.bool_], what: str) -> None:
    count = int(lost.sum())
    if count:
        notes.append(f"{sheet.name}: {rows_are(count)} left out, {what}")


def _refuse_ruins(sheet: Sheet, usable: NDArray[np.bool_]) -> None:
    count = int(usable.sum())
    if count < _FEWEST:
        problem = f"{sheet.name} has {count} rows that can be read"
        raise RecordingError(sheet.path, problem, f"At least {_FEWEST} are needed; export it again")
    if count < (1.0 - _MOST_BROKEN) * len(usable):
        first = sheet.first_line + int(np.argmax(~usable))
        problem = f"{len(usable) - count} of {len(usable)} rows of {sheet.name} cannot be read"
        advice = f"Look at line {first}, the first of them, and export the file again"
        raise RecordingError(sheet.path, problem, advice)


def _counter(kind: TextKind, sheet: Sheet) -> Floats | None:
    if kind.counter not in sheet.names:
        return None
    return sheet.numbers([sheet.names.index(kind.counter)])[:, 0]
