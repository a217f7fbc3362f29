"""Whatever goes wrong in a running session arrives in its queue."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from imu.counter.tracker import Tracker
from imu.errors import StreamError
from imu.events import AnyEvent
from imu.feed import stream_of
from imu.live import Ended, LiveSession, ReplaySource, Tick, Worker
from imu.recording import RecordingWriter, SessionMeta, read_recording
from imu.samples import Block, Command, Session
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import ListSource, end_of, events_in, in_one_go, to_the_end

ONE = recording(hinges(in_a_row(4), 16.0))
ITEMS = list(stream_of(ONE))


def test_a_source_that_raises_ends_with_the_error_and_what_was_counted() -> None:
    failure = OSError("the sensor fell into the sea")
    source = ListSource(ITEMS, error=failure)
    before = set(threading.enumerate())
    updates = to_the_end(LiveSession(source))
    events, session = in_one_go(ONE)
    assert end_of(updates) == Ended(session, failure)
    assert events_in(updates) == events
    assert source.is_closed
    assert set(threading.enumerate()) <= before  # what other tests left may end meanwhile


def test_a_source_that_raises_at_once_ends_too() -> None:
    failure = OSError("no such sensor")
    ended = end_of(to_the_end(LiveSession(ListSource([], error=failure))))
    assert ended.error is failure


def test_samples_that_the_tracker_refuses_end_the_session_with_what_was_counted() -> None:
    source = ListSource([*ITEMS[:50], ITEMS[3]])
    ended = end_of(to_the_end(LiveSession(source)))
    assert isinstance(ended.error, StreamError)
    assert ended.session is not None
    assert 1.5 < ended.session.duration_s < 2.5


def test_a_side_that_was_not_announced_is_such_an_error() -> None:
    ended = end_of(to_the_end(LiveSession(ListSource(ITEMS, sides=("left",)))))
    assert isinstance(ended.error, StreamError)
    assert "'right'" in str(ended.error)


def test_a_tracker_that_breaks_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its state is unknown; but every sample that came until then is in the recording."""
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    session = LiveSession(ReplaySource(ONE), recorder=writer)
    failure = ZeroDivisionError("a bug")
    feed = Tracker.feed
    fed: list[Block | Command] = []

    def fail_late(self: Tracker, item: Block | Command) -> list[AnyEvent]:
        fed.append(item)
        if len(fed) == 100:
            raise failure
        return feed(self, item)

    monkeypatch.setattr(Tracker, "feed", fail_late)
    ended = end_of(to_the_end(session))
    assert ended == Ended(None, failure)
    assert len(read_recording(tmp_path / "copy").streams["right"].block) == 400


def test_a_tracker_that_breaks_at_the_very_end_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    session = LiveSession(ReplaySource(ONE), recorder=writer)
    failure = ZeroDivisionError("a bug")

    def fail(_: Tracker) -> tuple[Session, list[AnyEvent]]:
        raise failure

    monkeypatch.setattr(Tracker, "finish", fail)
    assert end_of(to_the_end(session)) == Ended(None, failure)
    assert read_recording(tmp_path / "copy").session.complete


def test_a_worker_survives_a_session_that_fails() -> None:
    with Worker() as worker:
        broken = LiveSession(ListSource([], error=OSError("gone")))
        broken.start(worker)
        while not broken.ended:
            broken.updates(wait_s=0.05)
        whole = LiveSession(ReplaySource(ONE))
        whole.start(worker)
        updates = whole.updates(wait_s=5.0)
        while not isinstance(updates[-1], Ended):
            updates += whole.updates(wait_s=5.0)
    assert events_in(updates) == in_one_go(ONE)[0]
    assert any(isinstance(update, Tick) for update in updates)
