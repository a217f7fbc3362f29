"""Second stage: which way is up, in the sensor frame, at every grid instant.

VQF (Laidig & Seel, Information Fusion 91:187, 2023; doi 10.1016/j.inffus.2022.10.014) with its
default settings and without magnetometer. Live it runs causally; review uses its offline twin. Only
the direction of gravity is used: heading is unknown and never shown. Gyro bias is estimated during
motion too, which matters here because a person on one leg is never at rest in the filter's sense.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from vqf import VQF, offlineVQF

from imu.counter.grid import Grid, GridChunk
from imu.counter.onerate import brought_to
from imu.samples import Block, Floats, Gap
from imu.settings import GridSettings

COLUMNS = 9
"""Columns of a pose: up (3), bias-corrected angular rate in rad/s (3), specific force in m/s²
(3)."""


@dataclass(slots=True)
class PoseChunk:
    """Orientation at consecutive grid instants.

    `poses` is (n, 9): up (unit vector), angular rate without bias (rad/s), specific force (m/s²),
    all in the sensor frame. `restart` and `torn_s` as in `imu.counter.grid.GridChunk`.
    """

    first: int
    poses: Floats
    restart: bool
    torn_s: float


def up_of(quaternions: Floats) -> Floats:
    """Third row of the rotation matrix of (n, 4) quaternions w,x,y,z (sensor to earth): (n, 3)."""
    w, x, y, z = quaternions.T
    up = np.empty((len(quaternions), 3))
    up[:, 0] = 2.0 * (x * z - w * y)
    up[:, 1] = 2.0 * (y * z + w * x)
    up[:, 2] = 1.0 - 2.0 * (x * x + y * y)
    return up


def _poses(quaternions: Floats, bias: Floats, chunk: GridChunk) -> PoseChunk:
    poses = np.empty((len(chunk.signal), COLUMNS))
    poses[:, :3] = up_of(quaternions)
    poses[:, 3:6] = chunk.signal[:, 3:] - bias
    poses[:, 6:] = chunk.signal[:, :3]
    return PoseChunk(chunk.first, poses, chunk.restart, chunk.torn_s)


def _parts(chunk: GridChunk) -> tuple[Floats, Floats]:
    acc = np.ascontiguousarray(chunk.signal[:, :3])
    gyr = np.ascontiguousarray(chunk.signal[:, 3:])
    return acc, gyr


@dataclass(slots=True)
class OrientationState:
    """The filter's own state by the library's names, vectors as arrays; empty before the start."""

    vectors: dict[str, Floats] = field(default_factory=dict[str, Floats])
    scalars: dict[str, float | bool] = field(default_factory=dict[str, "float | bool"])

    @classmethod
    def of(cls, state: dict[str, Any]) -> OrientationState:
        """Sort the library's state into vectors (which may hold NaN) and scalars."""
        vectors = {
            k: np.array(v, dtype=np.float64) for k, v in state.items() if isinstance(v, list)
        }
        return cls(vectors, {k: v for k, v in state.items() if k not in vectors})

    def for_filter(self) -> dict[str, Any]:
        """The library's form."""
        return {**{k: v.tolist() for k, v in self.vectors.items()}, **self.scalars}


class CausalOrientation:
    """VQF, sample by sample, in whatever pieces the stream comes.

    After a tear it starts again from the accelerometer, keeping the gyro bias that it had learnt:
    the pose before the hole says nothing about the pose behind it.
    """

    def __init__(self, rate_hz: int, state: OrientationState | None = None) -> None:
        self._period = 1.0 / rate_hz
        self._filter = VQF(self._period)
        if state is not None and state.scalars:
            self._filter.state = state.for_filter()

    @property
    def state(self) -> OrientationState:
        """What must be kept to go on later."""
        return OrientationState.of(self._filter.state)

    def push(self, chunk: GridChunk) -> PoseChunk:
        """Give the poses at the instants of `chunk`."""
        if chunk.restart:
            self._restart()
        acc, gyr = _parts(chunk)
        out = self._filter.updateBatch(gyr, acc)
        return _poses(out["quat6D"], out["bias"], chunk)

    def _restart(self) -> None:
        bias, sigma = self._filter.getBiasEstimate()
        self._filter = VQF(self._period)
        self._filter.setBiasEstimate(bias, sigma)


def acausal_orientation(chunk: GridChunk, rate_hz: int) -> PoseChunk:
    """Poses of one untorn piece by the offline twin of VQF, which looks both ways in time."""
    acc, gyr = _parts(chunk)
    out = offlineVQF(gyr, acc, None, 1.0 / rate_hz)
    return _poses(out["quat6D"], out["bias"], chunk)


@dataclass(frozen=True, slots=True)
class StreamSummary:
    """How much of a side's stream there was: samples, first and last time (s), mean rate (Hz)."""

    samples: int
    first_s: float | None
    last_s: float | None
    rate_hz: float | None


class PoseSource(Protocol):
    """Where a chain's poses come from: worked out from the blocks as they come, or beforehand."""

    def push(self, block: Block) -> tuple[list[PoseChunk], list[Gap]]:
        """The poses and holes that `block` completes."""
        ...

    @property
    def summary(self) -> StreamSummary:
        """How much of the stream there was so far."""
        ...


def summary_of(grid: Grid) -> StreamSummary:
    """What the grid stage has seen so far."""
    state = grid.state
    return StreamSummary(state.samples, state.first_s, state.last_s, grid.mean_rate_hz)


class CausalPoses:
    """Grid and causal orientation in a row."""

    def __init__(self, grid: Grid, orientation: CausalOrientation) -> None:
        self.grid = grid
        self.orientation = orientation

    def push(self, block: Block) -> tuple[list[PoseChunk], list[Gap]]:
        """The poses and holes that `block` completes."""
        chunks, gaps = self.grid.push(block)
        return [self.orientation.push(chunk) for chunk in chunks], gaps

    @property
    def summary(self) -> StreamSummary:
        """How much of the stream there was so far."""
        return summary_of(self.grid)


class AcausalPoses:
    """The poses of a whole side, worked out with hindsight, for any number of passes.

    Parameters
    ----------
    block : all samples of the side.
    settings : the grid.
    rate_hz : a lower rate, Hz, to which the samples are brought before the poses are worked out
        (`imu.counter.onerate`); the summary and the holes are those of the block itself.
    """

    def __init__(self, block: Block, settings: GridSettings, rate_hz: int | None = None) -> None:
        grid = Grid(settings)
        chunks, self.gaps = grid.push(block)
        if rate_hz is not None:
            chunks, _ = Grid(settings).push(brought_to(block, rate_hz, settings))
        self.chunks = [acausal_orientation(chunk, settings.rate_hz) for chunk in chunks]
        self.summary = summary_of(grid)

    def push(self, block: Block) -> tuple[list[PoseChunk], list[Gap]]:
        """All of them at once; `block` must be the one that they were made from."""
        del block
        return self.chunks, self.gaps
