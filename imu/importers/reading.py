"""Foreign text files -> samples: the one way that all kinds of table go."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from imu.errors import RecordingError
from imu.importers.finding import Place, find_places, require_channels
from imu.importers.model import (
    CHANNEL_NAMES,
    Channel,
    FoundUnit,
    Imported,
    Source,
    TextKind,
    TimeColumn,
    Track,
    Wish,
)
from imu.importers.sheet import Sheet
from imu.importers.times import clock_seconds, increasing, seconds, spread, utc
from imu.importers.tracks import Joined, join
from imu.importers.units import (
    ACC_UNITS,
    GYR_UNITS,
    TIME_UNITS,
    find_acc_unit,
    find_gyr_unit,
    unit_in_name,
)
from imu.recording import Sidecar, round_block
from imu.samples import Block, Floats

_MOST_BROKEN = 0.2
"""Share of rows that may be unreadable before a file is another kind of file."""
_FEWEST = 20
"""Rows: fewer are no recording, and nothing could be told from them."""


@dataclass(frozen=True, slots=True)
class _Times:
    """(n,) s for each row, the absolute offset taken off, and the column that told them."""

    time_s: Floats
    first: float
    name: str


def read_text_kind(
    kind: TextKind, sheets: Sequence[Sheet], sources: tuple[Source, ...], wish: Wish
) -> Imported:
    """Read tables of one kind.

    Raises
    ------
    RecordingError : something is missing or broken beyond use.
    UnitError : a unit cannot be told, or contradicts gravity.
    """
    places = find_places(kind, sheets)
    require_channels(kind, places, sheets)
    notes = [note for sheet in sheets for note in sheet.notes]
    zero = _shared_zero(kind, places, wish)
    tracks = {name: _track(kind, place, wish, zero, notes) for name, place in places.items()}
    joined = join(sheets[0].path, tracks, notes)
    acc_unit, gyr_unit, rest, block = _in_si_units(sheets[0], joined, wish)
    start_s = float(block.time_s[0])
    block = round_block(replace(block, time_s=block.time_s - start_s, sensor_time_s=None))
    return Imported(
        kind.name,
        kind.title,
        sources,
        block,
        {name: _taken(places[name]) for name in joined.used},
        acc_unit,
        gyr_unit,
        rest,
        _sidecar(kind, places, wish),
        _started(kind, places, zero, start_s),
        tuple(dict.fromkeys(notes)),
    )


def _in_si_units(
    sheet: Sheet, joined: Joined, wish: Wish
) -> tuple[FoundUnit, FoundUnit, float, Block]:
    acc_unit, rest = find_acc_unit(sheet.path, joined.acc, wish.units.acc)
    acc = joined.acc.values * ACC_UNITS[acc_unit.unit]
    block = Block(wish.side, joined.acc.time_s, acc, joined.gyr.values, joined.seq)
    gyr_unit = find_gyr_unit(sheet.path, joined.gyr, block, wish.units.gyr)
    block = replace(block, gyr_rad_s=joined.gyr.values * GYR_UNITS[gyr_unit.unit])
    return acc_unit, gyr_unit, rest, block


def _shared_zero(kind: TextKind, places: dict[Channel, Place], wish: Wish) -> float:
    """What to take off the times of all tables: the first time of the first of them."""
    return _times(kind, next(iter(places.values())).sheet, wish).first


def _track(kind: TextKind, place: Place, wish: Wish, zero: float, notes: list[str]) -> Track:
    """Readings of one channel; what cannot be used of them is said in `notes`."""
    sheet = place.sheet
    times = _times(kind, sheet, wish)
    time_s = times.time_s + (times.first - zero) * _size(kind, sheet, wish)
    values = sheet.numbers(place.columns)
    counter = _counter(kind, sheet)
    usable = np.isfinite(time_s) & np.all(np.isfinite(values), axis=1)
    _refuse_ruins(sheet, usable)
    _note_rows(notes, sheet, int(np.sum(~usable)), "cannot be read")
    time_s, values = time_s[usable], values[usable]
    counter = None if counter is None else counter[usable]
    again = np.concatenate([[False], (np.diff(time_s) == 0) & np.all(np.diff(values, axis=0) == 0, axis=1)])
    _note_rows(notes, sheet, int(again.sum()), "repeat the row before")
    time_s, values = time_s[~again], values[~again]
    counter = None if counter is None else counter[~again]
    time_s, moved = spread(time_s)
    if moved:
        text = f"{sheet.name}: {moved} rows have the time of the row before, as they came in one"
        notes.append(f"{text} packet; they are spread evenly up to the next one")
    keep = increasing(time_s)
    _note_rows(notes, sheet, int(np.sum(~keep)), "have a time that does not fit between the others")
    told, by = _told(place)
    return Track(
        time_s[keep],
        values[keep],
        place.names,
        told,
        by,
        None if counter is None else counter[keep],
    )
