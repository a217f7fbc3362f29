"""All recordings at once: packed so that nothing is missing, or deleted so that nothing is left."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from imu.errors import RecordingError, UsageError
from imu.library import back_up, delete_everything, index_file, open_library
from tests.library.places import contents, leave_open, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two recordings and a file that is none of theirs."""
    place = tmp_path / "mine"
    put(place / "a", notes="ä")
    put(place / "year" / "b")
    (place / "letter.txt").write_text("dear")
    return place


def test_what_was_packed_unpacks_as_it_was(folder: Path, tmp_path: Path) -> None:
    os.utime(folder / "a" / "session.json", (0, 0))  # before 1980
    (folder / "a" / ".hidden").touch()
    target = tmp_path / "drive" / "all.zip"
    assert back_up(folder, target) == 2
    with zipfile.ZipFile(target) as packed:
        packed.extractall(tmp_path / "again")
    (folder / "a" / ".hidden").unlink()
    (folder / "letter.txt").unlink()
    assert contents(tmp_path / "again" / "mine") == contents(folder)
    assert len(open_library(tmp_path / "again").entries) == 2
    assert list(target.parent.iterdir()) == [target]


def test_an_older_backup_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    target.write_text("older")
    with pytest.raises(UsageError, match="not overwritten"):
        back_up(folder, target)
    assert target.read_text() == "older"


def test_how_far_a_backup_is_can_be_told(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    back_up(folder, tmp_path / "all.zip", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_backup_that_is_broken_off_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    def enough(done: int, of: int) -> None:
        raise InterruptedError(done, of)

    with pytest.raises(RecordingError):
        back_up(folder, tmp_path / "drive" / "all.zip", progress=enough)
    assert list((tmp_path / "drive").iterdir()) == []


def test_deleting_everything_can_be_broken_off(folder: Path) -> None:
    def enough(done: int, of: int) -> None:
        raise KeyboardInterrupt(done, of)

    with pytest.raises(KeyboardInterrupt):
        delete_everything(folder, "delete", for_good=True, progress=enough)
    assert [one.name for one in open_library(folder).entries] == ["b"]


def test_a_backup_that_fails_leaves_nothing_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: zipfile.ZipFile) -> str:
        return "a/session.json"

    monkeypatch.setattr(zipfile.ZipFile, "testzip", broken)
    target = tmp_path / "drive" / "all.zip"
    with pytest.raises(RecordingError, match="could not be read again"):
        back_up(folder, target)
    assert list(target.parent.iterdir()) == []


def test_nothing_to_pack_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no recordings"):
        back_up(tmp_path, tmp_path / "all.zip")


@pytest.mark.parametrize("word", ["", "yes", "delete all"])
def test_another_word_deletes_nothing(folder: Path, word: str) -> None:
    before = contents(folder)
    with pytest.raises(UsageError, match="Nothing was deleted"):
        delete_everything(folder, word, for_good=True)
    assert contents(folder) == before


def test_the_word_deletes_all_recordings_and_the_index_and_nothing_else(folder: Path) -> None:
    open_library(folder)
    assert index_file(folder).is_file()
    assert delete_everything(folder, " Delete\n", for_good=True) == 2
    assert list(contents(folder)) == ["letter.txt"]
    assert not index_file(folder).exists()


def test_one_that_cannot_be_deleted_is_named_and_the_others_go(folder: Path) -> None:
    running = leave_open(put(folder / "running"), seconds_ago=0.0)
    with pytest.raises(RecordingError, match="running"):
        delete_everything(folder, "delete", for_good=True)
    assert [one.folder for one in open_library(folder).entries] == [running]
