"""What really happened: every rep with its exact bounds, every other movement, every pose.

Bounds follow the product's definition and are read from the thigh's true tilt, not from the
script: sway belongs to the movement. Tall is the set's own tall pose as scripted, without sway.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.samples import Floats, Side
from imu.simulator.body import Body, tilt
from imu.simulator.plan import Working
from imu.simulator.script import LEGS, FoilMark, RepKind, RepMark, Script, SetMark

EDGE = 0.05
"""A rep starts and ends at 5 % of its depth; its bottom lies within 5 % of the deepest."""

REACH_S = 0.4
"""s; so far beyond the scripted movement a bound may lie. Without a limit, sway alone decides when
a very shallow rep is over: 5 % of 7 degrees is less than a person sways."""

TRUTH_RATE_HZ = 200.0
"""Hz of the tilt in which bounds are found. With interpolation they are exact to about 1 ms."""


@dataclass(frozen=True, slots=True)
class TrueRep:
    """One rep of one leg.

    Attributes
    ----------
    start_s, end_s : where tilt leaves and regains 5 % of the depth from tall, s. Where it does not
        get so near to tall between the rep and its neighbour, or within `REACH_S` of the scripted
        movement, its lowest point there.
    bottom_start_s, bottom_end_s : around the deepest instant, the time in which tilt stays within
        5 % of the depth from the deepest, s. A pulse leaves it, so only its deeper dip is inside.
    deepest_s : when it is deepest, s.
    depth_deg : deepest tilt minus `tall_deg`, degrees.
    tall_deg : the set's tall pose, degrees of thigh pitch.
    set_index : number of the set, from 0.
    kind : see `imu.simulator.script.RepKind`.
    """

    side: Side
    start_s: float
    bottom_start_s: float
    deepest_s: float
    bottom_end_s: float
    end_s: float
    depth_deg: float
    tall_deg: float
    set_index: int
    kind: RepKind


@dataclass(frozen=True, slots=True)
class TrueSet:
    """A set, from the quiet stance before its first rep to the one after its last, s."""

    index: int
    side: Working
    style: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TrueFoil:
    """A movement that is no rep; kinds as in `imu.simulator.plan.FoilKind`, "step", "step-off"."""

    kind: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Tilt:
    """True thigh pitch of one leg: (n,) s and (n,) degrees, 0 when the thigh is upright."""

    time_s: Floats
    tilt_deg: Floats


@dataclass(frozen=True, slots=True)
class Trace:
    """True pose of one sensor and its thigh at every sample that was taken, received or not.

    Attributes
    ----------
    time_s : (n,) true session time, s.
    tilt_deg, frontal_deg, transverse_deg : (n,) pitch, roll and yaw of the thigh's bone, degrees.
    quaternion : (n, 4) sensor -> earth (w, x, y, z), z up; soft tissue and slips included.
    up : (n, 3) gravity direction in the sensor frame, unit vectors away from the earth's centre.
    strap_wxyz : (4,) rotation sensor -> thigh as strapped on, before any slip.
    medio_lateral : (3,) axis of thigh flexion in the sensor frame (right-handed), as strapped on.
    """

    time_s: Floats
    tilt_deg: Floats
    frontal_deg: Floats
    transverse_deg: Floats
    quaternion: Floats
    up: Floats
    strap_wxyz: Floats
    medio_lateral: Floats


@dataclass(frozen=True, slots=True)
class Truth:
    """All that is known of a simulated session.

    Attributes
    ----------
    reps : every rep of every leg in order of start, partial ones included.
    sets, foils : in order of time.
    tilts : true tilt of both legs at 200 Hz, whether or not they carry a sensor.
    traces : true poses by side that carries a sensor.
    """

    reps: tuple[TrueRep, ...]
    sets: tuple[TrueSet, ...]
    foils: tuple[TrueFoil, ...]
    tilts: dict[Side, Tilt]
    traces: dict[Side, Trace]


def true_tilts(body: Body, session_s: float) -> dict[Side, Tilt]:
    """True tilt of both legs at 200 Hz."""
    time_s = np.arange(int(session_s * TRUTH_RATE_HZ) + 1) / TRUTH_RATE_HZ
    return {side: Tilt(time_s, tilt(body, side, time_s)) for side in LEGS}


def true_reps(script: Script, tilts: dict[Side, Tilt]) -> tuple[TrueRep, ...]:
    """Bounds of every scripted rep, found in the true tilt."""
    reps: list[TrueRep] = []
    for mark in script.sets:
        for side in LEGS:
            marks = [m for m in script.reps if m.side == side and m.set_index == mark.index]
            reps += _reps_of_set(marks, tilts[side], mark) if marks else []
    return tuple(sorted(reps, key=lambda rep: (rep.start_s, rep.side)))


def true_sets(marks: list[SetMark]) -> tuple[TrueSet, ...]:
    """The scripted sets."""
    return tuple(TrueSet(m.index, m.side, m.style, m.start_s, m.end_s) for m in marks)


def true_foils(marks: list[FoilMark]) -> tuple[TrueFoil, ...]:
    """The scripted movements that are no reps, in order of start."""
    foils = (TrueFoil(m.kind, m.start_s, m.end_s) for m in marks)
    return tuple(sorted(foils, key=lambda foil: foil.start_s))


def _reps_of_set(marks: list[RepMark], trace: Tilt, bounds: SetMark) -> list[TrueRep]:
    """Reps of one leg in one set; each reaches at most to its neighbours' deepest points."""
    deepest = [_deepest(trace, mark) for mark in marks]
    first, last = np.searchsorted(trace.time_s, (bounds.start_s, bounds.end_s))
    walls = [int(first), *deepest, min(int(last), len(trace.time_s) - 1)]
    return [
        _bounds(mark, trace, walls[k], walls[k + 1], walls[k + 2]) for k, mark in enumerate(marks)
    ]


