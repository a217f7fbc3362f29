"""Shows something a little later than it is so: as late as headphones let it be heard."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """Gives a value as it was some time ago, change by change. Knows no clock.

    Attributes
    ----------
    delay_s : how long ago, s; 0 for the value itself.
    """

    def __init__(self, delay_s: float = 0.0) -> None:
        self.delay_s = delay_s
        self._changes: deque[tuple[float, T]] = deque()

    def at(self, now_s: float, value: T) -> T:
        """Take the value as it is at `now_s`, and give the one to be shown.

        The first one is shown at once: there is nothing to show before it.
        """
        changes = self._changes
        if not changes or changes[-1][1] != value:
            changes.append((now_s, value))
        while len(changes) > 1 and now_s - changes[1][0] >= self.delay_s:
            changes.popleft()
        return changes[0][1]

    def forget(self) -> None:
        """Show the next value at once: something else is on the screen."""
        self._changes.clear()
