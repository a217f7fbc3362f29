"""The page about both legs: what stands on it, its keys, and its work behind the window."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from dashboard import sizes, words
from dashboard.comparing.examples import example, page_of
from dashboard.comparing.page import ComparePage
from dashboard.preferences import Preferences
from dashboard.theme import DARK, LIGHT, Theme
from dashboard.words.language import Language
from imu.view.legs import LegsView
from tests.gui.pages import inked, pixels, press
from tests.gui.training import until
from tests.gui.windows import RECORDING

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@contextmanager
def shown(page: ComparePage, size: tuple[int, int] = (1280, 720)) -> Generator[ComparePage]:
    page.resize(*size)
    page.show()
    QTest.qWait(1)
    try:
        yield page
    finally:
        page.stop_work()
        page.close()
        page.deleteLater()


def a_page(view: LegsView | None = None, row: int = 0) -> ComparePage:
    return page_of(view or example(), row)


def text_of(page: ComparePage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def largest(page: ComparePage) -> str:
    """What stands in the largest letters."""
    return max(page.findChildren(QLabel), key=lambda one: one.font().pixelSize()).text()


# -- what it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "verdict", "sentence"),
    [
        (example(1.02), "No difference detected", "would not have shown in this session"),
        (
            example(1.28),
            "Difference in this session: right leg 28 % more",
            "Not called consistent: a single session shows it so",
        ),
        (
            example(1 / 1.3),
            "Difference in this session: left leg 30 % more",
            "no re-strap check has been done",
        ),
        (
            example(1.28, days=3),
            "Consistent difference: right leg 28 % more",
            "As in 2026-11-22_1803 and 2026-11-20_1803.",
        ),
        (example(sets=1), "Not enough data", "Left: 1 of 2 sets with 3 reps or more."),
        (example(legs="L"), "Not enough data", "Only one leg was measured."),
    ],
)
def test_the_verdict_is_large_and_names_the_leg(
    view: LegsView, verdict: str, sentence: str
) -> None:
    with shown(a_page(view)) as page:
        assert largest(page) == verdict
        assert sentence in text_of(page)
        assert words.LEGS_MEASURES[view.rows[0].finding.metric] in text_of(page)


def test_the_table_has_both_legs_difference_and_interval_of_every_measure() -> None:
    with shown(a_page()) as page:
        state = page.table.state
        assert state.head[1:5] == ("left leg", "right leg", "right − left", "95 % interval")
        assert state.rows[0].cells == (
            "Speed on the way up, °/s",
            "21.0 (19.1–23.1)",
            "26.9 (24.5–29.6)",
            "+28 %",
            "+14 to +43 %",
            "difference in this session",
        )
        assert len(state.rows) == 7
        assert [row.interval.unit for row in state.rows if row.interval] == ["%"] * 4 + ["°"] * 3
        assert state.rows[0].interval is not None
        assert state.rows[0].interval.is_called


def test_one_leg_has_its_values_and_nothing_to_set_them_against() -> None:
    with shown(a_page(example(legs="L"))) as page:
        assert page.table.state.head == (words.LEGS_COLUMNS[0], "left leg")
        assert {len(row.cells) for row in page.table.state.rows} == {2}
        assert page.table.state.legend == ""


def test_too_few_sets_leave_the_difference_open() -> None:
    with shown(a_page(example(sets=1))) as page:
        assert {row.cells[-3:] for row in page.table.state.rows} == {("–", "–", "not enough data")}
        assert all(row.interval is None for row in page.table.state.rows)


def test_legs_that_nobody_knows_are_a_and_b() -> None:
    with shown(a_page(example(legs="AB"))) as page:
        assert "leg B 28 % more" in largest(page)
        assert page.said == words.LEGS_UNNAMED
    with shown(a_page()) as page:
        assert page.said == words.LEGS_SHORT_LIMIT


def test_no_leg_is_judged() -> None:
    for view in (example(), example(days=3), example(legs="AB")):
        with shown(page_of(view, with_notes=True)) as page:
            text = text_of(page).lower()
            for word in ("imbalance", "better", "worse", "stronger", "weaker", "weak", "good leg"):
                assert word not in text


def test_the_minus_is_a_minus() -> None:
    view = example(legs="AB")
    returning = view.rows[4].finding
    legs = tuple(msgspec.structs.replace(one, low=-1.2) for one in returning.legs)
    row = replace(view.rows[4], finding=msgspec.structs.replace(returning, legs=legs))
    with shown(a_page(replace(view, rows=(*view.rows[:4], row)))) as page:
        assert "(−1.2–" in page.table.state.rows[4].cells[1]


def test_what_rounds_to_nothing_has_no_sign() -> None:
    with shown(a_page(example(1.0))) as page:
        assert page.table.state.rows[0].cells[3] == "0 %"


def test_german_says_it_with_its_own_words_and_comma() -> None:
    words.use(Language.DE)
    with shown(a_page()) as page:
        assert largest(page) == "Unterschied in diesem Training: rechtes Bein 28 % mehr"
        text = text_of(page)
        assert "Linkes Bein 21,0 (19,1 bis 23,1) °/s" in text
        assert "Noch nicht beständig: ein einzelnes Training zeigt es so" in text
        assert page.table.state.rows[4].cells[3] == "+0,2 °"
        page.press("notes")
        assert "Ein Bein kam nach dem anderen dran" in text_of(page)
        assert "One leg" not in text_of(page)


# -- keys and mouse --------------------------------------------------------------------------------


def test_up_and_down_go_through_the_measures_and_dots_follow() -> None:
    with shown(a_page()) as page:
        press(page, Key.Key_Down)
        assert page.table.state.chosen == 1
        assert "Depth" in page.dots.state.title
        assert page.dots.state.band.low == 21.0
        assert "Depth (guided).  left leg: 25.0" in text_of(page)
        press(page, Key.Key_Up)
        press(page, Key.Key_Up)
        assert page.table.state.chosen == 6
        assert "Wobble in rotation" in page.dots.state.title
        assert "Wobble in rotation, °" in page.table.accessibleName()
        assert largest(page).startswith("Difference in this session"), "the headline stays"


def test_a_click_chooses_a_measure() -> None:
    with shown(a_page()) as page:
        high = page.table.height() / 8
        QTest.mouseClick(page.table, Qt.MouseButton.LeftButton, pos=QPoint(200, round(3.5 * high)))
        assert page.table.state.chosen == 2
        QTest.mouseClick(page.table, Qt.MouseButton.LeftButton, pos=QPoint(200, 3))
        assert page.table.state.chosen == 2, "the heads are no measure"


def test_notes_and_limits_take_the_place_of_the_pictures_and_give_it_back() -> None:
    with shown(a_page()) as page:
        assert "tiredness or practice" not in text_of(page)
        press(page, Key.Key_N)
        assert "tiredness or practice" in text_of(page)
        assert not page.dots.isVisible()
        press(page, Key.Key_N)
        assert page.dots.isVisible()


def test_keys_and_buttons_ask_for_what_comes_next() -> None:
    with shown(a_page()) as page:
        asked: list[str] = []
        page.left.connect(lambda: asked.append("left"))
        page.overlay_asked.connect(lambda: asked.append("overlay"))
        page.save_asked.connect(lambda: asked.append("save"))
        press(page, Key.Key_O)
        press(page, Key.Key_Escape)
        page.buttons["back"].click()
        press(page, Key.Key_S)
        assert asked == ["overlay", "left", "left"], "there is no report of an example"


# -- what is painted -------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda one: one.name)
def test_both_legs_are_painted_in_their_colours(theme: Theme) -> None:
    page = a_page()
    page.set_theme(theme)
    with shown(page):
        for widget in (page.dots, page.curves):
            image = widget.grab().toImage()
            left, right = inked(image, theme.left), inked(image, theme.right)
            assert left.any()
            assert right.any()
        dots = page.dots.grab().toImage()
        middles = [inked(dots, theme.side(leg)).nonzero()[1].mean() for leg in ("left", "right")]
        assert middles[0] < dots.width() / 2 < middles[1]


def test_what_is_called_a_difference_is_filled_and_the_others_are_hollow() -> None:
    with shown(a_page()) as page:
        ink = (
            pixels(page.table.grab().toImage()).mean(axis=2) > 200
        )  # light on dark, and no dim line
        high = ink.shape[0] / 8
        whole: list[bool] = []
        for number in range(1, 8):
            middle = round((number + 0.5) * high)
            line = ink[middle - 1 : middle + 2, -240:-20].any(axis=0).nonzero()[0]
            whole.append(bool(len(line) == line[-1] - line[0] + 1))
        assert whole == [row.is_called for row in example().rows]
        assert whole == [True] * 4 + [False] * 3


def test_nothing_to_draw_is_said() -> None:
    with shown(a_page(example(sets=1))) as page:
        assert words.LEGS_NO_CURVES in page.curves.accessibleName()
        assert "left leg: 21.2" in page.dots.accessibleName()


def test_whoever_reads_large_has_larger_letters() -> None:
    with shown(a_page()) as page:
        usual = page.buttons["back"].font().pixelSize()
    sizes.use(Preferences(text_scale=1.6, distance_m=4))
    try:
        with shown(a_page()) as page:
            assert page.buttons["back"].font().pixelSize() > usual
    finally:
        sizes.use(Preferences())


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
def test_large_text_is_never_cut(size: tuple[int, int]) -> None:
    sizes.use(Preferences(text_scale=1.6, distance_m=4))
    try:
        with shown(a_page(example(days=3)), size) as page:
            assert (page.width(), page.height()) == size
            for kind in (QLabel, QPushButton):
                for one in page.findChildren(kind):
                    if one.isVisible() and one.text():
                        assert page.rect().contains(one.mapTo(page, one.rect().topLeft()))
                        assert page.rect().contains(one.mapTo(page, one.rect().bottomRight()))
    finally:
        sizes.use(Preferences())


# -- work ------------------------------------------------------------------------------------------


def test_recordings_are_counted_behind_the_window_and_the_report_is_written(
    tmp_path: Path,
) -> None:
    with shown(ComparePage(lambda: [RECORDING])) as page:
        page.start()
        assert page.is_busy
        assert largest(page) == "…"
        until(lambda: bool(page.paths), "what is to be counted")
        assert largest(page) == "Counting: 0 of 1 recordings …"
        assert [name for name, one in page.buttons.items() if one.isVisible()] == ["back"]
        press(page, Key.Key_O)  # nothing can be asked for yet
        until(lambda: not page.is_busy, "the comparison")
        assert page.newest == RECORDING.name
        assert all(one.isVisible() for one in page.buttons.values())
        assert largest(page) == "Not enough data"
        assert "Left: 1 of 2 sets with 3 reps or more." in text_of(page)
        assert page.said == words.LEGS_SIMULATED
        asked: list[bool] = []
        page.save_asked.connect(lambda: asked.append(True))
        press(page, Key.Key_S)
        assert asked
        page.save(tmp_path / "report.html")
        assert page.said == words.LEGS_SAVING
        until(lambda: not page.is_busy, "the report")
        assert (tmp_path / "report.html").read_text().startswith("<!")
        assert page.said == words.LEGS_SAVED.format(path=tmp_path / "report.html")


def test_the_report_speaks_the_language_of_the_window(tmp_path: Path) -> None:
    words.use(Language.DE)
    with shown(ComparePage(lambda: [RECORDING])) as page:
        page.start()
        page.save(tmp_path / "report.html")
        until(lambda: (tmp_path / "report.html").exists() and not page.is_busy, "the report")
        written = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert '<html lang="de">' in written
        assert "Vorgegeben und ausgeführt" in written
        words.use(Language.EN)
        page.save(tmp_path / "other.html")
        until(lambda: (tmp_path / "other.html").exists() and not page.is_busy, "the other report")
        assert '<html lang="en">' in (tmp_path / "other.html").read_text(encoding="utf-8")


def test_a_report_that_was_asked_for_early_is_written_when_it_can_be(tmp_path: Path) -> None:
    with shown(ComparePage(lambda: [RECORDING])) as page:
        page.start()
        page.save(tmp_path / "nowhere" / "report.html")
        until(lambda: not page.is_busy, "the report")
        assert "cannot be written" in page.said


def test_what_cannot_be_read_is_said_and_the_others_are_shown(tmp_path: Path) -> None:
    with shown(ComparePage(lambda: [tmp_path / "none", RECORDING])) as page:
        page.start()
        until(lambda: not page.is_busy, "the comparison")
        assert page.view is not None
        assert "none" in page.said


def test_nothing_to_read_is_a_sentence_and_a_way_back(tmp_path: Path) -> None:
    for paths in ((tmp_path / "none",), ()):
        with shown(ComparePage(partial(tuple[Path, ...], paths))) as page:
            page.start()
            until(lambda page=page: not page.is_busy, "the end")
            assert largest(page) == words.LEGS_FAILED
            assert not page.table.isVisible()
            assert [name for name, one in page.buttons.items() if one.isVisible()] == ["back"]
            press(page, Key.Key_Down)
            press(page, Key.Key_S)


def test_leaving_in_the_middle_leaves_nothing_behind() -> None:
    with shown(ComparePage(lambda: [RECORDING] * 50)) as page:
        page.start()
        assert page.is_busy
    assert not page.is_busy
