"""Taps of a finger on a strapped sensor, put into streams that have none.

A tap is a push of 4 to 12 ms (half a sine) in any direction, after which sensor and strap ring at
15 to 45 Hz for 15 to 40 ms; it turns the sensor a little, too. Own choice, after published examples
for tap engines (pulses of some milliseconds, 1 to 8 g): no real taps on a thigh were at hand. The
sensor averages over each sample interval, as its filter does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats

FINE_HZ = 4000
LENGTH_S = 0.2


@dataclass(frozen=True)
class Tap:
    """One tap: its peak in g, and how it rings."""

    at_s: float
    peak_g: float
    push_s: float
    ring_hz: float
    ring_s: float
    direction: tuple[float, float, float]
    turn_rad_s: float

    def felt(self, time_s: Floats) -> Floats:
        """(n,) of the force at fine times, m/s²."""
        since = time_s - self.at_s
        push = np.sin(np.pi * np.clip(since / self.push_s, 0.0, 1.0))
        after = np.clip(since - self.push_s, 0.0, None)
        ring = 0.4 * np.exp(-after / self.ring_s) * np.sin(2 * np.pi * self.ring_hz * after)
        return self.peak_g * STANDARD_GRAVITY_M_S2 * (push - ring)


def draw_tap(rng: np.random.Generator, at_s: float, peak_g: float) -> Tap:
    """A tap like any other."""
    direction = rng.standard_normal(3)
    direction /= np.linalg.norm(direction)
    return Tap(
        at_s=at_s,
        peak_g=peak_g * rng.uniform(0.8, 1.25),
        push_s=rng.uniform(0.004, 0.012),
        ring_hz=rng.uniform(15.0, 45.0),
        ring_s=rng.uniform(0.015, 0.04),
        direction=(float(direction[0]), float(direction[1]), float(direction[2])),
        turn_rad_s=peak_g * rng.uniform(0.05, 0.3),
    )


def with_taps(block: Block, taps: list[Tap]) -> Block:
    """The block with taps in it, averaged over each sample interval."""
    acc, gyr = block.acc_m_s2.copy(), block.gyr_rad_s.copy()
    step_s = float(np.median(np.diff(block.time_s)))
    fine = (np.arange(round(step_s * FINE_HZ)) + 0.5) / FINE_HZ - step_s
    for tap in taps:
        rows = np.flatnonzero(np.abs(block.time_s - tap.at_s) < LENGTH_S)
        felt = tap.felt(block.time_s[rows, None] + fine[None, :]).mean(axis=1)
        acc[rows] += felt[:, None] * np.array(tap.direction)
        turned = felt / (tap.peak_g * STANDARD_GRAVITY_M_S2) * tap.turn_rad_s
        gyr[rows] += turned[:, None] * np.array(tap.direction)[::-1]
    return Block(block.side, block.time_s, acc, gyr, block.seq)


def double_tap(
    rng: np.random.Generator, at_s: float, peak_g: float, apart_s: float | None = None
) -> list[Tap]:
    """Two taps, 0.16 to 0.4 s apart unless told."""
    gap_s = rng.uniform(0.16, 0.4) if apart_s is None else apart_s
    return [draw_tap(rng, at_s, peak_g), draw_tap(rng, at_s + gap_s, peak_g)]


def standing(rng: np.random.Generator, rate_hz: float, duration_s: float = 2.5) -> Block:
    """Somebody stands on one leg: sway, tremor, and a sensor's noise."""
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    sway = 0.15 * np.sin(2.0 * np.pi * 0.4 * time_s + rng.uniform(0.0, 6.0))
    acc = np.array((0.0, 0.0, 9.8)) + sway[:, None] * rng.standard_normal(3)
    acc += rng.normal(0.0, 0.03, acc.shape)
    gyr = np.radians(rng.normal(0.0, 1.5, acc.shape))
    return Block("right", time_s, acc, gyr)


def with_double_tap(rng: np.random.Generator, block: Block, peak_g: float) -> Block:
    """The block with a double tap somewhat after its beginning."""
    at_s = float(block.time_s[0]) + 0.9 + rng.uniform(0.0, 0.1)
    return with_taps(block, double_tap(rng, at_s, peak_g))
