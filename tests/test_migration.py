"""What becomes of files of other versions: a test for each rule of firmware_notes/migration.md."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard import preferences
from imu import remembered
from imu.analysis import analyze
from imu.coach import memory
from imu.errors import RecordingError, SettingsError
from imu.library import index_file, open_library
from imu.privatefile import FOLDER_VARIABLE
from imu.recording import read_recording
from imu.samples import Rep
from imu.settings import METRICS_VERSION, Settings, load_settings, settings_hash
from tests.cli.places import is_one_sentence, kickstand

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "firmware_notes" / "migration.md"
SAMPLE = ROOT / "recordings" / "simulated_right"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out of the person's own folders."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "settings"))
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KICKSTAND_DATA", str(tmp_path / "data"))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A recording that may be changed."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "recordings" / "one"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Names of the files that came, went or differ."""
    return {name for name in before | after if before.get(name) != after.get(name)}


def reps_of(folder: Path) -> list[Rep]:
    """The reps that are counted now."""
    sets = [one for side in analyze(folder).sides.values() for one in side.sets]
    return [rep for one in sets for rep in one.reps if rep.counted]


def set_fields(file: Path, **fields: object) -> dict[str, Any]:
    """Change fields of a JSON file; None takes one out."""
    known: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    kept = {name: value for name, value in {**known, **fields}.items() if value is not None}
    file.write_text(json.dumps(kept), "utf-8")
    return kept


def test_every_rule_of_the_page_has_a_test() -> None:
    rules = {int(number) for number in re.findall(r"\*\*M(\d+)\.", PAGE.read_text("utf-8"))}
    tested = {int(name[6:8]) for name in globals() if re.match(r"test_m\d\d_", name)}
    assert rules == set(range(1, 12)) == tested


