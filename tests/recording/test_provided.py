"""What comes with Kickstand is listed by name, and nothing done to recordings changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imu.editing import Editor
from imu.errors import RecordingError
from imu.library import annotate, assign, delete, delete_everything, mend, retitle
from imu.recording import append_edit, extend_labels, provided, replace_reps
from imu.recording.edits import Reject
from tests.cli.places import is_one_sentence, kickstand
from tests.library.places import contents, leave_open

NAME = "simulated_right"
EDIT = Reject(side="right", time_s=14.2)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of an installation that would not miss it."""
    place = tmp_path / "installed"
    shutil.copytree(provided.provided()[NAME], place / NAME)
    monkeypatch.setattr(provided, "_PLACES", (place,))
    return place / NAME


WAYS: dict[str, Callable[[Path], object]] = {
    "an edit": lambda path: append_edit(path, EDIT),
    "a corrected count": lambda path: Editor(path).make(EDIT, NOON),
    "corrected labels": lambda path: Editor(path).save_labels(anew=True),
    "labels of sets": lambda path: extend_labels(path / "labels.json", (), (), quality="none"),
    "labels of reps": lambda path: replace_reps(
        path / "labels.json", (), quality="none", exhaustive=False, anew=True
    ),
    "a name": lambda path: retitle(path, "mine"),
    "a person": lambda path: assign(path, "Bea"),
    "notes": lambda path: annotate(path, "mine"),
    "the trash": delete,
    "for good": lambda path: delete(path, for_good=True),
    "everything": lambda path: delete_everything(path.parent, "delete", for_good=True),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_is_written_into_it_and_the_sentence_says_how_to_have_a_copy(
    way: Callable[[Path], object], sample: Path
) -> None:
    before = contents(sample)
    with pytest.raises(RecordingError, match=r"stays as it is\. Change a copy.*samples -o DIR"):
        way(sample)
    assert contents(sample) == before


def test_by_another_way_it_is_the_same_one(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(sample, target_is_directory=True)
    for path in (tmp_path / "link", sample / ".." / NAME):
        with pytest.raises(RecordingError, match="comes with Kickstand"):
            annotate(path, "mine")


def test_one_that_was_left_open_is_not_closed(sample: Path) -> None:
    before = contents(leave_open(sample))
    with pytest.raises(RecordingError, match="comes with Kickstand"):
        mend(sample)
    assert contents(sample) == before


def test_a_copy_and_what_lies_beside_are_the_persons_own(sample: Path, tmp_path: Path) -> None:
    copy, beside = tmp_path / NAME, sample.parent / "mine"
    for own in (copy, beside):
        shutil.copytree(sample, own)
        annotate(own, "mine")
        append_edit(own, EDIT)
    assert list(provided.provided()) == [NAME]


COMMANDS = (
    ("edit", "reject", "14.2"),
    ("edit", "labels", "--anew"),
    ("library", "note", "mine"),
    ("library", "rename", "--title", "mine"),
    ("library", "delete", "--yes"),
    ("label", "--set", "right:10:55:8"),
    ("label",),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_commands_know_its_name_and_say_the_same(
    words: tuple[str, ...], sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(sample)
    groups = 2 if words[0] in ("edit", "library") else 1
    ran = kickstand(capsys, *words[:groups], f"sample:{NAME}", *words[groups:])
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "'kickstand samples -o DIR' makes one" in ran.err
    assert contents(sample) == before


def test_reading_its_edits_is_no_change(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del sample
    ran = kickstand(capsys, "edit", "list", f"sample:{NAME}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("nothing was corrected\n")
