"""The evidence for a cycle, measured on movements that are known exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.candidates import (
    Candidate,
    index_of,
    measure,
    search_span,
    swing_from_first,
    was_left_open,
)
from imu.counter.cycles import Close, Cycle
from imu.samples import Floats, Ints
from tests.counter.builders import CYCLE, GOOD, RATE_HZ, Leg, frame, path, poses, rep, ups

TRUE = frame(11)
STAND: Leg = (2.0, 0.0)


def cycle_of(tilt: Floats, base: float = 0.0, end: int | None = None) -> Cycle:
    """What the machine would say about the one rep in this tilt, seen at its very end."""
    peak = int(np.argmax(tilt))
    last = (len(tilt) - 1 if end is None else end) // 4
    return replace(
        CYCLE,
        low_tick=int(np.flatnonzero(tilt[:peak] <= base + 1.0)[-1]) // 4,
        first_peak_tick=peak // 4,
        peak_tick=peak // 4,
        end_tick=last,
        decided_tick=last,
        base_deg=base,
        peak_deg=float(tilt[peak]),
        end_deg=float(tilt[-1]),
    )


def measured(cycle: Cycle, signal: Floats, index: Ints | None = None) -> Candidate | None:
    at = np.arange(len(signal)) if index is None else index
    return measure(cycle, at, signal, TRUE, "right", RATE_HZ)


def candidate(tilt: Floats, **how: float) -> Candidate:
    found = measured(cycle_of(tilt), poses(tilt, TRUE, **how))
    assert found is not None
    return found


@examples(max_examples=60)
@given(st.floats(7.0, 90.0), st.floats(0.3, 3.0), st.floats(0.0, 2.0), st.floats(0.0, 0.04))
def test_bounds_follow_the_five_percent_rule(
    depth: float, down_s: float, hold_s: float, top: float
) -> None:
    tilt = path(STAND, *rep(depth, down_s, hold_s, top * depth), (1.0, top * depth))
    found = candidate(tilt)
    edge, floor = 0.05 * depth, 0.95 * depth
    peak = int(np.argmax(tilt))
    start = max(i for i in range(peak) if tilt[i] <= edge)
    end = min(i for i in range(peak, len(tilt)) if tilt[i] <= edge)
    bottom = [i for i in range(start, end + 1) if tilt[i] >= floor]
    exact = [start, bottom[0], bottom[-1], end]
    times = [found.start_s, found.bottom_start_s, found.bottom_end_s, found.end_s]
    assert times == pytest.approx([i / 100.0 for i in exact], abs=0.011)
    assert (found.first_index, found.last_index) == (
        round(100 * found.start_s),
        round(100 * found.end_s),
    )
    assert found.depth_deg == pytest.approx(depth, abs=0.01)
    assert found.duration_s == pytest.approx(found.end_s - found.start_s)


def test_depth_counts_from_the_tracked_baseline() -> None:
    tilt = path(STAND, *rep(25.0))
    found = measured(cycle_of(tilt, base=5.0), poses(tilt, TRUE))
    assert found is not None
    assert (found.depth_deg, found.base_deg) == (pytest.approx(20.0), 5.0)
    assert tilt[found.first_index] == pytest.approx(6.0, abs=0.4)


def test_a_rep_that_stops_short_of_tall_ends_where_the_machine_says() -> None:
    tilt = path(STAND, (1.0, 25.0), (1.0, 8.0), (1.0, 35.0))
    cycle = replace(cycle_of(tilt[:401]), close=Close.TURNED, decided_tick=120)
    found = measured(cycle, poses(tilt, TRUE))
    assert found is not None
    assert found.end_s == pytest.approx(4.0, abs=0.02)
    assert found.end_deg == pytest.approx(8.0, abs=0.1)
    assert (found.depth_deg, found.decided_s) == (pytest.approx(25.0), 4.8)


def test_what_the_machine_said_is_passed_on() -> None:
    tilt = path(STAND, *rep(25.0), (1.0, 0.0))
    cycle = replace(cycle_of(tilt), pulses=2, torn_s=1.5, close=Close.STALLED, base_deg=0.5)
    found = measured(cycle, poses(tilt, frame(11, epoch=0)))
    assert found is not None
    assert (found.pulses, found.torn_s, found.close) == (2, 1.5, "stalled")
    assert (found.side, found.epoch) == ("right", TRUE.epoch)
    assert found.decided_s == cycle.decided_tick * 0.04


@pytest.mark.parametrize("seconds", [1.0, 2.5, 5.0])
@pytest.mark.parametrize("below_m", [-0.25, -0.1, 0.1, 0.3])
def test_pivot_and_rise_tell_a_swing_from_the_hip_from_a_hinge_about_the_knee(
    below_m: float, seconds: float
) -> None:
    tilt = path(STAND, *rep(40.0, seconds / 2.0, 0.1), (0.5, 0.0))
    found = candidate(tilt, below_pivot_m=below_m)
    assert found.pivot_m == pytest.approx(below_m, abs=0.25 * abs(below_m))
    exact = below_m * (1.0 - np.cos(np.radians(40.0)))
    assert found.rise_m == pytest.approx(exact, abs=0.25 * abs(exact))


def test_swing_is_the_rms_of_the_angular_acceleration() -> None:
    tilt = path(STAND, *rep(40.0, 1.0, 0.0), (0.5, 0.0))
    found = candidate(tilt)
    part = np.radians(tilt[found.first_index : found.last_index + 1])
    exact = np.gradient(np.gradient(part, 0.01), 0.01)[5:-5]
    assert found.swing_rad_s2 == pytest.approx(float(np.sqrt(np.mean(exact**2))), rel=0.15)


def with_force(signal: Floats, factor: float, turn: float = 0.0) -> Floats:
    out = signal.copy()
    out[:, 6:] = factor * out[:, 6:]
    out[:, 6:] += turn * np.array(TRUE.forward)
    return out


@pytest.mark.parametrize(("factor", "trusted"), [(1.04, True), (0.96, True), (1.2, False)])
def test_an_accelerometer_far_off_gives_neither_rise_nor_pivot(
    factor: float, trusted: bool
) -> None:
    tilt = path(STAND, *rep(40.0), (0.5, 0.0))
    found = measured(cycle_of(tilt), with_force(poses(tilt, TRUE), factor))
    assert found is not None
    assert (found.rise_m is not None, found.pivot_m is not None) == (trusted, trusted)


def test_a_constant_error_does_not_make_the_thigh_rise() -> None:
    tilt = path(STAND, *rep(30.0), (0.5, 0.0))
    found = measured(cycle_of(tilt), with_force(poses(tilt, TRUE), 1.04))
    assert found is not None
    assert found.rise_m == pytest.approx(0.0, abs=0.005)


def test_sideways_and_twisting_motion_are_measured_without_their_start_and_drift() -> None:
    tilt = path(STAND, *rep(30.0), (0.5, 0.0))
    way = path((2.4, 0.0), (0.7, 1.0), (0.7, 0.0), (1.0, 0.0))
    spin = np.gradient(18.0 * way, 0.01) + 2.0
    signal = poses(tilt, TRUE, frontal=4.0 - 9.0 * way, spin_deg_s=spin)
    found = measured(cycle_of(tilt), signal)
    assert found is not None
    assert found.frontal_deg == pytest.approx(9.0, abs=0.5)
    assert found.wander_deg < 2.5  # it went aside only while the hinge was at its deepest
    assert found.transverse_deg == pytest.approx(18.0, abs=0.4)


def test_wobble_beside_the_hinge_is_no_share_of_it() -> None:
    tilt = path(STAND, *rep(30.0), (0.5, 0.0))
    wobble = 2.0 * np.sin(2.0 * np.pi * 2.0 * np.arange(len(tilt)) / RATE_HZ)
    found = measured(cycle_of(tilt), poses(tilt, TRUE, frontal=wobble))
    assert found is not None
    assert found.frontal_deg < 1.0
    assert found.wander_deg == pytest.approx(2.0 / np.sqrt(2.0), abs=0.1)


def test_fast_share_and_jolt_are_those_between_start_and_end() -> None:
    tilt = path(STAND, *rep(30.0), (0.5, 0.0))
    signal = poses(tilt, TRUE)
    calm = measured(cycle_of(tilt), signal)
    assert calm is not None
    signal[:150, 3:6] += 9.0
    signal[:150:7, 6:] += 80.0
    before = measured(cycle_of(tilt), signal)
    assert before is not None
    assert (before.fast_share, before.jolt_m_s2) == (0.0, calm.jolt_m_s2)
    n = calm.last_index - calm.first_index + 1
    signal[300 : 300 + n // 5, 3:6] += 9.0
    signal[300:360:3, 6:] += 80.0
    inside = measured(cycle_of(tilt), signal)
    assert inside is not None
    assert inside.fast_share == pytest.approx(0.2, abs=0.02)
    assert inside.jolt_m_s2 > 60.0
    assert calm.jolt_m_s2 < 1.0


def test_swinging_back_just_before_counts_as_sunk_and_long_before_does_not() -> None:
    just = path(STAND, (0.3, -10.0), *rep(25.0, 0.5, 0.0), (0.5, 0.0))
    long_ago = path(STAND, (0.3, -10.0), (0.3, 0.0), (1.0, 0.0), *rep(25.0, 0.5, 0.0), (0.5, 0.0))
    assert candidate(just).sunk_deg == pytest.approx(10.0, abs=0.5)
    assert candidate(long_ago).sunk_deg == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize(("depth", "rests"), [(80.0, True), (55.0, False)])
def test_resting_is_lying_still_near_horizontal(depth: float, rests: bool) -> None:
    tilt = path(STAND, *rep(depth, 1.0, 3.0), (0.5, 0.0))
    assert candidate(tilt).resting_s == pytest.approx(3.1 if rests else 0.0, abs=0.25)
    held = candidate(tilt, spin_deg_s=10.0)
    assert held.resting_s == pytest.approx(0.0, abs=0.1)


def test_a_hole_before_the_rep_cuts_off_what_lies_before_it() -> None:
    tilt = path((1.0, 40.0), (1.0, 0.0), (1.0, 0.0), *rep(25.0), (0.5, 0.0), start=40.0)
    kept = np.r_[0:150, 250 : len(tilt)]
    cycle = replace(cycle_of(path((3.0, 0.0), *rep(25.0), (0.5, 0.0))), low_tick=75)
    found = measured(cycle, poses(tilt, TRUE)[kept], kept)
    assert found is not None
    assert found.depth_deg == pytest.approx(25.0)
    assert found.first_index >= 250


def test_what_the_history_no_longer_holds_is_not_measured() -> None:
    tilt = path(STAND, *rep(25.0), (0.5, 0.0))
    cycle, signal = cycle_of(tilt), poses(tilt, TRUE)
    late = 4 * cycle.peak_tick + 4
    assert measured(cycle, signal[late:], np.arange(late, len(signal))) is None
    assert measured(cycle, signal[:0], np.arange(0)) is None
    assert measured(cycle, signal[late - 10 :], np.arange(late - 10, len(signal))) is not None


def test_the_search_begins_a_second_before_the_top_but_not_before_the_last_rep() -> None:
    assert index_of(50, RATE_HZ) == 200
    assert search_span(CYCLE, -10_000, RATE_HZ) == (100, 448)
    assert search_span(CYCLE, 150, RATE_HZ) == (150, 448)
    after_a_hole = replace(CYCLE, low_tick=-1)
    assert search_span(after_a_hole, 30, RATE_HZ) == (30, 448)
    assert search_span(after_a_hole, -10_000, RATE_HZ)[0] <= 320 - 30 * RATE_HZ


def test_measuring_does_not_depend_on_what_lies_around_the_span() -> None:
    tilt = path(STAND, *rep(25.0), (0.5, 0.0))
    signal, cycle = poses(tilt, TRUE, below_pivot_m=-0.2), cycle_of(tilt)
    kept = signal.copy()
    whole = measured(cycle, signal)
    part = measured(cycle, signal[100:], np.arange(100, len(signal)))
    assert whole == part
    assert np.array_equal(signal, kept)


def test_swing_from_first_needs_no_axis() -> None:
    up = ups(path(*rep(33.0)), frame(2))
    assert swing_from_first(up) == pytest.approx(33.0, abs=1e-6)
    assert swing_from_first(up[:1]) == pytest.approx(0.0, abs=1e-5)


@pytest.mark.parametrize(
    ("close", "end_deg", "left_open"),
    [
        (Close.TORN, 10.0, True),
        (Close.TORN, 8.0, False),
        (Close.STALLED, 10.0, False),
    ],
)
def test_left_open_is_torn_away_from_the_top(close: Close, end_deg: float, left_open: bool) -> None:
    torn = replace(GOOD, close=close.value, end_deg=end_deg)
    assert was_left_open(torn, 0.35) is left_open
