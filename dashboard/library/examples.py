"""Libraries as they could be, for `kickstand pictures`: nobody's recordings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard.library.deeds import Found
from dashboard.library.page import LibraryPage, Place
from imu.library import Entry, Library

_FOLDER = Path("recordings")
_BEGIN = datetime(2026, 11, 27, 18, 3, tzinfo=UTC)
_PEOPLE = ("Anna", "Ben", "")
_OFFERS = ("legs", "progress", "report")
_RUNGS = ("one-leg", "one-leg-load", "both-feet")


def _entry(number: int) -> Entry:
    at = _BEGIN - timedelta(days=number, minutes=37 * number)
    return Entry(
        path=str(_FOLDER.absolute() / f"{at:%Y-%m-%d_%H%M}_left-right"),
        title=("", "With the red band", "")[number % 3],
        person=_PEOPLE[number % 3],
        started_at=at,
        duration_s=840.0 + 31 * number,
        rung=_RUNGS[number % 3],
        load="red band" if number % 3 == 1 else "",
        support="chair",
        sets={"left": (8, 8, 7 + number % 2), "right": (8, 8, 8)},
        counted_from="announced" if number % 5 == 3 else "reps",
        flags={"not-tall": 2, "squat-like": 1} if number % 4 == 1 else {},
        is_complete=number != 2,
        edits=number % 2,
        effort=6.0,
        pain=1.0,
        notes="The left one felt heavy in the third set." if number % 3 == 1 else "",
        problem="session.json, line 3: is no JSON. Restore it from a backup" if number == 7 else "",
    )


def full(text: str = "", chosen: int = 1) -> LibraryPage:
    """Two months of three people."""
    entries = tuple(_entry(n) for n in range(60))
    page = LibraryPage(_FOLDER, Place(text, entries[chosen].folder), _OFFERS)
    page.show_found(Found(Library(_FOLDER, entries), frozenset({entries[2].folder})))
    page.setFocus()
    return page


def empty() -> LibraryPage:
    """The first day."""
    page = LibraryPage(_FOLDER)
    page.show_found(Found(Library(_FOLDER, ())))
    return page


def asking() -> LibraryPage:
    """Everything is about to be deleted."""
    page = full()
    page.act("clear")
    return page
