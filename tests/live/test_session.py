"""The running session says what the tracker says, whatever the pace, and ends as it should."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from imu.events import RepEvent
from imu.feed import stream_of
from imu.live import TICK_HZ, Ended, LiveSession, Paced, ReplaySource, Started, Tick, Worker
from imu.recording import read_recording
from imu.samples import Command, CommandKind
from imu.settings import Settings
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
from tests.patience import PATIENCE_S

ONE = recording(hinges(in_a_row(4), 16.0))
TWO = recording(
    hinges(in_a_row(4), 24.0, side="left", depth_deg=10.0, hole_s=(8.1, 9.0)),
    hinges(in_a_row(4, first_s=2.1), 24.0, first_s=0.003, hole_s=(17.0, 17.6)),
)
MOVED = recording(
    hinges(in_a_row(4), 14.0, side="left"),
    hinges(in_a_row(4, first_s=23.0), 18.0, first_s=20.0),
)
ARMED = recording(
    hinges(in_a_row(3), 14.0),
    commands=[Command(0.4, CommandKind.ARM), Command(9.0, CommandKind.UNDO)],
)
RECORDINGS = {"one": ONE, "two": TWO, "moved": MOVED, "armed": ARMED}


@pytest.mark.parametrize("block_s", [0.03, 0.7, 100.0])
@pytest.mark.parametrize("name", list(RECORDINGS))
def test_events_are_those_of_the_tracker_however_the_stream_is_cut(
    name: str, block_s: float
) -> None:
    replayed = RECORDINGS[name]
    updates = to_the_end(LiveSession(ReplaySource(replayed, block_s)))
    events, session = in_one_go(replayed)
    assert len(events) > 5
    assert events_in(updates) == events
    assert end_of(updates) == Ended(session)


@pytest.mark.parametrize("speed", [8.0, 16.0, float("inf")])
def test_events_do_not_depend_on_the_pace(speed: float) -> None:
    short = recording(
        hinges(in_a_row(1, first_s=0.8), 3.6), commands=[Command(0.6, CommandKind.ARM)]
    )
    updates = to_the_end(LiveSession(ReplaySource(short), speed=speed))
    events, _ = in_one_go(short)
    assert any(isinstance(event, RepEvent) for event in events)
    assert events_in(updates) == events


def test_settings_reach_the_tracker() -> None:
    settings = Settings(announce_at="bottom")
    updates = to_the_end(LiveSession(ReplaySource(ARMED), settings=settings))
    assert events_in(updates) == in_one_go(ARMED, settings)[0] != in_one_go(ARMED)[0]


def test_real_recordings_are_lived_as_they_are_analysed(real_data: Path) -> None:
    for name in ("squat_subject1_class0_set1", "cmu_SqSL"):
        replayed = read_recording(real_data / name)
        updates = to_the_end(LiveSession(ReplaySource(replayed)))
        assert events_in(updates) == in_one_go(replayed)[0]


def test_the_first_update_says_what_is_to_come() -> None:
    updates = to_the_end(LiveSession(ReplaySource(TWO), speed=None))
    assert updates[:2] == [Started("hinges", ("left", "right"), 0.0, 23.993), Paced(None, False)]


def test_a_source_without_end_has_no_span() -> None:
    updates = to_the_end(LiveSession(ListSource(list(stream_of(ONE)))))
    assert updates[0] == Started("list", ("right",))


def test_ticks_come_at_most_thirty_times_a_second_and_in_order() -> None:
    ticks = [u for u in to_the_end(LiveSession(ReplaySource(ONE, 0.01))) if isinstance(u, Tick)]
    times = [tick.time_s for tick in ticks]
    assert times == sorted(times)
    assert 0.9 * 16.0 * TICK_HZ < len(ticks) <= 16.0 * TICK_HZ + 1
    last = ticks[-1].sides["right"]
    assert last.tilt_deg is not None
    assert last.base_deg is not None
    assert abs(last.tilt_deg - last.base_deg) < 2.0


def test_a_frozen_consumer_loses_no_event_and_little_memory() -> None:
    long = recording(hinges([t for k in range(6) for t in in_a_row(4, 2.0 + 25.0 * k)], 150.0))
    session = LiveSession(ReplaySource(long, 0.02))
    with Worker() as worker:
        session.start(worker)
        assert session.wait(PATIENCE_S)
        updates = session.updates()
    ticks = [update for update in updates if isinstance(update, Tick)]
    assert events_in(updates) == in_one_go(long)[0]
    assert len(ticks) <= 1800 < 150 * TICK_HZ
    assert ticks[-1].time_s > 149.9


def test_stopping_mid_way_gives_what_was_counted_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=16.0)
        session.start(worker)
        updates = until(session, lambda u: isinstance(u, Tick) and u.time_s > 2.0)
        assert session.stop()
        assert session.stop()
        updates += session.updates()
    ended = end_of(updates)
    assert ended.stopped
    assert ended.error is None
    assert ended.session is not None
    assert 1.5 < ended.session.duration_s < 15.0
    assert session.ended
    assert set(threading.enumerate()) <= before  # what other tests left may end meanwhile


@pytest.mark.parametrize("paused", [False, True])
def test_stopping_works_while_it_waits(paused: bool) -> None:
    source = ListSource(list(stream_of(ONE))[:20], hangs=True)
    with Worker() as worker:
        session = LiveSession(source)
        if paused:
            session.pause()
        session.start(worker)
        until(session, lambda u: isinstance(u, Paced if paused else Tick))
        assert session.stop()
        assert end_of(session.updates()).stopped
    assert source.is_closed


def test_closing_the_worker_ends_the_session_in_good_order() -> None:
    worker = Worker()
    session = LiveSession(ReplaySource(ONE), speed=1.0)
    session.start(worker)
    assert worker.close()
    assert worker.close()
    ended = end_of(session.updates())
    assert ended.stopped
    assert ended.error is None


def test_stopping_right_after_the_start_ends_it_too() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=1.0)
        session.start(worker)
        assert session.stop()
        assert end_of(session.updates()).stopped


def test_a_session_that_was_stopped_before_its_start_ends_at_once() -> None:
    session = LiveSession(ReplaySource(ONE))
    assert session.stop()
    updates = to_the_end(session)
    assert end_of(updates).stopped
    assert not any(isinstance(update, Tick) for update in updates)


def test_after_the_end_nothing_more_can_be_told() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE))
        session.start(worker)
        rest_of(session)
        session.command(CommandKind.ARM)
        session.pause()
        assert session.stop()
    session.command(CommandKind.ARM)  # the loop is gone, too
    assert not events_in(session.updates())


def test_one_worker_runs_one_session_after_the_other() -> None:
    with Worker() as worker:
        for replayed in (ONE, ARMED):
            session = LiveSession(ReplaySource(replayed))
            session.start(worker)
            assert events_in(rest_of(session)) == in_one_go(replayed)[0]


def test_an_empty_source_ends_with_an_empty_session() -> None:
    ended = end_of(to_the_end(LiveSession(ListSource([]))))
    assert ended.session is not None
    assert ended.session.duration_s == 0.0
    assert ended.error is None
