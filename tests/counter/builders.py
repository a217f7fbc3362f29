"""Movements and facts made by hand, exact by construction, for the tests of single stages."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np

from imu.counter.candidates import Candidate
from imu.counter.cycles import BottomTurn, Close, Cycle
from imu.counter.entries import SetState
from imu.counter.items import Judged
from imu.counter.reps import RepDetector
from imu.counter.sets import SetKeeper
from imu.counter.tilt import HingeFrame, frame_from
from imu.events import AnyEvent, RepEvent
from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats
from imu.settings import RepSettings, SetSettings
from tests.hinges import smooth

RATE_HZ = 100
TICK_S = 0.04

Leg = tuple[float, float]
"""Seconds that it takes to get to a level, degrees."""


def rotation(seed: int) -> Floats:
    """Some way (3, 3) of strapping on a sensor; its rows are orthogonal unit vectors."""
    q, r = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    q = q * np.sign(np.diag(r))
    return q if np.linalg.det(q) > 0 else -q


def frame(seed: int | None = None, epoch: int = 0) -> HingeFrame:
    """A true hinge frame: along the sensor's own axes, or anyhow."""
    rows = np.eye(3) if seed is None else rotation(seed)
    return frame_from(rows[0], rows[1], 1.0, epoch)


def angle_deg(a: object, b: object) -> float:
    """Angle between two vectors."""
    u, v = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    cosine = np.sum(u * v) / np.sqrt(np.sum(u * u) * np.sum(v * v))
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def path(*legs: Leg, start: float = 0.0, rate_hz: float = RATE_HZ) -> Floats:
    """Levels on the way from `start` over these, each reached with minimum jerk: (n,)."""
    parts = [np.array([start])]
    levels = [start, *(level for _, level in legs)]
    for (seconds, _), (low, high) in zip(legs, itertools.pairwise(levels), strict=True):
        n = round(seconds * rate_hz)
        parts.append(low + (high - low) * smooth(np.arange(1, n + 1) / n))
    return np.concatenate(parts)


def rep(
    depth: float = 20.0, down_s: float = 1.0, hold_s: float = 0.3, top: float = 0.0
) -> list[Leg]:
    """Down, a moment at the bottom, up."""
    return [(down_s, depth), (hold_s, depth), (down_s, top)]


def ups(tilt: Floats, true: HingeFrame, frontal: Floats | float = 0.0) -> Floats:
    """Up (n, 3) in the sensor frame at these tilts and frontal tilts, degrees."""
    t, f = np.radians(tilt), np.radians(frontal) * np.ones_like(tilt)
    local = np.stack([np.sin(t) * np.cos(f), np.cos(t) * np.cos(f), np.sin(f)], axis=1)
    return np.einsum("ij,jk->ik", local, true.columns)


def poses(
    tilt: Floats,
    true: HingeFrame,
    frontal: Floats | float = 0.0,
    spin_deg_s: Floats | float = 0.0,
    below_pivot_m: float = 0.0,
    rate_hz: float = RATE_HZ,
) -> Floats:
    """Poses (n, 9) of a sensor that swings so far below a pivot at rest (negative: above it)."""
    up = ups(tilt, true, frontal)
    angle = np.radians(tilt)
    speed = np.gradient(angle, 1.0 / rate_hz)
    swing = np.gradient(speed, 1.0 / rate_hz)
    ahead = below_pivot_m * (swing * np.cos(angle) - speed**2 * np.sin(angle))
    upwards = below_pivot_m * (swing * np.sin(angle) + speed**2 * np.cos(angle))
    lateral, tall = np.array(true.lateral), np.array(true.tall)
    spin = np.radians(spin_deg_s) * np.ones_like(tilt)
    out = np.empty((len(tilt), 9))
    out[:, :3] = up
    out[:, 3:6] = -speed[:, None] * lateral + spin[:, None] * tall
    out[:, 6:] = (STANDARD_GRAVITY_M_S2 + upwards)[:, None] * up
    out[:, 6:] += ahead[:, None] * np.cross(lateral, up)
    return out


