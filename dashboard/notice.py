"""One line above the bar for what a person should know once, without being kept from training."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

SHOWN_FRAMES = 450
"""Frames of 33 ms: a quarter of a minute, for a sentence that nobody waits for."""


class Notice(QLabel):
    """Shows each sentence once, for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(6)
        self.hide()
        self._said: set[str] = set()
        self._left = 0

    def show_once(self, sentence: str | None) -> None:
        """To be called at every frame: show a sentence that is new, hide one that is old."""
        if sentence is not None and sentence not in self._said:
            self._said.add(sentence)
            self._left = SHOWN_FRAMES
            self.setText(sentence)
            self.show()
        elif self._left:
            self._left -= 1
            self.setVisible(self._left > 0)
