"""The search field, and whose recordings are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from dashboard import words
from dashboard.library.asked import aliases, person_of, with_person, words_of
from dashboard.painted import font_of
from dashboard.theme import Theme
from imu.library import Entry, Query, parse

LONGEST = 300
"""Letters. Nobody searches for more."""


class SearchRow(QWidget):
    """What is searched for stands in the field alone; choosing a person writes it there."""

    changed = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.field, self.whose = QLineEdit(text), QComboBox()
        self.field.setPlaceholderText(words.LIBRARY_SEARCH_EXAMPLE)
        self.field.setAccessibleName(words.LIBRARY_SEARCH)
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(LONGEST)
        self.whose.setAccessibleName(words.LIBRARY_WHOSE)
        self.whose.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.whose.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.whose)
        self.field.textChanged.connect(self._searched)
        self.whose.activated.connect(self._chosen)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    @property
    def query(self) -> Query:
        """What it means; raises `UsageError` as `imu.library.parse`."""
        return parse(words_of(self.text))

    def show_people(self, entries: Sequence[Entry]) -> None:
        """Offer everybody who has recordings."""
        self.whose.clear()
        self.whose.addItem(words.LIBRARY_EVERYBODY.format(all=len(entries)), "")
        for alias, count in aliases(entries):
            self.whose.addItem(words.LIBRARY_SOMEBODY.format(person=alias, all=count), alias)
        self._follow()

    def clear(self) -> None:
        """Search for nothing."""
        self.field.clear()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFixedHeight(round(0.052 * height))
        for part in (self.field, self.whose):
            part.setFont(font_of(0.0155 * height))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        frame = f"border: 1px solid {theme.line}; border-radius: 6px; padding: 0 10px;"
        colours = f"color: {theme.text}; background: {theme.panel};"
        self.field.setStyleSheet(
            f"QLineEdit {{ {colours} {frame} }}"
            f"QLineEdit:focus {{ border: 2px solid {theme.text}; }}"
        )

    def _searched(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show the person who is searched for."""
        wanted = person_of(self.text)
        data = [str(self.whose.itemData(n)).casefold() for n in range(self.whose.count())]
        self.whose.setCurrentIndex(data.index(wanted) if wanted in data else -1)

    def _chosen(self, number: int) -> None:
        self.field.setText(with_person(self.text, str(self.whose.itemData(number))))
