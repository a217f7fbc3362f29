"""What a person can tell the tracker, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from imu.analysis import analyze
from imu.counter.tracker import Tracker
from imu.events import (
    AnyEvent,
    CalibrationEvent,
    DotEvent,
    RejectedEvent,
    RepEvent,
    SetEvent,
    UndoEvent,
)
from imu.feed import part
from imu.recording import read_recording, write_recording
from imu.samples import Block, Command, CommandKind, Flag, RepSet, Session, Side
from imu.settings import Settings
from tests.counter.streams import (
    Stream,
    outcome_of,
    plain_run,
    random_rotation,
    stream_called,
    turned,
)
from tests.hinges import REP_S, hinges, in_a_row

E = TypeVar("E")

BEFORE_S = 1.5
"""s; nothing has moved yet. The reps of `in_a_row` start at 2.0, 4.8, 7.6 ..."""

AFTER_TWO_S = 7.2


def told(
    block: Block | Sequence[Block], *commands: Command, settings: Settings | None = None
) -> tuple[list[AnyEvent], Session]:
    """Feed samples, and commands at their times."""
    blocks = [block] if isinstance(block, Block) else block
    return plain_run(Stream({b.side: b for b in blocks}, commands), settings)


def those(events: list[AnyEvent], kind: type[E]) -> list[E]:
    """Give the events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def sets_of(session: Session, side: Side = "right") -> tuple[RepSet, ...]:
    """Give the sets of one side."""
    return session.sides[side].sets


def counts(session: Session, side: Side = "right") -> list[int]:
    """Give how many reps each set counts."""
    return [one.count for one in sets_of(session, side)]


# -- unarmed -------------------------------------------------------------------------------------


