"""The parts of the clock, each by itself: unwrapping, the line, order, the count."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.sources.envelope import Envelope
from imu.sources.heard import COUNT_TRUST, CRYSTAL_TRUST, Sample
from imu.sources.order import Order
from imu.sources.quality import Pace
from imu.sources.steady import Steady
from imu.sources.tally import Tally
from imu.sources.unwrap import Unwrapper, is_usable

NOTHING = np.zeros(3)


# -- unwrapping -----------------------------------------------------------------------------------


@given(
    first=st.integers(0, 255),
    steps=st.lists(st.integers(1, 100), min_size=1, max_size=50),
)
def test_a_counter_that_wraps_only_grows(first: int, steps: list[int]) -> None:
    true = np.cumsum([first, *steps])
    unwrapper = Unwrapper(256, 0.01)
    lifted = [unwrapper.lift(int(n) % 256, 0.01 * float(n)) for n in true]
    assert lifted == true.tolist()


@pytest.mark.parametrize("bits", [8, 16, 24, 32])
def test_what_was_overtaken_is_put_behind(bits: int) -> None:
    wrap = 2**bits
    unwrapper = Unwrapper(wrap, 0.01)
    given_ = [wrap - 3, wrap - 1, wrap - 2, 1, 0]
    lifted = [unwrapper.lift(n, 0.01) for n in given_]
    assert lifted == [wrap - 3, wrap - 1, wrap - 2, wrap + 1, wrap]


@pytest.mark.parametrize("silent_s", [30.0, 70.0, 640.0, 700.0, 3_000.0])
def test_arrival_tells_how_many_wraps_there_were_in_a_silence(silent_s: float) -> None:
    unwrapper = Unwrapper(65.536, 1.0)
    assert unwrapper.lift(60.0, 1.0) == 60.0
    true = 60.0 + silent_s
    for late_s in (0.0, 1.9):
        assert Unwrapper(65.536, 1.0).lift(true % 65.536, 1.0) == true % 65.536
        lifted = unwrapper.lift(true % 65.536, 1.0 + silent_s + late_s)
        assert lifted == pytest.approx(true, abs=1e-6)


def test_a_counter_without_a_wrap_stays_as_it_is() -> None:
    unwrapper = Unwrapper(None, 1.0)
    assert [unwrapper.lift(n, 0.0) for n in (5.0, 3.0, 1e9)] == [5.0, 3.0, 1e9]


@pytest.mark.parametrize(
    ("value", "usable"),
    [(0.0, True), (-5.0, True), (1.7e9, True), (math.nan, False), (math.inf, False), (1e12, False)],
)
def test_what_can_be_a_time(value: float, usable: bool) -> None:
    assert is_usable(value) == usable


# -- the line -------------------------------------------------------------------------------------


def points(
    slope: float, seconds: float, jitter_s: float = 0.05, seed: int = 3
) -> list[tuple[float, float]]:
    """Sensor time and arrival of packets, 20 a second, at the quickest after 0.1 s."""
    rng = np.random.default_rng(seed)
    at = np.arange(0.0, seconds, 0.05)
    arrival = slope * at + 0.1 + rng.uniform(0.0, jitter_s, len(at))
    return list(zip(at.tolist(), np.maximum.accumulate(arrival).tolist(), strict=True))


@pytest.mark.parametrize("ppm", [-100, -20, 0, 50, 100])
def test_a_crystals_slope_is_found(ppm: float) -> None:
    line = Envelope(CRYSTAL_TRUST)
    for at_s, arrival_s in points(1.0 + ppm * 1e-6, 120.0):
        line.hear(at_s, arrival_s)
    assert (line.slope - 1.0) * 1e6 == pytest.approx(ppm, abs=12.0)
    assert line.time_of(120.0) == pytest.approx(120.0 * (1.0 + ppm * 1e-6) + 0.1, abs=0.001)
    assert line.doubt < 2e-5
    assert line.jitter_s == pytest.approx(0.025, abs=0.006)


def test_at_first_more_is_known_of_crystals_than_a_second_can_say() -> None:
    line = Envelope(CRYSTAL_TRUST)
    for at_s, arrival_s in points(1.0, 2.0):
        line.hear(at_s, arrival_s)
        assert abs(line.slope - 1.0) < 2e-4
    assert line.doubt == pytest.approx(CRYSTAL_TRUST, rel=0.05)


@pytest.mark.parametrize("trust", [CRYSTAL_TRUST, COUNT_TRUST])
def test_what_was_known_gives_way_to_what_is_seen(trust: float) -> None:
    line = Envelope(trust)
    for at_s, arrival_s in points(1.037, 20.0):
        line.hear(at_s, arrival_s)
    assert line.slope == pytest.approx(1.037, abs=0.0005)


def test_the_line_never_lies_above_a_point_that_is_believed() -> None:
    line, heard = Envelope(COUNT_TRUST), points(1.01, 30.0)
    for at_s, arrival_s in heard:
        line.hear(at_s, arrival_s)
    assert min(line.lateness_s(*point) for point in heard) > -1e-9


def test_late_points_say_nothing() -> None:
    one, two = Envelope(CRYSTAL_TRUST), Envelope(CRYSTAL_TRUST)
    for n, (at_s, arrival_s) in enumerate(points(1.0, 40.0, 0.0)):
        one.hear(at_s, arrival_s)
        two.hear(at_s, max(arrival_s, 22.0) if 400 <= n < 440 else arrival_s)
    assert two.time_of(40.0) == pytest.approx(one.time_of(40.0), abs=1e-6)


def test_one_point_that_is_too_good_is_not_believed_two_are() -> None:
    line = Envelope(CRYSTAL_TRUST)
    for at_s, arrival_s in points(1.0, 10.0, 0.0):
        line.hear(at_s, arrival_s)
    line.hear(10.5, 10.1)
    assert line.time_of(10.0) == pytest.approx(10.1, abs=0.001)
    line.hear(10.1, 10.2)
    assert line.time_of(10.0) == pytest.approx(10.1, abs=0.001)
    line.hear(10.8, 10.4)
    line.hear(10.9, 10.5)
    assert line.time_of(10.0) == pytest.approx(9.6, abs=0.01)


def test_a_line_that_nothing_touches_any_more_is_given_up() -> None:
    line = Envelope(CRYSTAL_TRUST)
    for at_s, arrival_s in points(1.0, 10.0, 0.0):
        line.hear(at_s, arrival_s)
    for at_s, arrival_s in points(1.0, 4.0, 0.0):
        line.hear(10.0 + at_s, 16.0 + arrival_s)
    assert line.time_of(14.0) == pytest.approx(20.1, abs=0.01)


def test_points_are_forgotten_after_a_while() -> None:
    line = Envelope(CRYSTAL_TRUST, window_s=10.0)
    for at_s, arrival_s in points(1.0, 60.0, 0.0):
        line.hear(at_s, arrival_s)
    assert len(line._buckets)  # pyright: ignore[reportPrivateUsage] <= 21


# -- order ----------------------------------------------------------------------------------------


def sample(at_s: float, arrival_s: float, seq: int = -1) -> Sample:
    return Sample(arrival_s, NOTHING, NOTHING, seq=seq, at_s=at_s)


def opened(patience_s: float) -> Order:
    order = Order(0.01, patience_s)
    order.is_open = True
    return order


def test_until_it_is_opened_everything_waits_in_order() -> None:
    order = Order(0.01, 0.03)
    for n in (2, 1, 0, 1):
        one = sample(0.01 * n, 0.5 * n)
        if order.is_fresh(one):
            assert order.put(one) == []
    assert order.repeats == 1
    order.is_open = True
    assert [one.at_s for one in order.put(sample(0.03, 0.5))] == [0.0, 0.01, 0.02, 0.03]


@given(st.permutations(list(range(8))), st.booleans())
def test_any_order_within_the_patience_is_put_right(order: list[int], counted: bool) -> None:
    put = opened(0.05)
    ready = put.put(sample(-0.01, 0.0, -1 if not counted else 0))
    for n, k in enumerate(order):
        one = sample(0.01 * k, 0.001 * n, k + 1 if counted else -1)
        assert put.is_fresh(one)
        ready += put.put(one)
    ready += put.flush()
    assert [one.at_s for one in ready] == [-0.01, *(0.01 * k for k in range(8))]
    assert (put.lost, put.repeats, put.late) == (0, 0, 0)


def test_patience_ends() -> None:
    put = opened(0.03)
    assert len(put.put(sample(0.0, 0.0))) == 1
    assert put.put(sample(0.02, 0.02)) == []
    assert put.put(sample(0.03, 0.03)) == []
    assert len(put.put(sample(0.04, 0.05))) == 3
    assert put.lost == 1


def test_ticks_at_another_rate_than_the_nominal_one_are_no_losses() -> None:
    put = opened(0.03)
    for n in range(200):
        put.put(sample(0.02 * n, 0.02 * n))
    assert put.lost < 12  # at first it is not known better


# -- the count ------------------------------------------------------------------------------------


def told(tally: Tally, line: Envelope, arrivals: list[float]) -> list[Sample]:
    ready: list[Sample] = []
    for arrival_s in arrivals:
        for numbered in tally.hear(sample(0.0, arrival_s), line):
            line.hear(numbered.at_s, numbered.arrival_s)
            ready.append(numbered)
    return ready


def test_samples_are_numbered_at_the_nominal_rate() -> None:
    ready = told(Tally(0.01), Envelope(COUNT_TRUST), [0.01 * n for n in range(50)])
    assert [one.at_s for one in ready] == pytest.approx([0.01 * n for n in range(50)])


@pytest.mark.parametrize("lost", [10, 30, 300])
def test_a_silence_after_which_nothing_comes_at_once_is_a_gap(lost: int) -> None:
    tally, line = Tally(0.01), Envelope(COUNT_TRUST)
    numbers = [*range(500), *range(500 + lost, 900 + lost)]
    ready = told(tally, line, [0.01 * n for n in numbers])
    expected_s = 0.01 * lost if lost > 15 else 0.0
    assert tally.lost_s == pytest.approx(expected_s, abs=0.011)
    assert len(ready) == 900


def test_a_silence_after_which_everything_comes_is_none() -> None:
    tally, line = Tally(0.01), Envelope(COUNT_TRUST)
    arrivals = [max(0.01 * n, 7.0) if n >= 500 else 0.01 * n for n in range(900)]
    assert len(told(tally, line, arrivals)) == 900
    assert tally.lost_s == 0.0


def test_what_waits_when_the_stream_ends_is_not_lost() -> None:
    tally, line = Tally(0.01), Envelope(COUNT_TRUST)
    ready = told(tally, line, [*(0.01 * n for n in range(100)), 3.0, 3.01])
    assert len(ready) == 100
    (one, two) = tally.flush(line)
    assert (one.at_s, two.at_s) == pytest.approx((3.0, 3.01), abs=0.011)


# -- steadiness and pace --------------------------------------------------------------------------


def line_at(offset_s: float) -> Envelope:
    line = Envelope(CRYSTAL_TRUST)
    line.hear(0.0, offset_s)
    return line


def test_time_is_pulled_and_never_goes_back() -> None:
    steady = Steady()
    steady.begin(0.0, 1.0)
    times = [steady.time_of(0.01 * n, line_at(0.2), 0.0) for n in range(1000)]
    steps = np.diff(times)
    assert steps.min() >= 0.008 - 2e-6
    assert times[-1] == pytest.approx(9.99 + 0.2, abs=0.02)


def test_over_a_hole_time_goes_straight_to_the_line() -> None:
    steady = Steady()
    steady.begin(0.0, 1.0)
    assert steady.time_of(0.0, line_at(1.0), 0.0) == 1.0
    assert steady.time_of(0.5, line_at(1.2), 0.0) == 1.7
    assert steady.time_of(1.0, line_at(-9.0), 0.0) > 1.7


def test_samples_of_one_instant_are_a_microsecond_apart() -> None:
    steady = Steady()
    steady.begin(0.0, 1.0)
    assert [steady.time_of(0.0, line_at(1.0), 0.0) for _ in range(3)] == [1.0, 1.000001, 1.000002]
    steady.begin(5.0, 0.2)
    assert steady.last_s == 1.000002
    assert steady.time_of(5.0, line_at(-4.8), 0.0) == 1.000003


def test_the_pace_is_that_of_the_last_ten_seconds() -> None:
    pace = Pace()
    assert pace.rate_hz is None
    for n in range(1000):
        pace.note(0.02 * n, n)
    assert pace.rate_hz == pytest.approx(50.0)
    for n in range(2000):
        pace.note(20.0 + 0.01 * n, 1000 + n)
    assert pace.rate_hz == pytest.approx(100.0, abs=0.5)
