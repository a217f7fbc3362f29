"""How steady the working thigh was: wobble out of the hinge plane, with the hinge itself taken out.

It is the steadiness of the thigh, not of the weight on the leg. Frontal angles are the weakest
thing one thigh sensor measures (correlation with optical 0.65-0.82 in single-leg squats,
PMC7472619).
"""

from __future__ import annotations

import math

import numpy as np

from imu.counter.tilt import HingeFrame, frontal_deg, sagittal_deg, transverse_rate_deg_s
from imu.samples import Floats

MIN_SAMPLES = 20
"""0.2 s at 100 Hz; a fit of three numbers to fewer says nothing."""


def residual(angle_deg: Floats, tilt_deg: Floats) -> Floats:
    """What is left of an angle (n,) without its mean, its drift and its share of tilt (n,).

    The share that follows tilt is an axis that is a little off, or a thigh that turns in proportion
    to the hinge; the drift is the gyro's. Neither is wobble.
    """
    n = len(angle_deg)
    time = np.arange(float(n)) - 0.5 * (n - 1)
    tilt = _without(tilt_deg - tilt_deg.mean(), time)
    return _without(_without(angle_deg - angle_deg.mean(), time), tilt)


def residual_rms(angle_deg: Floats, tilt_deg: Floats) -> float | None:
    """RMS of the `residual`, degrees. None for fewer than 20 samples."""
    n = len(angle_deg)
    if n < MIN_SAMPLES:
        return None
    left = residual(angle_deg, tilt_deg)
    return math.sqrt(float((left * left).sum()) / n)


def _without(signal: Floats, part: Floats) -> Floats:
    """`signal` less its least-squares share of `part` (Gram-Schmidt: one part after the other)."""
    power = float((part * part).sum())
    return signal - part * (float((signal * part).sum()) / power) if power > 1e-12 else signal


def frontal_wobble_deg(poses: Floats, frame: HingeFrame) -> float | None:
    """Wobble of the thigh sideways over (n, 9) poses, degrees RMS."""
    return residual_rms(frontal_deg(poses[:, :3], frame), sagittal_deg(poses[:, :3], frame))


def transverse_wobble_deg(poses: Floats, frame: HingeFrame, rate_hz: int) -> float | None:
    """Wobble of the thigh about its long axis over (n, 9) poses, degrees RMS."""
    turned = np.cumsum(transverse_rate_deg_s(poses[:, 3:6], frame)) / rate_hz
    return residual_rms(turned, sagittal_deg(poses[:, :3], frame))
