"""What time it is for virtual sensors: as in life, faster, or moved by hand."""

from __future__ import annotations

import asyncio
from typing import Protocol


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
