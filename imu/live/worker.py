"""The one thread with the one loop that sessions run in, for the programme's life."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

CLOSE_S = 10.0
"""s. How long closing waits for what still runs in the loop."""


class Worker:
    """A thread that runs one asyncio loop from the beginning until `close`."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._main, name="live", daemon=True)
        self._thread.start()
        self._ready.wait()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop; other threads reach it by `call_soon_threadsafe` alone."""
        return self._loop

    def close(self, timeout_s: float = CLOSE_S) -> bool:
        """Cancel what still runs and end the thread. May be called again.

        Returns
        -------
        Whether the thread has ended within `timeout_s`.
        """
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def __enter__(self) -> Self:
        """The worker itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def _main(self) -> None:
        asyncio.run(self._serve())  # cancels and awaits, at its end, whatever still runs

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._leave = asyncio.Event()
        self._ready.set()
        await self._leave.wait()
