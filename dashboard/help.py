"""The list of keys, over everything else until a key or a click takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter

from dashboard import words
from dashboard.painted import Painted, write
from dashboard.theme import colour


class KeysOverlay(Painted[None]):
    """Covers its parent and lists the keys.

    Parameters
    ----------
    rows : keys, and what they do.
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self._rows = tuple(rows)
        super().__init__(None)

    def spoken(self, state: None) -> str:
        """All keys, one after the other."""
        del state
        return "; ".join(f"{keys}: {what}" for keys, what in self._rows)

    def paint(self, painter: QPainter, state: None) -> None:
        """Draw the list."""
        del state
        width, height = float(self.width()), float(self.height())
        row = height / (len(self._rows) + 3.5)
        cap = 0.42 * row
        ink, dim = colour(self.theme.text), colour(self.theme.dim)
        title = QRectF(0.1 * width, row, 0.8 * width, 0.6 * row)
        write(painter, title, words.HELP_TITLE, ink, bold=True)
        for n, (keys, what) in enumerate(self._rows):
            y = (n + 2.4) * row
            at = QRectF(0.1 * width, y, 0.28 * width, cap)
            write(painter, at, keys, ink, bold=True, align=Qt.AlignmentFlag.AlignLeft)
            write(painter, QRectF(0.42 * width, y, 0.5 * width, cap), what, dim)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go away."""
        del event
        self.hide()
