"""The bookkeeping of a set: what makes candidates alike, flags, and when a set is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imu.candidates import Candidate
from imu.cycles import Close
from imu.entries import Entry, SetState, alike, deadline_s, flags_of, middle, spread
from imu.metrics import NO_NEXT_REP
from imu.settings import SetSettings
from tests.stages.builders import GOOD, at

SETTINGS = SetSettings()


def entry(candidate: Candidate, counted: bool = True) -> Entry:
    return Entry(1, 80, candidate, {"eccentric_s": 1.1}, candidate.end_s, counted=counted)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([at(0.0), at(3.0), at(6.0)], True),
        ([at(0.0), at(3.0)], False),
        ([at(0.0, 20.0), at(3.0, 35.0), at(6.0, 30.0)], True),
        ([at(0.0, 20.0), at(3.0, 37.0), at(6.0, 30.0)], False),
        ([at(0.0), at(3.0, duration_s=5.9), at(10.0)], True),
        ([at(0.0), at(3.0, duration_s=6.1), at(10.0)], False),
        ([at(0.0), at(7.3), at(10.0)], True),
        ([at(0.0), at(7.5), at(10.0)], False),
        ([at(0.0, duration_s=8.0), at(15.9, duration_s=8.0), at(24.0, duration_s=8.0)], True),
        ([at(0.0, 90.0), at(3.0), at(6.0), at(9.0)], True),
    ],
)
def test_the_last_three_are_alike_in_depth_duration_and_pauses(
    candidates: list[Candidate], expected: bool
) -> None:
    assert alike(candidates, SETTINGS) is expected


@pytest.mark.parametrize(
    ("candidate", "flags"),
    [
        (GOOD, []),
        (replace(GOOD, depth_deg=50.5), ["squat-like"]),
        (replace(GOOD, pulses=1), ["pulse"]),
        (replace(GOOD, torn_s=0.5), ["uncertain"]),
        (replace(GOOD, close=Close.TURNED.value, end_deg=5.5), ["not-tall"]),
        (replace(GOOD, close=Close.STALLED.value, end_deg=5.5), ["not-tall"]),
        (replace(GOOD, close=Close.TURNED.value, end_deg=5.5, base_deg=1.0), []),
        (replace(GOOD, close=Close.RETURNED.value, end_deg=5.5), []),
        (replace(GOOD, close=Close.TURNED.value, end_deg=7.5, depth_deg=40.0), []),
        (
            replace(GOOD, depth_deg=60.0, pulses=2, torn_s=1.0, close="turned", end_deg=13.0),
            ["squat-like", "pulse", "uncertain", "not-tall"],
        ),
    ],
)
def test_flags_follow_from_the_shape(candidate: Candidate, flags: list[str]) -> None:
    assert flags_of(candidate, SETTINGS) == flags


@pytest.mark.parametrize(
    ("starts", "pause_s"),
    [
        ([0.0], 8.0),  # three times its duration of 2.4 s is less than the least
        ([0.0, 3.0], 9.0),
        ([0.0, 3.0, 6.5], 10.5),
        ([0.0, 6.0], 12.0),
        ([0.0, 2.5, 5.0], 8.0),
    ],
)
def test_a_set_is_over_after_three_of_its_periods_within_bounds(
    starts: list[float], pause_s: float
) -> None:
    state = SetState(open=[entry(at(start)) for start in starts], last_end_s=100.0)
    assert deadline_s(state, SETTINGS) == 100.0 + pause_s
    waiting = SetState(pending=state.open, last_end_s=100.0)
    assert deadline_s(waiting, SETTINGS) == 100.0 + pause_s
    told = SetState(open=state.open, last_end_s=100.0, explicit=True)
    assert deadline_s(told, SETTINGS) == 130.0


def test_typical_depth_is_that_of_the_counted_ones() -> None:
    state = SetState(
        open=[entry(at(0.0, 20.0)), entry(at(3.0, 5.0), counted=False)],
        pending=[entry(at(6.0, 30.0)), entry(at(9.0, 40.0))],
    )
    assert state.typical_deg == 30.0
    assert state.count == 1
    assert SetState().typical_deg is None


def test_ids_are_never_given_twice() -> None:
    state = SetState()
    assert [state.new_id(), state.new_id(), state.new_id()] == [1, 2, 3]


def test_the_middle_of_an_even_number_is_the_upper_one() -> None:
    assert middle([3.0, 1.0, 2.0]) == 2.0
    assert middle([4.0, 1.0, 2.0, 3.0]) == 3.0
    assert spread([2.0, 8.0, 4.0]) == 4.0


def test_a_rep_says_what_is_known_and_why_the_rest_is_missing() -> None:
    one = entry(GOOD)
    one.return_deg = 0.7
    rep = one.rep()
    assert (rep.start_s, rep.end_s, rep.depth_deg) == (2.0, 4.4, 25.0)
    assert (rep.bottom_start_s, rep.bottom_end_s) == (3.1, 3.3)
    assert (rep.provisional_s, rep.announced_s, rep.counted) == (4.4, None, True)
    assert rep.metrics == {"eccentric_s": 1.1, "top_s": None, "return_deg": 0.7}
    assert rep.missing == {"top_s": NO_NEXT_REP}
    one.next_start_s = 5.0
    assert one.rep().metrics["top_s"] == pytest.approx(0.6)
