"""Finds sentences that the core made in English in the table of another language.

The core speaks to terminals and files, too, and there it stays English. What it says is made of
whole sentences, one or several; each is looked up by itself, as it is or by a pattern such as
"Free your foot, then move the sensor to the {leg} leg". A sentence that nobody has translated is
shown as it is: rather English than nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BETWEEN = re.compile(r"(?<=[.!?]) (?=[A-Z“])|\n")
_NUMBER = re.compile(r"-?\d+\.\d+")
_HOLE = re.compile(r"\{(\w+)\}")

WHOLE = "rest"
"""The hole of a pattern that holds a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """One language.

    Attributes
    ----------
    exact : sentences without the full stop at their end; a text that begins with a small letter is
        also looked for with a capital one, and its translation begins with a small letter, too.
    patterns : sentences with holes; a hole stands for anything.
    terms : what stands in holes and has a translation of its own.
    decimal : what numbers in holes have in place of a point.
    """

    exact: Mapping[str, str]
    patterns: Mapping[str, str]
    terms: Mapping[str, str]
    decimal: str = "."

    def translated(self, text: str) -> str:
        """The text, sentence by sentence; those that are not known as they are."""
        parts = _BETWEEN.split(text)
        gaps = [*_BETWEEN.findall(text), ""]
        said = [self.sentence(part) or part for part in parts]
        return "".join(part + gap for part, gap in zip(said, gaps, strict=True))

    def unknown(self, text: str) -> list[str]:
        """The sentences of a text that are not known."""
        return [part for part in _BETWEEN.split(text) if part and self.sentence(part) is None]

    def sentence(self, text: str) -> str | None:
        """One sentence, with or without its full stop; None where it is not known."""
        bare = text.rstrip(".")
        if not bare:
            return None
        if bare in self.exact:
            return self.exact[bare] + text[len(bare) :]
        key = bare[0].upper() + bare[1:]
        found = self.exact.get(key) or self._by_pattern(key)
        if found is None:
            return None
        if bare[0].islower():
            found = found[0].lower() + found[1:]
        return found + text[len(bare) :]

    def _by_pattern(self, text: str) -> str | None:
        for pattern, meant in self.patterns.items():
            match = re.fullmatch(_HOLE.sub(r"(?P<\1>.+?)", _escaped(pattern)), text)
            if match is not None:
                holes = {name: self._term(name, one) for name, one in match.groupdict().items()}
                return meant.format(**holes)
        return None

    def _term(self, name: str, text: str) -> str:
        if name == WHOLE:
            return self.translated(text)
        if _NUMBER.fullmatch(text):
            return text.replace(".", self.decimal)
        return self.terms.get(text, text)


def _escaped(pattern: str) -> str:
    """A pattern whose text stands for itself, its holes left alone."""
    return "".join(
        part if _HOLE.fullmatch(part) else re.escape(part)
        for part in re.split(r"(\{\w+\})", pattern)
    )
