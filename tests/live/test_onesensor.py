"""One sensor for both legs: what is counted, what is recorded, and that a replay says the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imu import analyze
from imu.counter.cycles import Phase
from imu.counter.glimpse import Glimpse
from imu.counter.tracker import Tracker
from imu.errors import StreamError
from imu.events import (
    AnyEvent,
    CalibrationEvent,
    GapEvent,
    HealthEvent,
    LegEvent,
    RepEvent,
    SetEvent,
)
from imu.feed import part, stream_of, tracker_for
from imu.live import LiveSession, OneSensor, ReplaySource, Started, StreamItem, Tick, Told, Update
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Block, Command, CommandKind, Side
from imu.simulated import plan_of
from imu.simulator import Foil, Plan, SetPlan, simulate
from imu.simulator.plan import replace as replaced
from imu.view import Snapshot, View, Word
from tests.hinges import hinges, in_a_row
from tests.live.live_help import end_of, events_in, to_the_end

CHANGE, CONFIRM = CommandKind.CHANGE_LEG, CommandKind.LEG_CONFIRMED

Wish = tuple[float, CommandKind, Side | None]


@dataclass
class ToldSource:
    """One sensor of unknown side, and a person who says something at these stream times."""

    block: Block
    wishes: Sequence[Wish]
    size: int = 10
    news: Sequence[Command] = ()
    name: str = "sensor"
    sides: tuple[Side, ...] = ("unknown",)
    span_s: tuple[float, float] | None = None
    session: LiveSession | None = None

    def now_s(self) -> float | None:
        return None

    async def __aiter__(self) -> AsyncIterator[StreamItem]:
        assert self.session is not None
        wishes, news = list(self.wishes), list(self.news)
        for first in range(0, len(self.block), self.size):
            piece = part(self.block, first, first + self.size)
            while wishes and wishes[0][0] <= piece.time_s[0]:
                _, kind, side = wishes.pop(0)
                self.session.command(kind, side)
                await asyncio.sleep(0.0)
            while news and news[0].time_s <= piece.time_s[0]:
                yield news[0].time_s, news.pop(0)
            yield float(piece.time_s[-1]), piece


def lived(
    block: Block,
    wishes: Sequence[Wish],
    folder: Path | None = None,
    *,
    first: Side = "left",
    size: int = 10,
    news: Sequence[Command] = (),
) -> list[Update]:
    """Train with one sensor; all updates."""
    source = ToldSource(block, wishes, size, news)
    recorder = RecordingWriter(folder, SessionMeta()) if folder else None
    session = LiveSession(OneSensor(source, first), recorder=recorder)
    source.session = session
    return to_the_end(session)


def counts(updates: Sequence[Update]) -> dict[str, list[int]]:
    session = end_of(list(updates)).session
    assert session is not None
    return {side: [one.count for one in result.sets] for side, result in session.sides.items()}


def as_bytes(events: Sequence[AnyEvent]) -> list[bytes]:
    return [msgspec.json.encode(event) for event in events]


def replayed(recording: Recording, block_s: float) -> list[AnyEvent]:
    """What is said when the recording is fed in pieces of `block_s`."""
    tracker = tracker_for(recording)
    events = [event for _, item in stream_of(recording, block_s) for event in tracker.feed(item)]
    return events + tracker.finish()[1]


def both_legs(*, back: bool = False) -> tuple[Block, list[Wish]]:
    """Four reps on each leg, hinges on the way from one to the other; then perhaps back again."""
    starts = [*in_a_row(4), *in_a_row(3, 18.0), *in_a_row(4, 32.0)]
    wishes: list[Wish] = [(16.0, CHANGE, None), (29.0, CONFIRM, None)]
    if back:
        starts += in_a_row(3, 62.0)
        wishes += [(50.0, CHANGE, None), (58.0, CONFIRM, None)]
    return hinges(starts, 75.0 if back else 50.0, side="unknown", rate_hz=50.0), wishes


@cache
def one_change() -> list[Update]:
    """Four reps on the left leg, then on the right one."""
    return lived(*both_legs())


@cache
def there_and_back() -> list[Update]:
    """The same, and three more on the left leg."""
    return lived(*both_legs(back=True))


@dataclass(frozen=True)
class Kept:
    """There and back, and what was recorded of it."""

    updates: list[Update]
    folder: Path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept") / "r"
    return Kept(lived(*both_legs(back=True), folder), folder)


def test_each_leg_gets_its_own_reps_and_the_change_none() -> None:
    updates = one_change()
    assert counts(updates) == {"left": [4], "right": [4]}
    reps = [(u.side, u.count) for u in updates if isinstance(u, RepEvent)]
    assert reps == [("left", n) for n in (1, 2, 3, 4)] + [("right", n) for n in (1, 2, 3, 4)]


def test_one_may_change_back_and_the_first_leg_begins_anew() -> None:
    updates = there_and_back()
    assert counts(updates) == {"left": [4, 3], "right": [4]}
    assert not [u for u in updates if isinstance(u, GapEvent)]  # nothing was missing meanwhile
    lost = [u for u in updates if isinstance(u, CalibrationEvent) and u.state == "lost"]
    assert [one.side for one in lost] == ["left"]


def test_armed_works_as_before_on_the_new_leg() -> None:
    block, wishes = both_legs()
    updates = lived(block, [*wishes, (30.5, CommandKind.SET_START, None)])
    first = next(u for u in updates if isinstance(u, RepEvent) and u.side == "right")
    assert first.count == 1
    assert first.time_s < 32.0 + 2.4 + 0.6  # aloud at once, though nothing was known of this strap


def test_armed_on_the_way_the_leg_that_comes_next_is_meant() -> None:
    block, wishes = both_legs()
    updates = lived(block, sorted([*wishes, (25.0, CommandKind.ARM, None)], key=lambda w: w[0]))
    told = [u.command for u in updates if isinstance(u, Told)]
    assert [c.side for c in told if c.kind is CommandKind.ARM] == ["right"]
    assert counts(updates) == {"left": [4], "right": [4]}
    right = [u for u in updates if isinstance(u, RepEvent) and u.side == "right"]
    assert len({rep.time_s for rep in right}) == 4


def test_the_last_rep_can_be_taken_back_while_the_sensor_is_on_its_way() -> None:
    """It is the last one of the leg that it left; its set is over and keeps it."""
    block, wishes = both_legs()
    told = [*wishes, (12.5, CommandKind.UNDO, None), (20.0, CommandKind.UNDO, None)]
    updates = lived(block, sorted(told, key=lambda w: w[0]))
    commands = [u.command for u in updates if isinstance(u, Told)]
    assert [c.side for c in commands if c.kind is CommandKind.UNDO] == [None, None]
    assert counts(updates)["left"] == [3]


def test_what_was_armed_on_one_leg_is_armed_on_no_other_nor_when_one_comes_back() -> None:
    block, wishes = both_legs(back=True)
    updates = lived(block, [(0.5, CommandKind.ARM, None), *wishes])
    right = [u for u in updates if isinstance(u, RepEvent) and u.side == "right"]
    assert len({rep.time_s for rep in right[:3]}) == 1
    back = [u for u in updates if isinstance(u, RepEvent) and u.side == "left"][4:]
    assert [rep.count for rep in back] == [1, 2, 3]
    assert len({rep.time_s for rep in back}) == 1  # together, at the third


def test_r27_samples_of_the_change_are_recorded_as_of_unknown_side(kept: Kept) -> None:
    block, _ = both_legs(back=True)
    recording = read_recording(kept.folder)
    assert set(recording.streams) == {"left", "right", "unknown"}
    every = np.concatenate([one.block.time_s for one in recording.streams.values()])
    np.testing.assert_array_equal(np.sort(every), block.time_s)  # none lost, none twice
    changes = [c.time_s for c in recording.commands]
    unknown = recording.streams["unknown"].block.time_s
    away = [(a, b) for a, b in zip(changes[::2], changes[1::2], strict=True)]
    assert all(any(a <= t < b for a, b in away) for t in unknown)
    assert not any(a <= t < b for a, b in away for t in recording.streams["left"].block.time_s)


@pytest.mark.parametrize("mode", ["review", "live"])
def test_r27_analyze_gives_both_legs_and_nothing_of_the_way(kept: Kept, mode: str) -> None:
    session = analyze(kept.folder, mode=mode)  # type: ignore[arg-type]
    found = {side: [one.count for one in result.sets] for side, result in session.sides.items()}
    assert found == {"left": [4, 3], "right": [4]}
    assert not any(result.gaps for result in session.sides.values())


@given(
    size=st.integers(1, 400),
    block_s=st.sampled_from([0.02, 0.33, 4.0, 1000.0]),
    moments=st.lists(st.floats(0.0, 74.0), max_size=5),
    armed=st.booleans(),
)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_replay_says_the_same_to_the_last_bit_wherever_the_leg_was_changed(
    tmp_path_factory: pytest.TempPathFactory,
    size: int,
    block_s: float,
    moments: list[float],
    armed: bool,
) -> None:
    """Changes at any moment, in the midst of reps and of one another; any cut, then and now."""
    block, wishes = both_legs(back=True)
    more: list[Wish] = [(t, CHANGE if n % 2 else CONFIRM, None) for n, t in enumerate(moments)]
    more += [(31.0, CommandKind.ARM, None)] * armed
    folder = tmp_path_factory.mktemp("any") / "r"
    wishes = sorted([*wishes, *more], key=lambda wish: wish[0])
    updates = lived(block, wishes, folder, size=size)
    recording = read_recording(folder)
    assert as_bytes(replayed(recording, block_s)) == as_bytes(events_in(updates))
    told = [u.command for u in updates if isinstance(u, Told)]
    assert list(recording.commands) == sorted(told, key=lambda command: command.time_s)
    ended, again = end_of(updates).session, analyze(recording, mode="live")
    assert ended is not None
    assert msgspec.json.encode(again.sides) == msgspec.json.encode(ended.sides)


def test_the_recording_replays_in_a_session_too_and_can_be_wound_back(kept: Kept) -> None:
    updates = kept.updates
    session = LiveSession(ReplaySource(read_recording(kept.folder), 0.2))
    again = to_the_end(session)
    assert as_bytes(events_in(again)) == as_bytes(events_in(updates))
    assert not session.changes_legs  # what was lived is not changed any more
    with pytest.raises(StreamError, match="live session with one sensor"):
        session.command(CHANGE)
    started = [next(u for u in one if isinstance(u, Started)) for one in (updates, again)]
    assert [one.later for one in started] == [("right",), ("right",)]


def test_a_session_in_which_the_leg_was_never_changed_is_one_of_one_leg(tmp_path: Path) -> None:
    updates = lived(hinges(in_a_row(4), 20.0, side="unknown"), [], tmp_path / "r")
    assert counts(updates) == {"left": [4]}
    recording = read_recording(tmp_path / "r")
    assert as_bytes(replayed(recording, 0.5)) == as_bytes(events_in(updates))


def test_a_change_before_the_first_sample_and_none_after_it_are_fine(tmp_path: Path) -> None:
    block, _ = both_legs()
    wishes: list[Wish] = [(0.0, CHANGE, None), (0.2, CONFIRM, None), (49.0, CHANGE, None)]
    updates = lived(block, wishes, tmp_path / "r")
    assert list(counts(updates)) == ["right"]
    recording = read_recording(tmp_path / "r")
    assert as_bytes(replayed(recording, 0.5)) == as_bytes(events_in(updates))
    assert list(analyze(recording).sides) == ["right"]


def test_the_set_ends_with_the_change_and_the_person_is_told_what_to_do() -> None:
    updates = one_change()
    said = [u for u in updates if isinstance(u, LegEvent | SetEvent)]
    end, change, confirmed = said[1:4]
    assert isinstance(end, SetEvent)
    assert (end.side, end.state, end.count) == ("left", "end", 4)
    assert isinstance(change, LegEvent)
    assert isinstance(confirmed, LegEvent)
    assert (change.side, change.state) == ("left", "change")
    assert change.sentence == "Free your foot, then move the sensor to the right leg."
    assert (confirmed.side, confirmed.state) == ("right", "confirmed")
    told = [u.command for u in updates if isinstance(u, Told)]
    assert [(c.kind, c.side) for c in told] == [(CHANGE, "left"), (CONFIRM, "right")]
    # At once: before any picture that is later.
    assert updates.index(change) < next(
        n for n, u in enumerate(updates) if isinstance(u, Tick) and u.time_s > change.time_s
    )


def test_confirming_the_same_leg_takes_a_change_back() -> None:
    block = hinges([*in_a_row(4), *in_a_row(4, 24.0)], 42.0, side="unknown")
    updates = lived(block, [(16.0, CHANGE, None), (20.0, CONFIRM, "left")])
    assert counts(updates) == {"left": [4, 4]}


def test_a_change_that_was_taken_back_disarms_all_the_same() -> None:
    block = hinges(in_a_row(4, 24.0), 42.0, side="unknown")
    told: list[Wish] = [(0.5, CommandKind.ARM, None), (16.0, CHANGE, None), (20.0, CONFIRM, "left")]
    reps = [u for u in lived(block, told) if isinstance(u, RepEvent)]
    assert len({rep.time_s for rep in reps[:3]}) == 1


def test_what_is_said_last_of_a_leg_that_was_left_comes_last() -> None:
    """Its accelerometer was off all the time, which is certain only in the end."""
    time_s = np.arange(800) / 100.0
    rate = np.sin(2.0 * np.pi * 2.0 * time_s)[:, None] * (0.0, 1.0, 0.0)
    moving = Block("unknown", time_s, np.tile((0.0, 0.0, 13.0), (800, 1)), rate)
    block = in_one_stream(moving, hinges(in_a_row(4, 12.0), 30.0, first_s=9.0))
    events = events_in(lived(block, [(8.0, CHANGE, None), (8.5, CONFIRM, None)]))
    assert ("health", "left") in [(e.__struct_config__.tag, e.side) for e in events]
    times = [event.time_s for event in events]
    assert times == sorted(times)


def test_how_the_knee_was_before_says_nothing_about_another_strap() -> None:
    def knees(tracker: Tracker) -> dict[str, float]:
        return json.loads(tracker.save())["referee"]["sets"]["left"]["first_arms_m"]

    saved = json.loads(Tracker(one_sensor="left").save())
    saved["referee"]["sets"]["left"]["first_arms_m"] = {"0": 0.4}
    tracker = Tracker.restore(json.dumps(saved).encode())
    tracker.feed(Command(3.0, CHANGE, "left"))
    assert knees(tracker)
    tracker.feed(Command(4.0, CONFIRM, "left"))
    assert knees(tracker) == {}


def test_what_changes_nothing_is_not_recorded(tmp_path: Path) -> None:
    block, wishes = both_legs()
    twice = [wish for wish in wishes for _ in range(2)]
    lived(block, [(1.0, CONFIRM, None), *twice], tmp_path / "r")
    commands = read_recording(tmp_path / "r").commands
    assert [command.kind for command in commands] == [CHANGE, CONFIRM]


def test_news_of_the_link_are_of_the_leg_that_wears_the_sensor(tmp_path: Path) -> None:
    block, wishes = both_legs()
    there = (block.time_s < 36.0) | (block.time_s > 38.0)
    lost = replace(
        block,
        time_s=block.time_s[there],
        acc_m_s2=block.acc_m_s2[there],
        gyr_rad_s=block.gyr_rad_s[there],
        seq=None if block.seq is None else block.seq[there],
    )
    off, on = CommandKind.SENSOR_OFF, CommandKind.SENSOR_ON
    times = (20.0, 21.0, 37.0, 38.0)  # out of reach in the change, and in the set on the right leg
    news = [Command(t, k, "unknown") for t, k in zip(times, (off, on) * 2, strict=True)]
    updates = lived(lost, wishes, tmp_path / "r", news=news)
    recording = read_recording(tmp_path / "r")
    presence = [(c.kind, c.side) for c in recording.commands if c.kind in (off, on)]
    assert presence == [(off, "right"), (on, "right")]
    assert as_bytes(replayed(recording, 0.5)) == as_bytes(events_in(updates))


def test_a_sensor_that_was_moved_unsaid_is_asked_about_and_nothing_is_switched() -> None:
    plan = plan_of("moved-sensor", 7)
    session = simulate(plan, 7)
    block = in_one_stream(session.blocks["right"], session.blocks["left"])
    updates = lived(block, [], first="right")
    asked = [u for u in updates if isinstance(u, HealthEvent) and u.code == "leg-change"]
    assert len(asked) == 1
    assert not any(isinstance(u, LegEvent) for u in updates)
    assert list(counts(updates)) == ["right"]


def in_one_stream(*blocks: Block) -> Block:
    """The samples of one sensor, as it gives them: whose leg it is on it does not know."""
    return Block(
        "unknown",
        np.concatenate([block.time_s for block in blocks]),
        np.concatenate([block.acc_m_s2 for block in blocks]),
        np.concatenate([block.gyr_rad_s for block in blocks]),
    )


def test_a_simulated_session_on_both_legs_is_counted_exactly(tmp_path: Path) -> None:
    quiet, walk = Foil(kind="quiet", duration_s=4.0), Foil(kind="walk", duration_s=4.0)
    one = SetPlan(side="right", reps=5, settle_s=2.0)
    plan = Plan(
        activities=(
            *(quiet, walk, one, quiet, one),
            *(Foil(kind="move-sensor", duration_s=15.0), quiet, replaced(one, side="left"), quiet),
        ),
        armed=True,
    )
    simulated = simulate(plan, 2)
    moved_s = next(c.time_s for c in simulated.commands if c.kind is CommandKind.SENSOR_OFF)
    wishes: list[Wish] = [(moved_s - 7.0, CHANGE, None), (moved_s + 7.0, CONFIRM, None)]
    wishes += [(c.time_s, c.kind, None) for c in simulated.commands if c.kind is CommandKind.ARM]
    block = in_one_stream(simulated.blocks["right"], simulated.blocks["left"])
    updates = lived(block, sorted(wishes, key=lambda w: w[0]), tmp_path / "r", first="right")
    assert counts(updates) == {"left": [5], "right": [5, 5]}
    recording = read_recording(tmp_path / "r")
    assert as_bytes(replayed(recording, 0.1)) == as_bytes(events_in(updates))
    reviewed = analyze(recording)
    assert [one.count for one in reviewed.sides["right"].sets] == [5, 5]
    assert [one.count for one in reviewed.sides["left"].sets] == [5]


def snapshots(updates: Sequence[Update]) -> list[Snapshot]:
    view = View()
    found: list[Snapshot] = []
    for update in updates:
        view.advance(update)
        if isinstance(update, Tick | Started):
            found.append(view.snapshot())
    return found


def shown_at(shots: Sequence[Snapshot], time_s: float) -> dict[str, Word]:
    shot = next(one for one in shots if one.time_s >= time_s)
    return {side.side: side.word for side in shot.sides}


def test_the_screen_names_the_leg_that_the_sensor_is_to_go_to() -> None:
    shots = snapshots(there_and_back())
    assert {side.side: side.word for side in shots[0].sides} == {
        "left": Word.BEGIN,
        "right": Word.OFF,
    }
    assert shown_at(shots, 20.0) == {"left": Word.OFF, "right": Word.STRAP}
    during = next(one for one in shots if one.time_s >= 20.0)
    assert during.working == "right"
    assert during.change is not None
    assert during.change.sentence == "Free your foot, then move the sensor to the right leg."
    assert shown_at(shots, 30.0) == {"left": Word.OFF, "right": Word.BEGIN}
    back = shown_at(shots, 58.5)
    assert back["right"] is Word.OFF
    assert back["left"] is not Word.LOST  # though its last sample is 42 s old
    assert all(one.change is None for one in shots if not 15.0 < one.time_s < 60.0)


def test_the_rest_clock_waits_while_the_sensor_is_moved() -> None:
    shots = snapshots(there_and_back())

    def rest_s(time_s: float) -> float:
        side = next(one for one in shots if one.time_s >= time_s).side("right")
        assert side is not None
        assert side.rest_s is not None
        return side.rest_s

    assert rest_s(57.5) - rest_s(50.5) == pytest.approx(0.0, abs=0.1)
    assert rest_s(61.5) - rest_s(58.5) == pytest.approx(3.0, abs=0.1)


def test_a_leg_that_gets_the_sensor_back_is_not_lost_before_it_sends() -> None:
    view = View()
    view.advance(Started("sensor", ("left", "right"), later=("right",)))
    old = Glimpse(16.0, Phase.TOP, None, None, None)
    for time_s, kind, leg in ((16.0, CHANGE, "left"), (20.0, CONFIRM, "right"),
                              (50.0, CHANGE, "right"), (58.0, CONFIRM, "left")):  # fmt: skip
        view.advance(Told(Command(time_s, kind, leg)))  # type: ignore[arg-type]
    for time_s, lost_s in ((58.4, 0.0), (61.0, 3.0)):
        view.advance(Tick(time_s, {"left": old, "right": old}))
        left = view.snapshot().side("left")
        assert left is not None
        assert left.lost_s == pytest.approx(lost_s)


def test_what_is_told_right_after_a_change_stays_after_it(tmp_path: Path) -> None:
    """In one long block both are told at the same moment; the change is stamped after its end."""
    block, wishes = both_legs(back=True)
    armed: list[Wish] = [(29.0, CommandKind.ARM, "left")]
    told = sorted([*wishes, *armed], key=lambda wish: wish[0])
    updates = lived(block, told, tmp_path / "r", size=120)
    recording = read_recording(tmp_path / "r")
    times = [u.command.time_s for u in updates if isinstance(u, Told)]
    assert times == sorted(times)
    assert as_bytes(replayed(recording, 0.5)) == as_bytes(events_in(updates))


def test_a_tracker_of_one_sensor_can_be_saved_in_the_midst_of_a_change(kept: Kept) -> None:
    recording = read_recording(kept.folder)
    tracker = tracker_for(recording)
    events: list[AnyEvent] = []
    for time_s, item in stream_of(recording, 1.0):
        events += tracker.feed(item)
        if 15.0 < time_s < 60.0:
            tracker = Tracker.restore(tracker.save())
    assert as_bytes(events + tracker.finish()[1]) == as_bytes(events_in(kept.updates))


def test_a_command_of_the_change_needs_a_leg() -> None:
    with pytest.raises(StreamError, match="names no leg"):
        Tracker(one_sensor="left").feed(Command(1.0, CHANGE))
