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

RECONNECT_S = (0.5, 3.0)
"""s; from a lost connection to the first packet of the next one, at the quickest. A guess."""

OVERTAKEN_S = 0.001
"""s; by how much a packet comes after the one that overtook it."""

REPEAT_S = 0.005
"""s; after which a packet is heard again: a connection interval at its shortest is 7.5 ms."""


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
class Wire:
    """Every packet that is heard, in the order of arrival: late ones, repeats and all.

    Attributes
    ----------
    first, last : (w,) samples [first, last) of each packet.
    arrival_s : (w,) when it arrives, s; never decreasing.
    zero : (w,) the sample that the sensor counts as its number 0: it begins anew with every
        connection.
    """

    first: Ints
    last: Ints
    arrival_s: Floats
    zero: Ints


@dataclass(frozen=True, slots=True)
class Delivery:
    """What arrives, packet by packet in the order of arrival, duplicates already dropped.

    Attributes
    ----------
    first, last : (p,) samples [first, last) of each packet.
    arrival_s : (p,) when it is there and all that were sent before it, s; never decreasing.
    wire : what the computer hears before anything is put in order.
    """

    first: Ints
    last: Ints
    arrival_s: Floats
    wire: Wire

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
    bursts = _Spells.draw(radio.bursts_per_min, SHORTEST_BURST_S, radio.burst_s, sent, rng)
    lost |= bursts.hold(sent)
    arrival = sent + radio.latency_s + radio.jitter_s * rng.random(len(first))
    twice = rng.random(len(first)) < radio.duplicates
    stalls = _Spells.draw(radio.stalls_per_min, SHORTEST_BURST_S, radio.stall_s, sent, rng)
    arrival = np.maximum(arrival, stalls.end_of(sent))
    overtaken = rng.random(len(first)) < radio.reorder
    dropped = _Spells.draw(radio.reconnects_per_min, *RECONNECT_S, sent, rng)
    lost |= dropped.hold(sent)
    order = np.repeat(np.flatnonzero(~lost), 1 + twice[~lost])
    kept, in_order = drop_repeats(order), np.maximum.accumulate(arrival)
    return Delivery(
        first[kept],
        last[kept],
        to_microseconds(in_order[kept]),
        _heard(first, last, _overtake(arrival, overtaken), order, dropped.ended(sent)),
    )


def _overtake(arrival_s: Floats, overtaken: NDArray[np.bool_]) -> Floats:
    """Times of arrival (p,), s, where those that are overtaken come just after the next one."""
    following = np.append(arrival_s[1:], arrival_s[-1:])
    return np.where(overtaken, np.maximum(arrival_s, following) + OVERTAKEN_S, arrival_s)


def _heard(first: Ints, last: Ints, arrival_s: Floats, order: Ints, epoch: Ints) -> Wire:
    """Packets `order` (repeats and all) as the computer hears them."""
    again = np.diff(order, prepend=-1) == 0
    at_s = to_microseconds(arrival_s[order] + REPEAT_S * again)
    turn = np.argsort(at_s, kind="stable")
    packets = order[turn]
    starts = np.searchsorted(epoch, epoch[packets])  # the first packet of the same connection
    return Wire(first[packets], last[packets], at_s[turn], first[starts])


def drop_repeats(numbers: Ints) -> Ints:
    """Counters (k,) in the order of arrival, each kept only the first time."""
    _, where = np.unique(numbers, return_index=True)
    return numbers[np.sort(where)]


@dataclass(frozen=True, slots=True)
class _Spells:
    """Times (k,), s, at which something goes wrong for a while."""

    begin_s: Floats
    end_s: Floats

    @classmethod
    def draw(
        cls,
        per_min: float,
        shortest_s: float,
        longest_s: float,
        sent_s: Floats,
        rng: np.random.Generator,
    ) -> _Spells:
        """Spells in the time in which (p,) packets were sent, so many a minute on average."""
        if not len(sent_s):
            return cls(np.zeros(0), np.zeros(0))
        begin, end = float(sent_s[0]), float(sent_s[-1])
        count = int(rng.poisson(per_min * (end - begin) / 60.0))
        starts = rng.uniform(begin, end, count)
        durations = rng.uniform(shortest_s, max(longest_s, shortest_s), count)
        return cls(starts, starts + durations)

    def _inside(self, time_s: Floats) -> NDArray[np.bool_]:
        """(n, k) whether each time lies in each spell."""
        return (time_s[:, None] >= self.begin_s) & (time_s[:, None] < self.end_s)

    def hold(self, time_s: Floats) -> NDArray[np.bool_]:
        """(n,) whether each time lies in any spell."""
        return np.any(self._inside(time_s), axis=1)

    def end_of(self, time_s: Floats) -> Floats:
        """(n,) end of the last spell that each time lies in, s; 0 outside."""
        ends = np.where(self._inside(time_s), self.end_s, 0.0)
        return np.max(ends, axis=1, initial=0.0)

    def ended(self, time_s: Floats) -> Ints:
        """(n,) how many spells are over at each time."""
        return np.sum(time_s[:, None] >= self.end_s, axis=1)
