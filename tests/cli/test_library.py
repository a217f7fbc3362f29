"""`kickstand list` and `kickstand library`: what they print, do, and how they end."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from imu.cli.librarywords import sets_text
from tests.cli.places import is_one_sentence, kickstand
from tests.library.places import contents, counted_session, leave_open, put

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a person's own folder of recordings, with two of Anna and one of Bea in it."""
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KICKSTAND_DATA", str(tmp_path / "data"))
    folder = tmp_path / "data" / "recordings"
    put(folder / "a", day=1, counted=counted_session(partial=True), rung="one-leg", notes="warm")
    put(folder / "b", day=2, counted=counted_session(), title="In the garden")
    put(folder / "c", day=3, person="Bea")
    return folder


@pytest.fixture
def trashed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stand in for the system's trash."""
    paths: list[Path] = []
    monkeypatch.setitem(sys.modules, "send2trash", SimpleNamespace(send2trash=paths.append))
    return paths


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let a person write this."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


# -- list -----------------------------------------------------------------------------------------


def test_a_line_each_the_latest_first(capsys: Capture) -> None:
    ran = kickstand(capsys, "list")
    assert (ran.code, ran.err) == (0, "")
    _, c, b, a = (line.split() for line in ran.out.splitlines())
    assert c[2:4] == ["c", "Bea"]
    assert b[2:5] == ["In", "the", "garden"]
    assert a[2:] == ["a", "Anna", "one-leg", "0:03", "1×2", "1×2", "partial", "1", "warm"]


def test_words_marks_and_options_narrow_it(own: Path, capsys: Capture) -> None:
    for words in (["person:bea"], ["--person", "Bea"], ["--since", "2026-11-03"], [own, "c"]):
        ran = kickstand(capsys, "list", *words, "--json")
        assert [json.loads(line)["name"] for line in ran.out.splitlines()] == ["c"], words
    assert "1 of 3 recordings" in kickstand(capsys, "list", "garden").out
    assert "no recording is like that" in kickstand(capsys, "list", "nothing").out


def test_json_says_everything(own: Path, capsys: Capture) -> None:
    document = json.loads(kickstand(capsys, "list", "garden", "--json").out)
    assert document["path"] == str(own / "b")
    assert (document["reps"], document["sets"]) == (5, {"left": [3], "right": [2]})
    assert document["started_at"].startswith("2026-11-02T12:00:00")


def test_one_that_cannot_be_read_is_said_and_the_others_are_listed(
    own: Path, capsys: Capture
) -> None:
    (own / "b" / "session.json").write_text("{")
    ran = kickstand(capsys, "list")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert len(ran.out.splitlines()) == 4
    assert "unreadable" in ran.out


def test_those_never_closed_are_told_of(own: Path, capsys: Capture) -> None:
    leave_open(own / "c")
    out = kickstand(capsys, "list").out
    assert "1 recording was never closed: 'kickstand library recover'" in out
    assert "unfinished" in out


@pytest.mark.parametrize("words", [["since:x"], ["--since", "x"], ["who:me"]])
def test_a_search_that_means_nothing_is_wrong_use(capsys: Capture, words: list[str]) -> None:
    ran = kickstand(capsys, "list", *words)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_no_recordings_at_all_is_said(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    assert kickstand(capsys, "list", tmp_path / "empty").code == 2
    monkeypatch.setenv("KICKSTAND_DATA", str(tmp_path / "none"))
    ran = kickstand(capsys, "list")
    assert ran.code == 2
    assert is_one_sentence(ran.err)


@pytest.mark.parametrize(
    ("counts", "text"), [((), "-"), ((8,), "1×8"), ((8, 8, 8), "3×8"), ((8, 7), "8+7")]
)
def test_sets_in_few_characters(counts: tuple[int, ...], text: str) -> None:
    assert sets_text(counts) == text


# -- library --------------------------------------------------------------------------------------


def test_rename_and_note_show_in_the_list(own: Path, capsys: Capture) -> None:
    assert (
        kickstand(capsys, "library", "rename", "a", "--title", "Attic", "--person", "Cem").code == 0
    )
    assert kickstand(capsys, "library", "note", own / "a", "cold").code == 0
    document = json.loads(kickstand(capsys, "list", "attic", "--json").out)
    assert (document["title"], document["person"], document["notes"]) == ("Attic", "Cem", "cold")


def test_renaming_to_nothing_is_wrong_use(capsys: Capture) -> None:
    ran = kickstand(capsys, "library", "rename", "a")
    assert ran.code == 2
    assert is_one_sentence(ran.err)


@pytest.mark.parametrize("verb", ["rename", "note", "delete", "recover"])
def test_what_is_no_recording_is_one_sentence(capsys: Capture, verb: str) -> None:
    more = {"rename": ["--title", "x"], "note": ["x"], "delete": ["--yes"]}.get(verb, [])
    ran = kickstand(capsys, "library", verb, "nowhere", *more)
    assert ran.code == 2
    assert is_one_sentence(ran.err)


@pytest.mark.parametrize(("text", "gone"), [("y\n", ["a"]), ("n\n", []), ("\n", [])])
def test_deleting_is_asked(
    own: Path,
    trashed: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    text: str,
    gone: list[str],
) -> None:
    answer(monkeypatch, text)
    ran = kickstand(capsys, "library", "delete", "a")
    assert ran.code == 0
    assert "Delete" in ran.err
    assert [path.name for path in trashed] == gone
    assert (own / "a").is_dir()


def test_scripts_are_not_asked_and_hear_what_failed(
    own: Path, trashed: list[Path], capsys: Capture
) -> None:
    leave_open(own / "c", seconds_ago=0.0)
    ran = kickstand(capsys, "library", "delete", "a", "c", "--yes")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert [path.name for path in trashed] == ["a"]
    assert kickstand(capsys, "library", "delete", "a", "--yes", "--for-good").code == 0
    assert not (own / "a").exists()


def test_recover_closes_all_that_were_left_open(own: Path, capsys: Capture) -> None:
    samples = own / "b" / "left.imu.csv"
    lines = samples.read_text().splitlines(keepends=True)
    samples.write_text("".join([*lines[:5], "no row\n", *lines[5:]]))
    leave_open(own / "a")
    leave_open(own / "b")
    ran = kickstand(capsys, "library", "recover")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert json.loads((own / "a" / "session.json").read_text())["complete"]
    (own / "b" / "session.json").unlink()
    assert "in good order" in kickstand(capsys, "library", "recover").out


def test_backup_makes_a_file(own: Path, tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "library", "backup", "-o", tmp_path / "all.zip")
    assert ran.code == 0
    assert "3 recordings in" in ran.out
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert len(packed.namelist()) == len(contents(own))
    assert kickstand(capsys, "library", "backup", "-o", tmp_path / "all.zip").code == 2


def test_rebuild_reads_everything(capsys: Capture) -> None:
    kickstand(capsys, "list")
    assert "read 3 recordings" in kickstand(capsys, "library", "rebuild").out


def test_deleting_everything_takes_the_word(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    answer(monkeypatch, "y\n")
    ran = kickstand(capsys, "library", "delete-everything", "--for-good")
    assert ran.code == 2
    assert "3 recordings" in ran.err
    assert len(contents(own)) > 3
    ran = kickstand(capsys, "library", "delete-everything", "--word", "delete", "--for-good")
    assert (ran.code, ran.out) == (0, "deleted 3 recordings\n")
    assert contents(own) == {}
