"""What can be set, in the order in which it is asked; and how a value becomes a preference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from dashboard.preferences import (
    DISTANCES_M,
    LEAST_SCALE,
    MOST_DELAY_S,
    MOST_SCALE,
    CountAt,
    Preferences,
)
from dashboard.theme import ThemeChoice
from dashboard.words import Language

Value = bool | int | str
"""What one of several buttons stands for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, each a button.

    Attributes
    ----------
    name : of the preference.
    values : what can be chosen, in order.
    """

    name: str
    values: tuple[Value, ...] = (False, True)

    def key(self, value: Value) -> str:
        """The name of a value among the texts."""
        return {False: "off", True: "on"}[value] if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Level:
    """A number on a scale.

    Attributes
    ----------
    name : of the preference.
    low, high, step : of the preference, in its own unit.
    shown : what the number is multiplied by where it is written.
    """

    name: str
    low: float
    high: float
    step: float
    shown: float = 1.0

    @property
    def steps(self) -> int:
        """How many steps there are from one end to the other."""
        return round((self.high - self.low) / self.step)

    def value(self, n: int) -> float:
        """The number at step `n`."""
        return round(self.low + n * self.step, 3)

    def nearest(self, value: float) -> int:
        """The step nearest to a number."""
        return round((value - self.low) / self.step)


Field = Choice | Level

GROUPS: Mapping[str, tuple[Field, ...]] = {
    "sound": (
        Choice("sound"),
        Choice("count"),
        Choice("tones"),
        Choice("cues"),
        Level("volume", 0.0, 1.0, 0.05, shown=100.0),
        Choice("count_at", tuple(CountAt)),
        Level("headphone_delay_s", 0.0, MOST_DELAY_S, 0.05),
    ),
    "screen": (
        Choice("theme", tuple(ThemeChoice)),
        Choice("language", tuple(Language)),
        Level("text_scale", LEAST_SCALE, MOST_SCALE, 0.1, shown=100.0),
        Choice("distance_m", DISTANCES_M),
        Choice("reduced_motion"),
    ),
}
"""The fields of each column."""


def with_value(preferences: Preferences, name: str, value: Value | float) -> Preferences:
    """The preferences with one changed."""
    return msgspec.structs.replace(preferences, **{name: value})
