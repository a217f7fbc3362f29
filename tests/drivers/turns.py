"""Two streams that are sent in turn, over links that lose and shuffle, for tests and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from imu.drivers.byorder import LIKELY, Stream, Turns
from imu.drivers.samples import join
from imu.drivers.troubles import Troubles
from imu.samples import Floats

ACC, GYR = Stream.ACC, Stream.GYR
Arrival = tuple[Stream, int]
"""A block and the number of the turn in which it was sent."""


@dataclass(frozen=True)
class Link:
    """What happens between a sensor and us.

    Attributes
    ----------
    first : which stream a turn begins with.
    swapped : part of the turns that come the wrong way round.
    burst : so many turns are handed on together, half of the times one stream after the other.
    """

    first: Stream = ACC
    swapped: float = 0.0
    burst: int = 1

    def turns(self, n: int, *, lost: float = 0.0, seed: int = 1) -> list[Arrival]:
        """What arrives of `n` turns, some of which is lost by chance."""
        rng = np.random.default_rng(seed)
        sent: list[Arrival] = []
        for number in range(n):
            turn = [(ACC, number), (GYR, number)]
            is_plain = (self.first is ACC) != bool(rng.random() < self.swapped)
            sent += turn if is_plain else turn[::-1]
        arrived = [one for one in sent if rng.random() >= lost]
        if self.burst > 1:
            size = 2 * self.burst
            pieces = [arrived[k : k + size] for k in range(0, len(arrived), size)]
            arrived = [one for piece in pieces for one in _handed_on(piece, rng)]
        return arrived


def _handed_on(piece: list[Arrival], rng: np.random.Generator) -> list[Arrival]:
    return sorted(piece, key=lambda one: one[0].value) if rng.random() < 0.5 else piece


def numbered(number: int, size: int = 1) -> Floats:
    """(size, 3) a block that says of which turn it is."""
    return np.full((size, 3), float(number))


def offsets_of(
    arrived: Iterable[Arrival],
    *,
    first: Stream = ACC,
    patience: int = LIKELY,
    troubles: Troubles | None = None,
) -> Floats:
    """(n,) of each sample, by how many turns its acceleration is later than its rates."""
    turns = Turns("test", troubles or Troubles(), first, patience)
    got = join([turns.add(stream, numbered(number)) for stream, number in arrived])
    off: Floats = got.acc_m_s2[:, 0] - got.gyr_rad_s[:, 0]
    return off
