"""When samples came: gaps, and the rate as it really was."""

from __future__ import annotations

import numpy as np

from imu.samples import Floats, Gap, Ints
from imu.settings import GridSettings

_GAP_STEPS = 2.5
"""A hole counts from 2.5 sample intervals on: one lost sample of a slow sensor is no gap yet."""
_REGULAR = (0.5, 1.5)
"""Steps within these multiples of the median step are the sensor's own; others are losses."""


def detect_gaps(
    time_s: Floats,
    seq: Ints | None = None,
    report_gap_s: float = GridSettings().report_gap_s,
) -> tuple[Gap, ...]:
    """Holes longer than `report_gap_s` and than 2.5 times the median step (R10).

    Parameters
    ----------
    time_s : (n,) strictly increasing, s.
    seq : (n,) the sensor's counter, or None.
    report_gap_s : the shortest hole worth reporting, s.

    Returns
    -------
    Each runs from the last sample before the hole to the first one after it. It is `inferred`
    unless the counter jumps there too.
    """
    if len(time_s) < 2:
        return ()
    steps = np.diff(time_s)
    holes = np.flatnonzero(steps > max(report_gap_s, _GAP_STEPS * float(np.median(steps))))
    lost = _jumps(seq, holes)
    return tuple(
        Gap(start_s=float(time_s[i]), end_s=float(time_s[i + 1]), inferred=not known)
        for i, known in zip(holes.tolist(), lost, strict=True)
    )


def _jumps(seq: Ints | None, holes: Ints) -> list[bool]:
    """For each hole, whether the counter proves a loss. A counter that restarts proves nothing."""
    if seq is None:
        return [False] * len(holes)
    steps = np.diff(seq)
    usual = max(1.0, float(np.median(steps)))
    return [bool(steps[i] > usual) for i in holes]


def measured_rate_hz(time_s: Floats) -> float | None:
    """The sensor's rate while it sends: the mean of its regular steps, gaps and losses left out.

    The median step alone would be off by several percent where time is rounded to milliseconds.

    Parameters
    ----------
    time_s : (n,) strictly increasing, s.

    Returns
    -------
    Hz, or None for fewer than two samples.
    """
    if len(time_s) < 2:
        return None
    steps = np.diff(time_s)
    low, high = (factor * float(np.median(steps)) for factor in _REGULAR)
    regular = steps[(steps >= low) & (steps <= high)]
    gaps = [gap.end_s - gap.start_s for gap in detect_gaps(time_s)]
    sending_s = float(np.sum(steps)) - sum(gaps)
    if 2 * float(np.sum(regular)) > sending_s:
        return float(1.0 / np.mean(regular))
    return (len(steps) - len(gaps)) / sending_s  # samples in bursts: no single step is typical
