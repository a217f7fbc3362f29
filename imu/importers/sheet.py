"""A foreign table: where its columns begin, how it separates them, and its numbers.

Exports differ in what stands above the column names, in separators and in decimal signs. What is
broken in single lines costs these lines, not the file: they are left out, counted and said.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from imu.errors import RecordingError
from imu.importers.sources import Piece
from imu.recording.carefully import NUMBER
from imu.recording.rawtext import clean_text
from imu.samples import Floats

_SEPARATORS = ("\t", ";", ",")
_HEAD_LINES = 60
"""So many lines at most may stand above the column names."""
_TRIED_ROWS = 3
"""So many rows are looked at below a line that may be column names: the first may be broken."""
_FEWEST = 4
"""Columns: a time and three axes."""
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+(?:[eE][+-]?\d+)?")
_WIDE = re.compile(r" {2,}|\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of one file.

    Attributes
    ----------
    path, name : the file, and the table's own name.
    head : the lines above the rows, the column names the last of them.
    names : the columns.
    separator : between two fields.
    body : the rows, with decimal points; each ends in LF.
    first_line : number of the first row's line in the file, from 1.
    notes : what was left out when it was opened.
    """

    path: Path
    name: str
    head: tuple[str, ...]
    names: tuple[str, ...]
    separator: str
    body: bytes
    first_line: int
    notes: tuple[str, ...] = ()

    def facts(self) -> dict[str, str]:
        """What the lines above the column names say: "key:,value" or "key: value"."""
        found: dict[str, str] = {}
        for line in self.head[:-1]:
            key, colon, value = line.partition(":")
            if colon:
                found[key.strip()] = value.strip(f" {self.separator}")
        return found

    def texts(self, index: int) -> list[str]:
        """One column as text; "" where a line has no such field."""
        fields = (line.split(self.separator) for line in self._lines())
        return [row[index].strip(' "') if index < len(row) else "" for row in fields]

    def only(self, index: int, text: str) -> Sheet:
        """The rows that say `text` in one column."""
        pairs = zip(self._lines(), self.texts(index), strict=True)
        kept = [line for line, found in pairs if found == text]
        return replace(self, body="".join(f"{line}\n" for line in kept).encode())

    def numbers(self, indices: Sequence[int]) -> Floats:
        """(n, len(indices)) some columns as numbers; nan for what is none.

        A line with more or fewer fields than the others is nan throughout: nobody knows which of
        its fields is which.
        """
        try:
            return self._quickly(indices)
        except ValueError:
            return self._one_by_one(indices)

    def _lines(self) -> list[str]:
        return [line for line in self.body.decode("utf-8", "replace").split("\n") if line.strip()]

    def _quickly(self, indices: Sequence[int]) -> Floats:
        text = np.frombuffer(self.body, dtype=np.uint8)
        ends = np.flatnonzero(text == ord("\n"))
        places = np.flatnonzero(text == ord(self.separator))
        counts = np.diff(np.searchsorted(places, ends), prepend=0)
        if len(counts) == 0 or np.any(counts != counts[0]) or b'"' in self.body:
            raise ValueError("lines differ")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                return np.loadtxt(
                    io.BytesIO(self.body),
                    delimiter=self.separator,
                    comments=None,
                    ndmin=2,
                    usecols=list(indices),
                    encoding="latin-1",
                )
            except (Warning, OverflowError) as error:
                raise ValueError(str(error)) from error

    def _one_by_one(self, indices: Sequence[int]) -> Floats:
        rows = [line.split(self.separator) for line in self._lines()]
        lengths = np.array([len(row) for row in rows])
        # Of two lengths that are as frequent the longer one: broken lines are short.
        usual = len(rows) and int(lengths.max() - np.bincount(lengths)[::-1].argmax())
        values = np.full((len(rows), len(indices)), np.nan)
        for number, row in enumerate(rows):
            if len(row) == usual:
                for place, index in enumerate(indices):
                    values[number, place] = _number(row[index]) if index < usual else np.nan
        return values


def _number(field: str) -> float:
    field = field.strip(' "\r')
    return float(field) if NUMBER.fullmatch(field.encode()) else float("nan")


def open_sheet(piece: Piece) -> Sheet:
    """Find the column names and the rows of a table.

    Raises
    ------
    RecordingError : it is no text, has no line that could be column names, or no rows.
    """
    text = clean_text(piece.path, piece.data)
    lines = text.data.split(b"\n")
    for number in range(min(_HEAD_LINES, len(lines) - 1)):
        following = (line for line in islice(lines, number + 1, None) if line.strip())
        for row in islice(following, _TRIED_ROWS):
            found = _columns(_shown(lines[number]), _shown(row))
            if found is not None:
                return _sheet(piece, lines, number, found, text.notes)
    advice = "Export it as CSV with the names of the columns in the first row"
    raise RecordingError(piece.path, f"{piece.name} has no columns with names and numbers", advice)


def _sheet(
    piece: Piece,
    lines: list[bytes],
    number: int,
    found: tuple[str, tuple[str, ...], bool],
    notes: tuple[str, ...],
) -> Sheet:
    separator, names, has_commas = found
    rows = [line for line in lines[number + 1 :] if line.strip()]
    body = b"\n".join(rows) + b"\n"
    if separator == "  ":
        separator, body = "\t", re.sub(rb" {2,}|\t", b"\t", body)
    head = tuple(_shown(line) for line in lines[: number + 1])
    body = body.replace(b",", b".") if has_commas else body
    return Sheet(piece.path, piece.name, head, names, separator, body, number + 2, notes)


def _shown(line: bytes) -> str:
    return line.decode("utf-8", "replace")


def _columns(line: str, following: str) -> tuple[str, tuple[str, ...], bool] | None:
    """Separator, column names and whether decimals have commas, if `line` has column names."""
    for separator in (*_SEPARATORS, "  "):
        names, fields = _fields(line, separator), _fields(following, separator)
        if len(names) < _FEWEST or len(fields) < _FEWEST or len(fields) - len(names) not in {0, 1}:
            continue
        has_commas = separator != "," and any(_DECIMAL_COMMA.fullmatch(f) for f in fields)
        plain = [f.replace(",", ".") for f in fields] if has_commas else fields
        words = sum(bool(name) and not _is_number(name) for name in names)
        if words >= _FEWEST and sum(map(_is_number, plain)) >= _FEWEST - 1:
            return separator, names, has_commas
    return None


def _fields(line: str, separator: str) -> tuple[str, ...]:
    if separator == "  ":
        return tuple(field.strip() for field in _WIDE.split(line.strip()))
    try:
        return tuple(f.strip() for row in csv.reader([line], delimiter=separator) for f in row)
    except csv.Error:
        return ()


def _is_number(field: str) -> bool:
    return NUMBER.fullmatch(field.encode()) is not None
