"""What `kickstand bench accuracy` measures as figures for the common history and table.

Aims are those of the design, for all strata together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from imu.accuracy import CounterTotals, StratumTotals
from imu.cli.benchhistory import Figure, counted_figure
from imu.settings import Settings, settings_hash
from imu.simulator import SIMULATOR_VERSION, STRATA
from imu.validation.statistics import Spread

_Way = Literal["live", "review"]

PURE_FOILS = "foils-only"
"""The stratum of sessions without any set."""


def run_name(sessions: int, block: str, strata: Sequence[str], settings: Settings) -> str:
    """What was counted, so that only like runs are held against each other."""
    parts = [f"accuracy of {sessions} {block} sessions", f"simulator {SIMULATOR_VERSION}"]
    if tuple(strata) != STRATA:
        parts.append(f"only {' and '.join(strata)}")
    if settings_hash(settings) != settings_hash(Settings()):
        parts.append(f"settings {settings_hash(settings)}")
    return ", ".join(parts)


def accuracy_figures(strata: Sequence[StratumTotals]) -> list[Figure]:
    """Counts, ghosts, announcements and bounds; what did not occur is left out.

    Parameters
    ----------
    strata : at least one, the sum of all at the end.
    """
    whole = strata[-1].counters
    foils = [one.counters for one in strata[:-1] if one.stratum == PURE_FOILS]
    ways: tuple[_Way, ...] = ("live", "review")
    figures = [one for way in ways for one in _counts(way, whole[way])]
    figures += [
        counted_figure(f"on pure foils, {way}", one[way].ghosts.k, "reps", aim=0.0)
        for one in foils
        for way in ways
    ]
    return [*figures, *_announced(whole["live"]), *(f for w in ways for f in _bounds(w, whole[w]))]


def _counts(way: _Way, one: CounterTotals) -> list[Figure]:
    figures: list[Figure] = []
    if one.exact.n:
        off = one.within_one.n - one.within_one.k
        figures += [
            counted_figure(f"exact, {way}", one.exact.percent, "%", aim=99.0, more_is_better=True),
            counted_figure(f"off by more than one, {way}", off, "sets", aim=0.0),
        ]
    if one.ghosts.per_10_min is not None:
        name = f"ghosts in 10 min outside sets, {way}"
        figures.append(counted_figure(name, one.ghosts.per_10_min, "reps", aim=1.0))
    return figures


def _announced(live: CounterTotals) -> list[Figure]:
    spread = live.errors.announced_armed_s if live.errors else None
    if spread is None:
        return []
    return [
        counted_figure("announced, armed, p5", spread.p5, "s", aim=-0.3, more_is_better=True),
        counted_figure("announced, armed, p95", spread.p95, "s", aim=0.15),
    ]


def _bounds(way: _Way, one: CounterTotals) -> list[Figure]:
    if one.errors is None:
        return []
    bounds = (("start", one.errors.start_s), ("end", one.errors.end_s))
    return [figure for name, spread in bounds for figure in _bound(f"{name}, {way}", spread)]


def _bound(name: str, spread: Spread) -> list[Figure]:
    return [
        counted_figure(f"{name}, median", spread.median, "s", aim=0.1),
        counted_figure(f"{name}, p95", spread.p95, "s", aim=0.3),
    ]
