"""What `kickstand bench accuracy` tells a person: three tables of a line for each stratum."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imu.accuracy import CounterTotals, StratumTotals
from imu.accuracy.totals import Rate
from imu.cli.scores import EVIDENCE
from imu.cli.tables import counted, table, tally
from imu.validation.statistics import Share, Spread


def text_of(strata: Sequence[StratumTotals], block: str) -> str:
    """All tables, ending in what they are evidence for."""
    whole = strata[-1]
    lines = [
        _title(whole, block),
        "",
        *_counts(strata),
        "",
        *_intervals(whole),
        "",
        *_bounds(strata),
        "",
        *_announced(strata),
        "",
        *_metrics(whole),
        "",
        f"Said of good sensors and not true (review): {tally(whole.alarms, 60) or 'nothing'}",
        "",
        *_wrong(strata),
    ]
    return "\n".join([*lines, EVIDENCE["simulated"]])


def _title(whole: StratumTotals, block: str) -> str:
    return (
        f"SIMULATED: {counted(whole.sessions, 'session')} of the {block} seeds,"
        f" {whole.armed} of them armed;"
        f" {counted(whole.sets, 'set')} and {counted(whole.reps, 'rep')} to count"
    )


# -- counts ---------------------------------------------------------------------------------------

_COUNTS = (
    "Sets with every rep counted once and nothing else; misses of 100 reps; reps counted outside",
    "sets in 10 minutes (r review, l live, b baseline: VQF tilt and scipy's find_peaks).",
)


def _counts(strata: Sequence[StratumTotals]) -> list[str]:
    head = ["stratum", "sets", "r %", "l %", "b %", "off >1", "miss r", "miss l"]
    head += ["ghosts r", "l", "b", "dots gone", "found", "true"]
    rows = [_count_row(one) for one in strata]
    return [*_COUNTS, "", *table(head, rows, "<" + ">" * (len(head) - 1)), *_COUNT_LEGEND]


_COUNT_LEGEND = (
    "off >1: sets that are wrong by more than one rep, review / live. dots gone: live dots outside",
    "sets that went again, in 10 minutes. found, true (live): share of true sets that were found,",
    "and of found sets that are true ones, %.",
)


def _count_row(one: StratumTotals) -> list[str]:
    review, live, baseline = (one.counters[name] for name in ("review", "live", "baseline"))
    return [
        one.stratum,
        str(one.sets),
        *(_percent(c.exact) for c in (review, live, baseline)),
        f"{_off(review)}/{_off(live)}",
        *(_number(c.missed_per_100, 1) for c in (review, live)),
        *(_number(c.ghosts.per_10_min, 2) for c in (review, live)),
        _number(baseline.ghosts.per_10_min, 0),
        _number(live.withdrawn.per_10_min, 1),
        _percent(live.recall),
        _percent(live.precision),
    ]


def _off(counter: CounterTotals) -> int:
    return counter.within_one.n - counter.within_one.k


def _intervals(whole: StratumTotals) -> list[str]:
    """Uncertainty of the sums, and what went wrong."""
    lines: list[str] = []
    for name in ("review", "live", "baseline"):
        one = whole.counters[name]
        lines.append(
            f"{name}: exact {_interval(one.exact)}, within one {_interval(one.within_one)},"
            f" ghosts {_rate(one.ghosts)}"
        )
    for name in ("review", "live"):
        one = whole.counters[name]
        lines.append(f"{name}, missed: {tally(one.missed, 80) or 'none'}")
        lines.append(f"{name}, ghosts while: {tally(one.doing, 80) or 'none'}")
    lines.append(f"sets that were exact live and not in review: {whole.worse}")
    lines.append("In brackets 95 % intervals, Wilson's for shares and Garwood's for rates.")
    return lines


def _interval(share: Share) -> str:
    if share.low is None or share.high is None:
        return "-"
    return f"{share.k} of {share.n} ({100 * share.low:.1f}–{100 * share.high:.1f} %)"


def _rate(rate: Rate) -> str:
    if rate.per_10_min is None:
        return "-"
    low, high = rate.low or 0.0, rate.high or 0.0
    return f"{rate.per_10_min:.2f} in 10 min ({low:.2f}–{high:.2f}; {rate.k} in {rate.hours:.1f} h)"


# -- errors ---------------------------------------------------------------------------------------

_BOUNDS = (
    "Errors of start, bottom, end (s), depth and hinge axis (degrees) against exact truth: median",
    "/ 95th percentile of the absolute error, of depth also the signed median in brackets.",
)


def _bounds(strata: Sequence[StratumTotals]) -> list[str]:
    head = ["stratum", *(f"{what} {who}" for what in _WHAT for who in ("r", "l"))]
    rows = [
        [one.stratum, *(cell(one.counters[name]) for cell in _CELLS for name in _OURS)]
        for one in strata
    ]
    lines = table(head, rows, "<" + ">" * (len(head) - 1))
    whole = strata[-1].counters
    turned = (f"{name} {whole[name].reversed.k} of {whole[name].reversed.n}" for name in _OURS)
    return [*_BOUNDS, "", *lines, f"Axes found the wrong way round: {', '.join(turned)} sets."]


_OURS = ("review", "live")
_WHAT = ("start", "bottom", "end", "depth", "axis")


def _start(one: CounterTotals) -> str:
    return "-" if one.errors is None else _both(one.errors.start_s, 2)


def _bottom(one: CounterTotals) -> str:
    return "-" if one.errors is None else _both(one.errors.bottom_s, 2)


def _end(one: CounterTotals) -> str:
    return "-" if one.errors is None else _both(one.errors.end_s, 2)


def _depth(one: CounterTotals) -> str:
    if one.errors is None or one.errors.depth_abs_deg is None or one.errors.depth_deg is None:
        return "-"
    return f"{_both(one.errors.depth_abs_deg, 1)} ({one.errors.depth_deg.median:+.1f})"


def _axis(one: CounterTotals) -> str:
    return "-" if one.axis_deg is None else _both(one.axis_deg, 0)


_CELLS: tuple[Callable[[CounterTotals], str], ...] = (_start, _bottom, _end, _depth, _axis)


def _both(spread: Spread, digits: int) -> str:
    return f"{spread.median:.{digits}f}/{spread.p95:.{digits}f}"


_ANNOUNCED = (
    "Live announcement after the true end of the rep, s: 5th / 50th / 95th percentile, how many.",
    "Not armed, the first reps of a set wait for the third one alike. No radio is in it.",
)


def _announced(strata: Sequence[StratumTotals]) -> list[str]:
    rows = [
        [one.stratum, _delay(errors.announced_armed_s), _delay(errors.announced_unarmed_s)]
        for one in strata
        if (errors := one.counters["live"].errors) is not None
    ]
    return [*_ANNOUNCED, "", *table(["stratum", "armed", "not armed"], rows, "<>>")]


def _delay(spread: Spread | None) -> str:
    if spread is None:
        return "-"
    return f"{spread.p5:+.2f} / {spread.median:+.2f} / {spread.p95:+.2f} ({spread.n})"


_METRICS = (
    "Metrics in review against the true movement, in their own units: how many, median error,",
    "median and 95th percentile of its size. set.: of a whole set; still.: of a still window.",
)


def _metrics(whole: StratumTotals) -> list[str]:
    rows = [
        [name, str(one.n), *(f"{value:.3g}" for value in (one.bias, one.typical, one.p95))]
        for name, one in whole.metrics.items()
    ]
    return [*_METRICS, "", *table(["metric", "n", "bias", "typical", "p95"], rows, "<>>>>")]


def _wrong(strata: Sequence[StratumTotals]) -> list[str]:
    found = [f"{one.stratum}: {', '.join(map(str, one.wrong))}" for one in strata if one.wrong]
    return ["Seeds of sessions that are not wholly right:", *found, ""] if found else []


def _percent(share: Share) -> str:
    return "-" if share.n == 0 else f"{share.percent:.1f}"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
