"""Between the sets: where in the plan one is, a clock, and what the last set was like."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from dashboard.painted import Painted, write
from dashboard.theme import colour

_TITLE, _CLOCK, _LINE, _HINT = 0.11, 0.3, 0.055, 0.042
"""Heights of capitals as shares of the card's; many lines are smaller, so that all stand apart."""

_GAP = 0.045
"""The same, between two lines."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is written.

    Attributes
    ----------
    title : in a word or two.
    clock : time, or the number that is counted down; "".
    lines : sentences below it; the first is the largest.
    hint : what keys do.
    """

    title: str = ""
    clock: str = ""
    lines: tuple[str, ...] = ()
    hint: str = ""


class StageCard(Painted[Card]):
    """Draws a `Card`."""

    def __init__(self) -> None:
        super().__init__(Card())

    def spoken(self, state: Card) -> str:
        """All of it."""
        return ". ".join(p.rstrip(".") for p in (state.title, state.clock, *state.lines) if p)

    def paint(self, painter: QPainter, state: Card) -> None:
        """Draw from top to bottom; what is not there leaves no hole."""
        height, width = float(self.height()), float(self.width())
        ink, dim = colour(self.theme.text), colour(self.theme.dim)
        middle = Qt.AlignmentFlag.AlignHCenter
        room = QRectF(0.03 * width, 0.0, 0.94 * width, 0.0)
        y = 0.02 * height if state.clock else 0.12 * height

        def line(cap: float, text: str, *, is_bold: bool, is_dim: bool = False) -> None:
            nonlocal y
            at = QRectF(room.x(), y, room.width(), cap * height)
            write(painter, at, text, dim if is_dim else ink, bold=is_bold, align=middle)
            y += cap * height

        if state.title:
            line(_TITLE, state.title, is_bold=True)
            y += 0.09 * height
        if state.clock:
            line(_CLOCK if state.title else 2 * _CLOCK, state.clock, is_bold=True)
            y += 0.09 * height
        hint = QRectF(room.x(), height - 1.5 * _HINT * height, room.width(), _HINT * height)
        tall = (_LINE + _GAP) * (len(state.lines) + 0.25)
        fits = min(1.0, (hint.top() / height - y / height) / tall) if state.lines else 1.0
        for number, text in enumerate(state.lines):
            line(fits * (_LINE if number else 1.25 * _LINE), text, is_bold=not number)
            y += fits * _GAP * height
        write(painter, hint, state.hint, dim, align=middle)
