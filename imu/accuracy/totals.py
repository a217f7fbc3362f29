"""Many scored sessions summed up: each stratum, and all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from imu.accuracy.metric_truth import ErrorFigure, figures_of
from imu.accuracy.model import CaseScore, CounterScore
from imu.validation.errors import errors_of
from imu.validation.model import METHODS, Errors, Method
from imu.validation.statistics import Share, Spread, spread_of, wilson

ALL = "all"
"""Name of the sum over all strata."""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """`k` happenings in 10 minutes each of `hours` hours, with the exact (Garwood) 95 % interval.

    The interval takes the happenings as independent of each other; None without any time.
    """

    k: int
    hours: float
    per_10_min: float | None
    low: float | None
    high: float | None


class CounterTotals(msgspec.Struct, frozen=True, kw_only=True):
    """How one counter did on the sessions of one stratum.

    Attributes
    ----------
    exact, within_one : sets for which it holds, of all.
    missed_per_100 : wanted reps that were not counted, of 100.
    missed : the same by the reason that a person is told, the most frequent first.
    extra : counted reps inside sets that are none.
    ghosts : announced reps outside sets, and `doing`: what the person did then.
    withdrawn : dots outside sets that went again (live).
    precision, recall : of sets: found ones that stand for a true one, true ones that were found.
    errors : bounds, depth, announcements against exact truth.
    axis_deg, reversed : the hinge axis against the true one.
    """

    exact: Share
    within_one: Share
    missed_per_100: float | None
    missed: dict[str, int]
    extra: int
    ghosts: Rate
    doing: dict[str, int]
    withdrawn: Rate
    precision: Share
    recall: Share
    errors: Errors | None
    axis_deg: Spread | None
    reversed: Share


class StratumTotals(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions of one stratum, or of all of them.

    Attributes
    ----------
    armed : sessions in which the counter was told of every set.
    sets, reps : true sets, and reps of them that are to be counted, on thighs with a sensor.
    worse : sets that live counted exactly and review did not.
    wrong : seeds of the sessions in which a counter of ours was wrong or counted a ghost.
    alarms : what review said of the sensors and was not true, by code.
    metrics : error of each metric in review.
    """

    stratum: str
    sessions: int
    armed: int
    sets: int
    reps: int
    counters: dict[Method, CounterTotals]
    worse: int
    wrong: tuple[int, ...]
    alarms: dict[str, int] = {}
    metrics: dict[str, ErrorFigure] = {}


def totals_of(scores: Sequence[CaseScore]) -> list[StratumTotals]:
    """Each stratum in the order in which it first occurs, then all together."""
    strata = list(dict.fromkeys(score.stratum for score in scores))
    parts = [_stratum(name, [s for s in scores if s.stratum == name]) for name in strata]
    return [*parts, _stratum(ALL, scores)] if scores else []


def rate_of(k: int, seconds: float) -> Rate:
    """So many happenings in so many seconds.

    Source of the interval: F. Garwood, Biometrika 28:437, 1936 (chi-square quantiles).
    """
    if seconds <= 0.0:
        return Rate(k=k, hours=0.0, per_10_min=None, low=None, high=None)
    from scipy.stats import chi2

    low = 0.0 if k == 0 else float(chi2.ppf(0.025, 2 * k)) / 2
    high = float(chi2.ppf(0.975, 2 * k + 2)) / 2
    unit = 600.0 / seconds
    return Rate(k=k, hours=seconds / 3600.0, per_10_min=k * unit, low=low * unit, high=high * unit)


def _stratum(name: str, scores: Sequence[CaseScore]) -> StratumTotals:
    review = [s for score in scores for s in score.counters["review"].sets]
    live = [s for score in scores for s in score.counters["live"].sets]
    outside_s = sum(score.outside_s for score in scores)
    return StratumTotals(
        stratum=name,
        sessions=len(scores),
        armed=sum(score.armed for score in scores),
        sets=len(review),
        reps=sum(one.wanted for one in review),
        counters={
            method: _counter([score.counters[method] for score in scores], outside_s)
            for method in METHODS
        },
        worse=sum(b.exact and not a.exact for a, b in zip(review, live, strict=True)),
        wrong=tuple(score.seed for score in scores if _is_wrong(score)) if name != ALL else (),
        alarms=_ranked(code for score in scores for code in score.alarms),
        metrics=figures_of(_gathered(scores)),
    )


def _gathered(scores: Sequence[CaseScore]) -> dict[str, list[float]]:
    every: dict[str, list[float]] = {}
    for score in scores:
        for name, values in score.metrics.items():
            every.setdefault(name, []).extend(values)
    return every


def _is_wrong(score: CaseScore) -> bool:
    ours = (score.counters["review"], score.counters["live"])
    return any(c.ghosts or not all(one.exact for one in c.sets) for c in ours)


def _counter(scores: Sequence[CounterScore], outside_s: float) -> CounterTotals:
    sets = [one for score in scores for one in score.sets]
    ghosts = [ghost for score in scores for ghost in score.ghosts]
    wanted = sum(one.wanted for one in sets)
    missed = _ranked(reason for one in sets for reason in one.missed)
    found = [one for one in sets if one.counted]
    axes = [axis for score in scores for axis in score.axes]
    return CounterTotals(
        exact=wilson(sum(one.exact for one in sets), len(sets)),
        within_one=wilson(sum(one.within_one for one in sets), len(sets)),
        missed_per_100=100.0 * sum(missed.values()) / wanted if wanted else None,
        missed=missed,
        extra=sum(one.extra for one in sets),
        ghosts=rate_of(len(ghosts), outside_s),
        doing=_ranked(ghost.doing for ghost in ghosts),
        withdrawn=rate_of(sum(score.withdrawn for score in scores), outside_s),
        precision=wilson(sum(s.matched for s in scores), sum(s.found for s in scores)),
        recall=wilson(len(found), len(sets)),
        errors=errors_of([error for score in scores for error in score.errors]),
        axis_deg=spread_of([axis.degrees for axis in axes]),
        reversed=wilson(sum(axis.reversed for axis in axes), len(axes)),
    )


def _ranked(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
