"""Where the jumps of a replay go."""

from __future__ import annotations

import pytest

from dashboard.control.jumps import LEAD_S, jump, rep_starts, set_starts
from imu.samples import Rep, RepSet, Session, SideResult

STARTS = [10.0, 14.0, 40.0]


def rep(start_s: float, *, counted: bool = True) -> Rep:
    return Rep(
        start_s=start_s,
        bottom_start_s=start_s + 1.0,
        bottom_end_s=start_s + 1.5,
        end_s=start_s + 3.0,
        provisional_s=start_s + 3.0,
        announced_s=None,
        depth_deg=20.0,
        counted=counted,
        flags=(),
        metrics={},
    )


def leg(*reps: Rep) -> SideResult:
    one = RepSet(start_s=reps[0].start_s, end_s=99.0, reps=reps)
    return SideResult(samples=1, rate_hz=None, gaps=(), health=(), sets=(one,), rejected=())


def test_reps_and_sets_of_both_legs_stand_in_the_order_of_time() -> None:
    right = leg(rep(10.0), rep(14.0), rep(16.0, counted=False))
    session = Session(sides={"left": leg(rep(40.0)), "right": right})
    assert rep_starts(session) == STARTS
    assert set_starts(session) == [10.0, 40.0]


@pytest.mark.parametrize(
    ("now_s", "place"), [(0.0, 9.0), (9.0, 13.0), (12.9, 13.0), (13.0, 39.0), (39.0, None)]
)
def test_forward_goes_to_the_next_place(now_s: float, place: float | None) -> None:
    assert jump(STARTS, now_s, forward=True) == place


@pytest.mark.parametrize(
    ("now_s", "place"), [(5.0, None), (10.0, None), (11.0, 9.0), (14.0, 9.0), (15.0, 13.0)]
)
def test_back_goes_to_the_rep_before_if_this_one_has_just_begun(
    now_s: float, place: float | None
) -> None:
    assert jump(STARTS, now_s, forward=False) == place


def test_repeated_jumps_visit_every_rep_once_in_either_direction() -> None:
    now = 0.0
    seen: list[float] = []
    while (place := jump(STARTS, now, forward=True)) is not None:
        seen.append(place + LEAD_S)
        now = place
    assert seen == STARTS
    back: list[float] = []
    while (place := jump(STARTS, now, forward=False)) is not None:
        back.append(place + LEAD_S)
        now = place
    assert back == [14.0, 10.0]
