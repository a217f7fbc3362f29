"""What the library tells of recordings, and that its index never tells anything else."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path

import pytest

from imu.events import RepEvent, UndoEvent
from imu.library import Entry, index_file, open_library, unfinished
from imu.recent import recent
from imu.recording import Labels, Pain, write_recording
from imu.recording.eventlog import event_entry, format_entry, header_line
from imu.recording.labels import write_labels
from tests.library.places import counted_session, leave_open, put
from tests.recording.examples import swinging


def only(folder: Path) -> Entry:
    """The one line of a library."""
    (entry,) = open_library(folder).entries
    return entry


def said_rep(side: str, number: int, count: int) -> RepEvent:
    """A rep that was counted aloud in the set of this number."""
    return RepEvent(
        time_s=1.0,
        side=side,
        rep_id=count,
        set_id=number,
        count=count,
        start_s=0.0,
        bottom_s=0.5,
        depth_deg=20.0,
    )


def names(folder: Path) -> list[str]:
    """The folders of a library in its order."""
    return [one.name for one in open_library(folder).entries]


# -- one line -------------------------------------------------------------------------------------


def test_a_line_says_who_when_what_and_how_much(tmp_path: Path) -> None:
    path = put(
        tmp_path / "a",
        counted=counted_session(partial=True),
        title="In the garden",
        rung="one-leg",
        load="band",
        hand_support="chair",
        notes="warm",
        effort=4.0,
        pain=(Pain(when="before", score=1), Pain(when="after", score=2)),
    )
    one = only(tmp_path)
    assert one.folder == path
    assert (one.called, one.person, one.rung, one.notes) == (
        "In the garden", "Anna", "one-leg", "warm",
    )  # fmt: skip
    assert (one.load, one.support, one.effort, one.pain) == ("band", "chair", 4.0, 2.0)
    assert (one.sets, one.reps) == ({"left": (2,), "right": (2,)}, 4)
    assert (one.counted_from, one.flags) == ("reps", {"partial": 1})
    assert one.started_at is not None
    assert one.started_at.isoformat() == "2026-11-20T12:00:00+00:00"
    assert (one.is_complete, one.is_labelled, one.problem) == (True, False, "")


@pytest.mark.parametrize("zipped", [False, True])
def test_its_length_is_told_from_the_two_ends_of_the_samples(tmp_path: Path, zipped: bool) -> None:
    file = put(tmp_path / "a") / "left.imu.csv"
    with file.open("ab") as more:
        more.write(b"999.0,0.1")  # torn: no line
    if zipped:
        (tmp_path / "a" / "left.imu.csv.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    expected = swinging(300).time_s
    assert only(tmp_path).duration_s == pytest.approx(expected[-1] - expected[0], abs=1e-6)


@pytest.mark.parametrize("data", [b"", b"time_s\n", b"nothing\n1\n2\n", b"\x1f\x8bxx"])
def test_samples_that_tell_no_length_are_no_problem(tmp_path: Path, data: bytes) -> None:
    (put(tmp_path / "a") / "left.imu.csv").write_bytes(data)
    assert only(tmp_path).duration_s is None


def test_without_reps_csv_the_announced_numbers_count_and_undone_ones_do_not(
    tmp_path: Path,
) -> None:
    path = put(tmp_path / "a")
    numbers = [("right", 1, 1), ("right", 1, 2), ("right", 1, 3), ("right", 2, 1), ("left", 1, 1)]
    said = [said_rep(leg, number, count) for leg, number, count in numbers]
    undone = UndoEvent(time_s=9.0, side="right", rep_id=3, set_id=1, count=2)
    lines = b"".join(format_entry(event_entry(event)) for event in (*said, undone))
    (path / "events.csv").write_bytes(header_line() + lines)
    one = only(tmp_path)
    assert (one.counted_from, one.sets) == ("announced", {"left": (1,), "right": (2, 1)})


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"onset_s,type,value\n1,rep,{}\n"])
def test_without_any_count_nothing_is_claimed(tmp_path: Path, data: bytes) -> None:
    (put(tmp_path / "a") / "events.csv").write_bytes(data)
    assert (only(tmp_path).counted_from, only(tmp_path).sets) == ("", {})


def test_labels_are_told_of(tmp_path: Path) -> None:
    write_labels(put(tmp_path / "a") / "labels.json", Labels())
    assert only(tmp_path).is_labelled


def test_what_cannot_be_read_is_a_line_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path / "good")
    (put(tmp_path / "bad") / "session.json").write_text("{")
    bad, good = sorted(open_library(tmp_path).entries, key=lambda one: one.name)
    assert "session.json" in bad.problem
    assert good.problem == ""


# -- which ----------------------------------------------------------------------------------------


def test_recordings_are_found_at_any_depth_the_latest_first(tmp_path: Path) -> None:
    put(tmp_path / "b", day=3)
    put(tmp_path / "year" / "month" / "c", day=21)
    put(tmp_path / "a", day=3)
    write_recording(tmp_path / "undated", [swinging(30)])
    put(tmp_path / ".trash" / "gone")
    put(tmp_path / "b" / "copy-inside-a-recording")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["c", "a", "b", "undated"]


def test_a_folder_that_does_not_exist_has_none(tmp_path: Path) -> None:
    assert names(tmp_path / "nowhere") == []


def test_those_never_closed_are_offered_unless_they_may_be_running(tmp_path: Path) -> None:
    leave_open(put(tmp_path / "left"))
    leave_open(put(tmp_path / "running"), seconds_ago=0.0)
    put(tmp_path / "whole")
    assert [one.name for one in unfinished(open_library(tmp_path).entries)] == ["left"]


# -- the index ------------------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three recordings that were listed before."""
    folder = tmp_path / "three"
    for day, name in enumerate("abc", start=1):
        put(folder / name, day=day, counted=counted_session())
    assert open_library(folder).read_anew == 3
    return folder


