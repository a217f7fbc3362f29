"""A session as the comparison sees it: the values of valid reps by leg and set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imu.asymmetry.conditions import Conditions
from imu.asymmetry.measures import Measure
from imu.asymmetry.minimum import shortage


@dataclass(frozen=True, slots=True)
class SetValues:
    """One set of one leg.

    Attributes
    ----------
    start_s : session time of its start, s.
    reps : number of valid reps.
    values : by metric, the values of those reps that have one.
    """

    start_s: float
    reps: int
    values: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class LegSession:
    """One session.

    Attributes
    ----------
    recording, person, input_hash : where it comes from.
    started_s : when it began, s since 1970; None where nobody knows.
    conditions : see `Conditions`.
    legs : by name the sets in their order; "left" before "right", or "A" before "B".
    first_leg : the one that began; None where it is not known.
    is_at_once : whether both legs worked at the same time (both feet on the floor).
    is_restrap_check : whether the sensor was strapped on anew before each set.
    refusal : why its legs cannot be compared whatever their sets, or "".
    """

    recording: str
    legs: Mapping[str, tuple[SetValues, ...]]
    conditions: Conditions
    person: str | None = None
    input_hash: str = ""
    started_s: float | None = None
    first_leg: str | None = None
    is_at_once: bool = False
    is_restrap_check: bool = False
    refusal: str = ""

    @property
    def lacks(self) -> str:
        """Why there is not enough data, as half a sentence, or ""."""
        reps = {leg: [one.reps for one in sets] for leg, sets in self.legs.items()}
        return self.refusal or shortage(reps)


def values_of(sets: Sequence[SetValues], measure: Measure, fewest: int) -> list[tuple[float, ...]]:
    """The values of a measure by set, of the sets that have at least `fewest`."""
    found = (one.values.get(measure.metric, ()) for one in sets)
    return [values for values in found if len(values) >= fewest]
