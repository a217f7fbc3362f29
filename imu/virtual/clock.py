"""What time it is for virtual sensors: as in life, faster, or moved by hand."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import Protocol

_LEAP_S = 0.04
"""s on the wall that pass at once at most: a little more than a connection interval."""

_OVERSLEPT_S = 0.1
"""s of a patient clock that pass at most before whoever is to wake up does."""

_SAME_S = 1e-9
"""s that are no time at all: what adding up rounds off."""


class Clock(Protocol):
    """Gives the time, and wakes whoever waits for it. Lives in one event loop."""

    def now_s(self) -> float:
        """The time, s, from wherever it counts."""
        ...

    async def sleep_until(self, time_s: float) -> None:
        """Return when it is `time_s` or later."""
        ...


class WallClock:
    """Time that passes by itself.

    Parameters
    ----------
    speed : seconds of this clock in one second on the wall, over 0.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._zero_s: float | None = None

    def now_s(self) -> float:
        """The time since it was first asked, s."""
        wall_s = asyncio.get_running_loop().time()
        if self._zero_s is None:
            self._zero_s = wall_s
        return (wall_s - self._zero_s) * self.speed

    async def sleep_until(self, time_s: float) -> None:
        """Return when it is `time_s` or later; others get a turn even if it is so already."""
        await asyncio.sleep(max(0.0, (time_s - self.now_s()) / self.speed))


class PatientClock:
    """Time that passes by itself, and stands still while those who live by it cannot keep up.

    A loop that was held up goes on where it was, instead of making up for it in one leap: however
    slow a machine is, nothing arrives later than it would in life.

    Parameters
    ----------
    speed : seconds of this clock in one second on the wall, over 0, where all keep up.
    is_behind : whether to stand still.
    """

    def __init__(self, speed: float, is_behind: Callable[[], bool]) -> None:
        self.speed = speed
        self._is_behind = is_behind
        self._now_s = 0.0
        self._wall_s: float | None = None
        self._sleepers: list[float] = []

    def now_s(self) -> float:
        """The time since it was first asked, s."""
        wall_s = asyncio.get_running_loop().time()
        if self._wall_s is not None and not self._is_behind():
            later_s = self._now_s + min(wall_s - self._wall_s, _LEAP_S) * self.speed
            latest_s = min(self._sleepers, default=math.inf) + _OVERSLEPT_S
            self._now_s = max(self._now_s, min(later_s, latest_s))
        self._wall_s = wall_s
        return self._now_s

    async def sleep_until(self, time_s: float) -> None:
        """Return when it is `time_s` or later; others get a turn even if it is so already."""
        self._sleepers.append(time_s)
        try:
            await asyncio.sleep(0)
            while (left_s := (time_s - self.now_s()) / self.speed) > _SAME_S:  # noqa: ASYNC110 - a clock
                await asyncio.sleep(min(left_s, _LEAP_S))
        finally:
            self._sleepers.remove(time_s)


class HandClock:
    """Time that stands still until somebody moves it: what happens does not depend on a machine."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now_s(self) -> float:
        """The time, s; 0 at first."""
        return self._now_s

    def advance(self, seconds: float) -> None:
        """Move it on, by 0 or more, and wake who waited for a time up to then."""
        self._now_s += seconds
        due = [future for time_s, future in self._sleepers if time_s <= self._now_s]
        self._sleepers = [entry for entry in self._sleepers if entry[0] > self._now_s]
        for future in due:
            if not future.done():
                future.set_result(None)

    async def sleep_until(self, time_s: float) -> None:
        """Return when it has been moved to `time_s` or beyond."""
        if time_s <= self._now_s:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        self._sleepers.append((time_s, future))
        await future
