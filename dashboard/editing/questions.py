"""Which questions are open, and which one the next answer is for."""

from __future__ import annotations

from collections.abc import Sequence

from imu.edits import Difference


class Questions:
    """Where live count and review differ, less what was answered and needed no edit.

    Such answers are remembered as long as the page is open: there is nothing to be written down.
    """

    def __init__(self) -> None:
        self._all: tuple[Difference, ...] = ()
        self._answered: set[tuple[str, float]] = set()
        self._number: int | None = None

    @property
    def open(self) -> list[Difference]:
        """What has not been answered, in order of time."""
        return [one for one in self._all if _key(one) not in self._answered]

    @property
    def current(self) -> Difference | None:
        """The one that the next answer is for."""
        still = self.open
        return still[self._number] if self._number is not None else None

    def ask(self, asked: Sequence[Difference]) -> None:
        """These differ now; none of them is about to be answered."""
        self._all, self._number = tuple(asked), None

    def pick(self, number: int) -> Difference:
        """The next answer is for the open question of this number."""
        self._number = number
        return self.open[number]

    def beside(self, by: int) -> int | None:
        """The number of the next question, or the one before; the first or last one at first."""
        last = len(self.open) - 1
        if last < 0:
            return None
        if self._number is None:
            return 0 if by > 0 else last
        return min(last, max(0, self._number + by))

    def settle(self, one: Difference) -> None:
        """It is as review has it: never ask again."""
        self._answered.add(_key(one))
        self._number = None


def _key(asked: Difference) -> tuple[str, float]:
    return asked.side, round(asked.time_s, 1)
