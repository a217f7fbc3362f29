"""Metrics of a set, from reps that are made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.counter.setmetrics import set_metrics, theil_sen
from imu.samples import Rep


def rep(
    depth_deg: float, *, counted: bool = True, lasts_s: float = 3.0, speed: float | None = 20.0
) -> Rep:
    return Rep(
        start_s=10.0,
        bottom_start_s=11.0,
        bottom_end_s=11.5,
        end_s=10.0 + lasts_s,
        provisional_s=14.0,
        announced_s=14.0,
        depth_deg=depth_deg,
        counted=counted,
        flags=(),
        metrics={"mean_concentric_deg_s": speed},
    )


def of(reps: Sequence[Rep], name: str) -> float | None:
    return set_metrics(reps)[0][name]


def test_time_under_tension_is_the_sum_of_the_counted_reps() -> None:
    reps = [rep(20.0), rep(20.0, lasts_s=4.5), rep(5.0, counted=False, lasts_s=100.0)]
    assert of(reps, "under_tension_s") == pytest.approx(7.5)


def test_the_depth_of_a_set_is_its_median() -> None:
    assert of([rep(20.0), rep(22.0), rep(60.0)], "depth_deg") == 22.0


def test_spread_is_the_coefficient_of_variation() -> None:
    depths = [20.0, 22.0, 24.0, 26.0, 28.0]
    exact = 100.0 * np.std(depths, ddof=1) / np.mean(depths)
    assert of([rep(depth) for depth in depths], "depth_cv_percent") == pytest.approx(exact)
    spans = [rep(20.0, lasts_s=span) for span in (2.0, 3.0, 4.0, 3.0, 3.0)]
    assert of(spans, "duration_cv_percent") == pytest.approx(
        100.0 * np.std([2.0, 3.0, 4.0, 3.0, 3.0], ddof=1) / 3.0
    )


def test_robust_spread_is_that_of_a_normal_set_and_does_not_follow_one_odd_rep() -> None:
    depths = [20.0, 22.0, 24.0, 26.0, 28.0]
    exact = 100.0 * 1.4826 * 2.0 / 24.0
    assert of([rep(depth) for depth in depths], "depth_robust_cv_percent") == pytest.approx(exact)
    odd = [rep(depth) for depth in [*depths[:4], 90.0]]
    assert of(odd, "depth_robust_cv_percent") == pytest.approx(exact)
    many = np.random.default_rng(1).normal(30.0, 3.0, 4001)
    spread = of([rep(30.0, lasts_s=float(value)) for value in many], "duration_robust_cv_percent")
    assert spread == pytest.approx(10.0, rel=0.05)


def test_a_loss_of_range_compares_the_first_three_with_the_last_three() -> None:
    depths = [30.0, 30.0, 30.0, 28.0, 26.0, 24.0, 24.0, 24.0]
    assert of([rep(depth) for depth in depths], "range_loss_percent") == pytest.approx(20.0)


def test_the_slope_does_not_follow_one_odd_rep() -> None:
    depths = [30.0, 29.0, 28.0, 90.0, 26.0, 25.0, 24.0, 23.0]
    assert of([rep(depth) for depth in depths], "range_slope_deg_per_rep") == pytest.approx(-1.0)


@given(st.lists(st.floats(-100.0, 100.0), min_size=2, max_size=20))
def test_the_slope_is_scipys(values: list[float]) -> None:
    from scipy.stats import theilslopes

    expected = float(theilslopes(np.array(values))[0])
    assert theil_sen(values) == pytest.approx(expected, abs=1e-9)


def test_slowing_is_by_its_own_depth_so_a_shallow_quick_rep_is_not_fast() -> None:
    reps = [rep(20.0, speed=20.0), rep(10.0, speed=10.0), rep(20.0, speed=15.0)]
    assert of(reps, "slowing_percent") == pytest.approx(25.0)


def test_slowing_needs_the_speed_of_every_rep() -> None:
    metrics, missing = set_metrics([rep(20.0), rep(20.0, speed=None), rep(20.0)])
    assert metrics["slowing_percent"] is None
    assert missing == {
        name: reason
        for name, reason in missing.items()
        if name != "slowing_percent" or "lacks" in reason
    }


@pytest.mark.parametrize(
    ("reps", "missing"),
    [
        (
            1,
            {
                "depth_cv_percent", "duration_cv_percent", "depth_robust_cv_percent",
                "duration_robust_cv_percent", "range_slope_deg_per_rep",
                "range_loss_percent", "slowing_percent",
            },
        ),
        (5, {"range_slope_deg_per_rep", "range_loss_percent"}),
        (8, set[str]()),
    ],
)  # fmt: skip
def test_what_needs_more_reps_says_so(reps: int, missing: set[str]) -> None:
    metrics, reasons = set_metrics([rep(20.0)] * reps + [rep(5.0, counted=False)] * 9)
    assert {name for name, value in metrics.items() if value is None} == missing
    assert set(reasons) == missing
    assert all("counted reps" in reason for reason in reasons.values())


def test_a_set_without_a_counted_rep_has_no_metrics() -> None:
    metrics, _ = set_metrics([rep(20.0, counted=False)])
    assert set(metrics.values()) == {None}
