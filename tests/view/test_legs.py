"""The comparison as it is shown: measures, dots, curves."""

from __future__ import annotations

import statistics

import msgspec

from imu.asymmetry import MEASURES
from imu.report import report_of
from imu.targets import Range
from imu.view.legs import DEPTH, LegsView, SetDots, legs_view
from tests.report.examples import empty, on_day, worked


def view_of(*days: float) -> LegsView:
    found = [on_day(worked("left", "right"), day, f"day {day:g}") for day in days or (0.0,)]
    return legs_view(report_of(found), found)


def test_every_measure_has_a_row_and_the_one_chosen_beforehand_is_the_first() -> None:
    rows = view_of().rows
    assert [row.finding.metric for row in rows] == [one.metric for one in MEASURES]
    assert rows[0].finding.is_headline


def test_dots_are_the_values_that_the_comparison_is_made_of() -> None:
    view = view_of()
    for row in view.rows:
        for leg in row.finding.legs:
            own = [one for one in row.sets if one.leg == leg.leg]
            assert [one.number for one in own] == [1, 2]
            assert tuple(one.median for one in own) == leg.set_medians
            values = [value for one in own for value in one.values]
            assert (len(values), statistics.median(values)) == (leg.reps, leg.median)


def test_only_depth_has_a_band() -> None:
    bands = {row.finding.metric: row.band for row in view_of().rows}
    assert bands.pop(DEPTH) == Range(20.0, 24.0)
    assert set(bands.values()) == {Range()}


def test_curves_are_of_the_newest_session_whose_sessions_are_named() -> None:
    view = view_of(0.0, 7.0)
    assert view.comparison.sessions == ("day 7", "day 0")
    assert [leg for leg, _ in view.curves] == ["left", "right"] == list(view.legs)
    assert all(curve.reps == 10 for _, curve in view.curves)


def test_unknown_legs_are_not_named() -> None:
    view = view_of()
    assert view.is_named
    first = view.rows[0].finding
    unnamed = tuple(
        msgspec.structs.replace(leg, leg=name) for leg, name in zip(first.legs, "AB", strict=True)
    )
    findings = (msgspec.structs.replace(first, legs=unnamed),)
    other = msgspec.structs.replace(view.comparison, findings=findings)
    assert not LegsView(other, (), ()).is_named


def test_nothing_counted_is_nothing_to_draw() -> None:
    view = legs_view(report_of([empty()]), [empty()])
    assert view.curves == ()
    assert all(row.sets == () for row in view.rows)


def test_a_set_without_values_has_no_median() -> None:
    assert SetDots("left", 1, ()).median is None
    assert SetDots("left", 1, (1.0, 3.0, 9.0)).median == 3.0
