"""A window in German shows no text of the English table."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.comparing.examples import PAGES as COMPARISONS
from dashboard.connect.dialog import shown
from dashboard.connect.examples import EXAMPLES, Example, Still
from dashboard.preferences import Preferences, preferences_file, save
from dashboard.words.language import Language
from imu.remembered import Remembered
from tests.gui.windows import RECORDING, a_window, surveyed, until
from tests.gui.words.test_tables import ENGLISH, GERMAN

pytestmark = pytest.mark.usefixtures("qapp")


def speaking_german() -> None:
    save(preferences_file(), Preferences(language=Language.DE))


def written(root: QWidget) -> Iterator[str]:
    """Give every text that someone can read, point at, or have read to them."""
    for widget in [root, *root.findChildren(QWidget)]:
        for name in ("text", "placeholderText", "toolTip", "accessibleName", "windowTitle"):
            read = getattr(widget, name, None)
            if callable(read):
                yield str(read())


def pieces(text: str) -> list[str]:
    """Give what stands fast in a text, between what is filled in."""
    parts = [piece.strip(" .,:;") for piece, *_ in string.Formatter().parse(text)]
    return [part for part in parts if len(part) >= 5]


def english_only() -> set[str]:
    german = " ".join(GERMAN.values())
    found = {piece for text in ENGLISH.values() for piece in pieces(text)}
    return {piece for piece in found if piece not in german}


def left_in_english(root: QWidget) -> set[str]:
    said = "\n".join(written(root)).replace(RECORDING.name, "")  # the name of a file
    return {piece for piece in english_only() if piece in said}


def test_a_window_that_was_never_told_is_english() -> None:
    with a_window() as window:
        surveyed(window)
        window.press("detail")  # made when they are asked for
        assert {"Details (D)", "Reps"} <= left_in_english(window) | set(written(window))


def test_a_training_is_german() -> None:
    speaking_german()
    with a_window(speed=None) as window:
        until(lambda: window.conductor.snapshot.is_ended)
        window.press("detail")
        window.conductor.tick()
        assert words.REPS_TITLE in set(written(window))
        assert left_in_english(window) == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_connecting_is_german(example: Example) -> None:
    speaking_german()
    still = Still(list(example.told))
    with shown(still, Remembered()) as screen:
        screen.show()
        screen.tick()
        for name in example.presses:
            screen.press(name)
        still.findings += example.then
        screen.tick()
        assert words.CONNECT_TITLE in screen.windowTitle()
        assert left_in_english(screen) == set()


@pytest.mark.parametrize("name", [name for name, _, _ in COMPARISONS])
def test_legs_and_reps_are_compared_in_german(name: str) -> None:
    make = {one: make for one, make, _ in COMPARISONS}[name]
    words.use(Language.DE)
    page = make()
    page.show()
    assert left_in_english(page) == set()
    page.close()
    page.deleteLater()
