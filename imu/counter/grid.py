"""First stage: samples at any rate become samples on a fixed time grid.

Grid instant ``k`` is session time ``k / rate_hz``, the same for every side. The value there is the
mean of the linearly interpolated signal over one grid period centred on the instant. For a slow
sensor that is interpolation, for a fast one it is the moving average that keeps it from aliasing
(first null at the grid rate); the rate of the stream is never estimated. Measured on BROAD
(README): within 0.02 degrees of the filter on the native samples.

Every operation is elementwise, or a running sum that carries on from block to block, so that the
result does not depend on how the stream is cut, to the last bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from imu.errors import StreamError
from imu.samples import Block, Floats, Gap
from imu.settings import GridSettings

_RECENT = 8
"""Intervals that say how dense the samples usually come; enough to outlast a burst of losses."""

_HOLE_FACTOR = 2.5
"""A hole is at least so many times the usual interval: 1 lost sample with jitter is none, 2 are
one."""


@dataclass(slots=True)
class GridChunk:
    """Consecutive grid instants.

    `first` is the index of the first one; `signal` is (n, 6): specific force (m/s²), then angular
    rate (rad/s); `restart` tells that the stream was torn before it, `torn_s` for how long.
    """

    first: int
    signal: Floats
    restart: bool
    torn_s: float


@dataclass(slots=True)
class GridState:
    """What the stage remembers: the last sample, the running integral and where the grid stands."""

    first_s: float | None = None
    last_s: float | None = None
    seq: int | None = None
    sample: Floats = field(default_factory=lambda: np.zeros(6))
    integral: Floats = field(default_factory=lambda: np.zeros(6))
    edge: Floats | None = None
    next_index: int = 0
    fresh: bool = True
    recent_s: list[float] = field(default_factory=list[float])
    torn_s: float = 0.0
    restart: bool = True
    samples: int = 0
    holes: int = 0
    holes_s: float = 0.0


class Grid:
    """Resamples one side's blocks; see the module text."""

    def __init__(self, settings: GridSettings, state: GridState | None = None) -> None:
        self.settings = settings
        self.state = state or GridState()

    @property
    def mean_rate_hz(self) -> float | None:
        """Samples per second over everything so far but the holes, Hz; None for fewer than two."""
        state = self.state
        if state.first_s is None or state.last_s is None:
            return None
        covered = state.last_s - state.first_s - state.holes_s
        return (state.samples - 1 - state.holes) / covered if covered > 0 else None

    def push(self, block: Block) -> tuple[list[GridChunk], list[Gap]]:
        """Take a block, give the grid instants that it completes and the holes that it shows.

        Raises
        ------
        StreamError : unequal lengths, non-finite values, or time that does not increase. Nothing of
            the block has been taken then.
        """
        n = len(block)
        if n == 0:
            return [], []
        state = self.state
        rows = np.empty((n + 1, 7))
        rows[0, 0] = block.time_s[0] if state.last_s is None else state.last_s
        rows[0, 1:] = state.sample
        if block.acc_m_s2.shape != (n, 3) or block.gyr_rad_s.shape != (n, 3):
            raise StreamError(f"block of {n} times has arrays of another length")
        if block.seq is not None and len(block.seq) != n:
            raise StreamError(f"block of {n} times has {len(block.seq)} counters")
        rows[1:, 0], rows[1:, 1:4], rows[1:, 4:7] = block.time_s, block.acc_m_s2, block.gyr_rad_s
        if not np.isfinite(rows).all():
            raise StreamError("block holds a value that is not a finite number")
        steps = rows[1:, 0] - rows[:-1, 0]
        listed: list[float] = steps.tolist()
        self._check(listed)
        longest = max(listed)
        gaps = self._gaps(block, listed) if longest > self.settings.report_gap_s else []
        self._count(block, listed)
        if state.fresh or longest > self.settings.bridge_s:
            return self._torn(rows, steps), gaps
        chunk = self._resample(rows, steps)
        return ([chunk] if chunk else []), gaps

    def _check(self, steps: list[float]) -> None:
        later = steps if self.state.last_s is not None else steps[1:]
        if later and min(later) <= 0:
            raise StreamError("time does not increase from sample to sample")

    def _count(self, block: Block, steps: list[float]) -> None:
        state = self.state
        recent = steps[-_RECENT:] if state.last_s is not None else steps[1:]
        state.recent_s = (state.recent_s + recent)[-_RECENT:]
        state.samples += len(block)
        if state.first_s is None:
            state.first_s = float(block.time_s[0])
        state.last_s = float(block.time_s[-1])
        if block.seq is not None:
            state.seq = int(block.seq[-1])

    def _gaps(self, block: Block, steps: list[float]) -> list[Gap]:
        state = self.state
        recent = state.recent_s + steps[1 if state.last_s is None else 0 :]
        offset = len(recent) - len(steps)
        gaps: list[Gap] = []
        for i, step in enumerate(steps):
            if step <= self.settings.report_gap_s:
                continue
            usual = recent[max(0, i + offset - _RECENT) : i + offset]
            # The very first interval has none to be compared with.
            most = _HOLE_FACTOR * min(usual) if usual else self.settings.bridge_s
            if step > most:
                end = float(block.time_s[i])
                gaps.append(Gap(end - step, end, not self._counter_jumps(block, i)))
        for gap in gaps:
            state.holes += 1
            state.holes_s += gap.end_s - gap.start_s
        return gaps

    def _counter_jumps(self, block: Block, i: int) -> bool:
        if block.seq is None:
            return False
        before = self.state.seq if i == 0 else int(block.seq[i - 1])
        return before is not None and int(block.seq[i]) - before > 1

    def _torn(self, rows: Floats, steps: Floats) -> list[GridChunk]:
        """Resample the untorn pieces of `rows` one by one, each from an integral of its own."""
        state = self.state
        cuts = (np.flatnonzero(steps > self.settings.bridge_s) + 1).tolist()
        starts = [1, *cuts] if state.fresh and (not cuts or cuts[0] != 1) else [0, *cuts]
        chunks: list[GridChunk | None] = []
        for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
            if start > 0:
                hole = float(steps[start - 1]) if not state.fresh or start in cuts else 0.0
                self._begin(rows[start], hole)
            if stop - start > 1:
                piece = rows[start:stop]
                chunks.append(self._resample(piece, piece[1:, 0] - piece[:-1, 0]))
        return [chunk for chunk in chunks if chunk is not None]

    def _begin(self, row: Floats, hole_s: float) -> None:
        """Start afresh at a sample: half a grid period after it there is the first whole cell."""
        state = self.state
        state.fresh, state.restart, state.torn_s = False, True, hole_s
        state.next_index = math.ceil(float(row[0]) * self.settings.rate_hz + 0.5)
        state.edge = None
        state.sample = row[1:].copy()
        state.integral = np.zeros(6)

    def _resample(self, rows: Floats, steps: Floats) -> GridChunk | None:
        """Grid cells that end within `rows` (n, 7: time, signal); the first row is not new."""
        state, rate = self.state, self.settings.rate_hz
        time, values = rows[:, 0], rows[:, 1:]
        sums = np.empty_like(values)
        sums[0] = state.integral
        np.multiply(values[1:] + values[:-1], (0.5 * steps)[:, None], out=sums[1:])
        sums = sums.cumsum(axis=0)
        state.sample, state.integral = values[-1].copy(), sums[-1].copy()
        end = float(time[-1])
        last = math.floor(end * rate - 0.5)
        # Rounding must neither reach past the last sample nor stop short of it.
        if (last + 0.5) / rate > end:
            last -= 1
        elif (last + 1.5) / rate <= end:
            last += 1
        first = state.next_index if state.edge is not None else state.next_index - 1
        if last < first:
            return None
        edges = (np.arange(first, last + 1) + 0.5) / rate
        upto = _integral_at(edges, time, values, sums, steps)
        return self._cells(upto, last)

    def _cells(self, upto: Floats, last: int) -> GridChunk | None:
        """Cells from the integral up to their edges (m, 6)."""
        state = self.state
        if state.edge is not None:
            upto = np.concatenate([state.edge[None, :], upto])
        state.edge = upto[-1].copy()
        if len(upto) < 2:
            return None
        signal = (upto[1:] - upto[:-1]) * self.settings.rate_hz
        chunk = GridChunk(state.next_index, signal, state.restart, state.torn_s)
        state.next_index = last + 1
        state.restart, state.torn_s = False, 0.0
        return chunk


def _integral_at(when: Floats, time: Floats, values: Floats, sums: Floats, steps: Floats) -> Floats:
    """Integral of the piecewise linear signal up to each of `when`, exact within a sample."""
    i = time.searchsorted(when) - 1
    # The very first instant of a piece may fall on its first sample, or a hair before.
    i[0] = max(i[0], 0)
    into = (when - time.take(i))[:, None]
    slope = (values[1:] - values[:-1]) / steps[:, None]
    half = 0.5 * slope.take(i, axis=0)
    return sums.take(i, axis=0) + (values.take(i, axis=0) + half * into) * into
