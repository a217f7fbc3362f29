"""The two kinds of rows: buttons of which one is pressed, and a slider with its number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from dashboard import words
from dashboard.settingspage.fields import Choice, Field, Level, Value


class Row(QWidget):
    """A name, a hint, and what is set."""

    changed = Signal(str, object)
    """The preference's name and its new value; by a person only."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field_name = field.name
        self.title, self.hint = QLabel(), QLabel()
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.line = QHBoxLayout()
        self.line.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self.line)
        layout.addWidget(self.hint)

    def tell(self) -> None:
        """Write everything in the language in use."""
        name, hint = words.SETTINGS_NAMES[self.field_name], words.SETTINGS_HINTS[self.field_name]
        self.title.setText(name)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)

    def show_value(self, value: object) -> None:
        """Show what is set, without a signal."""
        raise NotImplementedError


class ChoiceRow(Row):
    """One of a few buttons is pressed; arrows go from one to the next."""

    def __init__(self, field: Choice) -> None:
        super().__init__(field)
        self._field = field
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for n, value in enumerate(field.values):
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            self.buttons[field.key(value)] = button
            self._group.addButton(button, n)
            self.line.addWidget(button)
        self._group.buttonClicked.connect(self._click)

    def tell(self) -> None:
        """Write everything in the language in use."""
        super().tell()
        for key, button in self.buttons.items():
            text = words.SETTINGS_CHOICES[self.field_name][key]
            button.setText(text)
            button.setAccessibleName(f"{self.title.text()}: {text}")

    def show_value(self, value: object) -> None:
        """Press the button of that value."""
        found: list[Value] = [one for one in self._field.values if one == value]
        if found:
            self.buttons[self._field.key(found[0])].setChecked(True)

    def _click(self, button: QAbstractButton) -> None:
        self.changed.emit(self.field_name, self._field.values[self._group.id(button)])


class LevelRow(Row):
    """A slider, and the number that it stands at."""

    def __init__(self, field: Level) -> None:
        super().__init__(field)
        self._field = field
        self.slider, self.number = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.slider.setRange(0, field.steps)
        self.slider.setPageStep(max(1, field.steps // 5))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(self.slider, 1)
        self.line.addWidget(self.number)
        self.slider.valueChanged.connect(self._move)

    def tell(self) -> None:
        """Write everything in the language in use."""
        super().tell()
        self.slider.setAccessibleName(self.title.text())
        self._write()

    def show_value(self, value: object) -> None:
        """Put the slider there."""
        if isinstance(value, (int, float)):
            self.slider.blockSignals(True)
            self.slider.setValue(self._field.nearest(value))
            self.slider.blockSignals(False)
            self._write()

    def _move(self, step: int) -> None:
        self._write()
        self.changed.emit(self.field_name, self._field.value(step))

    def _write(self) -> None:
        value = self._field.value(self.slider.value()) * self._field.shown
        text = words.SETTINGS_LEVELS[self.field_name].format(value=value)
        self.number.setText(text)
        self.slider.setAccessibleDescription(text)


def row_of(field: Field) -> Row:
    """A row for a field."""
    return ChoiceRow(field) if isinstance(field, Choice) else LevelRow(field)
