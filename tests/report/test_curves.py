"""The mean course of a leg's reps."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec
import numpy as np
import pytest

from imu.report.curves import FEWEST, POINTS, curve_of
from imu.samples import Floats, Rep
from imu.signals import Signals
from tests.handmade import rep
from tests.hinges import tilt_deg
from tests.report.examples import facts

STARTS = [2.0, 6.0, 10.0, 14.0]


def signals(tilt: Floats, time_s: Floats) -> Signals:
    nothing = np.zeros(len(time_s))
    return Signals(time_s, tilt, nothing, nothing, np.full(len(time_s), ""))


def grid() -> Floats:
    return np.arange(2000) / 100.0


def reps(starts_s: Sequence[float], depth_deg: float = 25.0) -> list[Rep]:
    return [
        msgspec.structs.replace(
            rep(start_s + 1.2), start_s=start_s, end_s=start_s + 2.4, depth_deg=depth_deg
        )
        for start_s in starts_s
    ]


def test_reps_that_are_alike_have_no_scatter() -> None:
    time_s = grid()
    found = curve_of(reps(STARTS), signals(tilt_deg(time_s, STARTS, 25.0), time_s))
    assert found is not None
    assert found.reps == 4
    assert len(found.mean_deg) == len(found.spread_deg) == POINTS
    assert max(found.spread_deg) < 0.01
    assert max(found.mean_deg) == pytest.approx(25.0, abs=0.05)
    assert (found.mean_deg[0], found.mean_deg[-1]) == pytest.approx((0.0, 0.0), abs=0.1)
    assert found.mean_deg[POINTS // 2] == pytest.approx(25.0, abs=0.05)


def test_a_curve_peaks_at_the_depth_whatever_tall_was() -> None:
    time_s = grid()
    leaning = signals(tilt_deg(time_s, STARTS, 25.0) + 7.0, time_s)
    found = curve_of(reps(STARTS), leaning)
    assert found is not None
    assert max(found.mean_deg) == pytest.approx(25.0, abs=0.05)


def test_the_scatter_is_the_standard_deviation() -> None:
    time_s, depths = grid(), (20.0, 24.0, 26.0, 30.0)
    tilt = np.zeros(len(time_s))
    members: list[Rep] = []
    for start_s, depth_deg in zip(STARTS, depths, strict=True):
        tilt += tilt_deg(time_s, [start_s], depth_deg)
        members += reps([start_s], depth_deg)
    found = curve_of(members, signals(tilt, time_s))
    assert found is not None
    middle = POINTS // 2
    assert found.mean_deg[middle] == pytest.approx(25.0, abs=0.05)
    assert found.spread_deg[middle] == pytest.approx(statistics.stdev(depths), abs=0.05)


def test_slow_and_quick_reps_are_put_over_each_other() -> None:
    time_s = grid()
    tilt = tilt_deg(time_s, [2.0], 25.0) + np.interp(time_s, [8.0, 11.0, 14.0], [0.0, 25.0, 0.0])
    slow = msgspec.structs.replace(reps([8.0])[0], end_s=14.0)
    found = curve_of([*reps([2.0]), slow, slow], signals(tilt, time_s))
    assert found is not None
    assert found.mean_deg[POINTS // 2] == pytest.approx(25.0, abs=0.1)


@pytest.mark.parametrize("count", [0, FEWEST - 1])
def test_a_mean_of_few_is_none(count: int) -> None:
    time_s = grid()
    found = curve_of(reps(STARTS[:count]), signals(tilt_deg(time_s, STARTS, 25.0), time_s))
    assert found is None


def test_a_rep_with_a_hole_is_left_out() -> None:
    time_s = grid()
    there = (time_s < 6.5) | (time_s > 6.8)
    tilt = tilt_deg(time_s, STARTS, 25.0)
    found = curve_of(reps(STARTS), signals(tilt[there], time_s[there]))
    assert found is not None
    assert found.reps == 3


def test_reps_beyond_the_samples_are_left_out() -> None:
    time_s = grid()
    late = reps([100.0, 110.0, 120.0])
    assert curve_of(late, signals(tilt_deg(time_s, STARTS, 25.0), time_s)) is None


def test_a_counted_session_has_a_curve_for_each_leg() -> None:
    for leg in facts().legs:
        assert leg.curve is not None
        assert leg.curve.reps == 10
        depths = [dot.depth_deg for dot in leg.dots]
        assert max(leg.curve.mean_deg) == pytest.approx(np.mean(depths), abs=0.2)
