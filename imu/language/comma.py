"""Numbers with a decimal comma, for the languages that write them so."""

from __future__ import annotations

import string
from typing import cast


class CommaText(str):
    """A text whose `format` writes 2.5 as 2,5."""

    __slots__ = ()

    def format(self, *args: object, **kwargs: object) -> str:
        """As that of `str`, with a comma in whatever was a number."""
        return _FORMATTER.vformat(self, args, kwargs)


class _Formatter(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        """Write one value."""
        text = str(format(value, format_spec))
        return text.replace(".", ",") if isinstance(value, int | float) else text


_FORMATTER = _Formatter()


def with_comma(entry: object) -> object:
    """An entry of a table: texts and what holds texts write a decimal comma from now on."""
    if isinstance(entry, str):
        return CommaText(entry)
    if isinstance(entry, tuple):
        return tuple(with_comma(one) for one in cast("tuple[object, ...]", entry))
    if isinstance(entry, dict):
        return {key: with_comma(one) for key, one in cast("dict[object, object]", entry).items()}
    return entry
