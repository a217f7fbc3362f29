"""R32 to R34: edits are only ever added, hold or are taken back, and nothing else changes."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from imu.errors import RecordingError
from imu.recording import append_edit, edits_hash, in_force, read_edits, read_recording
from imu.recording.edits import (
    Add,
    Edit,
    Exclude,
    Join,
    Move,
    Reject,
    Restore,
    Split,
    Swap,
    Undo,
)
from tests.library.places import contents, put

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EVERY: tuple[Edit, ...] = (
    Reject(side="left", time_s=1.0, made_at=NOON, why="scratched"),
    Add(side="left", start_s=1.0, end_s=2.0),
    Move(side="left", to="right", start_s=0.0, end_s=9.0),
    Swap(start_s=0.0, end_s=9.0),
    Split(side="right", time_s=3.0),
    Join(side="right", time_s=3.0),
    Exclude(side="unknown", time_s=3.0),
    Restore(side="left", time_s=1.0),
    Undo(edit=1),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A recording without edits."""
    return put(tmp_path / "a")


def write(folder: Path, *edits: dict[str, Any], version: int = 1) -> Path:
    """Write an ``edits.json`` by hand."""
    path = folder / "edits.json"
    path.write_text(json.dumps({"schema_version": version, "edits": edits}))
    return path


def test_r32_every_kind_comes_back_as_it_was_with_its_number(folder: Path) -> None:
    for edit in EVERY:
        append_edit(folder, edit)
    edits = read_recording(folder).edits
    assert [one.id for one in edits] == list(range(1, len(EVERY) + 1))
    assert edits == read_edits(folder / "edits.json")
    assert edits_hash(edits) == edits_hash(EVERY)
    assert edits[0] == Reject(id=1, side="left", time_s=1.0, made_at=NOON, why="scratched")
    assert [type(one) for one in edits] == [type(one) for one in EVERY]


def test_r32_the_file_reads_as_documented(folder: Path) -> None:
    append_edit(folder, Reject(side="right", time_s=42.0))
    assert json.loads((folder / "edits.json").read_text()) == {
        "schema_version": 1,
        "edits": [{"kind": "reject", "id": 1, "side": "right", "time_s": 42.0}],
    }


def test_r33_nothing_that_was_recorded_changes(folder: Path) -> None:
    before = contents(folder)
    for edit in EVERY:
        append_edit(folder, edit)
    after = contents(folder)
    assert after.keys() - before.keys() == {"edits.json"}
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        ({"kind": "guess", "id": 1, "side": "left", "time_s": 1.0}, "guess"),
        ({"id": 1, "side": "left", "time_s": 1.0}, "kind"),
        ({"kind": "reject", "id": 1, "side": "both", "time_s": 1.0}, "both"),
        ({"kind": "reject", "id": 1, "side": "left"}, "time_s"),
        ({"kind": "reject", "id": 2, "side": "left", "time_s": 1.0}, "edit 1 has the number 2"),
        ({"kind": "add", "id": 1, "side": "left", "start_s": 2.0, "end_s": 2.0}, "ends at 2 s"),
        ({"kind": "swap", "id": 1, "start_s": 2.0, "end_s": 1.0}, "ends at 1 s"),
        ({"kind": "undo", "id": 1, "edit": 1}, "none before it"),
        ({"kind": "undo", "id": 1, "edit": 0}, "none before it"),
        (
            {"kind": "side", "id": 1, "side": "left", "to": "left", "start_s": 1, "end_s": 2},
            "from left to left",
        ),
    ],
)
def test_r32_what_means_nothing_is_refused_with_the_file_named(
    folder: Path, edit: dict[str, Any], word: str
) -> None:
    path = write(folder, edit)
    with pytest.raises(RecordingError, match=word) as caught:
        read_recording(folder)
    assert caught.value.path == path


def test_r32_a_newer_file_is_refused(folder: Path) -> None:
    write(folder, version=2)
    with pytest.raises(RecordingError, match="Upgrade"):
        read_recording(folder)


@pytest.mark.parametrize(
    "edit",
    [Reject(side="left", time_s=float("nan")), Undo(edit=1), Swap(start_s=1.0, end_s=float("inf"))],
)
def test_r33_an_edit_that_means_nothing_is_not_written(folder: Path, edit: Edit) -> None:
    with pytest.raises(RecordingError):
        append_edit(folder, edit)
    assert not (folder / "edits.json").exists()


def test_r33_a_full_disk_leaves_the_edits_that_there_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_edit(folder, EVERY[0])
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordingError, match="No space left"):
        append_edit(folder, EVERY[1])
    assert contents(folder) == before


def numbered(*edits: Edit) -> tuple[Edit, ...]:
    """The edits with their numbers."""
    return tuple(msgspec.structs.replace(one, id=n) for n, one in enumerate(edits, start=1))


A, B = Reject(side="left", time_s=1.0), Exclude(side="left", time_s=5.0)


@pytest.mark.parametrize(
    ("edits", "held"),
    [
        ((), []),
        ((A, B), [1, 2]),
        ((A, Undo(edit=1)), []),
        ((A, B, Undo(edit=1)), [2]),
        ((A, Undo(edit=1), Undo(edit=2)), [1]),
        ((A, Undo(edit=1), Undo(edit=2), Undo(edit=3)), []),
        ((A, Undo(edit=1), B), [3]),
    ],
)
def test_r33_an_undo_may_be_undone(edits: tuple[Edit, ...], held: list[int]) -> None:
    assert [one.id for one in in_force(numbered(*edits))] == held


def test_r34_the_hash_is_over_what_edits_say() -> None:
    plain = Reject(side="left", time_s=1.0)
    same = Reject(id=7, side="left", time_s=1.0, made_at=NOON, why="x")
    assert edits_hash([plain]) == edits_hash([same])
    assert edits_hash([plain]) != edits_hash([Reject(side="right", time_s=1.0)])
    assert edits_hash([A, B]) != edits_hash([B, A])
    assert edits_hash([]) == ""
    assert len(edits_hash([A])) == 12
