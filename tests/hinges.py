"""Hinges made by hand: small recordings for whatever runs on top of the counter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from imu.recording import Recording, SessionMeta, Stream, round_block
from imu.samples import Block, Command, Floats, Side

GRAVITY_M_S2 = 9.81
REP_S = 2.4
"""s from tall to tall."""


def smooth(share: Floats) -> Floats:
    """From 0 to 1 with minimum jerk."""
    x = np.clip(share, 0.0, 1.0)
    return x**3 * (10.0 - 15.0 * x + 6.0 * x**2)


def tilt_deg(time_s: Floats, starts_s: Sequence[float], depth_deg: float) -> Floats:
    """Thigh tilt of one rep from each start: down, a moment at the bottom, up."""
    tilt = np.zeros_like(time_s)
    for start_s in starts_s:
        since = time_s - start_s
        tilt += depth_deg * (smooth(since / 1.1) - smooth((since - 1.3) / 1.1))
    return tilt


def hinges(
    starts_s: Sequence[float],
    duration_s: float,
    *,
    side: Side = "right",
    depth_deg: float = 25.0,
    first_s: float = 0.0,
    rate_hz: float = 100.0,
    hole_s: tuple[float, float] | None = None,
) -> Block:
    """Samples of a thigh that hinges at these session times, as a driver would round them.

    `hole_s` are the first and last moment between which all samples are lost.
    """
    time_s = first_s + np.arange(round(duration_s * rate_hz)) / rate_hz
    tilt = np.radians(tilt_deg(time_s, starts_s, depth_deg))
    sway = np.radians(0.1) * np.sin(2.0 * np.pi * 0.3 * time_s)
    zero = np.zeros_like(tilt)
    up = np.column_stack([np.cos(tilt), np.sin(sway), np.sin(tilt)])
    rate = np.column_stack([zero, np.gradient(tilt, 1.0 / rate_hz), zero])
    sequence = np.arange(len(time_s))
    block = Block(side, time_s, GRAVITY_M_S2 * up, rate, sequence)
    if hole_s is not None:
        there = (time_s < hole_s[0]) | (time_s > hole_s[1])
        block = Block(side, time_s[there], block.acc_m_s2[there], rate[there], sequence[there])
    return round_block(block)


def in_a_row(reps: int, first_s: float = 2.0, pause_s: float = 0.4) -> list[float]:
    """Starts of so many reps, one after the other."""
    return [first_s + n * (REP_S + pause_s) for n in range(reps)]


def recording(*blocks: Block, commands: Sequence[Command] = (), name: str = "hinges") -> Recording:
    """The recording that holds these blocks, as reading it would give it."""
    streams: dict[Side, Stream] = {block.side: Stream(block) for block in blocks}
    return Recording(name, Path(name), SessionMeta(), streams, tuple(commands))
