"""Somebody who trains for hours: one simulated session after the other, with exact truth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from imu.drivers.samples import Samples
from imu.samples import Side
from imu.simulated import at_rate, usual_plan
from imu.simulator import SimulatedSession, simulate

RATE_HZ = 200.0
SEED = 11
SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True)
class TrueRep:
    """One rep, session time in s."""

    side: Side
    start_s: float
    end_s: float


@cache
def _round() -> SimulatedSession:
    return simulate(at_rate(usual_plan("both", sets=1), RATE_HZ), SEED)


class Person:
    """What both thighs feel. The same round again and again: walk in, a set on each leg, walk."""

    def __init__(self) -> None:
        session = _round()
        blocks = session.blocks
        self._n = min(len(block) for block in blocks.values())
        self._felt = {side: (b.acc_m_s2, b.gyr_rad_s) for side, b in blocks.items()}
        self.round_s = self._n / RATE_HZ
        self._reps = [(rep["side"], rep["start_s"], rep["end_s"]) for rep in session.labels["reps"]]

    def feels(self, side: Side, first: int, n: int) -> Samples:
        """(n,) samples of a side from the one with number `first` on, with stamps of no end."""
        numbers = np.arange(first, first + n)
        acc, gyr = self._felt[side]
        rows = numbers % self._n
        return Samples(acc[rows], gyr[rows], numbers / RATE_HZ, numbers)

    def reps_until(self, end_s: float) -> list[TrueRep]:
        """All reps that are over by then, in order of time."""
        found: list[TrueRep] = []
        for number in range(int(end_s // self.round_s) + 1):
            zero_s = number * self.round_s
            found += [TrueRep(side, zero_s + a, zero_s + b) for side, a, b in self._reps]
        return sorted((rep for rep in found if rep.end_s <= end_s), key=lambda rep: rep.start_s)
