"""One channel of the body over time: steps, glides, waves and bursts, added up.

Everything is a formula in time with exact first and second derivatives, so a track can be read at
any instants, at any rate. Steps are minimum-jerk moves (Flash & Hogan 1985), which join smoothly:
velocity and acceleration are zero at both ends, and overlapping steps simply add.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from imu.samples import Floats
from imu.simulator.jets import Jet, constant, sin_cos


class Piece(Protocol):
    """A part of a track that acts from `at_s` for `duration_s` and then leaves `rise` behind."""

    @property
    def at_s(self) -> float:
        """When it begins, s."""
        ...

    @property
    def duration_s(self) -> float:
        """How long it acts, s."""
        ...

    @property
    def rise(self) -> float:
        """What it leaves behind for good, in the track's unit."""
        ...

    def during(self, tau_s: Floats) -> Jet:
        """Its contribution at (n,) times since `at_s`, s."""
        ...


def minimum_jerk(tau_s: Floats, duration_s: float) -> Jet:
    """The minimum-jerk step from 0 to 1, at any (n,) times, s (Flash & Hogan 1985)."""
    u = np.clip(tau_s / duration_s, 0.0, 1.0)
    rest = 1.0 - u
    value = u**3 * (10.0 - 15.0 * u + 6.0 * u * u)
    rate = 30.0 * (u * rest) ** 2 / duration_s
    return Jet(value, rate, 60.0 * u * rest * (rest - u) / duration_s**2)


def envelope(tau_s: Floats, duration_s: float, ramp_s: float) -> Jet:
    """From 0 up to 1 within `ramp_s`, and down to 0 in the last `ramp_s` of `duration_s`."""
    return minimum_jerk(tau_s, ramp_s) - minimum_jerk(tau_s - (duration_s - ramp_s), ramp_s)


@dataclass(frozen=True, slots=True)
class Step:
    """A minimum-jerk move by `rise` (the track's unit)."""

    at_s: float
    duration_s: float
    rise: float

    def during(self, tau_s: Floats) -> Jet:
        """Contribution at (n,) times since the beginning, s."""
        return minimum_jerk(tau_s, self.duration_s) * self.rise


@dataclass(frozen=True, slots=True)
class Glide:
    """A move at constant `speed` (unit/s), reached and left smoothly within `ramp_s`."""

    at_s: float
    duration_s: float
    speed: float
    ramp_s: float

    @property
    def rise(self) -> float:
        """Way made in all."""
        return self.speed * (self.duration_s - self.ramp_s)

    def during(self, tau_s: Floats) -> Jet:
        """Contribution at (n,) times since the beginning, s."""
        pace = envelope(tau_s, self.duration_s, self.ramp_s)
        way = self._way(tau_s) - self._way(tau_s - (self.duration_s - self.ramp_s))
        return Jet(way, pace.value, pace.rate) * self.speed

    def _way(self, tau_s: Floats) -> Floats:
        """Integral of the rising ramp and of the constant pace after it, s."""
        u = np.clip(tau_s / self.ramp_s, 0.0, 1.0)
        return self.ramp_s * u**4 * (2.5 - 3.0 * u + u * u) + np.maximum(tau_s - self.ramp_s, 0.0)


@dataclass(frozen=True, slots=True)
class Wave:
    """A periodic movement that fades in and out, e.g. the thigh in walking.

    Attributes
    ----------
    frequency_hz : cycles per second.
    harmonics : (order, amplitude in the track's unit, phase in radians); order 0 is an offset.
    ramp_s : fading in and out, s.
    drift : slow changes of the phase, so that no two cycles are alike; shared by channels.
    """

    at_s: float
    duration_s: float
    frequency_hz: float
    harmonics: tuple[tuple[int, float, float], ...]
    ramp_s: float
    drift: Hum
    rise: float = 0.0

    def phase(self, tau_s: Floats) -> Jet:
        """Phase in radians at (n,) times since the beginning, s."""
        omega = 2.0 * np.pi * self.frequency_hz
        even = Jet(omega * tau_s, np.full_like(tau_s, omega), np.zeros_like(tau_s))
        return even + self.drift.at(tau_s)

    def during(self, tau_s: Floats) -> Jet:
        """Contribution at (n,) times since the beginning, s."""
        phase, total = self.phase(tau_s), constant(0.0, len(tau_s))
        for order, amplitude, shift in self.harmonics:
            total = total + sin_cos(phase * float(order) + shift)[1] * amplitude
        return total * envelope(tau_s, self.duration_s, self.ramp_s)


