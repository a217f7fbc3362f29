"""Reps over each other: picked by keys and mouse, drawn apart from each other."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from dashboard import words
from dashboard.comparing.examples import overlay_of, takes
from dashboard.comparing.overlay import OverlayPage
from dashboard.comparing.picker import Picker
from dashboard.theme import DARK
from dashboard.words.language import Language
from imu.view.overlay import Pick
from tests.gui.pages import inked, press
from tests.gui.training import until
from tests.gui.windows import RECORDING

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@contextmanager
def shown(page: OverlayPage) -> Generator[OverlayPage]:
    page.resize(1280, 720)
    page.show()
    QTest.qWait(1)
    try:
        yield page
    finally:
        page.stop_work()
        page.close()
        page.deleteLater()


def text_of(page: OverlayPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def click(picker: Picker, share: float) -> None:
    where = QPoint(round(share * picker.width()), picker.height() // 2)
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=where)


def test_both_legs_come_first_in_their_colours() -> None:
    with shown(overlay_of(takes())) as page:
        assert [one.side for one in page.plot.state.curves] == ["left", "right"]
        assert [one.is_dashed for one in page.plot.state.curves] == [False, True]
        assert "left leg, all sets, all reps:  10 reps, peak 28°" in page.plot.accessibleName()


def test_two_sets_of_one_leg_are_told_apart_without_its_colour_twice() -> None:
    with shown(overlay_of(takes()[:1])) as page:
        assert page.picks == [Pick(0, 1), Pick(0, 2)]
        assert [one.side for one in page.plot.state.curves] == ["left", "text"]
        image = page.plot.grab().toImage()
        assert inked(image, DARK.left).any()


def test_arrows_go_from_rep_to_rep_and_from_set_to_set() -> None:
    with shown(overlay_of(takes()[:1])) as page:
        press(page, Key.Key_Down)
        press(page, Key.Key_Down)
        assert page.picks[0] == Pick(0, 1, 2)
        assert "set 1, rep 2:  1 rep, peak" in page.plot.state.curves[0].name
        assert page.plot.state.curves[0].spread_deg == ()
        assert page.plot.state.curves[1].spread_deg
        press(page, Key.Key_Up)
        assert page.picks[0] == Pick(0, 1, 1)
        press(page, Key.Key_Right)
        assert page.picks[0] == Pick(0, 2)
        press(page, Key.Key_Left)
        assert page.picks[0] == Pick(0, 1)
        assert page.picks[1] == Pick(0, 2)


def test_tab_and_the_letter_l_reach_the_other_line_and_the_other_leg() -> None:
    with shown(overlay_of(takes())) as page:
        press(page, Key.Key_Tab)
        assert [row[0].state.is_active for row in page.pickers] == [False, True]
        press(page, Key.Key_L)
        assert page.picks == [Pick(0), Pick(0)]
        press(page, Key.Key_Backtab)
        press(page, Key.Key_L)
        assert page.picks == [Pick(1), Pick(0)]


def test_a_click_picks_and_says_so() -> None:
    with shown(overlay_of(takes())) as page:
        click(page.pickers[1][1], 0.9)
        assert page.picks[1] == Pick(1, 1)
        assert page.active == 1
        assert page.pickers[1][1].accessibleName() == "Set: set 1"
        click(page.pickers[1][2], 0.1)
        assert page.picks[1] == Pick(1, 1, 5)


def test_escape_and_the_button_go_back() -> None:
    with shown(overlay_of(takes())) as page:
        left: list[bool] = []
        page.left.connect(lambda: left.append(True))
        press(page, Key.Key_Escape)
        page.back.click()
        assert len(left) == 2


def test_recordings_are_counted_behind_the_window(tmp_path: Path) -> None:
    with shown(OverlayPage([RECORDING, tmp_path / "none", RECORDING])) as page:
        page.start()
        press(page, Key.Key_Down)  # nothing can be picked yet, and nothing breaks
        assert words.LEGS_WAIT.format(done=0, total=3) in text_of(page)
        until(lambda: bool(page.takes), "the first of them")
        assert page.plot.state.curves[0].side == "left", "it is shown at once"
        until(lambda: not page.is_busy, "the reps")
        assert [one.leg for one in page.takes] == ["left", "right"] * 2
        assert "none" in text_of(page)
        assert "Counting" not in text_of(page)
        assert page.plot.state.curves[0].name.startswith(f"{RECORDING.name}, left leg")


def test_nothing_to_draw_is_said() -> None:
    with shown(overlay_of(())) as page:
        press(page, Key.Key_Right)
        assert words.OVERLAY_NOTHING in page.plot.accessibleName()


def test_german() -> None:
    words.use(Language.DE)
    with shown(overlay_of(takes(), (0, 1, 1), (0, 2, 1))) as page:
        assert "linkes Bein – Satz 1, Wiederholung 1:  1 Wiederholung" in (
            page.plot.state.curves[0].name
        )
