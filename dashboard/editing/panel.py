"""Beside the lanes: what is chosen, what is counted, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dashboard import words
from dashboard.connect.labels import Line
from dashboard.editing.telling import lines_of, question_of, sums_of, title_of
from dashboard.painted import font_of
from dashboard.theme import DARK, Theme
from imu.edits import Difference
from imu.view.editing import Bar, EditView

_TEXT = 0.0155


class SidePanel(QWidget):
    """Text, and a list of questions that keys go through."""

    picked = Signal(int)
    """The number of a question that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self._title = Line(0.018, words.EDIT_NONE_CHOSEN, bold=True)
        self._lines = Line(_TEXT)
        self._sums_title, self._sums = Line(0.018, words.EDIT_SUMS, bold=True), Line(_TEXT)
        self._asks_title = Line(0.018, words.EDIT_QUESTIONS, bold=True)
        self._agreed = Line(_TEXT, words.EDIT_AGREED)
        self.questions = QListWidget()
        self.questions.setWordWrap(True)
        self.questions.setFrameShape(QFrame.Shape.NoFrame)
        self.questions.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.questions.setAccessibleName(words.EDIT_QUESTIONS)
        self.questions.itemClicked.connect(self._pick)
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for line in (self._title, self._sums_title, self._asks_title):
            line.say(line.text(), theme.text)
        for line in (self._lines, self._sums, self._agreed):
            line.say(line.text(), theme.dim)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        for line in self._all:
            line.set_unit(height)
        self.questions.setFont(font_of(_TEXT * height))

    def show_chosen(self, bar: Bar | None) -> None:
        """Tell everything about one movement."""
        title = title_of(bar) if bar is not None else words.EDIT_NONE_CHOSEN
        self._title.say(title, self._theme.text)
        self._lines.say("\n".join(lines_of(bar)) if bar is not None else "", self._theme.dim)

    def show_view(self, view: EditView) -> None:
        """Tell what is counted now."""
        self._sums.say("\n".join(sums_of(view)), self._theme.dim)

    def show_questions(self, asked: Sequence[Difference]) -> None:
        """List what is asked."""
        self.questions.clear()
        for one in asked:
            self.questions.addItem(QListWidgetItem(question_of(one)))
        self.questions.setVisible(bool(asked))
        self._asks_title.setVisible(bool(asked))
        self._agreed.setVisible(not asked)

    @property
    def told(self) -> str:
        """Everything that is written, for whoever reads it aloud."""
        return "\n".join(line.text() for line in self._all if not line.isHidden())

    @property
    def _all(self) -> tuple[Line, ...]:
        titles = (self._title, self._lines, self._sums_title, self._sums)
        return (*titles, self._asks_title, self._agreed)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(self.questions.row(item))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        for line in (self._title, self._lines, self._sums_title, self._sums, self._asks_title):
            layout.addWidget(line)
        layout.addWidget(self._agreed)
        layout.addWidget(self.questions, 1)
        layout.addStretch(0)
        self.questions.hide()
