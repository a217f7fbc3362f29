"""From the worker's thread to the one that draws, without either waiting for the other."""

from __future__ import annotations

import threading

from imu.live.updates import Tick, Update

MAX_TICKS = 1800
"""Ticks that may wait: one minute at 30 Hz, six times what any plot shows."""


class Mailbox:
    """Updates in the order in which they came. Any thread may put, one takes.

    Nothing but ticks is ever dropped. A consumer that was frozen for long finds them thinned out,
    the oldest the most: memory stays bounded, and the last seconds whole.

    Parameters
    ----------
    max_ticks : so many ticks may wait.
    """

    def __init__(self, max_ticks: int = MAX_TICKS) -> None:
        self._max_ticks = max_ticks
        self._updates: list[Update] = []
        self._ticks = 0
        self._filled = threading.Condition()

    def put(self, update: Update) -> None:
        """Add an update. Never waits for the consumer."""
        with self._filled:
            self._updates.append(update)
            if isinstance(update, Tick):
                self._ticks += 1
                if self._ticks > self._max_ticks:
                    self._thin_out()
            self._filled.notify()

    def take(self, wait_s: float = 0.0) -> list[Update]:
        """Everything that came since the last call; waits up to `wait_s` for something to come."""
        with self._filled:
            if wait_s > 0.0:
                self._filled.wait_for(lambda: self._updates, wait_s)
            updates, self._updates, self._ticks = self._updates, [], 0
            return updates

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be taken."""
        return not self._updates

    def _thin_out(self) -> None:
        """Drop every second tick. What has waited through many rounds has become sparse."""
        kept: list[Update] = []
        keep = self._ticks % 2 == 1  # so that the newest always stays
        for update in self._updates:
            if isinstance(update, Tick):
                if keep:
                    kept.append(update)
                keep = not keep
            else:
                kept.append(update)
        self._updates = kept
        self._ticks = (self._ticks + 1) // 2
