"""Sway as it would come out if the sensor's pose and the hinge axis were known exactly."""

from __future__ import annotations

import numpy as np

from imu.counter.orientation import COLUMNS
from imu.counter.sway import sway_of
from imu.counter.tilt import frame_from
from imu.samples import Side, StillWindow, Sway
from imu.simulator import SimulatedSession

RATE_HZ = 100


def true_sway(session: SimulatedSession, side: Side, window: StillWindow) -> Sway | None:
    """Sway of a still window from the sensor's own samples, but the true pose and hinge axis.

    The accelerometer's noise is thus no part of the error. None where the strap slips, so that the
    axis in the sensor is another one than that of the start.
    """
    trace, block = session.truth.traces[side], session.blocks[side]
    if session.plan.mount(side).slip_deg or len(block) < 2:
        return None
    count = round((window.end_s - window.start_s) * RATE_HZ)
    time_s = window.start_s + np.arange(count) / RATE_HZ
    poses = np.zeros((count, COLUMNS))
    for axis in range(3):
        poses[:, axis] = np.interp(time_s, trace.time_s, trace.up[:, axis])
        poses[:, 6 + axis] = np.interp(time_s, block.time_s, block.acc_m_s2[:, axis])
    # The truth's axis points to the person's right, the hinge frame's to the left.
    left, tall = -trace.medio_lateral, poses[:, :3].mean(axis=0)
    ahead = np.cross(left, tall).astype(np.float64)
    frame = frame_from(tall, ahead, 1.0, 0)
    return sway_of(poses, frame, RATE_HZ)
