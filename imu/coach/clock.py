"""A clock that runs down on the stream's time, and can be held."""

from __future__ import annotations


class Countdown:
    """Runs from some seconds to zero. All times are of the stream, s."""

    def __init__(self) -> None:
        self._ends_s: float | None = None
        self._held_s: float | None = None
        self._told_s = float("inf")

    @property
    def is_held(self) -> bool:
        """Whether it was stopped by hand."""
        return self._held_s is not None

    @property
    def is_on(self) -> bool:
        """Whether it runs, or is held."""
        return self._ends_s is not None or self._held_s is not None

    def start(self, now_s: float, seconds: float) -> None:
        """Run down from so many seconds."""
        self._ends_s, self._held_s, self._told_s = now_s + seconds, None, float("inf")

    def stop(self) -> None:
        """Show nothing any more."""
        self._ends_s = self._held_s = None

    def hold(self, now_s: float, at_least_s: float = 0.0) -> None:
        """Stand still, with `at_least_s` left."""
        left = self.left_s(now_s)
        if left is not None and not self.is_held:
            self._ends_s, self._held_s = None, max(left, at_least_s)

    def go_on(self, now_s: float) -> None:
        """Run again."""
        if self._held_s is not None:
            self.start(now_s, self._held_s)

    def left_s(self, now_s: float) -> float | None:
        """What is left, s; None where it is off."""
        if self._held_s is not None:
            return self._held_s
        return None if self._ends_s is None else max(0.0, self._ends_s - now_s)

    def passed(self, now_s: float, marks_s: tuple[float, ...]) -> tuple[float, ...]:
        """Those of the marks that were passed since the last call, the earliest first."""
        left = self.left_s(now_s)
        if left is None or self.is_held:
            return ()
        told, self._told_s = self._told_s, left
        return tuple(mark for mark in sorted(marks_s, reverse=True) if left <= mark < told)
