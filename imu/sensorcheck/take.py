"""All samples of a check in one piece, and where the sensor lay still in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imu.samples import Block, Floats, Ints

CELL_S = 0.25
"""s. Stillness is decided by quarter seconds: a hand trembles several times in one."""

STILL_CELLS = 4
"""Quarter seconds in a row that make a pose: one second, so that noise averages out to a tenth."""

_FORCE_SPREAD = 0.04
"""of the median force, peak to peak within a quarter second. A sensor on a table shows its noise,
at most 0.01 (data sheets: 0.1-0.3 thousandths of g per root Hz); one in a hand 0.05 and more."""

_RATE_SHARE = 0.03
_RATE_FLOOR_RAD_S = 0.02
"""of the quickest turn seen, and rad/s: a rate whose mean in a cell differs by less from the usual
one at rest is none. Both, for the unit may be wrong and nothing may have turned yet."""

_SAME_POSE = 0.05
"""Sine of the angle (3 degrees) up to which two cells are of one pose."""


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """Samples of one sensor in order.

    Attributes
    ----------
    time_s : (n,) session time, s.
    acc, gyr : (n, 3) as the sensor gives them, meant to be m/s² and rad/s.
    seq, sensor_time_s, host_time_s : (n,) counter, own time and arrival, s, or None.
    """

    time_s: Floats
    acc: Floats
    gyr: Floats
    seq: Ints | None = None
    sensor_time_s: Floats | None = None
    host_time_s: Floats | None = None

    @property
    def duration_s(self) -> float:
        """From the first sample to the last, s."""
        return float(self.time_s[-1] - self.time_s[0]) if len(self.time_s) else 0.0


def joined(blocks: Sequence[Block]) -> Take:
    """Blocks one after another; stamps are kept where every block has them."""
    full = [block for block in blocks if len(block)]
    if not full:
        return Take(np.zeros(0), np.zeros((0, 3)), np.zeros((0, 3)))
    seqs = [block.seq for block in full if block.seq is not None]
    own = [block.sensor_time_s for block in full if block.sensor_time_s is not None]
    host = [block.host_time_s for block in full if block.host_time_s is not None]
    return Take(
        np.concatenate([block.time_s for block in full]),
        np.concatenate([block.acc_m_s2 for block in full]),
        np.concatenate([block.gyr_rad_s for block in full]),
        np.concatenate(seqs) if len(seqs) == len(full) else None,
        np.concatenate(own) if len(own) == len(full) else None,
        np.concatenate(host) if len(host) == len(full) else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A stretch in which the sensor lay still.

    Attributes
    ----------
    first, last : the rows that belong to it, half-open.
    force, rate : (3,) mean of the accelerometer and of the gyroscope, in their own units.
    """

    first: int
    last: int
    force: Floats
    rate: Floats

    @property
    def up(self) -> Floats:
        """(3,) direction of the force."""
        return self.force / float(np.sqrt(np.sum(self.force * self.force)))


def stills(take: Take) -> list[Still]:
    """Where the sensor lay still, in order. Says nothing about units: only shares are compared."""
    edges = _cells(take.time_s)
    if len(edges) < STILL_CELLS + 1:
        return []
    forces = np.array([take.acc[a:b].mean(axis=0) for a, b in edges])
    rates = np.array([take.gyr[a:b].mean(axis=0) for a, b in edges])
    calm = _are_calm(take, edges, rates)
    found: list[Still] = []
    run: list[int] = []
    for n in range(len(edges) + 1):
        if n < len(edges) and calm[n] and (not run or _is_same(forces[run[0]], forces[n])):
            run.append(n)
            continue
        if len(run) >= STILL_CELLS:
            found.append(_still(take, edges[run[0]][0], edges[run[-1]][1]))
        run = [n] if n < len(edges) and calm[n] else []
    return found


def _cells(time_s: Floats) -> list[tuple[int, int]]:
    """Rows of each quarter second that has at least three samples."""
    if not len(time_s):
        return []
    cell = np.floor((time_s - time_s[0]) / CELL_S)
    cuts = [0, *(np.flatnonzero(np.diff(cell)) + 1).tolist(), len(time_s)]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b - a >= 3]


def _are_calm(take: Take, edges: list[tuple[int, int]], rates: Floats) -> NDArray[np.bool_]:
    norm = float(np.median(np.sqrt((take.acc**2).sum(axis=1))))
    spread = np.array([np.ptp(take.acc[a:b], axis=0).max() for a, b in edges])
    calm = spread < _FORCE_SPREAD * norm
    if not calm.any():
        return calm
    usual = np.median(rates[calm], axis=0)
    quickest = float(np.abs(rates - usual).max())
    limit = max(_RATE_SHARE * quickest, _RATE_FLOOR_RAD_S)
    return calm & (np.abs(rates - usual).max(axis=1) < limit)


def _is_same(a: Floats, b: Floats) -> bool:
    sizes = float(np.sqrt(np.sum(a * a) * np.sum(b * b)))
    apart = float(np.sqrt(np.sum(np.cross(a, b) ** 2)))
    return apart < _SAME_POSE * sizes and float(np.sum(a * b)) > 0.0


def _still(take: Take, first: int, last: int) -> Still:
    return Still(first, last, take.acc[first:last].mean(axis=0), take.gyr[first:last].mean(axis=0))
