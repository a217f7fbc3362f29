"""The page of `kickstand report` in the terminal: the same words, without pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from imu.cli.tables import WIDTH, indented, table
from imu.report import Page
from imu.report.pieces import Pair, Table
from imu.report.words import words_of


def text_of(page: Page) -> str:
    """All of it."""
    words = words_of(page.language)
    lines = [page.title, page.subtitle, *([page.warning] if page.warning else [])]
    lines += _pairs(page.head)
    lines += ["", words.DOSE, *_table(page.dose), *_said(page.dose_said)]
    lines += ["", words.FELT, *_pairs(page.felt)]
    lines += ["", page.legs_title, *_table(page.legs), *_said(page.legs_said)]
    lines += ["", words.TREND, *_said(page.trend)]
    lines += ["", words.REMARKS, *_said(page.remarks)]
    if page.notes:
        lines += ["", words.NOTES, *_said([page.notes])]
    lines += ["", page.limits, *(line for text in page.method for line in _wrapped(text, 0))]
    return "\n".join(lines)


def _table(found: Table) -> list[str]:
    """A table; one that is too wide goes on below, its first column once more."""
    every = [list(row) for row in (found.head, *found.rows)]
    lines: list[str] = []
    for columns in _split([max(map(len, column)) for column in zip(*every, strict=True)]):
        align = "".join("<" if k == 0 or k in found.wide else ">" for k in columns)
        head, *rows = ([row[k] for k in columns] for row in every)
        lines += indented(table(head, rows, align), 2)
    return lines


def _split(widths: Sequence[int]) -> list[list[int]]:
    """Columns of each part of a table: as many as fit beside the first one."""
    parts: list[list[int]] = []
    room = 0
    for k, width in enumerate(widths[1:], start=1):
        if not parts or room < width + 2:
            parts.append([0])
            room = WIDTH - 2 - widths[0]
        parts[-1].append(k)
        room -= width + 2
    return parts


def _pairs(pairs: Sequence[Pair]) -> list[str]:
    wide = max((len(pair.name) for pair in pairs), default=0)
    return [
        line
        for pair in pairs
        for line in textwrap.wrap(
            f"{pair.name:{wide}}  {pair.text}",
            WIDTH,
            initial_indent="  ",
            subsequent_indent=" " * (wide + 4),
        )
    ]


def _said(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in _wrapped(text, 2)]


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)
    )
