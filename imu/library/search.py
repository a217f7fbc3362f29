"""Finding recordings: plain words, and words with a mark such as ``person:anna since:2026-11``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from imu.errors import UsageError
from imu.ladder import rung_of
from imu.library.entry import Entry

_MARKED = re.compile(r"([a-z]+):(.*)", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
STATES = ("edited", "labelled", "unfinished", "unreadable")
"""What ``is:`` can ask for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; everything that is given must be true of a recording.

    Attributes
    ----------
    words : each occurs in its names, notes, rung, load, date or flags; small letters.
    person, rung, flag : the whole of it, small letters; "" for any.
    since, until : days, both included, in this computer's time zone; None for any.
    states : of `STATES`.
    """

    words: tuple[str, ...] = ()
    person: str = ""
    rung: str = ""
    flag: str = ""
    since: date | None = None
    until: date | None = None
    states: tuple[str, ...] = ()


def parse(words: Iterable[str]) -> Query:
    """What a person means by the words of a search.

    Raises
    ------
    UsageError : a mark that is not known, or a date that is none.
    """
    plain: list[str] = []
    states: list[str] = []
    marked: dict[str, str] = {}
    for word in words:
        match = _MARKED.fullmatch(word.casefold())
        if match is None:
            plain.append(word.casefold())
        elif match[1] == "is":
            states.append(_state(match[2]))
        elif match[1] in ("person", "rung", "flag", "since", "until"):
            marked[match[1]] = match[2]
        else:
            advice = "Known are person:, rung:, flag:, since:, until: and is:."
            raise UsageError(f"{match[1]}: is nothing that can be searched for", advice)
    return Query(
        tuple(plain),
        person=marked.get("person", ""),
        rung=marked.get("rung", ""),
        flag=marked.get("flag", ""),
        since=day_of(marked["since"]) if "since" in marked else None,
        until=day_of(marked["until"], last=True) if "until" in marked else None,
        states=tuple(states),
    )


def day_of(text: str, *, last: bool = False) -> date:
    """The day that ``2026``, ``2026-11`` or ``2026-11-22`` names: the first of them, or the `last`.

    Raises
    ------
    UsageError : it names none.
    """
    match = _DATE.fullmatch(text.strip())
    advice = "Write 2026, 2026-11 or 2026-11-22."
    if match is None:
        raise UsageError(f"{text!r} is no date", advice)
    try:
        year = int(match[1])
        month = int(match[2] or (12 if last else 1))
        day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date", advice) from error


def found(entries: Sequence[Entry], query: Query) -> tuple[Entry, ...]:
    """The recordings that a query means, in their order."""
    return tuple(one for one in entries if _is_meant(one, query))


def _is_meant(one: Entry, query: Query) -> bool:
    text = _text(one)
    return (
        all(word in text for word in query.words)
        and query.person in ("", one.person.casefold())
        and query.rung in ("", one.rung.casefold())
        and (not query.flag or query.flag in one.flags)
        and all(_is(one, state) for state in query.states)
        and _is_in_time(one, query)
    )


def _text(one: Entry) -> str:
    """Everything that plain words are looked for in."""
    rung = rung_of(one.rung)
    at = one.started_at.astimezone() if one.started_at else None
    parts = (
        one.name,
        one.title,
        one.person,
        one.exercise,
        one.rung,
        rung.title if rung else "",
        one.load,
        one.support,
        f"{at:%Y-%m-%d %H:%M}" if at else "",
        " ".join(one.flags),
        one.notes,
    )
    return "\n".join(parts).casefold()


def _is(one: Entry, state: str) -> bool:
    return {
        "edited": one.edits > 0,
        "labelled": one.is_labelled,
        "unfinished": not one.is_complete,
        "unreadable": bool(one.problem),
    }[state]


def _is_in_time(one: Entry, query: Query) -> bool:
    if query.since is None and query.until is None:
        return True
    if one.started_at is None:
        return False
    day = one.started_at.astimezone().date()
    return (query.since or date.min) <= day <= (query.until or date.max)


def _state(text: str) -> str:
    if text not in STATES:
        raise UsageError(f"no recording can be {text!r}", f"Known are {', '.join(STATES)}.")
    return text
