"""The settings page: everything can be set, by keys alone, and shows at once."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from dashboard import words
from dashboard.preferences import CountAt, Preferences
from dashboard.settingspage import SettingsPage
from dashboard.settingspage.fields import GROUPS, Choice, Level
from dashboard.settingspage.rows import ChoiceRow, LevelRow
from dashboard.theme import LIGHT, ThemeChoice
from dashboard.words import Language

pytestmark = pytest.mark.usefixtures("qapp")

NOT_ASKED = {"safety_seen", "details", "width", "height"}
"""Preferences that come about by themselves."""


@pytest.fixture
def page() -> Iterator[SettingsPage]:
    """Give a page as a person finds it the first time."""
    made = SettingsPage(Preferences())
    made.resize(1280, 720)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def choice(page: SettingsPage, name: str) -> ChoiceRow:
    row = page.rows[name]
    assert isinstance(row, ChoiceRow)
    return row


def level(page: SettingsPage, name: str) -> LevelRow:
    row = page.rows[name]
    assert isinstance(row, LevelRow)
    return row


def changes(page: SettingsPage) -> list[Preferences]:
    """Give a list that every change is added to."""
    found: list[Preferences] = []
    page.changed.connect(found.append)
    return found


def press(page: SettingsPage, key: Qt.Key) -> None:
    target = page.focusWidget() or page
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def test_everything_that_can_be_preferred_is_asked() -> None:
    asked = {field.name for fields in GROUPS.values() for field in fields}
    assert asked == set(Preferences.__struct_fields__) - NOT_ASKED


@pytest.mark.parametrize(
    ("name", "button", "value"),
    [
        ("sound", "off", False),
        ("count", "off", False),
        ("tones", "off", False),
        ("cues", "on", True),
        ("count_at", "bottom", CountAt.BOTTOM),
        ("theme", "light", ThemeChoice.LIGHT),
        ("language", "de", Language.DE),
        ("distance_m", "2", 2),
        ("reduced_motion", "on", True),
    ],
)
def test_a_button_changes_one_preference(
    page: SettingsPage, name: str, button: str, value: object
) -> None:
    found = changes(page)
    choice(page, name).buttons[button].click()
    assert found == [msgspec.structs.replace(Preferences(), **{name: value})]
    assert page.preferences == found[0]
    assert choice(page, name).buttons[button].isChecked()


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("volume", 0.0, 1.0), ("headphone_delay_s", 0.0, 0.5), ("text_scale", 0.8, 1.6)],
)
def test_a_slider_reaches_both_ends_and_no_further(
    page: SettingsPage, name: str, low: float, high: float
) -> None:
    slider = level(page, name).slider
    for at, expected in ((slider.maximum(), high), (slider.minimum(), low)):
        slider.setValue(at)
        assert getattr(page.preferences, name) == expected
    kept = msgspec.json.decode(msgspec.json.encode(page.preferences), type=Preferences)
    assert kept == page.preferences


def test_every_step_of_a_slider_is_a_preference_that_can_be_read_again() -> None:
    levels = [one for fields in GROUPS.values() for one in fields if isinstance(one, Level)]
    for field in levels:
        for n in range(field.steps + 1):
            kept = msgspec.structs.replace(Preferences(), **{field.name: field.value(n)})
            assert msgspec.convert(msgspec.to_builtins(kept), Preferences) == kept
            assert field.nearest(field.value(n)) == n


def test_what_is_so_is_shown() -> None:
    so = Preferences(cues=True, volume=0.35, distance_m=1, count_at=CountAt.BOTTOM)
    page = SettingsPage(so)
    assert choice(page, "cues").buttons["on"].isChecked()
    assert choice(page, "distance_m").buttons["1"].isChecked()
    assert choice(page, "count_at").buttons["bottom"].isChecked()
    assert level(page, "volume").number.text() == "35 %"
    page.deleteLater()


def test_what_something_else_changed_is_shown_without_a_signal(page: SettingsPage) -> None:
    found = changes(page)
    page.show_state(Preferences(sound=False, volume=0.1, text_scale=1.6))
    assert choice(page, "sound").buttons["off"].isChecked()
    assert level(page, "volume").number.text() == "10 %"
    assert found == []


def test_another_language_is_spoken_at_once(page: SettingsPage) -> None:
    choice(page, "language").buttons["de"].click()
    labels = {label.text() for label in page.findChildren(QLabel)}
    buttons = {button.text() for button in page.findChildren(QPushButton)}
    assert {"Einstellungen", "Lautstärke", "Was du siehst"} <= labels
    assert {"Ton ausprobieren (S)", "Zurück (Esc)", "Dunkel"} <= buttons
    assert page.accessibleName() == "Einstellungen"


def test_another_theme_is_drawn_at_once(page: SettingsPage) -> None:
    choice(page, "theme").buttons["light"].click()
    assert page.grab().toImage().pixelColor(5, 5).name() == LIGHT.back


def test_larger_text_is_larger_at_once(page: SettingsPage) -> None:
    def height() -> int:
        QApplication.processEvents()
        return page.back.fontMetrics().height()

    before = height()
    level(page, "text_scale").slider.setValue(8)
    assert height() == pytest.approx(1.6 * before, rel=0.1)


@pytest.mark.parametrize("language", [Language.EN, Language.DE])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.6])
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_no_text_is_cut_off(size: tuple[int, int], scale: float, language: Language) -> None:
    page = SettingsPage(Preferences(text_scale=scale, language=language))
    page.resize(*size)
    page.show()
    QApplication.processEvents()
    for button in page.findChildren(QPushButton):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
    for row in page.rows.values():
        room = row.title.fontMetrics().horizontalAdvance(row.title.text())
        assert row.title.width() >= room, row.title.text()
        right = row.mapTo(page, row.rect().topRight()).x()
        assert right <= page.width(), row.title.text()
    page.close()
    page.deleteLater()


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_Escape, "closed"), (Qt.Key.Key_S, "tested")]
)
def test_keys_for_the_way_back_and_for_a_test(page: SettingsPage, key: Qt.Key, signal: str) -> None:
    heard: list[str] = []
    getattr(page, signal).connect(lambda: heard.append(signal))
    page.rows["cues"].setFocus()
    press(page, key)
    assert heard == [signal]


def test_buttons_for_the_way_back_and_for_a_test(page: SettingsPage) -> None:
    heard: list[str] = []
    page.closed.connect(lambda: heard.append("closed"))
    page.tested.connect(lambda: heard.append("tested"))
    page.test.click()
    page.back.click()
    assert heard == ["tested", "closed"]


def test_down_enters_every_row_in_turn(page: SettingsPage) -> None:
    choice(page, "sound").buttons["on"].setFocus()
    visited: list[str] = []
    for _ in range(60):
        focused = page.focusWidget()
        visited += [name for name, row in page.rows.items() if row.isAncestorOf(focused)]
        press(page, Qt.Key.Key_Tab)
    order = list(dict.fromkeys(visited))
    assert order == list(page.rows)


def test_enter_presses_what_has_the_focus(page: SettingsPage) -> None:
    choice(page, "cues").buttons["on"].setFocus()
    press(page, Qt.Key.Key_Return)
    assert page.preferences.cues


def test_arrows_move_a_slider(page: SettingsPage) -> None:
    level(page, "volume").slider.setFocus()
    press(page, Qt.Key.Key_Left)
    assert page.preferences.volume == 0.75


def test_everything_has_a_name_for_a_screen_reader(page: SettingsPage) -> None:
    for row in page.rows.values():
        assert row.accessibleName()
    for button in choice(page, "theme").buttons.values():
        assert button.accessibleName().startswith("Colours: ")
    assert level(page, "volume").slider.accessibleDescription() == "80 %"


def test_every_value_has_words() -> None:
    choices = [one for fields in GROUPS.values() for one in fields if isinstance(one, Choice)]
    for field in choices:
        keys = [field.key(value) for value in field.values]
        assert list(words.SETTINGS_CHOICES[field.name]) == keys
