"""The size of gravity from pose to pose."""

from __future__ import annotations

import math

import numpy as np
import pytest

from imu.counter.gravity import GravityCheck, GravityState
from imu.counter.saved import dumps, loads
from imu.samples import STANDARD_GRAVITY_M_S2, Floats


def force(deg: float, scale_x: float = 1.0, offset: float = 0.0) -> Floats:
    """What an accelerometer reads whose x axis is off, tilted by so much."""
    x, z = math.sin(math.radians(deg)), math.cos(math.radians(deg))
    return STANDARD_GRAVITY_M_S2 * np.array([scale_x * x + offset, 0.0, z])


def told(check: GravityCheck, *forces: Floats, times: int = 8) -> list[str]:
    return [h.code for one in forces for _ in range(times) for h in check.look(one)][:1]


@pytest.mark.parametrize("offset", [-0.06, 0.0, 0.06])
@pytest.mark.parametrize("deg", [30.0, 45.0, 80.0])
def test_an_ordinary_sensor_is_not_blamed(deg: float, offset: float) -> None:
    assert told(GravityCheck(), force(0.0, offset=offset), force(deg, offset=offset)) == []


def test_another_gravity_in_another_pose_is_named() -> None:
    assert told(GravityCheck(), force(0.0), force(60.0, scale_x=1.3)) == ["accelerometer-scale"]


def test_poses_close_to_each_other_cannot_disagree() -> None:
    assert told(GravityCheck(), force(0.0), 1.2 * force(15.0)) == []


def test_a_short_moment_is_no_evidence() -> None:
    assert told(GravityCheck(), force(0.0), force(60.0, scale_x=1.5), times=5) == []


def test_a_sensor_that_reads_nothing_is_left_alone() -> None:
    assert told(GravityCheck(), np.zeros(3)) == []


def test_memory_is_bounded_and_survives() -> None:
    check = GravityCheck()
    for deg in range(0, 360, 20):
        told(check, force(float(deg)), times=1)
    assert len(check.state.poses) == 8
    again = loads(dumps(check.state), GravityState)
    assert dumps(again) == dumps(check.state)
