"""Two sensors that felt the same tell by how much their clocks differ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.errors import StreamError
from imu.samples import Block, Floats
from imu.sources.align import align, jolts

TAPS_S = [3.0, 4.2, 5.5]


def shaken(
    taps_s: list[float],
    offset_s: float = 0.0,
    rate_hz: float = 100.0,
    seed: int = 0,
    strength: float = 30.0,
) -> Block:
    """A sensor at rest that is tapped; its clock is ahead by `offset_s`."""
    rng = np.random.default_rng(seed)
    true_s = rng.uniform(0.0, 1.0 / rate_hz) + np.arange(round(10.0 * rate_hz)) / rate_hz
    jolt = sum((_tap(true_s - tap_s) for tap_s in taps_s), np.zeros_like(true_s))
    acc = np.zeros((len(true_s), 3))
    acc[:, seed % 3] = 9.81 + strength * jolt
    acc += rng.normal(0.0, 0.1, acc.shape)
    return Block("left", true_s + offset_s, acc, np.zeros_like(acc))


def _tap(since_s: Floats) -> Floats:
    """A blow and how it rings: some 25 Hz, gone after a tenth of a second."""
    ringing = np.exp(-np.abs(since_s) / 0.04) * np.cos(2.0 * np.pi * 12.0 * since_s)
    return np.where(since_s > -0.06, ringing, 0.0)


@settings(max_examples=25)
@given(
    offset_ms=st.integers(-400, 400),
    rates=st.tuples(st.sampled_from([50.0, 52.0, 100.0, 200.0]), st.sampled_from([100.0, 104.0])),
    seed=st.integers(1, 50),
)
def test_the_offset_is_found(offset_ms: int, rates: tuple[float, float], seed: int) -> None:
    found = align(
        shaken(TAPS_S, rate_hz=rates[0]), shaken(TAPS_S, -offset_ms / 1e3, rates[1], seed)
    )
    assert found.offset_s * 1e3 == pytest.approx(offset_ms, abs=3.0)
    assert found.residual_s < 0.006
    assert found.events == 3
    assert found.correlation > 0.8


def test_the_residual_tells_when_events_disagree() -> None:
    moved = [TAPS_S[0], TAPS_S[1] + 0.02, TAPS_S[2]]
    found = align(shaken(TAPS_S), shaken(moved, seed=1))
    assert found.residual_s == pytest.approx(0.02, abs=0.004)
    assert abs(found.offset_s) < 0.004


def test_a_single_event_has_a_residual_too() -> None:
    found = align(shaken([5.0]), shaken([5.0], -0.05, seed=1))
    assert found.events == 1
    assert found.offset_s == pytest.approx(0.05, abs=0.003)
    assert 0.0 < found.residual_s < 0.02


def test_events_may_be_named() -> None:
    found = align(shaken(TAPS_S), shaken(TAPS_S, 0.1, seed=1), [TAPS_S[1]])
    assert found.events == 1
    assert found.offset_s == pytest.approx(-0.1, abs=0.003)


def test_jolts_are_found_once_each() -> None:
    assert jolts(shaken(TAPS_S)) == pytest.approx(TAPS_S, abs=0.02)
    assert jolts(shaken([])) == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (shaken([]), shaken([]), "no tap or jump"),
        (shaken([0.2]), shaken([0.2]), "no tap or jump"),
        (shaken(TAPS_S), shaken([], seed=1), "did not feel the same"),
    ],
)
def test_where_there_is_nothing_to_compare_that_is_said(
    first: Block, second: Block, words: str
) -> None:
    with pytest.raises(StreamError, match=words) as caught:
        align(first, second)
    assert "three times" in caught.value.advice
