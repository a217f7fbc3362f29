"""Two taps on the sensor are found at every rate; steps, turns and other knocks are not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.counter.doubletap import DoubleTap, TapSettings
from imu.feed import part
from imu.samples import Block
from imu.simulated import at_rate, plan_of
from imu.simulator import simulate
from tests.hinges import hinges
from tests.tapping import Tap, draw_tap, standing, with_double_tap, with_taps

STRONG = Tap(0.0, 3.0, 0.01, 30.0, 0.02, (0.0, 0.6, 0.8), 0.3)


def at(*times_s: float, peak_g: float = 3.0) -> list[Tap]:
    return [replace(STRONG, at_s=time_s, peak_g=peak_g) for time_s in times_s]


def still(rate_hz: float = 100.0, duration_s: float = 4.0) -> Block:
    return standing(np.random.default_rng(1), rate_hz, duration_s)


def times(block: Block) -> list[float]:
    return [float(block.time_s[row]) for row in DoubleTap().push(block)]


@pytest.mark.parametrize("rate_hz", [50.0, 52.0, 100.0, 104.0, 200.0])
@pytest.mark.parametrize("apart_s", [0.16, 0.3, 0.45])
def test_a_double_tap_is_found_once_and_soon(rate_hz: float, apart_s: float) -> None:
    (found_s,) = times(with_taps(still(rate_hz), at(1.5, 1.5 + apart_s)))
    assert 0.35 < found_s - (1.5 + apart_s) < 0.5


@pytest.mark.parametrize(
    ("rate_hz", "peak_g", "share"),
    [(50.0, 6.0, 0.6), (100.0, 2.0, 0.7), (100.0, 8.0, 0.8), (200.0, 2.0, 0.7), (200.0, 8.0, 0.8)],
)
def test_most_taps_of_usual_strength_are_found(rate_hz: float, peak_g: float, share: float) -> None:
    """What is measured with more tries stands in firmware_notes/double-tap.md."""
    rng = np.random.default_rng(7)
    found = [times(with_double_tap(rng, standing(rng, rate_hz), peak_g)) for _ in range(60)]
    assert sum(len(one) == 1 for one in found) / len(found) > share
    assert not any(len(one) > 1 for one in found)


@pytest.mark.parametrize(
    "taps",
    [
        (1.5,),
        (1.5, 2.2),  # too far apart
        (1.5, 1.75, 2.0),  # three
        (1.5, 1.75, 2.0, 2.25),
        (1.2, 1.5, 1.8, 2.1, 2.4, 2.7),  # steps on the spot
        (0.2, 0.45),  # nobody knows whether it was quiet before
    ],
)
def test_other_knocks_are_not(taps: tuple[float, ...]) -> None:
    assert times(with_taps(still(), at(*taps))) == []


def test_a_feeble_second_knock_is_an_echo() -> None:
    assert times(with_taps(still(), [*at(1.5, peak_g=8.0), *at(1.8, peak_g=0.6)])) == []


def test_on_a_leg_that_moves_it_is_none() -> None:
    turning = still()
    turning.gyr_rad_s[:, 1] += 0.8 * np.sin(2.0 * np.pi * 0.7 * turning.time_s)
    assert times(with_taps(turning, at(1.5, 1.8))) == []


def test_in_the_midst_of_a_rep_it_is_none_and_before_one_it_is() -> None:
    moving = hinges([2.5], 6.0)
    assert times(with_taps(moving, at(2.9, 3.2))) == []
    assert len(times(with_taps(moving, at(1.5, 1.8)))) == 1


def test_two_double_taps_are_two() -> None:
    assert len(times(with_taps(still(), at(1.0, 1.3, 2.6, 2.9)))) == 2


def test_across_a_hole_nothing_is_known() -> None:
    block = with_taps(still(), at(1.5, 1.8))
    for gone in ((1.2, 1.3), (1.6, 1.75), (1.95, 2.1)):
        there = (block.time_s < gone[0]) | (block.time_s > gone[1])
        cut = Block(block.side, block.time_s[there], block.acc_m_s2[there], block.gyr_rad_s[there])
        assert times(cut) == []


def test_one_lost_sample_does_not_matter() -> None:
    block = with_taps(still(), at(1.5, 1.8))
    there = np.abs(block.time_s - 1.3) > 0.004
    cut = Block(block.side, block.time_s[there], block.acc_m_s2[there], block.gyr_rad_s[there])
    assert len(times(cut)) == 1


@given(cuts=st.lists(st.integers(0, 400), max_size=12), seed=st.integers(0, 50))
@settings(max_examples=25)
def test_any_cut_says_the_same(cuts: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    taps = [draw_tap(rng, time_s, 3.0) for time_s in (1.0, 1.25, 2.6, 2.9)]
    block = with_taps(standing(rng, 100.0, 4.0), taps)
    whole = DoubleTap().push(block)
    edges = sorted({0, len(block), *(min(cut, len(block)) for cut in cuts)})
    detector = DoubleTap()
    found: list[int] = []
    for first, last in pairwise(edges):
        detector = DoubleTap(state=detector.state)  # the state is all that there is
        found += [first + row for row in detector.push(part(block, first, last))]
    assert found == whole


def test_sample_by_sample_says_the_same() -> None:
    block = with_taps(still(), at(1.0, 1.3, 2.6, 2.9))
    detector = DoubleTap()
    found = [n for n in range(len(block)) if detector.push(part(block, n, n + 1))]
    assert found == DoubleTap().push(block)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("stratum", "rate_hz"),
    [("foils-only", 100.0), ("fidget-walking", 200.0), ("moved-sensor", 50.0)],
)
def test_whoever_walks_steps_and_fumbles_taps_nothing(stratum: str, rate_hz: float) -> None:
    session = simulate(at_rate(plan_of(stratum, 11), rate_hz), 11)
    assert [n for block in session.blocks.values() for n in DoubleTap().push(block)] == []


def test_the_demands_are_what_keeps_them_out() -> None:
    session = simulate(plan_of("foils-only", 11), 11)
    loose = TapSettings(still_rad_s=1e9, before_s=0.0, after_s=0.0, alike_share=0.0)
    assert [n for block in session.blocks.values() for n in DoubleTap(loose).push(block)]


def test_nothing_is_touched_and_nothing_comes_of_nothing() -> None:
    block = still()
    for values in (block.time_s, block.acc_m_s2, block.gyr_rad_s):
        values.flags.writeable = False
    detector = DoubleTap()
    assert detector.push(block) == []
    assert detector.push(part(block, 0, 0)) == []
