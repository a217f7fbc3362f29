"""Few numbers that sum up many: shares with their uncertainty, and spreads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

_Z95 = 1.959963984540054
"""97.5 % quantile of the normal distribution."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """`k` of `n`, with the Wilson 95 % interval of the share, 0 to 1; None for n = 0."""

    k: int
    n: int
    low: float | None
    high: float | None

    @property
    def percent(self) -> float:
        """The share in percent; `n` must not be 0."""
        return 100.0 * self.k / self.n


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Median and 5th and 95th percentiles of `n` values, in their unit."""

    n: int
    p5: float
    median: float
    p95: float


def wilson(k: int, n: int) -> Share:
    """Wilson's score interval for `k` of `n`, without continuity correction.

    Source: E. B. Wilson, JASA 22:209, 1927; checked against R. G. Newcombe, Stat Med 17:857, 1998,
    table I, method 3. It takes the `n` as independent of each other.
    """
    if n == 0:
        return Share(k=k, n=n, low=None, high=None)
    share, square = k / n, _Z95 * _Z95
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z95 * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    # Rounding must not leave 0 of n a hair above 0, or n of n a hair below 1.
    low = 0.0 if k == 0 else middle - half
    high = 1.0 if k == n else middle + half
    return Share(k=k, n=n, low=low, high=high)


def share_of(verdicts: Iterable[bool | None]) -> Share:
    """How many of some verdicts are true. None is no verdict."""
    known = [verdict for verdict in verdicts if verdict is not None]
    return wilson(sum(known), len(known))


def spread_of(values: Sequence[float]) -> Spread | None:
    """Spread of some values, percentiles interpolated linearly; None for none."""
    if not values:
        return None
    p5, median, p95 = np.quantile(np.array(values), [0.05, 0.5, 0.95]).tolist()
    return Spread(n=len(values), p5=p5, median=median, p95=p95)