@pytest.mark.parametrize("version", [None, 0])
def test_m01_reading_changes_no_byte(
    version: int | None, recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_fields(recording / "session.json", schema_version=version)
    before = contents(recording)
    for words in (
        ("analyze", recording, "--json"),
        ("list", recording.parent),
        ("replay", recording, "--speed", "max", "--json"),
        ("compare", recording),
        ("report", recording, "--json"),
        ("export", recording, "--to", "csv", "-o", tmp_path / "out"),
    ):
        ran = kickstand(capsys, *words)
        assert ran.code == 0, (words, ran.err)
        assert changed(before, contents(recording)) == set(), words


def test_m02_a_recording_with_next_to_nothing_in_it_opens(recording: Path) -> None:
    for name in ("right.imu.json", "events.csv", "labels.json", "truth.csv"):
        (recording / name).unlink()
    (recording / "session.json").write_text("{}")
    session = read_recording(recording).session
    assert (session.schema_version, session.person, session.pain) == (1, None, ())
    assert len(reps_of(recording)) == 10


@pytest.mark.parametrize("name", ["sensors.json", "training.json", "window.json"])
def test_m02_settings_with_nothing_in_them_are_the_defaults(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("{}")
    if name == "sensors.json":
        assert remembered.load(tmp_path / name) == (remembered.Remembered(), "")
    elif name == "training.json":
        assert memory.load(tmp_path / name) == (memory.Memory(), "")
    else:
        assert preferences.load(tmp_path / name) == preferences.Preferences()


@pytest.mark.parametrize("name", ["session.json", "labels.json", "right.imu.json"])
def test_m03_a_field_that_is_new_is_no_reason_to_refuse(name: str, recording: Path) -> None:
    set_fields(recording / name, new_in_99={"deep": [1, 2]})
    assert len(reps_of(recording)) == 10


def newer(recording: Path, name: str) -> Path:
    """Let one file of the recording be of a later version."""
    file = recording / name
    set_fields(file, schema_version=99)
    return file


@pytest.mark.parametrize("name", ["session.json", "labels.json", "edits.json"])
def test_m04_a_newer_version_is_refused_with_the_advice_to_upgrade(
    name: str, recording: Path
) -> None:
    file = newer(recording, name)
    with pytest.raises(RecordingError, match="Upgrade") as caught:
        read_recording(recording)
    assert caught.value.path == file


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("session.json", ("library", "rename", "{}", "--title", "My name")),
        ("session.json", ("library", "note", "{}", "My notes")),
        ("labels.json", ("label", "{}", "--set", "right:1:2:0")),
        ("edits.json", ("edit", "reject", "{}", "15")),
    ],
)
def test_m04_nothing_is_written_to_a_newer_version(
    name: str, words: tuple[str, ...], recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer(recording, name)
    before = contents(recording)
    ran = kickstand(capsys, *(word.format(recording) for word in words))
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "Upgrade" in ran.err
    assert changed(before, contents(recording)) == set()


def test_m05_fields_of_a_later_version_stay(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("session.json", "labels.json"):
        set_fields(recording / name, new_in_99=[1, {"a": 2}])
    assert kickstand(capsys, "library", "rename", recording, "--title", "Mine").code == 0
    foil = ("--foil", "walking:1:2")
    assert kickstand(capsys, "label", recording, *foil).code == 0
    session = json.loads((recording / "session.json").read_text("utf-8"))
    labels = json.loads((recording / "labels.json").read_text("utf-8"))
    assert session["title"] == "Mine"
    assert len(labels["foils"]) >= 1
    assert session["new_in_99"] == labels["new_in_99"] == [1, {"a": 2}]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("library", "rename", "{}", "--title", "My name"), {"session.json"}),
        (("library", "note", "{}", "My notes"), {"session.json"}),
        (("label", "{}", "--foil", "walking:1:2"), {"labels.json"}),
        (("edit", "reject", "{}", "{time}"), {"edits.json", "reps.csv"}),
    ],
)
def test_m06_only_what_is_asked_for_is_written(
    words: tuple[str, ...],
    written: set[str],
    recording: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    time_s = f"{reps_of(recording)[3].bottom_start_s:.2f}"
    before = contents(recording)
    said = [word.replace("{}", str(recording)).replace("{time}", time_s) for word in words]
    ran = kickstand(capsys, *said)
    assert ran.code == 0, ran.err
    assert changed(before, contents(recording)) == written


def test_m07_an_edit_that_finds_nothing_is_named_and_the_others_hold(recording: Path) -> None:
    reps = reps_of(recording)
    edits = [
        {"kind": "reject", "id": 1, "side": "right", "time_s": 1.0},
        {"kind": "reject", "id": 2, "side": "right", "time_s": reps[3].bottom_start_s},
    ]
    (recording / "edits.json").write_text(json.dumps({"schema_version": 1, "edits": edits}))
    assert len(reps_of(recording)) == 9


def test_m07_an_edit_of_an_unknown_kind_is_refused(recording: Path) -> None:
    edits = [{"kind": "new-in-99", "id": 1, "side": "right", "time_s": 1.0}]
    (recording / "edits.json").write_text(json.dumps({"schema_version": 1, "edits": edits}))
    with pytest.raises(RecordingError, match="new-in-99"):
        read_recording(recording)


def test_m08_results_say_what_made_them_and_are_never_read(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = kickstand(capsys, "analyze", recording, "--json")
    before = json.loads(ran.out)
    assert before["metrics_version"] == METRICS_VERSION
    assert before["settings_hash"] == settings_hash(Settings())
    with (recording / "reps.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["side", "depth_deg"], ["right", "99"]])
    assert json.loads(kickstand(capsys, "analyze", recording, "--json").out) == before


@pytest.mark.parametrize("name", ["sensors.json", "training.json"])
def test_m09_what_a_newer_version_has_learned_is_set_aside_whole(name: str, tmp_path: Path) -> None:
    text = '{"schema_version": 99, "learned": ["much"]}'
    (tmp_path / name).write_text(text)
    load = remembered.load if name == "sensors.json" else memory.load
    _, warning = load(tmp_path / name)
    aside = tmp_path / name.replace(".json", ".set-aside-1.json")
    assert aside.read_text() == text
    assert aside.name in warning
    assert not (tmp_path / name).exists()


def test_m09_each_preference_stands_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text('{"volume": 0.3, "theme": "new-in-99", "new_in_99": true}')
    found = preferences.load(file)
    assert (found.volume, found.theme) == (0.3, preferences.Preferences().theme)
    assert preferences.save(file, found)
    assert json.loads(file.read_text())["new_in_99"] is True


def test_m10_settings_that_name_little_work_and_unknown_names_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    file.write_text("[reps]\nmin_depth_deg = 7.0\n")
    assert load_settings(file).reps.min_depth_deg == 7.0
    assert load_settings(file).gate == Settings().gate
    file.write_text("[reps]\nnew_in_99 = 7.0\n")
    with pytest.raises(SettingsError, match="new_in_99"):
        load_settings(file)


@pytest.mark.parametrize("version", [0, 99])
def test_m11_an_index_of_another_version_is_made_anew(version: int, recording: Path) -> None:
    folder = recording.parent
    first = open_library(folder)
    assert (first.read_anew, open_library(folder).read_anew) == (1, 0)
    file = index_file(folder.resolve())
    set_fields(file, schema_version=version)
    again = open_library(folder)
    assert (again.read_anew, again.entries) == (1, first.entries)
    file.unlink()
    assert open_library(folder).entries == first.entries
