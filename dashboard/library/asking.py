"""A question at the foot of the page, before something is deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from dashboard import words
from dashboard.connect.labels import Action, Line
from dashboard.painted import font_of
from dashboard.theme import DARK, Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskBar(QWidget):
    """Hidden until it asks; Enter says yes, Esc no."""

    answered = Signal(str)
    """Yes, and the word that was asked for, or "" """

    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self._sentence = Line(0.0175, bold=True)
        self.word = QLineEdit()
        self.word.setMaxLength(40)
        self.yes, self.no = Action(words.LIBRARY_YES), Action(words.LIBRARY_NO)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sentence, 1)
        for part in (self.word, self.yes, self.no):
            layout.addWidget(part)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.yes.clicked.connect(self._say_yes)
        self.no.clicked.connect(self._say_no)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for an answer."""
        return not self.isHidden()

    @property
    def sentence(self) -> str:
        """What is asked."""
        return self._sentence.text()

    def ask(self, sentence: str, *, for_word: bool = False) -> None:
        """Ask this. Keys are about the answer from now on.

        Parameters
        ----------
        sentence : the question.
        for_word : whether a word has to be written.
        """
        self._sentence.say(sentence, self._theme.warn)
        self.setAccessibleName(sentence)
        self.word.clear()
        self.word.setAccessibleName(sentence)
        self.word.setVisible(for_word)
        self.show()
        (self.word if for_word else self).setFocus()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        for part in (self._sentence, self.yes, self.no):
            part.set_unit(height)
        self.word.setFont(font_of(0.0155 * height))
        self.word.setMinimumHeight(round(0.05 * height))
        self.word.setFixedWidth(round(0.25 * height))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._sentence.say(self._sentence.text(), theme.warn)
        self.word.setStyleSheet(
            f"color: {theme.text}; background: {theme.panel}; border: 2px solid {theme.text};"
            " border-radius: 6px; padding: 0 10px;"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc; no other key does anything while a question is open."""
        if event.key() in _ENTER:
            self._say_yes()
        elif event.key() == Qt.Key.Key_Escape:
            self._say_no()

    def _say_yes(self) -> None:
        self.hide()
        self.answered.emit(self.word.text())

    def _say_no(self) -> None:
        self.hide()
        self.declined.emit()
