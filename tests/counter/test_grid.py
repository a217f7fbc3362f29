"""Samples at any rate become samples on the fixed grid, whatever the cut."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.grid import Grid, GridChunk, GridState
from imu.counter.saved import dumps, loads
from imu.errors import StreamError
from imu.samples import Block, Floats, Gap
from imu.settings import GridSettings

Out = tuple[list[tuple[int, bool, float, bytes]], list[Gap]]


def block(time_s: Floats, signal: Floats | None = None, seq: list[int] | None = None) -> Block:
    """Samples with this (n, 6) signal, or with noise."""
    if signal is None:
        signal = np.random.default_rng(len(time_s)).normal(size=(len(time_s), 6))
    numbers = None if seq is None else np.array(seq)
    return Block("left", time_s, signal[:, :3].copy(), signal[:, 3:].copy(), numbers)


def cut(whole: Block, at: list[int]) -> list[Block]:
    """The same samples in pieces."""
    edges = [0, *sorted(at), len(whole)]
    return [
        Block(
            whole.side,
            whole.time_s[a:b],
            whole.acc_m_s2[a:b],
            whole.gyr_rad_s[a:b],
            None if whole.seq is None else whole.seq[a:b],
        )
        for a, b in itertools.pairwise(edges)
    ]


def through(grid: Grid, *blocks: Block) -> Out:
    """Untorn stretches of the output, to the bit, and the gaps."""
    stretches: list[list[GridChunk]] = []
    gaps: list[Gap] = []
    for part in blocks:
        chunks, found = grid.push(part)
        gaps += found
        for chunk in chunks:
            if chunk.restart or not stretches:
                stretches.append([])
            elif stretches[-1]:
                last = stretches[-1][-1]
                assert chunk.first == last.first + len(last.signal)
            stretches[-1].append(chunk)
    return [
        (s[0].first, s[0].restart, s[0].torn_s, b"".join(c.signal.tobytes() for c in s))
        for s in stretches
    ], gaps


def resampled(*blocks: Block) -> tuple[Floats, Floats]:
    """Grid times (n,) and signal (n, 6)."""
    grid = Grid(GridSettings())
    chunks = [chunk for part in blocks for chunk in grid.push(part)[0]]
    index = np.concatenate([np.arange(c.first, c.first + len(c.signal)) for c in chunks])
    return index / 100.0, np.concatenate([c.signal for c in chunks])


def evenly(rate_hz: float, seconds: float, first_s: float = 0.0) -> Floats:
    return first_s + np.arange(round(seconds * rate_hz) + 1) / rate_hz


STEPS = st.lists(
    st.one_of(st.floats(0.001, 0.03), st.floats(0.05, 0.25), st.floats(0.25, 2.0)),
    min_size=1,
    max_size=80,
)


@examples(max_examples=150)
@given(STEPS, st.floats(-3.0, 1e6), st.lists(st.integers(0, 80), max_size=10), st.booleans())
def test_any_cut_gives_the_same_bits(
    steps: list[float], first_s: float, cuts: list[int], counted: bool
) -> None:
    time_s = first_s + np.cumsum([0.0, *steps])
    seq = np.cumsum([1 + (step > 0.06) for step in [0.0, *steps]]).tolist() if counted else None
    whole = block(time_s, seq=seq)
    one, many = Grid(GridSettings()), Grid(GridSettings())
    assert through(one, whole) == through(many, *cut(whole, [min(c, len(whole)) for c in cuts]))
    assert dumps(one.state) == dumps(many.state)


@examples(max_examples=60)
@given(STEPS, st.integers(0, 80))
def test_a_saved_and_restored_grid_goes_on_to_the_bit(steps: list[float], at: int) -> None:
    whole = block(np.cumsum([0.0, *steps]))
    first, second = cut(whole, [min(at, len(whole))])
    straight = Grid(GridSettings())
    straight.push(first)
    restored = Grid(GridSettings(), loads(dumps(straight.state), GridState))
    assert through(restored, second) == through(straight, second)


@examples(max_examples=60)
@given(st.lists(st.floats(0.001, 0.2), min_size=3, max_size=60), st.floats(0.0, 100.0))
def test_each_value_is_the_mean_of_the_interpolated_signal_over_its_period(
    steps: list[float], first_s: float
) -> None:
    time_s = first_s + np.cumsum([0.0, *steps])
    signal = np.random.default_rng(1).normal(size=(len(time_s), 6))
    grid = Grid(GridSettings())
    chunks, _ = grid.push(block(time_s, signal))
    for chunk in chunks:
        for k, value in enumerate(chunk.signal[:, 0], start=chunk.first):
            edges = np.array([k - 0.5, k + 0.5]) / 100.0
            knots = np.union1d(edges, time_s[(time_s > edges[0]) & (time_s < edges[1])])
            expected = np.trapezoid(np.interp(knots, time_s, signal[:, 0]), knots) * 100.0
            assert value == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 99.7, 100.0, 104.0, 208.0])
def test_grid_covers_all_whole_periods_between_first_and_last_sample(rate_hz: float) -> None:
    time_s = evenly(rate_hz, 3.0, 1.2345)
    when, _ = resampled(block(time_s))
    assert time_s[0] + 0.005 <= when[0] < time_s[0] + 0.015
    assert time_s[-1] - 0.015 < when[-1] <= time_s[-1] - 0.005
    assert np.diff(when) == pytest.approx(0.01)


def test_an_empty_block_passes_and_changes_nothing() -> None:
    grid = Grid(GridSettings())
    nothing = block(np.zeros(0))
    assert grid.push(nothing) == ([], [])
    assert dumps(grid.state) == dumps(GridState())
    grid.push(block(evenly(100.0, 1.0)))
    before = dumps(grid.state)
    assert grid.push(nothing) == ([], [])
    assert dumps(grid.state) == before


def test_input_is_not_mutated() -> None:
    given_block = block(evenly(100.0, 1.0))
    arrays = (given_block.time_s, given_block.acc_m_s2, given_block.gyr_rad_s)
    copies = [array.copy() for array in arrays]
    for array in arrays:
        array.setflags(write=False)
    Grid(GridSettings()).push(given_block)
    for array, copy in zip(arrays, copies, strict=True):
        assert np.array_equal(array, copy)


@pytest.mark.parametrize("rate_hz", [20.0, 50.0, 100.0, 208.0])
def test_a_constant_and_a_ramp_come_out_as_they_went_in(rate_hz: float) -> None:
    time_s = evenly(rate_hz, 4.0, 7.003)
    signal = np.tile([9.81, -3.0, 0.5, 0.0, 0.0, 1e-3], (len(time_s), 1))
    signal[:, 3] = 2.0 * time_s - 5.0
    when, out = resampled(block(time_s, signal))
    assert out[:, [0, 1, 2, 5]] == pytest.approx(
        np.tile(signal[0, [0, 1, 2, 5]], (len(when), 1)), abs=1e-9
    )
    assert out[:, 3] == pytest.approx(2.0 * when - 5.0, abs=1e-9)


def amplitude_after(tone_hz: float, rate_hz: float) -> float:
    time_s = evenly(rate_hz, 10.0)
    signal = np.zeros((len(time_s), 6))
    signal[:, 0] = np.sin(2.0 * np.pi * tone_hz * time_s)
    _, out = resampled(block(time_s, signal))
    return float(np.sqrt(2.0 * np.mean(out[:, 0] ** 2)))


@pytest.mark.parametrize(
    ("tone_hz", "rate_hz", "low", "high"),
    [(2.0, 200.0, 0.99, 1.0), (60.0, 200.0, 0.3, 0.5), (100.0, 400.0, 0.0, 0.01)],
)
def test_motion_passes_and_what_would_alias_is_damped(
    tone_hz: float, rate_hz: float, low: float, high: float
) -> None:
    assert low <= amplitude_after(tone_hz, rate_hz) <= high


def without(time_s: Floats, lost: list[int]) -> tuple[Floats, list[int]]:
    kept = [i for i in range(len(time_s)) if i not in lost]
    return time_s[kept], kept


@pytest.mark.parametrize(
    ("rate_hz", "lost", "is_gap"),
    [
        (100.0, [20], False),
        (100.0, [20, 21, 22, 23], False),  # 0.05 s is not reported, more is
        (100.0, [20, 21, 22, 23, 24], True),
        (50.0, [20], False),
        (50.0, [20, 21], True),
        (25.0, [20], False),  # 0.08 s: one lost sample of a slow sensor
        (25.0, [20, 21], True),
        (16.0, [], False),
    ],
)
def test_holes_are_reported_by_length_and_by_how_dense_samples_usually_come(
    rate_hz: float, lost: list[int], is_gap: bool
) -> None:
    full = evenly(rate_hz, 3.0)
    time_s, _ = without(full, lost)
    grid = Grid(GridSettings())
    grid.push(block(time_s[:5]))
    _, gaps = grid.push(block(time_s[5:]))
    assert gaps == ([Gap(full[19], full[lost[-1] + 1], True)] if is_gap else [])


def test_a_burst_of_losses_does_not_pass_for_a_slow_sensor() -> None:
    full = evenly(50.0, 3.0)
    lost = [i for i in range(20, 35) if i % 3]
    time_s, _ = without(full, lost)
    _, gaps = Grid(GridSettings()).push(block(time_s))
    assert [gap.start_s for gap in gaps] == pytest.approx(full[[21, 24, 27, 30]])


@pytest.mark.parametrize("at", [0, 30, 50])
def test_a_gap_is_inferred_unless_the_counter_jumps(at: int) -> None:
    time_s, seq = without(evenly(100.0, 2.0), list(range(50, 70)))
    for numbers, inferred in ((None, True), (seq, False), (list(range(len(seq))), True)):
        grid = Grid(GridSettings())
        found = [
            gap for part in cut(block(time_s, None, numbers), [at]) for gap in grid.push(part)[1]
        ]
        assert found == [Gap(time_s[49], time_s[50], inferred)]


def test_a_short_hole_is_bridged_in_a_straight_line() -> None:
    time_s, _ = without(evenly(100.0, 2.0), list(range(51, 75)))  # 0.25 s
    signal = np.zeros((len(time_s), 6))
    signal[51:] = 1.0
    when, out = resampled(block(time_s, signal))
    inside = (when > 0.51) & (when < 0.74)
    assert np.diff(when) == pytest.approx(0.01)
    assert out[inside, 0] == pytest.approx((when[inside] - 0.5) / 0.25)


def test_a_longer_hole_tears_the_stream_and_says_for_how_long() -> None:
    time_s, _ = without(evenly(100.0, 2.0), list(range(51, 80)))  # 0.3 s
    grid = Grid(GridSettings())
    chunks, gaps = grid.push(block(time_s))
    assert [(c.first, c.restart) for c in chunks] == [(1, True), (81, True)]
    assert [c.torn_s for c in chunks] == [0.0, pytest.approx(0.3)]
    assert gaps == [Gap(time_s[50], time_s[51], True)]


def broken_blocks() -> list[Block]:
    good = block(1.0 + evenly(100.0, 0.2))
    late, flat, nan, inf = (block(1.0 + evenly(100.0, 0.2)) for _ in range(4))
    late.time_s[7] = late.time_s[6]
    flat.time_s[:] -= 1.0
    nan.acc_m_s2[3, 1] = np.nan
    inf.gyr_rad_s[20, 2] = np.inf
    time_nan = block(1.0 + evenly(100.0, 0.2))
    time_nan.time_s[4] = np.nan
    short = Block("left", good.time_s, good.acc_m_s2[:-1], good.gyr_rad_s)
    long = Block("left", good.time_s[:-1], good.acc_m_s2[:-1], good.gyr_rad_s)
    ragged = block(1.0 + evenly(100.0, 0.2), seq=list(range(5)))
    return [late, flat, nan, inf, time_nan, short, long, ragged]


@pytest.mark.parametrize("bad", broken_blocks())
def test_a_refused_block_leaves_no_trace(bad: Block) -> None:
    first, after = block(evenly(100.0, 0.9)), block(1.0 + evenly(100.0, 1.0))
    grid = Grid(GridSettings())
    grid.push(first)
    before = dumps(grid.state)
    with pytest.raises(StreamError):
        grid.push(bad)
    assert dumps(grid.state) == before
    clean = Grid(GridSettings())
    clean.push(first)
    assert through(grid, after) == through(clean, after)


def test_time_must_go_on_from_block_to_block() -> None:
    grid = Grid(GridSettings())
    grid.push(block(evenly(100.0, 1.0)))
    with pytest.raises(StreamError, match="increase"):
        grid.push(block(np.array([1.0, 1.01])))
    grid.push(block(np.array([1.01, 1.02])))


def test_mean_rate_leaves_out_the_holes() -> None:
    grid = Grid(GridSettings())
    assert grid.mean_rate_hz is None
    time_s, seq = without(evenly(50.0, 10.0), list(range(100, 300)))
    grid.push(block(time_s[:1], None, seq[:1]))
    assert grid.mean_rate_hz is None
    grid.push(block(time_s[1:], None, seq[1:]))
    assert grid.mean_rate_hz == pytest.approx(50.0)


@pytest.mark.parametrize("shape", [(1, 3), (3,), (10, 1)])
def test_one_row_for_many_times_is_refused(shape: tuple[int, ...]) -> None:
    time_s = np.arange(10) / 100.0
    with pytest.raises(StreamError):
        Grid(GridSettings()).push(Block("left", time_s, np.ones(shape), np.ones((10, 3))))


def test_infinities_are_refused_without_a_warning() -> None:
    endless = block(evenly(100.0, 0.2))
    endless.time_s[3:] = np.inf
    with pytest.raises(StreamError):
        Grid(GridSettings()).push(endless)


def test_the_first_interval_of_a_slow_sensor_is_no_gap() -> None:
    _, gaps = Grid(GridSettings()).push(block(evenly(16.0, 2.0)))
    assert gaps == []
