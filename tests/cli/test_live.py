"""Looking for sensors, training with them and recording them, from the command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from imu.cli import sensornames
from imu.cli.above import Above
from imu.cli.app import run
from imu.cli.sensornames import Asked, known, open_choice, open_sensors
from imu.drivers.door import Advertisement
from imu.errors import UsageError
from imu.live import OneSensor
from imu.recording import read_recording
from imu.remembered import load, remembered_file
from imu.sources.ble import BleSource, Radio, Wanted
from imu.sources.ble.outlet import Item
from imu.sources.phone.source import PhyphoxSource, SensorLoggerSource
from imu.view.connectshot import Choice
from tests.cli.places import is_one_sentence, kickstand
from tests.sources.ble.fakes import BY_FAMILY, FakeSensor, World
from tests.sources.ble.fakes import kickstand as sensor

Capture = pytest.CaptureFixture[str]
TRAINED_S = 1.8
"""s of a session in these tests; they take as long."""


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KICKSTAND_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr("imu.cli.places.data_folder", lambda: tmp_path / "data")


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> tuple[FakeSensor, FakeSensor]:
    """Two sensors within reach of every command; sessions end by themselves after a while."""
    one = sensor(name="Kickstand 1")
    other = sensor("AA:00:00:00:00:02", name="Kickstand 2", rssi=-85)
    world = World(one, other)

    class Here(BleSource):
        async def __aiter__(self) -> AsyncIterator[Item]:
            async with world:
                async for item in super().__aiter__():
                    yield item
                    now_s = self.now_s()
                    if now_s is not None and now_s > TRAINED_S:
                        return

    def radio() -> Radio:
        return world.radio()

    monkeypatch.setattr("imu.cli.radio.radio", radio)
    monkeypatch.setattr("imu.sources.ble.BleSource", Here)
    return one, other


@pytest.mark.usefixtures("two")
def test_a_scan_lists_what_is_near_with_its_kind_and_signal(capsys: Capture) -> None:
    ran = kickstand(capsys, "scan", "--seconds", "1")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].split() == ["name", "kind", "signal", "address"]
    assert any("Kickstand 1" in line and "strong" in line for line in lines[1:])
    assert any("Kickstand 2" in line and "weak" in line for line in lines[1:])
    assert "kickstand: looking for 1 s" in ran.err


def test_a_scan_names_what_cannot_be_used_and_says_why(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = FakeSensor("AA:09", BY_FAMILY["witmotion"], name="BBC micro:bit [vogut]")
    device.peripheral.advertisement = Advertisement(device.name)
    monkeypatch.setattr("imu.cli.radio.radio", World(device).radio)
    ran = kickstand(capsys, "scan", "--seconds", "1")
    head, row, blank, *why = ran.out.splitlines()
    assert row.endswith("not usable")
    assert blank == ""
    assert "measures no rotation" in why[0]
    assert "Use a phone" in " ".join(why)
    assert max(map(len, (head, row, *why))) <= 100


@pytest.mark.usefixtures("two")
def test_a_scan_for_programmes_is_one_object(capsys: Capture) -> None:
    ran = kickstand(capsys, "scan", "--seconds", "1", "--json")
    found = json.loads(ran.out)["sensors"]
    assert {one["name"]: one["family"] for one in found} == {
        "Kickstand 1": "kickstand",
        "Kickstand 2": "kickstand",
    }
    assert ran.err == ""


def test_without_a_radio_a_scan_says_what_to_do(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.fail("scan", *[OSError("no such adapter")] * 3)
    monkeypatch.setattr("imu.cli.radio.radio", world.radio)
    ran = kickstand(capsys, "scan", "--seconds", "1", "--json")
    assert ran.code == 2
    assert is_one_sentence(ran.err)


@pytest.mark.usefixtures("two")
def test_live_tells_how_the_links_fare_records_and_remembers(
    capsys: Capture, tmp_path: Path
) -> None:
    words = ("--left", "Kickstand 1", "--right", "Kickstand 2", "--json")
    ran = kickstand(capsys, "live", *words)
    assert ran.code == 0
    events = [json.loads(line) for line in ran.out.splitlines()]
    states = {(event["side"], event["state"]) for event in events if event["event"] == "link"}
    assert {("left", "streaming"), ("right", "streaming")} <= states
    assert events[-1]["event"] == "end"
    (folder,) = (tmp_path / "data" / "recordings").iterdir()
    assert f"recorded in {folder}" in ran.err
    recording = read_recording(folder)
    assert set(recording.streams) == {"left", "right"}
    assert recording.session.complete
    sidecar = recording.streams["left"].sidecar
    assert sidecar is not None
    assert sidecar.sampling_frequency == 100.0
    remembered, _ = load(remembered_file())
    assert {one.name: one.last_side for one in remembered.sensors} == {
        "Kickstand 1": "left",
        "Kickstand 2": "right",
    }
    again = open_sensors(Asked(), known())  # with nothing named, those of last time
    assert set(again.source.sides) == {"left", "right"}


@pytest.mark.usefixtures("two")
def test_sensors_that_cannot_agree_on_a_clock_are_told_and_used_all_the_same(
    capsys: Capture,
) -> None:
    words = ("--left", "Kickstand 1", "--right", "Kickstand 2", "--json", "--align")
    ran = kickstand(capsys, "live", *words)
    assert ran.code == 0
    events = [json.loads(line) for line in ran.out.splitlines()]
    links = [event for event in events if event["event"] == "link"]
    told = [link for link in links if link["code"] == "not-aligned"]
    assert {(link["side"], link["state"]) for link in told} == {("left", "streaming")}
    assert "sensors of the family Kickstand sensor cannot" in told[0]["sentence"]
    assert any(link["side"] == "right" and link["state"] == "streaming" for link in links)


@pytest.mark.usefixtures("two")
def test_one_sensor_is_for_both_legs_and_is_so_again_next_time(
    capsys: Capture, tmp_path: Path
) -> None:
    out = tmp_path / "mine"
    words = ("--sensor", "Kickstand 1", "--first", "right", "--json", "-o", str(out))
    ran = kickstand(capsys, "live", *words)
    assert ran.code == 0
    assert set(read_recording(out).streams) == {"right"}
    again = open_sensors(Asked(), known())
    assert isinstance(again.source, OneSensor)


@pytest.mark.usefixtures("two")
def test_nothing_is_recorded_if_nobody_wants_it(capsys: Capture, tmp_path: Path) -> None:
    ran = kickstand(capsys, "live", "--left", "Kickstand 1", "--json", "--no-record")
    assert ran.code == 0
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("two")
def test_record_stops_after_the_time_it_was_given(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    ran = kickstand(capsys, "record", "-o", out, "--left", "Kickstand 1", "--duration", "1")
    assert ran.code == 0
    assert f"recorded in {out}" in ran.err
    assert "Kickstand 1" in ran.err
    recording = read_recording(out)
    assert recording.session.complete
    assert recording.duration_s < TRAINED_S


WRONG = {
    "nothing named, nothing remembered": (["live"], "kickstand scan"),
    "one and two": (["live", "--sensor", "a", "--left", "b"], "--left and --right"),
    "a phone beside a sensor": (
        ["live", "--left", "phyphox:10.0.0.2:8080", "--right", "b"],
        "cannot be used together",
    ),
    "no place to listen": (["live", "--left", "sensor-logger"], "--host"),
    "a leg that is none": (["live", "--sensor", "a", "--first", "middle"], "'middle'"),
    "a clock to agree on with nobody": (["live", "--left", "a", "--align"], "not two"),
    "nowhere to record": (["record", "--left", "a"], "--output"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG.keys())
def test_wrong_words_get_one_sentence(capsys: Capture, words: list[str], says: str) -> None:
    ran = kickstand(capsys, *words)
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert says in ran.err


@pytest.mark.parametrize("name", ["phyphox:192.168.1.5:8080", "192.168.1.5:8080", "phone.local:80"])
def test_a_phones_address_is_a_phone(name: str) -> None:
    assert isinstance(open_sensors(Asked(left=name), known()).source, PhyphoxSource)


@pytest.mark.parametrize("name", ["AA:00:00:00:00:01", "12:34:56:78:90:12", "WT901"])
def test_a_sensors_address_is_no_phone(name: str) -> None:
    assert not sensornames.is_phone(name)
    assert isinstance(open_sensors(Asked(left=name), known()).source, BleSource)


def test_two_phones_that_send_get_a_code_each() -> None:
    asked = Asked(left="sensor-logger", right="Sensor-Logger", host="127.0.0.1", port=9999)
    opened = open_sensors(asked, known())
    assert isinstance(opened.source, SensorLoggerSource)
    urls = [line for line in opened.hints if line.startswith("http://127.0.0.1:9999/")]
    assert len(set(urls)) == 2
    assert sum("█" in line for line in opened.hints) > 20


def test_what_never_sent_is_not_remembered(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Nobody(BleSource):
        async def __aiter__(self) -> AsyncIterator[Item]:
            await asyncio.sleep(0)
            for nothing in ():
                yield nothing

    monkeypatch.setattr("imu.sources.ble.BleSource", Nobody)
    ran = kickstand(capsys, "live", "--left", "Kickstand 1", "--json")
    assert "nothing was recorded: no sample came" in ran.err
    assert list((tmp_path / "data" / "recordings").iterdir()) == []
    assert not remembered_file().exists()


def test_a_name_that_two_sensors_have_is_refused_only_if_remembered() -> None:
    with pytest.raises(UsageError):
        open_sensors(Asked(), known())


CHOSEN: list[Choice | None] = []


def choosing() -> Choice | None:
    """The connect screen, as somebody uses it."""
    return CHOSEN.pop()


@pytest.mark.usefixtures("two")
def test_the_first_time_a_window_lets_one_choose(tmp_path: Path) -> None:
    left, right = Wanted(name="Kickstand 2"), Wanted(name="Kickstand 1")
    CHOSEN.append(Choice({"left": left, "right": right}, one_sensor=False, first="unknown"))
    out = str(tmp_path / "mine")
    above = Above(connect="tests.cli.test_live:choosing")
    assert run(["live", "--connect", "--json", "-o", out], above=above) == 0
    assert set(read_recording(out).streams) == {"left", "right"}
    remembered, _ = load(remembered_file())
    assert {one.name: one.last_side for one in remembered.sensors} == {
        "Kickstand 2": "left",
        "Kickstand 1": "right",
    }
    assert CHOSEN == []


@pytest.mark.usefixtures("two")
def test_that_sensors_are_to_agree_on_one_clock_may_be_chosen_in_the_window(
    capsys: Capture, tmp_path: Path
) -> None:
    one, two = Wanted(name="Kickstand 1"), Wanted(name="Kickstand 2")
    CHOSEN.append(Choice({"left": one, "right": two}, False, first="unknown", align=True))
    above = Above(connect="tests.cli.test_live:choosing")
    assert run(["live", "--connect", "--json", "-o", str(tmp_path / "mine")], above=above) == 0
    links = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "not-aligned" in {link.get("code") for link in links}  # it was tried: these cannot


def test_whoever_goes_back_has_begun_nothing(capsys: Capture, tmp_path: Path) -> None:
    CHOSEN.append(None)
    above = Above(connect="tests.cli.test_live:choosing")
    assert run(["live"], above=above) == 0
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "data").exists()


def test_the_only_sensor_that_was_chosen_works_for_both_legs() -> None:
    chosen = Choice({"right": Wanted(name="x")}, one_sensor=True, first="right")
    source = open_choice(chosen, known()).source
    assert isinstance(source, OneSensor)
    assert source.first == "right"


def test_that_remembered_sensors_cannot_be_read_is_said(capsys: Capture) -> None:
    remembered_file().parent.mkdir(parents=True)
    remembered_file().write_text("{broken", encoding="utf-8")
    ran = kickstand(capsys, "live", "--no-window")
    assert ran.code == 2
    damaged, nothing = ran.err.splitlines()
    assert "is damaged" in damaged
    assert "set aside" in damaged
    assert "none was used before" in nothing
