"""Sensors with a fault, from the samples to what is said of them: live and in review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from imu.analysis import analyze
from imu.demonstration import demo_session
from imu.recording import Recording, read_recording
from imu.samples import Floats, Mode
from imu.simulated import recording_of

Fault = Callable[[Floats, Floats], None]
GOOD = read_recording(Path(__file__).parents[2] / "recordings" / "simulated_right")
"""Ten reps."""


@cache
def demo() -> Recording:
    """Two sets of eight on each leg."""
    return recording_of(demo_session(), "simulated", "Simulated.")


def with_fault(fault: Fault, good: Recording = GOOD) -> Recording:
    stream = good.streams["right"]
    acc, gyr = stream.block.acc_m_s2.copy(), stream.block.gyr_rad_s.copy()
    fault(acc, gyr)
    block = replace(stream.block, acc_m_s2=acc, gyr_rad_s=gyr)
    return replace(good, commands=(), streams={"right": replace(stream, block=block)})


def in_g(acc: Floats, gyr: Floats) -> None:
    del gyr
    acc /= 9.80665


def in_degrees(acc: Floats, gyr: Floats) -> None:
    del acc
    gyr[:] = np.degrees(gyr)


def dead_gyroscope(acc: Floats, gyr: Floats) -> None:
    del acc
    gyr[:, 0] = 0.0


def dead_accelerometer(acc: Floats, gyr: Floats) -> None:
    del gyr
    acc[:, 1] = 0.3


@pytest.mark.parametrize("mode", ["live", "review"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (in_g, "accelerometer-units"),
        (in_degrees, "gyroscope-units"),
        (dead_gyroscope, "gyroscope-axis-stuck"),
        (dead_accelerometer, "accelerometer-axis-stuck"),
    ],
)
def test_a_fault_is_named(fault: Fault, code: str, mode: Mode) -> None:
    health = analyze(with_fault(fault), mode=mode).sides["right"].health
    assert code in [finding.code for finding in health]
    assert all(finding.message.endswith(".") for finding in health)


@pytest.mark.parametrize("mode", ["live", "review"])
def test_gravity_in_the_wrong_unit_does_not_change_the_count(mode: Mode) -> None:
    result = analyze(with_fault(in_g, demo()), mode=mode).sides["right"]
    assert [one.count for one in result.sets][:2] == [8, 8]


@pytest.mark.parametrize("mode", ["live", "review"])
def test_a_good_sensor_is_not_blamed(mode: Mode) -> None:
    sides = analyze(demo(), mode=mode).sides
    assert [finding for side in sides.values() for finding in side.health] == []
