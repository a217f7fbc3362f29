"""Writes a body's tracks activity by activity, and keeps the marks from which truth is made."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from imu.samples import Side
from imu.simulator.body import Body, Leg
from imu.simulator.plan import Person, Working
from imu.simulator.tracks import Burst, Hum, Track, draw_hum

LEGS: tuple[Literal["left", "right"], ...] = ("left", "right")
"""Both legs, in the order in which anything is drawn for them."""

RepKind = Literal["rep", "partial", "pulse", "hitch", "not-tall"]
"""A full rep, a shallow one, with a second dip, a halt half-way, or an end short of tall."""


@dataclass(frozen=True, slots=True)
class RepMark:
    """A rep as it was scripted; the true interval is found later, in the thigh's true tilt.

    `from_s` to `to_s` is when the script moved the thigh, s; `tall_deg` is the set's tall pose.
    """

    side: Side
    set_index: int
    kind: RepKind
    from_s: float
    to_s: float
    tall_deg: float


@dataclass(frozen=True, slots=True)
class SetMark:
    """A set as it was scripted, from the quiet stance before it to the one after it, s.

    `enter_s` is when the person begins to get into that stance: looks back, steps on to the block.
    """

    index: int
    side: Working
    style: str
    enter_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class FoilMark:
    """A movement that is no rep: what it was and when, s.

    Kinds are those of `imu.simulator.plan.FoilKind`, and "step" and "step-off".
    """

    kind: str
    start_s: float
    end_s: float


class Script:
    """The session as written so far. `now` is the time at which the next movement begins, s.

    Between activities the person stands on both feet, or in the exercise stance if `standing_on`
    names the working leg.
    """

    def __init__(self, person: Person, rng: np.random.Generator) -> None:
        self.person = person
        self.rng = rng
        self.body = draw_body(person, rng)
        self.now = 0.0
        self.standing_on: Working = "both"
        self.reps: list[RepMark] = []
        self.sets: list[SetMark] = []
        self.foils: list[FoilMark] = []
        self.sensor_moves: list[float] = []

    def wait(self, duration_s: float) -> None:
        """Let time pass."""
        self.now += max(duration_s, 0.0)

    def foil(self, kind: str, start_s: float) -> None:
        """Note that a movement of this kind lasted from `start_s` until now."""
        self.foils.append(FoilMark(kind, start_s, self.now))

    def draw(self, low: float, high: float) -> float:
        """A number drawn evenly from [low, high)."""
        return float(self.rng.uniform(low, high))

    def spread(self, middle: float, cv: float) -> float:
        """A number around `middle` with relative spread `cv`: log-normal, cut at 2.5 spreads."""
        return middle * math.exp(cv * float(np.clip(self.rng.standard_normal(), -2.5, 2.5)))

    def sign(self) -> float:
        """-1 or 1."""
        return 1.0 if self.rng.random() < 0.5 else -1.0

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return bool(self.rng.random() < share)

    def stir(self, level: float, sides: tuple[Side, ...] = LEGS) -> None:
        """Change how strongly the legs sway and wobble within half a second; 1 is on one leg."""
        for side in sides:
            self.body.leg(side).stir.to(self.now, 0.5, level)

    def carry(self, left: float, right: float, duration_s: float) -> None:
        """Shift the weight: the share of the pelvis that each leg carries from now on."""
        self.body.left.support.to(self.now, duration_s, left)
        self.body.right.support.to(self.now, duration_s, right)

    def tilt_to(self, side: Side, degrees: float, duration_s: float, delay_s: float = 0.0) -> None:
        """Move a thigh to this pitch from now on; its soft tissue quivers the more the faster."""
        if duration_s <= 0.0:
            return
        leg, at_s = self.body.leg(side), self.now + delay_s
        peak_deg_s = MINIMUM_JERK_PEAK * abs(degrees - leg.pitch.level) / duration_s
        leg.bustle.nudge(at_s, duration_s, min(peak_deg_s / BUSTLE_DEG_S, BUSTLE_LIMIT))
        leg.pitch.to(at_s, duration_s, degrees)

    def impact(self, side: Side, at_s: float, peak_m_s2: float) -> None:
        """A foot hits the floor: a shock through this thigh, a third of it through the other.

        A ringing of 7 to 13 Hz over 0.16 s that also shakes the soft tissue by 100 degrees/s and
        more, as in real walking (Phan et al. 2024, see the package).
        """
        for leg_side in LEGS:
            share = 1.0 if leg_side == side else 0.3
            hertz = self.draw(7.0, 13.0)
            size_m = share * peak_m_s2 / (2.0 * math.pi * hertz) ** 2
            leg = self.body.leg(leg_side)
            leg.shock[1].add(Burst(at_s, 0.16, size_m * self.draw(0.7, 1.3), hertz))
            leg.shock[0].add(Burst(at_s, 0.16, size_m * self.draw(-0.7, 0.7), hertz))
            for track in leg.tissue:
                degrees = SHAKE_DEG * share * peak_m_s2 * self.draw(-1.0, 1.0)
                track.add(Burst(at_s, 0.16, degrees, hertz))

    def jolt(self, side: Side, degrees: float) -> None:
        """A hand pushes the sensor now: it turns against the thigh and springs back."""
        leg = self.body.leg(side)
        for track in leg.tissue:
            track.add(Burst(self.now, self.draw(0.2, 0.4), self.draw(-1, 1) * degrees, 4.0))
        for track in leg.shock:
            track.add(Burst(self.now, 0.1, self.draw(-1, 1) * JOLT_M, self.draw(10.0, 20.0)))


MINIMUM_JERK_PEAK = 1.875
"""Peak rate of a minimum-jerk step over its mean rate (15/8, from the polynomial)."""

BUSTLE_DEG_S = 100.0
"""degrees/s at which the soft tissue's quiver has the strength that the plan names."""

BUSTLE_LIMIT = 2.0
"""Greatest multiple of that strength: tissue has only so much play. A guess."""

SHAKE_DEG = 0.2
"""degrees of soft-tissue rotation per m/s² of impact, at most; read off the same walking."""

JOLT_M = 0.001
"""m; a knock of the hand. At 15 Hz it peaks at 9 m/s², about 1 g."""


def draw_body(person: Person, rng: np.random.Generator) -> Body:
    """A body at rest on both feet, its irregular movements drawn from `rng`."""
    left, right = (_draw_leg(person, rng) for _ in LEGS)
    return Body(person.shank_m, person.thigh_m, left, right)


def _draw_leg(person: Person, rng: np.random.Generator) -> Leg:
    """A leg with its own sway (postural, 0.1 to 3 Hz) and tremor (physiological, 6 to 12 Hz)."""
    tremor = person.tremor_deg
    return Leg(
        pitch=Track(person.easy_deg),
        sway=_both(draw_hum(rng, person.sway_deg, 0.1, 1.5), draw_hum(rng, tremor, 6.0, 12.0)),
        wobble=_both(draw_hum(rng, person.wobble_deg, 0.3, 3.0), draw_hum(rng, tremor, 6.0, 12.0)),
        twist=draw_hum(rng, person.twist_deg, 0.2, 2.0),
    )


def _both(first: Hum, second: Hum) -> Hum:
    """Two irregular movements added."""
    return Hum(
        np.concatenate((first.frequencies_hz, second.frequencies_hz)),
        np.concatenate((first.amplitudes, second.amplitudes)),
        np.concatenate((first.phases, second.phases)),
    )
