"""Bringing sensors of different rates to one."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.onerate import brought_to, common_rate_hz, usual_rate_hz
from imu.samples import Block, Floats, Side
from imu.settings import GridSettings
from tests.hinges import hinges

GRID = GridSettings()


def block(rate_hz: float, seconds: float = 10.0, hz: float = 1.0, side: Side = "right") -> Block:
    time_s = 3.0 + np.arange(round(seconds * rate_hz)) / rate_hz
    wave = np.sin(2.0 * np.pi * hz * time_s)
    return Block(side, time_s, np.stack([wave] * 3, axis=1), np.stack([2.0 * wave] * 3, axis=1))


def strength(signal: Floats) -> float:
    return float(np.sqrt(np.mean(signal**2))) * np.sqrt(2.0)


@pytest.mark.parametrize(
    ("rates", "common"),
    [
        ((50.0, 100.0), 50),
        ((200.0, 52.0), 52),
        ((100.0, 200.0), None),
        ((104.0, 100.0), None),
        ((50.0, 52.0), None),
        ((100.0,), None),
        ((), None),
    ],
)
def test_the_slower_rate_is_the_common_one(rates: tuple[float, ...], common: int | None) -> None:
    """All rates above that of the grid are one: the grid brings them down anyway."""
    sides: tuple[Side, ...] = ("left", "right")
    blocks: dict[Side, Block] = {
        side: block(rate) for side, rate in zip(sides, rates, strict=False)
    }
    assert common_rate_hz(blocks, GRID) == common


def test_a_side_of_a_few_samples_has_no_rate() -> None:
    few = block(100.0, seconds=0.19)
    assert usual_rate_hz(few) is None
    sides: dict[Side, Block] = {"left": few, "right": block(50.0)}
    assert common_rate_hz(sides, GRID) is None
    assert brought_to(few, 50, GRID) is few


def test_losses_do_not_lower_the_rate() -> None:
    assert usual_rate_hz(hinges([2.0], 20.0, hole_s=(5.0, 9.0))) == pytest.approx(100.0)


def test_a_sensor_that_is_slow_enough_is_left_alone() -> None:
    slow = block(52.0)
    assert brought_to(slow, 50, GRID) is slow


def test_what_is_slow_stays_and_what_is_fast_goes() -> None:
    slow = brought_to(block(200.0, hz=1.0), 50, GRID)
    assert np.diff(slow.time_s) == pytest.approx(0.02)
    assert strength(slow.acc_m_s2[:, 0]) == pytest.approx(1.0, abs=0.01)
    assert strength(slow.gyr_rad_s[:, 0]) == pytest.approx(2.0, abs=0.02)
    fast = brought_to(block(200.0, hz=48.0), 50, GRID)
    assert strength(fast.acc_m_s2[:, 0]) < 0.1, "48 Hz would come back as 2 Hz"


def test_holes_stay_holes() -> None:
    torn = brought_to(hinges([2.0], 20.0, hole_s=(5.0, 9.0)), 50, GRID)
    steps = np.diff(torn.time_s)
    assert (steps > 3.9).sum() == 1
    assert steps.max() == pytest.approx(4.0, abs=0.1)
    assert np.sort(steps)[:-1] == pytest.approx(0.02)


def test_what_came_in_is_left_as_it_was() -> None:
    one = block(200.0)
    before = one.acc_m_s2.copy()
    brought_to(one, 50, GRID)
    assert np.array_equal(one.acc_m_s2, before)
