"""How a person likes window and sound."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from dashboard import words
from dashboard.forms.page import FormPage
from dashboard.forms.row import ChoiceRow
from dashboard.preferences import Preferences
from dashboard.theme import ThemeChoice, theme_for

VOLUMES = tuple(n / 10 for n in range(11))
DELAYS_S = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
SCALES = (0.8, 1.0, 1.2, 1.4, 1.6)
DISTANCES_M = (1.0, 2.0, 3.0)
"""What can be chosen."""


class SettingsPage(FormPage):
    """Every setting in a row; each change counts at once.

    Parameters
    ----------
    preferences : as they are.
    try_out : lets the sounds be heard the way a session would.
    """

    changed = Signal(object)
    """The `Preferences`, after each change."""

    closed = Signal()

    def __init__(self, preferences: Preferences, try_out: Callable[[], None]) -> None:
        self._preferences, self._try_out = preferences, try_out
        self.choices = _choices(preferences)
        super().__init__(
            words.SETTINGS_TITLE, "", tuple(self.choices.values()), words.SETTINGS_ACTIONS
        )
        for row in self.choices.values():
            row.changed.connect(self._change)
        self.pressed.connect(self._act)

    @property
    def preferences(self) -> Preferences:
        """As they are now."""
        return self._preferences

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """V tries the sounds."""
        if event.key() == Qt.Key.Key_V:
            self._try_out()
        else:
            super().keyPressEvent(event)

    def _change(self) -> None:
        wanted = {name: row.value for name, row in self.choices.items()}
        self._preferences = msgspec.structs.replace(self._preferences, **wanted)
        self.changed.emit(self._preferences)
        self.set_theme(theme_for(self._preferences.theme))

    def _act(self, name: str) -> None:
        if name == "test":
            self._try_out()
        else:
            self.closed.emit()


def _choices(now: Preferences) -> dict[str, ChoiceRow]:
    def switch(title: str, is_on: bool) -> ChoiceRow:
        return ChoiceRow(title, words.SETTINGS_SWITCH, (True, False), is_on)

    return {
        "count": switch(words.SETTINGS_COUNT, now.count),
        "tones": switch(words.SETTINGS_TONES, now.tones),
        "cues": switch(words.SETTINGS_CUES, now.cues),
        "volume": ChoiceRow(
            words.SETTINGS_VOLUME, [f"{round(10 * v)}" for v in VOLUMES], VOLUMES,
            _nearest(VOLUMES, now.volume), is_scale=True,
        ),
        "count_at": ChoiceRow(
            words.SETTINGS_COUNT_AT, words.SETTINGS_WHEN, ("return", "bottom"), now.count_at
        ),
        "headphone_delay_s": ChoiceRow(
            words.SETTINGS_DELAY, [words.SETTINGS_MS.format(round(1000 * s)) for s in DELAYS_S],
            DELAYS_S, _nearest(DELAYS_S, now.headphone_delay_s),
        ),
        "theme": ChoiceRow(
            words.SETTINGS_THEME, words.SETTINGS_THEMES, tuple(ThemeChoice), now.theme
        ),
        "distance_m": ChoiceRow(
            words.SETTINGS_DISTANCE, [words.SETTINGS_M.format(f"{m:g}") for m in DISTANCES_M],
            DISTANCES_M, _nearest(DISTANCES_M, now.distance_m),
        ),
        "text_scale": ChoiceRow(
            words.SETTINGS_TEXT, [f"{round(100 * s)} %" for s in SCALES], SCALES,
            _nearest(SCALES, now.text_scale),
        ),
        "reduced_motion": switch(words.SETTINGS_MOTION, now.reduced_motion),
    }  # fmt: skip


def _nearest(values: tuple[float, ...], wanted: float) -> float:
    return min(values, key=lambda value: abs(value - wanted))
