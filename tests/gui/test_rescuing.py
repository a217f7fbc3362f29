"""A training whose disk fails: it goes on, and in the end somebody is asked for another place."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from dashboard import words
from dashboard.asking.page import AfterPage
from dashboard.rescuing import asker, wants_rescue
from dashboard.words.language import Language
from imu.recording import read_recording
from tests.gui.training import a_training, counts, left_then_right, page_of, press, until

pytestmark = pytest.mark.usefixtures("qapp")

PROBLEM = "/x/<b>y</b>: cannot be written (full). Free some space"


@dataclass(frozen=True)
class Seen:
    """What a question looked like."""

    text: str
    is_plain: bool
    has_escape: bool


def answer(button: str, seen: list[Seen]) -> None:
    """Press that button of the question as soon as it is there."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, look)
            return
        is_plain = box.textFormat() == Qt.TextFormat.PlainText
        seen.append(Seen(box.text(), is_plain, bool(box.escapeButton())))
        press_button = next(one for one in box.findChildren(QPushButton) if one.text() == button)
        press_button.click()

    QTimer.singleShot(0, look)


@pytest.fixture
def parent() -> Generator[QWidget]:
    """The window of the question."""
    widget = QWidget()
    yield widget
    widget.deleteLater()


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of all recordings cannot be made."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr("imu.cli.places.data_folder", lambda: tmp_path / "file" / "data")


@pytest.mark.usefixtures("nowhere")
def test_a_training_that_cannot_be_recorded_goes_on_and_is_saved_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[str] = []

    def wants(_: QWidget, problem: str) -> bool:
        problems.append(problem)
        return True

    def choose(*_: object) -> str:
        return str(tmp_path / "stick")

    monkeypatch.setattr("dashboard.rescuing.wants_rescue", wants)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    with a_training(left_then_right()) as flow:
        page = page_of(flow)
        until(lambda: "cannot be written" in page.conductor.snapshot.trouble, "the warning")
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        assert counts(flow) == {"left": [4], "right": [4]}
        press(flow, Qt.Key.Key_Escape)
        until(page.done.isVisible, "what was done")
        (saved,) = (tmp_path / "stick").iterdir()
        assert page.conductor.playback.place == saved
    assert len(problems) == 1
    recording = read_recording(saved)
    assert recording.session.complete
    assert set(recording.streams) == {"left", "right"}
    assert (saved / "reps.csv").exists()


def test_the_question_says_what_is_wrong_as_plain_text(parent: QWidget) -> None:
    seen: list[Seen] = []
    answer(words.RESCUE_CHOOSE, seen)
    assert wants_rescue(parent, PROBLEM)
    answer(words.RESCUE_GIVE_UP, seen)
    assert not wants_rescue(parent, PROBLEM)
    assert seen[0].text.startswith(PROBLEM)
    assert seen[0].is_plain
    assert not seen[0].has_escape  # Esc by chance must not cost a training


def test_who_chooses_no_folder_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parent: QWidget
) -> None:
    folders, wishes = ["", str(tmp_path)], [True, True, False]

    def choose(*_: object) -> str:
        return folders.pop(0)

    def wants(_: QWidget, problem: str) -> bool:
        assert problem == PROBLEM
        return wishes.pop(0)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    monkeypatch.setattr("dashboard.rescuing.wants_rescue", wants)
    ask = asker(parent)
    assert ask(PROBLEM) == tmp_path
    assert ask(PROBLEM) is None


def test_it_asks_in_german(parent: QWidget) -> None:
    words.use(Language.DE)
    seen: list[Seen] = []
    answer("Verwerfen", seen)
    assert not wants_rescue(parent, PROBLEM)
    assert "lässt sich nicht schreiben (full)" in seen[0].text
