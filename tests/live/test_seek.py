"""A seek changes where the session is, and nothing of what is counted."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.counter.tracker import Tracker
from imu.errors import UsageError
from imu.events import AnyEvent
from imu.feed import sides_of, stream_of
from imu.live import (
    Ended,
    LiveSession,
    Paced,
    ReplaySource,
    Sought,
    Started,
    Survey,
    Surveyed,
    Tick,
    Told,
    Update,
    Worker,
    pace,
    passage,
    runner,
)
from imu.live.line import Line
from imu.live.passage import Passage, passage_to, place_before
from imu.live.survey import survey
from imu.recording import Recording, RecordingWriter, SessionMeta
from imu.samples import Block, Command, CommandKind
from imu.view import Snapshot, View
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import (
    ListSource,
    WatchedReplay,
    end_of,
    events_in,
    events_since_sought,
    in_one_go,
    rest_of,
    since_sought,
    sought,
    to_the_end,
    until,
)
from tests.patience import PATIENCE_S

TWO = recording(
    hinges(in_a_row(4) + in_a_row(4, 36.0), 56.0, side="left", depth_deg=10.0, hole_s=(8.1, 9.0)),
    hinges(in_a_row(4, 2.1) + in_a_row(4, 36.1), 56.0, first_s=0.003, hole_s=(41.0, 41.6)),
    commands=[Command(20.02, CommandKind.ARM), Command(20.03, CommandKind.SET_STOP)],
)
MOVED = recording(
    hinges(in_a_row(4), 14.0, side="left"),
    hinges(in_a_row(4, first_s=23.0), 18.0, first_s=20.0),
    commands=[Command(3.01, CommandKind.ARM, "left"), Command(22.4, CommandKind.ARM)],
)
NAMED = recording(
    hinges(in_a_row(4) + in_a_row(3, 19.0), 32.0, side="unknown"),
    commands=[
        Command(9.13, CommandKind.SIDE, "unknown", "left"),
        Command(18.5, CommandKind.ARM),
        Command(21.87, CommandKind.UNDO),
    ],
)
LONG = recording(
    hinges([t for k in range(3) for t in in_a_row(4, 2.0 + 24.0 * k)], 75.0, side="left"),
    hinges(in_a_row(5, 14.0), 75.0, first_s=0.003, depth_deg=18.0, hole_s=(33.0, 35.5)),
    commands=[Command(13.2, CommandKind.ARM), Command(50.0, CommandKind.CALIBRATE)],
)
RECORDINGS = {"two": TWO, "moved": MOVED, "named": NAMED}
PACED = Paced(1.0, paused=True)
BRISK_S = 0.5
"""s. Pieces that are quick to work through, where nobody looks at the pictures between."""


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that has to leave nothing behind."""
    before = set(threading.enumerate())
    with Worker() as one:
        yield one
    assert set(threading.enumerate()) <= before  # what other tests left may end meanwhile


