"""What a page is made of, and how texts that others wrote are made fit to stand on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from imu.report.words import Words


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and what belongs to it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first column is text, `wide` names other columns of text; the rest numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its name in `imu.report.charts`, its title, and what is on it, in words."""

    key: str
    title: str
    alt: str


def plain(text: str | None, most: int) -> str:
    """Text of a person or of a file on one line and in at most `most` characters.

    Control and formatting characters go: some turn the direction of what stands after them.
    """
    spaced = "".join(" " if char.isspace() else char for char in text or "")
    seen = "".join(char for char in spaced if unicodedata.category(char)[0] != "C")
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def counted(number: int, forms: tuple[str, str]) -> str:
    """A number with its noun, which has a form for one and a form for more."""
    return forms[number != 1].format(count=number)


def some(texts: Sequence[str], most: int, words: Words) -> list[str]:
    """The first `most` texts, and how many there are besides."""
    more = len(texts) - most
    shown = list(texts[:most])
    return [*shown, words.ALL_LEFT_OUT.format(count=more)] if more > 0 else shown


def known(text: str, words: Words) -> str:
    """The text, or that it was not noted."""
    return text or words.NOT_NOTED


def sentence(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def minus(text: str) -> str:
    """The text with a true minus before its numbers: a hyphen is hardly seen on paper."""
    return re.sub(r"-(?=\d)", "\N{MINUS SIGN}", text)
