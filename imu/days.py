"""When a session was, as the clock on the wall showed it: one way for everybody who tells a day.

Files hold UTC. A person who trained at nine in the evening trained on that day, wherever they live.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo


def local_time(at_s: float, zone: tzinfo | None = None) -> datetime:
    """A moment, `at_s` s since 1970, in a time zone; None for that of this computer."""
    return datetime.fromtimestamp(at_s, UTC).astimezone(zone)


def local_day(at_s: float) -> date:
    """The day of the calendar on which that was here."""
    return local_time(at_s).date()
