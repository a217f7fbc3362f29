"""Tables, samples and signals as Parquet files, for pandas, Polars, R and PlotJuggler."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from imu.exporters.files import require_free_files, require_library, write_new
from imu.exporters.rows import TABLES, Cell, Table, Tables
from imu.exporters.study import Study
from imu.recording.layout import ACC_COLUMNS, GYR_COLUMNS, SEQ, TIME
from imu.samples import Block, Side
from imu.signals import Signals

if TYPE_CHECKING:
    import pyarrow as pa

_TEXT = frozenset(
    {"recording", "person", "started_at", "exercise", "rung", "stance", "load", "hand_support"}
    | {"strap_site", "side", "flags", "stopped", "health"}
)
"""Columns of text even where every cell is empty."""
_UNFIT = re.compile(r"[^\w.+-]+")


class ParquetExporter:
    """``reps``, ``sets`` and ``sides``; the samples of each sensor, and signals where there are.

    Raises
    ------
    ExportError : files are there already, or the library is not installed.
    """

    def __init__(self, folder: Path) -> None:
        require_library("pyarrow", "parquet")
        require_free_files(folder, tuple(f"{name}.parquet" for name in TABLES))
        self._folder = folder
        self._tables = Tables()
        self._files: list[Path] = []

    def add(self, one: Study) -> None:
        """Write the samples and signals of a study, and take its rows.

        Raises
        ------
        ExportError : a recording of that name was exported already, or the disk refuses.
        """
        for side, stream in one.recording.streams.items():
            self._write("samples", one, side, _samples(stream.block))
        for side, signals in one.signals.items():
            self._write("signals", one, side, _signals(signals))
        self._tables.add(one)

    def finish(self) -> list[Path]:
        """Write the tables."""
        tables = [
            write_new(self._folder / f"{one.name}.parquet", _bytes(_columns(one)))
            for one in self._tables.tables()
        ]
        return [*tables, *self._files]

    def _write(self, kind: str, one: Study, side: Side, data: pa.Table) -> None:
        told = {
            "recording": one.session.recording,
            "person": one.person or "",
            "side": side,
            "version": one.session.version,
            "input_hash": one.session.input_hash,
        }
        stem = _UNFIT.sub("-", one.session.recording)
        path = self._folder / kind / f"{stem}_{side}.parquet"
        self._files.append(write_new(path, _bytes(data.replace_schema_metadata(told))))


def _bytes(data: pa.Table) -> bytes:
    from pyarrow.parquet import write_table

    out = io.BytesIO()
    write_table(data, out, compression="zstd")
    return out.getvalue()


def _samples(block: Block) -> pa.Table:
    import pyarrow as pa

    columns = {TIME: pa.array(block.time_s)}
    columns |= {n: pa.array(block.acc_m_s2[:, k]) for k, n in enumerate(ACC_COLUMNS)}
    columns |= {n: pa.array(block.gyr_rad_s[:, k]) for k, n in enumerate(GYR_COLUMNS)}
    if block.seq is not None:
        columns[SEQ] = pa.array(block.seq)
    return pa.table(columns)


def _signals(signals: Signals) -> pa.Table:
    import pyarrow as pa

    names = ("time_s", "tilt_deg", "frontal_deg", "transverse_deg")
    columns = {name: pa.array(np.asarray(getattr(signals, name))) for name in names}
    columns["phase"] = pa.array(signals.phase.tolist())
    return pa.table(columns)


def _columns(one: Table) -> pa.Table:
    import pyarrow as pa

    columns = {name: [row.get(name) for row in one.rows] for name in one.names}
    return pa.table({name: _column(name, cells) for name, cells in columns.items()})


def _column(name: str, cells: Sequence[Cell]) -> pa.Array:
    """Cells as one type: text where any is text, numbers where all are, whole where all are."""
    import pyarrow as pa

    there = {type(cell) for cell in cells if cell is not None}
    if str in there or (not there and name in _TEXT):
        return pa.array([None if c is None else str(c) for c in cells], pa.string())
    if there == {bool}:
        return pa.array(cells, pa.bool_())
    if there == {int}:
        return pa.array(cells, pa.int64())
    return pa.array([None if c is None else float(c) for c in cells], pa.float64())
