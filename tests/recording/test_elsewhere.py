"""R22: what was left on a disk that failed is not offered for recovery while all of it is there."""

from __future__ import annotations

import errno
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imu.library import delete, open_library, unfinished
from imu.recent import recent
from imu.recording import RecordingWriter, SessionMeta, find_unfinished, jsonfile, read_recording
from imu.recording.elsewhere import is_elsewhere, note_elsewhere
from imu.recording.folder import RecordingFolder
from imu.recording.session import read_session
from tests.cli.places import kickstand
from tests.library.places import leave_open
from tests.recording.examples import same_samples, swinging
from tests.recording.test_writer import lines_in, wait_for

META = SessionMeta(started_at=datetime(2026, 11, 22, 18, 0, tzinfo=UTC), monotonic_zero_s=7.5)
BLOCK = swinging(300)


def rescued(folder: Path, meta: SessionMeta = META) -> tuple[Path, Path]:
    """What was left at the first place, long ago, and all of it at another one."""
    part, whole = folder / "first" / "r", folder / "second" / "r"
    with RecordingWriter(part, meta) as writer:
        writer.write(BLOCK)
        wait_for(lambda: lines_in(part / "left.imu.csv") == len(BLOCK))
        writer.save_elsewhere(whole)
    at_rest(part)
    return part, whole


def at_rest(folder: Path) -> None:
    leave_open(folder)  # its files were last changed long ago; it is not complete anyway


def offered(part: Path) -> list[bool]:
    """Whether it is offered: by the core, in the library, at home."""
    entries = open_library(part.parent, rebuild=True).entries
    return [
        part in find_unfinished(part.parent),
        part in [one.folder for one in unfinished(entries)],
        any(one.is_unfinished for one in recent(part.parent)),
    ]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's index is not the person's own."""
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path / "cache"))


def test_it_is_not_offered_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    part, whole = rescued(tmp_path)
    assert offered(part) == [False] * 3
    assert same_samples(read_recording(whole).streams["left"].block, BLOCK)
    assert read_recording(whole).session == SessionMeta(
        started_at=META.started_at, monotonic_zero_s=7.5, complete=True
    )
    assert (part / "left.imu.csv").is_file()
    assert not read_session(part / "session.json").complete


def test_after_the_end_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part, whole = tmp_path / "first" / "r", tmp_path / "second" / "r"
    writer = RecordingWriter(part, META)
    writer.write(BLOCK)
    wait_for(lambda: lines_in(part / "left.imu.csv") == len(BLOCK))
    with monkeypatch.context() as patch:
        patch.setattr(RecordingFolder, "finish", full)
        assert not writer.close()
    writer.save_elsewhere(whole)
    assert writer.close()
    at_rest(part)
    assert offered(part) == [False] * 3


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_every_place_that_was_tried_says_it(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name / "r" for name in ("first", "second", "third"))
    with RecordingWriter(first, META) as writer:
        writer.write(BLOCK)
        writer.save_elsewhere(second)
        writer.save_elsewhere(third)
    told = [read_session(path / "session.json").saved_in for path in (first, second, third)]
    assert told == [str(third), str(third), ""]


@pytest.mark.parametrize("what", ["gone", "not complete", "another", "damaged"])
def test_it_is_offered_again_where_the_whole_one_is_not_to_be_found(
    tmp_path: Path, what: str
) -> None:
    part, whole = rescued(tmp_path)
    file = whole / "session.json"
    said = json.loads(file.read_text())
    if what == "gone":
        shutil.rmtree(whole)
    elif what == "damaged":
        file.write_text("{")
    else:
        changed = {"complete": False} if what == "not complete" else {"monotonic_zero_s": 8.0}
        file.write_text(json.dumps({**said, **changed}))
    assert offered(part) == [True] * 3


def test_what_holds_the_beginning_that_could_not_be_read_back_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordingFolder, "lacks_beginning", property(lambda _: True))
    part, _ = rescued(tmp_path)
    assert offered(part) == [True] * 3


def test_a_full_disk_takes_the_note_without_room_for_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, whole = rescued(tmp_path, META)
    before = json.loads((part / "session.json").read_text())
    monkeypatch.setattr(jsonfile, "replace_file", full)
    note_elsewhere(part, whole.parent / "longer name")
    after = json.loads((part / "session.json").read_text())
    assert after == {**before, "saved_in": str(whole.parent / "longer name")}


def test_what_would_not_fit_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, whole = rescued(tmp_path)
    file = part / "session.json"
    block = file.stat().st_blocks * 512
    said = json.loads(file.read_text())
    file.write_text(json.dumps({**said, "notes": "x" * (block - len(json.dumps(said)))}))
    if file.stat().st_size != block or file.stat().st_blocks * 512 != block:
        pytest.skip("this disk has blocks of another size")
    before = file.read_bytes()
    monkeypatch.setattr(jsonfile, "replace_file", full)
    note_elsewhere(part, whole.parent / "longer name")
    assert file.read_bytes() == before


def test_a_place_that_is_gone_is_no_error(tmp_path: Path) -> None:
    note_elsewhere(tmp_path / "gone", tmp_path / "whole")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("place", ["", "second/r", "../second/r"])
def test_only_a_whole_path_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    rescued(tmp_path)
    monkeypatch.chdir(tmp_path / "first")
    assert not is_elsewhere(SessionMeta(saved_in=place, started_at=META.started_at))


def test_it_can_be_deleted_and_recovered_by_who_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part, _ = rescued(tmp_path)
    assert kickstand(capsys, "library", "recover", part).code == 0
    assert read_session(part / "session.json").complete
    other, _ = rescued(tmp_path / "other")
    delete(other, for_good=True)
    assert not other.exists()


def test_the_list_says_where_all_of_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part, whole = rescued(tmp_path)
    ran = kickstand(capsys, "list", part.parent)
    assert f"all of it is in {whole}" in ran.out
    assert "unfinished" not in ran.out
    assert "never closed" not in ran.out
