"""One session's legs against each other, measure by measure, without a look at other sessions."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from imu.asymmetry.interval import ALPHA, Estimate, StrapTerm, estimate, holm
from imu.asymmetry.legs import LegSession, SetValues, values_of
from imu.asymmetry.measures import HEADLINE, MEASURES, Measure
from imu.asymmetry.minimum import MIN_SET_REPS, shortage
from imu.asymmetry.model import LegValues


@dataclass(frozen=True, slots=True)
class Judged:
    """One measure in one session; differences on the measure's scale.

    Attributes
    ----------
    measure : which.
    legs : raw values.
    estimate : the difference; None where there is not enough data, and `reason` says why.
    p_adjusted : by Holm over all but the headline.
    limit : what a consistent difference has to exceed.
    alpha : level at which a difference is sure to be seen, whatever the other measures show.
    """

    measure: Measure
    legs: tuple[LegValues, ...]
    estimate: Estimate | None
    reason: str = ""
    p_adjusted: float = 1.0
    limit: float = 0.0
    alpha: float = ALPHA

    @property
    def is_detected(self) -> bool:
        """Whether there is a difference in this session."""
        return self.estimate is not None and self.p_adjusted < ALPHA

    @property
    def is_beyond(self) -> bool:
        """Whether it is larger than what may be called consistent, too."""
        return (
            self.estimate is not None
            and self.is_detected
            and abs(self.estimate.middle) > self.limit
        )


def judge(session: LegSession, straps: Mapping[str, StrapTerm]) -> dict[str, Judged]:
    """Every measure of a session, by metric, the headline first.

    Parameters
    ----------
    session : of two legs, or there is not enough data.
    straps : by metric.
    """
    found = [_judged(session, measure, straps[measure.metric]) for measure in MEASURES]
    others = [one for one in found if one.measure is not HEADLINE and one.estimate is not None]
    adjusted = holm([one.p_adjusted for one in others])
    of_others = {
        one.measure.metric: replace(one, p_adjusted=p, alpha=ALPHA / len(others))
        for one, p in zip(others, adjusted, strict=True)
    }
    return {one.measure.metric: of_others.get(one.measure.metric, one) for one in found}


def _judged(session: LegSession, measure: Measure, strap: StrapTerm) -> Judged:
    """One measure by itself: not yet adjusted for the others."""
    legs = tuple(_raw(leg, sets, measure) for leg, sets in session.legs.items())
    reason = session.lacks or _lacks(session, measure)
    if reason:
        return Judged(measure, legs, None, reason)
    first, second = _matched(session, measure)
    one = estimate(first, second, strap)
    return Judged(measure, legs, one, p_adjusted=one.p, limit=max(measure.least, one.mdc95))


def _lacks(session: LegSession, measure: Measure) -> str:
    """Why this measure cannot be compared, where the session can."""
    reps = {
        leg: [len(values) for values in values_of(sets, measure, MIN_SET_REPS)]
        for leg, sets in session.legs.items()
    }
    lacking = shortage(reps)
    return f"{lacking} that have this value" if lacking else ""


def _matched(session: LegSession, measure: Measure) -> list[list[float]]:
    """Set medians of both legs on the measure's scale: as many of each, from the first set on.

    A third set of one leg alone would put its tiredness against nothing.
    """
    medians = [
        [measure.on_scale(statistics.median(values)) for values in found]
        for sets in session.legs.values()
        for found in [values_of(sets, measure, MIN_SET_REPS)]
    ]
    number = min(len(one) for one in medians)
    return [one[:number] for one in medians]


def _raw(leg: str, sets: Sequence[SetValues], measure: Measure) -> LegValues:
    found = values_of(sets, measure, 1)
    values = [value for one in found for value in one]
    if not values:
        return LegValues(leg=leg, sets=0, reps=0)
    return LegValues(
        leg=leg,
        sets=len(found),
        reps=len(values),
        median=statistics.median(values),
        low=min(values),
        high=max(values),
        set_medians=tuple(statistics.median(one) for one in found),
    )
