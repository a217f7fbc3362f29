"""A session was on the day that the clock on the wall showed, for everybody who tells it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from imu.days import local_day, local_time

LATE_ON_SUNDAY_S = datetime(2026, 11, 22, 21, 30, tzinfo=UTC).timestamp()
"""In Greenwich; half past six of Monday in Tokyo. s since 1970."""


@pytest.mark.usefixtures("in_tokyo")
def test_a_day_is_this_computers() -> None:
    assert local_day(LATE_ON_SUNDAY_S) == date(2026, 11, 23)
    assert f"{local_time(LATE_ON_SUNDAY_S):%Y-%m-%d %H:%M}" == "2026-11-23 06:30"


@pytest.mark.usefixtures("in_tokyo")
def test_a_time_zone_may_be_named() -> None:
    assert f"{local_time(LATE_ON_SUNDAY_S, UTC):%Y-%m-%d %H:%M}" == "2026-11-22 21:30"
