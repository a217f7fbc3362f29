"""The page of `kickstand report` in the terminal: the same words, without pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from imu.cli.tables import WIDTH, indented, table
from imu.report import Page, words
from imu.report.pieces import Pair, Table


def text_of(page: Page) -> str:
    """All of it."""
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
    """A table if it is narrow enough; otherwise each row as a list of named values."""
    align = "".join("<" if k == 0 or k in found.wide else ">" for k in range(len(found.head)))
    lines = indented(table(found.head, found.rows, align), 2)
    if max(map(len, lines)) <= WIDTH:
        return lines
    return [line for row in found.rows for line in _as_list(found.head, row)]


def _as_list(head: Sequence[str], row: Sequence[str]) -> list[str]:
    named = [f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True)]
    return _wrapped(f"{row[0]}: {'; '.join(named)}", 2)


def _pairs(pairs: Sequence[Pair]) -> list[str]:
    wide = max((len(pair.name) for pair in pairs), default=0)
    return [f"  {pair.name:{wide}}  {pair.text}" for pair in pairs]


def _said(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in _wrapped(text, 2)]


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)
    )
