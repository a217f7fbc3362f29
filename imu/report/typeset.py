"""How wide a text is, and where it is to be broken: matplotlib breaks none by itself that fits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a page looks the same everywhere."""

_POINT_MM = 25.4 / 72.0
_FINE = 16.0
"""Letters are measured so many times larger: at their own size they are rounded to whole dots."""

_UNKNOWN = "\N{WHITE SQUARE}"


def printable(text: str) -> str:
    """The text with a square for every character that the font does not have."""
    there = _characters()
    return "".join(char if ord(char) in there else _UNKNOWN for char in text)


def width_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of a line of printable text, mm."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold=bold)
    font.set_size(size_pt, _FINE * 72.0)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64.0 / _FINE * _POINT_MM


def broken(text: str, width: float, size_pt: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` mm; a word that is wider is broken itself."""
    lines: list[str] = []
    line = ""
    for word in _words(printable(text), width, size_pt, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_mm(longer, size_pt, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line or not lines else lines


def _words(text: str, width: float, size_pt: float, *, bold: bool) -> list[str]:
    words: list[str] = []
    for word in text.split():
        piece = ""
        for char in word:
            if piece and width_mm(piece + char, size_pt, bold=bold) > width:
                words.append(piece)
                piece = ""
            piece += char
        words.append(piece)
    return words


@cache
def _font(*, bold: bool) -> FT2Font:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    wanted = FontProperties(family=FAMILY, weight="bold" if bold else "normal")
    return get_font(findfont(wanted))


@cache
def _characters() -> frozenset[int]:
    """What both weights have."""
    regular, bold = (_font(bold=bold).get_charmap() for bold in (False, True))
    return frozenset(regular) & frozenset(bold)
