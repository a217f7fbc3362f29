"""A table of many files to import: one row for each recording."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from imu.errors import RecordingError, UsageError
from imu.importers.anycsv import parse_columns
from imu.importers.model import Units, Wish
from imu.importers.units import parse_units
from imu.importers.writing import Told
from imu.recording.rawtext import read_bytes
from imu.samples import SIDES, Side

_OWN = ("path", "side", "kind", "units", "columns", "rate_hz", "sensor", "participant", "name")
"""Columns with a meaning. Every other one is kept with the recording, `condition` among them."""
_ENDING = re.compile(r"(?:\.imu)?\.(?:csv|txt|tsv|zip|bin|log)(?:\.gz)?$", re.IGNORECASE)
_UNFIT = re.compile(r"[^\w.+-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One recording of a manifest, as it stands there: nothing is checked yet.

    Attributes
    ----------
    manifest : the file.
    line : its line there, from 1.
    cells : column -> text without spaces round it.
    """

    manifest: Path
    line: int
    cells: Mapping[str, str]

    @property
    def label(self) -> str:
        """What messages call the row."""
        return f"{self.manifest}, line {self.line}"

    def paths(self) -> list[Path]:
        """The row's files: one, or several with ``|`` or ``;`` between, from the manifest's folder.

        Raises
        ------
        RecordingError : none is named.
        """
        text, folder = self.cells.get("path", ""), self.manifest.parent
        with suppress(OSError):  # a name that no file can have
            if text and (folder / text).exists():
                return [folder / text]
        parts = [part.strip() for part in re.split(r"[|;]", text) if part.strip()]
        if not parts:
            raise RecordingError(self.manifest, "names no path", "Fill it in", self.line)
        return [folder / part for part in parts]

    def wish(self) -> Wish:
        """What the row says about its files.

        Raises
        ------
        UsageError : a cell says something that cannot be.
        """
        units, columns = self.cells.get("units"), self.cells.get("columns")
        return Wish(
            side=side_of(self.cells.get("side", "")),
            kind=self.cells.get("kind") or None,
            units=parse_units(units) if units else Units(),
            columns=parse_columns(columns) if columns else {},
            rate_hz=rate_of(self.cells.get("rate_hz", "")),
            sensor=self.cells.get("sensor") or None,
        )

    def told(self) -> Told:
        """Whom the row is about, and its further columns."""
        more = {name: text for name, text in self.cells.items() if name not in _OWN}
        return Told(self.cells.get("participant") or None, more)


def read_manifest(path: Path) -> list[Row]:
    """The rows of a manifest: CSV with commas, semicolons or tabs, and ``path`` among its columns.

    Raises
    ------
    RecordingError : it cannot be read, has no such column or no rows, or a column twice.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordingError(path, "is not UTF-8 text", 'Save it as "CSV UTF-8"') from error
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(text.splitlines(), delimiter=separator, strict=True))
    except csv.Error as error:
        raise RecordingError(path, f"is no table ({error})", "Export it again as CSV") from error
    names = [name.strip() for name in lines[0]] if lines else []
    if "path" not in names:
        raise RecordingError(path, "has no column called path", "Name the columns in its first row")
    if len(set(names)) < len(names):
        raise RecordingError(path, "has two columns of one name", "Rename or delete one")
    rows = [
        Row(path, number, _cells(names, fields))
        for number, fields in enumerate(lines[1:], start=2)
        if any(field.strip() for field in fields)
    ]
    if not rows:
        raise RecordingError(path, "has no rows", "Write one row for each recording")
    return rows


def _cells(names: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    padded = [*fields, *[""] * (len(names) - len(fields))]
    return {name: field.strip() for name, field in zip(names, padded, strict=False) if name}


def folders_for(rows: Sequence[Row]) -> list[str]:
    """A folder's name for each row: what it says, or its first file and side; no name twice."""
    names: list[str] = []
    for row in rows:
        stem = row.cells.get("name") or "_".join(
            part for part in (_stem(row.cells.get("path", "")), row.cells.get("side", "")) if part
        )
        stem = _UNFIT.sub("-", stem).strip(".-") or "recording"
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}_{number}", number + 1
        names.append(name)
    return names


def _stem(text: str) -> str:
    first = re.split(r"[|;]", text)[0].strip().rstrip("/\\")
    name = re.split(r"[/\\]", first)[-1]
    return _ENDING.sub("", name)


def side_of(text: str) -> Side:
    """A side in words; "unknown" for none.

    Raises
    ------
    UsageError : it is none.
    """
    word = text.strip().lower() or "unknown"
    if word not in SIDES:
        raise UsageError(f"{text!r} is no side", "Write left, right or unknown.")
    return word


def rate_of(text: str) -> float | None:
    """A rate in Hz; None for none.

    Raises
    ------
    UsageError : it is no number between 1 and 10,000.
    """
    if not text.strip():
        return None
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 1.0 <= rate <= 10_000.0:
        raise UsageError(f"{text!r} is no rate", "Write samples per second, such as 100.")
    return rate
