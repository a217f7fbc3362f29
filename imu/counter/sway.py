"""How steadily a leg stands: the sway of its thigh in windows of equal length.

Source of the measures: M. Mancini et al., "ISway: a sensitive, valid and reliable measure of
postural control", J. NeuroEng. Rehabil. 9:59, 2012, doi 10.1186/1743-0003-9-59. They hold there for
a sensor at the *lower back* of someone who stands quietly on both feet. On a thigh they compare one
person's sets with each other: same leg, same strapping, same window length. There are no norms.
"""

from __future__ import annotations

import math

import numpy as np

from imu.counter.tilt import HingeFrame
from imu.samples import Floats, Sway

LOW_PASS_HZ = 3.5
"""Hz. Sway lies below; the source's own value."""

_CHI_SQUARE_95 = -2.0 * math.log(0.05)
"""95 % quantile of chi square with two degrees of freedom: 5.99."""

_MARGIN_S = 1.0
"""s by which a signal is continued at either end before it is filtered."""


def sway_of(poses: Floats, frame: HingeFrame, rate_hz: int) -> Sway:
    """Sway of a thigh over (n, 9) poses, n >= 2."""
    return sway_of_plane(horizontal(poses, frame), rate_hz)


def horizontal(poses: Floats, frame: HingeFrame) -> Floats:
    """Acceleration to the front and to the person's left, (n, 2), m/s², of (n, 9) poses.

    Gravity has no part in the horizontal plane, which follows the pose's up at every instant, so
    that a leaning sensor feels no more than an upright one.
    """
    up, force = poses[:, :3], poses[:, 6:9]
    ahead = _unit(np.cross(np.array(frame.lateral), up))
    aside = np.cross(ahead, up)
    return np.stack([(force * ahead).sum(axis=1), -(force * aside).sum(axis=1)], axis=1)


def _unit(vectors: Floats) -> Floats:
    return vectors / np.sqrt((vectors * vectors).sum(axis=1))[:, None]


def sway_of_plane(acc_m_s2: Floats, rate_hz: int) -> Sway:
    """Sway from horizontal acceleration to the front and aside, (n, 2) in m/s²."""
    centred = acc_m_s2 - acc_m_s2.mean(axis=0)
    low = zero_phase_low_pass(centred, rate_hz, LOW_PASS_HZ)
    low = low - low.mean(axis=0)
    n, steps = len(low), np.diff(low, axis=0)
    square = (low * low).sum(axis=0) / n
    both = float((low[:, 0] * low[:, 1]).sum()) / n
    spread = max(float(square[0] * square[1]) - both * both, 0.0)
    return Sway(
        rms_m_s2=math.sqrt(float(square.sum())),
        ap_rms_m_s2=math.sqrt(float(square[0])),
        ml_rms_m_s2=math.sqrt(float(square[1])),
        path_m_s2=float(np.sqrt((steps * steps).sum(axis=1)).sum()),
        jerk_m2_s5=0.5 * float((steps * steps).sum()) * rate_hz,
        ellipse_m2_s4=math.pi * _CHI_SQUARE_95 * math.sqrt(spread),
    )


def zero_phase_low_pass(signal: Floats, rate_hz: int, cut_hz: float) -> Floats:
    """Low-pass (n, k) signals, n >= 2, without delay.

    A Butterworth filter of second order run forwards and backwards (so 0.5 at `cut_hz`), as a
    product in the frequency domain: the same to four digits as `scipy.signal.sosfiltfilt`, whose
    import alone takes most of a second, which the counter cannot spend in the midst of a set.
    """
    n = len(signal)
    margin = min(round(_MARGIN_S * rate_hz), n - 1)
    before = 2.0 * signal[0] - signal[margin:0:-1]
    after = 2.0 * signal[-1] - signal[-2 : -margin - 2 : -1]
    longer = np.concatenate([before, signal, after])
    spectrum = np.fft.rfft(longer, axis=0)
    hertz = np.arange(len(spectrum)) * (rate_hz / len(longer))
    ratio = np.tan(np.pi * np.minimum(hertz / rate_hz, 0.4999)) / math.tan(
        math.pi * cut_hz / rate_hz
    )
    passed = spectrum * (1.0 / (1.0 + ratio**4))[:, None]
    return np.fft.irfft(passed, len(longer), axis=0)[margin : margin + n]
