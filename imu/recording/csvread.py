"""One sample file -> one block of samples, with what is missing in it and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from imu.errors import RecordingError
from imu.recording.layout import (
    ACC_COLUMNS,
    GYR_COLUMNS,
    HOST_TIME,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    SENSOR_TIME,
    SEQ,
    TIME,
)
from imu.recording.table import Table, read_table, require_increasing_time
from imu.recording.timing import detect_gaps, measured_rate_hz
from imu.recording.units import check_units
from imu.samples import Block, Floats, Gap, Ints, Side

_MAX_HOLE_S = 86_400.0
"""s. A longer hole is a damaged number, and would be filled with millions of grid points."""
_MAX_SEQ = 2.0**53
"""Beyond it a double, which the parser makes of every field, skips whole numbers."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What a sample file holds.

    Attributes
    ----------
    block : all samples; a row with a missing value is no sample.
    gaps : see `imu.recording.timing.detect_gaps`.
    rate_hz : the rate as measured, Hz; None for a single sample.
    notes : one sentence each, beginning with the file's name.
    """

    block: Block
    gaps: tuple[Gap, ...]
    rate_hz: float | None
    notes: tuple[str, ...]


def read_samples(path: Path, side: Side) -> Samples:
    """Read a ``*.imu.csv`` or its gzip.

    Raises
    ------
    NoRowsError : it has no complete row.
    UnitError : the numbers cannot be in m/s² and rad/s.
    RecordingError : anything else that keeps it from being read, with the line where there is one.
    """
    table = read_table(path, REQUIRED_COLUMNS, OPTIONAL_COLUMNS)
    rows, notes = _complete_rows(table)
    time_s = table.values[rows, table.names.index(TIME)]
    require_increasing_time(table, time_s, rows)
    _refuse_endless_hole(table, time_s, rows)
    seq, seq_notes = _counter(table, rows)
    block = Block(
        side,
        np.ascontiguousarray(time_s),
        table.columns(ACC_COLUMNS)[rows],
        table.columns(GYR_COLUMNS)[rows],
        seq,
        _optional(table, HOST_TIME, rows),
        _optional(table, SENSOR_TIME, rows),
    )
    check_units(path, block)
    gaps = detect_gaps(block.time_s, seq)
    return Samples(block, gaps, measured_rate_hz(block.time_s), table.notes + notes + seq_notes)


def _complete_rows(table: Table) -> tuple[Ints, tuple[str, ...]]:
    """The rows in which every required value is finite, and a note on the others (R11)."""
    is_finite = np.isfinite(table.columns(REQUIRED_COLUMNS))
    if np.all(is_finite):  # over everything at once: ten times faster than row by row
        return np.arange(len(is_finite)), ()
    finite = np.all(is_finite, axis=1)
    rows = np.flatnonzero(finite)
    lost = len(finite) - len(rows)
    if not len(rows):
        advice = "The sensor sent nothing usable; record again"
        raise RecordingError(table.path, "every row has a missing value", advice)
    first = table.line_of(int(np.argmin(finite)))
    note = f"{table.path.name}: {lost} of {len(finite)} rows have a missing value"
    return rows, (f"{note} (the first in line {first}); they count as lost samples",)


def _refuse_endless_hole(table: Table, time_s: Floats, rows: Ints) -> None:
    steps = np.diff(time_s)
    if not len(steps) or float(np.max(steps)) <= _MAX_HOLE_S:
        return
    index = int(np.argmax(steps)) + 1
    problem = f"time_s leaps from {time_s[index - 1]:.6g} to {time_s[index]:.6g}, more than a day"
    advice = "Mend or delete that line, or cut the file in two there"
    raise RecordingError(table.path, problem, advice, table.line_of(int(rows[index])))


def _counter(table: Table, rows: Ints) -> tuple[Ints | None, tuple[str, ...]]:
    """The counter as whole numbers; a column that is no counter is left out with a note."""
    values = _optional(table, SEQ, rows)
    if values is None:
        return None, ()
    with np.errstate(invalid="ignore"):
        is_counter = np.all((np.abs(values) < _MAX_SEQ) & (values == np.rint(values)))
    if not is_counter:
        return None, (f"{table.path.name}: seq is not a whole number in every row and is not used",)
    return values.astype(np.int64), ()


def _optional(table: Table, name: str, rows: Ints) -> Floats | None:
    column = table.column(name)
    return None if column is None else column[rows]
