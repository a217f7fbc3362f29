"""How quiet the knee was, from the arc on which the sensor swings. Experimental.

In a clean hinge the thigh turns about a knee that stays where it is, so the sensor moves on an arc
as far from the knee as it is strapped on; a knee that travels forward while the hip goes back puts
the centre of the arc higher up the thigh, and the arm gets shorter. The arm follows from how
strongly the sensor accelerates forwards for how strongly the thigh turns. That is mechanics, not a
published method: nobody has validated it on people.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.counter.sway import horizontal, zero_phase_low_pass
from imu.counter.tilt import HingeFrame, sagittal_deg
from imu.samples import Floats

CUT_HZ = 3.0
"""Hz. What a hinge moves on purpose lies below; soft tissue and tremor above."""

_THIN = 5
"""Every fifth sample (50 ms) is used: what lies between repeats it after the low-pass."""

_SHORTEST = 6
"""Samples used (0.3 s) of which a way down or up says something."""


@dataclass(frozen=True, slots=True)
class Lever:
    """Distance of the sensor from the point about which the thigh turns, and its error, m.

    Positive where that point lies below the sensor, as the knee does.
    """

    arm_m: float
    error_m: float


def lever_of(poses: Floats, moving: list[slice], frame: HingeFrame, rate_hz: int) -> Lever | None:
    """Lever arm over the moving parts of (n, 9) poses of a rep, each with a mean of its own.

    On an arc of radius r above a resting point, forward acceleration is ``-r d²(sin tilt)/dt²``.
    Both sides of that go through the same filter, so that it changes noise but not their ratio. The
    standard error allows for residuals that follow on each other.

    Returns
    -------
    None where nothing moves, or for too few samples.
    """
    parts = [part for part in moving if len(poses[part]) >= _SHORTEST * _THIN]
    if not parts:
        return None
    sine = np.sin(np.radians(sagittal_deg(poses[:, :3], frame)))
    bent = np.gradient(np.gradient(sine, 1.0 / rate_hz), 1.0 / rate_hz)
    both = np.stack([-bent, horizontal(poses, frame)[:, 0]], axis=1)
    low = zero_phase_low_pass(both, rate_hz, CUT_HZ)
    pieces = [low[part][::_THIN] for part in parts]
    return _slope(np.concatenate([piece - piece.mean(axis=0) for piece in pieces]), len(parts))


def _slope(both: Floats, means: int) -> Lever | None:
    """Slope of the second column on the first, `means` of which were taken out beforehand."""
    turning, ahead = both.T
    power, free = float((turning * turning).sum()), len(both) - 1 - means
    if power <= 0.0 or free < 1:
        return None
    arm = float((turning * ahead).sum()) / power
    rest = ahead - arm * turning
    noise = float((rest * rest).sum())
    alike = float((rest[1:] * rest[:-1]).sum()) / noise if noise > 0.0 else 0.0
    alike = min(max(alike, 0.0), 0.9)
    return Lever(arm, math.sqrt(noise / free / power * (1.0 + alike) / (1.0 - alike)))
