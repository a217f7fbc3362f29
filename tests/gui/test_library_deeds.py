"""What is deleted is asked about first, everything is told, and nothing goes on behind."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.errands import Errands
from imu.errors import UsageError
from imu.library import Progress
from tests.gui.library import a_library, buttons, focused, keys, listed, quiet, three
from tests.gui.pages import press
from tests.gui.windows import until
from tests.library.places import leave_open

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture
def trash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A trash of the test's own."""
    place = tmp_path / "trash"
    place.mkdir()

    def throw(path: Path) -> None:
        shutil.move(path, place)

    monkeypatch.setattr("imu.library.keeping._to_trash", throw)
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three recordings."""
    return three(tmp_path / "mine")


# -- deleting --------------------------------------------------------------------------------------


def test_deleting_asks_and_moves_into_the_trash(folder: Path, trash: Path) -> None:
    with a_library(folder) as page:
        keys(page, Key.Key_Down, Key.Key_Delete)
        assert page.ask.sentence == words.LIBRARY_ASK_DELETE.format(name="b")
        assert buttons(page) == set()
        assert list(trash.iterdir()) == []
        keys(page, Key.Key_Return)
        quiet(page)
        assert [one.name for one in trash.iterdir()] == ["b"]
        assert (listed(page), page.said) == (["c", "a"], words.LIBRARY_DELETED)
        assert page.place.path == folder / "a", "the one that stands in its place"
        assert focused(page) is page.table


def test_a_no_keeps_it(folder: Path, trash: Path) -> None:
    with a_library(folder) as page:
        keys(page, Key.Key_Delete, Key.Key_B)
        assert page.ask.is_asking, "no other key is an answer"
        keys(page, Key.Key_Escape)
        assert not page.ask.is_asking
        assert focused(page) is page.table
        page.deeds["delete"].click()
        page.ask.no.click()
        quiet(page)
        assert listed(page) == ["c", "b", "a"]
        assert list(trash.iterdir()) == []


def test_where_there_is_no_trash_it_asks_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(path: Path) -> None:
        raise OSError(f"no trash for {path}")

    monkeypatch.setattr("imu.library.keeping._to_trash", none)
    with a_library(folder) as page:
        keys(page, Key.Key_Delete)
        page.ask.yes.click()
        until(lambda: page.ask.is_asking)
        assert page.ask.sentence == words.LIBRARY_ASK_FOR_GOOD.format(name="c")
        assert (folder / "c").exists()
        keys(page, Key.Key_Return)
        quiet(page)
        assert not (folder / "c").exists()
        assert page.said == words.LIBRARY_GONE


def test_one_that_runs_is_kept_and_said_so(folder: Path, trash: Path) -> None:
    leave_open(folder / "c", seconds_ago=0.0)
    with a_library(folder) as page:
        assert page.side.problem.text() == words.LIBRARY_RUNNING
        assert buttons(page) == {"delete", "back"}
        keys(page, Key.Key_Delete, Key.Key_Return)
        quiet(page)
        assert "may still be running" in page.said
        assert not page.ask.is_asking
        assert list(trash.iterdir()) == []


def test_deleting_everything_takes_the_word(folder: Path, trash: Path) -> None:
    (folder / "letter.txt").write_text("dear")
    with a_library(folder) as page:
        press(page, Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
        assert page.ask.sentence == words.LIBRARY_ASK_CLEAR.format(all=3, word="delete")
        assert focused(page) is page.ask.word
        QTest.keyClicks(page.ask.word, "yes")
        keys(page, Key.Key_Return)
        quiet(page)
        assert (
            page.said
            == "Nothing was deleted: the word is 'delete'. Write just that to delete everything."
        )
        assert listed(page) == ["c", "b", "a"]
        page.whole["clear"].click()
        assert page.ask.word.text() == ""
        QTest.keyClicks(page.ask.word, "Delete")
        keys(page, Key.Key_Return)
        quiet(page)
        assert sorted(one.name for one in trash.iterdir()) == ["a", "b", "c"]
        assert page.said == words.LIBRARY_CLEARED.format(all=3)
        assert page.empty.text() == words.LIBRARY_TRAIN
        assert [one.name for one in folder.iterdir()] == ["letter.txt"]


# -- packing ---------------------------------------------------------------------------------------


def answering(monkeypatch: pytest.MonkeyPatch, path: str) -> list[str]:
    """Choose this file; give the names that were proposed."""
    proposed: list[str] = []

    def choose(*args: object, **_: object) -> tuple[str, str]:
        proposed.append(str(args[2]))
        return path, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


def test_everything_is_packed_into_the_file_that_was_chosen(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all.zip"
    proposed = answering(monkeypatch, str(target))
    with a_library(folder) as page:
        keys(page, Key.Key_B)
        quiet(page)
        assert page.said == words.LIBRARY_BACKED_UP.format(all=3, file=target)
        assert proposed[0].endswith(".zip")
        assert {name.split("/")[1] for name in zipfile.ZipFile(target).namelist()} == set("abc")
        keys(page, Key.Key_B)
        quiet(page)
        assert "is not overwritten" in page.said


def test_no_file_is_no_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "")
    with a_library(folder) as page:
        page.whole["backup"].click()
        assert not page.care.errands.is_busy


# -- errands ---------------------------------------------------------------------------------------


@pytest.fixture
def owner() -> QObject:
    """Whoever has the errands."""
    return QObject()


def test_errands_are_done_in_their_order_and_not_in_the_windows_thread(owner: QObject) -> None:
    errands, done = Errands(owner), list[tuple[int, str]]()

    def work(number: int) -> Callable[[Progress], tuple[int, str]]:
        return lambda _: (number, threading.current_thread().name)

    for number in range(3):
        errands.run(work(number), done.append)
    assert errands.is_busy
    until(lambda: not errands.is_busy)
    assert done == [(n, "errand") for n in range(3)]


def test_what_is_not_wanted_any_more_ends_at_its_next_word(owner: QObject) -> None:
    errands, begun, done = Errands(owner), threading.Event(), list[int]()

    def endless(tell: Progress) -> int:
        while True:
            begun.set()
            tell(1, 2)

    errands.run(endless, done.append)
    errands.run(lambda _: 1, done.append)
    begun.wait(20.0)
    errands.stop()
    assert (errands.is_busy, done) == (False, [])


def test_how_far_it_is_comes_in_the_windows_thread(owner: QObject) -> None:
    errands, told, go_on = Errands(owner), list[tuple[int, int, str]](), threading.Event()

    def hear(done: int, of: int) -> None:
        told.append((done, of, threading.current_thread().name))

    errands.progressed.connect(hear)

    def work(tell: Progress) -> None:
        tell(1, 2)
        go_on.wait(20.0)

    errands.run(work, lambda _: None)
    until(lambda: bool(told))
    go_on.set()
    until(lambda: not errands.is_busy)
    assert told == [(1, 2, threading.current_thread().name)]


def test_what_breaks_is_raised_where_the_crash_log_sees_it(owner: QObject, qtbot: QtBot) -> None:
    errands = Errands(owner)

    def broken(_: Progress) -> int:
        raise UsageError("broken")

    with qtbot.captureExceptions() as caught:
        errands.run(broken, lambda _: None)
        until(lambda: not errands.is_busy)
    assert [str(error) for _, error, _ in caught] == ["broken"]
