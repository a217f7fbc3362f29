"""When there is something to be told of a rep that is over."""

from __future__ import annotations

import pytest

from imu.counter.aftermath import Tail, is_due, measure_tails
from imu.counter.history import History
from imu.counter.tilt import HingeFrame

FRAME = HingeFrame((0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 1.0, 1)
RATE_HZ = 100


@pytest.mark.parametrize(
    ("settled", "index", "due"),
    [
        (False, 1029, False),
        (False, 1030, True),
        (True, 1030, False),
        (True, 1529, False),
        (True, 1530, True),
    ],
)
def test_a_tail_is_due_when_its_return_or_its_stance_is_complete(
    settled: bool, index: int, due: bool
) -> None:
    assert is_due([Tail(1, 1000, 0.0, settled=settled)], index, RATE_HZ) is due


def test_any_of_many_makes_it_due() -> None:
    early, late = Tail(1, 900, 0.0), Tail(2, 1000, 0.0)
    assert not is_due([], 5000, RATE_HZ)
    assert is_due([late, early], 1000, RATE_HZ)
    assert not is_due([late], 1000, RATE_HZ)


def test_while_none_is_due_nothing_is_told_and_nothing_changes() -> None:
    tails, history = [Tail(1, 1000, 0.0), Tail(2, 900, 0.0, settled=True)], History(RATE_HZ)
    before = [(tail.key, tail.settled) for tail in tails]
    for index in range(1000, 1030):
        assert not is_due(tails, index, RATE_HZ)
        assert list(measure_tails(tails, history, index, FRAME, RATE_HZ, force=False)) == []
    assert [(tail.key, tail.settled) for tail in tails] == before
