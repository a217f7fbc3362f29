"""To the page of sessions over time and back, and that it says what `kickstand trend` says."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from dashboard import main, words
from dashboard.comparing.page import ComparePage
from dashboard.editing.page import EditPage
from dashboard.flow import Flow
from dashboard.home.page import HomePage
from dashboard.library import LibraryPage
from dashboard.planning.page import PlanPage
from dashboard.preferences import Preferences, preferences_file, save
from dashboard.progress.page import ProgressPage
from dashboard.sessionpage import SessionPage
from dashboard.showing import a_flow
from imu.cli.places import recordings_folder
from imu.cli.rounding import json_line
from imu.earlier import with_earlier
from imu.progress import Trend, Worked, trend_of
from imu.recording import Pain
from imu.recording.layout import SESSION_FILE
from tests.cli.places import kickstand
from tests.cli.test_compare import put
from tests.gui.library import quiet
from tests.gui.training import press, until

P = TypeVar("P", bound=QWidget)
pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
PLAN = {"sets": 2, "reps": 5, "legs": "both"}


@contextmanager
def flowing() -> Generator[Flow]:
    with a_flow() as flow:
        flow.shell.show()
        flow.home()
        yield flow
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def page_at(flow: Flow, kind: type[P]) -> P:
    page = flow.shell.page
    assert isinstance(page, kind)
    return page


def progress(flow: Flow) -> ProgressPage:
    page = page_at(flow, ProgressPage)
    until(lambda: not page.is_busy, "the trend")
    return page


def two_people(folder: Path) -> Path:
    """Two sessions of Anna's, a later one of Ben's, and one whose header is torn."""
    told = (Pain(when="before", score=1), Pain(when="after", score=2))
    put(folder / "a1", "left", "right", person="Anna", plan=PLAN, rung="one-leg", pain=told)
    put(folder / "a2", "left", "right", person="Anna", day=3, rung="one-leg", effort=4)
    put(folder / "b1", "right", person="Ben", day=5)
    (folder / "torn").mkdir()
    (folder / "torn" / SESSION_FILE).write_text("{")
    return folder


def shown_person(page: ProgressPage) -> str | None:
    assert page.view is not None
    return page.view.trend.person


def test_the_page_says_what_the_command_says_person_by_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = two_people(tmp_path)
    ran = kickstand(capsys, "trend", folder, "--json")
    told = {line["person"]: line for line in map(json.loads, ran.out.splitlines())}
    with flowing() as flow:
        flow.progress([folder])
        page = progress(flow)
        for person in ("Ben", "Anna"):
            assert page.view is not None
            assert json.loads(json_line(page.view.trend)) == told[person]
            drawn_as_told(page, told[person])
            press(flow, Key.Key_P)
            page = progress(flow)
        assert shown_person(page) == "Ben", "all have been gone through"
        assert len(page.problems) == 1
        assert "is not valid JSON" in page.problems[0]
        assert ran.err.count("torn") == 1


def drawn_as_told(page: ProgressPage, told: dict[str, Any]) -> None:
    """Every number in the pictures and the words is one that the command prints."""
    lines = told["series"][0]["lines"]
    for number in range(7):
        metric = lines[number]["metric"]
        same = [one for one in lines if one["metric"] == metric and one["points"]]
        legs = page.plot.state.legs
        assert [one.leg for one in legs] == [one["leg"] for one in same]
        for leg, line in zip(legs, same, strict=True):
            medians = [round(one.median, 6) for one in leg.points]
            assert medians == pytest.approx([one["median"] for one in line["points"]], abs=1e-3)
        for said, line in zip(page.side.state.says, same, strict=True):
            assert f"{line['points'][-1]['median']:.1f} {line['unit']}" in said.text
        page.press("measure-after")
    weeks = [(one["done"], one["planned"], one["reps"]) for one in told["weeks"]]
    boxes = [f"{d} of {p}" if p else f"{r} reps" for d, p, r in weeks]
    assert [one.done for one in page.weeks.state.boxes] == boxes
    needs = [(one["text"].rstrip("."), one["holds"]) for one in told["next_step"]["needs"]]
    assert list(page.side.state.needs) == needs
    assert page.side.state.reason == told["next_step"]["reason"]
    felt = [one["effort"] for one in told["sessions"] if one["effort"] is not None]
    assert [one.effort for one in page.strip.state.felt if one.effort is not None] == felt


def test_g_shows_the_person_of_the_latest_session_and_escape_goes_home() -> None:
    two_people(recordings_folder())
    with flowing() as flow:
        press(flow, Key.Key_G)
        assert page_at(flow, ProgressPage).big in ("…", "Counting: 0 of 1 recordings …")
        page = progress(flow)
        assert words.PROGRESS_TITLE in flow.shell.windowTitle()
        assert shown_person(page) == "Ben"
        assert page.who.state.value == "Ben  (2 of 2)"
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)


def test_another_person_while_one_is_counted_is_shown_in_the_end() -> None:
    two_people(recordings_folder())
    with flowing() as flow:
        press(flow, Key.Key_G)
        page = page_at(flow, ProgressPage)
        until(page.who.isVisible, "the people")
        press(flow, Key.Key_P)
        page = progress(flow)
        assert shown_person(page) == "Anna"
        assert page.view is not None
        assert [one.recording for one in page.view.trend.sessions] == ["a1", "a2"]


def test_what_is_put_together_for_somebody_else_meanwhile_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    began, may_end, shown = threading.Event(), threading.Event(), list[str | None]()

    def slow(works: Sequence[Worked]) -> Trend:
        began.set()
        may_end.wait(30.0)
        return trend_of(works)

    monkeypatch.setattr("dashboard.progress.page.trend_of", slow)
    two_people(recordings_folder())
    with flowing() as flow:
        press(flow, Key.Key_G)
        page = page_at(flow, ProgressPage)
        show = page.show_trend

        def note(trend: Trend) -> None:
            shown.append(trend.person)
            show(trend)

        monkeypatch.setattr(page, "show_trend", note)
        until(began.is_set, "Ben's sessions")
        press(flow, Key.Key_P)
        may_end.set()
        progress(flow)
        assert shown == ["Anna"]


def test_from_the_list_it_is_the_person_of_the_chosen_one_and_back_to_the_list() -> None:
    two_people(recordings_folder())
    with flowing() as flow:
        press(flow, Key.Key_L)
        library = page_at(flow, LibraryPage)
        quiet(library)
        library.table.show_entries(library.all_entries, recordings_folder() / "a1")
        press(flow, Key.Key_G)
        assert shown_person(progress(flow)) == "Anna"
        press(flow, Key.Key_V)
        compared = page_at(flow, ComparePage)
        until(lambda: not compared.is_busy, "the comparison")
        assert [one.name for one in compared.paths] == ["a1", "a2"]
        press(flow, Key.Key_Escape)
        assert shown_person(progress(flow)) == "Anna", "the same person again"
        press(flow, Key.Key_Escape)
        quiet(page_at(flow, LibraryPage))


def test_after_a_session_it_is_that_persons_from_the_same_folder(tmp_path: Path) -> None:
    folder = two_people(tmp_path)
    with flowing() as flow:
        flow.open(folder / "a1")
        session = page_at(flow, SessionPage)
        session.conductor.seek(1e9)
        until(lambda: session.conductor.snapshot.is_ended, "the end")
        press(flow, Key.Key_G)
        page = progress(flow)
        assert page.view is not None
        assert [one.recording for one in page.view.trend.sessions] == ["a1", "a2"]
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)


def test_nothing_recorded_leads_to_a_training() -> None:
    save(preferences_file(), Preferences(safety_seen=True))
    with flowing() as flow:
        press(flow, Key.Key_G)
        assert progress(flow).big == words.PROGRESS_LACKS["NO_SESSION"]
        press(flow, Key.Key_C)
        page_at(flow, PlanPage)


def test_nothing_that_can_be_read_is_told_with_every_reason(tmp_path: Path) -> None:
    (tmp_path / SESSION_FILE).write_text("{")
    with flowing() as flow:
        flow.progress([tmp_path, tmp_path / "nowhere", tmp_path])
        page = progress(flow)
        assert page.big == words.PROGRESS_UNREADABLE
        assert page.offered == {"back"}
        assert len(page.problems) == 2, "each once"


def test_whoever_leaves_in_the_middle_leaves_nothing_working(tmp_path: Path) -> None:
    two_people(tmp_path)
    with flowing() as flow:
        flow.progress([tmp_path] * 9)
        press(flow, Key.Key_Escape)
        page_at(flow, HomePage)
        assert flow.comparing.page is None


def test_what_lies_beside_a_recording_is_not_looked_up_by_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def look(path: Path) -> Sequence[Path]:
        threads.append(threading.current_thread())
        return with_earlier(path)

    monkeypatch.setattr("dashboard.comparing.steps.with_earlier", look)
    folder = two_people(tmp_path)
    with flowing() as flow:
        flow.comparing.compare_with_earlier(folder / "a2")
        page = page_at(flow, ComparePage)
        until(lambda: page.newest is not None, "the comparison")
        assert [one.name for one in page.paths] == ["a1", "a2"]
    assert threads != []
    assert threading.main_thread() not in threads


def test_a_replay_of_the_list_leads_back_to_it_after_a_correction() -> None:
    two_people(recordings_folder())
    with flowing() as flow:
        press(flow, Key.Key_L)
        library = page_at(flow, LibraryPage)
        quiet(library)
        library.table.show_entries(library.all_entries, recordings_folder() / "a1")
        press(flow, Key.Key_Return)
        press(flow, Key.Key_E)
        page_at(flow, EditPage)
        press(flow, Key.Key_Escape)
        until(lambda: isinstance(flow.shell.page, SessionPage), "the replay")
        press(flow, Key.Key_Escape)
        quiet(page_at(flow, LibraryPage))


def test_the_command_opens_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "a", "right", person="Anna")
    seen: list[str | None] = []

    def look() -> None:
        pages = [one for one in QApplication.allWidgets() if isinstance(one, ProgressPage)]
        if pages and not pages[0].is_busy and pages[0].view is not None:
            seen.append(shown_person(pages[0]))
            timer.stop()
            QApplication.closeAllWindows()

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(look)
    timer.start()
    monkeypatch.setattr(sys, "argv", ["kickstand", "trend", str(tmp_path), "--window"])
    assert main.main() == 0
    assert seen == ["Anna"]
    assert capsys.readouterr() == ("", "")
