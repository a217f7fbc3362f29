"""From the screen after a session, the flow and the command line to both legs, and back."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from dashboard import main, words
from dashboard.asking.page import AfterPage
from dashboard.comparing.overlay import OverlayPage
from dashboard.comparing.page import ComparePage
from dashboard.done import DonePanel, DoneState
from dashboard.errands import Errands
from dashboard.flow import Flow
from dashboard.home.page import HomePage
from dashboard.sessionpage import SessionPage
from dashboard.showing import a_flow
from imu.coach.memory import load as load_memory
from imu.coach.memory import memory_file
from imu.errors import ImuError, NoWindowError
from tests.gui.training import a_training, left_then_right, page_of, press, recorded, until
from tests.gui.windows import RECORDING, a_window
from tests.gui.windows import click as click_key

P = TypeVar("P", bound=QWidget)
pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@contextmanager
def flowing() -> Generator[Flow]:
    with a_flow() as flow:
        flow.shell.show()
        flow.home()
        yield flow
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def chosen(path: str) -> Generator[None]:
    """A person who names this file, or none."""
    with patch.object(QFileDialog, "getSaveFileName", return_value=(path, "")):
        yield


def page_at(flow: Flow, kind: type[P]) -> P:
    page = flow.shell.page
    assert isinstance(page, kind)
    return page


def compared(flow: Flow) -> ComparePage:
    page = page_at(flow, ComparePage)
    until(lambda: not page.is_busy, "the comparison")
    return page


def test_from_the_comparison_to_reps_over_each_other_and_all_the_way_back() -> None:
    with flowing() as flow:
        flow.compare([RECORDING.with_name("simulated_right"), RECORDING])
        assert compared(flow).view is not None
        press(flow, Key.Key_O)
        page = page_at(flow, OverlayPage)
        until(lambda: bool(page.takes), "the reps")
        assert page.takes[0].recording == RECORDING.name, "the newest first"
        press(flow, Key.Key_Escape)
        assert compared(flow).view is not None
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)


def test_reps_over_each_other_alone_go_back_home() -> None:
    with flowing() as flow:
        flow.overlay([RECORDING])
        page_at(flow, OverlayPage)
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)


def test_a_damaged_file_of_what_was_kept_is_told_in_the_language_of_the_window() -> None:
    memory_file().parent.mkdir(parents=True, exist_ok=True)
    memory_file().write_text("{")
    with flowing() as flow:
        words.use(words.Language.DE)
        flow.preparing.warning = load_memory(memory_file())[1]
        flow.home()
        said = [one.text() for one in page_at(flow, HomePage).findChildren(QLabel)]
    assert any("ist beschädigt" in one and "das Training fängt neu an" in one for one in said)


def test_whoever_leaves_in_the_middle_leaves_nothing_working() -> None:
    with flowing() as flow:
        flow.compare([RECORDING] * 20)
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)
        assert flow.comparing.page is None


def test_the_report_goes_where_the_person_says(tmp_path: Path) -> None:
    with flowing() as flow:
        with chosen(str(tmp_path / "mine.html")):
            flow.report(RECORDING)
        page = page_at(flow, ComparePage)
        until(lambda: (tmp_path / "mine.html").exists() and not page.is_busy, "the report")
        assert str(tmp_path / "mine.html") in page.said
        with chosen(str(tmp_path / "other")):
            press(flow, Key.Key_S)
        until(lambda: not page.is_busy, "the other report")
        assert (tmp_path / "other.pdf").read_bytes().startswith(b"%PDF"), "no ending is a PDF"


def test_whoever_names_no_file_gets_no_report(tmp_path: Path) -> None:
    with flowing() as flow, chosen(""):
        flow.report(RECORDING)
        page_at(flow, HomePage)
        flow.compare([RECORDING])
        page = compared(flow)
        press(flow, Key.Key_S)
        assert not page.is_busy
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_screen_after_a_recorded_session_leads_to_the_legs() -> None:
    with flowing() as flow:
        flow.open(RECORDING)
        session = page_at(flow, SessionPage)
        press(flow, Key.Key_V)
        assert flow.shell.page is session, "not before the end"
        session.conductor.seek(1e9)
        until(lambda: session.conductor.snapshot.is_ended, "the end")
        press(flow, Key.Key_V)
        assert compared(flow).newest == RECORDING.name


def test_a_training_leads_to_the_legs_once_it_is_written_down() -> None:
    with a_training(left_then_right()) as flow:
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        press(flow, Key.Key_Return)
        until(page_of(flow).done.isVisible, "what was done")
        press(flow, Key.Key_V)
        assert compared(flow).newest == recorded().name
        assert flow.leading.trained is None
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)


def test_the_buttons_are_there_where_there_are_files() -> None:
    panel = DonePanel()
    asked: list[str] = []
    panel.pressed.connect(asked.append)
    panel.show_state(DoneState())
    assert panel.findChildren(QPushButton) == []
    panel.show_state(DoneState(folder=RECORDING))
    shown = panel.takeWidget()
    assert shown is not None
    buttons = shown.findChildren(QPushButton)
    assert [one.text() for one in buttons] == [words.LEGS_COMPARE, words.PROGRESS_OPEN]
    for button in buttons:
        button.click()
    assert asked == ["compare", "progress"]
    shown.deleteLater()
    panel.deleteLater()


def test_a_session_that_was_not_recorded_leads_nowhere() -> None:
    with a_window(speed=None) as window:
        asked: list[tuple[str, Path]] = []

        def note(what: str, folder: Path) -> None:
            asked.append((what, folder))

        window.asked.connect(note)
        until(lambda: window.conductor.snapshot.is_ended, "the end")
        window.conductor.tick()
        conductor, recorded = window.conductor, window.conductor.playback
        conductor.playback = replace(recorded, folder=None)
        click_key(window, Key.Key_V)
        assert asked == []
        conductor.playback = recorded
        click_key(window, Key.Key_V)
        click_key(window, Key.Key_G)
        assert asked == [("compare", RECORDING), ("progress", RECORDING)]


def test_the_command_opens_the_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str | None] = []

    def look() -> None:
        pages = [one for one in QApplication.allWidgets() if isinstance(one, ComparePage)]
        if pages and not pages[0].is_busy:
            seen.append(pages[0].newest)
            timer.stop()
            QApplication.closeAllWindows()

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(look)
    timer.start()
    monkeypatch.setattr(sys, "argv", ["kickstand", "compare", str(RECORDING), "--window"])
    assert main.main() == 0
    assert seen == [RECORDING.name]
    assert capsys.readouterr() == ("", "")


# -- errands ---------------------------------------------------------------------------------------


def test_errands_tell_outcomes_in_order_and_faults_as_they_are() -> None:
    def fail() -> int:
        raise NoWindowError("broken")

    errands, told = Errands(), list[int | ImuError]()
    errands.attempt(lambda: 1, told.append)
    errands.attempt(fail, told.append)
    errands.attempt(lambda: 3, told.append)
    until(lambda: not errands.is_busy, "the end")
    assert told[::2] == [1, 3]
    assert isinstance(told[1], NoWindowError)
    errands.stop()
    errands.stop()
    errands.deleteLater()


def test_stopped_errands_tell_nothing() -> None:
    errands, told = Errands(), list[int | ImuError]()
    for number in range(9):
        errands.attempt(lambda number=number: number, told.append)
    errands.stop()
    QCoreApplication.processEvents()
    assert told == []
    errands.deleteLater()