def test_what_has_not_changed_is_not_read_again(three: Path) -> None:
    first = open_library(three)
    assert first.read_anew == 0
    assert first.entries == open_library(three, rebuild=True).entries


@pytest.mark.parametrize("name", ["session.json", "events.csv", "reps.csv", "labels.json", "x.csv"])
def test_a_recording_of_which_a_file_has_changed_is_read_again(three: Path, name: str) -> None:
    (three / "b" / name).touch()
    os.utime(three / "b" / name, (1e9, 1e9))
    assert open_library(three).read_anew == 1
    assert open_library(three).read_anew == 0


def test_a_file_of_another_size_at_the_same_time_is_noticed(three: Path) -> None:
    file = three / "b" / "session.json"
    before = file.stat()
    file.write_text(json.dumps({**json.loads(file.read_text()), "person": "Bea"}))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert {one.name: one.person for one in open_library(three).entries}["b"] == "Bea"


def test_recordings_that_come_go_and_move(three: Path) -> None:
    shutil.rmtree(three / "a")
    put(three / "d", day=9)
    (three / "b").rename(three / "moved")
    library = open_library(three)
    assert [one.name for one in library.entries] == ["d", "c", "moved"]
    assert library.read_anew == 2
    shutil.rmtree(three / "c")
    assert names(three) == ["d", "moved"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"\xff", b"[]", b'{"known": {"/x": 1}}', b'{"schema_version": 99}'],
)
def test_an_index_that_is_damaged_or_another_is_made_anew(three: Path, damage: bytes) -> None:
    file = index_file(three)
    whole = open_library(three).entries
    file.write_bytes(damage)
    again = open_library(three)
    assert (again.entries, again.read_anew) == (whole, 3)
    assert open_library(three).read_anew == 0


def test_an_index_of_a_newer_version_is_not_believed(three: Path) -> None:
    file = index_file(three)
    text = json.loads(file.read_text())
    file.write_text(json.dumps({**text, "schema_version": 99}))
    assert open_library(three).read_anew == 3


def test_an_index_may_be_deleted_and_is_for_the_owner_alone(three: Path) -> None:
    file = index_file(three)
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
    file.unlink()
    assert open_library(three).read_anew == 3
    assert file.is_file()


def test_each_folder_has_an_index_of_its_own(three: Path, tmp_path: Path) -> None:
    put(tmp_path / "other" / "x")
    open_library(tmp_path / "other")
    assert open_library(three).read_anew == 0
    assert index_file(three) != index_file(tmp_path / "other")


def test_a_cache_that_cannot_be_written_costs_only_time(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path / "file"))
    assert open_library(three).read_anew == 3
    assert open_library(three).read_anew == 3


def test_progress_is_told_for_each(three: Path) -> None:
    told: list[tuple[int, int]] = []
    open_library(three, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_no_sample_is_read_beyond_the_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a")

    def refuse(*_: object) -> None:
        raise AssertionError("samples were read")

    monkeypatch.setattr("imu.recording.reader.read_samples", refuse)
    monkeypatch.setattr("imu.recording.csvread.read_samples", refuse)
    assert only(tmp_path).duration_s is not None


def test_what_was_begun_and_got_no_sample_is_not_offered_for_recovery(tmp_path: Path) -> None:
    kept, empty = put(tmp_path / "kept"), put(tmp_path / "empty")
    (empty / "left.imu.csv").unlink()
    leave_open(kept)
    leave_open(empty)
    assert [one.name for one in unfinished(open_library(tmp_path).entries)] == ["kept"]
    assert [one.is_unfinished for one in recent(tmp_path)] == [True, False]
