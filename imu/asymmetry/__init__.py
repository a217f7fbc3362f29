"""Left against right, honestly: raw values first, the uncertainty always, no more than they show.

The rule, its sources and its figures: `firmware_notes/comparing.md`. Whoever shows any number for
one leg against the other asks `may_compare` first, live too.
"""

from __future__ import annotations

from imu.asymmetry.comparing import compare
from imu.asymmetry.conditions import Conditions, unlike
from imu.asymmetry.legs import LegSession, SetValues
from imu.asymmetry.measures import HEADLINE, MEASURES, Measure
from imu.asymmetry.minimum import MIN_REPS, MIN_SET_REPS, MIN_SETS, may_compare, shortage
from imu.asymmetry.model import Comparison, Finding, LeftOut, LegValues, Verdict
from imu.asymmetry.taking import is_valid, leg_names, leg_session, paired

__all__ = [
    "HEADLINE",
    "MEASURES",
    "MIN_REPS",
    "MIN_SETS",
    "MIN_SET_REPS",
    "Comparison",
    "Conditions",
    "Finding",
    "LeftOut",
    "LegSession",
    "LegValues",
    "Measure",
    "SetValues",
    "Verdict",
    "compare",
    "is_valid",
    "leg_names",
    "leg_session",
    "may_compare",
    "paired",
    "shortage",
    "unlike",
]
