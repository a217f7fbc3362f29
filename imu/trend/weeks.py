"""Week by week, how much of what was planned was done. A week without a session is no week here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from imu.days import local_day
from imu.trend.done import Done


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """One week, Monday to Sunday, in this computer's time zone, in which there was a session.

    Attributes
    ----------
    monday : its first day.
    sessions : how many.
    reps : counted reps of all of them.
    planned : reps that were planned; 0 where nothing was.
    done : how many of the planned ones were done; reps beyond a plan make up for nothing.
    """

    monday: date
    sessions: int
    reps: int
    planned: int
    done: int


def weeks_of(sessions: Sequence[Done]) -> tuple[Week, ...]:
    """The weeks of sessions whose time is known, in order."""
    found: dict[date, list[Done]] = {}
    for one in sessions:
        if one.started_s is not None:
            found.setdefault(_monday(one.started_s), []).append(one)
    return tuple(_week(monday, found[monday]) for monday in sorted(found))


def _week(monday: date, sessions: Sequence[Done]) -> Week:
    doses = [one.dose for one in sessions]
    return Week(
        monday=monday,
        sessions=len(sessions),
        reps=sum(sum(sets) for one in sessions for sets in one.reps.values()),
        planned=sum(planned for planned, _ in doses),
        done=sum(done for _, done in doses),
    )


def _monday(started_s: float) -> date:
    day = local_day(started_s)
    return day - timedelta(days=day.weekday())
