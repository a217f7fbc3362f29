"""Evidence: what one cycle looked like in detail, for the gate and for a person.

Everything is measured on the 100 Hz poses between two fixed grid indices, so that it is the same
however the stream was cut.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.counter.cycles import TICK_HZ, Close, Cycle
from imu.counter.tilt import (
    HingeFrame,
    along,
    as_vector,
    frontal_deg,
    sagittal_deg,
    transverse_rate_deg_s,
)
from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Ints, Side

EDGE_SHARE = 0.05
"""A rep starts and ends, and its bottom lasts, where tilt is within 5 % of its depth (rule
table)."""

_LONGEST_WAY_DOWN_S = 30
"""s before the deepest tilt that are looked through where no time at the top is known."""

_HORIZONTAL_DEG = 60.0
"""degrees. Beyond it the thigh may rest on a seat; a chair seat puts it at 75-95 degrees."""

_RESTING_DEG_S = 6.0
"""degrees/s. A thigh resting on a seat turns more slowly; one held in the air sways faster."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cycle with its evidence. Times in s, angles in degrees.

    `base_deg` and `end_deg` are levels of sagittal tilt. `frontal_deg` is the frontal tilt that
    goes along with the depth (an axis that is off, or a thigh that swings aside), `wander_deg` the
    RMS of the rest (wobble), `transverse_deg` the largest turn about the thigh's long axis.
    `fast_share` is the part of the time above 250 degrees/s, `jolt_m_s2` the 95th percentile of the
    step of specific force within 20 ms, `rise_m` how far the sensor rose from start to the deepest
    tilt (None where the accelerometer is not trusted), `pivot_m` how far below the point about
    which the thigh swings the sensor sits (negative: the pivot is below, at the knee, as in a
    hinge; positive: above, at the hip, as in a swinging leg; None likewise), `swing_rad_s2` the RMS
    angular acceleration, `sunk_deg` how far tilt swung below standing just before, `resting_s` how
    long the thigh lay still beyond 60 degrees.
    """

    side: Side
    epoch: int
    first_index: int
    last_index: int
    start_s: float
    bottom_start_s: float
    bottom_s: float
    bottom_end_s: float
    end_s: float
    decided_s: float
    depth_deg: float
    base_deg: float
    end_deg: float
    pulses: int
    close: str
    torn_s: float
    frontal_deg: float
    wander_deg: float
    transverse_deg: float
    fast_share: float
    jolt_m_s2: float
    rise_m: float | None
    pivot_m: float | None
    swing_rad_s2: float
    sunk_deg: float
    resting_s: float

    @property
    def duration_s(self) -> float:
        """From start to end, s."""
        return self.end_s - self.start_s


def index_of(tick: int, rate_hz: int) -> int:
    """Grid index of a tick of the machine."""
    return tick * (rate_hz // TICK_HZ)


def search_span(cycle: Cycle, after_index: int, rate_hz: int) -> tuple[int, int]:
    """First and last grid index between which the cycle's boundaries are looked for.

    One second before the last time at the top is enough for a slow departure; never before
    `after_index`, the end of the cycle before.
    """
    if cycle.low_tick > 0:
        low = index_of(cycle.low_tick, rate_hz)
    else:
        low = index_of(cycle.peak_tick, rate_hz) - _LONGEST_WAY_DOWN_S * rate_hz
    return max(after_index, low - rate_hz), index_of(cycle.decided_tick, rate_hz)


@dataclass(frozen=True, slots=True)
class _Bounds:
    start: int
    bottom_start: int
    peak: int
    bottom_end: int
    end: int


def _bounds(tilt: Floats, base: float, end_at: int) -> _Bounds:
    """Positions in `tilt` (n,) where the rep starts, stays at the bottom and ends."""
    peak = int(np.argmax(tilt[: end_at + 1]))
    depth = float(tilt[peak]) - base
    low = base + EDGE_SHARE * depth
    before = np.flatnonzero(tilt[:peak] <= low)
    start = int(before[-1]) if len(before) else int(np.argmin(tilt[: peak + 1]))
    after = np.flatnonzero(tilt[peak : end_at + 1] <= low)
    end = peak + int(after[0]) if len(after) else end_at
    off = np.flatnonzero(tilt[start : end + 1] < float(tilt[peak]) - EDGE_SHARE * depth) + start
    left, right = off[off < peak], off[off > peak]
    return _Bounds(
        start,
        int(left[-1]) + 1 if len(left) else start,
        peak,
        int(right[0]) - 1 if len(right) else end,
        end,
    )


def measure(
    cycle: Cycle,
    index: Ints,
    poses: Floats,
    frame: HingeFrame,
    side: Side,
    rate_hz: int,
) -> Candidate | None:
    """Measure `cycle` on the poses (n, 9) at grid `index` (n,) of its search span.

    Returns None when the history no longer reaches back far enough to hold the cycle's bottom.
    """
    index, poses = _after_tear(cycle, index, poses, rate_hz)
    if len(index) < 3 or index[0] > index_of(cycle.peak_tick, rate_hz):
        return None
    tilt = sagittal_deg(poses[:, :3], frame)
    end_at = int(np.searchsorted(index, index_of(cycle.end_tick, rate_hz), side="right")) - 1
    at = _bounds(tilt, cycle.base_deg, max(end_at, 1))
    part = poses[at.start : at.end + 1]
    peak = at.peak - at.start
    trusted = _is_trusted(part)
    pivot, swing = _pivot(part, frame, rate_hz)
    share, wander = _frontal_swing(part, tilt[at.start : at.end + 1], frame)
    depth = float(tilt[at.peak]) - cycle.base_deg
    times = index / rate_hz
    return Candidate(
        side=side,
        epoch=frame.epoch,
        first_index=int(index[at.start]),
        last_index=int(index[at.end]),
        start_s=float(times[at.start]),
        bottom_start_s=float(times[at.bottom_start]),
        bottom_s=float(times[at.peak]),
        bottom_end_s=float(times[at.bottom_end]),
        end_s=float(times[at.end]),
        decided_s=cycle.decided_tick / TICK_HZ,
        depth_deg=depth,
        base_deg=cycle.base_deg,
        end_deg=float(tilt[at.end]),
        pulses=cycle.pulses,
        close=cycle.close.value,
        torn_s=cycle.torn_s,
        frontal_deg=share * depth,
        wander_deg=wander,
        transverse_deg=_transverse_swing(part, frame, rate_hz),
        fast_share=_fast_share(part),
        jolt_m_s2=_jolt(part),
        rise_m=_rise(part, peak, rate_hz) if trusted else None,
        pivot_m=pivot if trusted else None,
        swing_rad_s2=swing,
        sunk_deg=_sunk(tilt, at.start, cycle.base_deg, rate_hz),
        resting_s=_resting(part, tilt[at.start : at.end + 1] - cycle.base_deg, rate_hz),
    )


def _after_tear(cycle: Cycle, index: Ints, poses: Floats, rate_hz: int) -> tuple[Ints, Floats]:
    """What comes after the last hole before the cycle left the top."""
    holes = np.flatnonzero(np.diff(index) > 1) + 1
    before = holes[index[holes] <= index_of(cycle.low_tick, rate_hz)]
    return (index[before[-1] :], poses[before[-1] :]) if len(before) else (index, poses)


def _frontal_swing(part: Floats, tilt: Floats, frame: HingeFrame) -> tuple[float, float]:
    """Frontal tilt for each degree of sagittal tilt, without sign, and the RMS of its rest.

    The largest frontal tilt would not do: on one leg people wobble sideways by 2 degrees RMS, which
    is as much as the smallest hinge is deep.
    """
    frontal = frontal_deg(part[:, :3], frame)
    frontal, along_with = frontal - frontal.mean(), tilt - tilt.mean()
    power = float((along_with * along_with).sum())
    slope = float((frontal * along_with).sum()) / power if power > 0 else 0.0
    rest = frontal - slope * along_with
    return abs(slope), math.sqrt(float((rest * rest).sum()) / len(rest))


def _transverse_swing(part: Floats, frame: HingeFrame, rate_hz: int) -> float:
    turned = np.cumsum(transverse_rate_deg_s(part[:, 3:6], frame)) / rate_hz
    line = turned[-1] * np.linspace(0.0, 1.0, len(turned))
    return float(np.max(np.abs(turned - line)))


def _norm(vectors: Floats) -> Floats:
    return np.sqrt((vectors * vectors).sum(axis=1))


def _fast_share(part: Floats) -> float:
    return float(np.mean(np.degrees(_norm(part[:, 3:6])) > 250.0))


def _jolt(part: Floats) -> float:
    if len(part) < 4:
        return 0.0
    return float(np.percentile(_norm(part[2:, 6:9] - part[:-2, 6:9]), 95))


_TRUSTED_M_S2 = 0.8
"""m/s². Over a movement that starts and ends at rest the vertical specific force averages to
gravity; real squats and strides, cut while still moving, are off by up to 0.5, a bad accelerometer
by 2 to 3."""


def _vertical(part: Floats) -> Floats:
    return np.sum(part[:, 6:9] * part[:, :3], axis=1) - STANDARD_GRAVITY_M_S2


def _is_trusted(part: Floats) -> bool:
    return abs(float(np.mean(_vertical(part)))) < _TRUSTED_M_S2


_PIVOT_SPAN = 5
"""Grid periods (50 ms) to either side over which angular acceleration is taken: over the noise of a
difference, under a tenth of the quickest swing."""


def _pivot(part: Floats, frame: HingeFrame, rate_hz: int) -> tuple[float, float]:
    """Lever arm (m) of forward acceleration on angular acceleration, and the latter's RMS (rad/s²).

    On a circle about a pivot the forward acceleration is the angular one times the height below the
    pivot. Measured: real walking +0.3 m, simulated walking +0.05 to +0.3, knee lifts +0.02 to
    +0.14; real squats -0.1 to +0.1, simulated hinges -0.3 to -0.03.
    """
    span = _PIVOT_SPAN
    if len(part) < 4 * span:
        return 0.0, 0.0
    (x, y, z), up = frame.lateral, part[:, :3].T
    ahead = np.array([y * up[2] - z * up[1], z * up[0] - x * up[2], x * up[1] - y * up[0]])
    ahead = ahead / np.sqrt((ahead * ahead).sum(axis=0))
    force = (part[:, 6:9].T * ahead).sum(axis=0).cumsum()
    force = (force[2 * span :] - force[: -2 * span]) / (2 * span)
    rate = -along(part[:, 3:6], frame.lateral)
    swing = (rate[2 * span :] - rate[: -2 * span]) * rate_hz / (2 * span)
    force, swing = force - force.mean(), swing - swing.mean()
    power = float((swing * swing).sum())
    lever = float((swing * force).sum()) / power if power > 0 else 0.0
    return lever, math.sqrt(power / len(swing))


def _rise(part: Floats, peak: int, rate_hz: int) -> float:
    """Height of the sensor at `peak` above the straight line from start to end, m.

    Vertical acceleration integrated twice; both ends are taken as standing still, which removes a
    constant error of the accelerometer.
    """
    vertical = _vertical(part)
    share = np.linspace(0.0, 1.0, len(part))
    speed = np.cumsum(vertical) / rate_hz
    speed = speed - speed[-1] * share
    height = np.cumsum(speed) / rate_hz
    return float((height - height[-1] * share)[peak])


def _sunk(tilt: Floats, start: int, base: float, rate_hz: int) -> float:
    """How far tilt swung below the baseline within half a second before the start, degrees."""
    before = tilt[max(0, start - rate_hz // 2) : start + 1]
    return max(0.0, base - float(np.min(before)))


def _resting(part: Floats, tilt: Floats, rate_hz: int) -> float:
    slow = np.degrees(_norm(part[:, 3:6])) < _RESTING_DEG_S
    return float(np.sum(slow & (tilt > _HORIZONTAL_DEG))) / rate_hz


def swing_from_first(up: Floats) -> float:
    """Largest angle of (n, 3) up vectors from the first of them, degrees: needs no axis."""
    cosine = along(up, as_vector(up[0]))
    return float(np.degrees(np.arccos(np.clip(np.min(cosine), -1.0, 1.0))))


def was_left_open(candidate: Candidate, near_top_share: float) -> bool:
    """Whether the stream broke off while the thigh was still away from the top."""
    away = candidate.end_deg - candidate.base_deg
    return candidate.close == Close.TORN and away > near_top_share * candidate.depth_deg
