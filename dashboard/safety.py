"""The safety card: for whom the exercise is not, in plain words. Shown once, and from the help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard import words
from dashboard.connect.labels import Action, Line
from dashboard.ground import lay_ground
from dashboard.painted import font_of, width_of
from dashboard.safetycard import SafetyCard
from dashboard.sizes import scale
from dashboard.theme import DARK, Theme

_TITLE, _TEXT, _BUTTON = 0.044, 0.026, 0.02
"""Heights of capitals as shares of the page's: read from the chair, once, without glasses."""

_AROUND = 1.15
"""How much larger text may make the sentences above and below the cards, which need the room."""


class SafetyPage(QWidget):
    """What a person must have read before the first session.

    Parameters
    ----------
    is_help : whether it was opened to read it again: then it is only closed.

    Signals
    -------
    accepted : it was read, or closed.
    """

    accepted = Signal()

    def __init__(self, *, is_help: bool = False) -> None:
        super().__init__()
        self._theme = DARK
        self._title = Line(_TITLE, words.SAFETY_TITLE, bold=True)
        self._lead = Line(_TEXT, words.SAFETY_LEAD)
        self._ask = Line(_TEXT, words.SAFETY_ASK, bold=True)
        self.cards = [SafetyCard(n) for n in range(len(words.SAFETY_CARDS))]
        text = words.SAFETY_CLOSE if is_help else words.SAFETY_ACCEPT
        self.button, self._closes = Action(text), is_help
        self._build()
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for line in (self._title, self._lead, self._ask):
            line.setStyleSheet(f"color: {theme.text}")
        for card in self.cards:
            card.set_theme(theme)
        lay_ground(self, theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter says that it was read. Escape only closes it in the help."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if event.key() in _ENTER or (is_escape and self._closes):
            self.accepted.emit()
        elif not is_escape:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.SAFETY_TITLE)
        self.button.clicked.connect(lambda _=False: self.accepted.emit())
        layout, row, below = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        for card in self.cards:
            row.addWidget(card, 1)
        below.addWidget(self.button)
        below.addStretch(1)
        for line in (self._title, self._lead):
            layout.addWidget(line)
        layout.addLayout(row, 1)
        layout.addWidget(self._ask)
        layout.addLayout(below)
        self._row = row

    def _arrange(self) -> None:
        """Scale everything to the page's height."""
        unit = self.height()
        self._title.set_unit(unit)
        for line in (self._lead, self._ask):
            line.set_unit(round(min(scale(), _AROUND) * unit))
        for card in self.cards:
            card.set_cap(_TEXT * scale() * unit)
        self.button.setFont(font_of(_BUTTON * unit, bold=True))
        self.button.setMinimumHeight(round(0.085 * unit))
        wide = width_of(self.button.text(), _BUTTON * unit, bold=True)
        self.button.setMinimumWidth(round(wide + 0.08 * unit))
        margin, layout = round(0.045 * unit), self.layout()
        assert layout is not None
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(round(0.03 * unit))
        self._row.setSpacing(round(0.02 * unit))
        layout.activate()  # at once: the sizes of the text are not those that Qt has just used


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
