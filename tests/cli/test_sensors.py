"""`kickstand sensors`: the list for a newcomer, and the check of a recording or of what sends."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imu.cli import sensoropen, sensors
from imu.cli.sensorwatch import watch
from imu.drivers.registry import find_drivers
from imu.errors import UsageError
from imu.feed import part
from imu.live import Source, StreamItem
from imu.privatefile import FOLDER_VARIABLE
from imu.recording import Sidecar, round_block, write_recording
from imu.remembered import Remembered, Sensor, remembered_file, save
from imu.samples import Block, Side
from imu.sensorcheck import Expected, SensorCheck
from imu.sensorlist import families
from imu.sources.ble import BleSource
from tests.cli.places import is_one_sentence, kickstand
from tests.drivers.families import OWN
from tests.sensorcheck.hands import Take, block_of, with_axes


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "config"))


@dataclass
class Sending:
    """A sensor that sends; breaks off like a person with Ctrl-C when it shall."""

    block: Block
    breaks_at: int | None = None
    name: str = "desk"
    sides: tuple[Side, ...] = ("unknown",)
    span_s: tuple[float, float] | None = None
    closed: list[bool] = field(default_factory=list[bool])

    def now_s(self) -> float | None:
        return None

    async def __aiter__(self) -> AsyncIterator[StreamItem]:
        try:
            for first in range(0, len(self.block), 100):
                if self.breaks_at is not None and first >= self.breaks_at:
                    raise KeyboardInterrupt
                piece = part(self.block, first, first + 100)
                yield float(piece.time_s[-1]), piece
        finally:
            self.closed.append(True)


def test_the_list_begins_with_what_everybody_has(capsys: pytest.CaptureFixture[str]) -> None:
    ran = kickstand(capsys, "sensors")
    heads = [line for line in ran.out.splitlines() if line[:1].isdigit()]
    assert [line.split("[")[1].rstrip("]") for line in heads] == [
        "phone", "witmotion", "kickstand", "polar", "movella-dot", "capture2go",
    ]  # fmt: skip
    assert ran.out.count("published vectors only") == len(heads) - 1
    assert ran.code == 0
    assert "No sensor was used before" in ran.out


def test_every_page_that_is_named_is_there() -> None:
    root = Path(__file__).parents[2]
    pages = [one.page for one in families(find_drivers().drivers)]
    assert all((root / page).is_file() for page in pages)


def test_a_sensor_that_somebody_described_comes_last_with_its_own_facts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = remembered_file().parent / "sensors"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_bytes(OWN.read_bytes())
    (folder / "bad.toml").write_text("family = 3")
    ran = kickstand(capsys, "sensors", "--json")
    listed = json.loads(ran.out)
    assert listed["families"][-1]["family"] == "own-mpu6050"
    assert listed["families"][-1]["page"] == ""
    assert "bad.toml" in ran.err


def test_sensors_that_were_used_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    used = Sensor(
        name="WT901BLE68", family="witmotion", custom_name="blue", last_side="left",
        last_seen=datetime(2026, 11, 22, tzinfo=UTC), identifiers={"desk": "AA:BB"},
    )  # fmt: skip
    save(remembered_file(), Remembered().saw(used))
    ran = kickstand(capsys, "sensors")
    (row,) = [line for line in ran.out.splitlines() if "blue" in line]
    assert row.split() == ["blue", "witmotion", "left", "usual", "2026-11-22", "-"]
    listed = json.loads(kickstand(capsys, "sensors", "--json").out)
    assert listed["remembered"][0]["identifiers"] == {"desk": "AA:BB"}
    assert listed["schema_version"] == 1


def test_a_damaged_list_of_used_sensors_is_said_and_the_rest_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remembered_file().parent.mkdir()
    remembered_file().write_text("{")
    ran = kickstand(capsys, "sensors")
    assert "[polar]" in ran.out
    assert "is damaged" in ran.err
    assert ran.code == 0


def recorded(path: Path, block: Block, rate_hz: float = 100.0) -> Path:
    told: dict[Side, Sidecar] = {block.side: Sidecar(sampling_frequency=rate_hz)}
    write_recording(path, [round_block(block)], sidecars=told)
    return path


@pytest.mark.parametrize("option", ["--check", "--from"])
def test_a_recording_of_a_good_sensor_passes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str
) -> None:
    ran = kickstand(capsys, "sensors", option, recorded(tmp_path / "desk", block_of(Take())))
    assert ran.code == 0
    assert ran.out.startswith("desk: ")
    assert "To be mended: nothing." in ran.out
    assert "->" not in ran.out


def test_a_fault_in_a_recording_is_shown_with_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = recorded(tmp_path / "desk", with_axes(block_of(Take()), (1, 0, 2), (1, 1, 1)), 200.0)
    ran = kickstand(capsys, "sensors", "--from", path)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("FAIL")] == [
        "rate", "gyroscope-axes",
    ]  # fmt: skip
    assert "To be mended: 2." in ran.out
    again = kickstand(capsys, "sensors", "--from", path, "--json")
    report = json.loads(again.out)
    assert {one["code"] for one in report["findings"] if one["status"] == "fail"} == {
        "rate", "gyroscope-axes",
    }  # fmt: skip
    assert again.code == 1


def test_one_csv_file_is_enough(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    recorded(tmp_path / "desk", block_of(Take()))
    ran = kickstand(capsys, "sensors", "--from", tmp_path / "desk" / "unknown.imu.csv")
    assert ran.code == 0


def test_a_sensor_that_sends_is_led_through_all_of_it_and_let_go_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(block_of(Take()))

    def opened(name: str) -> tuple[Source, Expected]:
        assert name == "desk:1"
        return sending, Expected("desk", 100.0)

    monkeypatch.setattr(sensors, "source_of", opened)
    ran = kickstand(capsys, "sensors", "--check", "desk:1")
    assert ran.out.startswith("Lay the sensor on a table and leave it alone.\n1 of 6 sides done.")
    assert "5 of 6 sides done." in ran.out
    assert "To be mended: nothing." in ran.out
    assert sending.closed == [True]
    assert ran.code == 0


def test_broken_off_it_says_what_was_found_until_then() -> None:
    sending, check, said = Sending(block_of(Take()), breaks_at=900), SensorCheck(), list[str]()
    assert not watch(sending, check, said.append)
    assert said[0].startswith("Lay the sensor")
    report = check.report()
    assert report.samples >= 900
    assert report.open
    assert sending.closed == [True]


def test_a_phone_is_opened_by_its_address() -> None:
    source, expected = sensoropen.source_of("192.168.1.5:8080")
    assert (source.name, expected.name) == ("phyphox", "phyphox")


def test_any_other_name_is_that_of_a_bluetooth_sensor() -> None:
    source, expected = sensoropen.source_of("WT901BLE68")
    assert isinstance(source, BleSource)
    assert expected.rate_hz is None
    source, expected = sensoropen.source_of("witmotion")
    assert expected.rate_hz == 100.0


@pytest.mark.parametrize("name", ["", "sensor-logger"])
def test_what_cannot_be_opened_is_said(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be checked by name"):
        sensoropen.source_of(name)


def test_wrong_use_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for argv in (
        ("--check", "sensor-logger"),
        ("--from", str(tmp_path / "nothing")),
        ("--check", "a:1", "--from", "b"),
    ):
        ran = kickstand(capsys, "sensors", *argv)
        assert ran.code == 2
        assert is_one_sentence(ran.err)


def remember(*names: str) -> None:
    """Let sensors have been used before."""
    used = [
        Sensor(
            name=name, family="witmotion", identifiers={"desk": name}, last_seen=datetime.now(UTC)
        )
        for name in names
    ]
    save(remembered_file(), Remembered().of(used))


def test_a_sensor_is_forgotten_by_name_and_the_others_stay(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remember("WT one", "WT two")
    ran = kickstand(capsys, "sensors", "--forget", "wt ONE")
    assert (ran.code, ran.out, ran.err) == (0, "Forgotten: WT one.\n", "")
    listed = kickstand(capsys, "sensors").out
    assert "WT two" in listed
    assert "WT one" not in listed


def test_all_are_forgotten_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    remember("WT one", "WT two")
    ran = kickstand(capsys, "sensors", "--forget", "all", "--json")
    forgotten = json.loads(ran.out)["forgotten"]
    assert {one["name"] for one in forgotten} == {"WT one", "WT two"}
    assert "No sensor was used before" in kickstand(capsys, "sensors").out
    assert kickstand(capsys, "sensors", "--forget", "all").out == "No sensor was remembered.\n"


def test_what_was_never_remembered_cannot_be_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    remember("WT one")
    ran = kickstand(capsys, "sensors", "--forget", "polar")
    assert (ran.code, ran.out) == (2, "")
    assert "no sensor called 'polar' was used before" in ran.err
    assert "WT one" in ran.err
    assert is_one_sentence(ran.err)


def test_forgetting_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    ran = kickstand(capsys, "sensors", "--forget", "all", "--check", "x")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_what_cannot_be_written_down_is_not_said_to_be_forgotten(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remember("WT one")

    def full(*_: object) -> bool:
        return False

    monkeypatch.setattr(sensors, "save", full)
    ran = kickstand(capsys, "sensors", "--forget", "WT one")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be written" in ran.err
