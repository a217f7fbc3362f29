"""The how-to page and the strap drawing: keys, names, room for texts, colours that are seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.app import application
from dashboard.howto.drawing import draw_scene
from dashboard.howto.figure import Arm, joints
from dashboard.howto.inks import EDGE, blend, inks_of
from dashboard.howto.page import HowToPage, stepped
from dashboard.howto.panel import CAPTION_LINES, StepPanel, sentence_of
from dashboard.howto.props import FLOOR
from dashboard.howto.shapes import arm_path, body_path, leg_path, limb, shapes_of
from dashboard.howto.steps import HINGE, ON_BOTH_FEET, STEPS, Load, Scene, Way
from dashboard.howto.strap import StrapDrawing, line_cap
from dashboard.painted import width_of
from dashboard.theme import DARK, LIGHT, Theme
from dashboard.wrapping import balanced, fitting, wrapped
from tests.gui.pages import inked, pixels, press, read_at, rgb
from tests.gui.windows import poke
from tests.patience import PATIENCE_MS

Key = Qt.Key
WAYS = pytest.mark.parametrize("way", list(Way))
THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
SIZES = pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (1024, 768)])

Make = Callable[..., HowToPage]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(way: Way = Way.ONE_LEG, leg: str = "right", *, is_help: bool = False) -> HowToPage:
        page = HowToPage(way, leg, is_help=is_help)
        qtbot.addWidget(page)
        page.resize(1280, 720)
        page.show()
        return page

    return made


def drawn(scene: Scene, leg: str = "right", theme: Theme = DARK) -> QImage:
    """A scene, 400 px high, on the panel's ground."""
    application()
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.panel))
    painter = QPainter(image)
    draw_scene(painter, QRectF(0, 0, 400, 400), scene, leg, theme)
    painter.end()
    return image


def shown(page: HowToPage) -> list[StepPanel]:
    return [panel for panel in page.panels if panel.isVisible()]


# -- keys ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space, Key.Key_PageDown])
def test_one_key_goes_on(qtbot: QtBot, make: Make, key: Qt.Key) -> None:
    page = make()
    with qtbot.waitSignal(page.finished, timeout=PATIENCE_MS), qtbot.assertNotEmitted(page.left):
        press(page, key)


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_PageUp])
def test_one_key_goes_back(qtbot: QtBot, make: Make, key: Qt.Key) -> None:
    page = make()
    with qtbot.waitSignal(page.left, timeout=PATIENCE_MS), qtbot.assertNotEmitted(page.finished):
        press(page, key)


