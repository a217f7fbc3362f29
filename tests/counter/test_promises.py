"""What holds for every stream: announced is announced, time goes on, the state stays small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from imu.counter.tracker import Tracker
from imu.errors import StreamError
from imu.events import (
    AnyEvent,
    DotEvent,
    RejectedEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
    UndoEvent,
)
from imu.feed import part
from imu.recording import round_block
from imu.samples import Block, Command, CommandKind, Session, Side
from imu.settings import Settings
from imu.simulator import STRATA, random_plan, simulate
from imu.simulator.plan import replace as changed
from tests.counter.streams import SIMULATED, Stream, in_order, plain_run, stream_called
from tests.hinges import hinges, in_a_row

SEED = 17
STREAMS = [*SIMULATED, *STRATA, "armed partials", "armed fast"]


def stream_like(name: str) -> Stream:
    """Give a session of the tests, or a random one of a stratum."""
    if name in SIMULATED:
        return stream_called(name)
    stratum = name.removeprefix("armed ")
    plan = changed(random_plan(SEED, stratum), armed=stratum != name)
    session = simulate(plan, SEED)
    blocks: dict[Side, Block] = {s: round_block(block) for s, block in session.blocks.items()}
    return Stream(blocks, session.commands)


Said = tuple[list[AnyEvent], Session]


@pytest.fixture(scope="module", params=STREAMS)
def said(request: pytest.FixtureRequest) -> Said:
    """Give the events and the session of every stream."""
    return plain_run(stream_like(str(request.param)))


def of_side(said: Said) -> Iterator[tuple[str, list[AnyEvent]]]:
    """Give the events of each side."""
    events, session = said
    for side in session.sides:
        yield side, [event for event in events if event.side == side]


def of_a_set_that_ran_out(event: AnyEvent) -> bool:
    """Whether it carries the second at which a set ran out, however late that was noticed.

    So do the dots that go because too few were alike.
    """
    match event:
        case RepFinalEvent():
            return True
        case SetEvent():
            return event.state == "end"
        case RejectedEvent():
            return event.rep_id != 0
        case _:
            return False


def test_events_come_in_the_order_of_time(said: Said) -> None:
    for side, events in of_side(said):
        times = [event.time_s for event in events if not of_a_set_that_ran_out(event)]
        assert times == sorted(times), side


def test_events_of_two_sensors_come_in_one_order() -> None:
    for name in ("two-sensors", "simulated_left-right"):
        events, _ = plain_run(stream_called(name))
        times = [event.time_s for event in events if not of_a_set_that_ran_out(event)]
        assert {event.side for event in events} == {"left", "right"}
        assert times == sorted(times), name


def test_what_is_announced_is_never_withdrawn(said: Said) -> None:
    for side, events in of_side(said):
        announced: set[int] = set()
        for event in events:
            if isinstance(event, RepEvent):
                announced.add(event.rep_id)
            if isinstance(event, RejectedEvent):
                assert event.rep_id not in announced, side


def test_every_dot_is_announced_or_goes(said: Said) -> None:
    for side, events in of_side(said):
        dots = [event.rep_id for event in events if isinstance(event, DotEvent)]
        gone = [e.rep_id for e in events if isinstance(e, RejectedEvent) and e.rep_id]
        final = [event.rep_id for event in events if isinstance(event, RepFinalEvent)]
        assert len(dots) == len(set(dots)), side
        assert set(dots) <= set(gone) | set(final), side
        assert not set(gone) & set(final), side


def test_counts_go_up_by_one(said: Said) -> None:
    for side, events in of_side(said):
        count = 0
        for event in events:
            if isinstance(event, SetEvent):
                assert event.count == (count if event.state == "end" else 0), side
                count = 0
            if isinstance(event, UndoEvent):
                count -= 1
                assert event.count == count, side
            if isinstance(event, RepEvent):
                count += 1
                assert event.count == count, side


def test_sets_begin_and_end_in_turn(said: Said) -> None:
    for side, events in of_side(said):
        states = [event.state for event in events if isinstance(event, SetEvent)]
        assert states == ["start", "end"] * (len(states) // 2), side
        ids = [event.set_id for event in events if isinstance(event, SetEvent)]
        assert ids == [1 + n // 2 for n in range(len(ids))], side


def test_the_session_holds_what_was_told(said: Said) -> None:
    for side, events in of_side(said):
        sets = said[1].sides[side].sets
        reps = [rep for one in sets for rep in one.reps]
        announced = [event for event in events if isinstance(event, RepEvent)]
        undone = [event for event in events if isinstance(event, UndoEvent)]
        assert [event.rep for event in events if isinstance(event, RepFinalEvent)] == reps
        assert [rep.announced_s for rep in reps if rep.announced_s is not None] == [
            event.time_s for event in announced
        ]
        assert sum(rep.counted for rep in reps) == len(announced) - len(undone), side
        ends = [e for e in events if isinstance(e, SetEvent) and e.state == "end"]
        assert [(e.start_s, e.end_s, e.count) for e in ends] == [
            (one.start_s, one.end_s, one.count) for one in sets
        ]


def test_reps_are_well_formed_and_apart(said: Said) -> None:
    for result in said[1].sides.values():
        last_end_s = -np.inf
        for rep in (rep for one in result.sets for rep in one.reps):
            assert rep.start_s < rep.bottom_start_s <= rep.bottom_end_s < rep.end_s
            assert rep.start_s >= last_end_s
            assert rep.depth_deg >= Settings().reps.min_depth_deg
            assert rep.announced_s is None or rep.announced_s >= rep.provisional_s
            assert {name for name, value in rep.metrics.items() if value is None} == set(
                rep.missing
            )
            last_end_s = rep.end_s


# -- refusals ------------------------------------------------------------------------------------

BLOCK = hinges(in_a_row(5), 25.0)
NEXT = part(BLOCK, 1200, 1400)


def with_value(values: np.ndarray, value: float) -> np.ndarray:
    """Give the same values but one."""
    values = values.copy()
    values[values.shape[0] // 2, ...] = value
    return values


REFUSED: dict[str, Block | Command] = {
    "not a number": replace(NEXT, acc_m_s2=with_value(NEXT.acc_m_s2, np.nan)),
    "infinite": replace(NEXT, gyr_rad_s=with_value(NEXT.gyr_rad_s, np.inf)),
    "no time": replace(NEXT, time_s=with_value(NEXT.time_s, np.nan)),
    "time again": part(BLOCK, 1199, 1300),
    "time back": part(BLOCK, 1100, 1300),
    "time back inside": replace(NEXT, time_s=with_value(NEXT.time_s, 12.2)),
    "too few rates": replace(NEXT, gyr_rad_s=NEXT.gyr_rad_s[:-1]),
    "too many times": replace(NEXT, time_s=part(BLOCK, 1200, 1401).time_s),
    "two axes": replace(NEXT, acc_m_s2=NEXT.acc_m_s2[:, :2]),
    "one row for all times": replace(NEXT, acc_m_s2=NEXT.acc_m_s2[:1]),
    "one column for all axes": replace(NEXT, acc_m_s2=NEXT.acc_m_s2[:, :1]),
    "unknown sensor": replace(NEXT, side="left"),
    "command for an unknown sensor": Command(13.0, CommandKind.ARM, "left"),
    "a side that is none": Command(13.0, CommandKind.SIDE, "right", "up"),
    "no side": Command(13.0, CommandKind.SIDE, "right"),
    "too few counters": replace(NEXT, seq=None if NEXT.seq is None else NEXT.seq[:5]),
    "command without a time": Command(float("nan"), CommandKind.ARM),
    "undo without a time": Command(float("nan"), CommandKind.UNDO),
    "command at no time": Command(float("inf"), CommandKind.ARM),
}


@cache
def undisturbed() -> Session:
    """Give what is counted where nothing has to be refused."""
    return plain_run(Stream({"right": BLOCK}))[1]


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_changes_nothing(what: str) -> None:
    tracker = Tracker(sides=("right",))
    tracker.feed(part(BLOCK, 0, 1200))
    before = tracker.save()
    with pytest.raises(StreamError) as refused:
        tracker.feed(REFUSED[what])
    assert str(refused.value)
    assert tracker.save() == before
    tracker.feed(NEXT)
    tracker.feed(part(BLOCK, 1400, len(BLOCK)))
    session, _ = tracker.finish()
    assert session == undisturbed()


def test_a_state_of_other_settings_is_refused() -> None:
    data = Tracker(sides=("right",)).save()
    with pytest.raises(StreamError, match="other settings"):
        Tracker.restore(data, Settings(announce_at="bottom"))


# -- memory --------------------------------------------------------------------------------------


def standing(side: Side, minutes: float) -> Block:
    """Stand and sway a little at 50 Hz."""
    rng = np.random.default_rng(SEED)
    block = hinges([], minutes * 60.0, side=side, rate_hz=50.0)
    noisy = block.acc_m_s2 + 0.02 * rng.standard_normal(block.acc_m_s2.shape)
    return round_block(replace(block, acc_m_s2=noisy))


@pytest.mark.parametrize("sides", [("right",), ("left", "right")])
def test_the_state_does_not_grow(sides: tuple[Side, ...]) -> None:
    stream = Stream({side: standing(side, 12.0) for side in sides})
    tracker = Tracker(sides=sides)
    sizes: dict[int, int] = {}
    for item in in_order(stream, 250):
        tracker.feed(item)
        minute = int(tracker.time_s // 60.0)
        if minute not in sizes and minute >= 4:
            sizes[minute] = len(tracker.save())
    assert max(sizes) == 11
    assert (
        max(size for minute, size in sizes.items() if minute > 7)
        <= max(size for minute, size in sizes.items() if minute <= 7) * 1.01
    )


def test_a_rep_costs_little_memory() -> None:
    """What is kept for good is the result: some 800 bytes a rep."""
    period = in_a_row(2, first_s=0.0)[1]
    tracker = Tracker(sides=("right",))
    sizes: list[int] = []
    reps = 160
    block = hinges(in_a_row(reps), reps * period + 5.0, rate_hz=50.0)
    for n in range(0, len(block), 25):
        tracker.feed(part(block, n, n + 25))
        if block.time_s[n] > 200.0:
            sizes.append(len(tracker.save())) if n % 2500 == 0 else None
    assert tracker.finish()[0].sides["right"].count == reps
    minutes = (len(sizes) - 1) * 50.0 / 60.0
    assert (sizes[-1] - sizes[0]) / (minutes * 60.0 / period) < 2000.0
