"""Which column of a foreign table is its clock, in which unit, and when the clock says it began."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import numpy as np

from imu.errors import RecordingError
from imu.importers.model import TextKind, TimeColumn, Wish
from imu.importers.sheet import Sheet
from imu.importers.times import clock_seconds, seconds, utc
from imu.importers.units import TIME_UNITS, unit_in_name
from imu.samples import Floats

_ENOUGH = 0.5
"""Share of the rows that must have a time: below, another column is the clock."""
_SLOWEST_S, _FASTEST_S = 0.21, 0.0009
"""s between two samples: what a unit must make of the steps of a column to be believed."""
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[ _T](\d\d):(\d\d):(\d\d)[._](\d{3})"
    r"\s*(?:GMT|UTC)?\s*([+-]\d{1,2}):?(\d\d)?"
)


@dataclass(frozen=True, slots=True)
class Times:
    """The times of the rows of a table.

    Attributes
    ----------
    time_s : (n,) s since the first time; nan where a row has none.
    first : that first time, in the unit of the file.
    size : s in one unit of the file.
    name : the column, and how its unit was told, in words.
    """

    time_s: Floats
    first: float
    size: float
    name: str


def find_times(kind: TextKind, sheet: Sheet, wish: Wish) -> Times:
    """The times of a table's rows: of its best clock, or by the rate that a person names.

    Raises
    ------
    RecordingError : there is neither.
    """
    for column in kind.times:
        for index, name in enumerate(sheet.names):
            if re.fullmatch(column.pattern, name, re.IGNORECASE):
                found = _read(sheet, column, index, wish)
                if found is not None:
                    return found
    if wish.rate_hz is not None:
        count = len(sheet.numbers([0]))
        name = f"none; counted at {wish.rate_hz:g} Hz"
        return Times(np.arange(count) / wish.rate_hz, 0.0, 1.0, name)
    problem = f"{sheet.name} has no column of times that can be used"
    raise RecordingError(sheet.path, problem, "Say how fast it was recorded: --rate HZ")


def _read(sheet: Sheet, column: TimeColumn, index: int, wish: Wish) -> Times | None:
    name = sheet.names[index]
    if column.unit == "clock":
        time_s, first = clock_seconds(sheet.texts(index))
        return Times(time_s, first, 1.0, name) if _runs(time_s) else None
    values = sheet.numbers([index])[:, 0]
    if not _runs(values):
        return None
    unit, why = _unit(column, name, values, wish)
    if not unit:
        problem = f"nothing tells in which unit {name!r} counts"
        raise RecordingError(sheet.path, problem, "Say it: --units s, ms, us or ns")
    first = float(values[np.argmax(np.isfinite(values))])
    time_s = seconds(values, unit, column.wrap_s)
    return Times(time_s, first, TIME_UNITS[unit], f"{name} in {unit} ({why})")


def _runs(time_s: Floats) -> bool:
    finite = time_s[np.isfinite(time_s)]
    return len(finite) > 1 and len(finite) >= _ENOUGH * len(time_s) and bool(np.ptp(finite) > 0)


def _unit(column: TimeColumn, name: str, values: Floats, wish: Wish) -> tuple[str, str]:
    """The unit of a column of times and how it was told; "" where nothing tells it."""
    if wish.units.time:
        return wish.units.time, "as wished"
    if column.unit:
        return column.unit, "as this kind has it"
    named = unit_in_name(name)
    if named in TIME_UNITS:
        return named, "by its name"
    finite = values[np.isfinite(values)]
    # Rows of one packet have one time, so the usual step between two rows is the mean one.
    usual = float(np.median(np.diff(finite))) or float(np.mean(np.diff(finite)))
    fits = [u for u, size in TIME_UNITS.items() if _FASTEST_S < usual * size < _SLOWEST_S]
    return (fits[0], f"its steps are {usual:.4g}") if fits else ("", "")


def shared_zero(kind: TextKind, sheet: Sheet, wish: Wish) -> float:
    """What to take off the times of all tables, in the unit of the file: the first of this one."""
    return find_times(kind, sheet, wish).first


def started_at(kind: TextKind, sheet: Sheet, wish: Wish, start_s: float) -> datetime | None:
    """UTC of the first sample, where the files tell it.

    Parameters
    ----------
    sheet : the table whose first time was taken off the times of all.
    start_s : the first sample's time after that, s.
    """
    if kind.started_fact:
        return _moment(sheet.facts().get(kind.started_fact, ""))
    if kind.epoch is None:
        return None
    pattern = re.compile(kind.epoch.pattern, re.IGNORECASE)
    index = next((k for k, name in enumerate(sheet.names) if pattern.fullmatch(name)), None)
    if index is None:
        return None
    epoch = sheet.numbers([index])[:, 0]
    times = find_times(kind, sheet, wish)
    both = np.isfinite(epoch) & np.isfinite(times.time_s)
    if not both.any():
        return None
    row = int(np.argmax(both))
    moment_s = float(epoch[row]) * TIME_UNITS[kind.epoch.unit]
    return utc(moment_s - float(times.time_s[row]) + start_s)


def _moment(text: str) -> datetime | None:
    """A moment with its zone, as the vendor's app writes it; None for anything else."""
    match = _MOMENT.search(text)
    if match is None:
        return None
    *parts, hours, minutes = match.groups()
    zone = timedelta(hours=int(hours), minutes=int(f"{hours[0]}{minutes or 0}"))
    year, month, day, hour, minute, second, ms = map(int, parts)
    try:
        moment = datetime(year, month, day, hour, minute, second, ms * 1000, tzinfo=timezone(zone))
    except ValueError:
        return None
    return moment.astimezone(UTC)
