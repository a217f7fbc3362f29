"""The last minute of poses of one side: early reps and exact boundaries come from it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from imu.counter.orientation import COLUMNS
from imu.samples import Floats, Ints

HISTORY_S = 60
"""s. Bounds the memory; long enough for the first three reps at 10 s each with pauses between."""


def _no_index() -> Ints:
    return np.zeros(0, dtype=np.int64)


def _no_poses() -> Floats:
    return np.zeros((0, COLUMNS))


@dataclass(slots=True)
class HistoryState:
    """Grid indices (n,) and poses (n, 9) that are still remembered."""

    index: Ints = field(default_factory=_no_index)
    poses: Floats = field(default_factory=_no_poses)


class History:
    """A sliding window over the poses, addressed by grid index; holes are simply not there."""

    def __init__(self, rate_hz: int, state: HistoryState | None = None) -> None:
        self._keep = HISTORY_S * rate_hz
        self._index = np.zeros(2 * self._keep, dtype=np.int64)
        self._poses = np.zeros((2 * self._keep, COLUMNS))
        self._start = self._stop = 0
        if state is not None and len(state.index):
            n = len(state.index)
            self._index[:n], self._poses[:n], self._stop = state.index, state.poses, n

    @property
    def state(self) -> HistoryState:
        """A copy of what is remembered."""
        return HistoryState(self.index.copy(), self.poses.copy())

    @property
    def index(self) -> Ints:
        """(n,) grid indices that are remembered, increasing."""
        return self._index[self._start : self._stop]

    @property
    def poses(self) -> Floats:
        """(n, 9) poses at `index`; see `imu.counter.orientation.COLUMNS`."""
        return self._poses[self._start : self._stop]

    def append(self, first: int, poses: Floats) -> None:
        """Add poses (n, 9) at consecutive later indices; what is too old is forgotten."""
        n = len(poses)
        if n > self._keep:
            first, poses, n = first + n - self._keep, poses[-self._keep :], self._keep
        if self._stop + n > len(self._index):
            self._make_room(n)
        self._index[self._stop : self._stop + n] = np.arange(first, first + n)
        self._poses[self._stop : self._stop + n] = poses
        self._stop += n
        self._start = max(self._start, self._stop - self._keep)

    def _make_room(self, n: int) -> None:
        keep = self._keep - n
        first = max(self._start, self._stop - keep)
        kept = self._stop - first
        self._index[:kept] = self._index[first : self._stop].copy()
        self._poses[:kept] = self._poses[first : self._stop].copy()
        self._start, self._stop = 0, kept

    def between(self, first: int, last: int) -> tuple[Ints, Floats]:
        """Indices and poses with ``first <= index <= last`` (views, not copies)."""
        index = self.index
        a, b = np.searchsorted(index, [first, last + 1])
        return index[a:b], self.poses[a:b]

    def forget(self) -> None:
        """Drop everything: the sensor sits differently from now on."""
        self._start = self._stop = 0
