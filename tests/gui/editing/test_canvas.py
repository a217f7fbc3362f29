"""The lanes as they are drawn, zoomed and moved; how large everything is."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from dashboard import sizes
from dashboard.editing import EditPage
from dashboard.editing.canvas import Canvas
from dashboard.editing.desk import Outcome
from dashboard.preferences import Preferences
from dashboard.theme import DARK, LIGHT, Theme
from imu.samples import Gap, Side
from imu.signals import Signals
from imu.view.editing import EditView, edit_view
from imu.view.editplace import Span
from tests.gui.editing.recordings import drag
from tests.gui.pages import inked, press
from tests.handmade import rejected, rep, rep_set, reps, session, side

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
MINUTE = (0.0, 60.0)
SIZE = (1000, 500)


def tilted() -> Signals:
    """A minute of standing with one hinge of 30 degrees from 9 to 11 s."""
    time_s = np.arange(6000) / 100.0
    tilt = np.where((time_s > 9.0) & (time_s < 11.0), 30.0, 0.0)
    zero = np.zeros(6000)
    return Signals(time_s, tilt, zero, zero, np.full(6000, "", dtype="<U10"))


def a_view(**changes: object) -> EditView:
    """Left: a rep at 10 s, one rejected at 30 s, one live at 40 s; right: a rep at 50 s."""
    left = msgspec.structs.replace(
        side(rep(10.0, depth_deg=30.0), refused=[rejected(29.0, 31.0, "walking")]), **changes
    )
    here, live = session(left=left, right=side(rep(50.0))), session(left=side(rep(40.0)))
    signals: dict[Side, Signals] = {"left": tilted()}
    return edit_view(here, here, live, signals, (), MINUTE)


@pytest.fixture
def canvas() -> Canvas:
    one = Canvas()
    one.resize(*SIZE)
    one.show_view(a_view())
    one.deleteLater()
    return one


def patch(canvas: Canvas, row: str, start_s: float, end_s: float, ink: str) -> NDArray[np.bool_]:
    """Where a colour is in a row of the first lane, between two times."""
    plan, span = canvas.plan, canvas.state.span
    assert plan is not None
    assert span is not None
    rows = plan.rows[0]
    edges = {"curve": (rows.top, rows.curve), "review": (rows.curve, rows.review)}
    top, bottom = edges.get(row, (rows.review, rows.live))
    left, right = (round(plan.x_of(time_s, span)) for time_s in (start_s, end_s))
    found: NDArray[np.bool_] = inked(canvas.grab().toImage(), ink)
    return found[round(top) : round(bottom), left:right]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda one: one.name)
def test_each_row_has_what_belongs_to_it(canvas: Canvas, theme: Theme) -> None:
    canvas.set_theme(theme)
    assert patch(canvas, "review", 9.2, 10.8, theme.left).mean() > 0.3
    assert not patch(canvas, "live", 9.2, 10.8, theme.left).any()
    assert patch(canvas, "live", 38.8, 41.2, theme.left).any()
    assert not patch(canvas, "review", 38.8, 41.2, theme.left).any()
    assert not patch(canvas, "review", 29.0, 31.0, theme.left).any()
    assert patch(canvas, "review", 29.0, 31.0, theme.dim).any()


def test_the_curve_is_as_high_as_the_thigh_is_tilted(canvas: Canvas) -> None:
    hinge = patch(canvas, "curve", 9.3, 10.7, DARK.left)
    stance = patch(canvas, "curve", 32.0, 38.0, DARK.left)
    high, low = np.flatnonzero(hinge.any(axis=1)), np.flatnonzero(stance.any(axis=1))
    assert high.mean() < low.mean() - 50


def test_samples_that_are_missing_are_hatched(canvas: Canvas) -> None:
    assert not patch(canvas, "review", 15.0, 20.0, DARK.warn).any()
    canvas.show_view(a_view(gaps=(Gap(15.0, 20.0, False),)))
    share = patch(canvas, "review", 15.0, 20.0, DARK.warn).mean()
    assert 0.02 < share < 0.6


def test_what_does_not_count_is_no_full_bar(canvas: Canvas) -> None:
    full = patch(canvas, "review", 9.0, 11.0, DARK.left).sum()
    for flags, counted in ((("excluded",), True), (("partial",), False)):
        one = side(rep(10.0, flags=flags, counted=counted))
        canvas.show_view(a_view(sets=one.sets))
        assert 0 < patch(canvas, "review", 9.0, 11.0, DARK.left).sum() < 0.5 * full


def test_numbers_are_there_as_soon_as_there_is_room(canvas: Canvas) -> None:
    canvas.resize(220, 500)
    assert not patch(canvas, "live", 39.0, 41.0, DARK.text).any()
    canvas.zoom(10.0, 40.0)
    assert patch(canvas, "live", 39.0, 41.0, DARK.text).any()


def test_a_person_s_word_is_marked(canvas: Canvas) -> None:
    canvas.zoom(10.0, 10.0)
    assert not patch(canvas, "review", 10.5, 11.1, DARK.text).any()
    canvas.show_view(a_view(sets=side(rep(10.0, flags=("edited",))).sets))
    assert patch(canvas, "review", 10.5, 11.1, DARK.text).any()


def test_what_is_chosen_has_a_frame(canvas: Canvas) -> None:
    assert not patch(canvas, "curve", 8.8, 11.2, DARK.text).any()
    assert canvas.state.view is not None
    canvas.change(chosen=canvas.state.view.lanes[0].bars[0])
    assert patch(canvas, "curve", 8.8, 11.2, DARK.text).any()


# -- mouse -----------------------------------------------------------------------------------------


def turn(canvas: Canvas, at: QPointF, x: int = 0, y: int = 0) -> None:
    """Turn the wheel."""
    none = Qt.KeyboardModifier.NoModifier
    where = canvas.mapToGlobal(at)
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(
        at, where, QPoint(), QPoint(x, y), Qt.MouseButton.NoButton, none, phase, False
    )
    QApplication.sendEvent(canvas, wheel)


def seen(canvas: Canvas) -> Span:
    span = canvas.state.span
    assert span is not None
    return span


def test_the_wheel_zooms_around_the_pointer(canvas: Canvas) -> None:
    plan = canvas.plan
    assert plan is not None
    at = QPointF(plan.x_of(30.0, seen(canvas)), 100.0)
    turn(canvas, at, y=120)
    assert seen(canvas).length_s == pytest.approx(40.0)
    assert plan.x_of(30.0, seen(canvas)) == pytest.approx(at.x())
    turn(canvas, at, x=-120)
    assert seen(canvas).start_s == pytest.approx(14.0)
    turn(canvas, at, y=-1200)
    assert (seen(canvas).start_s, seen(canvas).end_s) == MINUTE


def test_the_axis_is_dragged(canvas: Canvas) -> None:
    plan = canvas.plan
    assert plan is not None
    canvas.zoom(2.0, 30.0)
    y = plan.axis + 5.0
    drag(canvas, QPointF(600.0, y), QPointF(600.0 - plan.width / 10.0, y))
    assert (seen(canvas).start_s, seen(canvas).end_s) == pytest.approx((18.0, 48.0))
    drag(canvas, QPointF(600.0, 60.0), QPointF(500.0, 60.0))
    assert seen(canvas).start_s == pytest.approx(18.0), "only the axis moves it"


def test_an_empty_canvas_bears_everything() -> None:
    one = Canvas()
    one.resize(*SIZE)
    drag(one, QPointF(10.0, 10.0), QPointF(60.0, 10.0))
    turn(one, QPointF(10.0, 10.0), y=120)
    one.zoom(2.0)
    assert one.state.span is None
    assert one.accessibleName() == "Reading and counting …"
    one.deleteLater()


def test_the_picture_is_kept_while_only_the_choice_changes(canvas: Canvas) -> None:
    def picture() -> int:
        canvas.grab()
        kept = canvas._kept  # pyright: ignore[reportPrivateUsage]
        assert kept is not None
        return id(kept[1])

    first = picture()
    assert canvas.state.view is not None
    canvas.change(chosen=canvas.state.view.lanes[0].bars[0])
    assert picture() == first
    canvas.zoom(2.0)
    assert picture() != first


# -- keys of the page that need no files -----------------------------------------------------------


@pytest.fixture
def page() -> EditPage:
    one = EditPage("one")
    one.resize(1280, 720)
    one.show_outcome(Outcome(a_view()))
    one.deleteLater()
    return one


def test_keys_zoom_around_what_is_chosen(page: EditPage) -> None:
    press(page, Key.Key_Right)
    for _ in range(6):
        press(page, Key.Key_Plus)
    span = page.canvas.state.span
    assert span is not None
    assert span.length_s < 10.0
    assert span.start_s < 10.0 < span.end_s
    press(page, Key.Key_Right)
    moved = page.canvas.state.span
    assert moved is not None
    assert moved.start_s < 29.0, "what is chosen comes into sight"
    assert moved.end_s > 31.0
    press(page, Key.Key_Minus)
    press(page, Key.Key_Home)
    assert page.canvas.state.span == Span.whole(*MINUTE)


def test_what_was_seen_closely_is_seen_closely_after_a_correction(page: EditPage) -> None:
    press(page, Key.Key_Right)
    press(page, Key.Key_Plus)
    before = page.canvas.state.span
    page.show_outcome(Outcome(replace(a_view(), edits=1)))
    assert page.canvas.state.span == before
    assert page.chosen is not None
    assert page.chosen.bottom_s == 10.0


def test_a_recording_of_no_leg_says_so() -> None:
    one = EditPage("one")
    one.show_outcome(Outcome(edit_view(session(), session(), session(), {}, (), MINUTE)))
    assert one.said.startswith("No leg was recorded here")
    for key in (Key.Key_Right, Key.Key_A, Key.Key_Plus, Key.Key_Down, Key.Key_Y):
        press(one, key)
    assert one.chosen is None
    one.deleteLater()


def test_many_sets_take_a_line_for_each_leg(page: EditPage) -> None:
    assert "set 1: 1 rep, 30° in the middle" in page.panel.told
    sets = [rep_set(*reps(at, at + 3.0)) for at in range(3, 59, 8)]
    right = msgspec.structs.replace(side(), sets=tuple(sets))
    many = session(right=right)
    page.show_outcome(Outcome(edit_view(many, many, many, {}, (), MINUTE)))
    assert "sets: 2 · 2 · 2 · 2 · 2 · 2 · 2" in page.panel.told
    assert "in the middle" not in page.panel.told


def parts(page: QWidget) -> list[QWidget]:
    found = [*page.findChildren(QLabel), *page.findChildren(QPushButton)]
    return [one for one in found if one.isVisible()]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_everything_has_its_room(size: tuple[int, int], scale: float) -> None:
    sizes.use(Preferences(text_scale=scale))
    try:
        one = EditPage("2026-11-22_1858_left-right")
        many = session(left=side(*reps(*range(3, 27, 3))), right=side(*reps(*range(30, 54, 3))))
        one.show_outcome(Outcome(edit_view(many, many, many, {}, (), MINUTE)))
        one.resize(*size)
        one.show()
        QCoreApplication.processEvents()
        assert (one.width(), one.height()) == size
        for part in parts(one):
            where = QRect(part.mapTo(one, QPoint(0, 0)), part.size())
            assert one.rect().contains(where), part
        assert one.canvas.height() >= 0.4 * size[1]
        one.hide()
        one.deleteLater()
    finally:
        sizes.use(Preferences())
