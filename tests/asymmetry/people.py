"""Sessions of two legs made by hand, with every value known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from imu.asymmetry import HEADLINE, MEASURES, Conditions, LegSession, SetValues

DAY_S = 86400.0
LIKE = Conditions(
    rung="one-leg",
    stance="one-leg",
    load="none",
    hand_support="chair",
    rate_hz=100.0,
    metrics_version=3,
    settings_hash="abc",
)
SPREAD = (0.97, 0.99, 1.0, 1.01, 1.03)
"""Five reps about a median of one."""


def around(*medians: float, spread: Sequence[float] = SPREAD) -> list[list[float]]:
    """Give sets with these medians."""
    return [[median * share for share in spread] for median in medians]


def leg(sets: Sequence[Sequence[float]], metrics: Sequence[str]) -> tuple[SetValues, ...]:
    """Give one leg, the same values in each of these metrics."""
    return tuple(
        SetValues(60.0 * n, len(values), {metric: tuple(values) for metric in metrics})
        for n, values in enumerate(sets)
    )


def two_legs(
    left: Sequence[Sequence[float]],
    right: Sequence[Sequence[float]],
    *,
    metrics: Sequence[str] = (HEADLINE.metric,),
    name: str = "today",
    day: float | None = 0.0,
    first: str | None = "left",
    conditions: Conditions = LIKE,
) -> LegSession:
    """Give a session; only these metrics have values."""
    return LegSession(
        recording=name,
        legs={"left": leg(left, metrics), "right": leg(right, metrics)},
        conditions=conditions,
        input_hash=name,
        started_s=None if day is None else day * DAY_S,
        first_leg=first,
    )


def apart(percent: float, **known: object) -> LegSession:
    """Give a session whose right leg shows so much more, with little scatter from set to set."""
    share = 1.0 + percent / 100.0
    right = around(30.0 * share, 30.3 * share, 29.7 * share)
    return two_legs(around(30.0, 30.3, 29.7), right, **known)  # type: ignore[arg-type]


def check(*, day: float = -10.0, name: str = "check", scatter: float = 0.01) -> LegSession:
    """Give a re-strap check with two sets a leg that differ by so much."""
    sets = around(30.0, 30.0 * (1.0 + scatter))
    return replace(two_legs(sets, sets, name=name, day=day), is_restrap_check=True)


def everything(
    left: Sequence[float], right: Sequence[float], units: Mapping[str, float] | None = None
) -> LegSession:
    """Give a session with values of every measure, each times the factor of its metric."""
    factors = units or {}
    legs = {
        name: tuple(
            SetValues(
                60.0 * n,
                len(SPREAD),
                {
                    measure.metric: tuple(
                        median * share * factors.get(measure.metric, 1.0) for share in SPREAD
                    )
                    for measure in MEASURES
                },
            )
            for n, median in enumerate(medians)
        )
        for name, medians in (("left", left), ("right", right))
    }
    return replace(two_legs([], []), legs=legs)
