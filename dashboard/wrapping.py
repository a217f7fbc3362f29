"""Sentences in painted widgets: broken into lines, smaller where there is too little room."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from dashboard.painted import width_of, write

PITCH = 1.75
"""From line to line, in heights of a capital."""


def wrapped(text: str, cap_px: float, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that are not wider than `width`, px; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, cap_px, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, cap_px: float, width: float) -> list[str]:
    """The same with lines of about one length: no word is left alone on the last one."""
    lines = wrapped(text, cap_px, width)
    while len(lines) > 1:
        width *= 0.97
        closer = wrapped(text, cap_px, width)
        if len(closer) > len(lines) or any(width_of(one, cap_px) > width for one in closer):
            break
        lines = closer
    return lines


def fitting(text: str, cap_px: float, area: QRectF, *, bold: bool = False) -> float:
    """The height of capitals, at most `cap_px`, at which a text fits into an area."""
    while cap_px > 4.0:
        lines = wrapped(text, cap_px, area.width(), bold=bold)
        is_low = (len(lines) - 1) * PITCH * cap_px + 1.5 * cap_px <= area.height() + 0.5
        if is_low and all(width_of(one, cap_px, bold=bold) <= area.width() for one in lines):
            return cap_px
        cap_px *= 0.95
    return cap_px


def write_wrapped(
    painter: QPainter,
    area: QRectF,
    text: str,
    ink: QColor,
    cap_px: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write a text from the top of an area, balanced, with capitals at most `cap_px` high."""
    cap, lines = _laid_out(text, cap_px, area.width(), area.height(), QFont().key())
    for n, line in enumerate(lines):
        where = QRectF(area.left(), area.top() + n * PITCH * cap, area.width(), cap)
        write(painter, where, line, ink, align=align)


@lru_cache(maxsize=64)
def _laid_out(
    text: str, cap_px: float, width: float, height: float, font: str
) -> tuple[float, list[str]]:
    """Size and lines of a text in an area. They are kept: what moves beside it is drawn often."""
    del font  # another font of the interface has other widths
    cap = fitting(text, cap_px, QRectF(0.0, 0.0, width, height))
    return cap, balanced(text, cap, width)
