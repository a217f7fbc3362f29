"""The page of a person's sessions over time: what stands on it, its keys, what is painted."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from dashboard import words
from dashboard.progress.dates import spaced
from dashboard.progress.examples import clients, example, nothing, page_of, works
from dashboard.progress.legend import Entry, legend_cap
from dashboard.progress.page import ProgressPage
from dashboard.progress.texts import notes_text
from dashboard.theme import DARK, LIGHT, Theme
from dashboard.words.language import Language
from imu.nextstep import next_step
from imu.progress import Trend, trend_of
from imu.trend import Says
from imu.view.progress import ProgressView
from tests.gui.pages import inked, press, read_at

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
SIZES = pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])


@contextmanager
def shown(page: ProgressPage, size: tuple[int, int] = (1280, 720)) -> Generator[ProgressPage]:
    page.resize(*size)
    page.show()
    QTest.qWait(1)
    try:
        yield page
    finally:
        page.stop_work()
        page.close()
        page.deleteLater()


def text_of(page: ProgressPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def view_of(page: ProgressPage) -> ProgressView:
    assert page.view is not None
    return page.view


def few(**known: object) -> Trend:
    return example((0, 3, 9), first=0, **known)


# -- what it says ----------------------------------------------------------------------------------


def test_every_leg_has_its_values_and_its_direction() -> None:
    with shown(page_of(example())) as page:
        left, right = view_of(page).lines
        assert left.says is Says.RISING
        said = page.side.state.says
        assert [one.leg for one in said] == ["left", "right"]
        first, last = left.points[0].median, left.points[-1].median
        assert said[0].text == (
            f"Left leg: first {first:.1f}, last {last:.1f} °/s. Rising, {left.per_week:+.2f} °/s a"
            f" week (95 % interval {left.per_week_low:+.2f} to {left.per_week_high:+.2f})"
        )
        assert f"last {right.points[-1].median:.1f} °/s" in said[1].text
        assert said[0].text in text_of(page)
        assert "A direction is no judgement." in text_of(page)


def test_a_falling_line_has_a_minus() -> None:
    found = trend_of(works()[::-1])
    (shown_series, *others) = found.series
    lines = tuple(
        msgspec.structs.replace(one, says=Says.FALLING, per_week=-0.5, per_week_low=-0.75)
        for one in shown_series.lines
    )
    series = (msgspec.structs.replace(shown_series, lines=lines), *others)
    with shown(page_of(msgspec.structs.replace(found, series=series))) as page:
        assert "Falling, −0.50 °/s a week (95 % interval −0.75" in page.side.state.says[0].text


def test_few_sessions_name_no_direction_and_one_says_so() -> None:
    with shown(page_of(few())) as page:
        text = page.side.state.says[0].text
        assert "It takes 6 sessions to name a direction: 3 so far." in text
        assert page.said == ""
    with shown(page_of(example((3,), first=0))) as page:
        assert page.said == words.PROGRESS_LACKS["ONE_SESSION"]
        assert "first" not in page.side.state.says[0].text


def test_depth_says_that_deeper_is_no_progress() -> None:
    with shown(page_of(example(), "measure-after")) as page:
        assert page.measure.state.value == "Depth (guided)"
        assert "deeper is no progress" in text_of(page)


def test_the_suggestion_has_its_reason_and_what_it_needs() -> None:
    found = example()
    with shown(page_of(found)) as page:
        step, text = found.next_step, text_of(page)
        assert "Stay: One leg" in text
        assert step.reason in text
        for one in step.needs:
            assert f"{'✓' if one.holds else '○'}  {one.text.rstrip('.')}" in text
        names = [one.accessibleName() for one in page.findChildren(QLabel)]
        assert "not yet: 3 × 8 or more on both legs, 3 sessions in a row: 2 of 3 so far" in names
        assert "so: The last session was not too hard" in names


def test_a_step_down_or_an_unknown_step_is_told_as_such() -> None:
    with shown(page_of(few(limit=None))) as page:
        assert "One step down: Both feet, band" in text_of(page)
    unknown = msgspec.structs.replace(example(), next_step=next_step([]))
    with shown(page_of(unknown)) as page:
        assert words.PROGRESS_NO_RUNG in text_of(page)
        assert words.PROGRESS_NEEDS not in text_of(page)


def test_weeks_are_done_of_planned_and_a_week_without_a_session_has_no_box() -> None:
    found = example()
    with shown(page_of(found)) as page:
        boxes = page.weeks.state.boxes
        assert [one.done for one in boxes] == [f"{w.done} of {w.planned}" for w in found.weeks]
        assert (boxes[0].day, boxes[0].sessions) == ("5 Oct", "3 sessions")
        assert "streak" not in page.weeks.accessibleName()
    gap = example((0, 30), first=0)
    with shown(page_of(gap)) as page:
        assert [one.day for one in page.weeks.state.boxes] == ["5 Oct", "2 Nov"]


def test_of_many_weeks_the_latest_are_drawn() -> None:
    with shown(page_of(example(range(0, 400, 3), first=60))) as page:
        assert 4 < len(page.weeks.shown) < len(page.weeks.state.boxes)
        assert page.weeks.shown[-1] == page.weeks.state.boxes[-1]


def test_without_a_plan_the_boxes_have_reps() -> None:
    bare = [
        replace(one, done=msgspec.structs.replace(one.done, planned_sets=None))
        for one in works((0,), first=0)
    ]
    with shown(page_of(trend_of(bare))) as page:
        assert [one.done for one in page.weeks.state.boxes] == ["48 reps"]


def test_the_strip_tells_the_last_session_and_the_limit() -> None:
    with shown(page_of(example())) as page:
        last = example().sessions[-1]
        name = page.strip.accessibleName()
        assert f"after {last.pain_after:g}" in name
        assert f"effort {last.effort:g}" in name
        assert name.endswith("limit set: 3")
    with shown(page_of(example(limit=None))) as page:
        assert page.strip.accessibleName().endswith("no limit set")


def test_nobody_is_judged() -> None:
    pages = (page_of(example(), "notes"), page_of(few(limit=None)), nothing(), clients())
    for made in pages:
        with shown(made) as page:
            painted = (page.plot, page.strip, page.weeks)
            text = f"{text_of(page)} {' '.join(one.accessibleName() for one in painted)}".lower()
            for word in ("imbalance", "better", "worse", "missed", "streak", "bad", "should"):
                assert word not in text


def test_german_says_it_with_its_own_words_and_comma() -> None:
    words.use(Language.DE)
    with shown(page_of(few(limit=None))) as page:
        text = text_of(page)
        assert "Linkes Bein: zuerst 21,1" in text
        assert "Eine Stufe leichter: Beide Füße, Band" in text
        assert "Der Schmerz war 2 von 10. Wer dich ansehen kann" in text
        assert "○  Kein Schmerz dabei" in text
    with shown(page_of(example(), "notes")) as page:
        assert "Andere Stufe: both-feet statt one-leg" in text_of(page)


# -- what is not to be seen ------------------------------------------------------------------------


def test_sessions_that_are_not_like_these_are_counted_below_and_explained_in_the_notes() -> None:
    with shown(page_of(example())) as page:
        assert page.said == "4 other sessions are not like these: see the notes (N)."
        press(page, Key.Key_N)
        assert page.are_notes_open
        text = text_of(page)
        assert "Rung both-feet instead of one-leg; load not noted instead of red band" in text
        assert "session 1, session 2, session 3, session 4" in text
        press(page, Key.Key_N)
        assert not page.are_notes_open


def test_what_cannot_be_read_is_listed_once_with_its_reason() -> None:
    with shown(clients()) as page:
        assert page.said.startswith("1 recording cannot be read: see the notes (N).")
        press(page, Key.Key_N)
        assert text_of(page).count("is not valid JSON") == 1


def test_notes_name_what_has_no_dot_and_what_has_no_time() -> None:
    made = works((0, 3), first=0)
    refused = replace(made[0], legs=replace(made[0].legs, refusal="the two sensors' rates differ"))
    found = trend_of([refused, *made[1:]])
    timeless = msgspec.structs.replace(found.sessions[0], started_s=None)
    found = msgspec.structs.replace(found, sessions=[timeless, *found.sessions[1:]])
    text = notes_text(ProgressView(found), ())
    assert "No dot for session 1: the two sensors' rates differ." in text
    assert "nobody knows when it was: session 1." in text


def test_nothing_recorded_is_a_sentence_and_one_thing_to_do() -> None:
    with shown(nothing()) as page:
        assert page.big == "No training has been recorded yet."
        assert page.offered == {"train", "back"}
        asked: list[str] = []
        page.trained.connect(lambda: asked.append("train"))
        press(page, Key.Key_N)
        press(page, Key.Key_Down)
        press(page, Key.Key_V)
        press(page, Key.Key_C)
        page.buttons["train"].click()
        assert asked == ["train", "train"]


def test_a_measure_without_values_is_a_sentence_in_the_picture() -> None:
    found = example()
    bare = tuple(msgspec.structs.replace(one, lines=()) for one in found.series)
    with shown(page_of(msgspec.structs.replace(found, series=bare))) as page:
        assert words.PROGRESS_LACKS["NO_VALUE"] in page.plot.accessibleName()
        assert not inked(page.plot.grab().toImage(), DARK.left).any()


# -- keys and mouse --------------------------------------------------------------------------------


def test_arrows_go_through_measures_and_through_sessions_that_are_alike() -> None:
    with shown(page_of(example())) as page:
        assert page.measure.state.value == "Speed on the way up (chosen beforehand)"
        press(page, Key.Key_Up)
        assert page.measure.state.value == "Wobble in rotation"
        assert page.plot.state.title == "Wobble in rotation, °"
        press(page, Key.Key_Right)
        assert page.like.state.value == "Both feet  ·  hand on: chair  ·  100 Hz:  4 sessions"
        assert page.measure.state.value == "Wobble in rotation", "the measure stays"
        assert len(page.plot.state.legs[0].points) == 4
        press(page, Key.Key_Left)
        press(page, Key.Key_Down)
        assert view_of(page) == ProgressView(example())


def test_a_click_on_a_picker_steps() -> None:
    with shown(page_of(example())) as page:
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(page.measure, left, pos=QPoint(page.measure.width() - 5, 5))
        assert view_of(page).measure == 1
        QTest.mouseClick(page.like, left, pos=QPoint(5, 5))
        assert view_of(page).series == 1


def test_only_what_can_be_chosen_is_told_of() -> None:
    with shown(page_of(few())) as page:
        assert words.PROGRESS_HINTS["measure"] in text_of(page)
        assert words.PROGRESS_HINTS["like"] not in text_of(page)
        assert not page.who.isVisible()
        press(page, Key.Key_P)
        assert view_of(page).trend == few(), "there is nobody else"
    with shown(clients()) as page:
        assert page.who.state.value == "M.  (3 of 3)"
        assert words.PROGRESS_HINTS["who"] in text_of(page)


def test_keys_and_buttons_lead_away() -> None:
    with shown(page_of(example())) as page:
        asked: list[str] = []
        page.left.connect(lambda: asked.append("left"))
        page.compared.connect(lambda: asked.append("legs"))
        press(page, Key.Key_V)
        page.buttons["legs"].click()
        press(page, Key.Key_Escape)
        page.buttons["back"].click()
        press(page, Key.Key_C)
        assert asked == ["legs", "legs", "left", "left"]


def test_pages_scroll_what_does_not_fit() -> None:
    with read_at(1.4), shown(page_of(example())) as page:
        bar = page.side.verticalScrollBar()
        assert bar.maximum() > 0
        press(page, Key.Key_PageDown)
        assert bar.value() == bar.maximum()
        press(page, Key.Key_PageUp)
        assert bar.value() == 0


# -- what is painted -------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda one: one.name)
def test_both_legs_are_painted_in_their_colours_and_the_higher_one_is_higher(theme: Theme) -> None:
    page = page_of(few(checked=False))
    page.set_theme(theme)
    with shown(page):
        image = page.plot.grab().toImage()
        heights = [inked(image, theme.side(leg))[60:].nonzero()[0].mean() for leg in LEGS]
        assert heights[1] < heights[0], "the right leg shows more"
        assert inked(page.strip.grab().toImage(), theme.warn).any(), "the limit"


LEGS = ("left", "right")


def test_no_limit_has_no_line() -> None:
    with shown(page_of(few(limit=None))) as page:
        assert not inked(page.strip.grab().toImage(), DARK.warn).any()


def test_a_band_is_drawn_only_where_strapping_was_checked() -> None:
    empty: list[float] = []
    for checked in (True, False):
        with shown(page_of(few(checked=checked))) as page:
            assert (page.plot.state.legs[0].line.strap_low is not None) is checked
            empty.append(float(inked(page.plot.grab().toImage(), DARK.back).mean()))
    assert empty[0] < empty[1] - 0.2


def test_the_same_days_are_at_the_same_place_in_both_pictures() -> None:
    with shown(page_of(example())) as page:
        assert page.plot.state.span == page.strip.state.span
        assert page.plot.state.times == page.strip.state.times
        assert page.plot.width() == page.strip.width()


def test_days_have_room_between_them_and_the_last_is_always_named() -> None:
    assert spaced([0.0, 1.0, 5.0, 6.0, 10.0], 4.0) == [1.0, 6.0, 10.0]
    assert spaced([], 4.0) == []


def test_a_legend_gives_way_to_its_title() -> None:
    entries = [Entry("a mark", "#fff"), Entry("another", "#fff")]
    assert legend_cap(QRectF(0, 0, 800, 100), 10.0, "a title", entries) == 10.0
    assert legend_cap(QRectF(0, 0, 120, 100), 10.0, "a title", entries) < 10.0


@SIZES
@pytest.mark.parametrize("scale", [1.0, 1.4])
@pytest.mark.parametrize("language", [Language.EN, Language.DE])
def test_everything_has_its_place(size: tuple[int, int], scale: float, language: Language) -> None:
    words.use(language)
    with read_at(scale), shown(clients(), size) as page:
        assert (page.width(), page.height()) == size
        parts = (page.plot, page.strip, page.weeks, page.side)
        areas = [part.rect().translated(part.mapTo(page, QPoint(0, 0))) for part in parts]
        for number, area in enumerate(areas):
            assert page.rect().contains(area)
            assert not any(area.intersects(other) for other in areas[number + 1 :])
        assert page.strip.height() >= page.strip.minimumHeight()
        for button in page.buttons.values():
            assert page.rect().contains(button.geometry()) or not button.isVisible()


def test_everything_painted_has_a_name() -> None:
    with shown(clients()) as page:
        painted = (page.who, page.like, page.measure, page.plot, page.strip, page.weeks)
        assert all(one.accessibleName() for one in painted)
        assert "left leg: 11 sessions, first 1.4, last 1.6" in page.plot.accessibleName()
