"""`kickstand doctor --bundle`: one file for a bug report, with nothing private in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from dashboard.preferences import Preferences
from imu import remembered
from imu.cli import bundle, crash, doctor
from imu.cli.finding import Finding
from imu.coach import memory
from imu.coach.plan import Plan
from imu.privatefile import FOLDER_VARIABLE
from imu.recording import Sidecar, write_recording
from imu.recording.session import Pain, SessionMeta
from imu.recording.sidecar import write_sidecar
from tests.cli.places import Ran, is_one_sentence, kickstand
from tests.hinges import hinges, in_a_row

SECRETS = (
    "anna-secret", "my title", "my notes", "left hip", "red band", "SN-4711", "AA:BB:CC", "Bedside",
    "my laptop", "my reason", "site B", "2026-11-22", "/home/anna",
)  # fmt: skip
"""What a person has written, or is known by, in the files below."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folders, with nothing in them yet."""
    home = tmp_path / "home" / "anna"
    home.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv(FOLDER_VARIABLE, str(home / "settings"))
    monkeypatch.setenv("KICKSTAND_DATA", str(home / "data"))
    monkeypatch.setattr(crash, "log_folder", lambda: home / "logs")

    def examine(more: Sequence[str]) -> list[Finding]:
        del more
        return [Finding("one", "ok", f"all is well in {home}")]

    monkeypatch.setattr(doctor, "examine", examine)
    return home


def packed(capsys: pytest.CaptureFixture[str], path: Path) -> tuple[Ran, dict[str, str]]:
    """The command's end, and every file of the bundle."""
    ran = kickstand(capsys, "doctor", "--bundle", path)
    with zipfile.ZipFile(path) as archive:
        return ran, {name: archive.read(name).decode() for name in archive.namelist()}


def fill(home: Path) -> None:
    """Give this person settings, a recording and a crash."""
    sensor = remembered.Sensor(
        name="WT901 AA:BB:CC",
        family="witmotion",
        identifiers={"my laptop": "AA:BB:CC"},
        serial="SN-4711",
        custom_name="Bedside",
        last_side="left",
        last_seen=datetime(2026, 11, 22, tzinfo=UTC),
    )
    remembered.save(remembered.remembered_file(), remembered.Remembered((sensor,)))
    plan = Plan(load="red band", pain_limit=3)
    memory.save(memory.memory_file(), memory.Memory(plan=plan, seen_rungs=("one-leg",)))
    meta = SessionMeta(
        complete=True,
        started_at=datetime(2026, 11, 22, tzinfo=UTC),
        sides=("left",),
        person="anna-secret",
        title="my title",
        notes="my notes",
        pain=(Pain(when="before", score=2, where="left hip"),),
        stop_reason="my reason",
        columns={"site": "site B"},
        versions={"kickstand": "0.0.9"},
        extra={"own": "anna-secret"},
    )
    folder = home / "data" / "recordings" / "2026-11-22_1858_left"
    write_recording(folder, [hinges(in_a_row(1), 8.0, side="left")], meta=meta)
    sidecar = Sidecar(manufacturers_model_name="WT901", device_serial_number="SN-4711")
    write_sidecar(folder / "left.imu.json", sidecar)
    crash.write_crash_log(ValueError(f"{home}/x"), ["analyze"])


