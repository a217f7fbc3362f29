"""How smooth a movement was: the spectral arc length of its speed.

Source: S. Balasubramanian, A. Melendez-Calderon, A. Roby-Brami, E. Burdet, "On the analysis of
movement smoothness", J. NeuroEng. Rehabil. 12:112, 2015, doi 10.1186/s12984-015-0090-9. It is valid
for speeds, so also for the angular rate of a gyroscope (Melendez-Calderon et al. 2021, doi
10.3389/fbioe.2020.558771), and depends on where a movement is cut out: one phase of a rep, never
across the stay at the bottom.
"""

from __future__ import annotations

import math

import numpy as np

from imu.samples import Floats

MAX_HZ = 10.0
"""Hz. What a person moves on purpose ends below; the authors use 10 to 20."""

THRESHOLD = 0.05
"""Share of the spectrum's value at 0 Hz below which it is noise; the authors' own value."""

_PADDING = 4
"""Powers of two by which the signal is lengthened with zeros, for a fine grid of frequencies."""

MIN_SAMPLES = 20
"""0.2 s at 100 Hz: of less there is no spectrum worth the name."""


def spectral_arc_length(speed: Floats, rate_hz: float) -> float | None:
    """SPARC of a speed (n,) without sign: negative, the nearer to 0 the smoother.

    A minimum-jerk movement has about -1.4, whatever its size and duration. None for fewer than 20
    samples or no movement at all.
    """
    if len(speed) < MIN_SAMPLES:
        return None
    length = 2 ** (math.ceil(math.log2(len(speed))) + _PADDING)
    spectrum = np.abs(np.fft.rfft(speed, length))
    if spectrum[0] <= 0.0:
        return None
    spectrum /= spectrum[0]
    hertz = np.arange(len(spectrum)) * (rate_hz / length)
    loud = np.flatnonzero((hertz <= MAX_HZ) & (spectrum >= THRESHOLD))
    last = int(loud[-1]) + 1
    if last < 2:
        return None
    band = float(hertz[last - 1] - hertz[0])
    steps = np.hypot(np.diff(hertz[:last]) / band, np.diff(spectrum[:last]))
    return -float(steps.sum())
