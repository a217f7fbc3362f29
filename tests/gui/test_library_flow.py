"""From home to all recordings, into one of them, and back to where one was."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from dashboard import words
from dashboard.comparing.page import ComparePage
from dashboard.flow import Flow
from dashboard.home.page import HomePage
from dashboard.library import LibraryPage
from dashboard.planning.page import PlanPage
from dashboard.preferences import Preferences, preferences_file, save
from dashboard.sessionpage import SessionPage
from dashboard.showing import a_flow
from imu.cli.places import recordings_folder
from imu.library import Library, Progress
from tests.gui.library import listed, quiet
from tests.gui.training import press, until
from tests.gui.windows import RECORDING

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


def library(flow: Flow) -> LibraryPage:
    page = flow.shell.page
    assert isinstance(page, LibraryPage)
    return page


def recorded(*names: str) -> Path:
    """Copies of the sample among the person's own recordings."""
    for name in names:
        shutil.copytree(RECORDING, recordings_folder() / name)
    return recordings_folder()


def gone() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_l_shows_all_recordings_and_escape_goes_home() -> None:
    recorded("one", "two")
    with a_flow() as flow:
        flow.home()
        flow.shell.show()
        press(flow, Key.Key_L)
        quiet(library(flow))
        assert listed(library(flow)) == ["one", "two"]
        assert words.LIBRARY_TITLE in flow.shell.windowTitle()
        press(flow, Key.Key_Escape)
        assert isinstance(flow.shell.page, HomePage)
    gone()


def test_a_session_that_was_opened_leads_back_to_where_one_was() -> None:
    recorded("one", "two")
    with a_flow() as flow:
        flow.home()
        flow.shell.show()
        press(flow, Key.Key_L)
        quiet(library(flow))
        library(flow).search.field.setText("tw")
        press(flow, Key.Key_Return)
        page = flow.shell.page
        assert isinstance(page, SessionPage)
        page.left.emit()
        quiet(library(flow))
        assert library(flow).search.text == "tw"
        assert library(flow).place.path == recordings_folder() / "two"
        flow.home()
        flow.library()
        assert library(flow).search.text == "tw", "home by another way"
        quiet(library(flow))
        press(flow, Key.Key_Escape)
        press(flow, Key.Key_Escape)
        press(flow, Key.Key_L)
        assert library(flow).search.text == "", "left for good"
    gone()


def test_one_that_has_broken_meanwhile_is_told_in_the_library() -> None:
    folder = recorded("one")
    with a_flow() as flow:
        flow.library()
        quiet(library(flow))
        for file in folder.glob("one/*.imu.*"):
            file.unlink()
        library(flow).act("open")
        until(lambda: "one" in library(flow).said)
        quiet(library(flow))
        assert "one" in library(flow).said
        flow.home()
    gone()


def test_nothing_recorded_leads_to_a_training() -> None:
    save(preferences_file(), Preferences(safety_seen=True))
    with a_flow() as flow:
        flow.home()
        flow.shell.show()
        press(flow, Key.Key_L)
        quiet(library(flow))
        press(flow, Key.Key_C)
        assert isinstance(flow.shell.page, PlanPage)
    gone()


def test_a_page_that_is_left_while_it_reads_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(folder: Path, *, rebuild: bool, progress: Progress) -> Library:
        assert not rebuild
        for n in range(1000):  # tests/gui/conftest.py looks for threads
            progress(n, 1000)
            time.sleep(0.005)
        return Library(folder, ())

    monkeypatch.setattr("dashboard.library.deeds.open_library", slow)
    with a_flow() as flow:
        flow.library()
        flow.home()
    gone()


def test_the_legs_are_compared_from_the_list_and_lead_back_to_it() -> None:
    recorded("one", "two")
    with a_flow() as flow:
        flow.home()
        flow.shell.show()
        press(flow, Key.Key_L)
        quiet(library(flow))
        press(flow, Key.Key_V)
        page = flow.shell.page
        assert isinstance(page, ComparePage)
        until(lambda: page.newest is not None, "the comparison")
        press(flow, Key.Key_Escape)
        quiet(library(flow))
        press(flow, Key.Key_Escape)
        assert isinstance(flow.shell.page, HomePage)
    gone()
