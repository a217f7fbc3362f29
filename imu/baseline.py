"""The public baseline on the same samples: what anyone gets from published tools in a few lines.

It is no straw man and no part of the product: where the counter does no better than this, its
stages are not worth their trouble. Two things are compared.

* Orientation: VQF and its offline twin, bare, on the sensor's own samples at the measured mean rate
  (Laidig & Seel, Information Fusion 91:187, 2023; doi 10.1016/j.inffus.2022.10.014).
* Counting: thigh tilt from that orientation, low-passed at 3 Hz without delay, and
  `scipy.signal.find_peaks` with a prominence of 10 degrees and 0.5 s between peaks.

The hinge axis is found as one would find it by hand: the pose of the first half second is tall, and
up moves away from it along the first principal component of the whole recording, forward being the
way in which it is on average. A script takes the samples as they come, so holes in the stream are
not treated.
"""

from __future__ import annotations

import numpy as np
from vqf import VQF, offlineVQF

from imu.counter.orientation import up_of
from imu.counter.tilt import frame_from, sagittal_deg, unit
from imu.recording import measured_rate_hz
from imu.samples import Block, Floats

PROMINENCE_DEG = 10.0
"""degrees. How far a peak must stand out; as usual in such scripts."""

DISTANCE_S = 0.5
"""s. The least time between two peaks."""

CUTOFF_HZ = 3.0
"""Hz, of the low-pass on tilt; second order, run forwards and backwards."""

_FIRST_POSE_S = 0.5
_MIN_SAMPLES = 20
"""Fewer give neither a pose nor a filter that has settled."""


def bare_up(block: Block, *, offline: bool) -> Floats:
    """Up in the sensor frame by bare VQF (or its offline twin) at every sample of `block`.

    Returns
    -------
    (n, 3) unit vectors; (0, 3) for fewer than two samples, which have no rate.
    """
    rate_hz = measured_rate_hz(block.time_s)
    if rate_hz is None:
        return np.zeros((0, 3))
    gyr = np.ascontiguousarray(block.gyr_rad_s)
    acc = np.ascontiguousarray(block.acc_m_s2)
    period = 1.0 / rate_hz
    out = offlineVQF(gyr, acc, None, period) if offline else VQF(period).updateBatch(gyr, acc)
    return up_of(out["quat6D"])


def baseline_tilt_deg(up: Floats, rate_hz: float) -> Floats:
    """Tilt from the first pose along the principal axis of the whole recording.

    Parameters
    ----------
    up : (n, 3) unit vectors, n > 0.
    rate_hz : samples per second.

    Returns
    -------
    (n,) degrees, positive on average.
    """
    tall = unit(up[: max(1, round(_FIRST_POSE_S * rate_hz))].mean(axis=0))
    away = up - (up @ tall)[:, None] * tall
    power, axes = np.linalg.eigh(away.T @ away)
    if power[-1] <= 0.0:  # it never moved
        return np.zeros(len(up))
    forward = axes[:, -1] if np.sum(away @ axes[:, -1]) > 0 else -axes[:, -1]
    return sagittal_deg(up, frame_from(tall, forward, confidence=0.0, epoch=0))


def baseline_bottoms_s(block: Block) -> Floats:
    """When the baseline sees a bottom: session time of each peak of tilt, s, (k,)."""
    rate_hz = measured_rate_hz(block.time_s)
    if rate_hz is None or len(block) < _MIN_SAMPLES or rate_hz <= 2.0 * CUTOFF_HZ:
        return np.zeros(0)
    from scipy.signal import butter, find_peaks, sosfiltfilt

    tilt = baseline_tilt_deg(bare_up(block, offline=False), rate_hz)
    smooth = sosfiltfilt(butter(2, CUTOFF_HZ, fs=rate_hz, output="sos"), tilt)
    distance = max(1.0, DISTANCE_S * rate_hz)
    peaks, _ = find_peaks(smooth, prominence=PROMINENCE_DEG, distance=distance)
    return block.time_s[peaks]
