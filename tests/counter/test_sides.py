"""One sensor on either leg, or one on each: whose rep it is, and who is waited for."""

from __future__ import annotations

import pytest

from imu.counter.tracker import Tracker
from imu.demonstration import demo_session
from imu.events import RepEvent
from imu.feed import part, stream_of
from imu.samples import Block, Command, CommandKind, Side
from imu.settings import Settings
from tests.counter.streams import stream_called
from tests.counter.test_commands import counts, those, told
from tests.hinges import hinges, in_a_row, recording


def test_an_unknown_side_is_named_later() -> None:
    block = hinges(in_a_row(4), 20.0, side="unknown")
    named = Command(1.0, CommandKind.SIDE, "unknown", "left")
    events, session = told(block, named)
    assert counts(session, "left") == [4]
    assert {event.side for event in those(events, RepEvent)} == {"left"}
    assert session.sides["unknown"].count == 0
    assert session.sides["left"].samples == len(block)


def test_the_leg_is_changed_with_one_sensor() -> None:
    starts = [*in_a_row(4), *in_a_row(5, first_s=30.0)]
    block = hinges(starts, 60.0, side="unknown")
    commands = [
        Command(0.5, CommandKind.SIDE, "unknown", "right"),
        Command(22.0, CommandKind.SIDE, "unknown", "left"),
    ]
    events, session = told(block, *commands)
    assert (counts(session, "right"), counts(session, "left")) == ([4], [5])
    assert [event.side for event in those(events, RepEvent)] == ["right"] * 4 + ["left"] * 5


def test_naming_the_other_leg_ends_the_set() -> None:
    block = hinges(in_a_row(8), 30.0, side="unknown")
    commands = [
        Command(0.5, CommandKind.SIDE, "unknown", "right"),
        Command(13.0, CommandKind.SIDE, "unknown", "left"),
    ]
    _, session = told(block, *commands)
    assert (counts(session, "right"), counts(session, "left")) == ([4], [4])


def test_one_sensor_that_changes_the_leg_is_not_waited_for() -> None:
    stream = stream_called("moved-sensor")
    first, second = stream.blocks["right"], stream.blocks["left"]
    moved_s = float(second.time_s[0])
    tracker = Tracker(sides=("left", "right"))
    events = tracker.feed(Command(0.0, CommandKind.SENSOR_OFF, "left"))
    events += tracker.feed(first)
    assert [event.side for event in those(events, RepEvent)] == ["right"] * 4
    events += tracker.feed(Command(moved_s, CommandKind.SENSOR_OFF, "right"))
    events += tracker.feed(Command(moved_s, CommandKind.SENSOR_ON, "left"))
    events += tracker.feed(second)
    session, last = tracker.finish()
    assert [event.side for event in those(events + last, RepEvent)] == ["right"] * 4 + ["left"] * 4
    assert (counts(session, "right"), counts(session, "left")) == ([4], [4])


def test_without_samples_of_one_side_nothing_is_said_of_the_other() -> None:
    """Two sensors are judged together: which leg works is told by comparing them."""
    right, left = hinges(in_a_row(4), 20.0), hinges([], 20.0, side="left")
    tracker = Tracker()
    assert tracker.feed(right) == []
    events = tracker.feed(part(left, 0, 1000))
    assert events
    assert max(event.time_s for event in events) < 10.0
    session, _ = tracker.finish()
    assert counts(session) == [4]


def test_a_sensor_that_was_taken_off_is_not_waited_for_in_a_replay() -> None:
    """Nothing was recorded about it; its samples just end, or begin, long before the other's."""
    for late in (False, True):
        other = hinges([], 6.0, side="left", first_s=34.0 if late else 0.0)
        recorded = recording(hinges(in_a_row(4), 40.0), other)
        tracker = Tracker()
        before_the_end = [
            event
            for time_s, item in stream_of(recorded, 0.5)
            for event in tracker.feed(item)
            if time_s < 30.0
        ]
        assert len(those(before_the_end, RepEvent)) == 4


@pytest.mark.parametrize("seed", [1, 2])
def test_the_idle_leg_does_not_count_while_the_working_ones_sensor_is_lost(seed: int) -> None:
    session = demo_session(seed)
    worked = [rep for rep in session.truth.reps if rep.side == "left"]
    lost_s = worked[2].start_s
    left = session.blocks["left"]
    kept = (left.time_s < lost_s) | (left.time_s >= lost_s + 14.0)
    cut = Block("left", left.time_s[kept], left.acc_m_s2[kept], left.gyr_rad_s[kept])
    blocks: dict[Side, Block] = {"left": cut, "right": session.blocks["right"]}
    result = Tracker(Settings(), ("left", "right")).feed_all(blocks, session.commands, "live")
    assert [one.count for one in result.sides["right"].sets] == [8, 8]
