"""Clock, packets, loss and order."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.simulator import Foil, Plan, Radio, simulate
from imu.simulator.radio import drop_repeats, sample_times, transmit

QUIET = (Foil(kind="quiet", duration_s=30.0),)
TIMES = np.arange(100_000) / 100.0


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("rate_hz", [50.0, 52.0, 100.0, 104.0, 200.0])
@pytest.mark.parametrize("ppm", [-100.0, 0.0, 100.0])
def test_a_crystal_is_off_by_so_many_parts_in_a_million(rate_hz: float, ppm: float) -> None:
    clock = sample_times(Radio(rate_hz=rate_hz, clock_ppm=ppm), 1000.0, rng())
    truly = (clock.true_s[-1] - clock.true_s[0]) / (len(clock.true_s) - 1)
    assert truly * rate_hz - 1.0 == pytest.approx(ppm * 1e-6, abs=1e-9)
    assert clock.sensor_s[-1] == pytest.approx((len(clock.true_s) - 1) / rate_hz, abs=1e-6)
    assert clock.true_s[0] < 1.0 / rate_hz
    assert 1000.0 - 1.0 / rate_hz < clock.true_s[-1] + 1.0 / rate_hz <= 1000.0 + 1.0 / rate_hz


def test_what_is_left_of_the_clock_error_shifts_the_session_time() -> None:
    clock = sample_times(Radio(sync_error_s=0.03), 10.0, rng())
    assert clock.session_s - clock.true_s == pytest.approx(0.03, abs=1e-6)


@pytest.mark.parametrize("loss", [0.0, 0.02, 0.2])
def test_packets_are_lost_as_often_as_planned(loss: float) -> None:
    delivery = transmit(Radio(loss=loss, packet=5), TIMES, rng())
    lost = 1.0 - len(delivery.first) / 20_000
    # Four standard errors of a binomial share.
    assert lost == pytest.approx(loss, abs=4.0 * np.sqrt(loss * (1.0 - loss) / 20_000) + 1e-12)


def test_losses_are_independent() -> None:
    delivery = transmit(Radio(loss=0.2, packet=5), TIMES, rng())
    there = np.isin(np.arange(20_000), delivery.first // 5)
    assert np.mean(~there[1:] & ~there[:-1]) == pytest.approx(0.04, abs=0.006)


def test_contact_is_lost_in_bursts() -> None:
    radio = Radio(bursts_per_min=2.0, burst_s=3.0, packet=5)
    kept = transmit(radio, TIMES, rng()).samples()
    gaps = np.diff(TIMES[kept])
    gaps = gaps[gaps > 0.06]
    # 33 bursts of 1.55 s on average are expected in 1000 s.
    assert 15 < len(gaps) < 50
    assert 0.1 <= np.min(gaps) < 0.7
    assert 2.0 < np.max(gaps) < 6.3
    assert np.mean(gaps) == pytest.approx(1.6, abs=0.5)


def test_packets_arrive_late_but_in_order() -> None:
    radio = Radio(packet=7, latency_s=0.02, jitter_s=0.08, loss=0.05)
    delivery = transmit(radio, TIMES, rng())
    delay = delivery.arrival_s - TIMES[delivery.last - 1]
    assert np.all(np.diff(delivery.arrival_s) >= 0.0)
    assert np.min(delay) == pytest.approx(0.02, abs=0.002)
    assert np.max(delay) == pytest.approx(0.10, abs=0.002)


@given(st.integers(1, 20), st.integers(1, 60), st.floats(0.0, 0.9), st.integers(0, 99))
def test_every_sample_arrives_once_at_most(packet: int, n: int, loss: float, seed: int) -> None:
    radio = Radio(packet=packet, loss=loss, duplicates=0.5)
    delivery = transmit(radio, TIMES[:n], rng(seed))
    samples = delivery.samples()
    assert np.all(np.diff(samples) > 0)
    assert np.all((samples >= 0) & (samples < n))
    assert np.all(delivery.last - delivery.first <= packet)


def test_without_loss_every_sample_arrives() -> None:
    delivery = transmit(Radio(packet=7, duplicates=0.3), TIMES[:1000], rng())
    assert np.array_equal(delivery.samples(), np.arange(1000))


def test_repeats_are_dropped_and_order_kept() -> None:
    assert drop_repeats(np.array([3, 3, 1, 7, 1, 3, 8])).tolist() == [3, 1, 7, 8]
    assert drop_repeats(np.zeros(0, dtype=np.int64)).tolist() == []


def test_nothing_is_sent_in_an_empty_session() -> None:
    delivery = transmit(Radio(bursts_per_min=5.0), np.zeros(0), rng())
    assert len(delivery.samples()) == 0


def test_a_hole_in_the_counter_is_a_hole_in_time() -> None:
    plan = Plan(activities=QUIET, radio=Radio(loss=0.1, packet=4))
    block = simulate(plan, 1).blocks["right"]
    assert block.seq is not None
    steps = np.diff(block.seq)
    assert np.max(steps) >= 5
    assert np.diff(block.time_s) == pytest.approx(steps * 0.0100002, abs=3e-6)


def test_everything_may_be_lost() -> None:
    session = simulate(Plan(activities=QUIET, radio=Radio(loss=1.0)), 1)
    assert len(session.blocks["right"]) == 0
    assert list(session.packets()) == []


BAD = Radio(
    packet=7,
    loss=0.05,
    duplicates=0.1,
    reorder=0.2,
    stalls_per_min=4.0,
    reconnects_per_min=4.0,
    bursts_per_min=2.0,
)


def test_in_a_stall_nothing_arrives_and_then_all_at_once() -> None:
    radio = Radio(packet=5, jitter_s=0.0, stalls_per_min=6.0, stall_s=2.0)
    delivery = transmit(radio, TIMES, rng())
    late = delivery.arrival_s - TIMES[delivery.last - 1]
    assert 1.0 < np.max(late) < 2.05
    assert np.array_equal(delivery.samples(), np.arange(len(TIMES)))
    _, together = np.unique(delivery.arrival_s, return_counts=True)
    assert np.max(together) > 10


def test_packets_overtake_each_other_on_the_wire_only() -> None:
    delivery = transmit(Radio(packet=5, reorder=0.1), TIMES, rng())
    assert np.all(np.diff(delivery.arrival_s) >= 0.0)
    assert np.all(np.diff(delivery.wire.arrival_s) >= 0.0)
    backwards = np.diff(delivery.wire.first) < 0
    assert np.mean(backwards) == pytest.approx(0.1, abs=0.03)


def test_all_that_was_delivered_was_heard_and_nothing_else() -> None:
    delivery = transmit(BAD, TIMES, rng())
    assert np.array_equal(np.unique(delivery.wire.first), np.sort(delivery.first))
    assert len(delivery.wire.first) > len(delivery.first)


def test_counters_begin_anew_with_every_connection() -> None:
    wire = transmit(Radio(packet=5, reconnects_per_min=3.0), TIMES, rng()).wire
    zeros = np.unique(wire.zero)
    assert len(zeros) > 2
    for zero in zeros:
        counted = wire.first[wire.zero == zero] - zero
        assert counted[0] == 0
        assert np.all(np.diff(counted) == 5)


def test_what_is_heard_is_what_the_sensor_says_of_itself() -> None:
    session = simulate(Plan(activities=QUIET, radio=BAD), 5)
    block, heard = session.blocks["right"], list(session.heard("right"))
    assert sum(map(len, heard)) > len(block)
    assert {float(time) for part in heard for time in part.time_s} == set(block.time_s.tolist())
    for part in heard:
        assert part.seq is not None
        assert part.sensor_time_s is not None
        assert part.sensor_time_s == pytest.approx(part.seq / 100.0, abs=2e-6)
    seconds = [float(part.sensor_time_s[0]) for part in heard if part.sensor_time_s is not None]
    assert min(b - a for a, b in pairwise(seconds)) < -1.0


def test_a_worse_radio_changes_no_sample() -> None:
    good = simulate(Plan(activities=QUIET, radio=Radio()), 3).blocks["right"]
    bad = simulate(Plan(activities=QUIET, radio=Radio(loss=0.3, jitter_s=0.5)), 3).blocks["right"]
    assert bad.seq is not None
    assert 0 < len(bad) < len(good)
    assert np.array_equal(good.acc_m_s2[bad.seq], bad.acc_m_s2)
    assert np.array_equal(good.time_s[bad.seq], bad.time_s)
