"""One time line from a phone's separate sensors, each of which keeps a time of its own.

The time line is the accelerometer's; the others are interpolated linearly on to it, which over the
10 ms between two readings is better than their noise. Where the operating system gives acceleration
without gravity, gravity is added back.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from imu.drivers.samples import NO_SAMPLES, Samples
from imu.samples import Floats
from imu.sources.phone.readings import Channel, Track

_HOLE_S = 0.1
"""s. Between readings further apart than this nothing is interpolated."""

_KEEP_S = 10.0
"""s of one sensor that wait for another one's readings."""

_BACK_S = 2.0
"""s. If all that comes is so much older than what is done, the phone's clock was set back."""


class _Strand:
    """One channel's readings that are still needed, in order of time."""

    def __init__(self) -> None:
        self.time_s: Floats = np.empty(0)
        self.values: Floats = np.empty((0, 3))

    def add(self, track: Track, after_s: float) -> None:
        """Take readings; those up to `after_s` are too late, of two at one time the first stays."""
        fresh = track.time_s > after_s
        time_s = np.concatenate([self.time_s, track.time_s[fresh]])
        values = np.concatenate([self.values, track.values[fresh]])
        self.time_s, first = np.unique(time_s, return_index=True)
        self.values = values[first]

    def forget(self, before_s: float) -> int:
        """Forget what is older. Returns how many there were."""
        first = int(np.searchsorted(self.time_s, before_s))
        self.time_s, self.values = self.time_s[first:], self.values[first:]
        return first

    def at(self, time_s: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Values (n, 3) at these times, and (n,) whether there are readings near enough."""
        after = np.clip(np.searchsorted(self.time_s, time_s), 0, len(self.time_s) - 1)
        before = np.clip(np.searchsorted(self.time_s, time_s, side="right") - 1, 0, None)
        left, right = self.time_s[before], self.time_s[after]
        is_near = (left <= time_s) & (time_s <= right) & (right - left <= _HOLE_S)
        columns = [np.interp(time_s, self.time_s, self.values[:, k]) for k in range(3)]
        return np.column_stack(columns), is_near

    @property
    def last_s(self) -> float:
        """Time of the newest reading, s; -inf for none."""
        return float(self.time_s[-1]) if len(self.time_s) else -np.inf


class Merge:
    """Pairs what a phone's sensors say.

    Parameters
    ----------
    turned : acceleration and gravity have the sign that iOS gives them, and are turned round.

    Attributes
    ----------
    unpaired : accelerometer readings for which another sensor had nothing to say.
    """

    def __init__(self, *, turned: bool = False) -> None:
        self._sign = -1.0 if turned else 1.0
        self._strands: dict[Channel, _Strand] = {}
        self._done_s = -np.inf
        self.unpaired = 0

    def take(self, tracks: dict[Channel, Track]) -> Samples:
        """Take readings; the samples that are complete now, perhaps none."""
        newest_s = max(
            (float(track.time_s.max()) for track in tracks.values() if len(track)), default=None
        )
        if newest_s is not None and newest_s < self._done_s - _BACK_S:
            self.reset()
        for channel, track in tracks.items():
            self._strands.setdefault(channel, _Strand()).add(track, self._horizon_s(channel))
        return self._paired()

    def reset(self) -> None:
        """Forget everything: another measurement begins."""
        self._strands.clear()
        self._done_s = -np.inf

    @property
    def missing(self) -> tuple[Channel, ...]:
        """The channels that are needed and have said nothing yet."""
        base: Channel = "total" if "total" in self._strands else "acceleration"
        return tuple(name for name in self._needed(base) if name not in self._strands)

    @staticmethod
    def _needed(base: Channel) -> tuple[Channel, ...]:
        if base == "total":
            return ("total", "rotation")
        return ("acceleration", "gravity", "rotation")

    def _horizon_s(self, channel: Channel) -> float:
        """Readings up to here are of no use any more, s."""
        is_base = channel in {"total", "acceleration"}
        return self._done_s if is_base else self._done_s - _HOLE_S

    def _paired(self) -> Samples:
        base: Channel = "total" if "total" in self._strands else "acceleration"
        if self.missing:
            self._bound(base)
            return NO_SAMPLES
        others = [self._strands[name] for name in self._needed(base)[1:]]
        strand = self._strands[base]
        upto_s = min(other.last_s for other in others)
        n = int(np.searchsorted(strand.time_s, upto_s, side="right"))
        time_s = strand.time_s[:n]
        if n == 0:
            self._bound(base)
            return NO_SAMPLES
        acc = self._sign * strand.values[:n]
        keep = np.ones(n, dtype=np.bool_)
        rotation = np.empty((n, 3))
        for name in self._needed(base)[1:]:
            values, is_near = self._strands[name].at(time_s)
            keep &= is_near
            if name == "gravity":
                acc = acc + self._sign * values
            else:
                rotation = values
        self._advance(float(time_s[-1]), n, strand)
        self.unpaired += int(n - keep.sum())
        return Samples(acc[keep], rotation[keep], time_s[keep])

    def _advance(self, done_s: float, n: int, strand: _Strand) -> None:
        self._done_s = done_s
        strand.time_s, strand.values = strand.time_s[n:], strand.values[n:]
        for name, other in self._strands.items():
            if other is not strand:
                other.forget(self._horizon_s(name))

    def _bound(self, base: Channel) -> None:
        """Keep no more than a while of what waits for a sensor that is silent."""
        for name, strand in self._strands.items():
            forgotten = strand.forget(strand.last_s - _KEEP_S)
            self.unpaired += forgotten if name == base else 0