@dataclass(frozen=True, slots=True)
class Burst:
    """A short ringing shock: ``amplitude * sin(2 pi f t) * (1 - (2 t / duration)^2)^4``."""

    at_s: float
    duration_s: float
    amplitude: float
    frequency_hz: float
    rise: float = 0.0

    def during(self, tau_s: Floats) -> Jet:
        """Contribution at (n,) times since the beginning, s."""
        half, centred = self.duration_s / 2.0, tau_s - self.duration_s / 2.0
        omega = 2.0 * np.pi * self.frequency_hz
        sine, _ = sin_cos(Jet(omega * centred, np.full_like(tau_s, omega), np.zeros_like(tau_s)))
        u = Jet(centred / half, np.full_like(tau_s, 1.0 / half), np.zeros_like(tau_s))
        bump = -(u * u) + 1.0
        bump = bump * bump
        return sine * (bump * bump) * self.amplitude


@dataclass(frozen=True, slots=True)
class Hum:
    """Endless irregular movement of known strength: a sum of sines at random frequencies.

    Attributes
    ----------
    frequencies_hz, amplitudes, phases : (k,) of the sines; amplitudes in the track's unit.
    """

    frequencies_hz: Floats
    amplitudes: Floats
    phases: Floats

    def at(self, time_s: Floats) -> Jet:
        """Its value at (n,) times, s."""
        total = np.zeros((3, len(time_s)))
        for hertz, amplitude, phase in zip(
            self.frequencies_hz, self.amplitudes, self.phases, strict=True
        ):
            omega = 2.0 * np.pi * hertz
            angle = omega * time_s + phase
            sine = amplitude * np.sin(angle)
            total += (sine, amplitude * omega * np.cos(angle), -omega * omega * sine)
        return Jet(*total)


HUM_SINES = 8
"""Sines per hum: enough that it does not repeat audibly, few enough to stay fast."""


def draw_hum(rng: np.random.Generator, rms: float, low_hz: float, high_hz: float) -> Hum:
    """Irregular movement of strength `rms` between two frequencies, amplitude falling as 1/f.

    Frequencies are spread evenly in their logarithm; 1/f amplitude is the shape of postural sway.
    """
    edges = np.geomspace(low_hz, high_hz, HUM_SINES + 1)
    frequencies = rng.uniform(edges[:-1], edges[1:])
    raw = 1.0 / frequencies
    amplitudes = rms * raw * np.sqrt(2.0 / np.sum(raw * raw))
    return Hum(frequencies, amplitudes, rng.uniform(0.0, 2.0 * np.pi, HUM_SINES))


STILL = Hum(np.zeros(0), np.zeros(0), np.zeros(0))
"""No irregular movement."""


NO_STEP = 1e-9
"""Smaller moves are the rounding of sums; in degrees and in metres far below anything real."""


class Track:
    """A channel that starts at `start` and is changed by pieces; see the module."""

    def __init__(self, start: float = 0.0) -> None:
        self._start = start
        self._pieces: list[Piece] = []
        self.level = start
        """Where the channel will be once all pieces so far are over, in its unit."""

    def add(self, piece: Piece) -> None:
        """Add a piece; pieces may overlap and come in any order."""
        self._pieces.append(piece)
        self.level += piece.rise

    def to(self, at_s: float, duration_s: float, level: float) -> None:
        """Move smoothly from the present `level` to a new one."""
        if duration_s > 0.0 and abs(level - self.level) > NO_STEP:
            self.add(Step(at_s, duration_s, level - self.level))

    def nudge(self, at_s: float, duration_s: float, by: float) -> None:
        """Move by `by` and back again, each in half of `duration_s`."""
        self.add(Step(at_s, duration_s / 2, by))
        self.add(Step(at_s + duration_s / 2, duration_s / 2, -by))

    def at(self, time_s: Floats) -> Jet:
        """The channel at (n,) increasing times, s."""
        total, left_behind = np.zeros((3, len(time_s))), np.zeros(len(time_s) + 1)
        total[0] += self._start
        for piece in self._pieces:
            first, last = np.searchsorted(time_s, (piece.at_s, piece.at_s + piece.duration_s))
            left_behind[last] += piece.rise
            if last > first:
                part = piece.during(time_s[first:last] - piece.at_s)
                total[:, first:last] += (part.value, part.rate, part.curve)
        total[0] += np.cumsum(left_behind[:-1])
        return Jet(*total)
