"""A double tap starts and stops a set: as a command that is recorded and replayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from imu import analyze
from imu.events import SetEvent
from imu.feed import part
from imu.live import LiveSession, OneSensor, ReplaySource, Source, StreamItem, Told, Update
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Block, Command, CommandKind
from tests.hinges import hinges
from tests.live.live_help import ListSource, end_of, events_in, in_one_go, to_the_end
from tests.tapping import Tap, with_taps

TAP = Tap(0.0, 3.0, 0.01, 30.0, 0.02, (0.0, 0.6, 0.8), 0.3)
START, STOP = CommandKind.SET_START, CommandKind.SET_STOP


def tapped(*times_s: float, side: str = "right") -> Block:
    """Two reps at 4 and 6.8 s, and double taps at these times."""
    block = hinges([4.0, 6.8], 16.0, side=side)  # type: ignore[arg-type]
    taps = [replace(TAP, at_s=t) for time_s in times_s for t in (time_s, time_s + 0.3)]
    return with_taps(block, taps)


def source_of(block: Block, size: int = 10) -> ListSource:
    pieces = [part(block, first, first + size) for first in range(0, len(block), size)]
    items: list[StreamItem] = [(float(piece.time_s[-1]), piece) for piece in pieces]
    return ListSource(items, (block.side,))


def lived(source: Source, folder: Path | None = None, *, taps: bool = True) -> list[Update]:
    recorder = RecordingWriter(folder, SessionMeta()) if folder else None
    return to_the_end(LiveSession(source, recorder=recorder, taps=taps))


def put(source: ListSource, at: int, item: StreamItem) -> None:
    """Let the source give one more item."""
    source.items = [*source.items[:at], item, *source.items[at:]]


def told(updates: Sequence[Update]) -> list[Command]:
    return [update.command for update in updates if isinstance(update, Told)]


def test_taps_start_a_set_and_end_it_however_short_it_is() -> None:
    updates = lived(source_of(tapped(2.0, 11.0)))
    commands = told(updates)
    assert [(c.kind, c.side, c.value) for c in commands] == [
        (START, None, "double-tap"),
        (STOP, None, "double-tap"),
    ]
    assert 2.6 < commands[0].time_s < 2.8
    end = next(u for u in updates if isinstance(u, SetEvent) and u.state == "end")
    assert (end.count, end.stopped) == (2, "person")


def test_a_replay_hears_the_command_and_not_the_taps_again(tmp_path: Path) -> None:
    updates = lived(source_of(tapped(2.0, 11.0)), tmp_path / "r")
    recording = read_recording(tmp_path / "r")
    assert list(recording.commands) == told(updates)
    assert in_one_go(recording)[0] == events_in(updates)
    again = lived(ReplaySource(recording))
    assert told(again) == told(updates)
    assert events_in(again) == events_in(updates)
    assert analyze(recording, mode="live").sides["right"].count == 2


@pytest.mark.parametrize("size", [1, 7, 37, 5000])
def test_how_samples_come_changes_nothing(size: int) -> None:
    usual = lived(source_of(tapped(2.0, 11.0)))
    updates = lived(source_of(tapped(2.0, 11.0), size))
    assert told(updates) == told(usual)
    assert events_in(updates) == events_in(usual)


def test_a_set_that_ended_by_itself_is_followed_by_a_start() -> None:
    block = hinges([4.0, 6.8, 9.6], 45.0)
    for tap_s, meant in ((13.5, STOP), (40.0, START)):
        taps = [replace(TAP, at_s=t) for t in (tap_s, tap_s + 0.3)]
        updates = lived(source_of(with_taps(block, taps)))
        assert sum(isinstance(u, SetEvent) for u in updates) == 2
        assert [c.kind for c in told(updates)] == [meant]


def test_an_armed_set_that_ended_by_itself_is_followed_by_a_start_too() -> None:
    block = hinges([4.0, 6.8, 9.6], 75.0)
    source = source_of(with_taps(block, [replace(TAP, at_s=t) for t in (70.0, 70.3)]))
    put(source, 10, (1.0, Command(1.0, CommandKind.ARM)))
    updates = lived(source)
    assert sum(isinstance(u, SetEvent) for u in updates) == 2
    assert told(updates)[1].kind is START


def test_what_was_disarmed_is_started() -> None:
    source = source_of(tapped(2.0))
    put(source, 5, (0.5, Command(0.5, CommandKind.ARM)))
    put(source, 10, (0.9, Command(0.9, CommandKind.DISARM)))
    assert told(lived(source))[2].kind is START


def test_a_set_that_was_begun_otherwise_is_stopped_by_taps() -> None:
    armed = Command(1.0, CommandKind.ARM)
    source = source_of(tapped(11.0))
    put(source, 10, (1.0, armed))
    assert told(lived(source))[1].kind is STOP


def test_without_taps_nothing_is_listened_to() -> None:
    assert told(lived(source_of(tapped(2.0, 11.0)), taps=False)) == []


def test_taps_can_be_switched_off_and_on() -> None:
    source = source_of(tapped(2.0, 11.0))
    session = LiveSession(source, taps=True)
    session.heed_taps(False)
    assert told(to_the_end(session)) == []
    back = LiveSession(source_of(tapped(2.0)), taps=True)
    back.heed_taps(False)
    back.heed_taps(True)
    assert [c.kind for c in told(to_the_end(back))] == [START]


def test_with_one_sensor_the_leg_that_wears_it_is_meant(tmp_path: Path) -> None:
    source = OneSensor(source_of(tapped(2.0, 11.0, side="unknown")), "left")
    updates = lived(source, tmp_path / "r")
    assert [(c.kind, c.side) for c in told(updates)] == [(START, "left"), (STOP, "left")]
    recording: Recording = read_recording(tmp_path / "r")
    assert in_one_go(recording)[0] == events_in(updates)
    session = end_of(updates).session
    assert session is not None
    assert session.sides["left"].count == 2
