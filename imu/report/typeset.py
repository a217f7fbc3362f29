"""How wide a text is, and where it is to be broken: matplotlib breaks none by itself that fits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a page looks the same everywhere."""

_POINT_MM = 25.4 / 72.0
_LARGE_PT = 200.0
"""Letters are measured large: at the size of a text they are rounded to whole dots."""

_UNKNOWN = "\N{WHITE SQUARE}"


def printable(text: str) -> str:
    """The text with a square for every character that the font does not have."""
    there = _characters()
    return "".join(char if ord(char) in there else _UNKNOWN for char in text)


def width_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of a line of printable text, mm: of its letters, without the kerning between them."""
    return size_pt * _POINT_MM * sum(_advance(char, bold=bold) for char in text)


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


def _words(text: str, width: float, size_pt: float, *, bold: bool) -> Iterator[str]:
    """The words; one that is wider than a line in pieces."""
    for word in text.split():
        rest = word
        while width_mm(rest, size_pt, bold=bold) > width and len(rest) > 1:
            most = _fitting(rest, width, size_pt, bold=bold)
            yield rest[:most]
            rest = rest[most:]
        yield rest


def _fitting(word: str, width: float, size_pt: float, *, bold: bool) -> int:
    """How many of a word's first letters fit, one at least."""
    fits = (width_mm(word[: k + 1], size_pt, bold=bold) > width for k in range(1, len(word)))
    return next((k for k, is_over in enumerate(fits, start=1) if is_over), len(word))


@cache
def _advance(char: str, *, bold: bool) -> float:
    """Width of one letter at a size of one."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold=bold)
    font.set_size(_LARGE_PT, 72.0)
    glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return glyph.horiAdvance / 64.0 / _LARGE_PT


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
