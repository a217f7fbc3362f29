"""Text and buttons of the connect screen that follow the window's height and the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from dashboard.painted import font_of


class Line(QLabel):
    """A text that wraps.

    Parameters
    ----------
    share : height of its capitals as a share of the window's.
    bold : draw it bold.
    """

    def __init__(self, share: float, text: str = "", *, bold: bool = False) -> None:
        super().__init__(text)
        self._share, self._bold = share, bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFont(font_of(self._share * height, bold=self._bold))

    def say(self, text: str, ink: str) -> None:
        """Show a text in a colour of the theme."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
        self.dress(f"color: {ink}")

    def dress(self, style: str) -> None:
        """Have a style sheet. Qt works through everything anew for each, even for the same."""
        if style != self.styleSheet():
            self.setStyleSheet(style)


class Action(QPushButton):
    """A button for mouse and touch; its key is in its text, so that it needs no focus."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(text)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFont(font_of(0.0155 * height))
        self.setMinimumHeight(round(0.062 * height))
        wide = self.fontMetrics().horizontalAdvance(self.text())
        self.setMinimumWidth(wide + round(0.04 * height))
