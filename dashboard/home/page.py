"""Where everything begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dashboard import words
from dashboard.connect.labels import Action, Line
from dashboard.fitted import FittedPage
from dashboard.ground import lay_ground
from dashboard.home.big import BigButton, BigState
from dashboard.home.lately import LatelyRow, LatelyState
from dashboard.theme import DARK, Theme
from imu.recent import Recent

_BIG = ("demo", "connect", "open")
_SMALL = ("start", "library", "progress", "howto", "settings", "safety", "quit")

_KEYS: dict[int, str] = {
    Qt.Key.Key_D: "demo",
    Qt.Key.Key_C: "connect",
    Qt.Key.Key_O: "open",
    Qt.Key.Key_J: "start",
    Qt.Key.Key_L: "library",
    Qt.Key.Key_G: "progress",
    Qt.Key.Key_H: "howto",
    Qt.Key.Key_S: "settings",
    Qt.Key.Key_A: "safety",
}


class HomePage(FittedPage):
    """Three big buttons, what was done lately, and the quiet rest."""

    asked = Signal(str)
    """The name of a button: those of `_BIG` and `_SMALL`."""

    opened = Signal(object)
    """The `Recent` that was chosen."""

    def __init__(self, lately: Sequence[Recent] = (), said: str = "") -> None:
        super().__init__()
        self._theme = DARK
        self._title = Line(0.05, words.TITLE, bold=True)
        self._lead = Line(0.021, words.HOME_LEAD)
        self.big = {name: BigButton(name, BigState(*words.HOME_BIG[name])) for name in _BIG}
        self.small = {name: Action(words.HOME_SMALL[name]) for name in _SMALL}
        self._lately_title = Line(0.021, words.HOME_LATELY if lately else words.HOME_FIRST)
        self.lately = [LatelyRow(LatelyState(one)) for one in lately]
        self._said = Line(0.019, said)
        self._build()
        # Enter does what is most likely wanted: the demo the first time, then to train.
        self.setFocusProxy(self.big["connect" if lately else "demo"])
        self.set_theme(DARK)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for part in (*self.big.values(), *self.lately):
            part.set_theme(theme)
        self._title.say(self._title.text(), theme.text)
        for line in (self._lead, self._lately_title):
            line.say(line.text(), theme.dim)
        self._said.say(self._said.text(), theme.warn)
        lay_ground(self, theme)

    def say(self, sentence: str) -> None:
        """Something that a person should know, or ""."""
        self._said.say(sentence, self._theme.warn)
        self._said.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters ask; arrows go from one thing to the next."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _KEYS and not held:
            self.asked.emit(_KEYS[key])
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.focusNextChild()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def scale_to(self, unit: int) -> None:
        """Scale everything on it."""
        lines = (self._title, self._lead, self._lately_title, self._said)
        for part in (*lines, *self.big.values(), *self.small.values(), *self.lately):
            part.set_unit(unit)
        layout, height = self.layout(), self.height()
        assert layout is not None
        aside = max(round(0.05 * height), round((self.width() - 1.6 * unit) / 2))
        layout.setContentsMargins(aside, round(0.045 * height), aside, round(0.035 * height))
        layout.setSpacing(round(0.014 * height))

    def _build(self) -> None:
        layout, middle, bottom = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        for name, button in self.big.items():
            button.clicked.connect(lambda name=name: self.asked.emit(name))
            middle.addWidget(button, 1)
        layout.addLayout(middle)
        layout.addWidget(self._said)
        self._said.setVisible(bool(self._said.text()))
        layout.addWidget(self._lately_title)
        for row in self.lately:
            row.clicked.connect(lambda row=row: self.opened.emit(row.state.one))
            layout.addWidget(row)
        layout.addStretch(1)
        for name, action in self.small.items():
            action.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            bottom.addWidget(action)
        bottom.addStretch(1)
        layout.addLayout(bottom)
