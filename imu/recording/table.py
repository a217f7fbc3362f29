"""A CSV file of numbers -> one array: fast when it is clean, with line numbers when it is not."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from imu.errors import RecordingError
from imu.recording.carefully import parse_carefully
from imu.recording.header import pick_columns
from imu.recording.rawtext import NoRowsError, read_raw_text
from imu.samples import Floats

_EMPTY = "Nothing was recorded into it; delete it"


@dataclass(frozen=True, slots=True)
class Table:
    """The numeric columns of a CSV file that were asked for.

    Attributes
    ----------
    path : the file.
    names : the columns found, in the order of `values`.
    values : (n, len(names)); a missing value is nan.
    body : the text of the rows, for `line_of`.
    notes : torn ends and ignored columns, one sentence each.
    """

    path: Path
    names: tuple[str, ...]
    values: Floats
    body: bytes
    notes: tuple[str, ...]

    def columns(self, names: Sequence[str]) -> Floats:
        """(n, len(names)) a copy of some columns."""
        return np.ascontiguousarray(self.values[:, [self.names.index(name) for name in names]])

    def column(self, name: str) -> Floats | None:
        """(n,) a copy of one column, or None if the file has it not."""
        if name not in self.names:
            return None
        return np.ascontiguousarray(self.values[:, self.names.index(name)])

    def line_of(self, row: int) -> int:
        """1-based line in the file of a 0-based row. Slow: only for messages."""
        full_lines = (line for line, text in enumerate(self.body.split(b"\n"), start=2) if text)
        return next(islice(full_lines, row, None))


def read_table(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Read a CSV file of numbers.

    Empty lines are skipped; ``nan``, ``inf`` and empty fields are missing values. Other columns
    than the ones named are ignored with a note; they may hold text.

    Raises
    ------
    NoRowsError : there is no complete row.
    RecordingError : not readable, not such a CSV file, or a broken line; names the line.
    """
    text = read_raw_text(path)
    header, _, body = text.data.partition(b"\n")
    if not body.strip(b"\n"):
        raise NoRowsError(path, "has a header but no rows", _EMPTY)
    picked = pick_columns(path, header, required, optional)
    try:
        values = _parse_fast(body, picked.count, picked.indices)
    except ValueError:
        values = parse_carefully(path, body, picked.count, picked.indices)
    return Table(path, picked.names, values, body, text.notes + picked.notes)


def _parse_fast(body: bytes, count: int, indices: tuple[int, ...]) -> Floats:
    """Parse a clean body.

    Raises
    ------
    ValueError : the body is not clean.
    """
    # Columns to skip may hold text. But numpy does not count the fields of a line that it skips
    # some of, and otherwise only compares the lines with each other.
    some = len(indices) < count
    if some and not _same_length_lines(body, count):
        raise ValueError("lines differ in length")
    values = _load(body, indices if some else None)
    if not some and values.shape[1] != count:
        raise ValueError("all lines have another length than the header")
    return values if some else values[:, indices]


def _load(body: bytes, indices: tuple[int, ...] | None) -> Floats:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return np.loadtxt(
                io.BytesIO(body),
                delimiter=",",
                comments=None,
                ndmin=2,
                usecols=indices,
                encoding="latin-1",
            )
        except (Warning, OverflowError) as error:
            raise ValueError(str(error)) from error


def _same_length_lines(body: bytes, count: int) -> bool:
    """Whether every line that is not empty has `count` fields."""
    text = np.frombuffer(body, dtype=np.uint8)
    ends = np.flatnonzero(text == ord("\n"))
    commas_before = np.searchsorted(np.flatnonzero(text == ord(",")), ends)
    commas = np.diff(commas_before, prepend=0)
    is_empty = np.diff(ends, prepend=-1) == 1
    return bool(np.all((commas == count - 1) | is_empty))


def require_increasing_time(table: Table, time_s: Floats, rows: np.ndarray | None = None) -> None:
    """Refuse time that stands still or runs backwards (R9).

    Parameters
    ----------
    time_s : (n,) finite times, s.
    rows : (n,) the row of the table that each stands in; None if all rows are there.

    Raises
    ------
    RecordingError : names the first line that is not later than the one before.
    """
    steps = np.diff(time_s)
    if np.all(steps > 0):
        return
    index = int(np.argmax(~(steps > 0))) + 1
    row, previous = (index, index - 1) if rows is None else (int(rows[index]), int(rows[index - 1]))
    if np.array_equal(table.values[row], table.values[previous], equal_nan=True):
        problem = "repeats the row before"
    elif steps[index - 1] == 0:
        problem = f"has the same time_s as the row before ({time_s[index]:.6f})"
    else:
        problem = f"time_s runs back from {time_s[index - 1]:.6f} to {time_s[index]:.6f}"
    advice = "Delete that line, or sort the rows by time_s"
    raise RecordingError(table.path, problem, advice, table.line_of(row))
