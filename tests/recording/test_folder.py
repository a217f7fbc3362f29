"""R1 to R4: what a recording is, whether it is complete, which version, which side."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from imu import analyze
from imu.asymmetry import leg_session, unlike
from imu.errors import RecordingError
from imu.ladder import RUNGS
from imu.recording import Pain, SessionMeta, free_path, read_recording
from imu.recording.layout import side_of_bare_file, sidecar_of
from imu.recording.session import read_session, write_session
from imu.trend import done_of
from tests.recording.examples import HEADER, check_sentence, put, put_csv, still_rows, text

SAMPLES = text(HEADER, *still_rows(30))
COMPLETE = {"schema_version": 1, "complete": True}


def refusal(path: Path) -> str:
    """The sentence with which a path is refused."""
    with pytest.raises(RecordingError) as caught:
        read_recording(path)
    return check_sentence(caught.value)


def test_r01_folder_with_session_and_samples_is_a_recording(tmp_path: Path) -> None:
    files = {"session.json": COMPLETE, "left.imu.csv": SAMPLES, "right.imu.csv": SAMPLES}
    recording = read_recording(put(tmp_path / "monday", files))
    assert recording.name == "monday"
    assert list(recording.streams) == ["left", "right"]
    assert recording.notes == ()
    assert recording.commands == ()
    assert recording.labels is None
    assert recording.truth is None
    assert recording.duration_s == pytest.approx(0.29)


def test_r01_session_file_stands_for_its_folder(tmp_path: Path) -> None:
    put(tmp_path / "monday", {"session.json": COMPLETE, "left.imu.csv": SAMPLES})
    assert read_recording(tmp_path / "monday" / "session.json").name == "monday"


def test_r01_name_of_the_current_folder_is_its_real_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "monday", {"session.json": COMPLETE, "left.imu.csv": SAMPLES})
    monkeypatch.chdir(tmp_path / "monday")
    assert read_recording(".").name == "monday"


def test_r01_single_sample_file_is_a_recording(tmp_path: Path) -> None:
    recording = read_recording(put_csv(tmp_path, *still_rows(30), name="walk.csv"))
    assert recording.name == "walk.csv"
    assert list(recording.streams) == ["unknown"]
    assert recording.session.complete
    assert len(recording.streams["unknown"].block) == 30


def test_r01_folder_without_session_is_refused_with_the_way_to_read_the_samples(
    tmp_path: Path,
) -> None:
    message = refusal(put(tmp_path, {"right.imu.csv": SAMPLES}))
    assert "session.json is missing" in message
    assert str(tmp_path / "right.imu.csv") in message


def test_r01_folder_without_anything_is_refused(tmp_path: Path) -> None:
    assert "is not a recording" in refusal(tmp_path)


def test_r01_folder_with_a_session_only_is_refused(tmp_path: Path) -> None:
    assert "holds no sample file" in refusal(put(tmp_path, {"session.json": COMPLETE}))


def test_r01_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "nowhere")


def test_r01_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"session.json": COMPLETE})
    (tmp_path / "left.imu.csv").mkdir()
    assert "cannot be read" in refusal(tmp_path)


def test_r02_recording_that_was_never_closed_is_read_with_a_note(tmp_path: Path) -> None:
    files = {"session.json": {"schema_version": 1, "complete": False}, "left.imu.csv": SAMPLES}
    recording = read_recording(put(tmp_path, files))
    assert not recording.session.complete
    assert "never closed" in recording.notes[0]


def test_r02_remarks_of_the_program_are_notes_of_the_recording(tmp_path: Path) -> None:
    session = {**COMPLETE, "remarks": ["3 rows were lost"]}
    recording = read_recording(put(tmp_path, {"session.json": session, "left.imu.csv": SAMPLES}))
    assert recording.notes == ("3 rows were lost",)


def test_r03_every_field_comes_back(tmp_path: Path) -> None:
    meta = SessionMeta(
        complete=True,
        started_at=datetime(2026, 11, 22, 18, 58, tzinfo=UTC),
        monotonic_zero_s=1234.5,
        person="M",
        exercise="hinge",
        sides=("left", "right"),
        plan={"sets": 3, "reps": [8, 10]},
        rung=2,
        stance="kickstand",
        load="red band",
        load_kg=4.5,
        block_height_cm=10,
        hand_support="wall",
        strap_site="outside, above the knee",
        first_leg="right",
        restrap_check=True,
        pain_limit=3,
        pain=(Pain(when="before", score=2, where="left hip"),),
        effort=6,
        notes="slept badly",
        remarks=("one",),
        settings={"announce_at": "bottom"},
        versions={"kickstand": "0.1"},
    )
    write_session(tmp_path / "session.json", meta)
    assert read_session(tmp_path / "session.json") == meta
    assert json.loads((tmp_path / "session.json").read_text())["started_at"].endswith("Z")


def test_r29_a_session_is_no_check_and_has_no_limit_unless_it_says_so(tmp_path: Path) -> None:
    recording = read_recording(put(tmp_path, {"session.json": COMPLETE, "left.imu.csv": SAMPLES}))
    assert not recording.session.restrap_check
    assert recording.session.pain_limit is None


def test_r29_a_check_is_read_as_one(tmp_path: Path) -> None:
    session = {**COMPLETE, "restrap_check": True, "pain_limit": 3}
    recording = read_recording(put(tmp_path, {"session.json": session, "left.imu.csv": SAMPLES}))
    assert leg_session(analyze(recording), recording.session).is_restrap_check
    assert done_of(analyze(recording), recording.session).pain_limit == 3.0


@pytest.mark.parametrize("field", ["exercise", "rung", "stance", "load", "load_kg", "hand_support"])
def test_r29_what_makes_sessions_alike_is_taken_as_written(tmp_path: Path, field: str) -> None:
    known: dict[str, object] = {
        "exercise": "hinge",
        "rung": RUNGS[2].key,
        "stance": RUNGS[2].stance,
        "load": "red band",
        "load_kg": 4.5,
        "hand_support": "wall",
    }
    session: dict[str, object] = {**COMPLETE, **known}
    files = {"session.json": session, "left.imu.csv": SAMPLES}
    bare = {"session.json": {**session, field: None}, "left.imu.csv": SAMPLES}
    whole, less = (
        leg_session(analyze(one), one.session).conditions
        for one in (
            read_recording(put(tmp_path / "whole", files)),
            read_recording(put(tmp_path / "bare", bare)),
        )
    )
    assert {name: getattr(whole, name) for name in known} == known
    assert len(unlike(less, whole)) == 1


def test_r03_start_is_written_in_utc(tmp_path: Path) -> None:
    started = datetime(2026, 11, 22, 19, 58, tzinfo=timezone(timedelta(hours=1)))
    write_session(tmp_path / "session.json", SessionMeta(started_at=started))
    text_in_file = json.loads((tmp_path / "session.json").read_text())["started_at"]
    assert text_in_file == "2026-11-22T18:58:00Z"
    assert read_session(tmp_path / "session.json").started_at == started


def test_r03_every_field_may_be_missing(tmp_path: Path) -> None:
    recording = read_recording(put(tmp_path, {"session.json": {}, "left.imu.csv": SAMPLES}))
    assert recording.session.person is None
    assert recording.session.schema_version == 1


def test_r03_unknown_fields_survive_a_rewrite(tmp_path: Path) -> None:
    path = put(tmp_path, {"session.json": {**COMPLETE, "mood": [1, {"a": None}], "extra": 5}})
    meta = read_session(path / "session.json")
    assert meta.extra == {"mood": [1, {"a": None}], "extra": 5}
    write_session(path / "session.json", meta)
    again = json.loads((path / "session.json").read_text())
    assert again["mood"] == [1, {"a": None}]
    assert again["extra"] == 5


@pytest.mark.parametrize("version", [2, 99])
def test_r03_newer_version_is_refused_with_the_advice_to_upgrade(
    tmp_path: Path, version: int
) -> None:
    session = {"schema_version": version}
    message = refusal(put(tmp_path, {"session.json": session, "left.imu.csv": SAMPLES}))
    assert f"schema_version {version}" in message
    assert "Upgrade" in message


def test_r03_newer_version_is_named_even_if_its_fields_look_different(tmp_path: Path) -> None:
    session = {"schema_version": 2, "person": {"name": "M"}}
    files = {"session.json": session, "left.imu.csv": SAMPLES}
    assert "Upgrade" in refusal(put(tmp_path, files))


@pytest.mark.parametrize("version", [0, 1])
def test_r03_older_version_keeps_opening(tmp_path: Path, version: int) -> None:
    session = {"schema_version": version, "complete": True}
    files = {"session.json": session, "left.imu.csv": SAMPLES}
    assert read_recording(put(tmp_path, files)).session.schema_version == version


@pytest.mark.parametrize("version", ["1", 1.5, True, None])
def test_r03_version_that_is_no_whole_number_is_refused(tmp_path: Path, version: object) -> None:
    files = {"session.json": {"schema_version": version}, "left.imu.csv": SAMPLES}
    assert "no whole number" in refusal(put(tmp_path, files))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person", 5),
        ("effort", 11),
        ("pain_limit", 11),
        ("restrap_check", "yes"),
        ("complete", "yes"),
        ("started_at", "2026-11-22T18:58:00"),
    ],
)
def test_r03_field_of_the_wrong_type_is_refused_by_name(
    tmp_path: Path, field: str, value: object
) -> None:
    files = {"session.json": {field: value}, "left.imu.csv": SAMPLES}
    assert f"$.{field}" in refusal(put(tmp_path, files))


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"person": "M"', b"\xff\xfe{}", b"[" * 100_000, b"null", b"[1]"]
)
def test_r03_session_that_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    message = refusal(put(tmp_path, {"session.json": content, "left.imu.csv": SAMPLES}))
    assert "JSON" in message


def test_r03_byte_order_mark_of_a_windows_editor_is_accepted(tmp_path: Path) -> None:
    session = b'\xef\xbb\xbf{"person": "M"}'
    files = {"session.json": session, "left.imu.csv": SAMPLES}
    assert read_recording(put(tmp_path, files)).session.person == "M"


def test_r04_unknown_side_is_a_side(tmp_path: Path) -> None:
    files = {"session.json": COMPLETE, "unknown.imu.csv": SAMPLES}
    recording = read_recording(put(tmp_path, files))
    assert recording.streams["unknown"].block.side == "unknown"


def test_r04_two_files_for_one_side_are_refused(tmp_path: Path) -> None:
    files = {"session.json": COMPLETE, "left.imu.csv": SAMPLES, "left.imu.csv.gz": SAMPLES}
    assert "two files for one side" in refusal(put(tmp_path, files))


def test_r04_file_whose_name_tells_no_side_is_ignored_with_a_note(tmp_path: Path) -> None:
    files = {"session.json": COMPLETE, "left.imu.csv": SAMPLES, "trunk.imu.csv": SAMPLES}
    recording = read_recording(put(tmp_path, files))
    assert list(recording.streams) == ["left"]
    assert recording.notes == ("trunk.imu.csv: ignored, its name tells no side",)


def test_r04_files_that_a_mac_leaves_on_a_stick_are_passed_over(tmp_path: Path) -> None:
    files = {"session.json": COMPLETE, "left.imu.csv": SAMPLES, "._left.imu.csv": b"\0\5"}
    assert read_recording(put(tmp_path, files)).notes == ()


@pytest.mark.parametrize("empty", [b"", text(HEADER), HEADER.encode()])
def test_r04_sensor_that_sent_nothing_does_not_hide_the_other_leg(
    tmp_path: Path, empty: bytes
) -> None:
    files = {"session.json": COMPLETE, "left.imu.csv": empty, "right.imu.csv": SAMPLES}
    recording = read_recording(put(tmp_path, files))
    assert list(recording.streams) == ["right"]
    assert recording.notes == ("left.imu.csv: holds no samples and is left out",)


def test_r04_broken_file_is_not_hidden_by_the_other_leg(tmp_path: Path) -> None:
    broken = text(HEADER, "0.0,oops,0,0,0,0,0")
    files = {"session.json": COMPLETE, "left.imu.csv": broken, "right.imu.csv": SAMPLES}
    assert "left.imu.csv, line 2" in refusal(put(tmp_path, files))


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("left.imu.csv", "left"),
        ("right.csv", "right"),
        ("Left_monday.csv.gz", "left"),
        ("right-2.imu.csv", "right"),
        ("leftover.csv", "unknown"),
        ("monday_left.csv", "unknown"),
        ("walk.csv", "unknown"),
    ],
)
def test_r04_name_of_a_single_file_tells_the_side(name: str, side: str) -> None:
    assert side_of_bare_file(name) == side


@pytest.mark.parametrize(
    ("point", "side"),
    [("left_thigh", "left"), ("right_thigh", "right"), ("left_shank", "unknown")],
)
def test_r04_sidecar_of_a_single_file_tells_the_side(tmp_path: Path, point: str, side: str) -> None:
    put(tmp_path, {"walk.imu.json": {"TrackedPoint": point}})
    recording = read_recording(put_csv(tmp_path, *still_rows(30), name="walk.csv"))
    assert list(recording.streams) == [side]


def test_r04_name_of_a_single_file_counts_more_than_its_sidecar(tmp_path: Path) -> None:
    put(tmp_path, {"left.imu.json": {"TrackedPoint": "right_thigh"}})
    recording = read_recording(put_csv(tmp_path, *still_rows(30)))
    assert list(recording.streams) == ["left"]


@pytest.mark.parametrize("name", ["a.imu.csv", "a.imu.csv.gz", "a.csv", "a.csv.gz"])
def test_r14_sidecar_stands_beside_its_file(name: str) -> None:
    assert sidecar_of(Path("x") / name) == Path("x") / "a.imu.json"


def test_r23_free_path_names_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    started = datetime(2026, 11, 22, 18, 58, tzinfo=UTC)
    first = free_path(tmp_path, started, ["left", "right"])
    assert first.name == "2026-11-22_1858_left-right"
    first.mkdir()
    second = free_path(tmp_path, started, ["left", "right"])
    assert second.name == "2026-11-22_1858_left-right_2"
    second.mkdir()
    assert free_path(tmp_path, started, ["left", "right"]).name.endswith("_3")
    assert free_path(tmp_path, started, []).name == "2026-11-22_1858"
