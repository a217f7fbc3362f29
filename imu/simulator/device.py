"""One sensor on a moving body, from strap to arrival at the computer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from imu.samples import Block, Floats
from imu.simulator import rotations
from imu.simulator.body import Motion, move
from imu.simulator.plan import Mount, Plan
from imu.simulator.radio import Clock, Delivery, Wire, sample_times, transmit
from imu.simulator.script import Script
from imu.simulator.sensor import (
    Reading,
    draw_errors,
    draw_strap,
    medio_lateral_axis,
    read,
    wear,
)
from imu.simulator.truth import Trace

Thigh = Literal["left", "right"]
"""A thigh that a simulated sensor can sit on."""


@dataclass(frozen=True, slots=True)
class Span:
    """The sensor sits on this thigh from `start_s` until `end_s`, s."""

    side: Thigh
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Stay:
    """What came of one span.

    Attributes
    ----------
    block : the samples that arrived.
    sizes : (p,) samples of each packet, in the order of arrival; they add up to the block.
    trace : the truth at every sample that was taken.
    wire : the packets as they were heard, of all spans.
    """

    side: Thigh
    block: Block
    sizes: tuple[int, ...]
    trace: Trace
    wire: Wire


def run_device(
    plan: Plan, script: Script, spans: tuple[Span, ...], rng: np.random.Generator
) -> tuple[Stay, ...]:
    """Take, falsify and send all samples of one sensor, which may change the thigh on the way.

    Clock, straps, electronics and radio have streams of their own: changing one leaves the others.
    """
    radio = plan.link(spans[0].side)
    clock_rng, strap_rng, error_rng, radio_rng = rng.spawn(4)
    clock = sample_times(radio, script.now, clock_rng)
    cuts = [int(np.searchsorted(clock.true_s, span.start_s)) for span in spans]
    parts = list(zip(cuts, [*cuts[1:], len(clock.true_s)], strict=True))
    worn = [
        _wear(script, span, plan.mount(span.side), clock.true_s[a:b], strap_rng)
        for span, (a, b) in zip(spans, parts, strict=True)
    ]
    exact = Reading(
        acc_m_s2=np.concatenate([reading.acc_m_s2 for reading, _ in worn]),
        gyr_rad_s=np.concatenate([reading.gyr_rad_s for reading, _ in worn]),
    )
    errors = draw_errors(plan.sensor, error_rng)
    reading = read(exact, plan.sensor, errors, radio.rate_hz, error_rng)
    delivery = transmit(radio, clock.true_s, radio_rng)
    return tuple(
        _stay(span.side, clock, reading, clip(delivery, a, b), trace)
        for span, (a, b), (_, trace) in zip(spans, parts, worn, strict=True)
    )


def clip(delivery: Delivery, first: int, last: int) -> Delivery:
    """What of a delivery belongs to samples [first, last); a packet across the border is split."""
    a, b = np.maximum(delivery.first, first), np.minimum(delivery.last, last)
    keep = a < b
    return Delivery(a[keep], b[keep], delivery.arrival_s[keep], delivery.wire)


def _wear(
    script: Script, span: Span, mount: Mount, time_s: Floats, rng: np.random.Generator
) -> tuple[Reading, Trace]:
    """Strap the sensor on; what it feels without any error, and the truth."""
    strap = draw_strap(mount, rng)
    wear(script.body.leg(span.side), mount, script.now, rng)
    place = mount.front_m, mount.aside_m, mount.above_knee_m
    motion = move(script.body, span.side, place, time_s)
    to_sensor = rotations.conjugate(strap)
    felt = Reading(
        acc_m_s2=rotations.rotate(to_sensor, motion.specific_force()),
        gyr_rad_s=rotations.rotate(to_sensor, motion.rate_rad_s),
    )
    return felt, _trace(motion, strap)


def _trace(motion: Motion, strap: Floats) -> Trace:
    quaternion = rotations.multiply(motion.quaternion, strap)
    return Trace(
        time_s=motion.time_s,
        tilt_deg=motion.tilt_deg,
        frontal_deg=motion.frontal_deg,
        transverse_deg=motion.transverse_deg,
        quaternion=quaternion,
        up=rotations.rotate(rotations.conjugate(quaternion), np.array((0.0, 0.0, 1.0))),
        strap_wxyz=strap,
        medio_lateral=medio_lateral_axis(strap),
    )


def _stay(side: Thigh, clock: Clock, reading: Reading, delivery: Delivery, trace: Trace) -> Stay:
    seq = delivery.samples()
    sizes = delivery.last - delivery.first
    block = Block(
        side=side,
        time_s=clock.session_s[seq],
        acc_m_s2=reading.acc_m_s2[seq],
        gyr_rad_s=reading.gyr_rad_s[seq],
        seq=seq,
        host_time_s=np.repeat(delivery.arrival_s, sizes),
        sensor_time_s=clock.sensor_s[seq],
    )
    return Stay(side, block, tuple(int(size) for size in sizes), trace, delivery.wire)
