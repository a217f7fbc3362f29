"""A clock finds the time of every sample on bad radios, whatever the sensor tells of time."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.counter.grid import Grid
from imu.drivers.samples import Timing
from imu.errors import StreamError, UsageError
from imu.samples import Block, Floats, Ints
from imu.settings import GridSettings
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from imu.sources.sharedline import SharedLine
from tests.sources.wires import (
    KINDS,
    Kind,
    Outcome,
    joined,
    outcome,
    packets_of,
    push,
    session_of,
    take,
    timing_of,
)

NUMBERED = [kind for kind in KINDS if kind != "nothing"]
STILL = np.array([0.0, 0.0, 9.81])


BAD = ("bad-link", "packet-loss", "two-sensors")
"""Strata whose radios are bad, or two."""

SEEDS = {"bad-link": 1, "packet-loss": 3, "two-sensors": 4}


@cache
def outcomes(stratum: str, kind: Kind) -> list[Outcome]:
    session = session_of(stratum, SEEDS[stratum])
    return [outcome(session, side, kind) for side in session.blocks]


def heard(
    clock: SensorClock,
    true_s: Floats,
    delay_s: Floats | float,
    *,
    ticks: Floats | None = None,
    seq: Ints | None = None,
    packet: int = 5,
) -> Block:
    """Samples taken at `true_s` in packets that arrive `delay_s` after their last sample."""
    delays = np.broadcast_to(delay_s, true_s.shape)
    blocks: list[Block] = []
    for first in range(0, len(true_s), packet):
        cut = slice(first, first + packet)
        n = len(true_s[cut])
        acc = np.tile(STILL, (n, 1))
        blocks.append(
            take(
                clock,
                float(true_s[cut][-1] + delays[cut][-1]),
                acc,
                np.zeros((n, 3)),
                None if ticks is None else ticks[cut],
                None if seq is None else seq[cut],
            )
        )
    return joined([*blocks, clock.flush()])


def steady_true_s(seconds: float = 60.0, rate_hz: float = 100.0) -> Floats:
    return 0.3 + np.arange(round(seconds * rate_hz)) / rate_hz


def some_jitter(n: int, most_s: float = 0.04, packet: int = 5) -> Floats:
    """(n,) delays, the same for all samples of a packet."""
    each = np.random.default_rng(7).uniform(0.0, most_s, n // packet + 1)
    return np.repeat(each, packet)[:n]


# -- against the truth of the simulated radios ----------------------------------------------------


@pytest.mark.parametrize("kind", NUMBERED)
@pytest.mark.parametrize(
    ("stratum", "p95_ms", "max_ms"),
    [("bad-link", 12.0, 45.0), ("packet-loss", 4.0, 30.0), ("two-sensors", 4.0, 30.0)],
)
def test_times_are_right_to_some_milliseconds(
    stratum: str, p95_ms: float, max_ms: float, kind: Kind
) -> None:
    for found in outcomes(stratum, kind):
        wrong_ms = np.abs(found.error_ms)
        assert np.percentile(wrong_ms, 95) < p95_ms
        assert wrong_ms.max() < max_ms
        settled = wrong_ms[found.true_s > found.true_s[0] + 5.0]
        assert np.median(settled) < 4.0


@pytest.mark.parametrize(
    ("stratum", "p95_ms", "max_ms"),
    [("bad-link", 200.0, 350.0), ("packet-loss", 200.0, 400.0), ("two-sensors", 12.0, 30.0)],
)
def test_a_sensor_that_tells_nothing_is_followed(
    stratum: str, p95_ms: float, max_ms: float
) -> None:
    for found in outcomes(stratum, "nothing"):
        wrong_ms = np.abs(found.error_ms)
        assert np.percentile(wrong_ms, 95) < p95_ms
        assert wrong_ms.max() < max_ms


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stratum", BAD)
def test_nothing_is_lost_nor_doubled_and_time_only_grows(stratum: str, kind: Kind) -> None:
    sent = session_of(stratum, SEEDS[stratum]).blocks.values()
    for block, found in zip(sent, outcomes(stratum, kind), strict=True):
        assert np.array_equal(found.numbers, np.arange(len(block)))
        assert np.diff(found.block.time_s).min() > 0.0
        assert np.array_equal(found.block.time_s, np.round(found.block.time_s, 6))


@settings(max_examples=5)
@given(seed=st.integers(0, 2**32 - 1), kind=st.sampled_from(KINDS))
def test_it_does_not_matter_how_notifications_are_cut(seed: int, kind: Kind) -> None:
    session, rng = session_of("bad-link", 1), np.random.default_rng(seed)
    (side,) = session.blocks
    whole, pieces = (SensorClock(side, timing_of(session, side, kind)) for _ in range(2))
    one: list[Block] = []
    many: list[Block] = []
    for packet in list(packets_of(session, side, kind))[:250]:
        one.append(push(whole, packet))
        edges = np.sort(rng.integers(0, len(packet.acc) + 1, 3)).tolist()
        for first, last in zip([0, *edges], [*edges, None], strict=True):
            many.append(push(pieces, packet, slice(first, last)))
    a, b = joined([*one, whole.flush()]), joined([*many, pieces.flush()])
    assert np.array_equal(a.time_s, b.time_s)
    assert np.array_equal(a.acc_m_s2, b.acc_m_s2)
    assert (a.seq is None) == (b.seq is None)
    assert a.seq is None or b.seq is None or np.array_equal(a.seq, b.seq)
    assert whole.quality == pieces.quality


# -- stalls, bursts, drift ------------------------------------------------------------------------


@pytest.mark.parametrize("stall_s", [0.3, 1.0, 2.0])
@pytest.mark.parametrize("kind", ["ticks", "seq", "nothing"])
def test_a_stall_does_not_move_time(kind: str, stall_s: float) -> None:
    true_s = steady_true_s(30.0)
    counts = np.arange(len(true_s))
    delay_s = some_jitter(len(true_s))
    held = (true_s > 15.0) & (true_s < 15.0 + stall_s)
    delay_s[held] = np.maximum(delay_s[held], 15.0 + stall_s - true_s[held])
    clock = SensorClock("left", Rhythm(100.0))
    block = heard(
        clock,
        true_s,
        delay_s,
        ticks=counts / 100.0 if kind == "ticks" else None,
        seq=counts if kind == "seq" else None,
    )
    assert len(block) == len(true_s)
    wrong_s = np.abs(block.time_s - true_s)
    assert wrong_s[true_s > 10.0].max() < 0.004
    assert np.abs(np.diff(block.time_s)[1000:] - 0.01).max() < 0.0003


@pytest.mark.parametrize("ppm", [-100.0, 100.0])
def test_a_crystals_drift_is_followed_without_steps(ppm: float) -> None:
    true_s = steady_true_s(300.0, 50.0)
    ticks = np.arange(len(true_s)) / 50.0 / (1.0 + ppm * 1e-6)
    clock = SensorClock("left", Rhythm(50.0))
    block = heard(clock, true_s, some_jitter(len(true_s)), ticks=ticks)
    settled = true_s > 30.0
    assert np.abs(block.time_s - true_s)[settled].max() < 0.002
    assert np.abs(np.diff(block.time_s) - 0.02)[settled[1:]].max() < 0.0001
    quality = clock.quality
    assert quality.drift_ppm == pytest.approx(ppm, abs=15.0)
    assert quality.jitter_s == pytest.approx(0.02, abs=0.01)


@pytest.mark.parametrize("kind", ["ticks", "seq", "nothing"])
@pytest.mark.parametrize("real_hz", [96.4, 104.2])
def test_a_rate_that_is_not_the_nominal_one_is_measured_and_followed(
    kind: str, real_hz: float
) -> None:
    true_s = steady_true_s(60.0, real_hz)
    counts = np.arange(len(true_s))
    clock = SensorClock("left", Rhythm(100.0))
    block = heard(
        clock,
        true_s,
        some_jitter(len(true_s)),
        ticks=counts / 100.0 if kind == "ticks" else None,
        seq=counts if kind == "seq" else None,
    )
    assert np.abs(block.time_s - true_s)[true_s > 10.0].max() < 0.008
    quality = clock.quality
    assert quality.nominal_hz == 100.0
    assert quality.real_hz == pytest.approx(real_hz, abs=0.2)
    assert quality.lost == 0


def test_a_sensor_that_was_never_told_its_rate_is_followed_too() -> None:
    true_s = steady_true_s(120.0, 10.0)
    clock = SensorClock("left", Rhythm(100.0))
    block = heard(clock, true_s, some_jitter(len(true_s), packet=1), packet=1)
    assert np.abs(block.time_s - true_s)[true_s > 40.0].max() < 0.15
    assert clock.quality.real_hz == pytest.approx(10.0, abs=0.2)


def test_a_beginning_in_the_midst_of_a_stall_is_made_good() -> None:
    true_s = steady_true_s(30.0)
    delay_s = np.maximum(2.5 - true_s, some_jitter(len(true_s)))
    block = heard(SensorClock("left", Rhythm(100.0)), true_s, delay_s, ticks=true_s)
    assert np.abs(block.time_s - true_s).max() < 0.03


# -- losses, repeats, new counts ------------------------------------------------------------------


def gaps_of(block: Block) -> list[tuple[float, bool]]:
    _, gaps = Grid(GridSettings()).push(block)
    return [(gap.end_s - gap.start_s, gap.inferred) for gap in gaps]


@pytest.mark.parametrize(("kind", "inferred"), [("seq", False), ("ticks", True), ("nothing", True)])
def test_what_is_lost_is_a_gap_and_inferred_where_nobody_counts(kind: str, inferred: bool) -> None:
    true_s = np.delete(steady_true_s(30.0), slice(1500, 1600))
    counts = np.delete(np.arange(3000), slice(1500, 1600))
    clock = SensorClock("left", Rhythm(100.0))
    block = heard(
        clock,
        true_s,
        some_jitter(len(true_s)),
        ticks=counts / 100.0 if kind == "ticks" else None,
        seq=counts if kind == "seq" else None,
    )
    ((length_s, is_inferred),) = gaps_of(block)
    assert length_s == pytest.approx(1.01, abs=0.03)
    assert is_inferred == inferred
    assert clock.quality.lost == pytest.approx(100, abs=3)
    assert clock.quality.lost_share == pytest.approx(100 / 3000, abs=0.001)


def test_repeats_are_dropped_and_what_was_overtaken_is_put_in_order() -> None:
    true_s = steady_true_s(10.0)
    seq = np.arange(1000)
    clock = SensorClock("left", Rhythm(100.0))
    order = np.arange(1000).reshape(-1, 5)
    order[[20, 21]] = order[[21, 20]]
    sent = [*order[:50], order[49], *order[50:], order[-1]]
    blocks: list[Block] = []
    now_s = 0.0
    for number in sent:
        now_s = max(now_s + 0.001, float(true_s[number[-1]]) + 0.02)
        acc = np.tile(STILL, (5, 1))
        blocks.append(take(clock, now_s, acc, acc * 0.0, None, seq[number]))
    block = joined([*blocks, clock.flush()])
    assert block.seq is not None
    assert np.array_equal(block.seq, seq)
    assert np.abs(block.time_s - true_s)[200:].max() < 0.025
    assert (clock.quality.repeats, clock.quality.late, clock.quality.lost) == (10, 0, 0)


def test_what_comes_when_later_ones_are_gone_is_dropped() -> None:
    clock = SensorClock("left", Rhythm(100.0))
    order = [*range(100), *range(105, 300), *range(100, 105), *range(300, 400)]
    acc = STILL[None, :]
    blocks = [
        take(clock, 0.02 + 0.01 * n, acc, acc * 0.0, None, [seq]) for n, seq in enumerate(order)
    ]
    block = joined([*blocks, clock.flush()])
    assert block.seq is not None
    assert block.seq.tolist() == [n for n in range(400) if not 100 <= n < 105]
    assert (clock.quality.late, clock.quality.lost) == (5, 5)


@pytest.mark.parametrize("is_told", [False, True])
@pytest.mark.parametrize("first_s", [0.8, 20.0])
def test_counting_anew_begins_an_epoch_on_the_same_session_clock(
    is_told: bool, first_s: float
) -> None:
    one, two = steady_true_s(first_s), steady_true_s(20.0) + first_s + 1.5
    clock = SensorClock("left", Rhythm(100.0, 2**32 * 1e-6, 2**16))
    first = [_late(clock, one, k) for k in range(0, len(one), 5)]
    if is_told:
        clock.reconnected()
    second = [_late(clock, two, k) for k in range(0, len(two), 5)]
    block = joined([*first, *second, clock.flush()])
    assert len(block) == len(one) + len(two)
    assert np.abs(block.time_s - np.concatenate([one, two])).max() < 0.03
    assert np.diff(block.time_s).min() > 0.0
    assert clock.quality.restarts == 1
    assert [is_inferred for _, is_inferred in gaps_of(block)] == [False]
    assert block.seq is not None
    assert np.diff(block.seq).max() == pytest.approx(151, abs=4)


def _late(clock: SensorClock, true_s: Floats, k: int) -> Block:
    """Push five samples that a sensor has counted from 0 since the first of `true_s`."""
    part = true_s[k : k + 5]
    acc = np.tile(STILL, (len(part), 1))
    ticks = part - true_s[0]
    seq = k + np.arange(len(part))
    delay_s = float(some_jitter(len(true_s))[k])
    return take(clock, float(part[-1]) + delay_s, acc, acc * 0.0, ticks, seq)


def test_a_sensor_that_counts_on_after_a_reconnect_stays_in_its_epoch() -> None:
    true_s = np.delete(steady_true_s(30.0), slice(1000, 1500))
    ticks = true_s.copy()
    clock = SensorClock("left", Rhythm(100.0))
    blocks = [_part(clock, true_s, ticks, k) for k in range(0, 1000, 5)]
    clock.reconnected()
    blocks += [_part(clock, true_s, ticks, k) for k in range(990, len(true_s), 5)]
    block = joined([*blocks, clock.flush()])
    assert (clock.quality.restarts, clock.quality.repeats) == (0, 10)
    assert block.sensor_time_s is not None
    assert np.array_equal(block.sensor_time_s, ticks)


def _part(clock: SensorClock, true_s: Floats, ticks: Floats, k: int) -> Block:
    part = true_s[k : k + 5]
    acc = np.tile(STILL, (len(part), 1))
    return take(clock, float(part[-1]) + 0.02, acc, acc * 0.0, ticks[k : k + 5])


def test_a_sensor_whose_ticks_stood_still_is_found_again() -> None:
    true_s = np.concatenate([steady_true_s(20.0), steady_true_s(40.0) + 30.0])
    ticks = np.arange(len(true_s)) / 100.0
    clock = SensorClock("left", Rhythm(100.0))
    block = heard(clock, true_s, some_jitter(len(true_s)), ticks=ticks)
    assert np.abs(block.time_s - true_s)[true_s > 65.0].max() < 0.2


# -- two sensors, shifts --------------------------------------------------------------------------


def test_sensors_with_the_same_ticks_share_one_line() -> None:
    line = SharedLine()
    clocks = [SensorClock(side, Rhythm(100.0), line) for side in ("left", "right")]
    true_s = steady_true_s(20.0)
    blocks: dict[int, list[Block]] = {0: [], 1: []}
    sent = [(k, n) for k in range(0, len(true_s), 5) for n in (0, 1)]
    late_s = (0.02, 0.08)
    for k, n in sorted(sent, key=lambda one: float(true_s[one[0]]) + late_s[one[1]]):
        part = true_s[k : k + 5]
        acc = np.tile(STILL, (5, 1))
        arrival_s = float(part[-1]) + late_s[n]
        blocks[n].append(take(clocks[n], arrival_s, acc, acc * 0.0, part + 100.0))
    one, two = (joined([*blocks[n], clocks[n].flush()]) for n in (0, 1))
    assert np.abs(one.time_s - two.time_s).max() < 0.001
    assert np.abs(one.time_s - true_s - 0.02).max() < 0.001


def test_a_shift_comes_without_a_step() -> None:
    true_s = steady_true_s(60.0)
    clock = SensorClock("left", Rhythm(100.0, latency_s=0.02))
    early = heard(clock, true_s[:3000], 0.02, ticks=true_s[:3000])
    clock.shift(-0.03)
    late = heard(clock, true_s[3000:], 0.02, ticks=true_s[3000:])
    assert np.abs(early.time_s - true_s[:3000]).max() < 1e-5
    assert np.abs(late.time_s - true_s[3000:] + 0.03)[2000:].max() < 1e-4
    assert np.abs(np.diff(late.time_s) - 0.01).max() < 0.0003


# -- bad input ------------------------------------------------------------------------------------

ANY_FLOAT = st.floats(allow_nan=True, allow_infinity=True)
ANY_TICK = st.one_of(ANY_FLOAT, st.floats(-10.0, 100.0))


@settings(max_examples=150)
@given(
    packets=st.lists(
        st.tuples(
            st.floats(0.0, 2.0),
            st.lists(st.tuples(ANY_TICK, st.integers(-5, 70_000), ANY_FLOAT), max_size=4),
        ),
        max_size=40,
    ),
    has_ticks=st.booleans(),
    has_count=st.booleans(),
    wrap=st.sampled_from([None, 10.0]),
)
def test_rubbish_never_breaks_a_clock(
    packets: list[tuple[float, list[tuple[float, int, float]]]],
    has_ticks: bool,
    has_count: bool,
    wrap: float | None,
) -> None:
    clock = SensorClock("left", Rhythm(100.0, wrap, 256 if wrap else None))
    now_s, last_s, given_n, n = 0.0, -np.inf, 0, 0
    for step_s, samples in packets:
        now_s += step_s
        acc = np.array([[value, 0.0, 0.0] for *_, value in samples]).reshape(-1, 3)
        ticks = np.array([tick for tick, *_ in samples]) if has_ticks else None
        seq = [count for _, count, _ in samples] if has_count else None
        block = take(clock, now_s, acc, np.zeros_like(acc), ticks, seq)
        given_n, n = given_n + len(samples), n + len(block)
        if len(block):
            assert np.all(np.diff(block.time_s, prepend=last_s) > 0.0)
            assert np.isfinite(block.time_s).all()
            assert np.isfinite(block.acc_m_s2).all()
            last_s = float(block.time_s[-1])
    n += len(clock.flush())
    quality = clock.quality
    assert n == quality.received
    assert given_n == n + quality.repeats + quality.late + quality.refused


def test_a_time_in_the_future_moves_nothing() -> None:
    true_s = steady_true_s(20.0)
    ticks = true_s.copy()
    ticks[1000:1005] += 3600.0
    clock = SensorClock("left", Rhythm(100.0))
    block = heard(clock, true_s, 0.02, ticks=ticks)
    assert block.time_s[-1] < 20.5
    assert np.abs(block.time_s[-500:] - true_s[-500:]).max() < 0.1
    assert len(block) > 1950


def test_arrivals_that_go_back_count_as_the_last() -> None:
    clock = SensorClock("left", Rhythm(100.0))
    acc = STILL[None, :]
    blocks = [
        take(clock, arrival_s, acc, acc * 0.0, np.array([tick]))
        for arrival_s, tick in [(1.0, 0.9), (0.2, 0.91), (1.6, 1.5)]
    ]
    block = joined([*blocks, clock.flush()])
    assert block.host_time_s is not None
    assert block.host_time_s.tolist() == [1.0, 1.0, 1.6]


@pytest.mark.parametrize(
    ("acc", "gyr", "ticks", "arrival_s"),
    [
        (np.zeros((2, 3)), np.zeros((1, 3)), None, 0.0),
        (np.zeros((2, 2)), np.zeros((2, 3)), None, 0.0),
        (np.zeros((2, 3)), np.zeros((2, 3)), np.zeros(3), 0.0),
        (np.zeros((2, 3)), np.zeros((2, 3)), None, float("nan")),
    ],
)
def test_a_packet_that_makes_no_sense_is_refused(
    acc: Floats, gyr: Floats, ticks: Floats | None, arrival_s: float
) -> None:
    clock = SensorClock("left", Rhythm(100.0))
    with pytest.raises(StreamError):
        take(clock, arrival_s, acc, gyr, ticks)
    assert clock.quality.received == 0


@pytest.mark.parametrize(
    "timing", [(0.0,), (float("nan"),), (1e9,), (100.0, 0.0), (100.0, None, -1)]
)
def test_a_timing_that_nobody_can_mean_is_refused(timing: tuple[float, ...]) -> None:
    with pytest.raises(UsageError):
        Rhythm(*timing)  # pyright: ignore[reportArgumentType]


def test_an_empty_packet_is_fine() -> None:
    clock = SensorClock("left", Rhythm(100.0))
    nothing = np.zeros((0, 3))
    assert len(take(clock, 0.0, nothing, nothing)) == 0
    assert len(clock.flush()) == 0
    assert clock.quality.real_hz is None
    assert clock.quality.drift_ppm is None
    assert clock.quality.lost_share == 0.0


def test_a_drivers_word_is_taken() -> None:
    rhythm = Rhythm.of(Timing("ticks", wrap_s=65.536, seq_wrap=256), 52.0)
    assert rhythm == Rhythm(52.0, 65.536, 256)
