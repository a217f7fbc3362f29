"""Stream time passes as fast as it is told to, and stands still when it is told to."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import pytest

from imu.errors import UsageError
from imu.live import LiveSession, Paced, ReplaySource, Tick, Update, Worker, check_speed
from imu.live.pace import Pacer, faster, slower
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import ListSource, end_of, events_in, in_one_go, rest_of, until

ONE = recording(hinges(in_a_row(4), 16.0))
SHORT = recording(hinges([], 3.2))


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.mark.parametrize("speed", [None, 0.25, 1.0, 16.0])
def test_speeds_that_make_sense_are_kept(speed: float | None) -> None:
    assert check_speed(speed) == speed


def test_infinity_is_as_fast_as_it_comes() -> None:
    assert check_speed(float("inf")) is None


@pytest.mark.parametrize("speed", [0.0, -1.0, 0.2, 16.1, float("nan"), float("-inf")])
def test_speeds_that_nobody_can_mean_are_refused(speed: float) -> None:
    with pytest.raises(UsageError, match=r"must be from 0\.25 to 16, not"):
        check_speed(speed)
    session = LiveSession(ReplaySource(SHORT))
    with pytest.raises(UsageError):
        session.set_speed(speed)
    with pytest.raises(UsageError):
        LiveSession(ReplaySource(SHORT), speed=speed)


async def waits_for(pacer: Pacer, time_s: float) -> None:
    """Let the pacer wait for an item that does not come."""
    with suppress(TimeoutError):
        await asyncio.wait_for(pacer.wait(time_s), 0.001)


def test_stream_time_follows_the_clock_up_to_the_next_item() -> None:
    async def look() -> None:
        clock = Clock()
        pacer = Pacer(2.0, clock)
        assert pacer.now_s is None
        await pacer.wait(10.0)
        assert pacer.now_s == 10.0
        await waits_for(pacer, 10.5)
        clock.now_s += 0.2
        assert pacer.now_s == pytest.approx(10.4)
        clock.now_s += 0.2
        assert pacer.now_s == 10.5

    asyncio.run(look())


def test_a_change_of_pace_goes_on_from_where_it_is() -> None:
    async def look() -> None:
        clock = Clock()
        pacer = Pacer(2.0, clock)
        await pacer.wait(10.0)
        await waits_for(pacer, 20.0)
        clock.now_s += 0.5
        pacer.change(4.0, paused=True)
        clock.now_s += 7.0
        assert pacer.now_s == 11.0
        pacer.change(4.0, paused=False)
        clock.now_s += 0.25
        assert pacer.now_s == 12.0
        pacer.change(None, paused=False)
        assert pacer.now_s == 20.0
        pacer.change(1.0, paused=False)
        assert pacer.now_s == 20.0

    asyncio.run(look())


def test_after_a_hold_up_it_goes_on_instead_of_rushing() -> None:
    async def look() -> None:
        clock = Clock()
        pacer = Pacer(1.0, clock)
        await pacer.wait(0.0)
        clock.now_s += 60.0  # the computer slept
        await pacer.wait(1.0)
        await waits_for(pacer, 2.0)
        assert pacer.now_s == 1.0
        clock.now_s += 0.5
        assert pacer.now_s == 1.5

    asyncio.run(look())


def test_a_little_late_is_caught_up() -> None:
    async def look() -> None:
        clock = Clock()
        pacer = Pacer(1.0, clock)
        await pacer.wait(0.0)
        clock.now_s += 1.3
        await pacer.wait(1.0)
        await waits_for(pacer, 2.0)
        assert pacer.now_s == pytest.approx(1.3)

    asyncio.run(look())


def test_whoever_is_released_goes_at_once_until_the_jump() -> None:
    async def look() -> None:
        clock = Clock()
        pacer = Pacer(1.0, clock)
        await pacer.wait(10.0)
        pacer.change(1.0, paused=True)
        waiting = asyncio.create_task(pacer.wait(20.0))
        await asyncio.sleep(0)
        pacer.release()
        await asyncio.wait_for(waiting, 10.0)
        await asyncio.wait_for(pacer.wait(90.0), 10.0)
        pacer.jump(50.0)
        assert pacer.now_s == 50.0
        assert pacer.paused
        await waits_for(pacer, 60.0)
        pacer.change(1.0, paused=False)
        await waits_for(pacer, 60.0)
        clock.now_s += 4.0
        assert pacer.now_s == pytest.approx(54.0)

    asyncio.run(look())


def test_a_replay_takes_the_time_that_it_should() -> None:
    begun = time.monotonic()
    with Worker() as worker:
        session = LiveSession(ReplaySource(SHORT), speed=16.0)
        session.start(worker)
        rest_of(session)
    assert time.monotonic() - begun >= 3.16 / 16.0


def test_pause_holds_the_stream_and_resume_lets_it_go_on() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=16.0)
        session.start(worker)
        updates = until(session, lambda u: isinstance(u, Tick) and u.time_s > 3.0)
        session.pause()
        updates += until(session, lambda u: u == Paced(16.0, paused=True))
        updates += session.updates(wait_s=0.12)  # the picture of the moment of the pause
        assert session.updates(wait_s=0.15) == []
        session.set_speed(None)
        session.resume()
        updates += rest_of(session)
    assert events_in(updates) == in_one_go(ONE)[0]
    assert [u for u in updates if isinstance(u, Paced)] == [
        Paced(16.0, paused=False),
        Paced(16.0, paused=True),
        Paced(None, paused=True),
        Paced(None, paused=False),
    ]


def test_a_session_can_begin_paused() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(SHORT))
        session.pause()
        session.start(worker)
        first = until(session, lambda u: isinstance(u, Paced))
        still = session.updates(wait_s=0.05)  # at most a picture of the start
        assert all(isinstance(u, Tick) and u.time_s <= SHORT.start_s for u in still)
        session.resume()
        updates = first + rest_of(session)
    assert updates[1] == Paced(None, paused=True)
    assert end_of(updates).error is None


def test_the_speed_can_change_on_the_way() -> None:
    speeds = [8.0, 0.25, 16.0, None]

    def advance(update: Update) -> None:
        if isinstance(update, Tick) and speeds:
            session.set_speed(speeds.pop(0))

    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=1.0)
        session.start(worker)
        updates = rest_of(session, advance)
    assert events_in(updates) == in_one_go(ONE)[0]
    assert [u.speed for u in updates if isinstance(u, Paced)] == [1.0, 8.0, 0.25, 16.0, None]


def test_the_picture_s_clock_runs_through_a_hole_in_the_stream() -> None:
    holed = recording(hinges([], 8.0, hole_s=(1.0, 7.0)))
    with Worker() as worker:
        session = LiveSession(ReplaySource(holed), speed=16.0)
        session.start(worker)
        ticks = [u for u in rest_of(session) if isinstance(u, Tick)]
    inside = [tick for tick in ticks if 1.1 < tick.time_s < 6.9]
    assert inside
    assert all(tick.sides["right"].time_s < 1.1 for tick in inside)


def test_a_source_with_a_clock_of_its_own_sets_the_time() -> None:
    source = ListSource([], hangs=True, clock_s=7.0)
    with Worker() as worker:
        session = LiveSession(source)
        session.start(worker)
        updates = until(session, lambda u: isinstance(u, Tick))
        session.stop()
    assert [u.time_s for u in updates if isinstance(u, Tick)] == [7.0]


def test_a_person_goes_through_the_speeds_step_by_step() -> None:
    assert [faster(s) for s in (0.25, 1.0, 1.5, 8.0, 16.0)] == [0.5, 2.0, 2.0, 16.0, None]
    assert [slower(s) for s in (None, 16.0, 1.5, 0.5, 0.25)] == [16.0, 8.0, 1.0, 0.25, 0.25]
