"""What a person types into the search field, and what that means."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence

from imu.library import Entry

_MARK = "person:"


def words_of(text: str) -> list[str]:
    """The words of a search; what stands in double quotes is one word."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    lexer.quotes, lexer.escape = '"', ""
    try:
        return list(lexer)
    except ValueError:  # a quote that is not closed yet
        return text.replace('"', " ").split()


def with_person(text: str, alias: str) -> str:
    """The search for this person instead of any other; "" for everybody."""
    rest = [_quoted(word) for word in words_of(text) if not word.lower().startswith(_MARK)]
    mark = [_quoted(_MARK + alias.replace('"', ""))] if alias else []
    return " ".join([*mark, *rest])


def person_of(text: str) -> str:
    """Whom a search is for, in small letters; "" for everybody."""
    marks = [word for word in words_of(text) if word.lower().startswith(_MARK)]
    return marks[-1][len(_MARK) :].casefold() if marks else ""


def _quoted(word: str) -> str:
    """A word as it has to be typed."""
    mark, colon, rest = word.rpartition(":")
    return f'{mark}{colon}"{rest}"' if any(map(str.isspace, word)) else word


def aliases(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Everybody who has recordings, in order, and how many; nobody's are left out."""
    counts = Counter(one.person for one in entries if one.person)
    return sorted(counts.items(), key=lambda pair: pair[0].casefold())
