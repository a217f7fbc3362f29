"""The last half minute of every side, for plots: written by the worker, read by who draws."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from imu.counter.chainstate import LONG_AGO
from imu.counter.orientation import COLUMNS
from imu.counter.tracker import Tracker
from imu.samples import Block, Floats, Side

KEPT_S = 30
"""s. Three times what a plot shows: a window that was frozen for so long has missed nothing."""

MAX_RATE_HZ = 400
"""Hz. Twice the usual rate of fast sensors; of a faster one, less than `KEPT_S` is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some seconds of one side: copies that belong to whoever asked. Holes are simply not there.

    Attributes
    ----------
    pose_time_s : (n,) session time of the grid instants, s.
    poses : (n, 9) poses; see `imu.counter.orientation.COLUMNS`.
    base_deg : (n,) the tall baseline as it was known then, degrees of sagittal tilt; NaN before.
    raw_time_s : (m,) session time of the samples, s.
    acc_m_s2 : (m, 3) specific force in the sensor frame, m/s².
    gyr_rad_s : (m, 3) angular rate in the sensor frame, rad/s.
    """

    pose_time_s: Floats
    poses: Floats
    base_deg: Floats
    raw_time_s: Floats
    acc_m_s2: Floats
    gyr_rad_s: Floats


class _Tail:
    """The last `rows` rows with their times, always in one piece.

    There is room for twice as many: appending only now and then has to move the newer half.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self._rows = rows
        self._time_s = np.zeros(2 * rows)
        self._values = np.zeros((2 * rows, columns))
        self._stop = 0

    @property
    def newest_s(self) -> float:
        """Time of the last row, s; -inf while there is none."""
        return float(self._time_s[self._stop - 1]) if self._stop else -np.inf

    def add(self, time_s: Floats, values: Floats) -> None:
        """Append rows (n, columns) at later times (n,)."""
        time_s, values = time_s[-self._rows :], values[-self._rows :]
        if self._stop + len(time_s) > len(self._time_s):
            kept = slice(self._stop - (self._rows - len(time_s)), self._stop)
            n = kept.stop - kept.start
            self._time_s[:n], self._values[:n] = self._time_s[kept], self._values[kept]
            self._stop = n
        new = slice(self._stop, self._stop + len(time_s))
        self._time_s[new], self._values[new] = time_s, values
        self._stop = new.stop

    def between(self, after_s: float, until_s: float) -> tuple[Floats, Floats]:
        """Copies of the rows with ``after_s < time <= until_s`` that are still kept."""
        first = max(0, self._stop - self._rows)
        a, b = first + np.searchsorted(
            self._time_s[first : self._stop], [after_s, until_s], side="right"
        )
        return self._time_s[a:b].copy(), self._values[a:b].copy()


class Trace:
    """The last `KEPT_S` of one side. One thread adds, any other may look.

    Parameters
    ----------
    side : the stream that it is filled from.
    rate_hz : the grid of the poses.
    """

    def __init__(self, side: Side, rate_hz: int) -> None:
        self._side: Side = side
        self._rate_hz = rate_hz
        self._poses = _Tail(KEPT_S * rate_hz, COLUMNS + 1)
        self._raw = _Tail(KEPT_S * MAX_RATE_HZ, 6)
        self._index = LONG_AGO
        self._in_use = threading.Lock()

    def add(self, block: Block, tracker: Tracker) -> None:
        """Keep samples, and the poses that the tracker has made of them."""
        index, poses = tracker.poses_since(self._side, self._index)
        base_deg = tracker.glimpse(self._side).base_deg
        base = np.full((len(index), 1), np.nan if base_deg is None else base_deg)
        with self._in_use:
            self._raw.add(block.time_s, np.hstack((block.acc_m_s2, block.gyr_rad_s)))
            if len(index):
                self._index = int(index[-1])
                self._poses.add(index / self._rate_hz, np.hstack((poses, base)))

    def last(self, window_s: float, until_s: float | None = None) -> Stretch:
        """What came in the `window_s` up to and with `until_s`.

        Parameters
        ----------
        window_s : length, s; more than `KEPT_S` gives what is there.
        until_s : session time, s; None for that of the newest sample.
        """
        with self._in_use:
            if until_s is None:
                until_s = max(self._raw.newest_s, self._poses.newest_s)
            pose_time_s, poses = self._poses.between(until_s - window_s, until_s)
            raw_time_s, raw = self._raw.between(until_s - window_s, until_s)
        poses, base = poses[:, :COLUMNS].copy(), poses[:, COLUMNS].copy()
        acc, gyr = raw[:, :3].copy(), raw[:, 3:].copy()
        return Stretch(pose_time_s, poses, base, raw_time_s, acc, gyr)
