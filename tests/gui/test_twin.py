"""The twin of the sound over a window: the edge, the sign, both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.late import Late
from dashboard.painted import width_of
from dashboard.sounding import Sound
from dashboard.theme import DARK, LIGHT, Theme
from dashboard.twin import TwinOverlay, sign_text
from dashboard.words import Language
from imu.coach.lines import Line
from imu.view.twin import Kind, Sounded

pytestmark = pytest.mark.usefixtures("qapp")

SEVEN = Sounded(Kind.COUNT, "7")
CUE = Sounded(Kind.CUE, Line.LESS_DEEP)
SIZE = (640, 360)

Build = Callable[[Theme], TwinOverlay]


@pytest.fixture
def over() -> Iterator[Build]:
    """Give a function that lays a twin over a grey window."""
    windows: list[QWidget] = []

    def build(theme: Theme = DARK) -> TwinOverlay:
        window = QWidget()
        window.setStyleSheet("background: #808080")
        window.resize(*SIZE)
        twin = TwinOverlay(window)
        twin.setGeometry(window.rect())
        twin.set_theme(theme)
        windows.append(window)
        return twin

    yield build
    for window in windows:
        window.deleteLater()


def picture(twin: TwinOverlay) -> QImage:
    return twin.window().grab().toImage()


def at_edge(image: QImage) -> list[QColor]:
    wide, high = SIZE
    spots = [(2, 180), (wide - 3, 180), (320, 2), (320, high - 3)]
    return [image.pixelColor(QPoint(*spot)) for spot in spots]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_number_lights_all_four_edges_and_covers_nothing_else(over: Build, theme: Theme) -> None:
    twin = over(theme)
    before = picture(twin).pixelColor(320, 180)
    twin.tick([SEVEN], 10.0)
    image = picture(twin)
    assert [one.name() for one in at_edge(image)] == [theme.text] * 4
    assert image.pixelColor(320, 180) == before


def test_a_flash_is_over_by_itself(over: Build) -> None:
    twin = over(DARK)
    twin.tick([SEVEN], 10.0)
    twin.tick([], 10.3)
    assert {one.name() for one in at_edge(picture(twin))} == {"#808080"}


def test_what_is_said_stands_at_the_top_and_fits(over: Build) -> None:
    twin = over(DARK)
    before = picture(twin)
    twin.tick([Sounded(Kind.LINE, Line.MOVE_SENSOR)], 10.0)
    twin.set_scale(1.6)
    twin.tick([], 11.0)
    after = picture(twin)
    changed = [x for x in range(SIZE[0]) if before.pixel(x, 30) != after.pixel(x, 30)]
    assert changed
    assert changed[0] > 0
    assert changed[-1] < SIZE[0] - 1
    assert twin.accessibleName() == "Free your foot, move the sensor"


def test_without_motion_nothing_flashes_but_something_stands(over: Build) -> None:
    twin = over(DARK)
    twin.set_still(is_still=True)
    twin.tick([SEVEN], 10.0)
    assert {one.name() for one in at_edge(picture(twin))} == {"#808080"}
    assert twin.accessibleName() == "7"


def test_nothing_is_drawn_when_nothing_is_heard(over: Build) -> None:
    twin = over(DARK)
    before = picture(twin)
    twin.tick([], 10.0)
    assert picture(twin) == before
    assert twin.accessibleName() == ""


def test_a_cue_has_another_colour_than_a_number(over: Build) -> None:
    twin = over(DARK)
    twin.tick([CUE], 10.0)
    assert at_edge(picture(twin))[0].name() == DARK.warn


@pytest.mark.parametrize("language", words.languages())
def test_every_sound_has_words(language: Language) -> None:
    words.use(language)
    signs = [sign_text(Sounded(Kind.LINE, line)) for line in Line]
    signs += [sign_text(Sounded(Kind.TONE, tone)) for tone in ("ready", "done", "tick", "alert")]
    assert all(signs)
    assert max(width_of(sign, 36.0, bold=True) for sign in signs) < 1200.0  # at 1280x720


def test_what_the_voice_says_reaches_the_twin() -> None:
    sound = Sound()
    sound.voice.say(Line.REST)
    assert sound.to_draw() == [Sounded(Kind.LINE, Line.REST)]
    assert sound.to_draw() == []
    sound.close()


def test_a_late_value_is_the_one_from_before() -> None:
    late = Late[int](0.25)
    assert late.at(10.0, 6) == 6
    assert late.at(11.0, 7) == 6
    assert late.at(11.24, 7) == 6
    assert late.at(11.25, 7) == 7


def test_quick_changes_are_all_shown_in_their_time() -> None:
    late = Late[int](0.5)
    shown = [late.at(10.0 + n / 10.0, n) for n in range(10)]
    assert shown == [0, 0, 0, 0, 0, 0, 1, 2, 3, 4]


def test_without_delay_nothing_is_late() -> None:
    late = Late[int]()
    assert [late.at(10.0, n) for n in range(3)] == [0, 1, 2]


def test_something_else_on_the_screen_is_shown_at_once() -> None:
    late = Late[int](0.5)
    late.at(10.0, 1)
    late.forget()
    assert late.at(10.1, 5) == 5
