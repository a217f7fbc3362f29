"""The second chance: a recording whose disk has failed is saved elsewhere, or that is said."""

from __future__ import annotations

import errno
import json
import stat
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
import typer

from imu.cli import recorded
from imu.recording import RecordingWriter, SessionMeta, read_recording
from imu.recording.journal import Journal
from tests.cli.places import kickstand
from tests.recording.examples import swinging

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


@pytest.fixture
def stuck(tmp_path: Path) -> Generator[RecordingWriter]:
    """A recording of 50 samples whose folder cannot be made."""
    (tmp_path / "file").write_bytes(b"")
    writer = RecordingWriter(tmp_path / "file" / "r", SessionMeta(), waits=True)
    writer.write(swinging(50))
    yield writer
    writer.close()


def sit_there(monkeypatch: Patch, *answers: str) -> list[str]:
    """Somebody who answers this at the terminal, then goes away. Gives what was asked."""
    asked: list[str] = []
    left = list(answers)

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        if not left:
            raise typer.Abort
        return left.pop(0)

    monkeypatch.setattr(typer, "prompt", prompt)
    monkeypatch.setattr("imu.cli.recorded._somebody_answers", lambda: True)
    return asked


def test_what_got_to_its_disk_is_only_closed(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    writer.write(swinging(50))
    asked: list[str] = []
    assert recorded.close(writer, asked.append) == (True, f"recorded in {tmp_path / 'r'}")
    assert asked == []


def test_it_is_asked_for_places_until_one_works(stuck: RecordingWriter, tmp_path: Path) -> None:
    (tmp_path / "taken" / "r").mkdir(parents=True)
    places, problems = [tmp_path / "file", tmp_path / "taken"], list[str]()

    def ask(problem: str) -> Path | None:
        problems.append(problem)
        return places.pop(0)

    is_complete, said = recorded.close(stuck, ask)
    assert is_complete
    assert f"recorded in {tmp_path / 'taken' / 'r_2'}" in said
    assert len(problems) == 2
    assert len(read_recording(tmp_path / "taken" / "r_2").streams["left"].block) == 50


def test_who_gives_up_is_told_why_it_is_gone(stuck: RecordingWriter) -> None:
    is_complete, said = recorded.close(stuck, lambda problem: None if problem else Path())
    assert not is_complete
    assert said.startswith("not everything was recorded: ")
    assert "cannot be written" in said


def test_a_spare_folder_is_used_unasked(
    stuck: RecordingWriter, tmp_path: Path, monkeypatch: Patch
) -> None:
    asked = sit_there(monkeypatch)
    assert recorded.close(stuck, recorded.in_terminal(tmp_path / "spare"))[0]
    assert asked == []
    assert read_recording(tmp_path / "spare" / "r").session.complete


def test_who_sits_there_is_asked(
    stuck: RecordingWriter, tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    asked = sit_there(monkeypatch, str(tmp_path / "file"), str(tmp_path / "mine"))
    assert recorded.close(stuck, recorded.in_terminal())[0]
    assert len(asked) == 2
    assert capsys.readouterr().err.count("not everything was recorded") == 2
    assert read_recording(tmp_path / "mine" / "r").session.complete


@pytest.mark.parametrize("answers", [(), ("",), ("  ",)])
def test_no_answer_gives_it_up(
    stuck: RecordingWriter, monkeypatch: Patch, answers: tuple[str, ...]
) -> None:
    sit_there(monkeypatch, *answers)
    assert not recorded.close(stuck, recorded.in_terminal())[0]


def test_where_nobody_sits_it_is_saved_where_nobody_else_looks(
    stuck: RecordingWriter, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("imu.cli.recorded._somebody_answers", lambda: False)
    assert recorded.close(stuck, recorded.in_terminal())[0]
    assert stuck.path.parent.name.startswith("kickstand-")
    assert len(read_recording(stuck.path).streams["left"].block) == 50
    if sys.platform != "win32":
        assert stat.S_IMODE(stuck.path.parent.stat().st_mode) == 0o700


@pytest.fixture
def full(tmp_path: Path, monkeypatch: Patch) -> Path:
    """A folder on a disk that is full; other folders are on another one."""
    flush = Journal.flush

    def fails(journal: Journal) -> None:
        if tmp_path / "full" in journal.path.parents:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(journal)

    monkeypatch.setattr(Journal, "flush", fails)
    return tmp_path / "full" / "r"


def test_the_count_goes_on_with_one_warning_and_is_saved_in_the_end(
    full: Path, tmp_path: Path, capsys: Capture
) -> None:
    spare = tmp_path / "spare"
    ran = kickstand(capsys, "demo", "--headless", "--speed", "max", "-o", full, "--spare", spare)
    assert ran.code == 0
    assert ran.out.count("the count goes on, but ") == 1
    assert "set 2 is over: 8 reps" in ran.out
    assert f"recorded in {spare / 'r'}" in ran.err
    recording = read_recording(spare / "r")
    assert recording.session.complete
    assert set(recording.streams) == {"left", "right"}


def test_programmes_hear_of_it_as_an_event(full: Path, tmp_path: Path, capsys: Capture) -> None:
    words = ("demo", "--json", "--speed", "max", "-o", full, "--spare", tmp_path / "spare")
    events = [json.loads(line) for line in kickstand(capsys, *words).out.splitlines()]
    troubles = [event for event in events if event["event"] == "trouble"]
    assert len(troubles) == 1
    assert "No space left on device" in troubles[0]["problem"]
