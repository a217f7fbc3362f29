"""Workbooks and Parquet files, read again by their own libraries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from imu.errors import ExportError
from imu.exporters import Format, Study, exporter_to
from imu.exporters.rows import rep_rows, table
from imu.exporters.workbook import write_workbook
from tests.exporters.studies import counted


def export(to: Format, folder: Path, *studies: Study) -> list[Path]:
    exporter = exporter_to(to, folder)
    for one in studies:
        exporter.add(one)
    return exporter.finish()


def test_a_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    one = counted("left", "right", columns={"condition": "=1+1"})
    (path,) = export("xlsx", tmp_path / "new", one)
    book = load_workbook(str(path))
    assert book.sheetnames == ["reps", "sets", "sides"]
    assert book["reps"].freeze_panes == "A2"
    head, *rows = [[cell.value for cell in row] for row in book["reps"].iter_rows()]
    assert len(rows) == 8
    for found, wanted in zip(rows, rep_rows(one), strict=True):
        told = {**wanted, "condition": "'=1+1", "flags": wanted["flags"] or None}
        for name, cell in zip(head, found, strict=True):
            value = told[str(name)]
            assert cell == (pytest.approx(value, 1e-14) if isinstance(value, float) else value)
    types = {cell.data_type for row in book["reps"].iter_rows() for cell in row}
    assert "f" not in types


def test_a_cell_holds_what_xml_and_excel_take(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    (path,) = write_workbook(tmp_path, [table("x", [{"a": "bell\x07", "b": "y" * 40_000}])])
    row = list(load_workbook(str(path))["x"].iter_rows())[1]
    assert [str(cell.value)[:5] for cell in row if cell.value] == ["bell ", "yyyyy"]
    assert max(len(str(cell.value)) for cell in row) == 32_767


def test_parquet_tables_have_types(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    one, other = counted(rung="one-leg"), counted(name="tuesday", rung=3, load_kg=8.0)
    files = {path.name: path for path in export("parquet", tmp_path, one, other)}
    found = read_table(str(files["reps.parquet"]))
    types = dict(zip(found.schema.names, map(str, found.schema.types), strict=True))
    assert types["rung"] == types["person"] == types["stance"] == "string"
    assert types["depth_deg"] == types["load_kg"] == types["hinge_share"] == "double"
    assert (types["counted"], types["set"], types["metrics_version"]) == ("bool", "int64", "int64")
    rows = found.to_pylist()
    assert [row["depth_deg"] for row in rows[:4]] == [row["depth_deg"] for row in rep_rows(one)]
    assert [row["rung"] for row in rows] == ["one-leg"] * 4 + ["3"] * 4


def test_parquet_holds_samples_and_signals_to_the_last_bit(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    one = counted("left")
    export("parquet", tmp_path, one)
    samples = read_table(str(tmp_path / "samples" / "monday_left.parquet"))
    columns: dict[str, Any] = samples.to_pydict()
    block = one.recording.streams["left"].block
    assert np.array_equal(columns["time_s"], block.time_s)
    assert np.array_equal(columns["acc_z_m_s2"], block.acc_m_s2[:, 2])
    assert np.array_equal(columns["gyr_y_rad_s"], block.gyr_rad_s[:, 1])
    assert block.seq is not None
    assert columns["seq"] == block.seq.tolist()
    assert samples.schema.metadata is not None
    assert samples.schema.metadata[b"person"] == b"Anna"
    signals: dict[str, Any] = read_table(
        str(tmp_path / "signals" / "monday_left.parquet")
    ).to_pydict()
    assert np.array_equal(signals["tilt_deg"], one.signals["left"].tilt_deg)
    assert set(signals["phase"]) == {"", "top", "eccentric", "bottom", "concentric"}


def test_two_recordings_of_one_name_are_not_mixed(tmp_path: Path) -> None:
    exporter = exporter_to("parquet", tmp_path)
    exporter.add(counted())
    with pytest.raises(ExportError, match=r"monday_right\.parquet exists already"):
        exporter.add(counted())
    rows = (path for path in exporter.finish() if path.name == "sides.parquet")
    from pyarrow.parquet import read_table

    assert read_table(str(next(rows))).num_rows == 1


@pytest.mark.parametrize(("to", "library"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_library_names_the_extra(
    to: Format, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExportError, match=rf"{library} is needed .*kickstand-imu\[{to}\]"):
        exporter_to(to, tmp_path)


@pytest.mark.parametrize(("to", "name"), [("xlsx", "kickstand.xlsx"), ("parquet", "sets.parquet")])
def test_nothing_is_overwritten(to: Format, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        exporter_to(to, tmp_path)
