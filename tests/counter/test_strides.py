"""Where a chain stops to look: at fixed indices, whatever the pieces."""

from __future__ import annotations

import pytest

from imu.counter.strides import Strides

STRIDES = Strides(100, 0.5)


@pytest.mark.parametrize(
    ("index", "peeks", "stop"),
    [(0, False, 50), (49, False, 50), (50, False, 100), (0, True, 10), (49, True, 50)],
)
def test_a_stride_ends_at_a_fixed_index(index: int, peeks: bool, stop: int) -> None:
    assert STRIDES.stop(index, (), peeks=peeks) == stop


def test_or_at_the_first_other_stop_in_it() -> None:
    assert STRIDES.stop(10, (None, 40, 31, 10, 60), peeks=False) == 31


def test_full_strides_and_peeks_end_where_they_say() -> None:
    assert [n for n in range(60) if STRIDES.is_full(n)] == [0, 50]
    assert [n for n in range(25) if STRIDES.is_peek(n)] == [0, 10, 20]


def test_a_peek_is_never_longer_than_a_stride() -> None:
    assert Strides(100, 0.05).stop(0, (), peeks=True) == 5


def test_health_is_looked_at_after_whole_strides_only() -> None:
    assert [n for n in range(450) if STRIDES.is_for_health(n)] == [0, 200, 400]
    long = Strides(100, 20.0)
    assert long.health == long.full == 2000
