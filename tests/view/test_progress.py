"""Sessions over time as they are shown: which dots, how it felt, what stands apart."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from imu.asymmetry import HEADLINE, MEASURES, LegSession
from imu.progress import Trend, Worked, trend_of
from imu.trend import Done
from imu.view.progress import (
    Lack,
    ProgressView,
    apart_of,
    felt_of,
    left_out_of,
    span_of,
    timeless,
)
from tests.asymmetry.people import LIKE, around, check, everything, two_legs

DAY_S = 86400.0
OTHER = msgspec.structs.replace(LIKE, rung="both-feet", load="red")


def trend(*sessions: LegSession) -> Trend:
    """What is said of sessions of which nothing was told."""
    works = [
        Worked(one, Done(recording=one.recording, started_s=one.started_s)) for one in sessions
    ]
    return trend_of(works)


def on_day(day: float | None, name: str, value: float = 30.0) -> LegSession:
    """A session of both legs with values of every measure."""
    started_s = None if day is None else day * DAY_S
    one = everything([value, value + 1.0], [value + 2.0])
    return replace(one, recording=name, started_s=started_s)


def test_the_measure_chosen_beforehand_is_first_and_all_can_be_gone_through() -> None:
    view = ProgressView(trend(on_day(1.0, "a")))
    assert view.metric is HEADLINE
    assert view.with_measure(-1).metric is MEASURES[-1]
    assert view.with_measure(len(MEASURES)) == view
    assert [one.metric for one in view.with_measure(1).lines] == [MEASURES[1].metric] * 2


def test_dots_are_the_points_of_the_trend() -> None:
    found = trend(on_day(9.0, "late", 40.0), on_day(1.0, "early"))
    view = ProgressView(found)
    left, right = view.legs
    assert (left.leg, right.leg) == ("left", "right")
    lines = [one for one in found.series[0].lines if one.metric == HEADLINE.metric]
    assert [one.points for one in view.legs] == [one.points for one in lines]
    assert [one.recording for one in left.points] == ["early", "late"]


def test_a_session_of_an_unknown_time_has_no_dot_but_is_named() -> None:
    found = trend(on_day(None, "timeless"), on_day(1.0, "a"))
    view = ProgressView(found)
    assert [one.recording for one in view.legs[0].points] == ["a"]
    assert len(view.lines[0].points) == 2
    assert timeless(found.sessions) == ("timeless",)


@pytest.mark.parametrize(
    ("sessions", "lack"),
    [
        ((check(),), Lack.NO_SESSION),
        ((two_legs([], []),), Lack.NO_VALUE),
        ((on_day(None, "a"),), Lack.NO_TIME),
        ((on_day(1.0, "a"),), Lack.ONE_SESSION),
        ((on_day(1.0, "a"), on_day(2.0, "b")), Lack.NOTHING),
    ],
)
def test_what_is_wanting_is_known(sessions: tuple[LegSession, ...], lack: Lack) -> None:
    assert ProgressView(trend(*sessions)).lack is lack


def test_without_a_session_nothing_is_shown_and_stepping_does_nothing() -> None:
    view = ProgressView(trend(check()))
    assert (view.shown, view.lines, view.legs) == (None, (), ())
    assert view.with_series(1) == view
    assert apart_of(view) == ()
    assert left_out_of(view) == ()


def test_other_series_stand_apart_with_every_reason() -> None:
    view = ProgressView(
        trend(replace(on_day(1.0, "easy"), conditions=OTHER), on_day(9.0, "a"), on_day(8.0, "b"))
    )
    (apart,) = apart_of(view)
    assert apart.recordings == ("easy",)
    assert apart.reasons == ("rung both-feet instead of one-leg", "load red instead of none")
    back = view.with_series(1)
    assert [one.recordings for one in apart_of(back)] == [("b", "a")]
    assert back.with_series(1) == view


def test_what_is_no_dot_of_the_shown_sessions_has_its_reason() -> None:
    few = two_legs([[30.0]], [], name="few", day=2.0)
    view = ProgressView(trend(on_day(1.0, "a"), few))
    assert [one.recording for one in left_out_of(view)] == ["few"]
    assert view.shown is not None
    assert left_out_of(view) == view.shown.left_out


def test_a_picture_has_air_around_its_sessions_and_a_day_around_one() -> None:
    first, last = Done(recording="a", started_s=0.0), Done(recording="b", started_s=100 * DAY_S)
    assert span_of([first, last, Done(recording="c")]) == (-3.0 * DAY_S, 103.0 * DAY_S)
    assert span_of([first]) == (-0.5 * DAY_S, 0.5 * DAY_S)
    assert span_of([Done(recording="c")]) is None


def test_pain_told_at_the_next_start_belongs_to_the_session_before() -> None:
    felt = felt_of(
        [
            Done(recording="a", started_s=1.0, pain_before=1.0, pain_between=3.0, pain_after=2.0),
            Done(recording="b", started_s=2.0, pain_since=4.0, effort=6.0, pain_limit=3.0),
        ]
    )
    assert [(one.before, one.between, one.after, one.since) for one in felt] == [
        (1.0, 3.0, 2.0, 4.0),
        (None, None, None, None),
    ]
    assert [(one.effort, one.limit) for one in felt] == [(None, None), (6.0, 3.0)]


def test_sessions_of_which_nothing_was_told_or_no_time_is_known_are_left_out() -> None:
    sessions = [
        Done(recording="timeless", effort=3.0),
        Done(recording="silent", started_s=1.0, pain_limit=3.0),
        Done(recording="told", started_s=2.0, effort=0.0),
    ]
    assert [one.at_s for one in felt_of(sessions)] == [2.0]


def test_one_leg_is_one_row_of_dots() -> None:
    view = ProgressView(trend(two_legs(around(30.0), [], day=1.0)))
    assert [one.leg for one in view.legs] == ["left"]
