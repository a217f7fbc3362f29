"""The ladder: the steps of the exercise from the safest start on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stance = Literal["both-feet", "one-leg"]
Load = Literal["none", "band", "weight"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step.

    Attributes
    ----------
    key : its name in files.
    title : its name for a person.
    stance, load : what makes it harder than the one before.
    """

    key: str
    title: str
    stance: Stance
    load: Load


RUNGS = (
    Rung("both-feet", "Both feet on the floor", "both-feet", "none"),
    Rung("both-feet-band", "Both feet, with a band", "both-feet", "band"),
    Rung("one-leg", "One leg", "one-leg", "none"),
    Rung("one-leg-load", "One leg, with a band or dumbbells", "one-leg", "band"),
)
"""From the easiest to the hardest."""

EASIEST = RUNGS[0].key


def rung_of(key: str) -> Rung | None:
    """The step of that name; None where there is none."""
    return next((one for one in RUNGS if one.key == key), None)


def is_on_both_feet(key: str) -> bool:
    """Whether both legs work at once on that step."""
    found = rung_of(key)
    return found is not None and found.stance == "both-feet"