@pytest.fixture
def breathless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the loop a turn after every piece, so that tests need not hurry."""
    monkeypatch.setattr(pace, "_BREATH_S", -1.0)


def begun(
    worker: Worker,
    source: ReplaySource | WatchedReplay,
    *,
    paused: bool = True,
    surveys: bool = False,
) -> LiveSession:
    """A session that runs, its first updates taken; if it surveys, the survey is there."""
    session = LiveSession(source, speed=1.0, surveys=surveys)
    if paused:
        session.pause()
    session.start(worker)
    until(session, lambda u: isinstance(u, Surveyed if surveys else Paced))
    return session


@cache
def uninterrupted(name: str, time_s: float) -> Snapshot:
    """What a view shows of a session that was played from the beginning and is at `time_s` now."""
    replayed = RECORDINGS[name]
    sides, view = sides_of(replayed), View()
    view.advance(Started(replayed.name, sides, replayed.start_s, replayed.end_s))
    view.advance(PACED)
    line = Line(Tracker(sides=sides), sides, None, view.advance)
    for at_s, item in stream_of(replayed, 0.2, until_s=time_s):
        line.take(at_s, item)
    line.picture_now(time_s)
    return view.snapshot()


@pytest.mark.parametrize("surveys", [False, True])
@pytest.mark.parametrize("name", list(RECORDINGS))
def test_the_view_is_that_of_an_uninterrupted_session(
    name: str, surveys: bool, worker: Worker
) -> None:
    replayed = RECORDINGS[name]
    session, view = begun(worker, ReplaySource(replayed), surveys=surveys), View()
    for update in (Started(replayed.name, sides_of(replayed), 0.0, replayed.end_s), PACED):
        view.advance(update)
    for time_s in (30.0, 9.14, 21.9, 0.0, 3.0, 28.0, 20.025, 31.99):
        for update in sought(session, time_s):
            view.advance(update)
        assert view.snapshot() == uninterrupted(name, time_s)
    session.stop()


@pytest.mark.parametrize("surveys", [False, True])
@pytest.mark.parametrize("name", list(RECORDINGS))
def test_what_comes_after_is_what_would_have_come(name: str, surveys: bool, worker: Worker) -> None:
    replayed = RECORDINGS[name]
    events, whole = in_one_go(replayed)
    session = begun(worker, ReplaySource(replayed, BRISK_S), surveys=surveys)
    for time_s in (28.0, 3.0, 12.0, 31.4):
        sought(session, time_s)
    session.set_speed(None)
    session.resume()
    for time_s in (17.77, 2.0, 26.5):
        session.seek(time_s)
        updates = until(session, lambda u, t=time_s: isinstance(u, Sought) and u.time_s == t)
        updates += rest_of(session)
        assert events_since_sought(updates) == events
        assert end_of(updates) == Ended(whole)


@cache
def surveyed() -> Survey:
    """The survey of the long recording."""
    found = survey(LONG, None, lambda: True)
    assert found is not None
    return found


async def _travelled(target_s: float, known: Survey | None) -> tuple[list[Update], Passage]:
    """What is told after a way to the target, and the way."""
    place = place_before(target_s, known)
    way = passage_to(target_s, ReplaySource(LONG, BRISK_S), None, known, place)

    async def breathe() -> None:
        pass

    assert await way.travel(target_s, breathe, lambda: True)
    updates: list[Update] = [Sought(target_s, tuple(way.past))]
    way.tell_to(updates.append)
    while (entry := await way.next()) is not None:
        assert entry[0] >= target_s
        way.take(entry)
    updates.append(Ended(way.line.finish()))
    return updates, way


@settings(max_examples=8)
@given(st.floats(0.0, 75.0), st.booleans())
def test_wherever_it_goes_on_the_rest_is_the_same_to_the_last_bit(
    target_s: float, is_surveyed: bool
) -> None:
    updates, _ = asyncio.run(_travelled(target_s, surveyed() if is_surveyed else None))
    events, whole = in_one_go(LONG)
    assert events_since_sought(updates) == events
    assert updates[-1] == Ended(whole)


def test_there_are_no_updates_on_the_way_and_one_picture_at_the_end(worker: Worker) -> None:
    session = begun(worker, ReplaySource(TWO))
    sought(session, 4.0)
    session.updates(wait_s=0.15)  # the pictures of a pause
    updates = sought(session, 40.0)
    kinds = [type(update) for update in updates]
    assert kinds[:2] == [Sought, Tick]
    tick = updates[1]
    assert isinstance(tick, Tick)
    assert tick.time_s == 40.0
    assert all(look.time_s > 39.9 for look in tick.sides.values())
    assert len(events_since_sought(updates)) > 10
    session.stop()


def test_the_pace_stays_and_a_pause_too(worker: Worker) -> None:
    session = begun(worker, ReplaySource(TWO))
    updates = sought(session, 30.0) + session.updates(wait_s=0.15)
    assert not any(isinstance(update, Paced) for update in updates)
    assert {u.time_s for u in updates if isinstance(u, Tick) and u.time_s >= 30.0} == {30.0}
    session.resume()
    updates = until(session, lambda u: isinstance(u, Tick) and u.time_s > 30.1)
    ticks = [u.time_s for u in updates if isinstance(u, Tick)]
    assert max(ticks) < 35.0  # it was not played as fast as it comes
    session.stop()


@pytest.mark.parametrize(("asked_s", "reached_s"), [(-5.0, 0.0), (999.0, 55.993), (56.0, 55.993)])
def test_a_time_outside_is_the_nearest_inside(
    asked_s: float, reached_s: float, worker: Worker
) -> None:
    session = begun(worker, ReplaySource(TWO, BRISK_S))
    session.seek(asked_s)
    updates = until(session, lambda u: isinstance(u, Sought))
    (first,) = [u for u in updates if isinstance(u, Sought)]
    assert first.time_s == pytest.approx(reached_s)
    assert (first.past == ()) is (asked_s < 0.0)
    session.set_speed(None)
    session.resume()
    updates += rest_of(session)
    assert events_since_sought(updates) == in_one_go(TWO)[0]
    assert end_of(updates) == Ended(in_one_go(TWO)[1])


def test_a_session_that_has_ended_lives_again(worker: Worker) -> None:
    events, whole = in_one_go(TWO)
    session, view = LiveSession(ReplaySource(TWO, BRISK_S)), View()
    session.start(worker)
    rest_of(session, view.advance)
    assert session.ended
    assert view.ended is not None
    session.pause()
    session.seek(10.0)
    assert not session.ended
    for update in sought(session, 10.0):
        view.advance(update)
    assert view.ended is None
    assert view.session is None
    assert view.snapshot().is_paused
    session.resume()
    updates = [Sought(10.0, ()), *rest_of(session, view.advance)]
    assert end_of(updates) == Ended(whole)
    assert session.ended
    assert view.session is not None
    assert view.session.sides == whole.sides
    again = sought(session, 0.0) + rest_of(session)
    assert events_since_sought(again) == events


def test_a_session_that_was_stopped_lives_again_too(worker: Worker) -> None:
    session = begun(worker, ReplaySource(TWO, BRISK_S))
    assert session.stop()
    assert end_of(session.updates()).stopped
    session.set_speed(None)
    session.resume()
    session.seek(20.0)
    updates = rest_of(session)
    assert end_of(updates) == Ended(in_one_go(TWO)[1])


def test_many_seeks_in_a_row_end_at_the_last(worker: Worker) -> None:
    session = begun(worker, ReplaySource(TWO, BRISK_S))
    wanted = [float(t) for t in (*range(55, 5, -1), *range(6, 50), 33)]
    for time_s in wanted[:-1]:
        session.seek(time_s)
    updates = sought(session, wanted[-1])
    reached = [u.time_s for u in updates if isinstance(u, Sought)]
    assert reached[-1] == 33.0
    assert len(reached) < len(wanted)
    assert not session.updates(wait_s=0.05) or reached[-1] == 33.0
    session.set_speed(None)
    session.resume()
    updates += rest_of(session)
    assert events_since_sought(updates) == in_one_go(TWO)[0]


@pytest.mark.usefixtures("breathless")
def test_a_newer_seek_takes_the_place_of_one_on_its_way(worker: Worker) -> None:
    source = WatchedReplay(TWO)
    session = begun(worker, source)

    def think_again(count: int) -> None:
        if source.entered[-1][1] == 50.0 and count == 5:
            session.seek(7.0)

    source.on_travel = think_again
    session.seek(50.0)
    updates = until(session, lambda u: isinstance(u, Sought))
    assert [u.time_s for u in updates if isinstance(u, Sought)] == [7.0]
    session.stop()


@pytest.mark.usefixtures("breathless")
def test_a_seek_that_is_nearly_there_is_finished_before_a_newer_one(worker: Worker) -> None:
    source = WatchedReplay(TWO)
    session = begun(worker, source)

    def think_again(count: int) -> None:
        if source.entered[-1][1] == 30.0 and count == 5:
            session.seek(7.0)

    source.on_travel = think_again
    session.seek(30.0)
    updates = until(session, lambda u: isinstance(u, Sought) and u.time_s == 7.0)
    assert [u.time_s for u in updates if isinstance(u, Sought)] == [30.0, 7.0]
    session.stop()


@pytest.mark.usefixtures("breathless")
def test_stopping_on_the_way_ends_where_it_has_got_to(worker: Worker) -> None:
    source = WatchedReplay(TWO)
    session, view = begun(worker, source), View()
    source.on_travel = lambda count: None if count != 31 else bool(session.stop(0.0))  # type: ignore[assignment]
    session.seek(50.0)
    updates = rest_of(session, view.advance)
    ended = end_of(updates)
    assert ended.stopped
    assert ended.session is not None
    assert 10.0 < ended.session.duration_s < 20.0
    (there,) = [u for u in updates if isinstance(u, Sought)]
    assert 10.0 < there.time_s < 20.0
    assert view.snapshot().is_stopped
    assert view.snapshot().time_s == there.time_s


@pytest.mark.usefixtures("breathless")
def test_what_is_told_on_the_way_is_told_on_arrival(worker: Worker) -> None:
    source = WatchedReplay(TWO)
    session = begun(worker, source)
    source.on_travel = lambda count: session.command(CommandKind.ARM) if count == 5 else None
    session.seek(30.0)
    updates = until(session, lambda u: isinstance(u, Told))
    commands = [u.command for u in since_sought(updates) if isinstance(u, Told)]
    assert [command.kind for command in commands] == [CommandKind.ARM]
    assert commands[0].time_s >= 30.0
    session.stop()


def test_what_a_person_told_a_replay_is_forgotten(worker: Worker) -> None:
    session = begun(worker, ReplaySource(TWO, BRISK_S))
    sought(session, 1.0)
    session.command(CommandKind.ARM)
    until(session, lambda u: isinstance(u, Told))
    session.seek(2.0)  # a little ahead, but not on from where it is
    session.set_speed(None)
    session.resume()
    updates = rest_of(session)
    assert events_since_sought(updates) == in_one_go(TWO)[0]


def test_a_short_way_ahead_is_gone_straight_on(worker: Worker) -> None:
    source = WatchedReplay(TWO, 0.1)
    session = begun(worker, source)
    sought(session, 30.0)
    session.set_speed(16.0)
    session.resume()
    until(session, lambda u: isinstance(u, Tick) and u.time_s > 31.0)
    session.pause()
    sought(session, 36.0)
    assert [entry[1] for entry in source.entered] == [30.0]
    sought(session, 20.0)
    assert [entry[1] for entry in source.entered] == [30.0, 20.0]
    session.set_speed(None)
    session.resume()
    session.seek(24.0)
    assert events_since_sought(rest_of(session)) == in_one_go(TWO)[0]


def test_a_surveyed_recording_is_entered_near_the_target(worker: Worker) -> None:
    source = WatchedReplay(LONG)
    session = begun(worker, source, surveys=True)
    for time_s in (70.0, 35.0, 21.0):
        sought(session, time_s)
    lead_s = [target_s - time_s for time_s, target_s in source.entered[:2]]
    assert all(passage.LEAD_S <= lead <= passage.LEAD_S + 11.0 for lead in lead_s)
    assert source.entered[2][0] == -float("inf")
    session.stop()


@pytest.mark.usefixtures("breathless")
def test_a_survey_that_comes_on_the_way_shortens_it(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes: list[Callable[[Survey], None]] = []

    class SlowScout:
        has_left = False

        def __init__(
            self, _: Recording, __: object, found: Callable[[Survey], None], ___: object
        ) -> None:
            comes.append(found)

        def leave(self) -> None:
            pass

        def join(self) -> None:
            pass

    monkeypatch.setattr(runner, "Scout", SlowScout)
    source = WatchedReplay(LONG)
    session = LiveSession(source, speed=1.0, surveys=True)
    session.pause()
    session.start(worker)
    until(session, lambda u: isinstance(u, Paced))

    def on_travel(count: int) -> None:
        if len(source.entered) == 1 and count == 4:
            comes[0](surveyed())

    source.on_travel = on_travel
    updates = sought(session, 70.0)
    assert [u.time_s for u in updates if isinstance(u, Sought)] == [70.0]
    assert [target_s for _, target_s in source.entered] == [70.0, 70.0]
    assert source.entered[1][0] > 45.0
    session.stop()


def test_seeking_before_the_start_begins_there(worker: Worker) -> None:
    session = LiveSession(ReplaySource(TWO, BRISK_S))
    session.seek(30.0)
    session.start(worker)
    updates = rest_of(session)
    assert [type(u) for u in updates[:4]] == [Started, Paced, Sought, Tick]
    assert events_since_sought(updates) == in_one_go(TWO)[0]


def test_a_counter_that_breaks_on_the_way_ends_the_session(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(worker, ReplaySource(TWO, BRISK_S))
    failure, feed = ZeroDivisionError("a bug"), Tracker.feed
    fed: list[Block | Command] = []

    def fail_late(self: Tracker, item: Block | Command) -> list[AnyEvent]:
        fed.append(item)
        if len(fed) == 20:
            raise failure
        return feed(self, item)

    with monkeypatch.context() as patch:
        patch.setattr(Tracker, "feed", fail_late)
        session.seek(30.0)
        updates = rest_of(session)
    assert end_of(updates) == Ended(None, failure)
    assert since_sought(updates)
    session.set_speed(None)
    session.resume()
    session.seek(1.0)
    assert end_of(rest_of(session)) == Ended(in_one_go(TWO)[1])


def test_only_a_replay_that_is_not_recorded_can_be_sought_in(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    recorded = LiveSession(ReplaySource(TWO, BRISK_S), recorder=writer)
    for session in (
        recorded,
        LiveSession(ListSource(list(stream_of(TWO, BRISK_S)), ("left", "right"))),
    ):
        assert not session.seekable
        with pytest.raises(UsageError, match="Only a replay can be wound"):
            session.seek(1.0)
        assert events_in(to_the_end(session)) == in_one_go(TWO)[0]


def test_a_time_that_is_no_number_is_refused() -> None:
    session = LiveSession(ReplaySource(TWO))
    assert session.seekable
    with pytest.raises(UsageError):
        session.seek(float("nan"))


def test_without_its_worker_a_session_stays_dead() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(MOVED))
        session.start(worker)
        rest_of(session)
    session.seek(3.0)
    assert session.ended
    assert session.wait(0.0)


def test_closing_the_worker_on_the_way_ends_the_session() -> None:
    worker = Worker()
    session = begun(worker, ReplaySource(TWO))
    session.seek(50.0)
    assert worker.close()
    assert session.wait(PATIENCE_S)
    assert end_of(session.updates()).stopped
