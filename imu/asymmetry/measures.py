"""What is compared between two legs: a short list that was chosen before anybody looked.

Each further measure makes it likelier that one of them differs by chance; the list is short for
that reason, and all but the headline pay for it (`imu.asymmetry.interval.holm`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

RATIO_STRAP = math.log(1.04)
"""How much strapping the sensor on anew changes a ratio measure of one leg, standard deviation on
the log scale, until a person's own re-strap check says otherwise. A working value: nobody has
published one for a thigh sensor and hinges."""

RATIO_LEAST = math.log(1.10)
"""A smaller difference is never called consistent: limb tests vary by 4 to 14 % from day to day
(Bishop 2019, doi 10.3390/sports7030058)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One metric of reps, as it is compared.

    Attributes
    ----------
    metric : its name in a rep's metrics; `depth_deg` is a field of the rep.
    title, unit : for a person.
    is_ratio : compared as a ratio, on the log scale; else as a difference, in its own unit.
    strap : standard deviation of one leg's value from strapping to strapping, log or unit.
    least : the difference that a consistent one has to exceed, log or unit.
    guided : whether the person was shown or told how much of it to do.
    """

    metric: str
    title: str
    unit: str
    is_ratio: bool = True
    strap: float = RATIO_STRAP
    least: float = RATIO_LEAST
    guided: bool = False

    def on_scale(self, value: float) -> float:
        """A value (positive for a ratio) on the scale it is compared on."""
        return math.log(value) if self.is_ratio else value

    def shown(self, difference: float) -> float:
        """A difference as it is shown: percent of the lower leg with its sign, or the unit."""
        if not self.is_ratio:
            return difference
        return math.copysign(100.0 * math.expm1(abs(difference)), difference)


HEADLINE = Measure("mean_concentric_deg_s", "Speed on the way up", "°/s")
"""Chosen beforehand, so that it needs no adjustment. Not depth: a band on the screen guides both
legs to the same."""

REST = (
    Measure("depth_deg", "Depth", "°", guided=True),
    Measure("eccentric_s", "Time down", "s"),
    Measure("concentric_s", "Time up", "s"),
    Measure("return_deg", "Return to tall", "°", is_ratio=False, strap=1.0, least=2.0),
    Measure("frontal_wobble_deg", "Wobble sideways", "°", is_ratio=False, strap=0.15, least=0.5),
    Measure(
        "transverse_wobble_deg", "Wobble in rotation", "°", is_ratio=False, strap=0.15, least=0.5
    ),
)
"""The others. Those that have a sign or come near zero are compared as differences: a ratio of two
small numbers says nothing. Their `strap` and `least` are own choices: tilt at the top is known to
1 to 2 degrees, wobble is some tenths to two degrees and its typical simulated error 0.06."""

MEASURES = (HEADLINE, *REST)
