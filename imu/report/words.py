"""The words of a report in each language, numbers with the decimal sign of the language."""

from __future__ import annotations

from functools import cache

from imu.language import Language
from imu.language.comma import with_comma
from imu.report.english import Words
from imu.report.german import German

__all__ = ["ENGLISH", "Words", "words_of"]

ENGLISH = Words()
"""What is spoken where nobody chose a language."""


@cache
def words_of(language: Language) -> Words:
    """What a report in this language is written with."""
    return _with_comma(German()) if language == "de" else ENGLISH


def _with_comma(words: Words) -> Words:
    """The words, their texts writing a decimal comma wherever a number is filled in."""
    for name in filter(str.isupper, dir(words)):
        setattr(words, name, with_comma(getattr(words, name)))
    return words
