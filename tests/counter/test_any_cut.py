"""However the stream is cut, interleaved or interrupted: the same events, to the last bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.counter.tracker import Tracker
from imu.feed import stream_of as live_stream_of
from imu.recording import read_recording
from imu.samples import Block
from tests.counter.streams import (
    COMMITTED,
    SAMPLES,
    SIMULATED,
    Item,
    Stream,
    in_order,
    outcome_of,
    plain_outcome,
    run,
    shuffled,
    stream_called,
)

seeds = st.integers(0, 2**32 - 1)
sizes = st.sampled_from([9, 60, 400, 5000])
FEW = settings(max_examples=5)


def at_random(stream: Stream, seed: int, largest: int) -> Iterator[Item]:
    """Cut and interleave at random; one block in ten is empty."""
    rng = np.random.default_rng(seed)

    def size(_: str) -> int:
        return 0 if rng.random() < 0.1 else int(rng.integers(1, largest + 1))

    return shuffled(stream, size, lambda n: int(rng.integers(n)))


@pytest.mark.parametrize("name", SIMULATED)
def test_there_is_something_to_be_wrong_about(name: str) -> None:
    said = b"".join(plain_outcome(name).events)
    kinds = (b'"rep"', b'"rep_final"', b'"rejected"', b'"set"', b'"calibration"')
    assert [kind for kind in kinds if kind not in said] == []
    if name != "moved-sensor":
        assert b'"gap"' in said


@pytest.mark.parametrize("name", [*SIMULATED, *COMMITTED])
@FEW
@given(seed=seeds, largest=sizes)
def test_any_cut_and_interleaving_says_the_same(name: str, seed: int, largest: int) -> None:
    stream = stream_called(name)
    said = run(at_random(stream, seed, largest), stream.sides)
    assert outcome_of(*said) == plain_outcome(name)


@pytest.mark.parametrize("name", SIMULATED)
def test_sample_by_sample_says_the_same(name: str) -> None:
    """Of the committed ones, a replay in pieces of 0.02 s says it."""
    stream = stream_called(name)
    assert outcome_of(*run(in_order(stream, 1), stream.sides)) == plain_outcome(name)


@pytest.mark.parametrize("name", [*SIMULATED, *COMMITTED])
@FEW
@given(seed=seeds, share=st.sampled_from([0.02, 0.2]))
def test_saving_and_restoring_anywhere_changes_nothing(name: str, seed: int, share: float) -> None:
    stream = stream_called(name)
    rng = np.random.default_rng(seed)
    saves = 0

    def perhaps_again(tracker: Tracker) -> Tracker:
        nonlocal saves
        if rng.random() >= share:
            return tracker
        saves += 1
        data = tracker.save()
        restored = Tracker.restore(data)
        assert restored.save() == data
        return restored

    said = run(at_random(stream, seed, 400), stream.sides, between=perhaps_again)
    assert outcome_of(*said) == plain_outcome(name)


def test_a_tracker_can_be_saved_before_its_first_sample() -> None:
    stream = stream_called("armed")
    tracker = Tracker.restore(Tracker(sides=stream.sides).save())
    events = [event for item in in_order(stream) for event in tracker.feed(item)]
    session, last = tracker.finish()
    assert outcome_of(events + last, session) == plain_outcome("armed")


@pytest.mark.parametrize("name", COMMITTED)
@pytest.mark.parametrize("block_s", [0.02, 0.3, 7.0])
def test_a_replay_of_any_pace_says_the_same(name: str, block_s: float) -> None:
    recording = read_recording(SAMPLES / name)
    items = (item for _, item in live_stream_of(recording, block_s))
    assert outcome_of(*run(items, tuple(recording.streams))) == plain_outcome(name)


@pytest.mark.parametrize("name", SIMULATED)
def test_what_is_fed_is_not_touched(name: str) -> None:
    stream = stream_called(name)

    def locked() -> Iterator[Item]:
        for item in in_order(stream, 50):
            if isinstance(item, Block):
                for values in (item.time_s, item.acc_m_s2, item.gyr_rad_s):
                    values.flags.writeable = False
            yield item

    assert outcome_of(*run(locked(), stream.sides)) == plain_outcome(name)


@pytest.mark.parametrize("name", SIMULATED)
def test_what_is_fed_may_be_overwritten_afterwards(name: str) -> None:
    """A driver may use its buffers again: nothing keeps a view of them."""
    stream = stream_called(name)

    def reused() -> Iterator[Item]:
        for item in in_order(stream, 50):
            if not isinstance(item, Block):
                yield item
                continue
            time_s, acc, gyr = item.time_s.copy(), item.acc_m_s2.copy(), item.gyr_rad_s.copy()
            yield replace(item, time_s=time_s, acc_m_s2=acc, gyr_rad_s=gyr)
            for values in (time_s, acc, gyr):
                values[:] = np.nan

    assert outcome_of(*run(reused(), stream.sides)) == plain_outcome(name)


def test_an_empty_block_is_fine_at_any_time() -> None:
    stream = stream_called("two-sensors")
    tracker = Tracker(sides=stream.sides)
    empty = {
        side: Block(side, np.zeros(0), np.zeros((0, 3)), np.zeros((0, 3))) for side in stream.sides
    }
    assert tracker.feed(empty["left"]) == []
    for item in in_order(stream, 400):
        tracker.feed(item)
        before = tracker.save()
        assert [event for block in empty.values() for event in tracker.feed(block)] == []
        assert tracker.save() == before
