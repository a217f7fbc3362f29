"""Walking and turning on the spot."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.samples import Side
from imu.simulator.body import EASY_STIR
from imu.simulator.script import LEGS, Script
from imu.simulator.tracks import Glide, Hum, Wave, draw_hum

STRIDE_HZ = (0.75, 1.1)
"""Hz; strides (two steps) per second, from a slow to a brisk walk. Common knowledge, no study."""

THIGH_HARMONICS = ((0, 5.0), (1, 19.0), (2, 3.5))
"""degrees: mean, first and second harmonic of thigh pitch over a stride.

Together about +25 to -15, and the way back (stance) takes 60 % of the stride, as in any gait table
(e.g. Perry & Burnfield, Gait Analysis). Heel strike is at phase 0, just after the foremost point.
"""

BOUNCE_M = (0.020, 0.012, 0.020)
"""m; half the pelvis' swing up and down, back and forth (both twice a stride), and sideways."""

STRIDE_M = 1.25
"""m; length of a stride (two steps) of an adult at ease; indoors people take shorter ones."""

STRIKE_M_S2 = (5.0, 12.0)
"""m/s²; peak of the shock through the thigh at heel strike, from slow to brisk."""

WALKING_STIR = 0.8
"""Sway and wobble while walking over those on one leg, so that no two strides are alike."""

RAMP_S = 0.8
"""s; within about one step walking has begun or ended."""


@dataclass(frozen=True, slots=True)
class _Stride:
    """Timing of one walk, shared by all its channels. `drift` is the phase's irregularity."""

    at_s: float
    duration_s: float
    frequency_hz: float
    drift: Hum
    vigour: float

    def wave(self, *harmonics: tuple[int, float, float]) -> Wave:
        """A channel in step with this walk."""
        return Wave(
            self.at_s, self.duration_s, self.frequency_hz, harmonics, RAMP_S, drift=self.drift
        )

    def strikes(self, shift: float) -> list[float]:
        """Times at which the phase, advanced by `shift` radians, passes whole turns, s."""
        tau = np.linspace(RAMP_S / 2, self.duration_s - RAMP_S / 2, int(self.duration_s * 50) + 2)
        turns = (self.wave().phase(tau).value + shift) / (2.0 * math.pi)
        whole = range(math.ceil(turns[0]), math.floor(turns[-1]) + 1)
        return [self.at_s + float(np.interp(float(turn), turns, tau)) for turn in whole]


def walk(script: Script, duration_s: float) -> None:
    """Walk for so long, with a turn now and then, and stand on both feet again."""
    start, duration_s = script.now, max(duration_s, 3.0 * RAMP_S)
    script.carry(0.0, 0.0, RAMP_S)
    script.stir(WALKING_STIR)
    frequency = script.draw(*STRIDE_HZ)
    drift = draw_hum(script.rng, 0.25, 0.05, 0.5)
    stride = _Stride(start, duration_s, frequency, drift, script.draw(0.85, 1.1))
    lead = script.draw(0.0, 2.0 * math.pi)
    for side, shift in zip(LEGS, (lead, lead + math.pi), strict=True):
        _swing_leg(script, stride, side, shift)
    _bounce(script, stride, lead)
    _change_heading(script, duration_s)
    script.wait(duration_s)
    script.carry(0.5, 0.5, 0.5)
    script.stir(EASY_STIR)
    script.wait(0.5)
    script.foil("walk", start)


def turn(script: Script, duration_s: float) -> None:
    """Turn round on the spot with small steps."""
    start, duration_s = script.now, max(duration_s, 1.6)
    drift = draw_hum(script.rng, 0.2, 0.05, 0.5)
    stride = _Stride(start, duration_s, script.draw(0.8, 1.1), drift, script.draw(0.3, 0.5))
    for side, shift in zip(LEGS, (0.0, math.pi), strict=True):
        _swing_leg(script, stride, side, shift)
    degrees = script.sign() * script.draw(80.0, 200.0)
    speed = degrees / (duration_s - 0.5)
    script.body.heading.add(Glide(start, duration_s, speed, ramp_s=0.5))
    script.wait(duration_s)
    script.foil("turn", start)


def _swing_leg(script: Script, stride: _Stride, side: Side, shift: float) -> None:
    """One leg's share: pitch, rolling, twisting, soft tissue, and the shocks of its heel."""
    leg = script.body.leg(side)
    mean, first, second = (size * stride.vigour for _, size in THIGH_HARMONICS)
    asymmetric = 2.0 * shift + math.pi / 2.0
    leg.pitch.add(stride.wave((0, mean, 0.0), (1, first, shift), (2, second, asymmetric)))
    leg.roll.add(stride.wave((1, script.draw(2.5, 6.0), shift + script.draw(0.0, 6.0))))
    twist = (1, script.draw(3.0, 8.0), shift + script.draw(0.0, 6.0))
    leg.yaw.add(stride.wave(twist, (2, script.draw(1.0, 3.0), shift)))
    leg.bustle.add(stride.wave((0, stride.vigour, 0.0)))
    for at_s in stride.strikes(shift):
        script.impact(side, at_s, stride.vigour * script.draw(*STRIKE_M_S2))


def _bounce(script: Script, stride: _Stride, lead: float) -> None:
    """The pelvis: lowest just after each heel strike, over the standing leg in between."""
    ahead, aside, up = script.body.travel
    height, length, width = (size * stride.vigour for size in BOUNCE_M)
    up.add(stride.wave((2, height, 2.0 * lead + math.pi - 0.6)))
    ahead.add(stride.wave((2, length, 2.0 * lead + math.pi / 2.0)))
    aside.add(stride.wave((1, width, lead + math.pi / 2.0)))
    script.body.pace.add(stride.wave((0, STRIDE_M * stride.frequency_hz * stride.vigour, 0.0)))


def _change_heading(script: Script, duration_s: float) -> None:
    """A turn of 60 to 150 degrees every 3 to 6 s: rooms are small."""
    at_s = script.now + script.draw(2.0, 4.0)
    while at_s + 3.0 < script.now + duration_s:
        degrees = script.sign() * script.draw(60.0, 150.0)
        heading = script.body.heading
        heading.to(at_s, script.draw(1.8, 3.0), heading.level + degrees)
        at_s += script.draw(3.0, 6.0)
