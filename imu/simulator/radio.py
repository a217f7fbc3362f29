"""The sensor's clock, and the way of its samples through the air to the computer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imu.samples import Floats, Ints
from imu.simulator.plan import Radio

TIME_DECIMALS = 6
"""Sources freeze time to the microsecond, which is the finest that any supported sensor counts."""

SHORTEST_BURST_S = 0.1
"""s; a shorter loss of contact is one lost packet."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When a sensor takes its samples.

    Attributes
    ----------
    true_s : (n,) true session time of each sample, s.
    session_s : (n,) the same as the source reports it after its clock work, s.
    sensor_s : (n,) the sensor's own time, s: exactly even in its own opinion.
    """

    true_s: Floats
    session_s: Floats
    sensor_s: Floats


@dataclass(frozen=True, slots=True)
class Delivery:
    """What arrives, packet by packet in the order of arrival, duplicates already dropped.

    Attributes
    ----------
    first, last : (p,) samples [first, last) of each packet.
    arrival_s : (p,) when the packet arrives, s; never decreasing.
    """

    first: Ints
    last: Ints
    arrival_s: Floats

    def samples(self) -> Ints:
        """(m,) numbers of all samples that arrived, increasing."""
        sizes = self.last - self.first
        place_in_packet = np.arange(np.sum(sizes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return np.repeat(self.first, sizes) + place_in_packet


def sample_times(radio: Radio, session_s: float, rng: np.random.Generator) -> Clock:
    """The instants of sampling within a session of this length."""
    true_period = (1.0 + radio.clock_ppm * 1e-6) / radio.rate_hz
    begin = rng.uniform(0.0, true_period)
    number = np.arange(max(int((session_s - begin) / true_period), 0))
    true = np.asarray(begin + number * true_period, dtype=np.float64)
    return Clock(
        true_s=true,
        session_s=to_microseconds(true + radio.sync_error_s),
        sensor_s=to_microseconds(number / radio.rate_hz),
    )


def to_microseconds(time_s: Floats) -> Floats:
    """Times (n,) rounded as a source rounds them, s."""
    return np.asarray(np.round(time_s, TIME_DECIMALS), dtype=np.float64)


def transmit(radio: Radio, time_s: Floats, rng: np.random.Generator) -> Delivery:
    """Send samples taken at (n,) times, s, through the air."""
    first = np.arange(0, len(time_s), radio.packet)
    last = np.minimum(first + radio.packet, len(time_s))
    sent = time_s[last - 1]
    lost = rng.random(len(first)) < radio.loss
    lost |= _in_bursts(radio, sent, rng)
    delay = radio.latency_s + radio.jitter_s * rng.random(len(first))
    arrival = np.maximum.accumulate(sent + delay)
    twice = rng.random(len(first)) < radio.duplicates
    order = np.repeat(np.flatnonzero(~lost), 1 + twice[~lost])
    kept = drop_repeats(order)
    return Delivery(first[kept], last[kept], to_microseconds(arrival[kept]))


def drop_repeats(numbers: Ints) -> Ints:
    """Counters (k,) in the order of arrival, each kept only the first time."""
    _, where = np.unique(numbers, return_index=True)
    return numbers[np.sort(where)]


def _in_bursts(radio: Radio, sent_s: Floats, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(p,) whether contact was lost when a packet was sent."""
    if not len(sent_s):
        return np.zeros(0, dtype=np.bool_)
    begin, end = float(sent_s[0]), float(sent_s[-1])
    count = int(rng.poisson(radio.bursts_per_min * (end - begin) / 60.0))
    starts = rng.uniform(begin, end, count)
    durations = rng.uniform(SHORTEST_BURST_S, max(radio.burst_s, SHORTEST_BURST_S), count)
    inside = (sent_s[:, None] >= starts) & (sent_s[:, None] < starts + durations)
    return np.any(inside, axis=1)
