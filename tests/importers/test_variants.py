"""The same kind of file as different versions of the vendors' programmes write it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from imu.errors import RecordingError
from imu.importers import Wish, read_foreign
from tests.importers.vendors import (
    Files,
    largest_difference,
    metamotion,
    movella,
    phyphox,
    put,
    read,
    session,
    witmotion_text,
)


def renamed(files: Files, *changes: tuple[str, str]) -> Files:
    for old, new in changes:
        files = {name: data.replace(old.encode(), new.encode()) for name, data in files.items()}
    return files


def assert_same(folder: Path, files: Files, wish: Wish | None = None) -> None:
    time_s, acc, gyr = largest_difference(read(folder, files, wish), session())
    assert (time_s <= 1e-6, acc <= 2e-4, gyr <= 2e-6) == (True, True, True)


WIT_NAMES = {
    "spaces": [("AccX(g)", "AccX (g)"), ("AsX(°/s)", "AsX (°/s)")],
    "older": [("Chip Time()", "ChipTime")],
    "newer": [("Acc", "Acceleration "), ("As", "Angular velocity "), ("\t", ",")],
    "Chinese": [
        ("Acc", "加速度"),
        ("As", "角速度"),
        ("Chip Time()", "时间"),
        ("DeviceName", "设备名称"),
    ],
}


@pytest.mark.parametrize("name", WIT_NAMES)
def test_witmotion_s_tables(name: str, tmp_path: Path) -> None:
    assert_same(tmp_path, renamed(witmotion_text(session()), *WIT_NAMES[name]))


def test_a_degree_sign_in_another_encoding(tmp_path: Path) -> None:
    files = {n: d.decode().encode("latin-1") for n, d in witmotion_text(session()).items()}
    assert_same(tmp_path, files)


def test_a_chip_without_a_clock_leaves_the_computer_s(tmp_path: Path) -> None:
    (line, *rows), end = witmotion_text(session())["wit.txt"].decode().splitlines(), "\n"
    head = line.replace("Chip Time()", "time\tChipTime()")
    with_both = [row.replace("\t", "\tnull\t", 1) for row in rows]
    assert_same(tmp_path, {"wit.txt": (end.join([head, *with_both]) + end).encode()})


def two_sensors() -> Files:
    """A table with the rows of a still sensor between those of the other."""
    head, *rows = witmotion_text(session())["wit.txt"].decode().splitlines()
    still = "0.0\t0.0\t1.0\t0.0\t0.0\t0.0"
    mixed = [
        line for row in rows for line in (row, "\t".join([row.split("\t")[0], "WT(2)", still]))
    ]
    return {"wit.txt": ("\n".join([head, *mixed]) + "\n").encode()}


def test_rows_of_two_sensors_are_never_mixed(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"rows of WT\(1\), WT\(2\)\. Say whose.*--sensor"):
        read(tmp_path, two_sensors())
    with pytest.raises(RecordingError, match="rows of"):
        read(tmp_path, two_sensors(), Wish(sensor="WT(3)"))
    assert_same(tmp_path, two_sensors(), Wish(sensor="WT(1)"))


def test_a_sensor_cannot_be_chosen_where_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="does not say which sensor"):
        read(tmp_path, movella(session()), Wish(sensor="DOT_7"))


@pytest.mark.parametrize("old", ["epoch (ms)", "epoch"])
def test_metabase_has_spelled_it_differently(old: str, tmp_path: Path) -> None:
    files = renamed(metamotion(session()), (old, old.replace("epoch", "epoc")))
    assert_same(tmp_path, files)


def test_metamotion_s_files_may_be_called_anything(tmp_path: Path) -> None:
    first, second = metamotion(session()).values()
    assert_same(tmp_path, {"a.csv": first, "b.csv": second})


PHYPHOX_NAMES = {
    "newer": [
        ('"X (m/s^2)"', '"Acceleration x (m/s^2)"'),
        ('"X (rad/s)"', '"Gyroscope x (rad/s)"'),
    ],
    "tabs": [(",", "\t")],
}


@pytest.mark.parametrize("name", PHYPHOX_NAMES)
def test_phyphox_s_tables(name: str, tmp_path: Path) -> None:
    changes = [
        (old.replace("X", axis.upper()), new.replace(" x ", f" {axis} "))
        for old, new in PHYPHOX_NAMES[name]
        for axis in "xyz"
    ]
    assert_same(tmp_path, renamed(phyphox(session()), *changes))


def test_acceleration_without_g_is_not_enough(tmp_path: Path) -> None:
    names = [(f'"{a} (m/s^2)"', f'"Linear Acceleration {a.lower()} (m/s^2)"') for a in "XYZ"]
    with pytest.raises(RecordingError, match="which way is down is not in it"):
        read(tmp_path, renamed(phyphox(session()), *names))


def test_movella_without_a_zone_has_no_moment(tmp_path: Path) -> None:
    files = renamed(movella(session()), ("GMT+8", "WEST"))
    assert read(tmp_path, files).started_at is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-12-09 11:37:39.631 +0100", "2024-12-09 10:37:39.631"),
        ("2026-09-13_17:37:05_224 GMT-3", "2026-09-13 20:37:05.224"),
        ("2026-09-13_17:37:05_224 GMT+5:30", "2026-09-13 12:07:05.224"),
    ],
)
def test_movella_s_moments(text: str, moment: str, tmp_path: Path) -> None:
    files = renamed(movella(session()), ("2026-09-13_17:37:05_224 GMT+8", text))
    started_at = read_foreign(put(tmp_path, files)).started_at
    assert started_at is not None
    assert f"{started_at:%Y-%m-%d %H:%M:%S.%f}".startswith(moment)


def test_times_after_midnight_go_on(tmp_path: Path) -> None:
    head, *rows = witmotion_text(session())["wit.txt"].decode().splitlines()
    late_s = 86_390.0
    shifted = [
        "\t".join([_clock(late_s + k / 100), *row.split("\t")[1:]]) for k, row in enumerate(rows)
    ]
    imported = read(tmp_path, {"wit.txt": ("\n".join([head, *shifted]) + "\n").encode()})
    assert np.allclose(np.diff(imported.block.time_s), 0.01, atol=1e-6)


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000) % 86_400_000
    return f"{whole // 3_600_000}:{whole // 60_000 % 60}:{whole // 1000 % 60}.{whole % 1000:03}"
