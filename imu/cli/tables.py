"""Text for people: tables that fit a terminal, times and shortened names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

WIDTH = 100
"""Columns of text that a table may take."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """Lay out a table.

    Parameters
    ----------
    head : titles of the columns.
    rows : cells, as many in each row.
    align : one character for each column, "<" or ">".

    Returns
    -------
    Lines, two spaces between columns, none at the end.
    """
    every = [[" ".join(cell.splitlines()) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[k]) for row in every) for k in range(len(head))]
    return [
        "  ".join(
            f"{cell:{side}{width}}" for cell, side, width in zip(row, align, widths, strict=True)
        ).rstrip()
        for row in every
    ]


def indented(lines: Sequence[str], by: int) -> list[str]:
    """The lines with `by` spaces before each."""
    return [f"{'':{by}}{line}" for line in lines]


def folded(line: str, by: int) -> list[str]:
    """A line in as many of `WIDTH` as it needs, all but the first with `by` spaces before them."""
    return wrap(line, WIDTH, subsequent_indent=" " * by, break_on_hyphens=False)


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` characters, its middle left out if need be."""
    if len(text) <= width:
        return text
    tail = (width - 1) // 2
    return f"{text[: width - 1 - tail]}…{text[len(text) - tail :]}"


def clock(time_s: float) -> str:
    """Session time as minutes and seconds: 125.34 -> 2:05.3."""
    tenths = round(abs(time_s) * 10)
    minutes, rest = divmod(tenths, 600)
    sign = "-" if time_s < 0 and tenths else ""
    return f"{sign}{minutes}:{rest / 10:04.1f}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 rep, 2 reps."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def tally(counts: Mapping[str, int], width: int | None = None) -> str:
    """Words with how often they occur: ``walking 3, step 1``; the last ones left out to fit."""
    parts = [f"{word} {count}" for word, count in counts.items()]
    text = ", ".join(parts)
    while width is not None and len(text) > width and parts:
        parts.pop()
        text = ", ".join([*parts, "…"])
    return text
