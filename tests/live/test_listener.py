"""Whoever listens hears everything at once, in the worker's thread, and cannot hurt the session."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from imu.events import Event, RepEvent
from imu.live import (
    LiveSession,
    Paced,
    Playback,
    ReplaySource,
    Sought,
    Started,
    Tick,
    Update,
    Worker,
)
from imu.recording import RecordingWriter, SessionMeta, read_recording
from imu.samples import Command, CommandKind
from imu.settings import Settings
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import end_of, events_in, in_one_go, rest_of, sought, to_the_end, until

ONE = recording(hinges(in_a_row(4), 16.0))
ARMED = recording(hinges(in_a_row(3), 14.0), commands=[Command(0.4, CommandKind.ARM)])


def test_it_hears_what_is_told_in_the_same_order() -> None:
    heard: list[Update] = []
    updates = to_the_end(LiveSession(ReplaySource(ONE), listener=heard.append))
    assert heard == updates
    assert any(isinstance(update, RepEvent) for update in heard)


def test_it_hears_in_the_worker_s_thread_and_waits_for_nobody() -> None:
    threads: set[str] = set()
    reps: list[Update] = []

    def listen(update: Update) -> None:
        threads.add(threading.current_thread().name)
        if isinstance(update, RepEvent):
            reps.append(update)

    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), listener=listen)
        session.start(worker)
        assert session.wait(10.0)
        assert len(reps) == 4  # though nobody has taken an update yet
    assert threads == {"live"}


def test_one_that_fails_is_not_called_again_and_harms_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    calls: list[Update] = []

    def fail(update: Update) -> None:
        calls.append(update)
        if isinstance(update, RepEvent):
            raise ZeroDivisionError("no sound")

    with caplog.at_level(logging.ERROR):
        updates = to_the_end(LiveSession(ReplaySource(ONE), listener=fail))
    assert events_in(updates) == in_one_go(ONE)[0]
    assert end_of(updates).error is None
    assert sum(isinstance(call, RepEvent) for call in calls) == 1
    assert isinstance(calls[-1], RepEvent)
    assert len(caplog.records) == 1
    assert "no sound" in caplog.text


def test_of_a_seek_it_hears_only_that_it_arrived() -> None:
    heard: list[Update] = []
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=1.0, listener=heard.append)
        session.pause()
        session.start(worker)
        until(session, lambda u: isinstance(u, Paced))
        sought(session, 14.0)
        session.stop()
    before_end = [u for u in heard if not isinstance(u, Tick | Started | Paced)][:1]
    assert isinstance(before_end[0], Sought)
    assert len(before_end[0].past) > 5
    assert not any(isinstance(u, Event) for u in heard[: heard.index(before_end[0])])


# -- playback ------------------------------------------------------------------------------------


def test_a_playback_gives_the_session_that_it_describes() -> None:
    settings, heard = Settings(announce_at="bottom"), list[Update]()
    playback = Playback(ReplaySource(ARMED), settings=settings, speed=None)
    updates = to_the_end(playback.session(listener=heard.append))
    assert events_in(updates) == in_one_go(ARMED, settings)[0] != in_one_go(ARMED)[0]
    assert heard == updates
    fast = Playback(ReplaySource(ONE), speed=16.0).session()
    fast.stop()
    assert Paced(16.0, paused=False) in to_the_end(fast)


def test_a_playback_is_recorded_where_it_says(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    playback = Playback(ReplaySource(ONE), recorder=writer, folder=writer.path)
    with Worker() as worker:
        session = playback.session(surveys=True)
        assert not session.seekable
        session.start(worker)
        updates = rest_of(session)
    assert events_in(updates) == in_one_go(read_recording(tmp_path / "copy"))[0]
