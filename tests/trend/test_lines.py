"""Trends: like with like only, and a direction only where chance hardly does it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.asymmetry import HEADLINE, MEASURES, LegSession
from imu.asymmetry.interval import Z95
from imu.trend import Line, Says, Series, series_of
from imu.trend.lines import FEWEST
from tests.asymmetry.people import LIKE, around, check, everything, two_legs


def on_days(
    values: Sequence[float], *, days: Sequence[float] | None = None, **known: object
) -> list[LegSession]:
    """Give sessions a week apart whose left leg has these medians; the right leg has no set."""
    return [
        two_legs(around(value, value), [], name=f"s{n}", day=day, **known)  # type: ignore[arg-type]
        for n, (value, day) in enumerate(
            zip(values, days or [7.0 * k for k in range(len(values))], strict=True)
        )
    ]


def line_of(series: Series, metric: str = HEADLINE.metric, leg: str = "left") -> Line:
    return next(one for one in series.lines if (one.metric, one.leg) == (metric, leg))


def test_every_leg_and_measure_has_its_line() -> None:
    (series,) = series_of(on_days([30.0, 31.0]))
    assert [(one.leg, one.metric) for one in series.lines] == [
        (leg, measure.metric) for leg in ("left", "right") for measure in MEASURES
    ]
    assert series.recordings == ("s0", "s1")


def test_a_point_is_the_median_of_all_reps_with_its_spread() -> None:
    (series,) = series_of([two_legs(around(30.0, 40.0), [], name="one", day=3.0)])
    (point,) = line_of(series).points
    assert (point.recording, point.sets, point.reps) == ("one", 2, 10)
    assert point.low == pytest.approx(0.97 * 30.0)
    assert point.high == pytest.approx(1.03 * 40.0)
    assert point.median == pytest.approx((1.03 * 30.0 + 0.97 * 40.0) / 2.0)
    assert point.set_medians == pytest.approx((30.0, 40.0))
    assert line_of(series, leg="right").points == ()


def test_a_set_of_two_reps_is_no_point() -> None:
    (series,) = series_of([two_legs([[30.0, 31.0]], [])])
    assert line_of(series).points == ()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([30.0, 31.0, 32.0, 33.0, 34.0, 35.0], Says.RISING),
        ([35.0, 34.0, 33.0, 32.0, 31.0, 30.0], Says.FALLING),
        ([30.0, 35.0, 31.0, 34.0, 32.0, 33.0], Says.NOT_DETECTED),
        ([30.0] * 6, Says.NOT_DETECTED),
        ([30.0, 31.0, 32.0, 33.0, 34.0], Says.NOT_ENOUGH),
    ],
)
def test_what_is_said_of_a_line(values: list[float], says: Says) -> None:
    (series,) = series_of(on_days(values))
    assert line_of(series).says is says


def test_the_slope_is_a_week() -> None:
    (series,) = series_of(on_days([30.0, 30.5, 31.0, 31.5, 32.0, 32.5]))
    line = line_of(series)
    assert line.per_week == pytest.approx(0.5)
    assert line.per_week_low == pytest.approx(0.5)
    assert line.per_week_high == pytest.approx(0.5)


def test_one_odd_session_does_not_turn_the_slope() -> None:
    (series,) = series_of(on_days([30.0, 30.5, 31.0, 90.0, 32.0, 32.5, 33.0]))
    assert line_of(series).per_week == pytest.approx(0.5, abs=0.2)


def test_all_lines_pay_for_looking_at_so_many() -> None:
    # Fourteen lines, each a little less than in perfect order: none is named; one alone would be.
    values = [30.0, 31.0, 33.0, 32.0, 34.0, 35.0]
    many = [
        replace(everything([v, v], [v, v]), recording=f"s{n}", started_s=n * 6e5)
        for n, v in enumerate(values)
    ]
    (series,) = series_of(many)
    assert {line.says for line in series.lines} == {Says.NOT_DETECTED}
    (alone,) = series_of(on_days(values))
    assert line_of(alone).says is Says.RISING


@pytest.mark.parametrize(
    "changed",
    [
        {"rung": "both-feet"},
        {"load": "red"},
        {"hand_support": "free"},
        {"rate_hz": 50.0},
        {"metrics_version": 2},
        {"settings_hash": "other"},
    ],
)
def test_unlike_sessions_are_never_put_into_one_line(changed: dict[str, object]) -> None:
    other = msgspec.structs.replace(LIKE, **changed)
    sessions = [
        *on_days([30.0, 31.0]),
        *on_days([32.0], days=[30.0], conditions=other),
    ]
    first, second = series_of(sessions)
    assert first.conditions == other  # that of the latest comes first
    assert (len(first.recordings), len(second.recordings)) == (1, 2)
    assert [p.median for p in line_of(second).points] == [30.0, 31.0]


def test_re_strap_checks_are_no_training() -> None:
    (series,) = series_of([check(), *on_days([30.0])])
    assert series.recordings == ("s0",)
    assert series_of([check()]) == ()


def test_points_are_in_order_of_time() -> None:
    (series,) = series_of(on_days([30.0, 31.0, 32.0], days=[9.0, 1.0, 5.0]))
    assert [point.median for point in line_of(series).points] == [31.0, 32.0, 30.0]


def test_sessions_of_an_unknown_time_are_points_without_a_slope() -> None:
    sessions = [replace(one, started_s=None) for one in on_days([30.0 + n for n in range(8)])]
    (series,) = series_of(sessions)
    assert len(line_of(series).points) == 8
    assert line_of(series).says is Says.NOT_ENOUGH
    assert line_of(series).per_week is None


def test_a_session_whose_sensor_was_refused_is_no_point() -> None:
    first, second = on_days([30.0, 31.0])
    (series,) = series_of([first, replace(second, refusal="it slipped")])
    assert [point.recording for point in line_of(series).points] == ["s0"]


@settings(max_examples=15)
@given(st.permutations(range(FEWEST)))
def test_the_order_in_which_they_are_given_does_not_matter(order: list[int]) -> None:
    sessions = on_days([30.0, 32.0, 31.0, 33.0, 36.0, 35.0])
    assert series_of([sessions[k] for k in order]) == series_of(sessions)


def test_without_a_trend_hardly_any_line_is_named() -> None:
    rng = np.random.default_rng(5)
    named = 0
    for _ in range(40):
        (series,) = series_of(on_days((30.0 + rng.normal(0.0, 1.0, 8)).tolist()))
        named += line_of(series).says in (Says.RISING, Says.FALLING)
    assert named <= 6  # 5 % of 40 are 2


# -- what is no point, and what strapping does -----------------------------------------------------


def test_what_is_no_point_of_any_line_is_named_with_its_reason() -> None:
    good, few = on_days([30.0, 31.0])
    sets = two_legs([[30.0, 31.0]], [[30.0]], name="few", day=20.0)
    refused = replace(few, recording="refused", refusal="the sensor on the left leg: it slipped")
    (series,) = series_of([good, sets, refused])
    assert series.recordings == ("s0", "refused", "few")
    assert [(one.recording, one.reason) for one in series.left_out] == [
        ("refused", "the sensor on the left leg: it slipped"),
        ("few", "no set with 3 reps or more"),
    ]
    assert [one.recording for one in line_of(series).points] == ["s0"]


def test_without_a_check_nobody_knows_what_strapping_does() -> None:
    (series,) = series_of(on_days([30.0, 31.0]))
    assert (line_of(series).strap_low, line_of(series).strap_high) == (None, None)


def test_a_check_gives_a_band_around_the_middle_of_the_sessions() -> None:
    (series,) = series_of([check(scatter=0.0), *on_days([30.0, 33.0, 60.0])])
    line = line_of(series)
    # Two legs of two sets that do not differ, pooled with the working value: √(4 / (4 + 2)) of it.
    reach = Z95 * HEADLINE.strap * (4.0 / 6.0) ** 0.5
    assert line.strap_low == pytest.approx(33.0 * math.exp(-reach))
    assert line.strap_high == pytest.approx(33.0 * math.exp(reach))
    assert line_of(series, leg="right").strap_low is None, "it has no sessions"
    assert line_of(series, "depth_deg").strap_low is None, "it was not checked"


def test_a_larger_scatter_in_the_check_is_a_wider_band() -> None:
    widths: list[float] = []
    for scatter in (0.0, 0.3):
        (series,) = series_of([check(scatter=scatter), *on_days([30.0])])
        line = line_of(series)
        assert line.strap_low is not None
        assert line.strap_high is not None
        widths.append(line.strap_high - line.strap_low)
    assert widths[1] > 2.0 * widths[0]


def test_a_measure_with_a_sign_has_its_band_in_its_unit() -> None:
    measure = next(one for one in MEASURES if not one.is_ratio)
    again = replace(everything([1.0, 1.0], [1.0, 1.0]), is_restrap_check=True)
    (series,) = series_of([again, everything([1.0], [1.0])])
    line = line_of(series, measure.metric)
    assert line.strap_low is not None
    assert line.strap_high is not None
    assert line.strap_low + line.strap_high == pytest.approx(2.0)


@pytest.mark.parametrize(
    "changed", [{"metrics_version": 9}, {"settings_hash": "other"}, {"mode": "live"}]
)
def test_a_check_that_was_counted_in_another_way_says_nothing(changed: dict[str, object]) -> None:
    other = replace(check(), conditions=msgspec.structs.replace(LIKE, **changed))
    refused = replace(check(), refusal="the sensor on the left leg: it slipped")
    (series,) = series_of([other, refused, *on_days([30.0])])
    assert line_of(series).strap_low is None
    of_another_step = replace(check(), conditions=msgspec.structs.replace(LIKE, rung="both-feet"))
    (series,) = series_of([of_another_step, *on_days([30.0])])
    assert line_of(series).strap_low is not None
