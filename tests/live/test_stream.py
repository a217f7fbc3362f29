"""A recording as a stream: whole or in part, cut wherever something was told."""

from __future__ import annotations

import math

import numpy as np
import pytest

from imu import feed
from imu.counter.tracker import Tracker
from imu.feed import sides_of, stream_of
from imu.recording import Recording
from imu.samples import Block, Command, CommandKind, Side
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import in_one_go

MOVED = recording(
    hinges(in_a_row(4), 14.0, side="left"),
    hinges(in_a_row(4, first_s=23.0), 18.0, first_s=20.0),
    commands=[Command(3.013, CommandKind.ARM, "left"), Command(22.4, CommandKind.ARM)],
)
TWO = recording(
    hinges(in_a_row(4), 24.0, side="left", depth_deg=10.0, hole_s=(8.1, 9.0)),
    hinges(in_a_row(4, first_s=2.1), 24.0, first_s=0.003),
    commands=[Command(0.4, CommandKind.ARM), Command(10.007, CommandKind.UNDO)],
)


def samples(items: list[tuple[float, Block | Command]], side: Side) -> list[float]:
    """Times of all samples of a side, in the order in which they come."""
    blocks = [item for _, item in items if isinstance(item, Block) and item.side == side]
    return [time_s for block in blocks for time_s in block.time_s.tolist()]


def commands(items: list[tuple[float, Block | Command]]) -> list[Command]:
    """All commands, in the order in which they come."""
    return [item for _, item in items if isinstance(item, Command)]


@pytest.mark.parametrize("block_s", [0.04, 1.0, 50.0])
@pytest.mark.parametrize("at_s", [-1.0, 0.0, 3.013, 8.5, 13.99, 17.0, 20.0, 99.0])
@pytest.mark.parametrize("replayed", [MOVED, TWO], ids=["moved", "two"])
def test_two_parts_are_the_whole(replayed: Recording, at_s: float, block_s: float) -> None:
    whole = list(stream_of(replayed, block_s))
    before = list(stream_of(replayed, block_s, until_s=at_s))
    after = list(stream_of(replayed, block_s, from_s=at_s))
    assert all(time_s < at_s for time_s, _ in before)
    assert commands(before) + commands(after) == commands(whole)
    for side in sides_of(replayed):
        assert samples(before, side) + samples(after, side) == samples(whole, side)
        assert all(time_s >= at_s for time_s in samples(after, side))
    tracker = Tracker(sides=sides_of(replayed))
    events = [event for _, item in before + after for event in tracker.feed(item)]
    assert events + tracker.finish()[1] == in_one_go(replayed)[0]


def test_when_a_sensor_was_there_is_told_in_its_part_too() -> None:
    kinds = [command.kind for command in commands(list(stream_of(MOVED, from_s=13.5)))]
    assert kinds == [CommandKind.SENSOR_OFF, CommandKind.SENSOR_ON, CommandKind.ARM]
    assert CommandKind.SENSOR_OFF in [c.kind for c in commands(list(stream_of(MOVED, until_s=1.0)))]


@pytest.mark.parametrize("block_s", [0.04, 1.0, 50.0])
def test_what_was_decided_before_a_command_does_not_depend_on_the_pieces(block_s: float) -> None:
    for replayed in (MOVED, TWO):
        seen: dict[Side, float] = dict.fromkeys(sides_of(replayed), -math.inf)
        for _, item in stream_of(replayed, block_s):
            if isinstance(item, Block):
                seen[item.side] = float(item.time_s[-1])
                continue
            last = item.kind is CommandKind.SENSOR_OFF
            for side, newest_s in seen.items():
                time_s = replayed.streams[side].block.time_s
                due = time_s[time_s <= item.time_s] if last else time_s[time_s < item.time_s]
                assert newest_s == (due[-1] if len(due) else -math.inf)


def test_nothing_between_two_samples_is_nothing() -> None:
    assert list(stream_of(TWO, from_s=8.2, until_s=8.2)) == []
    assert not samples(list(stream_of(TWO, from_s=8.2, until_s=8.9)), "left")
    assert np.all(np.diff(samples(list(stream_of(TWO, from_s=8.2, until_s=8.9)), "right")) > 0.0)


@pytest.mark.parametrize("stretch", [1, 7, 100])
@pytest.mark.parametrize("replayed", [MOVED, TWO], ids=["moved", "two"])
def test_cuts_that_are_found_bit_by_bit_are_the_same(
    replayed: Recording, stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [(time_s, samples([(time_s, one)], "left")) for time_s, one in stream_of(replayed)]
    monkeypatch.setattr(feed, "_STRETCH", stretch)
    again = [(time_s, samples([(time_s, one)], "left")) for time_s, one in stream_of(replayed)]
    assert again == whole
    assert len(whole) > 300
