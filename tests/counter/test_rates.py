"""The rate of a stream: measured, never believed."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.rates import RateState, RateWatch, differs
from imu.counter.saved import dumps, loads
from imu.samples import Floats


def told(time_s: Floats, size: int = 7, watch: RateWatch | None = None) -> list[tuple[float, str]]:
    watch = watch or RateWatch()
    found: list[tuple[float, str]] = []
    for first in range(0, len(time_s), size):
        at, said = watch.look(time_s[first : first + size])
        found += [(at, one.code) for one in said]
    return found


def at_rate(rate_hz: float, n: int = 900) -> Floats:
    return 5.0 + np.arange(n) / rate_hz


@pytest.mark.parametrize(
    ("rate_hz", "code"),
    [(12.5, "rate-too-slow"), (25.0, "rate-too-slow"), (50.0, "rate-low"), (60.0, "rate-low")],
)
def test_a_slow_sensor_is_named_once_at_its_500th_interval(rate_hz: float, code: str) -> None:
    time_s = at_rate(rate_hz)
    assert told(time_s) == [(float(time_s[500]), code)]


@pytest.mark.parametrize("rate_hz", [95.0, 100.0, 104.0, 200.0])
def test_a_quick_sensor_is_not(rate_hz: float) -> None:
    assert told(at_rate(rate_hz)) == []


def test_holes_are_not_part_of_the_rate() -> None:
    time_s = at_rate(100.0, 2000)
    kept = (np.arange(2000) // 100) % 2 == 0  # every other second is lost
    assert told(time_s[kept]) == []


@pytest.mark.parametrize("size", [1, 13, 5000])
def test_any_cut_says_the_same_at_the_same_time(size: int) -> None:
    rng = np.random.default_rng(1)
    time_s = np.cumsum(0.02 + 0.004 * rng.random(900))
    assert told(time_s, size) == told(time_s, 7)


def test_a_restored_watch_goes_on() -> None:
    time_s, first = at_rate(25.0), RateWatch()
    assert told(time_s[:300], watch=first) == []
    again = RateWatch(loads(dumps(first.state), RateState))
    assert told(time_s[300:], watch=again) == told(time_s)


@pytest.mark.parametrize(
    ("measured_hz", "told_hz", "is_said"),
    [
        (100.0, 100.0, False),
        (85.0, 100.0, False),
        (110.0, 100.0, False),
        (50.0, 100.0, True),
        (100.0, 50.0, True),
        (None, 100.0, False),
        (100.0, None, False),
    ],
)
def test_a_stated_rate_is_compared(
    measured_hz: float | None, told_hz: float | None, is_said: bool
) -> None:
    found = differs(measured_hz, told_hz)
    assert [one.code for one in found] == (["rate-differs"] if is_said else [])