def samples(time_s: Floats, acc: Floats, gyr: Floats | None = None) -> Block:
    """A block of the right leg."""
    return Block("right", time_s, acc, np.zeros_like(acc) if gyr is None else gyr)


def machine(*legs: Leg, start: float = 0.0, settings: RepSettings | None = None) -> list[Cycle]:
    """The cycles that the machine finds on the way over these levels."""
    return cycles(found(RepDetector(settings or RepSettings()), levels(*legs, start=start)))


def levels(*legs: Leg, start: float = 0.0) -> list[float]:
    """`path` at the ticks of the rep machine."""
    return path(*legs, start=start, rate_hz=1.0 / TICK_S).tolist()


Found = Cycle | BottomTurn


def found(detector: RepDetector, tilts: list[float], first: int = 0) -> list[Found]:
    """Everything that the machine finds from tick `first` on."""
    seen = [detector.step(first + i, tilt) for i, tilt in enumerate(tilts)]
    return [thing for thing in seen if thing is not None]


def cycles(things: list[Found]) -> list[Cycle]:
    """The cycles among the things found."""
    return [thing for thing in things if isinstance(thing, Cycle)]


CYCLE = Cycle(
    low_tick=50,
    first_peak_tick=80,
    peak_tick=80,
    end_tick=112,
    decided_tick=112,
    base_deg=0.0,
    peak_deg=20.0,
    end_deg=1.0,
    pulses=0,
    close=Close.RETURNED,
    torn_s=0.0,
)

GOOD = Candidate(
    side="right",
    epoch=0,
    first_index=200,
    last_index=440,
    start_s=2.0,
    bottom_start_s=3.1,
    bottom_s=3.2,
    bottom_end_s=3.3,
    end_s=4.4,
    decided_s=4.4,
    depth_deg=25.0,
    base_deg=0.0,
    end_deg=1.0,
    pulses=0,
    close=Close.RETURNED.value,
    torn_s=0.0,
    frontal_deg=3.0,
    wander_deg=1.0,
    transverse_deg=4.0,
    fast_share=0.0,
    jolt_m_s2=2.0,
    rise_m=-0.02,
    pivot_m=-0.2,
    swing_rad_s2=1.5,
    sunk_deg=0.0,
    resting_s=0.0,
)
"""A clean hinge of 2.4 s."""


def at(start_s: float, depth_deg: float = 25.0, duration_s: float = 2.4) -> Candidate:
    """A clean hinge that starts then."""
    middle_s = start_s + 0.5 * duration_s
    return replace(
        GOOD,
        start_s=start_s,
        bottom_start_s=middle_s - 0.1,
        bottom_s=middle_s,
        bottom_end_s=middle_s + 0.1,
        end_s=start_s + duration_s,
        decided_s=start_s + duration_s,
        first_index=round(start_s * RATE_HZ),
        last_index=round((start_s + duration_s) * RATE_HZ),
        depth_deg=depth_deg,
    )


def judged(candidate: Candidate, reason: str = "", key: int | None = None) -> Judged:
    """The chain's word on a cycle; the key is the tick of its bottom if none is given."""
    own = round(candidate.bottom_s / TICK_S) if key is None else key
    return Judged(candidate, reason, {"eccentric_s": 1.1, "frontal_wobble_deg": None}, own)


def keeper(
    *, at_bottom: bool = False, settings: SetSettings | None = None, state: SetState | None = None
) -> SetKeeper:
    """One side's sets."""
    return SetKeeper("right", settings or SetSettings(), at_bottom, state)


def judge_all(sets: SetKeeper, *candidates: Candidate, idle: bool = False) -> list[AnyEvent]:
    """The events of these candidates, each told when it is over."""
    return [
        event
        for candidate in candidates
        for event in sets.judged(candidate.end_s, judged(candidate), idle)
    ]


def counts(events: list[AnyEvent]) -> list[int]:
    """The numbers that were counted aloud."""
    return [event.count for event in events if isinstance(event, RepEvent)]
