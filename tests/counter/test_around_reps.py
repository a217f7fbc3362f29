"""Standing and lost balance around reps, from samples to the set, in any cut of the stream."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from imu.counter.review import review
from imu.counter.tracker import Tracker
from imu.feed import part
from imu.samples import Block, Command, CommandKind, RepSet, Session
from imu.settings import METRICS_VERSION, Settings
from tests.hinges import REP_S, hinges, smooth

PAUSE_S = 6.5
STARTS_S = [8.0 + n * (REP_S + PAUSE_S) for n in range(4)]
END_S = STARTS_S[-1] + REP_S + 12.0


def standing_between() -> Block:
    """Four reps with long rests; balance is lost in the second of them, at 31 s."""
    block = hinges(STARTS_S, END_S)
    return jerked(block, STARTS_S[2] - 0.5 * PAUSE_S)


def jerked(block: Block, at_s: float) -> Block:
    """Lean sideways by 6 degrees and back within 0.6 s."""
    since = (block.time_s - at_s) / 0.3
    angle = np.radians(6.0) * (smooth(since) - smooth(since - 1.0))
    acc, gyr = block.acc_m_s2.copy(), block.gyr_rad_s.copy()
    acc[:, 1] += 9.81 * np.sin(angle)
    gyr[:, 2] -= np.gradient(angle, block.time_s)
    return Block(block.side, block.time_s, acc, gyr, block.seq)


def fed(block: Block, size: int, commands: tuple[Command, ...] = ()) -> Session:
    tracker = Tracker(sides=("right",))
    for command in commands:
        tracker.feed(command)
    for first in range(0, len(block), size):
        tracker.feed(part(block, first, first + size))
    return tracker.finish()[0]


def only_set(session: Session) -> RepSet:
    (one,) = session.sides["right"].sets
    assert one.count == 4
    return one


EXPLICIT = (Command(0.5, CommandKind.SET_START),)


@pytest.fixture(scope="module")
def live() -> Session:
    return fed(standing_between(), 100_000, EXPLICIT)


def test_still_windows_lie_beside_the_reps(live: Session) -> None:
    one = only_set(live)
    assert [window.where for window in one.still] == ["before", "between", "between", "after"]
    before, first_rest, last_rest, after = (window.start_s for window in one.still)
    assert before < first_rest < STARTS_S[1] - 5.0 < STARTS_S[2] < last_rest < STARTS_S[3] - 5.0
    assert after > one.reps[-1].end_s
    assert all(window.end_s - window.start_s == pytest.approx(5.0) for window in one.still)
    assert one.metrics["still_windows"] == 2.0


def test_the_rest_in_which_balance_was_lost_is_counted_and_not_averaged(live: Session) -> None:
    one = only_set(live)
    assert one.metrics["step_offs"] == 1.0
    lost_s = STARTS_S[2] - 0.5 * PAUSE_S
    assert not any(window.start_s < lost_s < window.end_s for window in one.still)
    steady = only_set(fed(hinges(STARTS_S, END_S), 100_000, EXPLICIT))
    assert (steady.metrics["step_offs"], steady.metrics["still_windows"]) == (0.0, 3.0)


def test_review_sees_the_same() -> None:
    session, _ = review({"right": standing_between()}, EXPLICIT, Settings())
    one = only_set(session)
    assert one.metrics["step_offs"] == 1.0
    assert one.metrics["still_windows"] == 2.0
    assert None not in one.similarity
    assert min(value for value in one.similarity if value is not None) > 0.95


@pytest.mark.parametrize("size", [7, 50, 333])
def test_however_the_stream_is_cut(live: Session, size: int) -> None:
    assert msgspec.json.encode(fed(standing_between(), size, EXPLICIT)) == msgspec.json.encode(live)


def test_saving_and_going_on_keeps_what_was_seen(live: Session) -> None:
    block, tracker = standing_between(), Tracker(sides=("right",))
    tracker.feed(EXPLICIT[0])
    for first in range(0, len(block), 400):
        tracker.feed(part(block, first, first + 400))
        tracker = Tracker.restore(tracker.save())
    assert msgspec.json.encode(tracker.finish()[0]) == msgspec.json.encode(live)


def test_a_bottom_that_is_held_is_a_window_too() -> None:
    down = 1.1
    time_s = np.arange(4500) / 100.0
    tilt = sum(
        (20.0 * (smooth((time_s - s) / down) - smooth((time_s - s - 7.0) / down)))
        for s in (6.0, 18.0, 30.0)
    )
    angle = np.radians(np.asarray(tilt))
    zero = np.zeros_like(angle)
    up = np.column_stack([np.cos(angle), zero, np.sin(angle)])
    rate = np.column_stack([zero, np.gradient(angle, 0.01), zero])
    session = fed(Block("right", time_s, 9.81 * up, rate), 100_000, EXPLICIT)
    (one,) = session.sides["right"].sets
    assert [window.where for window in one.still].count("bottom") == 3


def test_the_version_of_the_metrics_is_in_the_result(live: Session) -> None:
    assert live.metrics_version == METRICS_VERSION == 3


def test_a_moved_sensor_begins_a_new_first_set() -> None:
    """The arm is as long as the sensor sits high: after a move it says nothing about the knee."""
    tracker = Tracker(sides=("right",))
    block = hinges([2.0, 5.0, 8.0, 11.0, 40.0, 43.0, 46.0, 49.0], 70.0)
    told = Command(30.0, CommandKind.SENSOR_MOVED, "right")
    tracker.feed(part(block, 0, 3000))
    tracker.feed(told)
    tracker.feed(part(block, 3000, len(block)))
    first, second = tracker.finish()[0].sides["right"].sets
    assert first.missing["knee_quietness_m"] == second.missing["knee_quietness_m"]
    unmoved = Tracker(sides=("right",))
    unmoved.feed(block)
    _, second = unmoved.finish()[0].sides["right"].sets
    assert second.metrics["knee_quietness_m"] == pytest.approx(0.0, abs=0.02)
