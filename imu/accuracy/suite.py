"""Which sessions are simulated: strata in turns, seeds from one of two blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from imu.simulator import STRATA

BlockName = Literal["development", "report"]
"""Sessions of the first block are looked at while thresholds are set, those of the second never:
they are only counted, once, for the figures that are published."""

BLOCKS: dict[BlockName, int] = {"development": 0, "report": 100_000}
"""The first seed of each block; they cannot meet, as no run has 100,000 sessions a stratum."""

SESSIONS = 1000
"""Sessions of a full run: about 38 of each stratum, some 2,000 sets in all. With no set wrong of
2,000, the share of wrong ones is below 0.2 % at 95 %; with none of the 60 of one stratum, below
6 %."""

MOST_SESSIONS = 100_000


@dataclass(frozen=True, slots=True)
class Case:
    """One session to be simulated."""

    stratum: str
    seed: int


def cases(
    sessions: int = SESSIONS,
    block: BlockName = "development",
    strata: Sequence[str] = STRATA,
) -> list[Case]:
    """The first so many sessions of a block, the strata in turns.

    Raises
    ------
    ValueError : no stratum.
    """
    if not strata:
        raise ValueError("no stratum to simulate")
    first = BLOCKS[block]
    return [
        Case(strata[n % len(strata)], first + n // len(strata)) for n in range(max(sessions, 0))
    ]