def test_other_keys_are_left_to_the_window(qtbot: QtBot, make: Make) -> None:
    page = make()
    with qtbot.assertNotEmitted(page.finished), qtbot.assertNotEmitted(page.left):
        press(page, Key.Key_X)
        press(page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(shown(page)) == 6


def test_arrows_show_one_step_after_another_and_then_all_again(make: Make) -> None:
    page = make()
    seen: list[int] = []
    for _ in range(6):
        press(page, Key.Key_Right)
        [panel] = shown(page)
        seen.append(panel.state.number)
    assert seen == [1, 2, 3, 4, 5, 6]
    press(page, Key.Key_Right)
    assert len(shown(page)) == 6
    press(page, Key.Key_Left)
    assert [panel.state.number for panel in shown(page)] == [6]


def test_escape_leaves_one_step_before_it_leaves_the_page(qtbot: QtBot, make: Make) -> None:
    page = make()
    press(page, Key.Key_Right)
    with qtbot.assertNotEmitted(page.left):
        press(page, Key.Key_Escape)
    assert len(shown(page)) == 6
    with qtbot.waitSignal(page.left, timeout=PATIENCE_MS):
        press(page, Key.Key_Escape)


@pytest.mark.parametrize(
    ("chosen", "by", "then"), [(None, 1, 0), (None, -1, 5), (0, -1, None), (5, 1, None), (2, 1, 3)]
)
def test_steps_go_round(chosen: int | None, by: int, then: int | None) -> None:
    assert stepped(chosen, by, 6) == then


def test_a_click_on_a_step_makes_it_large_and_another_small(make: Make) -> None:
    page = make()
    poke(page.panels[3])
    assert [panel.state.number for panel in shown(page)] == [4]
    poke(page.panels[3])
    assert len(shown(page)) == 6


def test_buttons_do_what_keys_do(qtbot: QtBot, make: Make) -> None:
    page = make()
    with qtbot.waitSignal(page.finished, timeout=PATIENCE_MS):
        page.buttons["finish"].click()
    with qtbot.waitSignal(page.left, timeout=PATIENCE_MS):
        page.buttons["back"].click()
    page.buttons["next"].click()
    page.buttons["next"].click()
    page.buttons["previous"].click()
    assert [panel.state.number for panel in shown(page)] == [1]


def test_from_the_help_nothing_is_started(make: Make) -> None:
    assert make().buttons["finish"].text() == words.HOWTO_START
    assert make(is_help=True).buttons["finish"].text() == words.HOWTO_CLOSE


# -- words -----------------------------------------------------------------------------------------


@WAYS
def test_every_picture_has_a_sentence_and_every_sentence_a_picture(make: Make, way: Way) -> None:
    page = make(way)
    assert words.HOWTO_TITLES[way] in page.accessibleName()
    for n, panel in enumerate(page.panels, start=1):
        assert f"Step {n} of 6: " in panel.accessibleName()
        assert sentence_of(panel.state) in panel.accessibleName()
    names = {step.name for steps in STEPS.values() for step in steps}
    assert names == set(words.HOWTO_STEPS)
    assert set(Way) == set(words.HOWTO_TITLES)


@WAYS
def test_sentences_are_short_and_whole(way: Way) -> None:
    for step in STEPS[way]:
        sentence = words.HOWTO_STEPS[step.name]
        assert len(sentence) <= 75
        assert sentence.endswith(".")
        assert sentence[0].isupper()


def test_freeing_the_foot_comes_before_anything_else() -> None:
    for name in ("off-band", "band-free-both"):
        assert words.HOWTO_STEPS[name].endswith("before anything else.")


@WAYS
def test_the_working_leg_is_named_without_its_colour(make: Make, way: Way) -> None:
    leg = make(way, "left").panels[0].state.leg
    assert leg == ("both" if way in ON_BOTH_FEET else "left")
    assert "LEFT" in words.HOWTO_TAGS["left"]
    assert "RIGHT" in words.HOWTO_TAGS["right"]


# -- room ------------------------------------------------------------------------------------------


def texts_fit(panel: StepPanel) -> bool:
    """Whether a sentence stands in its place at the size that is meant, on its lines."""
    state = panel.state
    area, sentence = panel.caption(state), sentence_of(state)
    lines = wrapped(sentence, state.cap_px, area.width())
    return fitting(sentence, state.cap_px, area) == state.cap_px and len(lines) <= CAPTION_LINES


@WAYS
@SIZES
def test_nothing_is_cut_off(make: Make, way: Way, size: tuple[int, int]) -> None:
    page = make(way)
    page.resize(*size)
    parts: list[QWidget] = [*shown(page), *page.buttons.values(), page.title]
    for part in parts:
        assert page.rect().contains(part.geometry())
    for n, one in enumerate(parts):
        assert not any(one.geometry().intersects(other.geometry()) for other in parts[n + 1 :])
    for button in page.buttons.values():
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.fontMetrics().height()
    title = page.title
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    for panel in page.panels:
        caption = panel.caption(panel.state)
        assert QRectF(panel.rect()).contains(caption)
        if size[0] / size[1] > 1.5:
            assert texts_fit(panel), sentence_of(panel.state)
        else:
            assert fitting(sentence_of(panel.state), panel.state.cap_px, caption) > 10.0


@WAYS
def test_one_step_alone_fits_too(make: Make, way: Way) -> None:
    page = make(way)
    for n, panel in enumerate(page.panels):
        page.choose(n)
        assert panel.state.is_alone
        assert texts_fit(panel)


@WAYS
def test_larger_text_is_larger_and_still_there(make: Make, way: Way) -> None:
    with read_at(1.4):
        page = make(way)
        for panel in page.panels:
            usual = replace(panel.state, text_scale=1.0).cap_px
            cap = fitting(sentence_of(panel.state), panel.state.cap_px, panel.caption(panel.state))
            assert cap > 1.15 * usual


def test_a_sentence_alone_can_be_read_from_a_metre_and_a_half(make: Make) -> None:
    """16 minutes of arc, the least to be read, at 1.5 m on 14 inches are 43 px of 1080."""
    page = make()
    page.resize(1920, 1080)
    page.choose(0)
    assert page.panels[0].state.cap_px >= 43


# -- pictures --------------------------------------------------------------------------------------


@THEMES
@pytest.mark.parametrize("leg", ["left", "right"])
def test_the_working_leg_stands_out_in_its_colour(theme: Theme, leg: str) -> None:
    other = "right" if leg == "left" else "left"
    image = drawn(Scene(HINGE), leg, theme)
    assert inked(image, theme.side(leg)).sum() > 1000
    assert not inked(image, theme.side(other)).any()


def test_on_both_feet_both_legs_have_their_colours() -> None:
    image = drawn(STEPS[Way.BOTH_FEET][2].scene, "both")
    assert inked(image, DARK.right).sum() > 1000
    assert inked(image, DARK.left).sum() > 100


@THEMES
def test_in_grey_the_working_leg_has_an_edge_of_its_own(theme: Theme) -> None:
    """Round the leg runs the ink of the text; round the body it never does."""
    bare = Scene(HINGE, has_block=False)
    edge = inked(drawn(bare, "right", theme), theme.text)
    rows = np.flatnonzero(inked(drawn(bare, "right", theme), theme.right).any(axis=1))
    leg = edge[rows[0] : rows[-1] + 1]
    assert (leg.sum(axis=1) > 0).mean() > 0.9
    assert not edge[: rows[0] - 10].any()


def test_a_left_leg_makes_the_person_face_left() -> None:
    """What is nearer is in front: whose left side is seen looks to the left."""
    scene = replace(STEPS[Way.ONE_LEG][1].scene, arrows=())
    body = blend(DARK.line, DARK.panel, 0.3).name()
    right, left = (inked(drawn(scene, leg), body).sum(axis=0) for leg in ("right", "left"))
    assert np.abs(right - left[::-1]).mean() < 1.0
    chair = inked(drawn(scene, "right"), inks_of(DARK, "right").edge.name()).sum(axis=0)
    assert chair[250:].sum() > chair[:150].sum()


def test_nothing_leaves_the_picture() -> None:
    for way in Way:
        for step in STEPS[way]:
            image = pixels(drawn(step.scene, "both" if way in ON_BOTH_FEET else "left"))
            ground = rgb(DARK.panel)
            edges = (image[0], image[-1], image[:, 0], image[:, -1])
            assert all((edge == ground).all() for edge in edges), step.name


def test_block_band_and_weight_are_drawn_where_they_are_used() -> None:
    plain = Scene(HINGE, has_block=False)
    band = inked(drawn(replace(plain, load=Load.TAUT)), DARK.z)
    assert band.sum() > 200
    assert not inked(drawn(plain), DARK.z).any()
    for one in (replace(plain, has_block=True), replace(plain, load=Load.WEIGHTS)):
        assert (pixels(drawn(one)) != pixels(drawn(plain))).any(axis=2).sum() > 200
    lying = inked(drawn(replace(plain, load=Load.LYING)), DARK.z)
    assert np.flatnonzero(lying.any(axis=1)).min() > np.flatnonzero(band.any(axis=1)).max() - 40


def test_every_part_of_a_scene_changes_the_picture() -> None:
    step = STEPS[Way.ONE_LEG][2].scene
    for less in (replace(step, looks_at=None), replace(step, soles=True)):
        assert (pixels(drawn(less)) != pixels(drawn(step))).any()
    hinge = STEPS[Way.ONE_LEG][4].scene
    for less in (replace(hinge, ghost=None), replace(hinge, arrows=())):
        assert (pixels(drawn(less)) != pixels(drawn(hinge))).any()


def test_limbs_are_round_and_closed() -> None:
    found = joints(HINGE)
    for path in (leg_path(found.carrying), arm_path(found.near), body_path(found)):
        assert len(path.toSubpathPolygons()) == 1
    assert leg_path(found.carrying).contains(QPointF(*found.carrying.knee))
    head = body_path(found)
    for turn in range(40, 220, 5):  # away from neck and face
        x, y = (0.0588 * f(math.radians(turn)) for f in (math.cos, math.sin))
        assert head.contains(QPointF(found.head[0] + x, found.head[1] + y))
    ball = limb((0.0, 0.0), (0.01, 0.0), 0.1, 0.02)
    assert ball.boundingRect().width() == pytest.approx(0.2, abs=0.001)
    tube = limb((0.0, 0.0), (1.0, 0.0), 0.1, 0.1)
    assert tube.contains(QPointF(0.5, 0.099))
    assert not tube.contains(QPointF(0.5, 0.101))
    hand = arm_path(Arm((0.0, 1.0), (0.0, 0.8), (0.0, 0.6)))
    assert hand.boundingRect().top() == pytest.approx(0.6 - 0.023, abs=0.001)


def test_the_foot_stands_on_the_floor_that_is_drawn() -> None:
    foot = leg_path(joints(HINGE).carrying).boundingRect()
    assert foot.top() == pytest.approx(0.0, abs=EDGE / 2)  # y points up in these paths
    assert FLOOR[0] < foot.left() < foot.right() < FLOOR[1]


# -- movement --------------------------------------------------------------------------------------


def test_the_hinge_moves_slowly_and_says_nothing_new(make: Make) -> None:
    page = make()
    hinge = page.panels[4]
    names = [panel.accessibleName() for panel in page.panels]
    looks = {now: pixels(hinge.grab().toImage()) for now in (0.0, 2.8) if not page.tick(now)}
    assert (looks[0.0] != looks[2.8]).any()
    assert [panel.accessibleName() for panel in page.panels] == names


def test_what_is_no_hinge_does_not_move(make: Make) -> None:
    page = make()
    page.tick(0.0)
    before = [pixels(panel.grab().toImage()) for panel in page.panels]
    page.tick(2.0)
    after = [pixels(panel.grab().toImage()) for panel in page.panels]
    moved = [bool((a != b).any()) for a, b in zip(before, after, strict=True)]
    assert moved == [False, False, False, False, True, False]


def test_what_stands_still_is_not_drawn_again(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    page, drawn_again = make(), set[int]()
    page.tick(0.0)

    def note(panel: StepPanel) -> None:
        drawn_again.add(panel.state.number)

    monkeypatch.setattr(StepPanel, "update", note)
    page.tick(2.0)
    assert drawn_again == {5}
    assert shapes_of(HINGE) is shapes_of(replace(HINGE))


def test_nothing_moves_for_people_whom_it_disturbs(make: Make) -> None:
    page = make()
    page.tick(0.0)
    page.set_still(True)
    page.tick(0.5)
    assert {panel.state.share for panel in page.panels} == {1.0}


@THEMES
def test_the_page_takes_its_theme(make: Make, theme: Theme) -> None:
    page = make()
    page.set_theme(theme)
    image = page.grab().toImage()
    assert inked(image, theme.back).sum() > 1000
    assert inked(image, theme.panel).sum() > 10_000


# -- the strap -------------------------------------------------------------------------------------


@pytest.fixture
def strap(qtbot: QtBot) -> StrapDrawing:
    found = StrapDrawing("left")
    qtbot.addWidget(found)
    found.resize(1000, 560)
    found.show()
    return found


def test_the_sensor_is_on_the_leg_that_is_meant(strap: StrapDrawing) -> None:
    """As in a mirror: the left leg is on the left."""
    for side, has in (("left", (True, False)), ("right", (False, True)), ("both", (True, True))):
        strap.show_state(side)
        image = strap.grab().toImage()
        left, right = inked(image, DARK.left), inked(image, DARK.right)
        assert (left.sum() > 1000, right.sum() > 1000) == has
        if left.any():
            assert np.flatnonzero(left.any(axis=0)).max() < 250


def test_the_strap_is_said_in_words(strap: StrapDrawing) -> None:
    assert words.STRAP_SPOKEN["left"] in strap.accessibleName()
    strap.show_state("both")
    for text in (words.STRAP_SPOKEN["both"], *words.STRAP_LINES):
        assert text in strap.accessibleName()


@pytest.mark.parametrize("size", [(1000, 560), (640, 480), (1500, 500), (500, 700)])
def test_the_words_beside_the_strap_stay_inside(strap: StrapDrawing, size: tuple[int, int]) -> None:
    strap.resize(*size)
    text = inked(strap.grab().toImage(), DARK.text)
    assert text[:, size[0] // 2 :].any()
    assert not text[:, -2:].any()


def test_the_sentences_beside_the_strap_are_of_one_size() -> None:
    application()
    narrow, wide = QRectF(0, 0, 300, 560), QRectF(0, 0, 3000, 560)
    assert all(width_of(line, line_cap(narrow)) <= 301 for line in words.STRAP_LINES)
    assert line_cap(narrow) < line_cap(wide) < 0.1 * 560


# -- wrapping --------------------------------------------------------------------------------------


def test_words_are_kept_and_lines_are_not_too_wide() -> None:
    application()
    text = "Hold on and bring the foot down to the floor before you rest."
    for lines in (wrapped(text, 14, 300), balanced(text, 14, 300)):
        assert " ".join(lines) == text
        assert len(lines) > 1
        assert all(width_of(line, 14) <= 300 for line in lines)
    assert wrapped("", 14, 300) == []
    assert wrapped("unbreakable", 14, 3) == ["unbreakable"]


def test_balanced_lines_leave_no_word_alone() -> None:
    application()
    text = "Set your feet a hip’s width apart, side by side."
    width = width_of(text, 14) - 5
    assert wrapped(text, 14, width)[-1] == "side."
    first, last = balanced(text, 14, width)
    assert len(last) > 0.6 * len(first)


def test_text_shrinks_only_where_it_must() -> None:
    application()
    assert fitting("short", 14, QRectF(0, 0, 500, 40)) == 14
    assert 4 < fitting("a rather long sentence", 14, QRectF(0, 0, 100, 20)) < 14
