"""What waits to be written: bounded, so that a disk that hangs cannot take all the memory."""

from __future__ import annotations

import threading

from imu.events import AnyEvent
from imu.recording.eventlog import LogEntry
from imu.recording.sidecar import Sidecar
from imu.samples import Block, Command, Side

Item = Block | Command | AnyEvent | LogEntry | tuple[Side, Sidecar]
"""Anything that a recording takes while it grows."""

_ROW_BYTES = 128
"""What one row takes in memory, generously: ten numbers and its share of the block."""


class Inbox:
    """Items in the order in which they came. Any thread may put, one takes.

    Parameters
    ----------
    memory_limit : about how many bytes may wait; what comes then is counted as lost.
    """

    def __init__(self, memory_limit: int) -> None:
        self.lost = 0
        self._items: list[Item] = []
        self._rows = 0
        self._max_rows = memory_limit // _ROW_BYTES
        self._lock = threading.Lock()

    def put(self, item: Item, rows: int) -> None:
        """Add an item that counts as `rows` rows. Never raises, never waits."""
        with self._lock:
            if self._rows + rows > self._max_rows:
                self.lost += rows
            else:
                self._rows += rows
                self._items.append(item)

    def take(self) -> list[Item]:
        """Everything that came since the last call."""
        with self._lock:
            items, self._items, self._rows = self._items, [], 0
            return items
