"""What was done of the plan, week by week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from imu.trend import Done, weeks_of

MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)


def done(day: float, *counts: int, planned: int | None = 8) -> Done:
    """Give a session with these sets on the left leg, of which two were planned."""
    return Done(
        recording=f"day {day:g}",
        started_s=(MONDAY + timedelta(days=day)).timestamp(),
        planned_sets=None if planned is None else 2,
        planned_reps=planned,
        planned_legs=("left",),
        reps={"left": counts},
    )


def test_a_week_goes_from_monday_to_sunday() -> None:
    first, second = weeks_of([done(7, 8), done(0, 8, 8), done(6, 8)])
    assert (first.monday, first.sessions) == (date(2026, 11, 16), 2)
    assert (second.monday, second.sessions) == (date(2026, 11, 23), 1)


def test_done_of_planned_is_added_up_and_more_than_planned_makes_up_for_nothing() -> None:
    (week,) = weeks_of([done(0, 8, 8), done(1, 12, 3), done(2, 10, 10, 10)])
    assert (week.planned, week.done, week.reps) == (48, 16 + 11 + 16, 16 + 15 + 30)


def test_without_a_plan_there_are_only_reps() -> None:
    (week,) = weeks_of([done(0, 8, 8, planned=None)])
    assert (week.planned, week.done, week.reps) == (0, 0, 16)
    (week,) = weeks_of([done(0, 8, 8, planned=None), done(1, 8)])
    assert (week.planned, week.done) == (16, 8)


def test_a_week_without_a_session_is_none_and_neither_is_an_unknown_time() -> None:
    weeks = weeks_of([done(0, 8), done(21, 8), Done(recording="timeless")])
    assert [one.monday.day for one in weeks] == [16, 7]
    assert weeks_of([]) == ()


@pytest.mark.usefixtures("in_tokyo")
def test_a_day_is_this_computers() -> None:
    late_on_sunday = 6.0 + 9.0 / 24.0  # 21:00 in Greenwich, 6:00 of Monday here
    (week,) = weeks_of([done(late_on_sunday, 8)])
    assert week.monday == date(2026, 11, 23)
