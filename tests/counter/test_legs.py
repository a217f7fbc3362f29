"""Both legs in one order, and which of them did the work."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.candidates import Candidate
from imu.counter.items import Busy, Item
from imu.counter.legs import Legs, LegState, Told
from imu.counter.saved import dumps, loads
from imu.samples import Side
from imu.settings import LegSettings
from tests.counter.builders import at, frame, path, rep, ups


def legs(*sides: Side) -> Legs:
    return Legs(LegSettings(), sides or ("left", "right"))


def names(due: list[tuple[Side, Item]]) -> list[tuple[float, str]]:
    return [(item.time_s, side) for side, item in due]


def items(*times_s: float) -> list[Item]:
    return [Item(time_s, Busy(True, 0.0)) for time_s in times_s]


def test_items_come_by_time_and_at_the_same_time_left_first() -> None:
    both = legs()
    both.add("right", items(1.0, 2.0, 4.0), [], 5.0)
    both.add("left", items(2.0, 3.0), [], 5.0)
    expected = [(1.0, "right"), (2.0, "left"), (2.0, "right"), (3.0, "left")]
    assert names(both.due(3.5)) == expected
    assert names(both.due(3.5)) == []
    assert names(both.due(4.0)) == [(4.0, "right")]


def test_items_of_one_moment_keep_the_order_in_which_they_came() -> None:
    both = legs()
    first, second = Item(1.0, Busy(True, 0.0)), Item(1.0, Busy(False, 1.0))
    both.add("left", [first], [], 1.0)
    both.add("left", [second], [], 2.0)
    assert [item for _, item in both.due(2.0)] == [first, second]


TIMES = st.lists(st.integers(0, 40), max_size=12)
BOTH: tuple[Side, Side] = ("left", "right")


@examples(max_examples=50)
@given(TIMES, TIMES, st.integers(1, 15), st.integers(1, 15))
def test_the_order_does_not_depend_on_how_the_streams_interleave(
    left: list[int], right: list[int], left_step: int, right_step: int
) -> None:
    times: dict[Side, list[int]] = {"left": sorted(left), "right": sorted(right)}
    steps: dict[Side, int] = {"left": left_step, "right": right_step}
    whole, parts = legs(), legs()
    for side in BOTH:
        whole.add(side, items(*times[side]), [], 60.0)
    expected = names(whole.due(whole.watermark_s))
    got: list[tuple[float, str]] = []
    for now in range(61):
        for side in BOTH:
            if now % steps[side] == 0 or now == 60:
                since = parts.state.tracks[side].time_s
                parts.add(side, items(*[t for t in times[side] if since < t <= now]), [], now)
                got += names(parts.due(parts.watermark_s))
    assert got == expected


def test_the_watermark_is_what_every_sensor_that_is_on_has_reached() -> None:
    both = legs()
    assert both.watermark_s < -1e200
    both.add("left", [], [], 9.0)
    assert both.watermark_s < -1e200
    both.add("right", [], [], 4.0)
    assert both.watermark_s == 4.0
    both.add("right", [], [], 3.0)
    assert both.watermark_s == 4.0
    both.switch("right", False, 5.0)
    assert both.watermark_s == 9.0
    both.switch("left", False, 5.0)
    assert both.watermark_s == 9.0  # nothing is certain that nobody has seen


def test_a_sensor_that_comes_back_is_waited_for_from_then_on() -> None:
    both = legs()
    both.add("left", [], [], 20.0)
    both.switch("right", False, 0.0)
    both.switch("right", True, 12.0)
    assert both.watermark_s == 12.0
    both.switch("right", True, 99.0)  # it was on already
    assert both.watermark_s == 12.0


# -- the idle leg ----------------------------------------------------------------------------------


def swung(left: float | None, right: float, first_s: float = 0.0, both: Legs | None = None) -> Legs:
    """A rep from 2.0 s to 4.4 s in which the thighs swing by these angles."""
    together = both or legs()
    pairs: tuple[tuple[Side, float | None], ...] = (("left", left), ("right", right))
    for side, depth in pairs:
        if depth is None:
            continue
        tilt = path((2.0, 0.0), *rep(depth, 1.1, 0.2), (1.0, 0.0), rate_hz=25.0)
        ticks = round(25 * first_s) + np.arange(len(tilt))
        together.add(side, [], [(ticks, ups(tilt, frame(len(side))))], first_s + 5.0)
    return together


def right_leg(first_s: float = 0.0) -> Candidate:
    return at(first_s + 2.0)


@pytest.mark.parametrize(
    ("own", "other", "idle"),
    [
        (25.0, 5.0, False),
        (25.0, 25.0, False),
        (22.0, 25.0, False),
        (21.0, 25.0, True),
        (10.0, 25.0, True),
    ],
)
def test_the_leg_that_swings_much_less_is_idle(own: float, other: float, idle: bool) -> None:
    assert swung(other, own).is_idle(right_leg()) is idle
    assert swung(own, other).is_idle(replace(right_leg(), side="left")) is idle


def test_a_leg_that_went_along_lately_must_come_closer_to_count() -> None:
    both = swung(25.0, 10.0)
    assert both.is_idle(right_leg())
    swung(25.0, 23.0, 10.0, both)
    assert both.is_idle(right_leg(10.0))
    swung(25.0, 24.8, 20.0, both)
    assert not both.is_idle(right_leg(20.0))
    swung(25.0, 23.0, 60.0, both)
    assert not both.is_idle(right_leg(60.0))


@pytest.mark.parametrize(
    ("told", "own", "idle"),
    [
        ("works", 21.0, True),
        ("works, as all do", 21.0, False),
        ("works, as all do", 19.0, True),
        ("another works", 30.0, True),
        ("another works", 32.0, False),
    ],
)
def test_what_was_told_of_the_legs_is_believed_within_reason(
    told: Told, own: float, idle: bool
) -> None:
    assert swung(25.0, own).is_idle(right_leg(), told) is idle


def test_a_leg_told_to_work_with_the_other_is_not_held_to_have_gone_along_before() -> None:
    both = swung(25.0, 10.0)
    assert both.is_idle(right_leg())
    swung(25.0, 23.0, 10.0, both)
    assert not both.is_idle(right_leg(10.0), "works, as all do")


def test_without_the_other_leg_none_is_idle() -> None:
    assert not swung(None, 10.0).is_idle(right_leg())
    one = legs("right")
    one.add("right", [], [], 9.0)
    assert not one.is_idle(right_leg())


def test_the_other_leg_must_have_been_seen_at_that_time() -> None:
    assert not swung(40.0, 10.0, 100.0, swung(None, 10.0)).is_idle(right_leg())


def test_a_leg_that_went_along_goes_on_doing_so_while_the_other_sensor_is_lost() -> None:
    both = swung(25.0, 10.0)
    assert both.is_idle(right_leg())
    for first_s in (10.0, 25.0, 40.0):  # each within the memory of the one before
        swung(None, 10.0, first_s, both)
        assert both.is_idle(right_leg(first_s))
    swung(None, 10.0, 80.0, both)
    assert not both.is_idle(right_leg(80.0))


def test_a_leg_that_worked_goes_on_counting_while_the_other_sensor_is_lost() -> None:
    both = swung(10.0, 25.0)
    assert not both.is_idle(right_leg())
    swung(None, 25.0, 10.0, both)
    assert not both.is_idle(right_leg(10.0))


def test_a_sensor_that_was_taken_off_says_nothing_about_the_other_leg() -> None:
    both = swung(25.0, 10.0)
    assert both.is_idle(right_leg())
    both.switch("left", False, 6.0)
    swung(None, 10.0, 10.0, both)
    assert not both.is_idle(right_leg(10.0))


def test_no_axis_is_needed_and_the_sensors_may_sit_anyhow() -> None:
    both = legs()
    tilt = path((2.0, 0.0), *rep(25.0, 1.1, 0.2), rate_hz=25.0)
    for side, share, seed in zip(BOTH, (1.0, 0.5), (77, 78), strict=True):
        both.add(side, [], [(np.arange(len(tilt)), ups(share * tilt, frame(seed)))], 5.0)
    assert both.is_idle(right_leg())
    assert not both.is_idle(replace(right_leg(), side="left"))


def test_memory_is_bounded_and_what_is_needed_is_kept() -> None:
    both = legs()
    for minute in range(10):
        ticks = minute * 1500 + np.arange(1500)
        still = ups(np.zeros(1500), frame(1))
        for side in BOTH:
            both.add(side, [], [(ticks, still)], 60.0 * (minute + 1))
        both.trim()
    for track in both.state.tracks.values():
        assert len(track.ticks) == len(track.up)
        assert len(track.ticks) <= 25 * 181
        assert track.ticks[0] <= 25 * (600 - 89)


def test_restored_legs_go_on_alike() -> None:
    straight = swung(25.0, 10.0)
    straight.is_idle(right_leg())
    straight.add("left", items(6.0), [], 6.0)
    state = loads(dumps(straight.state), LegState)
    restored = Legs(LegSettings(), ("left", "right"), state)
    for both in (straight, restored):
        swung(25.0, 23.0, 10.0, both)
    assert restored.is_idle(right_leg(10.0)) is straight.is_idle(right_leg(10.0)) is True
    assert restored.due(9.0) == straight.due(9.0)
    assert restored.watermark_s == straight.watermark_s
