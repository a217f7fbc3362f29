"""What strapping a person's sensor on anew does, from their own re-strap checks."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Sequence

from imu.asymmetry.interval import StrapTerm, variance
from imu.asymmetry.legs import LegSession, SetValues, values_of
from imu.asymmetry.measures import Measure
from imu.asymmetry.minimum import MIN_SET_REPS

PRIOR_DF = 4.0
"""How much the working value weighs against a check, in degrees of freedom. A check of two sets a
leg has two, and alone it would come out below a third of the truth in one case of ten."""


def strap_term(
    measure: Measure, checks: Sequence[LegSession], sessions: Sequence[LegSession] = ()
) -> StrapTerm:
    """What one strapping adds to one leg's value of a measure.

    Without a check it is the measure's working value, taken as given. With checks, both are pooled.

    Parameters
    ----------
    measure : which.
    checks : each set of each leg under a strapping of its own.
    sessions : all sets of a leg under one strapping; what they scatter is taken out of what the
        checks scatter, which is of both kinds.
    """
    squares, df = _scatter(measure, checks)
    if df == 0:
        return StrapTerm(measure.strap)
    within, within_df = _scatter(measure, sessions)
    of_sets = within / within_df if within_df else 0.0
    pooled = (PRIOR_DF * measure.strap**2 + max(0.0, squares - df * of_sets)) / (PRIOR_DF + df)
    return StrapTerm(pooled**0.5, PRIOR_DF + df)


def is_checked(measure: Measure, checks: Sequence[LegSession], legs: Collection[str]) -> bool:
    """Whether each of the legs was strapped on at least twice in some check."""
    return all(
        any(len(_medians(measure, check.legs.get(leg, ()))) >= 2 for check in checks)
        for leg in legs
    )


def _scatter(measure: Measure, sessions: Sequence[LegSession]) -> tuple[float, int]:
    """Sum of squares of set medians within legs of sessions, and its degrees of freedom."""
    squares, df = 0.0, 0
    for sets in (sets for session in sessions for sets in session.legs.values()):
        medians = _medians(measure, sets)
        if len(medians) >= 2:
            squares += (len(medians) - 1) * variance(medians)
            df += len(medians) - 1
    return squares, df


def _medians(measure: Measure, sets: Sequence[SetValues]) -> list[float]:
    return [
        measure.on_scale(statistics.median(values))
        for values in values_of(sets, measure, MIN_SET_REPS)
    ]
