"""The last minute of poses, addressed by grid index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.history import HISTORY_S, History, HistoryState
from imu.counter.saved import dumps, loads
from imu.samples import Floats

RATE_HZ = 4
KEEP = HISTORY_S * RATE_HZ


def rows(first: int, n: int) -> Floats:
    """Poses that name their index."""
    return np.arange(first, first + n)[:, None] * np.ones(9)


@examples(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2 * KEEP + 5)), max_size=12))
def test_it_is_the_last_minute_of_what_was_appended(pieces: list[tuple[int, int]]) -> None:
    history = History(RATE_HZ)
    expected: list[int] = []
    first = 10
    for hole, n in pieces:
        first += hole
        history.append(first, rows(first, n))
        expected += range(first, first + n)
        first += n
    assert history.index.tolist() == expected[-KEEP:]
    assert history.poses[:, 8].tolist() == expected[-KEEP:]


def test_both_ends_of_a_span_belong_to_it_and_holes_are_not_there() -> None:
    history = History(RATE_HZ)
    history.append(10, rows(10, 5))
    history.append(20, rows(20, 5))
    index, poses = history.between(12, 21)
    assert index.tolist() == [12, 13, 14, 20, 21]
    assert poses[:, 0].tolist() == [12, 13, 14, 20, 21]
    assert history.between(15, 19)[0].tolist() == []
    assert history.between(-5, 100)[0].tolist() == [*range(10, 15), *range(20, 25)]


def test_what_was_forgotten_does_not_come_back() -> None:
    history = History(RATE_HZ)
    history.append(0, rows(0, 50))
    history.forget()
    assert len(history.index) == len(history.poses) == 0
    history.append(60, rows(60, 2))
    assert history.index.tolist() == [60, 61]


@pytest.mark.parametrize("n", [0, 7, KEEP, 3 * KEEP])
def test_a_restored_history_goes_on_alike(n: int) -> None:
    history = History(RATE_HZ)
    history.append(3, rows(3, n))
    state = loads(dumps(history.state), HistoryState)
    again = History(RATE_HZ, state)
    for each in (history, again):
        each.append(5000, rows(5000, KEEP // 2))
    assert again.index.tolist() == history.index.tolist()
    assert again.poses.tobytes() == history.poses.tobytes()


def test_a_saved_state_is_no_view_of_the_running_one() -> None:
    history = History(RATE_HZ)
    history.append(0, rows(0, KEEP))
    state = history.state
    for first in range(KEEP, 5 * KEEP, KEEP):
        history.append(first, rows(first, KEEP))
    assert state.index.tolist() == list(range(KEEP))
    assert state.poses[:, 0].tolist() == list(range(KEEP))


def test_appended_poses_are_copied() -> None:
    history = History(RATE_HZ)
    given_rows = rows(0, 4)
    history.append(0, given_rows)
    given_rows[:] = -1.0
    assert history.poses[:, 0].tolist() == [0, 1, 2, 3]
