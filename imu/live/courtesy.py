"""Who draws goes first: only one thread at a time can run Python, and a frame takes it many times.

Counting ahead or on the way to another time is not urgent within a frame; a sensor's samples are,
and never wait here.
"""

from __future__ import annotations

import asyncio
import threading
import time

MOST_S = 0.03
"""s. Whoever draws all the time holds nobody up for longer than this, piece by piece."""

_LOOK_S = 0.001


class Courtesy:
    """Between a thread that draws and those that can wait."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    def draw(self, is_on: bool) -> None:
        """A frame begins, or is painted."""
        if is_on:
            self._free.clear()
        else:
            self._free.set()

    def wait(self) -> None:
        """Let a frame that has begun be painted; for threads."""
        self._free.wait(MOST_S)

    async def give_way(self) -> None:
        """Let a frame that has begun be painted; for loops."""
        limit = time.monotonic() + MOST_S
        # Another thread's event cannot be awaited, and a seek lasts for a few looks.
        while not self._free.is_set() and time.monotonic() < limit:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_S)
