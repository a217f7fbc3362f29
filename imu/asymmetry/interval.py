"""Two legs' set medians against each other: Welch's interval, widened by what strapping does.

Why set medians and not reps: reps of a set rise and fall together. Taken as independent they make
an interval far too narrow. Why wider: strapping one leg's sensor on changes all sets of that leg
alike, and nothing within the session shows it.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

ALPHA = 0.05
"""Share of sessions without a difference in which the headline may seem to have one."""

Z95 = 1.959963984540054
"""97.5 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class StrapTerm:
    """What strapping on anew does to one leg's value, on the measure's scale.

    Attributes
    ----------
    sd : standard deviation.
    df : degrees of freedom that it is known with; infinite for one that is taken as given.
    """

    sd: float
    df: float = math.inf


@dataclass(frozen=True, slots=True)
class Estimate:
    """Second leg minus first leg, on the measure's scale.

    Attributes
    ----------
    middle : the difference of the means of set medians.
    error : its standard error, the strap term included.
    df : degrees of freedom of that error (Welch-Satterthwaite).
    """

    middle: float
    error: float
    df: float

    @property
    def p(self) -> float:
        """Two-sided probability of so large a difference where there is none."""
        if self.error <= 0.0:
            return 1.0 if self.middle == 0.0 else 0.0
        from scipy.special import stdtr  # slow to import

        return min(1.0, 2.0 * float(stdtr(self.df, -abs(self.middle) / self.error)))

    def half_width(self, alpha: float = ALPHA) -> float:
        """Half the width of the interval that misses the truth in `alpha` of cases."""
        if self.error <= 0.0:
            return 0.0
        from scipy.special import stdtrit

        return self.error * float(stdtrit(self.df, 1.0 - alpha / 2.0))

    @property
    def mdc95(self) -> float:
        """Smallest detectable change, 1.96 √2 SEM: `error` is √2 times the error of one leg."""
        return Z95 * self.error


def variance(values: Sequence[float]) -> float:
    """Variance of a sample of two or more."""
    middle = statistics.fmean(values)
    return math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1)


def estimate(first: Sequence[float], second: Sequence[float], strap: StrapTerm) -> Estimate:
    """Compare two legs.

    Sources: B. L. Welch, Biometrika 34:28, 1947; F. E. Satterthwaite, Biometrics Bulletin 2:110,
    1946, for a sum of variances of which one comes from elsewhere.

    Parameters
    ----------
    first, second : a set median for each set, on the measure's scale; at least two each.
    strap : of one leg; it enters twice, as each leg is strapped on by itself.
    """
    parts = [
        (variance(first) / len(first), len(first) - 1.0),
        (variance(second) / len(second), len(second) - 1.0),
        (2.0 * strap.sd * strap.sd, strap.df),
    ]
    total = sum(variance for variance, _ in parts)
    spread = sum(variance * variance / df for variance, df in parts)
    return Estimate(
        middle=statistics.fmean(second) - statistics.fmean(first),
        error=math.sqrt(total),
        df=total * total / spread if spread > 0.0 else math.inf,
    )


def holm(ps: Sequence[float]) -> list[float]:
    """Probabilities adjusted for looking at several: S. Holm, Scand J Stat 6:65, 1979.

    An adjusted one below `ALPHA` is a finding; over all of them together, `ALPHA` of the cases
    without any difference have one.
    """
    order = sorted(range(len(ps)), key=lambda k: ps[k])
    adjusted = [1.0] * len(ps)
    highest = 0.0
    for done, k in enumerate(order):
        highest = max(highest, min(1.0, (len(ps) - done) * ps[k]))
        adjusted[k] = highest
    return adjusted
