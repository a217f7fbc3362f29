"""Coming to the page that corrects a count and going back; reading, failing, and its words."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Generator
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from dashboard import words
from dashboard.editing import EditPage, desk
from dashboard.flow import Flow
from dashboard.home.page import HomePage
from dashboard.preferences import Preferences, preferences_file, save
from dashboard.sessionpage import SessionPage
from dashboard.showing import a_flow
from dashboard.words.language import Language
from imu.demonstration import NAME, NOTE, demo_session
from imu.editing import Editor
from imu.live import Playback, ReplaySource
from imu.recording import SessionMeta, write_recording
from imu.simulated import recording_of
from tests.gui.editing.recordings import a_page, correcting, settled, written
from tests.gui.pages import press
from tests.gui.windows import until
from tests.gui.words.test_on_screen import left_in_english

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("editing") / "one")


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "one"))


@pytest.fixture
def flow() -> Generator[Flow]:
    with a_flow() as one:
        one.shell.show()
        yield one
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def edit_page(flow: Flow) -> EditPage:
    """The page, once the recording is shown."""
    until(lambda: isinstance(flow.shell.page, EditPage))
    page = flow.shell.page
    assert isinstance(page, EditPage)
    until(lambda: page.view is not None)
    return page


# -- ways ------------------------------------------------------------------------------------------


def test_from_a_replay_to_the_correction_and_back(flow: Flow, folder: Path) -> None:
    flow.open(folder)
    replay = flow.shell.page
    assert isinstance(replay, SessionPage)
    assert replay.bar.buttons["correct"].isVisible()
    press(replay, Key.Key_E)
    page = edit_page(flow)
    assert flow.running is None
    press(page, Key.Key_Escape)
    assert isinstance(flow.shell.page, SessionPage)
    flow.home()


def test_the_button_leads_there_too(flow: Flow, folder: Path) -> None:
    flow.open(folder)
    replay = flow.shell.page
    assert isinstance(replay, SessionPage)
    replay.bar.buttons["correct"].click()
    edit_page(flow)


def test_whoever_comes_from_elsewhere_goes_home(flow: Flow, folder: Path) -> None:
    flow.edit(folder)
    press(edit_page(flow), Key.Key_Escape)
    assert isinstance(flow.shell.page, HomePage)


@pytest.mark.parametrize("is_file", [False, True])
def test_a_demonstration_or_a_single_file_has_no_folder_to_correct(
    flow: Flow, tmp_path: Path, is_file: bool
) -> None:
    recording = recording_of(demo_session(), NAME, NOTE)
    single = tmp_path / "right.imu.csv"
    single.touch()
    folder = single if is_file else None
    flow.play(Playback(ReplaySource(recording), speed=1.0, folder=folder))
    page = flow.shell.page
    assert isinstance(page, SessionPage)
    assert not page.bar.buttons["correct"].isVisible()
    press(page, Key.Key_E)
    until(lambda: page.notice.text() == words.EDIT_NO_FILES)
    assert flow.shell.page is page


def test_the_window_closes_in_the_middle_of_reading(flow: Flow, folder: Path) -> None:
    flow.edit(folder)
    flow.shell.close()


# -- reading ---------------------------------------------------------------------------------------


def test_going_back_waits_for_what_is_being_done(folder: Path) -> None:
    goes_on = threading.Event()
    left: list[bool] = []

    def slowly(path: Path) -> Editor:
        goes_on.wait(20.0)
        return Editor(path)

    with patch.object(desk, "Editor", slowly), correcting(folder) as one:
        one.left.connect(lambda: left.append(True))
        assert one.page.said == "Reading and counting …"
        press(one.page, Key.Key_F)  # nothing is there yet
        press(one.page, Key.Key_Escape)
        assert one.page.said.startswith("Going back as soon as")
        QCoreApplication.processEvents()
        assert left == []
        goes_on.set()
        until(lambda: bool(left))


def test_what_cannot_be_read_is_said_with_the_way_back(tmp_path: Path) -> None:
    with correcting(tmp_path / "nothing") as one:
        until(lambda: "…" not in one.page.said)
        assert str(tmp_path / "nothing") in one.page.said
        assert one.page.said.endswith("Esc goes back.")
        assert one.page.view is None
        left: list[bool] = []
        one.left.connect(lambda: left.append(True))
        press(one.page, Key.Key_F)
        press(one.page, Key.Key_Escape)
        assert left == [True]


def test_a_recording_without_samples_says_so(tmp_path: Path) -> None:
    write_recording(tmp_path / "empty", [], meta=SessionMeta(complete=True, sides=()))
    with correcting(tmp_path / "empty") as one:
        until(lambda: "…" not in one.page.said)
        assert one.page.said.endswith("Esc goes back.")


def test_a_folder_that_cannot_be_written_keeps_the_count(folder: Path) -> None:
    with a_page(folder) as page:
        (folder / "edits.json").mkdir()  # whoever runs this may be allowed to write anything
        press(page, Key.Key_Right)
        press(page, Key.Key_F)
        settled(page)
        assert "edits.json" in page.said
        assert page.view is not None
        assert page.view.edits == 0


def test_what_was_corrected_before_is_corrected_still(folder: Path) -> None:
    with a_page(folder) as page:
        press(page, Key.Key_Right)
        press(page, Key.Key_F)
        press(page, Key.Key_Right)  # at once: what is asked for comes in order
        settled(page)
    with a_page(folder) as page:
        assert page.view is not None
        assert page.view.edits == 1
        assert "Left: 3 reps (uncorrected 4, live 5)" in page.panel.told


# -- words -----------------------------------------------------------------------------------------


def test_all_of_it_is_german(folder: Path) -> None:
    save(preferences_file(), Preferences(language=Language.DE))
    words.use(Language.DE)
    with a_page(folder) as page:
        press(page, Key.Key_Down)
        for _ in range(6):
            press(page, Key.Key_Right)
        texts = [page.panel.questions.item(n).text() for n in range(3)]
        assert texts[1].startswith("0:31,8, rechts: Die Durchsicht hat eine, die Ansage keine")
        assert "tief" in page.panel.told
        assert left_in_english(page) == set()
        press(page, Key.Key_X)
        settled(page)
        assert "fehlt aber in den Werten" in page.panel.told


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((Key.Key_F,), "Es ist keine Bewegung gewählt."),
        ((Key.Key_Right, Key.Key_R), "Die bei 3,2 s zählt schon."),
        ((Key.Key_Right, Key.Key_S), "Kein Satz hat vor und nach 2,2 s Wiederholungen."),
        ((Key.Key_Right, Key.Key_J), "Bei 2,2 s gibt es keine zwei Sätze, die sich verbinden"),
        ((Key.Key_U,), "Es gibt keine Berichtigung zurückzunehmen."),
    ],
)
def test_why_it_cannot_be_is_german(folder: Path, keys: tuple[Key, ...], said: str) -> None:
    words.use(Language.DE)
    with a_page(folder) as page:
        for key in keys:
            press(page, key)
        settled(page)
        assert page.said.startswith(said)


def test_the_keys_are_listed_until_they_are_not_wanted(folder: Path) -> None:
    with a_page(folder) as page:
        left: list[bool] = []
        page.left.connect(lambda: left.append(True))
        press(page, Key.Key_Question)
        assert page.keys.isVisible()
        assert page.keys.size() == page.size()
        press(page, Key.Key_Escape)
        assert (page.keys.isVisible(), left) == (False, [])
        page.buttons["keys"].click()
        assert page.keys.isVisible()
        press(page, Key.Key_Right)
        assert not page.keys.isVisible()
        page.buttons["back"].click()
        assert left == [True]


def test_every_button_has_its_key_and_every_key_its_row(folder: Path) -> None:
    with a_page(folder) as page:
        orders = {name for name, button in page.buttons.items() if button.isEnabled()}
        assert orders == set(words.EDIT_ACTIONS)
        listed = " ".join(keys for keys, _ in words.EDIT_HELP)
        for text in words.EDIT_ACTIONS.values():
            key = text.rpartition("(")[2].rstrip(")")
            assert key in listed or key == "?", text
