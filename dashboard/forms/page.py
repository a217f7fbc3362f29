"""A page of rows: a title, questions, a sentence, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dashboard.connect.labels import Action, Line
from dashboard.fitted import FittedPage
from dashboard.forms.row import ChoiceRow
from dashboard.forms.textrow import TextRow
from dashboard.ground import lay_ground
from dashboard.theme import DARK, Theme

Row = ChoiceRow | TextRow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormPage(FittedPage):
    """Rows from top to bottom; ↑ ↓ go through them, Enter goes on, Esc goes back.

    Parameters
    ----------
    title : in large letters.
    lead : a sentence below it, or "".
    rows : the questions.
    actions : names and texts of the buttons; the first is what Enter does, the last what Esc does.
    """

    pressed = Signal(str)
    """The name of an action."""

    def __init__(
        self, title: str, lead: str, rows: Sequence[Row], actions: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self._theme, self._actions = DARK, tuple(actions)
        self._rows, self._warns = tuple(rows), False
        self._title, self._lead = Line(0.034, title, bold=True), Line(0.019, lead)
        self._said = Line(0.02, bold=True)
        self.buttons = {name: Action(text) for name, text in actions}
        self._build()
        for row in self._rows:
            if isinstance(row, ChoiceRow):  # an answer may bring another question
                row.changed.connect(self.fit)
        if self._rows:
            self.setFocusProxy(self._rows[0])  # keys are about the first question
        self.set_theme(DARK)

    def say(self, sentence: str, *, is_warning: bool = False) -> None:
        """A sentence above the buttons, or ""."""
        self._warns = is_warning
        self._said.say(sentence, self._theme.warn if is_warning else self._theme.text)

    @property
    def said(self) -> str:
        """The sentence above the buttons."""
        return self._said.text()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for row in self._rows:
            row.set_theme(theme)
        self._title.say(self._title.text(), theme.text)
        self._lead.say(self._lead.text(), theme.dim)
        self.say(self._said.text(), is_warning=self._warns)
        lay_ground(self, theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Through the rows, on, or back."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() in _ENTER:
            self.pressed.emit(self._actions[0][0])
        elif event.key() == Qt.Key.Key_Escape:
            self.pressed.emit(self._actions[-1][0])
        else:
            super().keyPressEvent(event)

    def scale_to(self, unit: int) -> None:
        """Scale everything on it."""
        for part in (self._title, self._lead, self._said, *self._rows, *self.buttons.values()):
            part.set_unit(unit)
        layout, height = self.layout(), self.height()
        assert layout is not None
        aside = max(round(0.05 * height), round((self.width() - 1.45 * unit) / 2))
        layout.setContentsMargins(aside, round(0.045 * height), aside, round(0.035 * height))
        layout.setSpacing(round(0.01 * height))

    def _build(self) -> None:
        layout, bottom = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        self._lead.setVisible(bool(self._lead.text()))
        for row in self._rows:
            layout.addWidget(row)
        layout.addStretch(1)
        layout.addWidget(self._said)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
            bottom.addWidget(button)
        bottom.addStretch(1)
        layout.addLayout(bottom)
