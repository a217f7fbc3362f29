"""What the marks of a picture mean: at its upper right, smaller where there is less room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from dashboard.painted import width_of, write
from dashboard.theme import colour

Draw = Callable[[QPointF, float], None]
"""Draws a mark around a point, half as large as the number."""

_GAP, _SIGN = 1.6, 1.6
"""Room between two entries and for a mark, in heights of capitals."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text, its colour, and the mark that it is about; None for none."""

    text: str
    ink: str
    mark: Draw | None = None

    def width(self, cap: float) -> float:
        """How wide it is, px."""
        return width_of(self.text, cap) + (0.0 if self.mark is None else _SIGN * cap)


def legend_cap(widget: QRectF, cap: float, title: str, entries: Sequence[Entry]) -> float:
    """How high capitals can be beside a title, px."""
    needed = sum(one.width(cap) + _GAP * cap for one in entries)
    room = widget.width() - width_of(title, cap, bold=True) - 3.5 * cap
    return cap * min(1.0, room / needed)


def draw_legend(
    painter: QPainter, widget: QRectF, cap: float, title: str, entries: Sequence[Entry]
) -> None:
    """Write these from left to right, ending at the right edge.

    Parameters
    ----------
    cap : height of the title's capitals, px.
    title : stands on the left of the same line.
    """
    small = legend_cap(widget, cap, title, entries)
    x, top = widget.right() - 1.5 * cap, 1.1 * cap - small / 2
    for one in reversed(entries):
        wide = width_of(one.text, small)
        write(painter, QRectF(x - wide, top, wide + 1.0, small), one.text, colour(one.ink))
        x -= wide
        if one.mark is not None:
            x -= _SIGN * small
            one.mark(QPointF(x + 0.6 * small, 1.1 * cap), 0.46 * small)
        x -= _GAP * small
