"""Foreign tables and archives: where columns begin, what separates them, what is passed over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from imu.errors import RecordingError
from imu.importers import Wish, read_foreign
from imu.importers.sheet import Sheet, open_sheet
from imu.importers.sources import Piece, gather
from imu.importers.units import rest_length, spelled, unit_in_name
from tests.importers.vendors import (
    G,
    largest_difference,
    movella,
    phyphox,
    put,
    sensor_logger,
    session,
    zipped,
)

HERE = Path("a.csv")


def opened(text: str | bytes) -> Sheet:
    return open_sheet(Piece(HERE, "a.csv", text if isinstance(text, bytes) else text.encode()))


ROW = "0.01,1.5,-2,3e0"


@pytest.mark.parametrize(
    "text",
    [
        f"t,x,y,z\n{ROW}\n",
        f"sep=,\nDevice: 7\n\nt,x,y,z\n{ROW}\n",
        f"t,x,y,z\r\n{ROW}\r\n",
        f"\ufefft,x,y,z\n{ROW}\n",
        f'"t","x","y","z"\n{ROW}\n',
        f"t,x,y,z\n{ROW},\n",
        f"t , x, y,z\n{ROW.replace(',', ', ')}\n",
        f"t;x;y;z\n{ROW.replace(',', ';')}\n",
        f"t\tx\ty\tz\n{ROW.replace(',', chr(9))}\n",
        f"t;x;y;z\n{ROW.replace(',', ';').replace('.', ',')}\n",
        f"t  x  y  z\n{ROW.replace(',', '   ')}\n",
        f"t,x,y,z\nbroken\n{ROW}\n",
    ],
)
def test_columns_and_rows_are_found(text: str) -> None:
    sheet = opened(text)
    assert sheet.names[:4] == ("t", "x", "y", "z")
    assert sheet.numbers([0, 1, 2, 3])[-1].tolist() == [0.01, 1.5, -2.0, 3.0]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "1,2,3,4\n1,2,3,4\n", "a,b,c,d\ne,f,g,h\n", "x\n"])
def test_what_is_no_table(text: str) -> None:
    with pytest.raises(RecordingError, match="has no columns with names and numbers"):
        opened(text)


def test_facts_above_the_columns() -> None:
    sheet = opened(f"Tag:,LF-3,,,\nRate: 60Hz\nStart:,11:37:39,\nt,x,y,z\n{ROW}\n")
    assert sheet.facts() == {"Tag": "LF-3", "Rate": "60Hz", "Start": "11:37:39"}


def test_a_line_of_another_length_has_no_numbers() -> None:
    sheet = opened(f"t,x,y,z\n{ROW}\n1,2,3\n{ROW}\n1,2,3,4,5\n{ROW}\n")
    assert np.isnan(sheet.numbers([0, 3])).all(axis=1).tolist() == [False, True, False, True, False]


@pytest.mark.parametrize("field", ["", "x", "1_0", "0x10", "1,5", "--1", "\u0661"])
def test_what_is_no_number_is_none(field: str) -> None:
    sheet = opened(f"t;x;y;z\n0.01;1.5;2;3\n0.02;{field};2;3\n0.03;1.5;2;3\n")
    assert np.isnan(sheet.numbers([1])[:, 0]).tolist() == [False, True, False]


def test_slow_and_fast_reading_give_the_same_bits() -> None:
    rows = "\n".join(f"{k / 7!r},{k / 3!r},{-k / 9!r},{k * 1e-7!r}" for k in range(50))
    fast = opened(f"t,x,y,z\n{rows}\n").numbers([0, 1, 2, 3])
    slow = opened(f"t,x,y,z\n{rows}\nbroken\n").numbers([0, 1, 2, 3])
    assert np.array_equal(fast, slow[:50])


def test_rows_that_say_something_can_be_kept() -> None:
    sheet = opened("t,who,x,y,z\n1,a,1,1,1\n2,b,2,2,2\n3,a,3,3,3\n")
    assert sheet.texts(1) == ["a", "b", "a"]
    assert sheet.only(1, "a").numbers([0])[:, 0].tolist() == [1.0, 3.0]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Accel_X (m/s^2)", "m/s²"),
        ("X (m/s²)", "m/s²"),
        ("x-axis (g)", "g"),
        ("ax [mg]", "mg"),
        ("acc_x_g", "g"),
        ("acc_x_m_s2", "m/s²"),
        ("gyr_x_rad_s", "rad/s"),
        ("gx_dps", "deg/s"),
        ("AsX(°/s)", "deg/s"),
        ("Gyroscope x (deg/s)", "deg/s"),
        ("epoch (ms)", "ms"),
        ("Time (s)", "s"),
        ("time_us", "us"),
        ("t [µs]", "us"),
        ("heading", ""),
        ("x (furlong)", ""),
        ("X (raw) (g)", "g"),
        ("X ( g )", "g"),
    ],
)
def test_units_in_names(name: str, unit: str) -> None:
    assert unit_in_name(name) == unit


@pytest.mark.parametrize("name", ["(" + " " * 100_000, "[" * 5000, "x ( " * 20_000])
def test_brackets_that_nobody_closes_hold_no_unit(name: str) -> None:
    assert unit_in_name(name) == ""


@pytest.mark.parametrize("word", ["m/s2", "M/S^2", " m/s² ", "ms-2"])
def test_a_unit_has_one_spelling_here(word: str) -> None:
    assert spelled(word) == "m/s²"


def test_rest_is_where_it_is_stillest() -> None:
    time_s = np.arange(1000) / 100.0
    values = np.tile([0.0, 0.0, 9.81], (1000, 1))
    values[:800, 0] += 8.0 * np.sin(40.0 * time_s[:800])
    assert rest_length(time_s, values) == pytest.approx(9.81)
    assert rest_length(time_s, values / G) == pytest.approx(9.81 / G)


def test_a_folder_gives_its_tables_by_name(tmp_path: Path) -> None:
    put(tmp_path, {"b.csv": b"b", "a.TXT": b"a", "photo.jpg": b"x", "c.csv.gz": b"c"})
    pieces, sources = gather([tmp_path])
    assert [piece.name for piece in pieces] == ["a.TXT", "b.csv", "c.csv.gz"]
    assert [source.path.name for source in sources] == ["a.TXT", "b.csv", "c.csv.gz"]
    assert all(piece.is_inner for piece in pieces)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"photo.jpg": b"x"})
    with pytest.raises(RecordingError, match="holds no CSV or text file"):
        gather([tmp_path])


@pytest.mark.parametrize("aside", ["meta/time.csv", "x/meta/device.csv", "__MACOSX/._a.csv"])
def test_folders_without_samples_are_passed_over(aside: str, tmp_path: Path) -> None:
    (path,) = put(tmp_path, {"a.zip": zipped({"x/a.csv": b"a", aside: b"b"})})
    pieces, _ = gather([path])
    assert [piece.name for piece in pieces] == ["a.csv"]


@pytest.mark.parametrize(
    ("files", "problem"),
    [({}, "without CSV files"), ({f"{k}.csv": b"" for k in range(1001)}, "too much")],
)
def test_archives_that_are_none_of_ours(
    files: dict[str, bytes], problem: str, tmp_path: Path
) -> None:
    (path,) = put(tmp_path, {"a.zip": zipped({"photo.jpg": b"x", **files})})
    with pytest.raises(RecordingError, match=problem):
        gather([path])


def test_a_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    (path,) = put(tmp_path, {"a.csv": b"abc"})
    _, (source,) = gather([path])
    assert source.sha256.startswith("ba7816bf8f01cfea414140de5dae2223")  # of "abc", FIPS 180-2


def test_a_named_file_without_a_table_is_not_passed_over(tmp_path: Path) -> None:
    paths = put(tmp_path, {**phyphox(session()), "notes.csv": b"nothing\n"})
    with pytest.raises(RecordingError, match=r"notes\.csv"):
        read_foreign(paths)
    assert len(read_foreign([tmp_path]).block) == len(session())  # in a folder it is


@pytest.mark.parametrize("in_g", [True, False])
def test_uncalibrated_acceleration_of_both_kinds_of_phone(in_g: bool, tmp_path: Path) -> None:
    files = sensor_logger(session(), total=True)
    raw = files.pop("TotalAcceleration.csv").decode().splitlines()
    del files["Accelerometer.csv"]
    size = -1.0 / G if in_g else 1.0  # an iPhone's, which points downwards
    rows = [row.split(",") for row in raw[1:]]
    lines = [
        ",".join([*row[:2], *(f"{float(value) * size:.12f}" for value in row[2:])]) for row in rows
    ]
    files["AccelerometerUncalibrated.csv"] = "\n".join([raw[0], *lines, ""]).encode()
    put(tmp_path, files)
    imported = read_foreign([tmp_path])
    assert imported.acc_unit.unit == ("g" if in_g else "m/s²")
    assert largest_difference(imported, session())[1] <= 2e-5


def test_the_wished_kind_is_taken(tmp_path: Path) -> None:
    imported = read_foreign(put(tmp_path, movella(session())), Wish(kind="csv", rate_hz=100.0))
    assert imported.kind == "csv"
    assert imported.sidecar.manufacturer is None
