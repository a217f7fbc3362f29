"""What stands where on the page of all recordings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from dashboard import words
from dashboard.connect.labels import Action, Line
from dashboard.fitted import FittedPage
from dashboard.ground import lay_ground
from dashboard.library.asking import AskBar
from dashboard.library.search import SearchRow
from dashboard.library.side import SidePanel
from dashboard.library.table import EntryTable
from dashboard.painted import font_of
from dashboard.theme import DARK, Theme

_SHAPE = 0.6
"""Height for each width that text is made for; a narrower window has smaller text."""


class LibraryLayout(FittedPage):
    """Title and search on top, the list and the chosen recording, buttons at the foot.

    Parameters
    ----------
    text : what is searched for at first.
    said : a sentence above the buttons, or "".
    """

    acted = Signal(str)
    """The name of the button that was pressed."""

    def __init__(self, text: str, said: str) -> None:
        super().__init__()
        self._theme, self._warns, self._empty_act = DARK, bool(said), ""
        self._title, self._count = Line(0.034, words.LIBRARY_TITLE, bold=True), Line(0.018)
        self._said, self._open = Line(0.0165, said, bold=True), Line(0.0165)
        self._empty_line, self.empty = Line(0.022), Action("")
        self.search, self.table = SearchRow(text), EntryTable()
        self.side, self.ask = SidePanel(), AskBar()
        self.deeds = {name: Action(word) for name, word in words.LIBRARY_DEEDS.items()}
        self.whole = {name: Action(word) for name, word in words.LIBRARY_WHOLE.items()}
        self.recover_all = Action("")
        self._empty = QWidget()
        self._build()
        self.setFocusProxy(self.table)
        self.set_theme(DARK)

    @property
    def said(self) -> str:
        """The sentence above the buttons."""
        return self._said.text()

    def say(self, sentence: str, *, is_warning: bool = False) -> None:
        """A sentence above the buttons, or ""."""
        self._warns = is_warning
        self._said.say(sentence, self._theme.warn if is_warning else self._theme.text)

    def count(self, shown: int, of: int) -> None:
        """Say how many are listed."""
        text = (
            ""
            if not of
            else f"{of}"
            if shown == of
            else words.LIBRARY_COUNT.format(shown=shown, all=of)
        )
        self._count.say(text, self._theme.dim)

    def show_empty(self, sentence: str, act: str) -> None:
        """In place of the list: why there is none, and what can be done; "" for the list."""
        self._empty_act = act
        self._empty_line.say(sentence, self._theme.dim)
        text = {"train": words.LIBRARY_TRAIN, "show-all": words.LIBRARY_SHOW_ALL}.get(act, "")
        self.empty.setText(text)
        self.empty.setAccessibleName(text)
        self.empty.setVisible(bool(text))
        self._empty.setAccessibleName(sentence)
        self._middle.setCurrentIndex(1 if sentence else 0)
        self.side.setVisible(not sentence)

    def go_to_list(self) -> None:
        """Keys are about the list from now on, or about the sentence in its place."""
        (self._empty if self._middle.currentIndex() else self.table).setFocus()

    def show_deeds(self, names: set[str]) -> None:
        """Only these buttons are there."""
        for name, button in self.deeds.items():
            button.setVisible(name in names)

    def show_unfinished(self, number: int) -> None:
        """Offer to recover what was never closed."""
        one, more = words.LIBRARY_UNFINISHED, words.LIBRARY_UNFINISHEDS
        self._open.say(one if number == 1 else more.format(all=number), self._theme.warn)
        self.recover_all.setText(words.LIBRARY_RECOVER_ALL.format(all=number))
        self.recover_all.setAccessibleName(self.recover_all.text())
        for part in (self._open, self.recover_all):
            part.setVisible(number > 0)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for part in (self.search, self.table, self.side, self.ask):
            part.set_theme(theme)
        self._title.say(self._title.text(), theme.text)
        for line in (self._count, self._empty_line):
            line.say(line.text(), theme.dim)
        self._open.say(self._open.text(), theme.warn)
        self.say(self.said, is_warning=self._warns)
        lay_ground(self, theme)

    def scale_to(self, unit: int) -> None:
        """Scale everything to a window of this height, px, or less where it is narrow."""
        unit = min(unit, round(_SHAPE * self.width()))
        lines = (self._title, self._count, self._said, self._open, self._empty_line)
        buttons = (*self.deeds.values(), *self.whole.values(), self.recover_all, self.empty)
        for part in (*lines, *buttons, self.search, self.side, self.ask):
            part.set_unit(unit)
        self.table.set_font(font_of(0.0145 * unit))
        layout, height = self.layout(), self.height()
        assert layout is not None
        aside = max(round(0.035 * height), round((self.width() - 1.9 * unit) / 2))
        layout.setContentsMargins(aside, round(0.03 * height), aside, round(0.03 * height))
        layout.setSpacing(round(0.012 * height))

    def _build(self) -> None:
        layout, top, middle = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        for name, button in self.whole.items():
            self._press(button, name)
            top.addWidget(button)
        self._title.setWordWrap(False)
        listed = QWidget()
        self._middle = QStackedLayout(listed)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        self._build_empty()
        middle.addWidget(listed, 64)
        middle.addWidget(self.side, 36)
        layout.addLayout(top)
        layout.addWidget(self.search)
        layout.addLayout(middle, 1)
        layout.addLayout(self._notices())
        layout.addLayout(self._foot())

    def _build_empty(self) -> None:
        self._empty.setObjectName("empty")
        layout = QVBoxLayout(self._empty)
        layout.addStretch(1)
        layout.addWidget(self._empty_line, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._empty_line.setWordWrap(False)
        self.empty.clicked.connect(lambda: self.acted.emit(self._empty_act))

    def _notices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        row.addWidget(self._open)
        row.addWidget(self.recover_all)
        self._open.setWordWrap(False)
        self._press(self.recover_all, "recover-all")
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.ask, 1000)  # all the room while it asks
        for name, button in self.deeds.items():
            self._press(button, name)
            if name == "back":
                row.addStretch(1)
            row.addWidget(button)
        return row

    def _press(self, button: Action, name: str) -> None:
        button.clicked.connect(lambda: self.acted.emit(name))
