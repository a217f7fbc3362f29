"""The bookkeeping of a set: what makes candidates alike, flags, and when a set is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imu.counter.candidates import Candidate
from imu.counter.cycles import Close
from imu.counter.entries import (
    Entry,
    SetState,
    alike,
    deadline_s,
    first_of_set,
    flags_of,
    middle,
    spread,
    stands_out,
)
from imu.counter.metrics import NO_NEXT_REP
from imu.settings import SetSettings
from tests.counter.builders import GOOD, at

SETTINGS = SetSettings()


def entry(candidate: Candidate, counted: bool = True) -> Entry:
    return Entry(1, 80, candidate, {"eccentric_s": 1.1}, candidate.end_s, counted=counted)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([at(0.0), at(3.0), at(6.0)], True),
        ([at(0.0), at(3.0)], False),
        ([at(0.0, 20.0), at(3.0, 31.5), at(6.0, 30.0)], True),
        ([at(0.0, 20.0), at(3.0, 33.0), at(6.0, 30.0)], False),
        ([at(0.0), at(3.0, duration_s=4.2), at(10.0)], True),
        ([at(0.0, 20.0), at(3.0, 30.0, 4.2), at(10.0)], True),
        ([at(0.0, 20.0), at(3.0, 30.0, 4.8), at(10.0)], False),
        ([at(0.0), at(3.0, duration_s=7.1), at(12.0)], True),  # as deep as the others
        ([at(0.0), at(3.0, duration_s=7.3), at(12.0)], False),
        (
            [
                at(0.0),
                replace(at(3.0, duration_s=12.0), bottom_start_s=4.1, bottom_end_s=13.9),
                at(16.0),
            ],
            True,
        ),
        ([at(0.0), at(8.8), at(12.0)], True),
        ([at(0.0), at(9.0), at(12.0)], False),
        ([at(0.0, duration_s=8.0), at(14.6, duration_s=8.0), at(24.0, duration_s=8.0)], False),
        ([at(0.0, 90.0), at(3.0), at(6.0), at(9.0)], True),
        ([at(0.0), at(3.0, 9.0), at(6.0), at(9.0)], True),  # a partial rep between
        ([at(0.0), at(3.0, 9.0), at(6.0, 9.0), at(9.0), at(12.0)], True),
        ([at(0.0), at(3.0, 9.0), at(6.0, 9.0), at(9.0, 9.0), at(12.0), at(15.0)], False),
        ([at(0.0), at(3.0, 9.0), at(6.0)], False),
        ([at(0.0), at(3.0, 9.0), at(12.0), at(15.0)], False),  # with a long pause
        ([at(0.0, 70.0), at(6.3, 70.0), at(9.0, 70.0)], True),
        ([at(0.0, 70.0), at(6.5, 70.0), at(9.0, 70.0)], False),  # as threading a band
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
    ("starts", "pause_s", "armed_s"),
    [
        ([0.0], 6.5, 11.0),
        ([0.0, 3.0], 6.5, 11.0),  # three times its pause of 0.6 s is less than the least
        ([0.0, 5.4], 9.0, 11.0),
        ([0.0, 4.0, 9.4], 9.0, 11.0),
        ([0.0, 8.4], 12.0, 12.0),
    ],
)
def test_a_set_is_over_after_three_of_its_pauses_within_bounds(
    starts: list[float], pause_s: float, armed_s: float
) -> None:
    state = SetState(open=[entry(at(start)) for start in starts], last_end_s=100.0)
    assert deadline_s(state, SETTINGS) == pytest.approx(100.0 + pause_s)
    waiting = SetState(pending=state.open, last_end_s=100.0)
    assert deadline_s(waiting, SETTINGS) == pytest.approx(100.0 + pause_s)
    ready = SetState(open=state.open, last_end_s=100.0, armed=True)
    assert deadline_s(ready, SETTINGS) == pytest.approx(100.0 + armed_s)
    told = SetState(open=state.open, last_end_s=100.0, explicit=True)
    assert deadline_s(told, SETTINGS) == 130.0


def group(*candidates: Candidate) -> list[Entry]:
    return [entry(candidate) for candidate in candidates]


@pytest.mark.parametrize(
    ("candidates", "first"),
    [
        ((at(0.0), at(3.0), at(6.0)), 0),
        ((at(0.0), at(3.0), at(6.0), at(9.0), at(12.0)), 0),
        ((at(0.0), at(3.0), at(6.0, 10.0), at(9.0), at(12.0), at(15.0)), 0),  # a partial one
        ((at(0.0), at(10.0), at(13.0), at(16.0)), 1),  # too long ago
        ((at(0.0), at(3.0, 60.0), at(6.0), at(9.0), at(12.0)), 2),  # picked something up
        ((at(0.0, duration_s=5.0), at(6.0), at(9.0), at(12.0)), 1),
    ],
)
def test_what_came_before_the_set_is_none_of_it(
    candidates: tuple[Candidate, ...], first: int
) -> None:
    assert first_of_set(group(*candidates), SETTINGS) == first


def test_what_is_far_deeper_or_longer_is_none_of_the_set() -> None:
    under_way = SetState(open=group(at(0.0), at(3.0), at(6.0)))
    assert not stands_out(at(9.0, 42.0), under_way, SETTINGS)
    assert stands_out(at(9.0, 43.0), under_way, SETTINGS)
    assert not stands_out(at(9.0, duration_s=7.1), under_way, SETTINGS)
    assert stands_out(at(9.0, duration_s=7.3), under_way, SETTINGS)
    assert not stands_out(at(9.0, 90.0), SetState(open=under_way.open[:2]), SETTINGS)


def test_who_said_that_a_set_begins_is_believed_more() -> None:
    told = SetState(open=group(*(at(3.0 * n) for n in range(5))), armed=True)
    assert not stands_out(at(15.0, 62.0), told, SETTINGS)
    assert stands_out(at(15.0, 63.0), told, SETTINGS)
    assert not stands_out(at(15.0, duration_s=30.0), told, SETTINGS)
    assert not stands_out(at(15.0, 90.0), SetState(open=told.open[:4], armed=True), SETTINGS)


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
