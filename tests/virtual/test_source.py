"""Whole sessions over virtual Bluetooth: found, connected, counted, lost, found again, ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

import imu
from imu.errors import UsageError, VirtualHardwareError
from imu.events import RepEvent
from imu.live import LiveSession, OneSensor, Tick, Update, Worker
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Command, CommandKind, Side
from imu.sources.news import LinkReport, LinkState
from imu.view import View
from imu.virtual import Motion
from imu.virtual.clock import PatientClock
from imu.virtual.director import Mishap, Script
from imu.virtual.source import FASTEST, VirtualSource
from tests.hinges import hinges, in_a_row
from tests.live.live_help import end_of, events_in, rest_of
from tests.virtual.talk import named, run

RATE_HZ = 50.0
REPS = 3
LENGTH_S = 30.0


def felt(side: Side, first_s: float) -> Motion:
    """A set that begins at `first_s`."""
    block = hinges(in_a_row(REPS, first_s), LENGTH_S, side=side, rate_hz=RATE_HZ)
    return Motion.of_block(block, RATE_HZ)


def told_at(time_s: float, side: Side) -> Command:
    return Command(time_s, CommandKind.ARM, side)


def two(*mishaps: Mishap) -> VirtualSource:
    """A set with the left leg, then one with the right."""
    return VirtualSource(
        "two",
        {"left": felt("left", 2.0), "right": felt("right", 20.0)},
        named("kickstand"),
        script=Script((told_at(1.0, "left"), told_at(19.0, "right")), mishaps),
        rate_hz=RATE_HZ,
        speed=4.0,  # so that there is time to come back on a busy machine, too
        seed=5,
    )


@dataclass
class Lived:
    """A session over the air that was recorded, and what befell its sensors."""

    updates: list[Update]
    recording: Recording
    mishaps: tuple[Mishap, ...]

    def story(self, side: Side) -> list[str]:
        """States of a link, each once as long as it lasts."""
        told = [one for one in self.updates if isinstance(one, LinkReport) and one.side == side]
        states = [f"{one.state} {one.code}".strip() for one in told]
        return states[:1] + [after for before, after in pairwise(states) if before != after]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Each link breaks off while its leg rests: one sensor is away for a while."""
    mishaps = (Mishap("right", 3.0), Mishap("left", 12.0, away_s=2.0))
    folder = tmp_path_factory.mktemp("air") / "one"
    source = two(*mishaps)
    recorder = RecordingWriter(folder, SessionMeta())
    return Lived(lived(LiveSession(source, recorder=recorder)), read_recording(folder), mishaps)


def lived(session: LiveSession, each: Callable[[Update], None] | None = None) -> list[Update]:
    """Run it to its end, in a worker that has nothing left to do afterwards."""
    with Worker() as worker:
        session.start(worker)
        updates = rest_of(session, each, patience_s=60.0)
        left = asyncio.run_coroutine_threadsafe(_tasks(), worker.loop).result(5.0)
    assert left == 1, "something still goes on after the end"
    return updates


async def _tasks() -> int:
    """How many tasks there are in a worker's loop besides the one that asks."""
    await asyncio.sleep(0.0)
    return len(asyncio.all_tasks()) - 1


def test_both_legs_are_counted_exactly(session: Lived) -> None:
    ended = end_of(session.updates)
    assert ended.error is None
    assert ended.session is not None
    counts = {side: [one.count for one in r.sets] for side, r in ended.session.sides.items()}
    assert counts == {"left": [REPS], "right": [REPS]}


def test_armed_reps_are_announced_at_once(session: Lived) -> None:
    """What the person says to the counter comes through at its time."""
    reps = [event for event in events_in(session.updates) if isinstance(event, RepEvent)]
    assert [(rep.side, rep.count) for rep in reps] == [
        (side, n) for side in ("left", "right") for n in range(1, REPS + 1)
    ]
    kinds = [command.kind for command in session.recording.commands]
    assert kinds.count(CommandKind.ARM) == 2


@pytest.mark.parametrize("side", ["left", "right"])
def test_each_link_is_found_lost_and_found_again(session: Lived, side: Side) -> None:
    up = ["searching", "connecting", "configuring", "streaming"]
    assert session.story(side) == [*up, "waiting dropped", *up]
    card = session.recording.streams[side].sidecar
    assert card is not None
    assert card.manufacturers_model_name == "Kickstand sensor"


def test_the_charge_is_told(session: Lived) -> None:
    last = {one.side: one for one in session.updates if isinstance(one, LinkReport)}
    assert {side: one.battery_percent for side, one in last.items()} == {"left": 84, "right": 61}


