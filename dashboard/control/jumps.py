"""Where the jumps of a replay go: to the next and the previous rep or set of either leg."""

from __future__ import annotations

from imu.samples import Session

LEAD_S = 1.0
"""s before a rep or set begins: a jump shows how it comes about."""

_JUST_S = 1.5
"""s. Jumping back while a rep has just begun means the one before it."""


def rep_starts(session: Session) -> list[float]:
    """When each counted rep of any leg begins, s, in order."""
    return sorted(
        rep.start_s
        for side in session.sides.values()
        for one in side.sets
        for rep in one.reps
        if rep.counted
    )


def set_starts(session: Session) -> list[float]:
    """When each set of any leg begins, s, in order."""
    return sorted(one.start_s for side in session.sides.values() for one in side.sets)


def jump(starts: list[float], now_s: float, *, forward: bool) -> float | None:
    """Where a jump from `now_s` goes, s; None where there is nothing more in that direction."""
    places = [start - LEAD_S for start in starts]
    if forward:
        return next((place for place in places if place > now_s + 0.05), None)
    return next((place for place in reversed(places) if place < now_s - _JUST_S), None)
