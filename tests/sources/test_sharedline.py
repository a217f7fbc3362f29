"""One line, and one path along it, for sensors whose hardware shares its ticks."""

from __future__ import annotations

import numpy as np
import pytest

from imu.drivers.samples import Samples
from imu.samples import Block, Floats
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from imu.sources.sharedline import AGREE_S, SharedLine

RATE_HZ = 50.0
WRAP_S = 4294.967296
WRAPPING = Rhythm(RATE_HZ, tick_wrap_s=WRAP_S)


def heard(
    clock: SensorClock, ticks: Floats, arrivals: Floats, parts: list[Block], *, upto: float
) -> None:
    """Hand in all samples that arrive before a time."""
    for tick, arrival in zip(ticks.tolist(), arrivals.tolist(), strict=True):
        if arrival >= upto:
            return
        still = np.array([[0.0, 0.0, 9.8]])
        parts.append(clock.push(arrival, Samples(still, still * 0.0, np.array([tick]))))


def session_times(ticks: list[Floats], arrivals: list[Floats], rhythm: Rhythm) -> list[Floats]:
    """Session time of the samples of each sensor, handed in as they arrive."""
    shared = SharedLine()
    clocks = [SensorClock(side, rhythm, shared) for side in ("left", "right")]
    still = np.array([[0.0, 0.0, 9.8]])
    order = sorted((t, k, n) for n in (0, 1) for k, t in enumerate(arrivals[n].tolist()))
    times: list[list[float]] = [[], []]
    for arrival, k, n in order:
        one = Samples(still, still * 0.0, ticks[n][k : k + 1])
        times[n] += clocks[n].push(arrival, one).time_s.tolist()
    for n in (0, 1):
        times[n] += clocks[n].flush().time_s.tolist()
    return [np.array(one) for one in times]


def radio(true_s: Floats, seed: int, least_s: float) -> Floats:
    """When samples arrive: in order, late by at least so much."""
    late = least_s + np.random.default_rng(seed).exponential(0.02, len(true_s))
    arrived: Floats = np.maximum.accumulate(true_s + late)
    return arrived + np.arange(len(true_s)) * 1e-9


@pytest.mark.parametrize("start_s", [100.0, WRAP_S - 5.0])
def test_times_are_one_function_of_the_ticks_from_the_first_sample_on(start_s: float) -> None:
    """However unlike the radios are, and where one's first tick is behind the end of the wrap."""
    true_s = [np.arange(0.0, 30.0, 1 / RATE_HZ), np.arange(6.0, 30.0, 1 / RATE_HZ) + 0.007]
    ticks = [(one + start_s) % WRAP_S for one in true_s]
    arrivals = [radio(true_s[0], 1, 0.005), radio(true_s[1], 2, 0.060)]
    first, second = session_times(ticks, arrivals, WRAPPING)
    assert len(first) == len(true_s[0])
    assert len(second) == len(true_s[1])
    expected = np.interp(true_s[1], true_s[0], first)
    inside = true_s[1] <= true_s[0][-1]
    assert np.abs(second - expected)[inside].max() < 2e-5
    assert (np.diff(second) > 0.0).all()
    assert np.abs(second - true_s[1]).max() < 0.02


def test_without_a_shared_line_radios_are_between_the_two() -> None:
    true_s = np.arange(0.0, 30.0, 1 / RATE_HZ)
    quick, slow = radio(true_s, 1, 0.005), radio(true_s, 2, 0.060)
    one, other = SensorClock("left", WRAPPING), SensorClock("right", WRAPPING)
    parts: tuple[list[Block], list[Block]] = ([], [])
    heard(one, true_s + 100.0, quick, parts[0], upto=25.0)
    heard(other, true_s + 100.0, slow, parts[1], upto=25.0)
    apart = parts[1][-1].time_s[-1] - parts[0][-1].time_s[-1]
    assert abs(apart) > 0.02, "else the other test shows nothing"


def test_a_sensor_that_only_says_that_it_shares_gets_a_line_of_its_own() -> None:
    shared = SharedLine()
    one, other = (SensorClock(side, WRAPPING, shared) for side in ("left", "right"))
    true_s = np.arange(0.0, 10.0, 1 / RATE_HZ)
    parts: tuple[list[Block], list[Block]] = ([], [])
    heard(one, true_s + 100.0, true_s + 0.02, parts[0], upto=5.0)
    heard(other, true_s + 100.0 - 3 * AGREE_S, true_s + 0.03, parts[1], upto=5.0)
    assert one.is_shared
    assert not other.is_shared
    assert abs(float(parts[1][-1].time_s[-1]) - 5.0) < 0.05


def test_a_sensor_that_counts_anew_leaves_the_line() -> None:
    shared = SharedLine()
    clock = SensorClock("left", WRAPPING, shared)
    true_s = np.arange(0.0, 5.0, 1 / RATE_HZ)
    parts: list[Block] = []
    heard(clock, true_s + 100.0, true_s + 0.02, parts, upto=9.0)
    assert clock.is_shared
    clock.restart()
    again: list[Block] = []
    heard(clock, true_s + 0.5, true_s + 8.0, again, upto=20.0)
    assert not clock.is_shared
    assert abs(float(again[-1].time_s[-1]) - 13.0) < 0.05


def test_what_is_remembered_does_not_grow() -> None:
    shared = SharedLine()
    shared.line.hear(0.0, 0.02)
    for k in range(20_000):
        shared.time_of(k / 100.0)
    assert len(shared._ats) <= 4096  # pyright: ignore[reportPrivateUsage]
    assert shared.time_of(-1.0) < shared.time_of(0.0) < shared.time_of(199.0)
