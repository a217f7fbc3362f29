"""What tables of texts in two languages are held against each other with."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from types import ModuleType


def texts(table: ModuleType | type) -> dict[str, str]:
    """Give every text of a table by the place where it stands."""
    names = [name for name in vars(table) if name.isupper()]
    return {place: text for name in names for place, text in leaves(name, vars(table)[name])}


def leaves(place: str, value: object) -> Iterator[tuple[str, str]]:
    """Give every text within a value."""
    match value:
        case str():
            yield place, value
        case Mapping():
            for key, one in value.items():  # pyright: ignore[reportUnknownVariableType]
                yield from leaves(f"{place}[{key}]", one)  # pyright: ignore[reportUnknownArgumentType]
        case tuple():
            for n, one in enumerate(value):  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
                yield from leaves(f"{place}[{n}]", one)  # pyright: ignore[reportUnknownArgumentType]
        case _:
            raise AssertionError(f"{place} is neither text nor made of texts")


def placeholders(text: str) -> list[str]:
    """Give what is filled into a text, and in which form."""
    parsed = string.Formatter().parse(text)
    return sorted(f"{name}:{form}" for _, name, form, _ in parsed if name is not None)