@pytest.mark.parametrize("side", ["left", "right"])
def test_nothing_is_lost_but_what_was_taken_while_the_link_was_down(
    session: Lived, side: Side
) -> None:
    block = session.recording.streams[side].block
    assert block.seq is not None
    steps = np.diff(block.seq)
    assert (steps > 0).all()
    assert (steps > 1).sum() == 1
    mishap = next(one for one in session.mishaps if one.side == side)
    back_s = block.time_s[1:][steps > 1]
    assert mishap.back_s is not None
    # It measures on while it is away: its counter says how much was missed.
    missed_s = (steps.max() - 1) / RATE_HZ
    assert missed_s == pytest.approx(float(np.diff(block.time_s).max()), abs=0.5)
    assert missed_s > mishap.away_s
    assert back_s[0] > mishap.back_s - 1.0 / RATE_HZ


def test_a_replay_counts_the_same(session: Lived) -> None:
    again = imu.analyze(session.recording, mode="live")
    ended = end_of(session.updates).session
    assert ended is not None
    assert {side: r.sets for side, r in again.sides.items()} == {
        side: r.sets for side, r in ended.sides.items()
    }


def test_what_a_sensor_has_felt_arrives_as_it_was(session: Lived) -> None:
    block = session.recording.streams["left"].block
    motion = felt("left", 2.0)
    moving = int(np.argmax(np.abs(block.gyr_rad_s).max(axis=1) > 0.02))
    begun = int(np.argmax(np.abs(motion.gyr_rad_s).max(axis=1) > 0.02))
    n = int(6.0 * RATE_HZ)
    off = block.acc_m_s2[moving : moving + n] - motion.acc_m_s2[begun : begun + n]
    assert np.abs(off).max() < 0.01


def test_one_sensor_changes_the_leg_by_command() -> None:
    """A set on the left leg, then the sensor is moved, then one on the right."""
    block = hinges([*in_a_row(REPS, 2.0), *in_a_row(REPS, 18.0)], 30.0, rate_hz=RATE_HZ)
    motion = Motion.of_block(block, RATE_HZ)
    air = VirtualSource("one", {"left": motion}, named("kickstand"), rate_hz=RATE_HZ, speed=FASTEST)
    view = View()
    session = LiveSession(OneSensor(air, "left"))
    wishes = [12.0, 16.0]
    begun_s: list[float] = []

    def each(update: Update) -> None:
        view.advance(update)
        if isinstance(update, LinkReport) and update.state is LinkState.STREAMING and not begun_s:
            begun_s.append(update.time_s)
        is_time = wishes and begun_s and isinstance(update, Tick)
        if is_time and view.snapshot().time_s >= begun_s[0] + wishes[0]:
            wishes.pop(0)
            session.command(view.snapshot().leg_step)

    ended = end_of(lived(session, each))
    assert ended.error is None
    assert ended.session is not None
    counts = {side: [one.count for one in r.sets] for side, r in ended.session.sides.items()}
    assert counts == {"left": [REPS], "right": [REPS]}


def test_a_session_that_is_stopped_ends_in_good_order() -> None:
    session = LiveSession(two(Mishap("left", 0.5, away_s=2.0)))
    with Worker() as worker:
        session.start(worker)
        updates: list[Update] = []
        while not any(one.state == "waiting" for one in updates if isinstance(one, LinkReport)):
            updates += session.updates(wait_s=1.0)
        assert session.stop()
        updates += rest_of(session)
        assert asyncio.run_coroutine_threadsafe(_tasks(), worker.loop).result(5.0) == 1
    ended = end_of(updates)
    assert ended.stopped
    assert ended.error is None


@pytest.mark.parametrize("speed", [0.0, FASTEST + 0.1, float("inf"), float("nan")])
def test_a_speed_at_which_samples_do_not_get_through_is_refused(speed: float) -> None:
    with pytest.raises(UsageError, match="at most 8 times"):
        VirtualSource("fast", {"left": felt("left", 2.0)}, named("kickstand"), speed=speed)


def test_a_session_needs_a_sensor() -> None:
    with pytest.raises(UsageError, match="needs a sensor"):
        VirtualSource("none", {}, named("kickstand"))


def test_without_bumble_it_is_said_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "bumble", None)
    with pytest.raises(VirtualHardwareError, match=r"pip install 'kickstand-imu\[virtual-ble\]'"):
        VirtualSource("one", {"left": felt("left", 2.0)}, named("kickstand"))


def test_a_patient_clock_waits_for_those_who_are_behind() -> None:
    async def live() -> None:
        behind = True
        clock = PatientClock(100.0, lambda: behind)
        assert clock.now_s() == 0.0
        await asyncio.sleep(0.02)
        assert clock.now_s() == 0.0
        behind = False
        await clock.sleep_until(2.0)
        assert clock.now_s() >= 2.0

    run(live())


def test_a_patient_clock_does_not_leap_when_the_loop_was_held_up() -> None:
    times = iter([0.0, 5.0, 5.01])

    async def live() -> None:
        loop = asyncio.get_running_loop()
        loop.time = lambda: next(times)  # type: ignore[method-assign]
        clock = PatientClock(2.0, lambda: False)
        assert clock.now_s() == 0.0
        assert clock.now_s() == pytest.approx(0.08)
        assert clock.now_s() == pytest.approx(0.10)
        del loop.time

    asyncio.run(live())
