"""A filter that knows nothing of the simulator finds the true tilt in its samples."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from vqf import VQF

from imu.samples import Block, Floats
from imu.simulator import FIRM_MOUNT, Foil, Mount, SetPlan, SimulatedSession, Trace, rotations
from imu.simulator.plan import replace

PlayExactly = Callable[..., SimulatedSession]


def filtered_up(block: Block, rate_hz: float) -> Floats:
    """(n, 3) direction of gravity in the sensor frame as VQF sees it."""
    acc, gyr = (np.ascontiguousarray(values) for values in (block.acc_m_s2, block.gyr_rad_s))
    quaternion = np.asarray(VQF(1.0 / rate_hz).updateBatch(gyr, acc)["quat6D"])
    return rotations.rotate(rotations.conjugate(quaternion), np.array((0.0, 0.0, 1.0)))


def tilt_about(axis: Floats, up: Floats, tall: Floats) -> Floats:
    """(n,) tilt in degrees from a tall pose, about a known medio-lateral axis."""
    front = np.cross(tall, axis)
    front /= np.linalg.norm(front)
    return np.degrees(np.arctan2(up @ front, up @ tall))


def tilt_error(session: SimulatedSession, trace: Trace) -> Floats:
    upright = np.array((0.0, 0.0, 1.0))
    tall = rotations.rotate(rotations.conjugate(trace.strap_wxyz), upright)
    up = filtered_up(session.blocks["right"], 100.0)
    return tilt_about(trace.medio_lateral, up, tall) - trace.tilt_deg


def test_vqf_agrees_with_the_true_tilt_in_a_set_of_hinges(play_exactly: PlayExactly) -> None:
    session = play_exactly(Foil(kind="quiet"), SetPlan(reps=8, depth_deg=30.0), rate_hz=100.0)
    trace = session.truth.traces["right"]
    assert np.ptp(trace.tilt_deg) > 28.0
    assert np.max(np.abs(tilt_error(session, trace)[300:])) < 1.0


def test_soft_tissue_is_what_costs_accuracy(play_exactly: PlayExactly) -> None:
    soft = replace(FIRM_MOUNT, bulge=0.12)
    assert isinstance(soft, Mount)
    plan = SetPlan(reps=8, depth_deg=40.0)
    session = play_exactly(plan, rate_hz=100.0, mount=soft, seed=2)
    errors = np.abs(tilt_error(session, session.truth.traces["right"])[300:])
    assert 0.5 < np.max(errors) < 8.0
