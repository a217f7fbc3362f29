"""Session time of a live source: seconds since its samples were first asked for."""

from __future__ import annotations

from collections.abc import Callable


class SessionTime:
    """A clock that begins when it is told to.

    Parameters
    ----------
    clock : gives the time on the wall, s; monotonic.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._zero_s: float | None = None

    def begin(self) -> None:
        """Now it is 0 s."""
        self._zero_s = self._clock()

    @property
    def now_s(self) -> float | None:
        """Session time, s; None before the beginning."""
        return None if self._zero_s is None else self._clock() - self._zero_s
