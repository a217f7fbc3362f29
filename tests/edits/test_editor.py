"""A recording that is corrected: what is written, what is not, and what everyone else then sees."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imu.analysis import analyze, analyze_with_signals
from imu.editing import Editor
from imu.errors import RecordingError, UsageError
from imu.library import open_library
from imu.recording import Foil, SessionMeta, extend_labels, read_recording, write_recording
from imu.recording.edits import Add, Reject, Split, Undo
from imu.recording.labels import read_labels
from imu.samples import Session
from imu.validation import score_recording
from tests.edits.conftest import FIRST, LONE_S, right_thigh
from tests.library.places import contents, leave_open

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
THIRD = Reject(side="right", time_s=FIRST[2] + 1.2)
LONE = Add(side="right", start_s=LONE_S - 0.2, end_s=LONE_S + 2.6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example on a disk."""
    path = tmp_path / "library" / "one"
    write_recording(path, [right_thigh()], meta=SessionMeta(complete=True, sides=("right",)))
    return path


def counts(session: Session) -> list[int]:
    """Counted reps of each set of the right leg."""
    return [one.count for one in session.sides["right"].sets]


def test_trying_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    editor = Editor(folder)
    assert counts(editor.tried(THIRD)) == [4, 4]
    assert counts(editor.session) == [5, 4]
    assert contents(folder) == before


def test_making_writes_edits_and_derived_reps_and_nothing_else(folder: Path) -> None:
    before = contents(folder)
    editor = Editor(folder)
    editor.make(THIRD, NOON)
    editor.make(LONE, NOON)
    editor.undo(NOON)
    after = contents(folder)
    assert after.keys() - before.keys() == {"edits.json", "reps.csv"}
    assert {name: after[name] for name in before} == before
    assert [one.made_at for one in read_recording(folder).edits] == [NOON] * 3
    rows = list(csv.DictReader((folder / "reps.csv").read_text().splitlines()))
    assert sum(row["counted"] == "true" for row in rows) == 8
    assert {row["edits_hash"] for row in rows} == {editor.session.edits_hash}


def test_everyone_sees_what_the_editor_shows(folder: Path) -> None:
    editor = Editor(folder)
    shown = editor.make(THIRD, NOON)
    assert analyze(folder) == shown
    assert analyze_with_signals(folder)[0] == shown
    assert Editor(folder).session == shown
    assert analyze(folder, edits=False) == editor.unedited
    assert counts(editor.unedited) == [5, 4]


def test_the_live_counter_and_the_scores_know_nothing_of_it(folder: Path) -> None:
    live, score = analyze(folder, mode="live"), score_recording(folder)
    Editor(folder).make(THIRD, NOON)
    assert analyze(folder, mode="live") == live
    assert score_recording(folder) == score


def test_the_library_shows_the_corrected_count(folder: Path) -> None:
    (before,) = open_library(folder.parent).entries
    assert (before.edits, before.sets) == (0, {})
    editor = Editor(folder)
    editor.make(THIRD, NOON)
    (after,) = open_library(folder.parent).entries
    assert (after.edits, after.sets) == (1, {"right": (4, 4)})
    editor.undo(NOON)
    (undone,) = open_library(folder.parent).entries
    assert (undone.edits, undone.sets) == (0, {"right": (5, 4)})


def test_undo_and_redo(folder: Path) -> None:
    editor = Editor(folder)
    editor.make(THIRD, NOON)
    editor.make(LONE, NOON)
    assert counts(editor.session) == [4, 4, 1]
    assert counts(editor.undo(NOON)) == [4, 4]
    assert counts(editor.redo(NOON)) == [4, 4, 1]
    assert counts(editor.undo(NOON, 1)) == [5, 4, 1]
    assert counts(editor.undo(NOON)) == [5, 4]
    assert editor.session == editor.unedited
    assert [type(one).__name__ for one in Editor(folder).edits] == [
        "Reject", "Add", "Undo", "Undo", "Undo", "Undo",
    ]  # fmt: skip


