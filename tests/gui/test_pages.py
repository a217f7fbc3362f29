"""The pages before a training, by keys alone: what they ask, give on, and how large they are."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dashboard import sizes
from dashboard.asking.page import AfterPage
from dashboard.flow import Flow
from dashboard.forms.page import FormPage
from dashboard.home.page import HomePage
from dashboard.howto.page import HowToPage
from dashboard.planning.before import BeforePage
from dashboard.planning.page import PlanPage
from dashboard.preferences import Preferences, load, preferences_file, save
from dashboard.safety import SafetyPage
from dashboard.settingspage import SettingsPage
from dashboard.showing import a_flow
from imu.coach import memory
from imu.coach.asked import Before, PainAnswer
from imu.coach.plan import Plan
from imu.ladder import RUNGS
from tests.gui.training import press, until

Page = TypeVar("Page", bound=QWidget)
pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


def at(flow: Flow, kind: type[QWidget]) -> bool:
    return isinstance(flow.shell.page, kind)


def closed(page: Page) -> Page:
    """The same page, gone at the end of the test."""
    page.deleteLater()  # waits for the loop of events, which runs after the test
    return page


def remember(plan: Plan, *seen: str) -> None:
    assert memory.save(memory.memory_file(), memory.Memory(plan=plan, seen_rungs=seen))


def test_the_first_training_comes_by_the_safety_card_the_plan_pain_and_the_drawings() -> None:
    with a_flow() as flow:
        flow.home()
        press(flow, Key.Key_C)
        assert at(flow, SafetyPage)
        press(flow, Key.Key_Return)
        assert at(flow, PlanPage)
        press(flow, Key.Key_Return)
        assert at(flow, BeforePage)
        press(flow, Key.Key_Return)
        assert at(flow, HowToPage)
        press(flow, Key.Key_Escape)
        assert at(flow, HomePage)
        press(flow, Key.Key_C)
        assert at(flow, PlanPage), "for whom it is not is said once"
        press(flow, Key.Key_Escape)
        assert at(flow, HomePage)


@pytest.mark.parametrize("rung", [one.key for one in RUNGS])
def test_the_plan_asks_what_means_something_on_its_step(rung: str) -> None:
    plan = Plan(rung=rung, load="red band", load_kg=4.0, block_height_cm=12.0, reps=9, rest_s=77.0)
    page = closed(PlanPage(plan))
    rows = {"legs": page.legs, "first": page.first, "block": page.block, "load": page.load}
    asked = {name for name, row in rows.items() if not row.isHidden()}
    on_both, loaded = rung.startswith("both"), rung not in ("both-feet", "one-leg")
    assert asked == ({"load"} if loaded else set()) | (
        set() if on_both else {"legs", "first", "block"}
    )
    kept = msgspec.structs.replace(
        plan,
        load="red band" if loaded else "",
        load_kg=4.0 if loaded else None,
        block_height_cm=None if on_both else 12.0,
    )
    assert page.plan == kept


def test_a_check_of_the_strap_asks_for_no_sets_and_says_what_it_is_for() -> None:
    page = closed(PlanPage(Plan(sets=5)))
    assert page.said == ""
    page.kind.choose(1)
    assert page.sets.isHidden()
    assert page.rest.isHidden()
    assert "anew" in page.said
    assert page.plan.is_check
    page.kind.choose(0)
    assert page.plan == Plan(sets=5)


def test_what_a_physiotherapist_allows_moves_the_warning() -> None:
    page = closed(BeforePage(Plan(), asks_next_day=False))
    page.now.score.choose(5)
    assert page.said
    page.limit.choose(6)
    assert page.limit.value == 5
    assert page.said == ""
    assert page.plan.pain_limit == 5
    page.now.score.choose(6)
    assert page.said
    after = closed(AfterPage(None, limit=2, was_stopped=False))
    after.pain.score.choose(3)
    assert after.said


def test_pain_is_answered_by_numbers_and_warned_of() -> None:
    page = closed(BeforePage(Plan(), asks_next_day=True))
    answers: list[Before] = []

    def take(_: Plan, before: Before) -> None:
        answers.append(before)

    page.answered.connect(take)
    assert page.now.where.isHidden()
    page.now.score.choose(2)
    assert not page.now.where.isHidden()
    assert page.said == ""
    page.since.score.choose(7)
    assert page.said
    page.pressed.emit("start")
    assert answers == [Before(PainAnswer(2, ""), PainAnswer(7, ""))]


def test_what_a_damaged_plan_names_leads_to_a_step_that_there_is() -> None:
    remember(Plan(rung="one-leg"), "one-leg")
    file = memory.memory_file()
    file.write_text(file.read_text().replace('"one-leg"', '"on-the-ceiling"'))
    with a_flow() as flow:
        flow.home()
        press(flow, Key.Key_H)
        assert at(flow, HowToPage)


@pytest.mark.parametrize("is_still", [False, True])
def test_the_drawings_move_unless_nothing_may(*, is_still: bool) -> None:
    save(preferences_file(), Preferences(reduced_motion=is_still))
    with a_flow() as flow:
        flow.shell.show()
        flow.home()
        press(flow, Key.Key_H)
        page = flow.shell.page
        assert isinstance(page, HowToPage)
        moving = [panel for panel in page.panels if panel.is_moving]
        seen: set[float] = set()

        def has_moved() -> bool:
            seen.update(panel.state.share for panel in moving)
            return len(seen) > 1

        if is_still:
            for _ in range(20):
                QCoreApplication.processEvents()
                assert not has_moved()
        else:
            until(has_moved, "a movement")


# -- sizes -----------------------------------------------------------------------------------------

LARGEST = Preferences(text_scale=1.6, distance_m=4, width=1280, height=720)


def pages() -> list[FormPage | HomePage]:
    return [
        closed(HomePage()),
        closed(PlanPage(Plan(rung="one-leg-load"))),
        closed(BeforePage(Plan(), asks_next_day=True)),
        closed(BeforePage(Plan(rung="one-leg"), asks_next_day=True, is_short_start=True)),
        closed(AfterPage(PainAnswer(3, ""), was_stopped=True)),
    ]


def lowest(page: QWidget) -> list[QRect]:
    """Where everything on a page is."""
    kinds = (QLabel, QPushButton)
    shown = [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]
    return [QRect(one.mapTo(page, one.rect().topLeft()), one.size()) for one in shown]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
def test_larger_text_is_larger_and_never_cut(size: tuple[int, int]) -> None:
    sizes.use(Preferences())
    usual = [text_px(page, size) for page in pages()]
    sizes.use(LARGEST)
    try:
        for page, before in zip(pages(), usual, strict=True):
            assert text_px(page, size) >= before
            page.show()
            QCoreApplication.processEvents()
            assert (page.width(), page.height()) == size, "it has room"
            for where in lowest(page):
                assert page.rect().contains(where)
            page.hide()
        assert text_px(pages()[0], size) > usual[0]
    finally:
        sizes.use(Preferences())


def text_px(page: QWidget, size: tuple[int, int]) -> int:
    page.resize(*size)
    page.show()
    QCoreApplication.processEvents()
    label = page.findChildren(QLabel)[0]
    px = label.font().pixelSize()
    page.hide()
    return px


def test_a_setting_is_true_of_the_next_page() -> None:
    with a_flow() as flow:
        flow.shell.resize(1280, 720)
        flow.shell.show()
        flow.home()
        press(flow, Key.Key_S)
        page = flow.shell.page
        assert isinstance(page, SettingsPage)
        before = sizes.scale()
        page.changed.emit(msgspec.structs.replace(page.preferences, distance_m=4))
        assert load(preferences_file()).distance_m == 4
        assert sizes.scale() > before
        press(flow, Key.Key_Escape)
        assert at(flow, HomePage)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sizes.use(Preferences())
