"""The one door to all formats: studies go in one by one, files come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from imu.exporters.bids import BidsExporter
from imu.exporters.edf import EdfExporter
from imu.exporters.files import require_free_files, require_library
from imu.exporters.parquet import ParquetExporter
from imu.exporters.plain import JSON_FILE, json_of, write_csv, write_json
from imu.exporters.rows import TABLES, Table, Tables
from imu.exporters.study import Study
from imu.exporters.workbook import WORKBOOK_FILE, write_workbook

Format = Literal["csv", "json", "xlsx", "parquet", "edf", "bids"]
"""What ``--to`` takes."""


class Exporter(Protocol):
    """Takes studies one after the other."""

    def add(self, one: Study) -> None:
        """Take a study.

        Raises
        ------
        ExportError : it cannot be written in this format, or at this place.
        """
        ...

    def finish(self) -> list[Path]:
        """Write what is not written yet, and give all files.

        Raises
        ------
        ExportError : it cannot be written.
        """
        ...


class TableExporter:
    """Rows of reps, sets and sides, written when all are there.

    Parameters
    ----------
    names : the files that `write` makes in `folder`.
    """

    def __init__(
        self,
        folder: Path,
        names: tuple[str, ...],
        write: Callable[[Path, Sequence[Table]], list[Path]],
    ) -> None:
        require_free_files(folder, names)
        self._folder = folder
        self._write = write
        self._tables = Tables()

    def add(self, one: Study) -> None:
        """Take the rows of a study."""
        self._tables.add(one)

    def finish(self) -> list[Path]:
        """Write the tables."""
        return self._write(self._folder, self._tables.tables())


class JsonExporter:
    """Results in one JSON document."""

    def __init__(self, folder: Path) -> None:
        require_free_files(folder, (JSON_FILE,))
        self._folder = folder
        self._results: list[dict[str, Any]] = []

    def add(self, one: Study) -> None:
        """Take the result of a study."""
        self._results.append(json_of(one))

    def finish(self) -> list[Path]:
        """Write the document."""
        return write_json(self._folder, self._results)


def _csv(folder: Path) -> Exporter:
    return TableExporter(folder, tuple(f"{name}.csv" for name in TABLES), write_csv)


def _xlsx(folder: Path) -> Exporter:
    require_library("openpyxl", "xlsx")
    return TableExporter(folder, (WORKBOOK_FILE,), write_workbook)


_EXPORTERS: dict[Format, Callable[[Path], Exporter]] = {
    "csv": _csv,
    "json": JsonExporter,
    "xlsx": _xlsx,
    "parquet": ParquetExporter,
    "edf": EdfExporter,
    "bids": BidsExporter,
}


def exporter_to(what: Format, folder: Path) -> Exporter:
    """The exporter of a format into a folder, which is made when something is written.

    Raises
    ------
    ExportError : files are there already, or the library for this format is not installed.
    """
    return _EXPORTERS[what](folder)