def test_there_must_be_something_to_undo_or_redo(folder: Path) -> None:
    editor = Editor(folder)
    for attempt in (
        lambda: editor.undo(NOON),
        lambda: editor.undo(NOON, 1),
        lambda: editor.redo(NOON),
    ):
        with pytest.raises(UsageError):
            attempt()
    editor.make(THIRD, NOON)
    editor.undo(NOON)
    with pytest.raises(UsageError, match="no edit 1"):
        editor.make(Undo(edit=1), NOON)
    assert len(read_recording(folder).edits) == 2


def test_an_edit_without_effect_is_not_written(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no rep at 30\.0 s"):
        Editor(folder).make(Reject(side="right", time_s=30.0), NOON)
    assert not (folder / "edits.json").exists()


def test_an_edit_that_finds_nothing_any_more_is_named_and_the_rest_holds(folder: Path) -> None:
    editor = Editor(folder)
    editor.make(Split(side="right", time_s=FIRST[2] + 0.1), NOON)
    editor.make(THIRD, NOON)
    text = json.loads((folder / "edits.json").read_text())
    text["edits"][0]["time_s"] = 30.0  # as after an upgrade that finds other sets
    (folder / "edits.json").write_text(json.dumps(text))
    again = Editor(folder)
    assert again.without_effect.keys() == {1}
    assert counts(again.session) == [4, 4]


def test_what_cannot_be_edited_is_refused(folder: Path) -> None:
    with pytest.raises(RecordingError, match="single file"):
        Editor(folder / "right.imu.csv")
    leave_open(folder)
    with pytest.raises(RecordingError, match="Recover"):
        Editor(folder)


# -- labels ---------------------------------------------------------------------------------------


def test_corrected_reps_become_labels(folder: Path) -> None:
    editor = Editor(folder)
    editor.make(THIRD, NOON)
    editor.save_labels(exhaustive=True)
    labels = read_labels(folder / "labels.json")
    reps = [one for a in editor.session.sides["right"].sets for one in a.reps if one.counted]
    assert [(one.start_s, one.end_s) for one in labels.reps] == [(r.start_s, r.end_s) for r in reps]
    assert [one.set for one in labels.reps] == [1] * 4 + [2] * 4
    assert all(one.bottom_s and one.start_s < one.bottom_s < one.end_s for one in labels.reps)
    assert labels.exhaustive
    assert "corrected by a person" in labels.quality


def test_labels_that_are_there_are_kept_unless_told(folder: Path) -> None:
    editor = Editor(folder)
    path = folder / "labels.json"
    extend_labels(path, [], [Foil(start_s=60.0, end_s=65.0, kind="walking")])
    editor.save_labels()
    assert len(read_labels(path).foils) == 1
    editor.make(THIRD, NOON)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="already"):
        editor.save_labels()
    assert path.read_bytes() == before
    editor.save_labels(anew=True)
    assert len(read_labels(path).reps) == 8


def test_labels_that_contradict_a_foil_are_not_written(folder: Path) -> None:
    path = folder / "labels.json"
    extend_labels(path, [], [Foil(start_s=FIRST[0], end_s=FIRST[1])])
    before = path.read_bytes()
    with pytest.raises(RecordingError, match="overlaps"):
        Editor(folder).save_labels()
    assert path.read_bytes() == before


# -- differences ----------------------------------------------------------------------------------


def test_without_announcements_the_live_counter_of_today_is_asked(folder: Path) -> None:
    editor = Editor(folder)
    assert editor.differences() == ()
    editor.make(LONE, NOON)
    assert editor.differences() == ()


def test_curves_and_what_was_announced_stay_as_they_are(folder: Path) -> None:
    editor = Editor(folder)
    before = editor.signals()["right"].tilt_deg
    live = editor.live
    assert live == analyze(folder, mode="live"), "nothing was announced"
    editor.make(THIRD, NOON)
    assert editor.signals().keys() == {"right"}
    assert (editor.signals()["right"].tilt_deg == before).all()
    assert 24.0 < before.max() < 26.0
    assert editor.live is live
