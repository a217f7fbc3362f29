"""How much there has to be before anything is said about two legs: the one place that knows.

Whoever shows a number for left against right, live or afterwards, asks here first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MIN_SETS = 2
"""Usable sets of each leg. Reps of one set go up and down together, so that a set is one
observation, however many reps it has; of a single observation no scatter is known."""

MIN_REPS = 8
"""Reps in those sets, of each leg: about one set of the usual dose."""

MIN_SET_REPS = 3
"""Reps of a usable set: the median of fewer is one rep, or the mean of two."""


def usable(reps: int) -> bool:
    """Whether a set with so many reps counts as a set here."""
    return reps >= MIN_SET_REPS


def shortage(reps_by_leg: Mapping[str, Sequence[int]]) -> str:
    """What is missing for a comparison, as half a sentence; "" where nothing is.

    Parameters
    ----------
    reps_by_leg : by leg, the valid reps of each of its sets.
    """
    worked = {leg: [reps for reps in sets if usable(reps)] for leg, sets in reps_by_leg.items()}
    if len(worked) < 2:
        return "only one leg was measured" if worked else "no leg was measured"
    for leg, sets in worked.items():
        if len(sets) < MIN_SETS:
            return f"{leg}: {len(sets)} of {MIN_SETS} sets with {MIN_SET_REPS} reps or more"
        if sum(sets) < MIN_REPS:
            return f"{leg}: {sum(sets)} of {MIN_REPS} reps"
    return ""


def may_compare(reps_by_leg: Mapping[str, Sequence[int]]) -> bool:
    """Whether there is enough to compare two legs at all; parameters as for `shortage`."""
    return not shortage(reps_by_leg)
