"""The safety card: what must be said is said, one key says that it was read, nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.safety import SafetyPage
from dashboard.safetycard import draw_sign
from dashboard.theme import LIGHT
from tests.gui.pages import pixels, press, read_at
from tests.patience import PATIENCE_MS

Key = Qt.Key
SIZES = pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (1024, 768)])
Make = Callable[..., SafetyPage]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*, is_help: bool = False) -> SafetyPage:
        page = SafetyPage(is_help=is_help)
        qtbot.addWidget(page)
        page.resize(1280, 720)
        page.show()
        return page

    return made


def said(page: SafetyPage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel)]
    return "\n".join([*labels, *(card.accessibleName() for card in page.cards)]).lower()


@pytest.mark.parametrize(
    "text",
    [
        "not a medical device",
        "no diagnosis",
        "not without advice",
        "acute pain in a knee or in the back",
        "operation",
        "fall",
        "chair or a wall within reach",
        "pain rises",
        "numb",
        "dizzy",
        "better than any app",
    ],
)
def test_what_must_be_said_is_said(make: Make, text: str) -> None:
    assert text in said(make())


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space, Key.Key_PageDown])
@pytest.mark.parametrize("is_help", [False, True])
def test_one_key_says_that_it_was_read(
    qtbot: QtBot, make: Make, key: Qt.Key, *, is_help: bool
) -> None:
    page = make(is_help=is_help)
    with qtbot.waitSignal(page.accepted, timeout=PATIENCE_MS):
        press(page, key)


def test_it_cannot_be_waved_away_the_first_time(qtbot: QtBot, make: Make) -> None:
    page = make()
    with qtbot.assertNotEmitted(page.accepted):
        press(page, Key.Key_Escape)
    page = make(is_help=True)
    with qtbot.waitSignal(page.accepted, timeout=PATIENCE_MS):
        press(page, Key.Key_Escape)


def test_other_keys_are_left_to_the_window(qtbot: QtBot, make: Make) -> None:
    page = make()
    with qtbot.assertNotEmitted(page.accepted):
        press(page, Key.Key_X)


def test_the_button_says_what_it_does(qtbot: QtBot, make: Make) -> None:
    page = make()
    assert page.button.text() == words.SAFETY_ACCEPT
    assert make(is_help=True).button.text() == words.SAFETY_CLOSE
    with qtbot.waitSignal(page.accepted, timeout=PATIENCE_MS):
        page.button.click()


def test_everything_painted_has_a_name(make: Make) -> None:
    page = make()
    assert page.accessibleName() == words.SAFETY_TITLE
    for card, (_, heading, items) in zip(page.cards, words.SAFETY_CARDS, strict=True):
        assert card.accessibleName().startswith(heading)
        assert all(item in card.accessibleName() for item in items)


@SIZES
@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_nothing_is_cut_off(make: Make, size: tuple[int, int], scale: float) -> None:
    with read_at(scale):
        page = make()
        page.resize(*size)
        assert (page.width(), page.height()) == size
        parts: list[QWidget] = [*page.findChildren(QLabel), *page.cards, page.button]
        for n, part in enumerate(parts):
            assert page.rect().contains(part.geometry())
            assert not any(part.geometry().intersects(one.geometry()) for one in parts[n + 1 :])
        for label in page.findChildren(QLabel):
            assert label.heightForWidth(label.width()) <= label.height()
        caps = {card.setting().cap for card in page.cards}
        assert len(caps) == 1
        assert min(caps) > 0.018 * size[1]


def test_at_the_usual_size_all_text_has_the_size_that_is_meant(make: Make) -> None:
    for card in make().cards:
        assert card.setting().cap == card.wanted_px


def test_a_card_that_is_too_low_is_written_closer_and_then_smaller(make: Make) -> None:
    card = make().cards[0]
    usual = card.setting()
    card.resize(card.width(), round(0.8 * card.height()))
    closer = card.setting()
    assert closer.cap == usual.cap
    assert closer.spread < usual.spread
    card.resize(card.width(), round(0.5 * card.height()))
    assert 4.0 < card.setting().cap < 0.9 * usual.cap


def test_larger_text_is_larger(make: Make) -> None:
    before = make().cards[0].setting().cap
    with read_at(1.2):
        assert make().cards[0].setting().cap > 1.05 * before


def test_no_card_writes_over_its_edge(make: Make) -> None:
    with read_at(1.4):
        page = make()
        page.set_theme(LIGHT)
        panel = QColor(LIGHT.panel).rgb()
        for card in page.cards:
            image = card.grab().toImage()
            middle = range(40, image.height() - 40)
            assert all(image.pixel(image.width() - 4, y) == panel for y in middle)
            rows = range(40, image.width() - 40)
            assert all(image.pixel(x, image.height() - 4) == panel for x in rows)


def test_signs_differ_without_colour(make: Make) -> None:
    make()  # pixmaps need an application
    looks: list[bytes] = []
    for sign, _, _ in words.SAFETY_CARDS:
        pixmap = QPixmap(60, 60)
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        draw_sign(painter, QRectF(0, 0, 60, 60), sign, QColor("black"))
        painter.end()
        looks.append(pixels(pixmap.toImage()).tobytes())
    assert len(set(looks)) == 3
