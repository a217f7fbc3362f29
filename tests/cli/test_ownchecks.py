"""What the doctor says of a person's own: settings, kinds of sensors, phones."""

from __future__ import annotations

import errno
import socket
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from imu import remembered
from imu.cli import ownchecks
from imu.coach import memory
from imu.sources.phone import server


def test_settings_that_are_not_there_yet_are_fine_and_not_made(tmp_path: Path) -> None:
    finding = ownchecks.check_settings(tmp_path / "none")
    assert finding.status == "ok"
    assert not (tmp_path / "none").exists()


def test_settings_that_can_be_read_are_fine(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text("{}")
    (tmp_path / "sensors.json").write_text('{"schema_version": 1, "sensors": []}')
    assert ownchecks.check_settings(tmp_path).status == "ok"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "training.json is damaged"),
        (b"\xff\xfe", "training.json is damaged"),
        (b"[]", "training.json is damaged"),
        (b'{"schema_version": 2}', "training.json was written by a newer Kickstand"),
    ],
)
def test_settings_that_cannot_be_read_are_named_and_left_alone(
    content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / "training.json").write_bytes(content)
    finding = ownchecks.check_settings(tmp_path)
    assert finding.status == "action"
    assert words in finding.message
    assert str(tmp_path) in finding.advice
    assert [one.name for one in tmp_path.iterdir()] == ["training.json"]


def test_settings_that_are_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "window.json").mkdir()
    finding = ownchecks.check_settings(tmp_path)
    assert finding.status == "action"
    assert "window.json cannot be read" in finding.message


def test_what_was_set_aside_is_told_without_being_a_fault(tmp_path: Path) -> None:
    (tmp_path / "sensors.set-aside-1.json").write_text("{")
    finding = ownchecks.check_settings(tmp_path)
    assert finding.status == "note"
    assert "sensors.set-aside-1.json" in finding.message


def test_a_folder_of_settings_that_is_closed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: int) -> bool:
        del path, mode
        return False

    monkeypatch.setattr("os.access", refuse)
    finding = ownchecks.check_settings(tmp_path)
    assert finding.status == "action"
    assert "nothing is remembered" in finding.message
    assert str(tmp_path) in finding.advice


def test_the_version_is_that_of_the_files() -> None:
    assert ownchecks.SETTINGS_VERSION == remembered.SCHEMA_VERSION == memory.SCHEMA_VERSION


@pytest.fixture(autouse=True)
def two_families(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is installed here, two kinds of sensors are."""

    def entry_points(group: str) -> list[EntryPoint]:
        names = ("polar", "witmotion")
        return [EntryPoint(name, f"imu.drivers.{name}.driver:DRIVER", group) for name in names]

    monkeypatch.setattr("imu.drivers.registry.entry_points", entry_points)


def test_the_kinds_of_sensors_are_listed(tmp_path: Path) -> None:
    finding = ownchecks.check_sensors(tmp_path)
    assert finding.status == "ok"
    assert "witmotion" in finding.message


def test_a_description_that_is_wrong_is_said_so_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("family = 7")
    finding = ownchecks.check_sensors(tmp_path)
    assert finding.status == "action"
    assert "own.toml" in finding.message
    assert "witmotion" in finding.message
    assert finding.advice


def test_no_kind_of_sensor_at_all_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(group: str) -> tuple[()]:
        del group
        return ()

    monkeypatch.setattr("imu.drivers.registry.entry_points", nothing)
    finding = ownchecks.check_sensors(tmp_path)
    assert finding.status == "action"
    assert "pip install" in finding.advice


def test_drivers_that_cannot_be_loaded_are_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "imu.drivers.registry", None)
    finding = ownchecks.check_sensors(tmp_path)
    assert finding.status == "action"
    assert "no kind of sensor can be used" in finding.message


def in_a_network(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    """Let this computer have that address."""
    monkeypatch.setattr(server, "own_address", lambda: address)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_address_for_phones_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_network(monkeypatch, "192.168.1.20")
    port = free_port()
    finding = ownchecks.check_phones(port)
    assert finding.status == "ok"
    assert f"192.168.1.20, port {port}" in finding.message
    assert "firewall" in finding.message


def test_without_a_network_there_are_no_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_network(monkeypatch, None)
    finding = ownchecks.check_phones(free_port())
    assert finding.status == "note"
    assert "Bluetooth needs none" in finding.message


def test_a_port_in_use_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_network(monkeypatch, "192.168.1.20")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = int(other.getsockname()[1])
        finding = ownchecks.check_phones(port)
    assert finding.status == "action"
    assert f"port {port}" in finding.message
    assert finding.advice


def test_a_port_that_is_refused_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_network(monkeypatch, "192.168.1.20")

    def refuses(port: int) -> int:
        del port
        return errno.EACCES

    monkeypatch.setattr(ownchecks, "_refusal", refuses)
    finding = ownchecks.check_phones(1)
    assert finding.status == "note"
    assert "cannot be used" in finding.message


def test_the_port_is_that_of_the_server() -> None:
    assert ownchecks.PORT == server.PORT
