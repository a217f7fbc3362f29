"""Saturation: readings that stand still at the end of the range."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.clipping import ClippingState, ClippingWatch
from imu.counter.saved import dumps, loads
from imu.samples import Floats

CELL = 50


def cells(values: Floats) -> Floats:
    return values.reshape(-1, CELL, 6)


def swinging(seconds: int = 10, column: int = 1) -> Floats:
    """Rates of up to 4 rad/s on one axis and knocks of up to 5 g on the vertical, with noise."""
    n, rng = 100 * seconds, np.random.default_rng(3)
    t = np.arange(n) / 100
    out = np.zeros((n, 6))
    out[:, :3] = 0.005 * rng.standard_normal((n, 3))
    out[:, 3:] = 0.03 * rng.standard_normal((n, 3))
    out[:, column] += 4.0 * np.sin(2 * np.pi * t)
    out[:, 5] += 9.81 + 40.0 * np.exp(-(((t % 1.0) - 0.5) ** 2) / 2e-4)
    return out


def told(out: Floats, watch: ClippingWatch | None = None) -> set[str]:
    watch = watch or ClippingWatch()
    return {h.code for i in range(0, len(out), CELL) for h in watch.look(cells(out[i : i + CELL]))}


def test_a_sensor_with_room_is_not_blamed() -> None:
    assert told(swinging()) == set()


@pytest.mark.parametrize("column", range(3))
def test_a_clipped_gyroscope_is_named(column: int) -> None:
    out = swinging(column=column)
    out[:, :3] = np.clip(out[:, :3], -2.18, 2.18)
    assert told(out) == {"gyroscope-saturated"}


def test_a_clipped_accelerometer_is_named_with_its_range() -> None:
    out = swinging()
    out[:, 3:] = np.clip(out[:, 3:], -19.6, 19.6)
    watch = ClippingWatch()
    said = [h for cell in cells(out) for h in watch.look(cell[None])]
    assert {h.code for h in said} == {"accelerometer-saturated"}
    assert "2 g" in said[0].message


def test_one_knock_is_nobodys_business() -> None:
    out = swinging(1)
    out[:, 3:] = np.clip(out[:, 3:], -19.6, 19.6)
    assert told(out) == set()


def test_a_range_is_no_end_when_it_is_passed_later() -> None:
    out = swinging(1)
    out[:, :3] = np.clip(out[:, :3], -3.8, 3.8)  # some samples stand still there
    watch = ClippingWatch()
    assert told(out[:CELL], watch) == set()
    seen = watch.state.samples[1]
    assert seen > 0
    assert told(swinging(), watch) == set()
    assert watch.state.samples[1] < seen


@pytest.mark.parametrize("still", [9.81, 14.5, 981.0])
def test_rest_is_no_saturation_in_any_unit(still: float) -> None:
    out = np.zeros((1000, 6))
    out[:, 5] = still
    assert told(out) == set()


def test_a_slow_constant_turn_is_no_saturation() -> None:
    out = np.zeros((1000, 6))
    out[:, 0] = 1.0
    assert told(out) == set()


def test_a_restored_watch_goes_on() -> None:
    out = swinging(4)
    out[:, :3] = np.clip(out[:, :3], -2.18, 2.18)
    whole, first = ClippingWatch(), ClippingWatch()
    told(out, whole)
    told(out[:200], first)
    again = ClippingWatch(loads(dumps(first.state), ClippingState))
    told(out[200:], again)
    assert dumps(again.state) == dumps(whole.state)
