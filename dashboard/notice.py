"""One line above the bar for what a person should know once, without being kept from training."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dashboard.painted import font_of

SHOWN_FRAMES = 450
"""Frames of 33 ms: a quarter of a minute, for a sentence that nobody waits for."""

_CAPITALS = 0.02
"""Height of its capitals as a share of the window's: for between two sets, not for the mat."""


class NoticeLine(QLabel):
    """Shows each sentence once, for a while; those that come together one after another."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(6)
        self.hide()
        self._told: set[str] = set()
        self._waiting: deque[str] = deque()
        self._left = 0

    def tell(self, sentence: str, key: str = "") -> None:
        """Show a sentence in its turn, unless it has been told.

        Parameters
        ----------
        sentence : for a person; nothing for "".
        key : the same for the same thing, where numbers in the sentence change; else itself.
        """
        if sentence and (key or sentence) not in self._told:
            self._told.add(key or sentence)
            self._waiting.append(sentence)

    def tick(self) -> None:
        """To be called at every frame: hide a sentence that is old, show the next."""
        self._left = max(0, self._left - 1)
        if not self._left and self._waiting:
            self._left = SHOWN_FRAMES
            self.setText(self._waiting.popleft())
            self.show()
        elif not self._left:
            self.hide()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFont(font_of(_CAPITALS * height))
