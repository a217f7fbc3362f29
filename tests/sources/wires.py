"""Simulated radios, heard through a clock; and what the clock made of it beside the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from imu.drivers.samples import Samples
from imu.samples import Block, Floats, Ints, Side
from imu.simulator import SimulatedSession, random_plan, simulate
from imu.simulator.plan import Radio
from imu.simulator.session import cut
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm

Kind = Literal["ticks", "counter", "both", "milliseconds", "nothing"]
"""What a sensor tells of time with its samples."""

KINDS: tuple[Kind, ...] = ("ticks", "counter", "both", "milliseconds", "nothing")

MICROSECONDS_S = 2**32 * 1e-6
"""s after which 32 bits of microseconds begin anew."""

MILLISECONDS_S = 65.536
"""s after which 16 bits of milliseconds begin anew."""


@dataclass(frozen=True)
class Packet:
    """What one notification held, as a driver decodes it, and which samples these were."""

    arrival_s: float
    numbers: Ints
    acc: Floats
    gyr: Floats
    time_s: Floats | None
    seq: Ints | None


@dataclass(frozen=True)
class Outcome:
    """What a clock made of a wire.

    `numbers` (n,) are the samples that came out, `true_s` when they were taken, `error_ms` how far
    off the time is that they were given, less the shortest time in the air, which nobody can know.
    """

    block: Block
    numbers: Ints
    true_s: Floats
    error_ms: Floats
    clock: SensorClock


@cache
def session_of(stratum: str, seed: int) -> SimulatedSession:
    return simulate(random_plan(seed, stratum), seed)


def radio_of(session: SimulatedSession, side: Side) -> Radio:
    sides: tuple[Side, ...] = session.plan.sensors
    return session.plan.link(side if side in sides else sides[0])


def timing_of(session: SimulatedSession, side: Side, kind: Kind) -> Rhythm:
    wraps = {"ticks": MICROSECONDS_S, "both": MICROSECONDS_S, "milliseconds": MILLISECONDS_S}
    return Rhythm(
        rate_hz=radio_of(session, side).rate_hz,
        tick_wrap_s=wraps.get(kind),
        seq_wrap=2**16 if kind in {"counter", "both"} else None,
    )


def packets_of(session: SimulatedSession, side: Side, kind: Kind) -> Iterator[Packet]:
    """The wire as a driver sees it. Without a counter nobody can tell repeats: there are none."""
    block = session.blocks[side]
    heard = cut(block, session.packet_sizes[side]) if kind == "nothing" else session.heard(side)
    for part in heard:
        assert part.host_time_s is not None
        numbers = np.searchsorted(block.time_s, part.time_s)
        # Every sample carries its number, so that it can be told among those that come out.
        acc = part.acc_m_s2.copy()
        acc[:, 0] = numbers
        ticks, seq = _told(part, kind)
        yield Packet(float(part.host_time_s[0]), numbers, acc, part.gyr_rad_s, ticks, seq)


def _told(part: Block, kind: Kind) -> tuple[Floats | None, Ints | None]:
    assert part.sensor_time_s is not None
    assert part.seq is not None
    ticks = part.sensor_time_s
    if kind == "milliseconds":
        return np.floor(ticks * 1000.0) % 2**16 / 1000.0, None
    return (
        ticks % MICROSECONDS_S if kind in {"ticks", "both"} else None,
        part.seq % 2**16 if kind in {"counter", "both"} else None,
    )


def push(clock: SensorClock, packet: Packet, piece: slice = slice(None)) -> Block:
    """Hand a packet, or a piece of it, to a clock."""
    return take(
        clock,
        packet.arrival_s,
        packet.acc[piece],
        packet.gyr[piece],
        None if packet.time_s is None else packet.time_s[piece],
        None if packet.seq is None else packet.seq[piece],
    )


def take(
    clock: SensorClock,
    arrival_s: float,
    acc: Floats,
    gyr: Floats,
    ticks: Floats | None = None,
    seq: Ints | list[int] | None = None,
) -> Block:
    """Hand samples to a clock."""
    counts = None if seq is None else np.asarray(seq, dtype=np.int64)
    return clock.push(arrival_s, Samples(acc, gyr, ticks, counts))


def outcome(session: SimulatedSession, side: Side, kind: Kind) -> Outcome:
    """Hear a whole wire."""
    clock = SensorClock(side, timing_of(session, side, kind))
    blocks = [push(clock, packet) for packet in packets_of(session, side, kind)]
    block = joined([*blocks, clock.flush()])
    numbers = block.acc_m_s2[:, 0].astype(np.int64)
    radio = radio_of(session, side)
    true_s = session.blocks[side].time_s[numbers] - radio.sync_error_s
    error_ms = (block.time_s - true_s - radio.latency_s) * 1e3
    return Outcome(block, numbers, true_s, error_ms, clock)


def joined(blocks: list[Block]) -> Block:
    """Many blocks as one."""
    full = [block for block in blocks if len(block)]
    first = full[0]
    return replace(
        first,
        time_s=np.concatenate([b.time_s for b in full]),
        acc_m_s2=np.concatenate([b.acc_m_s2 for b in full]),
        gyr_rad_s=np.concatenate([b.gyr_rad_s for b in full]),
        seq=None
        if first.seq is None
        else np.concatenate([b.seq for b in full if b.seq is not None]),
        host_time_s=np.concatenate([b.host_time_s for b in full if b.host_time_s is not None]),
        sensor_time_s=None
        if first.sensor_time_s is None
        else np.concatenate([b.sensor_time_s for b in full if b.sensor_time_s is not None]),
    )
