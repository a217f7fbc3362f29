"""What a person types into the search field, and what that means."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Sequence

from imu.library import Entry

_PERSON = re.compile(r'(?:^|\s)"?person:("[^"]*"?|[^\s"]*)"?', re.IGNORECASE)


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
    rest = " ".join(_PERSON.sub(" ", text).split())
    if not alias:
        return rest
    plain = alias.replace('"', "")
    mark = f'person:"{plain}"' if re.search(r"\s", plain) else f"person:{plain}"
    return f"{mark} {rest}".strip()


def aliases(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Everybody who has recordings, in order, and how many; nobody's are left out."""
    counts = Counter(one.person for one in entries if one.person)
    return sorted(counts.items(), key=lambda pair: pair[0].casefold())
