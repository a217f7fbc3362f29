"""How far sessions lie apart by the strapping alone, once a person has checked that."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from imu.asymmetry import Conditions, LegSession, Measure
from imu.asymmetry.interval import Z95
from imu.asymmetry.straps import is_checked, strap_term


def strap_band(
    measure: Measure,
    leg: str,
    medians: Sequence[float],
    group: Sequence[LegSession],
    checks: Sequence[LegSession],
) -> tuple[float | None, float | None]:
    """Between which values 95 % of sessions lie of which nothing differs but the strapping.

    It lies around the middle of the sessions that there are, and is a measurement error, no aim.

    Parameters
    ----------
    medians : of `leg`, one a session, unit of the measure.
    group : the sessions.
    checks : the person's re-strap checks; those counted in another way say nothing here.

    Returns
    -------
    Lower and upper end, unit of the measure; None and None where this leg was never checked.
    """
    alike = [one for one in checks if _counted_as(one.conditions, group[0].conditions)]
    if not medians or not is_checked(measure, alike, (leg,)):
        return None, None
    sessions = [one for one in group if not one.refusal]
    reach = Z95 * strap_term(measure, alike, sessions).sd
    middle = measure.on_scale(statistics.median(medians))
    low, high = middle - reach, middle + reach
    return (math.exp(low), math.exp(high)) if measure.is_ratio else (low, high)


def _counted_as(one: Conditions, other: Conditions) -> bool:
    """Whether figures mean the same. A check is of sensor and strap: step and load may differ."""
    return (one.metrics_version, one.settings_hash, one.mode) == (
        other.metrics_version,
        other.settings_hash,
        other.mode,
    )
