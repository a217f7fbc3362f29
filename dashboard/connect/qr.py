"""A QR code, drawn so that a phone reads it: whole pixels, dark on white in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from dashboard import words
from dashboard.painted import Painted
from imu.sources.phone.qr import modules


class QrCode(Painted[str]):
    """Draws a text as a code; nothing for ""."""

    def __init__(self) -> None:
        super().__init__("")

    def spoken(self, state: str) -> str:
        """What it is the code of."""
        return words.CONNECT_QR_SPOKEN.format(address=state) if state else ""

    def paint(self, painter: QPainter, state: str) -> None:
        """Draw every module as a square of so many whole pixels."""
        if not state:
            return
        rows = modules(state)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        module = max(1, min(self.width(), self.height()) // len(rows))
        size = module * len(rows)
        left, top = (self.width() - size) // 2, (self.height() - size) // 2
        painter.fillRect(QRect(left, top, size, size), QColor("white"))
        for y, row in enumerate(rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    where = QRect(left + x * module, top + y * module, module, module)
                    painter.fillRect(where, QColor("black"))
