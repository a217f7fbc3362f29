"""State goes to JSON and back to the last bit."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.counter.cycles import Phase
from imu.counter.saved import dumps, loads
from imu.samples import Floats, Gap, Ints


def _floats() -> Floats:
    return np.zeros((0, 3))


def _ints() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass
class Some:
    """A state with one of everything."""

    level: float = 0.0
    pose: Floats = field(default_factory=_floats)
    index: Ints = field(default_factory=_ints)
    phase: Phase = Phase.TOP
    vector: tuple[float, float, float] | None = None
    gaps: list[Gap] = field(default_factory=list[Gap])


@given(st.lists(st.floats(), max_size=30), st.lists(st.integers(-(2**63), 2**63 - 1), max_size=9))
def test_arrays_come_back_bit_for_bit_with_nan_and_infinity(
    values: list[float], numbers: list[int]
) -> None:
    some = Some(pose=np.array(values), index=np.array(numbers, dtype=np.int64))
    back = loads(dumps(some), Some)
    assert back.pose.tobytes() == some.pose.tobytes()
    assert back.index.tolist() == numbers
    assert back.index.dtype == np.int64


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_plain_numbers_come_back_exactly(value: float) -> None:
    back = loads(dumps(Some(level=value, vector=(value, -value, 0.0))), Some)
    assert (back.level, back.vector) == (value, (value, -value, 0.0))
    assert math.copysign(1.0, back.level) == math.copysign(1.0, value)


def test_shape_and_nested_records_are_kept() -> None:
    some = Some(pose=np.arange(6.0).reshape(2, 3)[:, ::-1], gaps=[Gap(1.0, 2.0, True)])
    some.phase = Phase.BOTTOM
    back = loads(dumps(some), Some)
    assert np.array_equal(back.pose, some.pose)
    assert np.array_equal(loads(dumps(Some(pose=some.pose.copy().T)), Some).pose, some.pose.T)
    assert (back.phase, back.gaps) == (Phase.BOTTOM, [Gap(1.0, 2.0, True)])


def test_a_restored_array_can_be_written_to() -> None:
    back = loads(dumps(Some(pose=np.ones((2, 3)))), Some)
    back.pose[0, 0] = 5.0
    assert back.pose[0, 0] == 5.0


def test_it_is_json() -> None:
    assert json.loads(dumps(Some(level=1.5)))["level"] == 1.5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"rubbish",
        b'{"level": 1.0',
        b'{"level": "high"}',
        b'{"phase": "sideways"}',
        b'{"vector": [1.0, 2.0]}',
        b'{"gaps": [{"start_s": 1.0}]}',
        b"[]",
        b"null",
    ],
)
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        loads(data, Some)


@pytest.mark.parametrize(
    "array",
    [
        '"text"',
        "{}",
        '{"dtype": "<f8", "shape": [2], "data": "AAAA"}',
        '{"dtype": "<f8", "shape": [3], "data": "AAAAAAAAAAA="}',
        '{"dtype": "no", "shape": [1], "data": "AAAAAAAAAAA="}',
    ],
)
def test_a_damaged_array_is_refused(array: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        loads(f'{{"pose": {array}}}'.encode(), Some)


def test_what_cannot_be_saved_is_said_at_once() -> None:
    with pytest.raises(NotImplementedError, match="object"):
        dumps({"what": object()})
