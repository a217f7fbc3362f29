"""Two streams with clocks of their own -> samples of both on one time line.

The acceleration's instants are kept and the rates are interpolated on to them, for orientation is
more sensitive to a shifted acceleration than to a smoothed rate. What has no rate on both sides of
it, because a frame was lost, is left out: a gap is data.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from imu.drivers.polar.delta import FAMILY
from imu.drivers.polar.frames import ACC, GYR, Frame
from imu.drivers.samples import NO_SAMPLES, Samples
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError
from imu.samples import Floats

MAX_HELD = 4096
"""Samples of one stream that wait for the other; 10 s at 416 Hz."""

_SHORTEST, _LONGEST = 0.5, 1.1
"""Of the nominal period. Longer means a lost frame, shorter a damaged stamp, not a clock."""
_APART_S = 30.0
"""s. Two streams of one sensor are never that far apart, for each sends at least every 2 s."""
_HAIR = 0.01
_BRACKET = 3.5
"""Periods between two rates; beyond, something is missing between them."""


class Line:
    """One stream: what still waits for the other. Seconds since the origin of the pairing."""

    def __init__(self) -> None:
        self.times: Floats = np.empty(0)
        self.values: Floats = np.empty((0, 3))
        self.last_s: float | None = None

    def forget(self) -> None:
        """Let nothing wait, and count the next frame back."""
        self.times, self.values = self.times[:0], self.values[:0]
        self.last_s = None


def spread(last_s: float, before_s: float | None, n: int, period_s: float) -> Floats:
    """(n,) the instants of a frame's samples, of which it tells only the last.

    They lie evenly between the last of the frame before and this one, if that is what the nominal
    period makes likely; else, and in the first frame, they are counted back.
    """
    if before_s is not None:
        step = (last_s - before_s) / n
        if _SHORTEST * period_s <= step <= _LONGEST * period_s:
            period_s = step
    times: Floats = last_s - np.float64(period_s) * np.arange(n - 1, -1, -1)
    return times


def _until(times: Floats, last_s: float) -> int:
    """How many instants are not after `last_s`."""
    return int(np.count_nonzero(times <= last_s))


class Pairing:
    """Pairs acceleration and rates. Bounded, whatever comes in."""

    def __init__(self, troubles: Troubles, period_s: float) -> None:
        self._troubles = troubles
        self._period_s = period_s
        self._origin_ns: int | None = None
        self._lines = {ACC: Line(), GYR: Line()}
        self._decimals = {ACC: 4, GYR: 4}

    def add(self, frame: Frame) -> Samples:
        """Take a frame and return the samples that are complete with it."""
        if self._origin_ns is None:
            self._origin_ns = frame.stamp_ns
        line, other = self._lines[frame.kind], self._lines[ACC + GYR - frame.kind]
        last_s = (frame.stamp_ns - self._origin_ns) / 1e9
        times = spread(last_s, line.last_s, len(frame.values), self._period_s)
        if line.last_s is not None and times[0] <= line.last_s:
            self._note("time that runs backwards")
            line.forget()
        if other.last_s is not None and abs(last_s - other.last_s) > _APART_S:
            self._note("one of the two streams is in another time")
            other.forget()  # if this one is wrong, the next of the other will say the same of it
        line.last_s = last_s
        line.times = np.concatenate([line.times, times])
        line.values = np.concatenate([line.values, frame.values])
        self._decimals[frame.kind] = frame.decimals
        if len(line.times) > MAX_HELD:
            self._note("one of the two streams does not come any more")
            line.times, line.values = line.times[-MAX_HELD:], line.values[-MAX_HELD:]
        return self._complete()

    def _complete(self) -> Samples:
        acc, gyr = self._lines[ACC], self._lines[GYR]
        if not len(acc.times) or not len(gyr.times):
            return NO_SAMPLES
        n = _until(acc.times, gyr.times[-1])
        times, values = acc.times[:n], acc.values[:n]
        kept = self._between(times, gyr.times)
        samples = self._samples(times[kept], values[kept], gyr)
        acc.times, acc.values = acc.times[n:], acc.values[n:]
        if n:
            first = max(_until(gyr.times, times[-1]) - 1, 0)
            gyr.times, gyr.values = gyr.times[first:], gyr.values[first:]
        return samples

    def _between(self, times: Floats, known: Floats) -> NDArray[np.bool]:
        """(n,) which instants have a known one close on both sides; none is after the last.

        The first may be a hair early: the first frames are counted back, which rounds.
        """
        after = np.minimum(np.searchsorted(known, times, side="left"), len(known) - 1)
        before = np.maximum(np.searchsorted(known, times, side="right") - 1, 0)
        near = known[after] - known[before] <= _BRACKET * self._period_s
        return near & (times >= known[0] - _HAIR * self._period_s)

    def _samples(self, times: Floats, values: Floats, gyr: Line) -> Samples:
        if not len(times):
            return NO_SAMPLES
        rates = [np.interp(times, gyr.times, gyr.values[:, axis]) for axis in range(3)]
        origin_s = (self._origin_ns or 0) / 1e9
        return Samples(
            values,
            np.round(np.column_stack(rates), self._decimals[GYR]),
            np.round(origin_s + times, 6),
        )

    def _note(self, problem: str) -> None:
        self._troubles.note(DecodeError(FAMILY, problem))
