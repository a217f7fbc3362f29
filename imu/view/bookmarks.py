"""Places in a recording's past at which the view remembers what it knew: a seek goes on from them.

An hour of training tells thousands of things. Hearing all of them again at every step of a hand
that scrubs would take longer than the frame that shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from imu.live.past import Happening
from imu.view.band import BandFinder
from imu.view.change import ChangeModel
from imu.view.reps import RepTable
from imu.view.side import SideModel

T = TypeVar("T")

EVERY = 128
"""Happenings from one bookmark to the next: they are heard in a millisecond."""


@dataclass(slots=True)
class Known:
    """What a view has learnt of the stream.

    Attributes
    ----------
    sides : by name, what is remembered of each thigh.
    worn : names of the thighs with a sensor now.
    working : the leg that works; "" before any has.
    band : finds out which depth to aim at.
    changes : the changes of the leg.
    """

    sides: dict[str, SideModel]
    worn: tuple[str, ...]
    working: str
    band: BandFinder
    changes: ChangeModel

    def copy(self) -> Known:
        """The same, which learns nothing of what this one will learn."""
        sides = {name: _apart(side) for name, side in self.sides.items()}
        return Known(sides, self.worn, self.working, _apart(self.band), _apart(self.changes))


class Bookmarks:
    """What was known after so many happenings; good for any past of the same recording."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Happening, Known]] = {}

    def keep(self, past: Sequence[Happening], told: int, known: Known) -> None:
        """Remember what is known after the first `told` of `past`, at every so manieth."""
        if told % EVERY == 0:
            self._kept[told] = past[told - 1], known.copy()

    def latest(self, past: Sequence[Happening]) -> tuple[int, Known] | None:
        """How many of `past` need not be heard again, and what is known then; None for none.

        What a recording tells is always the same, so one look at the last of them is enough.
        """
        for told in range(len(past) // EVERY * EVERY, 0, -EVERY):
            last, known = self._kept.get(told, (None, None))
            if known is not None and last == past[told - 1]:
                return told, known.copy()
        return None


def _apart(model: T) -> T:
    """A copy with lists and tables of its own. What stands in them is frozen and may be shared."""
    other = copy(model)
    for name, value in vars(model).items():
        if isinstance(value, RepTable):
            setattr(other, name, _apart(value))
        elif isinstance(value, dict | list):
            setattr(other, name, copy(cast("Any", value)))
    return other