def test_untold_three_alike_are_announced_together() -> None:
    events, session = told(hinges(in_a_row(5), 25.0))
    announced = [event.time_s for event in those(events, RepEvent)]
    assert counts(session) == [5]
    assert announced[0] == announced[1] == announced[2]
    assert announced[2] < announced[3] < announced[4]
    assert [event.count for event in those(events, RepEvent)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("reps", [1, 2])
def test_untold_two_are_no_set(reps: int) -> None:
    events, session = told(hinges(in_a_row(reps), 25.0))
    assert those(events, RepEvent) == []
    assert counts(session) == []


@pytest.mark.parametrize("first_s", [0.0, 0.1, 0.5, 2.0])
@pytest.mark.parametrize("reps", [3, 10])
def test_nobody_has_to_stand_still_first(first_s: float, reps: int) -> None:
    starts = in_a_row(reps, first_s=first_s, pause_s=0.0)
    _, session = told(hinges(starts, reps * REP_S + 5.0))
    assert counts(session) == [reps]


# -- arm, disarm ---------------------------------------------------------------------------------


def test_armed_every_rep_is_announced_when_it_is_over() -> None:
    events, session = told(hinges(in_a_row(5), 25.0), Command(BEFORE_S, CommandKind.ARM, "right"))
    assert counts(session) == [5]
    for start_s, event in zip(in_a_row(5), those(events, RepEvent), strict=True):
        assert -0.3 < event.time_s - (start_s + REP_S) < 0.15


@pytest.mark.parametrize("reps", [1, 2])
def test_armed_one_rep_is_a_set(reps: int) -> None:
    _, session = told(hinges(in_a_row(reps), 20.0), Command(BEFORE_S, CommandKind.ARM))
    assert counts(session) == [reps]


def test_armed_at_the_bottom_is_earlier() -> None:
    settings = Settings(announce_at="bottom")
    arm = Command(BEFORE_S, CommandKind.ARM)
    events, session = told(hinges(in_a_row(5), 25.0), arm, settings=settings)
    assert counts(session) == [5]
    late = [
        event.time_s - (start_s + 1.2)
        for start_s, event in zip(in_a_row(5), those(events, RepEvent), strict=True)
    ]
    # The first rep shows where the hinge is; from the second one on the bottom is known.
    assert all(0.0 < seconds < 0.7 for seconds in late[1:]), late


def test_the_arming_ends_with_the_set() -> None:
    starts = [*in_a_row(4), 40.0]
    _, session = told(hinges(starts, 60.0), Command(BEFORE_S, CommandKind.ARM))
    assert counts(session) == [4]
    assert [one.reason for one in session.sides["right"].rejected] == ["isolated"]


def test_disarm_takes_the_arming_back() -> None:
    arm, disarm = Command(0.5, CommandKind.ARM), Command(BEFORE_S, CommandKind.DISARM)
    events, session = told(hinges(in_a_row(2), 20.0), arm, disarm)
    assert those(events, RepEvent) == []
    assert counts(session) == []


def test_arming_one_side_does_not_arm_the_other() -> None:
    blocks = [hinges(in_a_row(2), 20.0), hinges([], 20.0, side="left")]
    _, right = told(blocks, Command(BEFORE_S, CommandKind.ARM, "right"))
    _, left = told(blocks, Command(BEFORE_S, CommandKind.ARM, "left"))
    assert (counts(right), counts(left)) == ([2], [])


# -- set-start, set-stop, pain-stop --------------------------------------------------------------


def test_set_start_arms_and_waits_longer() -> None:
    starts = [*in_a_row(2), 25.0]
    for kind, expected in ((CommandKind.ARM, [2]), (CommandKind.SET_START, [3])):
        _, session = told(hinges(starts, 40.0), Command(BEFORE_S, kind))
        assert counts(session) == expected


def test_set_start_ends_the_set_before() -> None:
    arm, start = Command(BEFORE_S, CommandKind.ARM), Command(10.2, CommandKind.SET_START)
    _, session = told(hinges(in_a_row(6), 25.0), arm, start)
    assert counts(session) == [3, 3]


def test_set_stop_keeps_what_there_is() -> None:
    start = Command(BEFORE_S, CommandKind.SET_START)
    stop = Command(AFTER_TWO_S, CommandKind.SET_STOP)
    events, session = told(hinges(in_a_row(2), 20.0), start, stop)
    (one,) = sets_of(session)
    assert (one.count, one.stopped) == (2, "person")
    (ended,) = [event for event in those(events, SetEvent) if event.state == "end"]
    assert (ended.time_s, ended.count, ended.stopped) == (AFTER_TWO_S, 2, "person")


def test_after_set_stop_nothing_is_armed() -> None:
    start = Command(BEFORE_S, CommandKind.SET_START)
    stop = Command(AFTER_TWO_S, CommandKind.SET_STOP)
    _, session = told(hinges([*in_a_row(2), 9.0], 20.0), start, stop)
    assert counts(session) == [2]


@pytest.mark.parametrize("armed", [True, False])
def test_a_pain_stop_keeps_even_one_rep(armed: bool) -> None:
    frame = [Command(BEFORE_S, CommandKind.ARM)] if armed else []
    # Unarmed, the axis must be known: from a set before.
    starts = [2.0] if armed else [*in_a_row(3), 40.0]
    stop_s = starts[-1] + REP_S + 1.0
    events, session = told(
        hinges(starts, stop_s + 10.0), *frame, Command(stop_s, CommandKind.PAIN_STOP)
    )
    last = sets_of(session)[-1]
    assert (last.count, last.stopped) == (1, "pain")
    assert those(events, RepEvent)[-1].count == 1
    assert those(events, SetEvent)[-1].stopped == "pain"


# -- undo ----------------------------------------------------------------------------------------


def test_undo_takes_the_last_rep_back() -> None:
    arm, undo = Command(BEFORE_S, CommandKind.ARM), Command(10.2, CommandKind.UNDO)
    events, session = told(hinges(in_a_row(5), 25.0), arm, undo)
    (undone,) = those(events, UndoEvent)
    announced = those(events, RepEvent)
    assert (undone.time_s, undone.count) == (10.2, 2)
    assert undone.rep_id == announced[2].rep_id
    assert [event.count for event in announced] == [1, 2, 3, 3, 4]
    (one,) = sets_of(session)
    assert one.count == 4
    assert [rep.counted for rep in one.reps] == [True, True, False, True, True]
    assert one.reps[2].flags == (Flag.UNDONE.value,)


def test_undo_twice_takes_two_back() -> None:
    arm = Command(BEFORE_S, CommandKind.ARM)
    undo = [Command(time_s, CommandKind.UNDO) for time_s in (10.2, 10.3)]
    _, session = told(hinges(in_a_row(5), 25.0), arm, *undo)
    assert [rep.counted for rep in sets_of(session)[0].reps] == [True, False, False, True, True]


def test_undo_without_a_rep_does_nothing() -> None:
    block = hinges(in_a_row(4), 20.0)
    assert outcome_of(*told(block, Command(1.0, CommandKind.UNDO))) == outcome_of(*told(block))


def test_undo_is_for_the_leg_that_was_counted_last() -> None:
    blocks = [
        hinges(in_a_row(3), 40.0),
        hinges(in_a_row(3, first_s=12.0), 40.0, side="left"),
    ]
    arm = Command(BEFORE_S, CommandKind.ARM)
    events, session = told(blocks, arm, Command(17.9, CommandKind.UNDO))
    assert [event.side for event in those(events, UndoEvent)] == ["left"]
    assert (counts(session, "right"), counts(session, "left")) == ([3], [2])


# -- calibrate, sensor-moved ---------------------------------------------------------------------


def lying(degrees: float, block: Block) -> Block:
    """Give the same movement by somebody who stands bent so far from the first pose on."""
    angle = np.radians(degrees)
    tilt = np.array(
        [[np.cos(angle), 0, -np.sin(angle)], [0, 1, 0], [np.sin(angle), 0, np.cos(angle)]]
    )
    return turned(Stream({block.side: block}), {block.side: tilt}).blocks[block.side]


def test_calibrate_shows_the_tall_pose_so_that_one_rep_is_enough() -> None:
    block = hinges([4.0], 15.0)
    calibrate = Command(2.0, CommandKind.CALIBRATE, "right")
    stop = Command(9.0, CommandKind.SET_STOP)
    events, session = told(block, calibrate, stop)
    assert those(events, CalibrationEvent)[0].state == "found"
    assert counts(session) == [1]
    assert sets_of(session)[0].reps[0].depth_deg == pytest.approx(25.0, abs=1.0)


def test_calibrate_in_the_midst_of_a_set_costs_no_rep() -> None:
    block = hinges(in_a_row(6, pause_s=1.2), 30.0)
    calibrate = [Command(s + REP_S + 1.0, CommandKind.CALIBRATE) for s in (9.2, 12.8)]
    _, session = told(block, *calibrate)
    assert counts(session) == [6]


def test_a_moved_sensor_is_found_anew() -> None:
    """While the strap was open no samples came: a hand would show in them as turning."""
    first = part(hinges(in_a_row(4), 20.0), 0, 1800)
    second = hinges(in_a_row(4, first_s=24.0), 20.0, first_s=20.0)
    rotation = random_rotation(np.random.default_rng(4))
    other = turned(Stream({"right": second}), {"right": rotation}).blocks["right"]
    block = Block(
        "right",
        np.concatenate([first.time_s, other.time_s]),
        np.concatenate([first.acc_m_s2, other.acc_m_s2]),
        np.concatenate([first.gyr_rad_s, other.gyr_rad_s]),
    )
    events, session = told(block, Command(19.0, CommandKind.SENSOR_MOVED, "right"))
    states = [event.state for event in those(events, CalibrationEvent)]
    assert states.count("lost") == 1
    assert "found" in states[states.index("lost") :]
    epochs = [event.epoch for event in those(events, CalibrationEvent)]
    assert epochs == sorted(epochs)
    assert epochs[-1] > epochs[0]
    assert counts(session) == [4, 4]
    for one in sets_of(session):
        assert [rep.depth_deg for rep in one.reps] == pytest.approx([25.0] * 4, abs=1.5)


def test_a_moved_sensor_ends_the_set() -> None:
    arm = Command(BEFORE_S, CommandKind.ARM)
    moved = Command(AFTER_TWO_S, CommandKind.SENSOR_MOVED)
    events, session = told(hinges(in_a_row(2), 20.0), arm, moved)
    assert counts(session) == [2]
    assert those(events, SetEvent)[-1].time_s == AFTER_TWO_S


# -- the order and the record of commands --------------------------------------------------------


@pytest.mark.parametrize("step", [1, -1])
def test_commands_may_be_told_long_before_in_any_order(step: int) -> None:
    stream = stream_called("armed")
    tracker = Tracker(sides=stream.sides)
    events = [event for command in stream.commands[::step] for event in tracker.feed(command)]
    for block in stream.blocks.values():
        events += tracker.feed(block)
    session, last = tracker.finish()
    assert outcome_of(events + last, session) == outcome_of(*plain_run(stream))


@pytest.mark.parametrize("name", ["two-sensors", "armed", "moved-sensor"])
def test_a_replay_of_the_record_says_what_was_said_live(name: str, tmp_path: Path) -> None:
    stream = stream_called(name)
    events, session = plain_run(stream)
    write_recording(tmp_path / "r", stream.blocks.values(), commands=stream.commands, events=events)
    recording = read_recording(tmp_path / "r")
    again = analyze(recording, mode="live")
    assert again.sides == session.sides
    assert again.duration_s == session.duration_s
    replayed, _ = plain_run(
        Stream({s: one.block for s, one in recording.streams.items()}, recording.commands)
    )
    assert outcome_of(replayed, session) == outcome_of(events, session)


def test_dots_and_rejections_without_a_set_go() -> None:
    events, _ = told(hinges([*in_a_row(3), 30.0, 33.0], 60.0))
    dots = {event.rep_id for event in those(events, DotEvent)}
    gone = {event.rep_id for event in those(events, RejectedEvent) if event.rep_id}
    announced = {event.rep_id for event in those(events, RepEvent)}
    assert gone == dots - announced
    assert len(gone) == 2
