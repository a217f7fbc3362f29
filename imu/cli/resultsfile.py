"""A file of results that grows: CSV, Parquet, or JSON lines. Always whole on the disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from imu.cli.resultrows import (
    FIRST_COLUMNS,
    TEXTS,
    TRUTHS,
    WHOLES,
    Row,
    columns_of,
    name_of,
    ticket,
)
from imu.errors import ImuError, UsageError
from imu.exporters.plain import harmless
from imu.recording.atomic import replace_file

_EVERY, _SHARE = 50, 0.1
"""Recordings, and part of all there are, after which the file is written anew: a crash costs no
more than these, and writing never costs much more than it did for half as many."""


class ResultsFile:
    """The rows of many recordings, by their paths.

    Parameters
    ----------
    path : ends in .csv, .parquet or .jsonl. What is in it is kept, and replaced where the same
        recording is put in again.

    Raises
    ------
    UsageError : another ending, no program for Parquet, or a file that is no such table.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        ending = path.suffix.lower()
        if ending not in _KINDS:
            advice = f"Let its name end in {', '.join(_KINDS)}."
            raise UsageError(f"{path} has no ending of a results file", advice)
        self._write, read = _KINDS[ending]
        if ending == ".parquet":
            _pyarrow()
        self._rows: dict[str, list[Row]] = {}
        self._unsaved = 0
        for row in self._read(read):
            self._rows.setdefault(name_of(row), []).append(row)

    @property
    def tickets(self) -> frozenset[str]:
        """Of every result that there is; see `imu.cli.resultrows.ticket`."""
        firsts = (rows[0] for rows in self._rows.values())
        return frozenset(ticket(row) for row in firsts if not row.get("problem"))

    def put(self, rows: Sequence[Row]) -> None:
        """Take the rows of one recording instead of any older ones; written from time to time."""
        self._rows[name_of(rows[0])] = list(rows)
        self._unsaved += 1
        if self._unsaved >= max(_EVERY, _SHARE * len(self._rows)):
            self.save()

    def save(self) -> None:
        """Write the file in one step.

        Raises
        ------
        ImuError : it cannot be written; an older file is untouched.
        """
        rows = [row for path in sorted(self._rows) for row in self._rows[path]]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self.path, self._write(columns_of(rows), rows))
        except OSError as error:
            problem = f"{self.path} cannot be written ({error.strerror or error})"
            raise ImuError(problem, "Free some space, or name another file.") from error
        self._unsaved = 0

    def _read(self, read: Callable[[bytes], list[Row]]) -> list[Row]:
        try:
            rows = read(self.path.read_bytes())
        except FileNotFoundError:
            return []
        except OSError as error:
            problem = f"{self.path} cannot be read ({error.strerror})"
            raise UsageError(problem, "Make it readable for you, or name another file.") from error
        except (ValueError, csv.Error, msgspec.DecodeError) as error:
            raise self._foreign() from error
        if any(not row.get("path") or not row.keys() >= set(FIRST_COLUMNS) for row in rows):
            raise self._foreign()
        return rows

    def _foreign(self) -> UsageError:
        problem = f"{self.path} exists and is no file of results: it is not overwritten"
        return UsageError(problem, "Name another file.")


def typed(column: str, text: str) -> str | float | int | bool | None:
    """The value that a text stands for in a column; None for none."""
    if column in TEXTS:
        return text
    if text == "":
        return None
    if column in TRUTHS:
        return text == "true"
    return int(text) if column in WHOLES else float(text)


def _text(value: object) -> str:
    """The text that a value of JSON or Parquet has in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _to_csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([_cell(name, row.get(name, "")) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _cell(column: str, text: str) -> object:
    """A text as it is written: no spreadsheet takes it for a formula, and numbers stay numbers."""
    return harmless(text) if column in TEXTS or not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _from_csv(data: bytes) -> list[Row]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    if not set(FIRST_COLUMNS) <= set(reader.fieldnames or ()):
        raise ValueError("other columns")
    return [{name: value or "" for name, value in row.items() if name} for row in reader]


def _to_lines(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    plain = [{name: typed(name, row.get(name, "")) for name in columns} for row in rows]
    return b"".join(msgspec.json.encode(row) + b"\n" for row in plain)


def _from_lines(data: bytes) -> list[Row]:
    lines = (msgspec.json.decode(line, type=dict[str, Any]) for line in data.splitlines() if line)
    return [{name: _text(value) for name, value in line.items()} for line in lines]


def _to_parquet(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    arrow, parquet = _pyarrow()
    kinds = {name: arrow.string() for name in TEXTS} | {name: arrow.int64() for name in WHOLES}
    kinds |= {name: arrow.bool_() for name in TRUTHS}
    arrays = [
        arrow.array(
            [typed(name, row.get(name, "")) for row in rows], kinds.get(name, arrow.float64())
        )
        for name in columns
    ]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.table(arrays, names=list(columns)), sink)
    return bytes(sink.getvalue())


def _from_parquet(data: bytes) -> list[Row]:
    arrow, parquet = _pyarrow()
    rows: list[dict[str, object]] = parquet.read_table(arrow.BufferReader(data)).to_pylist()
    return [{name: _text(value) for name, value in row.items()} for row in rows]


def _pyarrow() -> tuple[Any, Any]:
    """The library that knows the format, and its part that does; it has no types.

    Raises
    ------
    UsageError : it is not installed.
    """
    import importlib

    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        advice = "Install it with: pip install 'kickstand-imu[parquet]', or write a .csv file."
        raise UsageError("Parquet files need pyarrow", advice) from error


_Write = Callable[[Sequence[str], Sequence[Row]], bytes]
_Reader = Callable[[bytes], list[Row]]

_KINDS: dict[str, tuple[_Write, _Reader]] = {
    ".csv": (_to_csv, _from_csv),
    ".parquet": (_to_parquet, _from_parquet),
    ".jsonl": (_to_lines, _from_lines),
}
