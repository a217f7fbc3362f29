"""What is told about a whole set, from its counted reps. Definitions: `firmware_notes/metrics.md`.

None of these says that a set was good: a range that gets smaller can be tiredness or intent.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from imu.counter.metrics import Metrics
from imu.samples import Rep

FEW_FOR_SPREAD, FEW_FOR_TREND, FEW_FOR_SLOWING = 5, 8, 3
"""Counted reps below which a spread, a trend over the set, or slowing means nothing."""

_ENDS = 3
"""Reps at either end of a set that a loss of range compares: a single shallow rep is no loss."""


def set_metrics(reps: Sequence[Rep]) -> tuple[Metrics, dict[str, str]]:
    """Metrics of a set and, for each that cannot be given, the reason.

    Parameters
    ----------
    reps : all listed reps; those that were not counted are left out.
    """
    counted = [rep for rep in reps if rep.counted]
    metrics = {
        name: work_out(counted) if len(counted) >= needed else None
        for name, (needed, work_out) in _SET_METRICS.items()
    }
    return metrics, {
        name: needs(_SET_METRICS[name][0])
        if len(counted) < _SET_METRICS[name][0]
        else "a rep lacks what it is made of"
        for name, value in metrics.items()
        if value is None
    }


def needs(reps: int) -> str:
    """Why a metric is missing that takes so many reps."""
    return f"needs {reps} counted reps"


def theil_sen(values: Sequence[float]) -> float:
    """Slope per step: the median of the slopes between all pairs (Sen 1968), robust to outliers.

    At least two values.
    """
    return statistics.median(
        (values[b] - values[a]) / (b - a)
        for a in range(len(values))
        for b in range(a + 1, len(values))
    )


def _under_tension(reps: Sequence[Rep]) -> float | None:
    return sum(rep.end_s - rep.start_s for rep in reps)


def _depth(reps: Sequence[Rep]) -> float | None:
    return statistics.median(rep.depth_deg for rep in reps)


def _depth_spread(reps: Sequence[Rep]) -> float | None:
    return _variation([rep.depth_deg for rep in reps])


def _duration_spread(reps: Sequence[Rep]) -> float | None:
    return _variation([rep.end_s - rep.start_s for rep in reps])


def _depth_robust(reps: Sequence[Rep]) -> float | None:
    return _robust_variation([rep.depth_deg for rep in reps])


def _duration_robust(reps: Sequence[Rep]) -> float | None:
    return _robust_variation([rep.end_s - rep.start_s for rep in reps])


NORMAL = 1.4826
"""Standard deviation of a normal distribution over its median absolute deviation."""


def _robust_variation(values: Sequence[float]) -> float | None:
    """As `_variation`, from medians (percent): one odd rep of five does not move it much."""
    middle = statistics.median(values)
    if middle <= 0.0:
        return None
    away = statistics.median(abs(value - middle) for value in values)
    return 100.0 * NORMAL * away / middle


def _variation(values: Sequence[float]) -> float | None:
    """Coefficient of variation, percent."""
    middle = statistics.fmean(values)
    return 100.0 * statistics.stdev(values) / middle if middle > 0.0 else None


def _range_slope(reps: Sequence[Rep]) -> float | None:
    return theil_sen([rep.depth_deg for rep in reps])


def _range_loss(reps: Sequence[Rep]) -> float | None:
    first = statistics.fmean(rep.depth_deg for rep in reps[:_ENDS])
    last = statistics.fmean(rep.depth_deg for rep in reps[-_ENDS:])
    return 100.0 * (first - last) / first if first > 0.0 else None


def _slowing(reps: Sequence[Rep]) -> float | None:
    """Loss of speed on the way up: the last rep against the fastest, each by its own depth."""
    speeds = [rep.metrics.get("mean_concentric_deg_s") for rep in reps]
    known = [
        speed / rep.depth_deg
        for speed, rep in zip(speeds, reps, strict=True)
        if speed is not None and rep.depth_deg > 0.0
    ]
    if len(known) < len(reps) or max(known) <= 0.0:
        return None
    return 100.0 * (max(known) - known[-1]) / max(known)


_SET_METRICS: dict[str, tuple[int, Callable[[Sequence[Rep]], float | None]]] = {
    "under_tension_s": (1, _under_tension),
    "depth_deg": (1, _depth),
    "depth_cv_percent": (FEW_FOR_SPREAD, _depth_spread),
    "duration_cv_percent": (FEW_FOR_SPREAD, _duration_spread),
    "depth_robust_cv_percent": (FEW_FOR_SPREAD, _depth_robust),
    "duration_robust_cv_percent": (FEW_FOR_SPREAD, _duration_robust),
    "range_slope_deg_per_rep": (FEW_FOR_TREND, _range_slope),
    "range_loss_percent": (FEW_FOR_TREND, _range_loss),
    "slowing_percent": (FEW_FOR_SLOWING, _slowing),
}
"""By name: how many counted reps it needs, and how it is worked out."""
