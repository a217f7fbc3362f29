"""What a person can write about a recording, in the place where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from dashboard import words
from dashboard.library.deeds import Told
from dashboard.painted import font_of
from dashboard.theme import Theme
from imu.library import Entry

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TITLE_MOST, _PERSON_MOST = 200, 80
"""Letters."""


class NotesField(QPlainTextEdit):
    """Several lines; Tab goes on, Ctrl+Enter is done, as Enter is in the other fields."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Write; Ctrl+Enter is done."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and held:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What was written is kept; a menu over the field is not the end of writing."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.done.emit()


class Fields(QWidget):
    """Name, person and notes of one recording."""

    told = Signal(object, object)
    """The `Entry`, and what was written of it, a `Told`; only where something has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self.title, self.person, self.notes = QLineEdit(), QLineEdit(), NotesField()
        self.title.setMaxLength(_TITLE_MOST)
        self.person.setMaxLength(_PERSON_MOST)
        names = (words.LIBRARY_NAME, words.LIBRARY_PERSON, words.LIBRARY_NOTES)
        self._labels = [QLabel(name) for name in names]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for row, (label, part) in enumerate(zip(self._labels, self.parts, strict=True)):
            part.setAccessibleName(label.text())
            label.setBuddy(part)
            layout.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(part, row, 1)
        layout.setRowStretch(2, 1)
        for field in (self.title, self.person):
            field.editingFinished.connect(self.keep)
        self.notes.done.connect(self.keep)

    @property
    def parts(self) -> tuple[QLineEdit, QLineEdit, NotesField]:
        """The fields."""
        return self.title, self.person, self.notes

    @property
    def are_written_in(self) -> bool:
        """Whether keys are about one of them."""
        return any(part.hasFocus() for part in self.parts)

    def show_entry(self, entry: Entry | None) -> None:
        """Show what is written of a recording; only a closed one can be written about.

        What is being written of the same recording stays.
        """
        if entry == self._entry:
            return
        is_same = self._entry is not None and entry is not None and entry.path == self._entry.path
        self._entry = entry
        if not (is_same and self.are_written_in):
            self.take_back()
        can_write = entry is not None and entry.is_complete and not entry.problem
        for part in self.parts:
            part.setEnabled(can_write)

    def take_back(self) -> None:
        """Show again what is written down."""
        entry = self._entry
        self.title.setText(entry.title if entry else "")
        self.title.setPlaceholderText(entry.name if entry else "")
        self.person.setText(entry.person if entry else "")
        if self.notes.toPlainText() != (entry.notes if entry else ""):
            self.notes.setPlainText(entry.notes if entry else "")

    def keep(self) -> None:
        """Have written down what has changed."""
        entry = self._entry
        if entry is None or not self.title.isEnabled():
            return
        title, person = " ".join(self.title.text().split()), self.person.text().strip()
        notes = self.notes.toPlainText()
        told = Told(
            title=title if title != entry.title else None,
            person=person if person != entry.person else None,
            notes=notes if notes != entry.notes else None,
        )
        if told != Told():
            self.told.emit(entry, told)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        font = font_of(0.0155 * height)
        for part in (*self._labels, *self.parts):
            part.setFont(font)
        for part in (self.title, self.person):
            part.setFixedHeight(round(0.046 * height))
        self.notes.setMinimumHeight(round(0.07 * height))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self.setStyleSheet(
            f"QLabel {{ color: {theme.dim}; padding-top: 6px; }}"
            f"QLineEdit, QPlainTextEdit {{ color: {theme.text}; background: {theme.back};"
            f" border: 1px solid {theme.line}; border-radius: 6px; padding: 0 8px; }}"
            f"QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {theme.text}; }}"
            f"QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {theme.dim};"
            f" background: {theme.panel}; }}"
        )
