"""CSV that spreadsheets and pandas read, and JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.errors import ExportError
from imu.exporters import exporter_to
from imu.exporters.plain import csv_text, harmless
from imu.exporters.rows import Cell, table
from tests.exporters.studies import counted


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_to_the_last_digit(value: float) -> None:
    (row,) = cells(csv_text(table("x", [{"a": value}])))
    assert float(row["a"]) == value


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (True, "true"), (False, "false"), (-3, "-3"), (-0.5, "-0.5")]
)
def test_what_is_no_text_is_written_as_it_is(cell: Cell, text: str) -> None:
    (row,) = cells(csv_text(table("x", [{"a": cell, "b": 1}])))
    assert row["a"] == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(start: str) -> None:
    one = counted(columns={f"{start}SUM(A1)": f"{start}cmd|'/c calc'!A0"}, name=f"{start}1+1")
    exported = csv_text(table("x", [{"recording": one.session.recording, f"{start}x": "y"}]))
    assert str(harmless(f"{start}1")).startswith("'")
    assert f"\n{start}" not in exported
    for row in cells(exported):
        assert all(not str(cell).startswith(start) for pair in row.items() for cell in pair)


@given(st.text(max_size=20))
def test_any_text_comes_back_but_for_the_apostrophe(text: str) -> None:
    written = csv_text(table("x", [{"recording": "r", "a": text}]))
    (row,) = csv.reader(io.StringIO(written.partition("\n")[2], newline=""))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert row[-1] in {lines, f"'{lines}"}


def test_three_files_with_the_rows_of_all(tmp_path: Path) -> None:
    exporter = exporter_to("csv", tmp_path / "out")
    exporter.add(counted("left", "right"))
    exporter.add(counted(name="tuesday", columns={"condition": "tired"}))
    files = exporter.finish()
    assert [path.name for path in files] == ["reps.csv", "sets.csv", "sides.csv"]
    reps, sets, sides = (cells(path.read_text()) for path in files)
    assert (len(reps), len(sets), len(sides)) == (12, 3, 3)
    assert [row["condition"] for row in sides] == ["", "", "tired"]


def test_json_holds_results_and_whose_they_are(tmp_path: Path) -> None:
    exporter = exporter_to("json", tmp_path)
    exporter.add(counted(columns={"condition": "fresh"}, notes="Anna is her real name"))
    (path,) = exporter.finish()
    whole: dict[str, Any] = json.loads(path.read_text())
    (one,) = whole["recordings"]
    assert whole["schema_version"] == 1
    assert one["about"]["person"] == "Anna"
    assert one["about"]["columns"] == {"condition": "fresh"}
    assert len(one["result"]["sides"]["right"]["sets"][0]["reps"]) == 4
    assert "real name" not in path.read_text()


@pytest.mark.parametrize(("to", "name"), [("csv", "sides.csv"), ("json", "results.json")])
def test_nothing_is_overwritten(to: Any, name: str, tmp_path: Path) -> None:  # noqa: ANN401
    (tmp_path / name).write_text("mine")
    with pytest.raises(ExportError, match=f"{name} exists already"):
        exporter_to(to, tmp_path)
    assert (tmp_path / name).read_text() == "mine"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    exporter = exporter_to("csv", tmp_path / "file" / "out")
    exporter.add(counted())
    with pytest.raises(ExportError, match="cannot be written"):
        exporter.finish()
