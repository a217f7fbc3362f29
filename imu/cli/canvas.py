"""A sheet of terminal cells: what does not fit is cut off, and no line is ever too long."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

from imu.cli import blockfont

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_WEIGHTS = {"bold": "1", "dim": "2"}


def cells_of(character: str) -> int:
    """How many columns a terminal gives a character: 0 for marks and control characters, 1 or 2."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Cs", "Zl", "Zp"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


class Canvas:
    """Rows of cells to write on.

    A style is any of "red", "green", "yellow", "cyan", "bold" and "dim", separated by spaces.

    Parameters
    ----------
    width, height : columns and rows.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = max(1, width)
        self.height = max(1, height)
        self._cells = [[(" ", "")] * self.width for _ in range(self.height)]

    def write(self, x: int, y: int, text: str, style: str = "", until: int | None = None) -> int:
        """Write text from column `x` of row `y`, at most to before column `until`.

        Returns
        -------
        The column after the text.
        """
        end = self.width if until is None else min(until, self.width)
        for character in text:
            wide = cells_of(character)
            if x + wide > end:
                break
            if wide and x >= 0 and 0 <= y < self.height:
                self._cells[y][x] = (character, style)
                if wide == 2:  # the terminal fills the second cell by itself
                    self._cells[y][x + 1] = ("", style)
            x += wide
        return x

    def write_big(self, x: int, y: int, text: str, scale: int, style: str = "") -> None:
        """Write text in blocks (`imu.cli.blockfont`), its upper left corner at `x`, `y`."""
        for n, row in enumerate(blockfont.rows(text, scale)):
            self.write(x, y + n, row, style)

    def lines(self, *, colour: bool) -> list[str]:
        """The rows for a terminal, with codes for style; without colours if `colour` is false."""
        return [_line(row, colour) for row in self._cells]


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The text in lines of at most `width`; what is beyond `most` lines ends in an ellipsis."""
    if width < 2 or most < 1:
        return []
    return textwrap.wrap(text, width, max_lines=most, placeholder="…", break_on_hyphens=False)


def minutes(seconds: float) -> str:
    """Seconds as mm:ss."""
    whole = max(0, int(seconds))
    return f"{whole // 60:02d}:{whole % 60:02d}"


def _line(row: Sequence[tuple[str, str]], colour: bool) -> str:
    last = max((n for n, (character, _) in enumerate(row) if character != " "), default=-1)
    parts: list[str] = []
    now = ""
    for character, style in row[: last + 1]:
        code = _code(style, colour) if character != " " else now  # a space has no colour
        if code != now:
            parts.append("\x1b[0m" + code if now else code)
            now = code
        parts.append(character)
    return "".join(parts) + ("\x1b[0m" if now else "")


def _code(style: str, colour: bool) -> str:
    known = {**_WEIGHTS, **(_COLOURS if colour else {})}
    codes = [known[word] for word in style.split() if word in known]
    return f"\x1b[{';'.join(codes)}m" if codes else ""
