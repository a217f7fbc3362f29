"""The numbers themselves: the gyroscope at rest, the end of the range, axes that do not move."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from imu.sensorcheck.finding import Finding, untried, verdict
from imu.sensorcheck.poses import AXES
from imu.sensorcheck.take import Still, Take

_BIAS_DEG_S = 2.0
"""degrees/s. Up to here the orientation filter finds the bias by itself (VQF: `biasClip`)."""

_AT_THE_END = 3
_CUT_OFF = 0.01
"""Samples in a row at an axis's largest value, and by what share of it the one beside them differs:
a slow peak is flat as well, but rounded."""

_CLIP_ACC_M_S2, _CLIP_GYR_RAD_S = 15.0, 2.0
"""m/s² and rad/s. Below 1.5 g and 115 degrees/s no sensor ends; a number that repeats there lies
still."""


def bias_of(stills: Sequence[Still]) -> Floats:
    """(3,) what the gyroscope reads at rest, in its own unit; zeros while that is not known."""
    if not stills:
        return np.zeros(3)
    return np.median([one.rate for one in stills], axis=0)


def check_bias(stills: Sequence[Still], gyr_factor: float) -> Finding:
    """What the gyroscope reads at rest; `gyr_factor` is how much of its unit is one rad/s."""
    if not stills:
        advice = "Lay the sensor on a table and leave it alone for some seconds."
        return untried("gyroscope-bias", "It has not lain still yet.", advice)
    bias = np.degrees(bias_of(stills) / gyr_factor)
    largest = float(np.abs(bias).max())
    sentence = f"At rest the gyroscope reads up to {largest:.2f}°/s (up to {_BIAS_DEG_S:g})."
    advice = "Let the firmware average a still second after switching on, and subtract that."
    return verdict(
        "gyroscope-bias", sentence, advice, good=largest <= _BIAS_DEG_S, largest_deg_s=largest
    )


def check_ends(take: Take, acc_factor: float, gyr_factor: float) -> list[Finding]:
    """Whether the numbers ran into the end of the range.

    Parameters
    ----------
    take : the samples.
    acc_factor : m/s² in one unit of the accelerometer's.
    gyr_factor : units of the gyroscope in one rad/s.
    """
    acc, gyr = take.acc * acc_factor, take.gyr / gyr_factor
    found = [
        _ends("accelerometer", acc, _CLIP_ACC_M_S2, STANDARD_GRAVITY_M_S2, "g"),
        _ends("gyroscope", gyr, _CLIP_GYR_RAD_S, math.pi / 180.0, "°/s"),
    ]
    return [*found, *_stuck("accelerometer", acc), *_stuck("gyroscope", gyr)]


def _ends(name: str, values: Floats, floor: float, unit: float, unit_name: str) -> Finding:
    at: list[float] = []
    for column in values.T:
        largest = float(np.abs(column).max()) if len(column) else 0.0
        if largest > floor and _is_cut_off(np.abs(column), largest):
            at.append(largest)
    code = f"{name}-range"
    if not at:
        largest = float(np.abs(values).max()) / unit if len(values) else 0.0
        sentence = (
            f"The {name} did not reach the end of its range (up to {largest:.3g} {unit_name})."
        )
        return verdict(code, sentence, good=True, largest=largest)
    sentence = f"The {name} stands at the end of its range, {min(at) / unit:.3g} {unit_name}."
    advice = "Set a wider range: 8 g and 1000°/s suit a thigh."
    return verdict(code, sentence, advice, good=False, largest=min(at) / unit)


def _is_cut_off(values: Floats, largest: float) -> bool:
    """Whether (n,) values stay at their largest one and leave it at once."""
    flags = np.concatenate(([False], values >= largest * (1.0 - 1e-9), [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(flags))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        beside = np.concatenate((values[max(first - 1, 0) : first], values[last : last + 1]))
        if last - first >= _AT_THE_END and (beside < largest * (1.0 - _CUT_OFF)).any():
            return True
    return False


def _stuck(name: str, values: Floats) -> list[Finding]:
    """Axes that never change, while another one of the same sensor does."""
    moved = np.ptp(values, axis=0) > 0.0 if len(values) > 1 else np.ones(3, dtype=bool)
    if moved.all() or not moved.any():
        return []
    dead = " and ".join(axis for axis, moves in zip(AXES, moved, strict=True) if not moves)
    sentence = f"The {name}'s {dead} does not move."
    advice = "Look at the register or the place in the packet that it is read from."
    return [verdict(f"{name}-stuck", sentence, advice, good=False)]
