"""Balance while one rests: each rep's wobble, both legs on one scale, in a narrow column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dashboard import words
from dashboard.detail.balance import DotStrips, rep_dots
from dashboard.painted import font_of
from dashboard.theme import DARK, Theme
from imu.view import Snapshot


class RestBalance(QWidget):
    """Dots of both legs, and what they are not."""

    def __init__(self) -> None:
        super().__init__()
        self.strips, self._caption = DotStrips(), QLabel(words.BALANCE_CAPTION)
        self._caption.setWordWrap(True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.strips, 1)
        layout.addWidget(self._caption)
        self.set_theme(DARK)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self.strips.set_theme(theme)
        self._caption.setStyleSheet(f"color: {theme.dim}")

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw this from now on."""
        self.strips.show_state(rep_dots(snapshot))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Texts follow the height."""
        super().resizeEvent(event)
        font = font_of(0.022 * self.height())
        self.strips.setFont(font)
        self._caption.setFont(font)
