"""Names, notes, the trash, recovery: what is done to a recording as a whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from imu.errors import RecordingError
from imu.library import annotate, assign, delete, mend, retitle
from imu.recording import LabelledRep, append_edit, input_hash, read_recording, replace_reps
from imu.recording.edits import Reject
from tests.library.places import contents, leave_open, put


def said(path: Path) -> dict[str, object]:
    """What ``session.json`` says."""
    return json.loads((path / "session.json").read_text())


def test_names_aliases_and_notes_are_kept_and_nothing_else_changes(tmp_path: Path) -> None:
    path = put(tmp_path / "a", rung="one-leg")
    file = path / "session.json"
    file.write_text(json.dumps({**said(path), "mood": "good"}))
    before, files, hashed = said(path), contents(path), input_hash(read_recording(path))
    retitle(path, "  In the\n garden ")
    assign(path, "Bea")
    annotate(path, "two\nlines")
    named = {"title": "In the garden", "person": "Bea", "notes": "two\nlines"}
    assert said(path) == {**before, **named}
    after = contents(path)
    assert after.keys() == files.keys()
    assert {name for name in after if after[name] != files[name]} == {"session.json"}
    assert input_hash(read_recording(path)) == hashed


def test_a_name_can_be_taken_back(tmp_path: Path) -> None:
    path = put(tmp_path / "a", title="x")
    retitle(path, "")
    assign(path, " ")
    assert (said(path)["title"], said(path)["person"]) == ("", None)


def test_one_that_was_never_closed_keeps_what_it_says(tmp_path: Path) -> None:
    path = leave_open(put(tmp_path / "a"))
    before = contents(path)
    with pytest.raises(RecordingError, match=r"never closed.*Recover"):
        annotate(path, "x")
    assert contents(path) == before


def test_what_cannot_be_written_is_said_and_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a")
    before = contents(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordingError, match="No space left"):
        annotate(path, "x")
    assert contents(path) == before


# -- deleting -------------------------------------------------------------------------------------


@pytest.fixture
def trashed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stand in for the system's trash."""
    paths: list[Path] = []
    monkeypatch.setitem(sys.modules, "send2trash", SimpleNamespace(send2trash=paths.append))
    return paths


def test_a_recording_goes_into_the_trash_whole(tmp_path: Path, trashed: list[Path]) -> None:
    path = put(tmp_path / "a")
    delete(path)
    assert trashed == [path.resolve()]
    assert path.is_dir()  # only the trash moves it


def test_for_good_it_is_gone_at_once(tmp_path: Path, trashed: list[Path]) -> None:
    path = put(tmp_path / "a")
    delete(path, for_good=True)
    assert trashed == []
    assert not path.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the trash of Linux desktops")
def test_the_system_can_put_it_back(tmp_path: Path) -> None:
    path = put(tmp_path / "mine" / "a")
    files = contents(path)
    code = f"import imu.library, pathlib; imu.library.delete(pathlib.Path({str(path)!r}))"
    where = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "home")}
    subprocess.run([sys.executable, "-c", code], env=where, check=True)
    assert not path.exists()
    trash = tmp_path / "home" / "Trash"
    assert contents(trash / "files" / "a") == files
    assert f"Path={path}" in (trash / "info" / "a.trashinfo").read_text()


def test_no_trash_is_said_and_nothing_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: Path) -> None:
        raise PermissionError(13, "no trash here")

    monkeypatch.setitem(sys.modules, "send2trash", SimpleNamespace(send2trash=none))
    path = put(tmp_path / "a")
    with pytest.raises(RecordingError, match=r"no trash here.*for good"):
        delete(path)
    assert path.is_dir()


def test_only_recordings_are_deleted(tmp_path: Path, trashed: list[Path]) -> None:
    (tmp_path / "holiday").mkdir()
    for path in (tmp_path / "holiday", tmp_path / "nowhere", put(tmp_path / "a").parent):
        with pytest.raises(RecordingError, match="no recording"):
            delete(path, for_good=True)
    assert (tmp_path / "a" / "session.json").is_file()
    assert trashed == []


def test_one_that_may_be_running_is_neither_deleted_nor_closed(
    tmp_path: Path, trashed: list[Path]
) -> None:
    path = leave_open(put(tmp_path / "a"), seconds_ago=0.0)
    before = contents(path)
    for change in (delete, mend):
        with pytest.raises(RecordingError, match="still be running"):
            change(path)
    assert contents(path) == before
    assert trashed == []


def test_one_that_was_never_closed_or_cannot_be_read_can_be_deleted(
    tmp_path: Path, trashed: list[Path]
) -> None:
    left = leave_open(put(tmp_path / "left"))
    bad = put(tmp_path / "bad")
    (bad / "session.json").write_text("{")
    delete(left)
    delete(bad)
    assert trashed == [left.resolve(), bad.resolve()]


# -- recovering -----------------------------------------------------------------------------------


def test_recovering_closes_it_with_a_remark(tmp_path: Path) -> None:
    path = leave_open(put(tmp_path / "a"))
    recording = mend(path)
    assert recording.session.complete
    assert any("Recovered" in remark for remark in recording.session.remarks)
    assert said(path)["complete"] is True


NEWER = '{"schema_version": 99, "complete": false, "edits": [], "reps": []}'


@pytest.mark.parametrize("name", ["session.json", "edits.json", "labels.json"])
def test_what_a_newer_version_wrote_is_refused_and_stays_as_it_is(
    tmp_path: Path, name: str
) -> None:
    path = put(tmp_path / "r")
    (path / name).write_text(NEWER)
    if name != "session.json":
        leave_open(path)
    before = contents(path)
    rep = LabelledRep(side="left", start_s=0.1, end_s=0.2)
    deeds: dict[str, list[Callable[[], object]]] = {
        "session.json": [lambda: retitle(path, "x"), lambda: mend(path)],
        "edits.json": [lambda: append_edit(path, Reject(side="left", time_s=1.0))],
        "labels.json": [
            lambda: mend(path),
            lambda: replace_reps(path / name, [rep], quality="", exhaustive=False, anew=True),
        ],
    }
    for deed in deeds[name]:
        with pytest.raises(RecordingError, match="Upgrade Kickstand"):
            deed()
    assert contents(path) == before
