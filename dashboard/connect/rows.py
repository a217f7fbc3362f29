"""The list of sensors, one of which keys are about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dashboard.connect.row import RowState, SensorRow
from dashboard.theme import DARK, Theme
from imu.view.connectshot import ConnectShot, Row

_HIGH = 0.19
"""Height of a row as a share of the window's: three, and the beginning of a fourth."""


class SensorList(QScrollArea):
    """Shows the rows of a `ConnectShot`. The selection stays on its sensor."""

    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch(1)
        self.setWidget(page)
        self._widgets: dict[str, SensorRow] = {}
        self._rows: tuple[Row, ...] = ()
        self._selected = ""
        self._theme, self._height = DARK, 720

    @property
    def selected(self) -> Row | None:
        """The sensor that keys are about; None if there is none."""
        return next((row for row in self._rows if row.key == self._selected), None)

    def select(self, key: str) -> None:
        """From now on keys are about this one."""
        self._selected = key
        self._show()
        if key in self._widgets:
            self.ensureWidgetVisible(self._widgets[key])

    def step(self, steps: int) -> None:
        """Select the one so many rows further down; the ends are ends."""
        keys = [row.key for row in self._rows]
        if keys:
            at = keys.index(self._selected) + steps
            self.select(keys[min(max(at, 0), len(keys) - 1)])

    def show_shot(self, shot: ConnectShot) -> None:
        """Show these rows from now on."""
        keys = [row.key for row in shot.rows]
        is_new = keys != [row.key for row in self._rows]
        self._rows = shot.rows
        if self._selected not in keys:
            self._selected = keys[0] if keys else ""
        if is_new:
            self._arrange(keys)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for widget in self._widgets.values():
            widget.set_theme(theme)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self._height = height
        for widget in self._widgets.values():
            widget.setFixedHeight(round(_HIGH * height))

    def _arrange(self, keys: list[str]) -> None:
        """Have one widget for each row, in their order."""
        for key in self._widgets.keys() - set(keys):
            gone = self._widgets.pop(key)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, row in enumerate(self._rows):
            if row.key not in self._widgets:
                self._widgets[row.key] = self._new(row)
            self._layout.insertWidget(at, self._widgets[row.key])
            self._widgets[row.key].show()

    def _new(self, row: Row) -> SensorRow:
        widget = SensorRow(RowState(row))
        widget.set_theme(self._theme)
        widget.setFixedHeight(round(_HIGH * self._height))
        widget.clicked.connect(self.clicked)
        return widget

    def _show(self) -> None:
        for row in self._rows:
            self._widgets[row.key].show_state(RowState(row, row.key == self._selected))
