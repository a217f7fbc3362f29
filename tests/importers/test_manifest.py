"""Many recordings by one table."""

from __future__ import annotations

from pathlib import Path

import pytest

from imu.errors import ImuError, RecordingError, UsageError
from imu.importers import folders_for, read_manifest


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "all.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_every_column_has_its_meaning(tmp_path: Path) -> None:
    text = (
        "path,side,kind,units,rate_hz,participant,condition,visit\n"
        'a.csv,Left,csv,"g,deg/s",50,P1,fresh,2\n'
    )
    (row,) = read_manifest(manifest(tmp_path, text))
    wish, told = row.wish(), row.told()
    assert row.paths() == [tmp_path / "a.csv"]
    assert (wish.side, wish.kind, wish.rate_hz) == ("left", "csv", 50.0)
    assert (wish.units.acc, wish.units.gyr, wish.units.time) == ("g", "deg/s", None)
    assert told.person == "P1"
    assert told.columns == {"condition": "fresh", "visit": "2"}


def test_columns_of_any_csv_can_be_named(tmp_path: Path) -> None:
    named = "acc_x=a;acc_y=b;acc_z=c;gyr_x=d;gyr_y=e;gyr_z=f"
    (row,) = read_manifest(manifest(tmp_path, f"path,columns\na.csv,{named}\n"))
    assert row.wish().columns["gyr_z"] == "f"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_as_spreadsheets_save_them(
    separator: str, encoding: str, end: str, tmp_path: Path
) -> None:
    lines = [separator.join(("path", "side")), separator.join(("a.csv", "right")), ""]
    (row,) = read_manifest(manifest(tmp_path, end.join(lines) + end, encoding))
    assert row.wish().side == "right"


def test_the_last_line_needs_no_ending(tmp_path: Path) -> None:
    assert len(read_manifest(manifest(tmp_path, "path\na.csv\nb.csv"))) == 2


def test_a_row_may_name_several_files(tmp_path: Path) -> None:
    rows = read_manifest(manifest(tmp_path, "path\na.csv|b.csv\nc;d.csv\n"))
    (tmp_path / "c;d.csv").touch()  # a name, however odd, is taken as it is
    assert [path.name for path in rows[0].paths()] == ["a.csv", "b.csv"]
    assert [path.name for path in rows[1].paths()] == ["c;d.csv"]


def test_a_path_from_the_root_stays_one(tmp_path: Path) -> None:
    (row,) = read_manifest(manifest(tmp_path, "path\n/data/a.csv\n"))
    assert row.paths() == [Path("/data/a.csv")]


def test_no_two_rows_get_one_folder(tmp_path: Path) -> None:
    text = (
        "path,side,name\nx/run.csv,left,\ny/run.csv,left,\ny/run.csv,right,\n"
        "z.zip,,day one!\n../..,,\n"
    )
    names = folders_for(read_manifest(manifest(tmp_path, text)))
    assert names == ["run_left", "run_left_2", "run_right", "day-one", "recording"]


def test_rows_without_anything_are_passed_over_but_counted(tmp_path: Path) -> None:
    rows = read_manifest(manifest(tmp_path, "path,side\na.csv,left\n,\n\nb.csv,right\n"))
    assert [row.line for row in rows] == [2, 5]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("side\nleft\n", "no column called path"),
        ("", "no column called path"),
        ("path,x,x\na,b,c\n", "two columns of one name"),
        ("path\n", "no rows"),
        ('path\n"a\n', "no table"),
    ],
)
def test_a_table_that_is_none(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=problem):
        read_manifest(manifest(tmp_path, text))


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="not UTF-8"):
        read_manifest(manifest(tmp_path, "path,größe\na,b\n", "latin-1"))


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("path,side\na.csv,middle", "'middle' is no side"),
        ("path,units\na.csv,stone", "'stone' is no unit"),
        ("path,rate_hz\na.csv,fast", "'fast' is no rate"),
        ("path,rate_hz\na.csv,0", "'0' is no rate"),
        ("path,columns\na.csv,acc_x=1", "No column is named"),
    ],
)
def test_a_cell_that_cannot_be(cells: str, problem: str, tmp_path: Path) -> None:
    (row,) = read_manifest(manifest(tmp_path, cells))
    with pytest.raises(UsageError, match=problem):
        row.wish()


def test_a_name_that_no_file_can_have_is_no_crash(tmp_path: Path) -> None:
    name = "a" * 5000
    (row,) = read_manifest(manifest(tmp_path, f"path\n{name}\n"))
    assert row.paths() == [tmp_path / name]


def test_a_row_without_a_path(tmp_path: Path) -> None:
    (row,) = read_manifest(manifest(tmp_path, "path,side\n,left\n"))
    with pytest.raises(ImuError, match=r"line 2: names no path"):
        row.paths()
