"""How fast stream time passes: as in life, faster, slower, not at all, or as fast as it comes."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable

from imu.errors import UsageError

MIN_SPEED, MAX_SPEED = 0.25, 16.0
"""Slowest and fastest pace that a person can still follow or makes sense of."""

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""What a person goes through step by step; faster than the last is as fast as it comes."""

_BREATH_S = 0.005
"""s. Where nothing is waited for, the loop gets a turn this often, so that it hears commands."""

_HELD_UP_S = 0.5
"""s. Later than this, the stream goes on at its pace from here instead of rushing to catch up."""


def check_speed(speed: float | None) -> float | None:
    """The speed, with None for infinity.

    Raises
    ------
    UsageError : not from `MIN_SPEED` to `MAX_SPEED`.
    """
    if speed is None or speed == math.inf:
        return None
    if not MIN_SPEED <= speed <= MAX_SPEED:
        problem = f"the speed must be from {MIN_SPEED:g} to {MAX_SPEED:g}, not {speed:g}"
        raise UsageError(problem, "For as fast as possible, say max.")
    return speed


def faster(speed: float | None) -> float | None:
    """The next faster step of `SPEEDS`; None, as fast as it comes, after the last."""
    return next((step for step in SPEEDS if speed is not None and step > speed), None)


def slower(speed: float | None) -> float:
    """The next slower step of `SPEEDS`; there is none below the first."""
    found = (step for step in reversed(SPEEDS) if speed is None or step < speed)
    return next(found, SPEEDS[0])


class Pacer:
    """Maps stream time to the clock on the wall. Lives in one loop; only that may call it.

    Parameters
    ----------
    speed : stream seconds per second, or None for as fast as it comes.
    clock : gives the time on the wall, s.
    """

    def __init__(
        self, speed: float | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._speed = check_speed(speed)
        self._paused = False
        self._is_released = False
        self._clock = clock
        self._changed = asyncio.Event()
        self._anchor: tuple[float, float] | None = None  # stream time and wall time of one moment
        self._due_s = 0.0
        self._breathed_at = clock()

    @property
    def speed(self) -> float | None:
        """Stream seconds per second, or None for as fast as it comes."""
        return self._speed

    @property
    def paused(self) -> bool:
        """Whether stream time stands still."""
        return self._paused

    @property
    def now_s(self) -> float | None:
        """Stream time now, s; never beyond the next item's. None before the first item."""
        if self._anchor is None:
            return None
        stream_s, wall_s = self._anchor
        if self._paused:
            return stream_s
        if self._speed is None:
            return self._due_s
        return min(stream_s + (self._clock() - wall_s) * self._speed, self._due_s)

    def change(self, speed: float | None, paused: bool) -> None:
        """From now on stream time passes like this."""
        now_s = self.now_s
        self._speed, self._paused = check_speed(speed), paused
        if now_s is not None:
            self._anchor = (now_s, self._clock())
        self._changed.set()

    def release(self) -> None:
        """Let whoever waits go at once, and whoever comes, until the next `jump`."""
        self._is_released = True
        self._changed.set()

    def jump(self, time_s: float) -> None:
        """Stream time is `time_s` now."""
        self._anchor, self._due_s = (time_s, self._clock()), time_s
        self._is_released = False

    async def wait(self, time_s: float) -> None:
        """Return when stream time has come to `time_s`; the first call sets the clock to it."""
        if self._anchor is None:
            self._anchor = (time_s, self._clock())
        self._due_s = time_s
        while not self._is_released and (delay_s := self._delay_s()) > 0.0:
            self._changed.clear()
            await self._sleep(delay_s)
        await self.breathe()

    async def breathe(self) -> None:
        """Give the loop a turn, if it has had none for a while."""
        if self._clock() - self._breathed_at > _BREATH_S:
            await asyncio.sleep(0)
            self._breathed_at = self._clock()

    def _delay_s(self) -> float:
        assert self._anchor is not None
        if self._paused:
            return math.inf
        if self._speed is None:
            return 0.0
        stream_s, wall_s = self._anchor
        now = self._clock()
        delay_s = wall_s + (self._due_s - stream_s) / self._speed - now
        if delay_s < -_HELD_UP_S:
            self._anchor = (self._due_s, now)
        return delay_s

    async def _sleep(self, delay_s: float) -> None:
        """Sleep, but wake up when the pace changes."""
        try:
            async with asyncio.timeout(None if math.isinf(delay_s) else delay_s):
                await self._changed.wait()
        except TimeoutError:
            pass
        self._breathed_at = self._clock()
