"""What a person tells a running session is stamped, recorded, obeyed, and replayed exactly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from imu.counter.tracker import Tracker
from imu.errors import StreamError
from imu.events import AnyEvent, RepEvent, SetEvent, UndoEvent
from imu.feed import stream_of
from imu.live import Ended, LiveSession, ReplaySource, Tick, Told, Trouble, Update, Worker
from imu.recording import RecordingWriter, SessionMeta, entry_event, read_recording
from imu.samples import Command, CommandKind
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import (
    ListSource,
    end_of,
    events_in,
    in_one_go,
    rest_of,
    to_the_end,
    until,
)

ONE = recording(hinges(in_a_row(4), 16.0))
UNKNOWN = recording(hinges(in_a_row(4), 16.0, side="unknown"))
TWO = recording(
    hinges(in_a_row(4), 16.0, side="left", depth_deg=10.0), hinges(in_a_row(4), 16.0, first_s=0.003)
)


def told(updates: list[Update]) -> list[Command]:
    """The commands among the updates."""
    return [update.command for update in updates if isinstance(update, Told)]


def lived(
    wishes: Mapping[type[Update], CommandKind], folder: Path
) -> tuple[list[Update], list[AnyEvent], list[Command]]:
    """Record a session in which a person reacts to events; its updates, and what a copy gives."""
    writer = RecordingWriter(folder, SessionMeta())
    session = LiveSession(ReplaySource(TWO), recorder=writer, speed=16.0)
    pending: dict[type[Update], CommandKind] = dict(wishes)

    def react(update: Update) -> None:
        kind = pending.pop(type(update), None)
        if kind is not None:
            session.command(kind)

    updates = to_the_end(session, react)
    assert not pending
    copy = read_recording(folder)
    return updates, in_one_go(copy)[0], list(copy.commands)


def test_a_copy_recorded_while_replaying_gives_the_same_events(tmp_path: Path) -> None:
    wishes: dict[type[Update], CommandKind] = {
        RepEvent: CommandKind.UNDO,
        UndoEvent: CommandKind.SET_STOP,
        SetEvent: CommandKind.ARM,
    }
    updates, again, commands = lived(wishes, tmp_path / "copy")
    assert len(commands) == 3
    assert commands == sorted(told(updates), key=lambda command: command.time_s)
    assert again == events_in(updates)


def test_what_was_announced_is_recorded_too(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    updates = to_the_end(LiveSession(ReplaySource(ONE), recorder=writer))
    copy = read_recording(tmp_path / "copy")
    assert copy.session.complete
    assert [entry_event(entry) for entry in copy.log] == events_in(updates)


def test_samples_are_counted_as_they_are_recorded(tmp_path: Path) -> None:
    """Digits beyond those of the file are cut off before the tracker sees them."""
    block = hinges(in_a_row(4), 16.0)
    fine = type(block)(block.side, block.time_s, block.acc_m_s2 + 3.7e-6, block.gyr_rad_s + 4e-8)
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    updates = to_the_end(LiveSession(ReplaySource(recording(fine)), recorder=writer))
    assert in_one_go(read_recording(tmp_path / "copy"))[0] == events_in(updates)


def test_a_command_is_stamped_after_everything_that_was_decided() -> None:
    items = list(stream_of(ONE))[:60]
    source = ListSource(items, hangs=True)
    with Worker() as worker:
        session = LiveSession(source)
        session.start(worker)
        until(session, lambda u: isinstance(u, Tick) and u.time_s >= items[-1][0])
        session.command(CommandKind.ARM)
        (command,) = told(until(session, lambda u: isinstance(u, Told)))
        session.stop()
    last_s = float(ONE.streams["right"].block.time_s[59 * 4 + 3])
    assert command.kind is CommandKind.ARM
    assert last_s - 0.05 < command.time_s < last_s + 0.01
    assert command.time_s * 100.0 % 1.0 == pytest.approx(0.5) or command.time_s == last_s


def test_a_command_is_stamped_by_the_source_s_own_clock() -> None:
    source = ListSource(list(stream_of(ONE))[:60], hangs=True, clock_s=12.34)
    with Worker() as worker:
        session = LiveSession(source)
        session.start(worker)
        until(session, lambda u: isinstance(u, Tick))
        session.command(CommandKind.ARM)
        (command,) = told(until(session, lambda u: isinstance(u, Told)))
        session.stop()
    assert command.time_s == 12.34


def test_a_paced_session_stamps_with_the_stream_time_of_the_moment() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE, block_s=2.0), speed=4.0)
        session.start(worker)
        until(session, lambda u: isinstance(u, Tick) and u.time_s > 3.0)
        session.command(CommandKind.ARM)
        (command,) = told(until(session, lambda u: isinstance(u, Told)))
        session.stop()
    assert command.time_s > 3.0  # though the tracker is at 1.99 s


def test_what_is_told_before_the_start_takes_effect_with_the_first_sample() -> None:
    session = LiveSession(ReplaySource(ONE))
    session.command(CommandKind.ARM, "right")
    updates = to_the_end(session)
    assert told(updates) == [Command(0.0, CommandKind.ARM, "right")]
    armed = recording(hinges(in_a_row(4), 16.0), commands=told(updates))
    assert events_in(updates) == in_one_go(armed)[0] != in_one_go(ONE)[0]


def test_what_is_told_early_comes_before_a_first_command_of_the_source() -> None:
    own = Command(0.0, CommandKind.DISARM)
    session = LiveSession(ReplaySource(recording(hinges([], 1.0), commands=[own])))
    session.command(CommandKind.ARM)
    assert told(to_the_end(session)) == [Command(0.0, CommandKind.ARM), own]


def test_a_renamed_sensor_is_shown_and_reached_by_its_new_name() -> None:
    session = LiveSession(ReplaySource(UNKNOWN))
    session.command(CommandKind.SIDE, value="left")
    with pytest.raises(StreamError, match="no sensor on the left side"):
        session.command(CommandKind.ARM, "left")  # not named yet

    def react(update: Update) -> None:
        if isinstance(update, Tick) and not told_left:
            told_left.append(update)
            session.command(CommandKind.ARM, "left")

    told_left: list[Tick] = []
    updates = to_the_end(session, react)
    assert [(c.kind, c.side) for c in told(updates)] == [
        (CommandKind.SIDE, None),
        (CommandKind.ARM, "unknown"),
    ]
    assert {name for u in updates if isinstance(u, Tick) for name in u.sides} == {"left"}
    assert {event.side for event in events_in(updates)} == {"left"}
    assert end_of(updates).error is None


@pytest.mark.parametrize(
    ("kind", "side", "value", "sentence"),
    [
        (
            CommandKind.ARM,
            "left",
            "",
            "there is no sensor on the left side. Name a side with a sensor: right.",
        ),
        (CommandKind.SIDE, None, "top", "'top' is no side. Say left or right."),
    ],
)
def test_what_cannot_be_carried_out_is_refused_and_changes_nothing(
    kind: CommandKind, side: str, value: str, sentence: str
) -> None:
    session = LiveSession(ReplaySource(ONE))
    with pytest.raises(StreamError) as caught:
        session.command(kind, side, value)  # type: ignore[arg-type]
    assert str(caught.value) == sentence
    updates = to_the_end(session)
    assert not told(updates)
    assert events_in(updates) == in_one_go(ONE)[0]


def test_a_disk_in_trouble_is_told_once_and_when_it_is_over() -> None:
    class Recorder:
        problem: Exception | None = OSError("the disk is full")

        blocks = 0

        def write(self, _: object) -> None:
            self.blocks += 1
            if self.blocks == 100:
                self.problem = None

        def write_event(self, _: object) -> None:
            pass

        def close(self) -> bool:
            self.problem = OSError("it is gone")
            return False

    session = LiveSession(ReplaySource(ONE), recorder=Recorder())  # type: ignore[arg-type]
    updates = to_the_end(session)
    troubles = [update.problem for update in updates if isinstance(update, Trouble)]
    assert troubles == ["the disk is full", None, "it is gone"]
    assert isinstance(updates[-1], Ended)


def test_a_wish_that_breaks_the_tracker_ends_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=1.0)
        session.start(worker)
        until(session, lambda u: isinstance(u, Tick))
        failure = ZeroDivisionError("a bug")

        def fail(*_: object) -> list[AnyEvent]:
            raise failure

        monkeypatch.setattr(Tracker, "feed", fail)
        session.command(CommandKind.ARM)
        ended = end_of(rest_of(session))
    assert ended == Ended(None, failure, stopped=False)
