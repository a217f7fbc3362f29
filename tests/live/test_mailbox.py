"""The queue between the worker and whoever draws."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.events import UndoEvent
from imu.live import Tick, Update
from imu.live.mailbox import MAX_TICKS, Mailbox


def tick(time_s: float) -> Tick:
    return Tick(time_s, {})


def event(number: int) -> UndoEvent:
    return UndoEvent(time_s=0.0, side="left", rep_id=number, set_id=1, count=0)


def test_what_is_put_is_taken_once_and_in_order() -> None:
    box = Mailbox()
    assert box.is_empty
    updates: list[Update] = [event(1), tick(0.1), event(2), tick(0.2)]
    for update in updates:
        box.put(update)
    assert not box.is_empty
    assert box.take() == updates
    assert box.take() == []
    assert box.is_empty


@given(st.lists(st.booleans(), max_size=200), st.integers(2, 9))
def test_only_ticks_are_thinned_out_and_the_newest_stays(kinds: list[bool], most: int) -> None:
    box = Mailbox(max_ticks=most)
    updates: list[Update] = [
        event(n) if is_event else tick(float(n)) for n, is_event in enumerate(kinds)
    ]
    for update in updates:
        box.put(update)
    taken = box.take()
    ticks = [update for update in taken if isinstance(update, Tick)]
    assert [u for u in taken if not isinstance(u, Tick)] == [
        u for u in updates if not isinstance(u, Tick)
    ]
    assert len(ticks) <= most
    assert [updates.index(update) for update in taken] == sorted(map(updates.index, taken))
    assert ticks[-1:] == [u for u in updates if isinstance(u, Tick)][-1:]


def test_the_last_seconds_of_a_long_wait_stay_dense() -> None:
    box = Mailbox()
    for n in range(20 * MAX_TICKS):
        box.put(tick(n / 30.0))
    times = [update.time_s for update in box.take() if isinstance(update, Tick)]
    steps = [b - a for a, b in pairwise(times)]
    assert len(times) <= MAX_TICKS
    assert max(steps[-100:]) < 0.1 < max(steps[:100])


def test_taking_waits_for_something_to_come() -> None:
    box = Mailbox()
    threading.Timer(0.03, box.put, [event(1)]).start()
    assert box.take(wait_s=5.0) == [event(1)]


@pytest.mark.parametrize("wait_s", [0.0, 0.02])
def test_taking_does_not_wait_longer_than_it_is_told(wait_s: float) -> None:
    begun = time.monotonic()
    assert Mailbox().take(wait_s) == []
    assert time.monotonic() - begun >= wait_s
