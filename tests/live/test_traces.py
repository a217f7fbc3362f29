"""The last half minute of every side is there for plots, whole, and only that of this session."""

from __future__ import annotations

import threading
from itertools import pairwise

import numpy as np
import pytest

from imu.counter.tracker import Tracker
from imu.feed import stream_of
from imu.live import LiveSession, Paced, ReplaySource, Stretch, Tick, Trace, Worker, traces
from imu.live.line import Line
from imu.recording import Recording
from imu.samples import Block, Command, CommandKind, Floats, Side
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import rest_of, sought, until

HOLE_S = (50.0, 51.4)
LONG = recording(hinges(in_a_row(4) + in_a_row(4, 58.0), 75.0, hole_s=HOLE_S))
TWO = recording(
    hinges(in_a_row(4) + in_a_row(4, 30.0), 50.0, side="left"),
    hinges(in_a_row(4, 16.0), 50.0, first_s=0.003),
)


def traced(replayed: Recording, until_s: float | None = None, block_s: float = 0.04) -> Trace:
    """The trace of a recording's right thigh that was played until then."""
    sides: tuple[Side, ...] = tuple(replayed.streams)
    line = Line(Tracker(sides=sides), sides, None, lambda _: None)
    for _, item in stream_of(replayed, block_s, until_s=until_s):
        line.feed(item)
    return line.traces["right"]


def poses_of(block: Block) -> tuple[Floats, Floats]:
    """Times and poses of a block of less than a minute, from the tracker itself."""
    tracker = Tracker(sides=(block.side,))
    tracker.feed(block)
    index, poses = tracker.poses_since(block.side, -1)
    return index / 100.0, poses


def assert_same(one: Stretch, other: Stretch) -> None:
    """Compare all columns."""
    for name in ("pose_time_s", "poses", "raw_time_s", "acc_m_s2", "gyr_rad_s"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)


def test_samples_and_poses_are_those_of_the_stream() -> None:
    block = LONG.streams["right"].block
    last = traced(LONG, 40.0).last(10.0, 38.0)
    raw = (block.time_s > 28.0) & (block.time_s <= 38.0)
    np.testing.assert_array_equal(last.raw_time_s, block.time_s[raw])
    np.testing.assert_array_equal(last.acc_m_s2, block.acc_m_s2[raw])
    np.testing.assert_array_equal(last.gyr_rad_s, block.gyr_rad_s[raw])
    time_s, poses = poses_of(block)
    there = (time_s > 28.0) & (time_s <= 38.0)
    np.testing.assert_array_equal(last.pose_time_s, time_s[there])
    np.testing.assert_array_equal(last.poses, poses[there])
    assert last.poses.shape == (1000, 9)


def test_it_ends_with_the_newest_sample_unless_told_otherwise() -> None:
    trace = traced(LONG, 40.0)
    newest = trace.last(2.0)
    assert newest.raw_time_s[-1] == pytest.approx(39.99)
    assert len(newest.raw_time_s) == 200
    assert_same(newest, trace.last(2.0, 39.99))


def test_half_a_minute_is_kept_however_long_it_runs() -> None:
    trace = traced(LONG)
    last = trace.last(traces.KEPT_S)
    missing = round((HOLE_S[1] - HOLE_S[0]) * 100)
    assert len(last.raw_time_s) == pytest.approx(3000 - missing, abs=2)
    assert last.pose_time_s[0] < 45.1
    assert np.all(np.diff(last.pose_time_s) > 0.0)
    assert len(trace.last(1e9).poses) <= traces.KEPT_S * 100


def test_the_pieces_do_not_matter() -> None:
    whole = traced(LONG).last(30.0)
    for block_s in (0.01, 0.7, 40.0):
        assert_same(traced(LONG, block_s=block_s).last(30.0), whole)


def test_holes_are_not_there() -> None:
    last = traced(LONG, 60.0).last(12.0)
    for time_s in (last.raw_time_s, last.pose_time_s):
        assert not ((time_s > HOLE_S[0] + 0.1) & (time_s < HOLE_S[1] - 0.1)).any()
        assert (time_s < HOLE_S[0]).any()
        assert (time_s > HOLE_S[1]).any()


def test_memory_is_bounded_and_fast_sensors_fit() -> None:
    fast = recording(hinges([], 64.0, rate_hz=400.0))
    last = traced(fast, block_s=0.05).last(traces.KEPT_S)
    assert len(last.raw_time_s) == traces.KEPT_S * 400
    faster = traced(recording(hinges([], 40.0, rate_hz=800.0)), block_s=0.05).last(60.0)
    assert len(faster.raw_time_s) == traces.KEPT_S * traces.MAX_RATE_HZ  # the oldest fell out
    assert faster.raw_time_s[-1] == pytest.approx(40.0, abs=0.01)


