"""A sheet of paper that is filled from the top: lines, named values, tables, rows of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imu.report.canvas import GRID, INCH_MM, INK, SOFT, Canvas
from imu.report.pieces import Pair, Table
from imu.report.sizes import GAP_MM, MARGIN_MM, WIDTH_MM, picture_width_mm
from imu.report.typeset import FAMILY, broken, printable, width_mm

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEADING = 1.28 * INCH_MM / 72.0
"""mm from line to line for each point of size."""

_ASCENT = 0.76 * INCH_MM / 72.0
"""mm from the top of a line to what its letters stand on, for each point of size: a small l of the
font. Hung up by its top, a word with an Ü would stand lower than its neighbours."""

_BETWEEN_MM = 2.4
"""mm between two columns."""


_MOST_MORE_MM = 10.0
"""mm that a column takes beyond its need: far apart, a name and its number are hard to follow."""


class Sheet:
    """What has been put on a figure so far.

    Parameters
    ----------
    figure : a whole page.
    scale : all sizes are multiplied by it.

    Attributes
    ----------
    used_mm : from the upper margin down to where the next piece begins.
    """

    def __init__(self, figure: Figure, scale: float) -> None:
        self._figure, self.scale = figure, scale
        inches = figure.get_size_inches()
        self._width, self._height = (INCH_MM * float(one) for one in inches)
        self._left = (self._width - WIDTH_MM) / 2.0
        self.used_mm = 0.0

    def skip(self, height_mm: float) -> None:
        """Leave room."""
        self.used_mm += self.scale * height_mm

    def rule(self, width_pt: float = 1.0, colour: str = INK) -> None:
        """Draw a line across."""
        self._rule(self.used_mm, width_pt, colour)

    def paragraph(self, text: str, size_pt: float = 7.0, *, bold: bool = False) -> None:
        """Put a text on as many lines as it takes."""
        size = self.scale * size_pt
        for line in broken(text, WIDTH_MM, size, bold=bold):
            self._put(line, 0.0, size, bold=bold)
            self.used_mm += _LEADING * size

    def ends(self, left: str, right: str, left_pt: float, right_pt: float) -> None:
        """Put two texts on one line, one at either end; the left one is bold."""
        size = self.scale * left_pt
        self._put(printable(left), 0.0, size, bold=True)
        end = self.used_mm
        self.used_mm += _LEADING * self.scale * (left_pt - right_pt) * 0.8
        self._put(printable(right), WIDTH_MM, self.scale * right_pt, align="right")
        self.used_mm = end + _LEADING * size

    def pairs(self, pairs: Sequence[Pair], size_pt: float = 7.0) -> None:
        """Put named values one after the other, on as many lines as they take."""
        size = self.scale * size_pt
        at = 0.0
        for pair in pairs:
            name, text = f"{printable(pair.name)} ", printable(pair.text)
            name_mm = width_mm(name, size) + 0.9 * self.scale
            wide = name_mm + width_mm(text, size)
            if at and at + wide > WIDTH_MM:
                at = 0.0
                self.used_mm += _LEADING * size
            self._put(name, at, size, colour=SOFT)
            lines = broken(text, WIDTH_MM - name_mm, size)
            for number, line in enumerate(lines):
                self.used_mm += _LEADING * size if number else 0.0
                self._put(line, at + name_mm, size)
            at += wide + 4.0 * self.scale
        self.used_mm += _LEADING * size if pairs else 0.0

    def table(self, table: Table, size_pt: float = 6.6) -> None:
        """Put a table across the whole width; cells that are too long are broken."""
        size = self.scale * size_pt
        widths = _widths(table, size)
        self._row(table, table.head, widths, size, bold=True)
        self._rule(self.used_mm, 0.8, INK)
        for row in table.rows:
            self._row(table, row, widths, size)
            self._rule(self.used_mm, 0.3, GRID)

    def row_of_canvases(self, titles: Sequence[str], height_mm: float) -> list[Canvas]:
        """Make room for pictures side by side, their titles above; gives where to draw them."""
        width = picture_width_mm(len(titles))
        size = self.scale * 7.0
        for k, title in enumerate(titles):
            self._put(title, k * (width + GAP_MM), size, bold=True)
        self.used_mm += _LEADING * size + self.scale * height_mm
        bottom = self._height - MARGIN_MM - self.used_mm
        return [
            Canvas(
                self._figure,
                self._left + k * (width + GAP_MM),
                bottom,
                width,
                self.scale * height_mm,
            )
            for k in range(len(titles))
        ]

    def _row(
        self,
        table: Table,
        row: Sequence[str],
        widths: Sequence[float],
        size: float,
        *,
        bold: bool = False,
    ) -> None:
        top, lowest, left = self.used_mm, self.used_mm, 0.0
        for k, (cell, width) in enumerate(zip(row, widths, strict=True)):
            self.used_mm = top + 0.5 * self.scale
            is_text = k == 0 or k in table.wide
            for line in broken(cell, width, size, bold=bold):
                at = left if is_text else left + width
                self._put(line, at, size, bold=bold, align="left" if is_text else "right")
                self.used_mm += _LEADING * size
            lowest = max(lowest, self.used_mm)
            left += width + _BETWEEN_MM
        self.used_mm = lowest

    def _put(
        self,
        text: str,
        at_mm: float,
        size_pt: float,
        *,
        bold: bool = False,
        align: str = "left",
        colour: str = INK,
    ) -> None:
        self._figure.text(
            (self._left + at_mm) / self._width,
            1.0 - (MARGIN_MM + self.used_mm + _ASCENT * size_pt) / self._height,
            text,
            fontsize=size_pt,
            fontfamily=FAMILY,
            fontweight="bold" if bold else "normal",
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def _rule(self, at_mm: float, width_pt: float, colour: str) -> None:
        from matplotlib.lines import Line2D

        y = 1.0 - (MARGIN_MM + at_mm) / self._height
        xs = [self._left / self._width, (self._left + WIDTH_MM) / self._width]
        self._figure.add_artist(Line2D(xs, [y, y], linewidth=width_pt, color=colour))


def _widths(table: Table, size_pt: float) -> list[float]:
    """Widths of the columns, mm: as each needs, or heads are broken, or the widest give in."""
    heads = [width_mm(printable(head), size_pt, bold=True) for head in table.head]
    words = [_widest_word(head, size_pt) for head in table.head]
    cells = [
        max((width_mm(printable(row[k]), size_pt) for row in table.rows), default=0.0)
        for k in range(len(table.head))
    ]
    needs = [max(head, cell) + 0.2 for head, cell in zip(heads, cells, strict=True)]
    least = [max(word, cell) + 0.2 for word, cell in zip(words, cells, strict=True)]
    free = WIDTH_MM - _BETWEEN_MM * (len(needs) - 1)
    if sum(needs) <= free:
        more = min((free - sum(needs)) / len(needs), _MOST_MORE_MM)
        return [need + more for need in needs]
    if sum(least) <= free:
        share = (free - sum(least)) / (sum(needs) - sum(least))
        return [one + share * (need - one) for one, need in zip(least, needs, strict=True)]
    return _squeezed(needs, free)


def _widest_word(text: str, size_pt: float) -> float:
    return max((width_mm(word, size_pt, bold=True) for word in printable(text).split()), default=0)


def _squeezed(needs: Sequence[float], free: float) -> list[float]:
    """Cut the widest columns to the same width, so that all fit into `free` mm."""
    narrow: list[float] = []
    for number, need in enumerate(sorted(needs)):
        share = (free - sum(narrow)) / (len(needs) - number)
        if need > share:
            return [min(one, share) for one in needs]
        narrow.append(need)
    return list(needs)