def test_a_new_installation_has_little_to_pack(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran, parts = packed(capsys, tmp_path / "report.zip")
    assert ran.code == 0
    assert list(parts) == ["CONTENTS.txt", "doctor.txt", "doctor.json", "packages.txt"]
    assert json.loads(parts["doctor.json"])["checks"][0]["check"] == "one"
    assert "numpy " in parts["packages.txt"]


def test_everything_that_helps_is_packed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    fill(home)
    _, parts = packed(capsys, tmp_path / "report.zip")
    session = json.loads(parts["session.json"])
    assert session == {
        "schema_version": 1, "complete": True, "sides": ["left"], "restrap_check": False,
        "settings": session["settings"], "versions": {"kickstand": "0.0.9"},
    }  # fmt: skip
    assert json.loads(parts["left.imu.json"]) == {"ManufacturersModelName": "WT901"}
    sensors = json.loads(parts["settings/sensors.json"])
    assert sensors["sensors"] == [{"family": "witmotion", "last_side": "left", "rate_hz": None}]
    assert json.loads(parts["settings/training.json"])["seen_rungs"] == ["one-leg"]
    (log,) = [text for name, text in parts.items() if name.startswith("crash/")]
    assert "ValueError: ~/x" in log


def test_nothing_private_is_packed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    fill(home)
    _, parts = packed(capsys, tmp_path / "report.zip")
    whole = "\n".join(parts.values())
    assert [secret for secret in SECRETS if secret in whole] == []
    assert "all is well in ~" in parts["doctor.txt"]


def test_it_says_what_it_holds_and_that_nothing_was_sent(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    fill(home)
    ran, parts = packed(capsys, tmp_path / "report.zip")
    contents = parts["CONTENTS.txt"]
    kinds = {name.partition("/")[0] for name in parts} - {"CONTENTS.txt"}
    assert [kind for kind in kinds if kind not in contents] == []
    assert "sent nowhere" in contents
    assert "nothing was sent" in ran.err
    assert all(name in ran.err for name in parts)


def test_of_many_crash_logs_and_recordings_the_latest_are_packed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    logs = [crash.write_crash_log(ValueError(str(n)), []) for n in range(bundle.BUNDLED_LOGS + 2)]
    for name, version in (("b", "old"), ("a", "new")):
        folder = home / "data" / "recordings" / name
        meta = SessionMeta(versions={"kickstand": version})
        write_recording(folder, [hinges(in_a_row(1), 8.0)], meta=meta)
    _, parts = packed(capsys, tmp_path / "report.zip")
    assert {name for name in parts if "crash" in name} == {f"crash/{log.name}" for log in logs[2:]}
    assert json.loads(parts["session.json"])["versions"]["kickstand"] == "new"


def test_damaged_files_are_no_reason_to_fail(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    for file in (home / "settings" / "window.json", home / "data/recordings/x/session.json"):
        file.parent.mkdir(parents=True)
        file.write_bytes(b"\xff{")
    (home / "settings" / "sensors.json").write_text('{"sensors": 7}')
    ran, parts = packed(capsys, tmp_path / "report.zip")
    assert ran.code == 0
    assert parts["session.json"] == "cannot be read\n"
    assert json.loads(parts["settings/sensors.json"]) == {"sensors": []}
    assert "settings/window.json" not in parts


def test_what_the_window_remembers_is_known_here() -> None:
    named = set(bundle.SETTINGS_KEPT["window.json"])
    assert named == set(Preferences.__struct_fields__) - {"safety_seen"}
    kept = set(bundle.SETTINGS_KEPT["training.json"])
    assert kept <= set(msgspec.structs.asdict(memory.Memory()))


@pytest.mark.parametrize("home", ["/", "", "C:\\Users\\anna"])
def test_a_home_is_hidden_however_it_is_written(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: home)
    text = r"C:\Users\anna\x and C:\\Users\\anna\\x"
    hidden = bundle.without_home(text)
    assert hidden == (r"~\x and ~\\x" if len(home) > 1 else text)


def test_a_bundle_keeps_stdout_pure_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran = kickstand(capsys, "doctor", "--json", "--bundle", tmp_path / "report.zip")
    assert json.loads(ran.out)["checks"]


def test_a_bundle_never_overwrites(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    path.write_text("precious")
    ran = kickstand(capsys, "doctor", "--bundle", path)
    assert ran.code == 2
    assert "exists already" in ran.err
    assert path.read_text() == "precious"


def test_a_bundle_that_cannot_be_written_is_said_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran = kickstand(capsys, "doctor", "--bundle", tmp_path / "absent" / "report.zip")
    assert ran.code == 2
    assert "cannot be written" in ran.err
    assert is_one_sentence(ran.err)
