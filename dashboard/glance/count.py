"""The count: "7 / 10", a third of the window high."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from dashboard import words
from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour

_TARGET_SHARE = 0.42
"""Height of the target as a share of the count's: it matters less and must leave room."""


@dataclass(frozen=True, slots=True)
class CountState:
    """What the count shows: reps, the target or None, and whether a set is under way."""

    count: int = 0
    target: int | None = None
    is_live: bool = True


class CountWidget(Painted[CountState]):
    """Draws the count in the middle, the target smaller beside it."""

    def __init__(self) -> None:
        super().__init__(CountState())

    def spoken(self, state: CountState) -> str:
        """The count in words."""
        text = words.COUNT if state.target is None else words.COUNT_OF
        return text.format(count=state.count, target=state.target)

    def paint(self, painter: QPainter, state: CountState) -> None:
        """Draw it."""
        number = str(state.count)
        target = f" / {state.target}" if state.target is not None else ""
        line = self.line()
        cap, width = line.height(), line.width()
        whole = width_of(number, cap, bold=True) + width_of(target, cap * _TARGET_SHARE)
        if whole > width:
            cap *= width / whole
            whole = width
        number_width = width_of(number, cap, bold=True)
        left, bottom = (width - whole) / 2, line.center().y() + cap / 2
        ink = colour(self.theme.text if state.is_live else self.theme.dim)
        write(painter, QRectF(left, bottom - cap, number_width + 1, cap), number, ink, bold=True)
        small = cap * _TARGET_SHARE
        rest = QRectF(left + number_width, bottom - small, whole - number_width + 1, small)
        write(painter, rest, target, colour(self.theme.dim), align=Qt.AlignmentFlag.AlignLeft)
