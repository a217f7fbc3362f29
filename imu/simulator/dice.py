"""Draws for random plans, rounded to what a person would write down."""

from __future__ import annotations

import zlib
from typing import TypeVar

import numpy as np

from imu.simulator.plan import Foil, FoilKind, Working

T = TypeVar("T")


class Dice:
    """Random draws that depend on a seed and on a name, so that names do not share draws."""

    def __init__(self, seed: int, name: str) -> None:
        self._rng = np.random.default_rng((seed, zlib.crc32(name.encode())))

    def real(self, low: float, high: float) -> float:
        """A number drawn evenly from [low, high), four decimals."""
        return round(float(self._rng.uniform(low, high)), 4)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self._rng.integers(low, high + 1))

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return bool(self._rng.random() < share)

    def pick(self, items: tuple[T, ...]) -> T:
        """One of the items."""
        return items[int(self._rng.integers(len(items)))]

    def side(self) -> Working:
        """A working leg."""
        return "left" if self.chance(0.5) else "right"

    def side_or_both(self) -> Working:
        """A working leg, or in one case of six the easiest rung with both feet on the floor."""
        return "both" if self.chance(1.0 / 6.0) else self.side()

    def foil(self, kind: FoilKind, shortest_s: float, longest_s: float) -> Foil:
        """A movement of this kind that lasts between so many seconds."""
        return Foil(kind=kind, duration_s=self.real(shortest_s, longest_s))
