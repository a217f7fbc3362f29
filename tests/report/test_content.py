"""Which session is reported on, and what is put beside it."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from imu.asymmetry import Verdict, compare
from imu.errors import UsageError
from imu.report import report_of
from imu.report.working import Worked
from tests.report.examples import empty, on_day, report, weeks, worked


def test_the_newest_is_reported_on_in_whatever_order() -> None:
    first, second, third = weeks(3)
    for order in ([first, second, third], [third, first, second]):
        found = report_of(order)
        assert found.session.recording == found.done.recording == "week 2"
        assert found.comparison.recording == "week 2"
        assert [one.recording for one in found.sessions] == ["week 0", "week 1", "week 2"]
        assert found.series.recordings == ("week 0", "week 1", "week 2")


def test_a_session_of_unknown_time_is_older_than_any_other() -> None:
    dated = on_day(worked("left", "right"), 0.0, "dated")
    assert report_of([dated, empty_of("M.")]).session.recording == "dated"


def test_other_persons_are_no_part_of_it() -> None:
    mine = on_day(worked("left", "right"), 0.0, "mine")
    theirs = of_person(on_day(worked("left"), -3.0, "theirs"), "N.")
    found = report_of([theirs, mine])
    assert [one.recording for one in found.sessions] == ["mine"]


def test_a_check_of_the_strap_is_no_session_but_serves_the_comparison() -> None:
    check = on_day(worked("left", "right"), 9.0, "check")
    check = replace(check, legs=replace(check.legs, is_restrap_check=True))
    found = report_of([*weeks(1), check])
    assert found.session.recording == "week 0"
    assert [one.recording for one in found.sessions] == ["week 0"]
    assert found.comparison.checks == ("check",)
    with pytest.raises(UsageError, match="no session"):
        report_of([check])


def test_the_series_is_the_one_of_this_session() -> None:
    old, new = weeks(2)
    harder = replace(new.legs, conditions=msgspec.structs.replace(new.legs.conditions, rung="x"))
    found = report_of([old, replace(new, legs=harder)])
    assert found.series.recordings == ("week 1",)
    assert len(found.sessions) == 2


def test_the_comparison_is_that_of_compare() -> None:
    found = weeks(2)
    assert report_of(found).comparison == compare([one.legs for one in found])


def test_the_share_is_of_the_plan() -> None:
    assert report().share == 1.0
    assert report("left").share == 0.5
    assert report_of([empty()]).share is None


def test_an_empty_recording_can_be_reported_on() -> None:
    found = report_of([empty()])
    assert {one.verdict for one in found.comparison.findings} == {Verdict.NOT_ENOUGH}
    assert found.series.recordings == ("today",)


def test_it_is_json_and_says_its_version() -> None:
    decoded = msgspec.json.decode(msgspec.json.encode(report_of(weeks(2))))
    assert decoded["schema_version"] == 1
    assert decoded["session"]["legs"][0]["sets"] == [5, 5]
    assert decoded["comparison"]["findings"][0]["is_headline"] is True


def of_person(one: Worked, person: str) -> Worked:
    return Worked(
        replace(one.legs, person=person),
        msgspec.structs.replace(one.done, person=person),
        msgspec.structs.replace(one.facts, person=person),
    )


def empty_of(person: str) -> Worked:
    return of_person(empty(), person)