def test_what_is_given_belongs_to_whoever_asked() -> None:
    trace = traced(LONG, 20.0)
    first = trace.last(5.0)
    kept = trace.last(5.0)
    first.poses[:] = 0.0
    first.acc_m_s2[:] = 0.0
    assert_same(trace.last(5.0), kept)
    assert all(
        getattr(kept, name).flags["C_CONTIGUOUS"] for name in ("poses", "acc_m_s2", "gyr_rad_s")
    )


def test_before_the_first_sample_it_is_empty() -> None:
    for last in (traced(LONG, 0.0).last(10.0), traced(LONG, 5.0).last(2.0, -10.0)):
        assert last.poses.shape == (0, 9)
        assert last.gyr_rad_s.shape == (0, 3)
        assert not len(last.raw_time_s)


def test_a_sensor_that_was_moved_is_traced_on() -> None:
    moved = recording(hinges(in_a_row(4), 30.0), commands=[Command(15.0, CommandKind.SENSOR_MOVED)])
    last = traced(moved).last(29.0)
    assert np.diff(last.pose_time_s).max() < 0.06
    assert last.pose_time_s[0] < 1.5


def test_it_can_be_looked_at_while_it_is_filled() -> None:
    sides: tuple[Side, ...] = ("right",)
    line = Line(Tracker(sides=sides), sides, None, lambda _: None)
    trace, over = line.traces["right"], threading.Event()
    bad: list[str] = []
    looks: list[Stretch] = []

    def look() -> None:
        while not over.is_set():
            looks.append(trace.last(10.0))
            if len(looks) > 20:
                looks.pop(0)
            _check(looks[-1], bad)

    thread = threading.Thread(target=look)
    thread.start()
    for _, item in stream_of(LONG, 0.02):
        line.feed(item)
    over.set()
    thread.join(10.0)
    assert looks
    assert bad == []


def _check(look: Stretch, bad: list[str]) -> None:
    """Samples must be at their times, in order, none missing but in the hole."""
    block = LONG.streams["right"].block
    at = np.searchsorted(block.time_s, look.raw_time_s)
    if len(at) and not np.array_equal(block.acc_m_s2[at], look.acc_m_s2):
        bad.append("samples at other times")
    if any(b - a != 1 for a, b in pairwise(at.tolist())):
        bad.append("samples missing")
    if len(look.pose_time_s) != len(look.poses) or np.any(np.diff(look.pose_time_s) <= 0.0):
        bad.append("poses out of order")


# -- in a session --------------------------------------------------------------------------------


@pytest.mark.parametrize("surveys", [False, True])
def test_after_a_seek_plots_are_full_and_show_nothing_of_later(surveys: bool) -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(TWO), speed=1.0, surveys=surveys)
        session.pause()
        session.start(worker)
        until(session, lambda u: isinstance(u, Paced))
        for time_s in (44.0, 27.5):
            sought(session, time_s)
            for side in ("left", "right"):
                trace = session.trace(side)
                assert trace is not None
                last = trace.last(10.0, time_s)
                assert len(last.raw_time_s) == pytest.approx(1000, abs=1)
                assert len(last.poses) == pytest.approx(1000, abs=6)
                assert len(trace.last(0.5, time_s + 0.6).raw_time_s) == 0
                np.testing.assert_array_equal(
                    last.acc_m_s2, _between(TWO.streams[side].block, last.raw_time_s)
                )
        session.stop()


def _between(block: Block, time_s: Floats) -> Floats:
    return block.acc_m_s2[np.searchsorted(block.time_s, time_s)]


def test_a_side_is_found_by_either_name_and_only_if_it_has_a_sensor() -> None:
    named = recording(
        hinges(in_a_row(4), 14.0, side="unknown"),
        commands=[Command(5.0, CommandKind.SIDE, value="left")],
    )
    with Worker() as worker:
        session = LiveSession(ReplaySource(named))
        assert session.trace("left") is None
        session.start(worker)
        rest_of(session)
        assert session.trace("left") is session.trace("unknown") is not None
        assert session.trace("right") is None


def test_a_picture_s_poses_are_in_the_trace_already() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(TWO), speed=16.0)
        session.start(worker)
        updates = until(session, lambda u: isinstance(u, Tick) and u.time_s > 3.0)
        trace = session.trace("right")
        session.stop()
    tick = next(u for u in reversed(updates) if isinstance(u, Tick))
    assert trace is not None
    assert trace.last(1.0).pose_time_s[-1] >= tick.sides["right"].time_s - 0.011
