"""The page itself: two columns of rows, a button to hear what was set, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dashboard import words
from dashboard.preferences import Preferences
from dashboard.settingspage.fields import GROUPS, Value, with_value
from dashboard.settingspage.rows import Row, row_of
from dashboard.settingspage.style import style_of
from dashboard.theme import Theme, theme_for

_COLUMN = 0.8
"""Width of a column as a share of the height: where that is not there, one stands below the other,
so that no text is cut off."""


class SettingsPage(QWidget):
    """Shows preferences and says every change of them.

    Theme, language and scale of its own it changes at once; all else is for whoever listens.

    Parameters
    ----------
    preferences : as they are.
    """

    changed = Signal(object)
    """The `Preferences` with what was just changed."""

    tested = Signal()
    """The person wants to hear what was set: `dashboard.sound.Voice.try_out`."""

    closed = Signal()
    """The person has done."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._preferences = preferences
        self._title = QLabel()
        self._title.setObjectName("title")
        self._heads = {name: QLabel() for name in GROUPS}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists: list[QVBoxLayout] = []
        self.rows: dict[str, Row] = {}
        self.test, self.back = QPushButton(), QPushButton()
        self._build()
        self._show()

    @property
    def preferences(self) -> Preferences:
        """As they are now."""
        return self._preferences

    def show_state(self, preferences: Preferences) -> None:
        """Show these from now on: something else may have changed them, too."""
        if preferences != self._preferences:
            self._preferences = preferences
            self._show()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        unit = self.height() * self._preferences.reading_scale
        is_wide = self.width() >= _COLUMN * len(GROUPS) * unit
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self._columns.setSpacing(round(0.06 * unit))
        for column in self._lists:
            column.setSpacing(round(0.022 * unit))
        self.setStyleSheet(style_of(theme, unit))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back, S sounds, up and down go from row to row."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_S:
                self.tested.emit()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._press_focused()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        super().resizeEvent(event)
        self.set_theme(theme_for(self._preferences.theme))

    def _build(self) -> None:
        content = QWidget()
        columns = self._columns
        content.setLayout(columns)
        for name, fields in GROUPS.items():
            column = QVBoxLayout()
            self._lists.append(column)
            self._heads[name].setObjectName("group")
            column.addWidget(self._heads[name])
            for field in fields:
                row = self.rows[field.name] = row_of(field)
                row.changed.connect(self._change)
                column.addWidget(row)
            if name == "sound":
                column.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 16, 32, 16)
        layout.addWidget(self._title)
        layout.addWidget(area, 1)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.test.clicked.connect(self.tested)
        self.back.clicked.connect(self.closed)

    def _show(self) -> None:
        words.use(self._preferences.language)
        self._title.setText(words.SETTINGS_TITLE)
        self.test.setText(words.SETTINGS_TEST)
        self.back.setText(words.SETTINGS_BACK)
        for name, head in self._heads.items():
            head.setText(words.SETTINGS_GROUPS[name])
        for name, row in self.rows.items():
            row.tell()
            row.show_value(getattr(self._preferences, name))
        self.setAccessibleName(words.SETTINGS_TITLE)
        self.set_theme(theme_for(self._preferences.theme))

    def _change(self, name: str, value: Value | float) -> None:
        self._preferences = with_value(self._preferences, name, value)
        self._show()
        self.changed.emit(self._preferences)

    def _press_focused(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