def _deepest(trace: Tilt, mark: RepMark) -> int:
    """Sample of the greatest tilt while the rep was scripted."""
    first, last = np.searchsorted(trace.time_s, (mark.from_s, mark.to_s))
    return int(first + np.argmax(trace.tilt_deg[first:last]))


def _bounds(mark: RepMark, trace: Tilt, left: int, deepest: int, right: int) -> TrueRep:
    """Walk outwards from the deepest sample, not beyond samples `left` and `right`."""
    reach = np.searchsorted(trace.time_s, (mark.from_s - REACH_S, mark.to_s + REACH_S))
    left, right = max(left, int(reach[0])), min(right, int(reach[1]))
    depth = float(trace.tilt_deg[deepest]) - mark.tall_deg
    edge, floor = mark.tall_deg + EDGE * depth, mark.tall_deg + (1.0 - EDGE) * depth
    start = _last_below(trace, left, deepest, edge)
    end = _first_below(trace, deepest, right, edge)
    return TrueRep(
        side=mark.side,
        start_s=start,
        bottom_start_s=_last_below(trace, left, deepest, floor),
        deepest_s=float(trace.time_s[deepest]),
        bottom_end_s=_first_below(trace, deepest, right, floor),
        end_s=end,
        depth_deg=depth,
        tall_deg=mark.tall_deg,
        set_index=mark.set_index,
        kind=mark.kind,
    )


def _last_below(trace: Tilt, left: int, deepest: int, edge: float) -> float:
    """When tilt last rises above `edge` before `deepest`, or its lowest since `left`, s."""
    part = trace.tilt_deg[left : deepest + 1]
    below = np.flatnonzero(part <= edge)
    if not len(below):
        return float(trace.time_s[left + int(np.argmin(part))])
    return _crossing(trace, left + int(below[-1]), edge)


def _first_below(trace: Tilt, deepest: int, right: int, edge: float) -> float:
    """When tilt first falls to `edge` after `deepest`, or its lowest until `right`, s."""
    part = trace.tilt_deg[deepest : right + 1]
    below = np.flatnonzero(part <= edge)
    if not len(below):
        return float(trace.time_s[deepest + int(np.argmin(part))])
    return _crossing(trace, deepest + int(below[0]) - 1, edge)


def _crossing(trace: Tilt, before: int, level: float) -> float:
    """When the tilt passes `level` between sample `before` and the next one, s."""
    pair = slice(before, before + 2)
    low, high = trace.tilt_deg[pair]
    share = 0.5 if high == low else (level - low) / (high - low)
    first, second = trace.time_s[pair]
    return float(first + min(max(share, 0.0), 1.0) * (second - first))
