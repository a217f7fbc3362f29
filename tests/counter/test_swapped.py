"""The leg that was told to work, and the one that does."""

from __future__ import annotations

import pytest

from imu.counter.saved import dumps, loads
from imu.counter.swapped import SwapState, SwapWatch
from imu.events import AnyEvent, HealthEvent, RejectedEvent, RepEvent
from imu.samples import Reason, Side


def rep(side: Side, time_s: float) -> AnyEvent:
    return RepEvent(
        time_s=time_s, side=side, rep_id=1, set_id=1, count=1, start_s=0.0, bottom_s=0.0,
        depth_deg=20.0,
    )  # fmt: skip


def idle(side: Side, time_s: float, reason: str = Reason.IDLE_LEG) -> AnyEvent:
    return RejectedEvent(
        time_s=time_s, side=side, rep_id=0, start_s=0.0, end_s=1.0, reason=reason, depth_deg=9.0
    )


def both(working: Side, going_along: Side, n: int) -> list[list[AnyEvent]]:
    return [[idle(going_along, float(i)), rep(working, float(i))] for i in range(n)]


def said(watch: SwapWatch, told: list[list[AnyEvent]]) -> list[AnyEvent]:
    return [one for events in told for one in watch.hear(events)]


def test_work_of_the_other_leg_is_asked_about_once() -> None:
    watch = SwapWatch(SwapState())
    watch.told("left")
    (event,) = said(watch, both("right", "left", 9))
    assert isinstance(event, HealthEvent)
    assert (event.code, event.side, event.time_s) == ("sides-swapped", "left", 2.0)
    watch.told("left")
    assert said(watch, both("right", "left", 9)) == []


@pytest.mark.parametrize("told", ["right", None])
def test_work_of_the_leg_that_was_told_is_not(told: Side | None) -> None:
    watch = SwapWatch(SwapState())
    watch.told(told)
    assert said(watch, both("right", "left", 9)) == []


def test_a_single_rep_of_its_own_settles_it() -> None:
    watch = SwapWatch(SwapState())
    watch.told("left")
    assert said(watch, [[rep("left", 0.0)], *both("right", "left", 9)]) == []


def test_a_leg_that_walks_is_not_going_along() -> None:
    watch = SwapWatch(SwapState())
    watch.told("left")
    walk = [[idle("left", 0.0, Reason.WALKING), rep("right", 0.0)]] * 9
    assert said(watch, walk) == []


def test_what_was_before_the_word_does_not_count() -> None:
    watch = SwapWatch(SwapState())
    watch.told("left")
    assert said(watch, both("right", "left", 2)) == []
    watch.told("left")
    assert said(watch, both("right", "left", 2)) == []


def test_it_is_saved() -> None:
    watch = SwapWatch(SwapState())
    watch.told("left")
    said(watch, both("right", "left", 2))
    again = SwapWatch(loads(dumps(watch.state), SwapState))
    assert len(said(again, both("right", "left", 1))) == 1
    assert [one.code for one in again.state.findings["left"]] == ["sides-swapped"]
