"""What takes long to make is made anew only when it would become something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Something, and what it was made of.

    The parts are compared as objects: snapshots hand on the same tables until something is added,
    and comparing an hour of reps by value at every frame would take as long as making them.
    """

    def __init__(self) -> None:
        self._made: tuple[tuple[object, ...], T] | None = None

    def of(self, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` has made, or makes now if any of the `parts` is another object."""
        if self._made is None or not _same(self._made[0], parts):
            self._made = parts, make()
        return self._made[1]


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))
