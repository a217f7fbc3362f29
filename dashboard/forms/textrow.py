"""One question whose answer is the person's own words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from dashboard.forms.row import ROW, TITLE_SHARE
from dashboard.painted import font_of
from dashboard.theme import DARK, Theme

LONGEST = 500
"""Letters. Nobody writes more into one line, and no file gets larger than it must."""


class TextRow(QWidget):
    """A title and a field.

    Parameters
    ----------
    title : the question.
    text : the answer at first.
    example : shown while there is none.
    """

    changed = Signal()

    def __init__(self, title: str, text: str = "", example: str = "") -> None:
        super().__init__()
        self._theme = DARK
        self._title, self.field = QLabel(title), QLineEdit(text)
        self.field.setPlaceholderText(example)
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(title)
        self.field.textChanged.connect(self.changed)
        self.setFocusProxy(self.field)
        for part in (self._title, self.field):
            part.setParent(self)

    @property
    def text(self) -> str:
        """The answer."""
        return self.field.text().strip()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        row = round(ROW * height)
        self.setFixedHeight(row)
        self._title.setFont(font_of(0.27 * row))
        self._title.setIndent(round(0.3 * row))
        self.field.setFont(font_of(0.27 * row))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._title.setStyleSheet(f"color: {theme.dim}")
        self.field.setStyleSheet(
            f"QLineEdit {{ color: {theme.text}; background: {theme.panel}; border: 1px solid "
            f"{theme.line}; border-radius: 6px; padding: 0 10px; }}"
            f"QLineEdit:focus {{ border: 2px solid {theme.text}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The title's column is as wide as in the rows above."""
        super().resizeEvent(event)
        left, height = round(TITLE_SHARE * self.width()), self.height()
        self._title.setGeometry(0, 0, left, height)
        air = round(0.1 * height)
        self.field.setGeometry(left, air, self.width() - left - 2, height - 2 * air)
