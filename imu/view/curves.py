"""Curves for plots of the last seconds: tilt, and the wobble that is left beside the hinge.

Pure functions over poses. Holes in the stream become NaN, so that no line is drawn across them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from imu.counter.steadiness import MIN_SAMPLES, residual
from imu.counter.tilt import HingeFrame, frontal_deg, sagittal_deg, transverse_rate_deg_s
from imu.samples import Floats

_HOLE = 1.5
"""In steps of the grid: poses further apart than this have a hole between them."""

RECENT_S = 3.0
"""s. About one rep: how far back "now" reaches when wobble is told as one number."""


@dataclass(frozen=True, slots=True)
class Curves:
    """One thigh's last seconds.

    Attributes
    ----------
    time_s : (n,) session time, s; NaN at holes, like everything else.
    tilt_deg : (n,) thigh tilt from the tall baseline, degrees.
    frontal_deg, transverse_deg : (n,) what is left of the angle sideways and about the thigh's
        long axis without its mean, its drift and its share of tilt, degrees.
    """

    time_s: Floats
    tilt_deg: Floats
    frontal_deg: Floats
    transverse_deg: Floats


EMPTY = Curves(*(np.zeros(0) for _ in range(4)))
"""Nothing to draw."""


def curves_of(
    time_s: Floats,
    poses: Floats,
    frame: HingeFrame | None,
    base_deg: Floats | float,
    rate_hz: int,
    *,
    wobble: bool = True,
) -> Curves:
    """Curves of (n, 9) poses at `time_s` (n,); `EMPTY` while the hinge frame is not known.

    Parameters
    ----------
    base_deg : (n,) or one for all, the tall baseline, degrees of sagittal tilt; where it is NaN,
        the first known one.
    rate_hz : the grid of the poses.
    wobble : whether it is wanted; otherwise it is left at zero.
    """
    if frame is None or not len(time_s):
        return EMPTY
    base = _filled(np.broadcast_to(np.asarray(base_deg, dtype=np.float64), time_s.shape))
    parts = [
        _stretch(time_s[run], poses[run], frame, base[run], rate_hz, wobble=wobble)
        for run in _runs(time_s, rate_hz)
    ]
    hole = np.full((1, 4), np.nan)
    joined = [part for stretch in parts for part in (stretch, hole)][:-1]
    return Curves(*np.concatenate(joined).T.copy())


def _filled(base_deg: Floats) -> Floats:
    """The baseline without NaN: reps from before it was known are drawn from the first one."""
    known = ~np.isnan(base_deg)
    if known.all():
        return base_deg
    first = float(base_deg[known][0]) if known.any() else 0.0
    return np.where(known, base_deg, first)


def recent_rms(curves: Curves) -> tuple[float, float] | None:
    """RMS of frontal and transverse wobble over the last `RECENT_S`, degrees; None without any."""
    if not len(curves.time_s):
        return None
    recent = curves.time_s > curves.time_s[-1] - RECENT_S  # false for NaN
    if int(recent.sum()) < MIN_SAMPLES:
        return None
    return _rms(curves.frontal_deg[recent]), _rms(curves.transverse_deg[recent])


def _rms(values: Floats) -> float:
    return math.sqrt(float(np.mean(values * values)))


def _runs(time_s: Floats, rate_hz: int) -> Iterator[slice]:
    """Stretches without a hole."""
    cuts = np.flatnonzero(np.diff(time_s) > _HOLE / rate_hz) + 1
    edges = [0, *cuts.tolist(), len(time_s)]
    for first, last in itertools.pairwise(edges):
        yield slice(first, last)


def _stretch(
    time_s: Floats,
    poses: Floats,
    frame: HingeFrame,
    base_deg: Floats,
    rate_hz: int,
    *,
    wobble: bool,
) -> Floats:
    """(n, 4) columns of `Curves` for poses without a hole."""
    tilt = sagittal_deg(poses[:, :3], frame) - base_deg
    if not wobble:
        return np.stack([time_s, tilt, 0.0 * tilt, 0.0 * tilt], axis=1)
    turned = np.cumsum(transverse_rate_deg_s(poses[:, 3:6], frame)) / rate_hz
    frontal = residual(frontal_deg(poses[:, :3], frame), tilt)
    return np.stack([time_s, tilt, frontal, residual(turned, tilt)], axis=1)
