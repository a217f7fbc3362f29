"""Sensors that were used before: found again on any computer, and never lost to a bad file."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from imu.errors import UsageError
from imu.privatefile import FOLDER_VARIABLE
from imu.remembered import Remembered, Sensor, load, remembered_file, save

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WT = Sensor(
    name="WT901BLE68",
    family="witmotion",
    identifiers={"desk": "AA:BB"},
    last_side="left",
    last_seen=NOON,
    rate_hz=100.0,
)
POLAR = Sensor(
    name="Polar Sense 0123",
    family="polar",
    identifiers={"desk": "CC:DD"},
    serial="0123",
    custom_name="red strap",
    last_side="right",
    last_seen=NOON + timedelta(days=1),
)
BOTH = Remembered().saw(WT).saw(POLAR)


def test_what_is_saved_comes_back_the_latest_first(tmp_path: Path) -> None:
    assert save(tmp_path / "new" / "sensors.json", BOTH)
    assert load(tmp_path / "new" / "sensors.json") == (BOTH, "")
    assert [one.called for one in BOTH.sensors] == ["red strap", "WT901BLE68"]


def test_times_are_written_in_utc(tmp_path: Path) -> None:
    path = tmp_path / "sensors.json"
    there = NOON.astimezone(timezone(timedelta(hours=5)))
    save(path, Remembered().saw(msgspec.structs.replace(WT, last_seen=there)))
    assert msgspec.json.decode(path.read_bytes())["sensors"][0]["last_seen"] == (
        "2026-11-22T12:00:00Z"
    )


def test_a_sensor_seen_again_keeps_what_it_does_not_tell_now() -> None:
    later = NOON + timedelta(days=3)
    again = Sensor(
        name="Polar Sense 0123", family="polar", identifiers={"lap": "uuid-1"}, serial="0123",
        last_seen=later,
    )  # fmt: skip
    (sensor, other) = BOTH.saw(again).sensors
    assert sensor == msgspec.structs.replace(
        POLAR, identifiers={"desk": "CC:DD", "lap": "uuid-1"}, last_seen=later
    )
    assert other == WT


def test_the_side_and_rate_that_are_told_now_count() -> None:
    now = msgspec.structs.replace(WT, last_side="right", rate_hz=50.0)
    found = BOTH.saw(now).find("aa:bb", "desk")
    assert (found.last_side, found.rate_hz) == ("right", 50.0)


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(WT, identifiers={"desk": "EE:FF"}),
        msgspec.structs.replace(WT, identifiers={"lap": "AA:BB"}),  # says nothing about this one
        msgspec.structs.replace(WT, family="polar"),
        msgspec.structs.replace(POLAR, serial="9999"),
    ],
)
def test_another_sensor_of_the_kind_is_another_one(other: Sensor) -> None:
    assert len(BOTH.saw(other).sensors) == 3


@pytest.mark.parametrize("name", ["red strap", "RED STRAP", "0123", "polar sense 0123", "cc:dd"])
def test_a_sensor_is_found_by_whatever_a_person_calls_it(name: str) -> None:
    assert BOTH.find(name, "desk") == POLAR


def test_an_identifier_of_another_computer_finds_nothing() -> None:
    with pytest.raises(UsageError, match="Known are red strap \\(0123\\), WT901BLE68"):
        BOTH.find("cc:dd", "lap")


def test_of_two_of_one_name_the_person_has_to_say_which() -> None:
    twin = msgspec.structs.replace(WT, identifiers={"desk": "EE:FF"})
    two = BOTH.saw(twin)
    with pytest.raises(UsageError, match="several sensors are called 'wt901ble68'"):
        two.find("wt901ble68")
    assert two.renamed(twin, "blue").find("blue") == msgspec.structs.replace(
        twin, custom_name="blue"
    )


def test_no_two_sensors_get_one_name() -> None:
    with pytest.raises(UsageError, match="another sensor is called 'Red Strap'"):
        BOTH.renamed(WT, " Red Strap ")
    assert BOTH.renamed(POLAR, "").sensors[0].called == "Polar Sense 0123"


def test_a_sensor_can_be_forgotten() -> None:
    assert BOTH.without(POLAR).sensors == (WT,)
    nameless = msgspec.structs.replace(WT, identifiers={}, serial="")  # nothing to know it by
    assert Remembered((nameless,)).without(nameless).sensors == ()
    with pytest.raises(UsageError, match="Connect one first"):
        Remembered().find("any")


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "kickstand" / "sensors.json"
    path.parent.mkdir()
    left_over = path.with_suffix(f".{os.getpid()}.new")
    left_over.write_text("from a crash, open to all")
    left_over.chmod(0o666)
    assert save(path, BOTH)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not left_over.exists()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"sensors": [', "is damaged"),
        (b"\xff\xfe\x00", "is damaged"),
        (b'{"sensors": [{"name": "x"}]}', "is damaged"),
        (b'{"schema_version": 2, "sensors": "other"}', "was written by a newer Kickstand"),
    ],
)
def test_a_bad_file_is_set_aside_and_nothing_of_it_is_lost(
    tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "sensors.json"
    for number in (1, 2):
        path.write_bytes(data)
        remembered, warning = load(path)
        assert remembered == Remembered()
        assert why in warning
        assert f"set aside as sensors.set-aside-{number}.json" in warning
        assert (tmp_path / f"sensors.set-aside-{number}.json").read_bytes() == data
    assert save(path, BOTH)


def test_what_cannot_be_set_aside_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sensors.json"
    path.write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    remembered, warning = load(path)
    assert "cannot be set aside (Permission denied)" in warning
    assert not save(path, remembered.saw(WT))
    assert path.read_bytes() == b"{"


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sensors.json"
    path.mkdir()
    remembered, warning = load(path)
    assert "cannot be read" in warning
    assert not save(path, remembered.saw(WT))
    assert path.is_dir()


def test_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save(tmp_path / "file" / "sensors.json", BOTH)


def test_no_file_is_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert remembered_file() == tmp_path / "sensors.json"
    assert load(remembered_file()) == (Remembered(), "")
