"""Numbers in words, for the synthesisers: they read digits each in their own way."""

from __future__ import annotations

_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = [
    "-",
    "-",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_GERMAN = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_GERMAN_TENS = [
    "-",
    "-",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]


def number_words(number: int, language: str = "en") -> str:
    """Say a number from 1 to 99 in words."""
    return _german(number) if language == "de" else _english(number)


def ones_words(number: int) -> str:
    """The German ones before the tens."""
    return ("ein" if number == 1 else _GERMAN[number]) + "und"


def _english(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _ENGLISH[number]
    return f"{_ENGLISH_TENS[tens]} {_ENGLISH[ones]}" if ones else _ENGLISH_TENS[tens]


def _german(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _GERMAN[number]
    return ones_words(ones) + _GERMAN_TENS[tens] if ones else _GERMAN_TENS[tens]
