"""How steady the standing thigh was, in three words against the person's own usual."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from imu.coach.shot import Steady

ENOUGH_REPS = 3
"""Reps with a value until a set's median means anything."""

APART = 1.3
"""Times as much wobble as usual that is called less steady, and the other way round. Sets of one
simulated person on one leg lie within a factor of 1.3 of their median in most cases; no figure from
people is known, so the words stay plain and no number stands beside them."""


def wobble_of(values_deg: Sequence[float]) -> float | None:
    """Median frontal wobble of a set's reps, degrees; None of too few."""
    return statistics.median(values_deg) if len(values_deg) >= ENOUGH_REPS else None


def usual_of(sessions_deg: Sequence[float]) -> float | None:
    """What is usual after these sessions, degrees; None before the first."""
    return statistics.median(sessions_deg) if sessions_deg else None


def steady(wobble_deg: float | None, usual_deg: float | None) -> Steady | None:
    """In words; None where too little was measured."""
    if wobble_deg is None:
        return None
    if usual_deg is None:
        return Steady.FIRST
    if wobble_deg > APART * usual_deg:
        return Steady.LESS
    return Steady.STEADIER if wobble_deg < usual_deg / APART else Steady.USUAL


class Usual:
    """Each leg's usual: that of former sessions, else the first set of this one.

    Parameters
    ----------
    before_deg : by leg, medians of former sessions at the same rung and support, degrees.
    """

    def __init__(self, before_deg: Mapping[str, Sequence[float]]) -> None:
        found = {leg: usual_of(values) for leg, values in before_deg.items()}
        self._usual = {leg: value for leg, value in found.items() if value is not None}
        self._sets: dict[str, list[float]] = {}

    def judge(self, leg: str, values_deg: Sequence[float]) -> Steady | None:
        """Put a set into words, and remember it."""
        wobble = wobble_of(values_deg)
        word = steady(wobble, self._usual.get(leg))
        if wobble is not None:
            self._usual.setdefault(leg, wobble)
            self._sets.setdefault(leg, []).append(wobble)
        return word

    @property
    def of_session(self) -> dict[str, float]:
        """By leg, the median over this session's sets, degrees."""
        return {leg: statistics.median(values) for leg, values in self._sets.items()}
