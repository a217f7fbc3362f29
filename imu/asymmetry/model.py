"""What a comparison says; `imu.cli` prints exactly this as JSON."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from imu.asymmetry.conditions import Conditions
from imu.version import __version__


class Verdict(StrEnum):
    """What can be said of one measure. There is no word for which leg does well."""

    NOT_ENOUGH = "not enough data"
    NOT_DETECTED = "no difference detected"
    THIS_SESSION = "difference in this session"
    CONSISTENT = "consistent difference"


class LegValues(msgspec.Struct, frozen=True, kw_only=True):
    """One leg's raw values of one measure, in its unit.

    Attributes
    ----------
    leg : "left", "right", "A" or "B".
    sets, reps : valid ones that have a value.
    median, low, high : of all those reps; the smallest and the largest.
    set_medians : what the difference is worked out from, in the order of the sets.
    """

    leg: str
    sets: int
    reps: int
    median: float | None = None
    low: float | None = None
    high: float | None = None
    set_medians: tuple[float, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of both legs in one session.

    Differences are the second leg's minus the first one's: in percent of the lower leg, worked out
    on the log scale, or in the unit of the measure (`difference_unit`).

    Attributes
    ----------
    metric, title, unit : what is measured.
    is_headline : chosen beforehand, and not adjusted for the others.
    is_guided : the person was shown or told how much of it to do.
    verdict : as far as this session and the ones before it allow.
    legs : the raw values.
    difference, low, high : the difference with its 95 % interval, the strap term included.
    p, p_adjusted : probability of so large a difference where there is none; adjusted by Holm's
        method over all but the headline.
    smallest : the smallest difference that this session could have shown.
    limit : what a consistent difference has to exceed: the larger of 10 % (or the least that
        matters) and MDC95.
    agreeing : where it is beyond the limit, the recordings, this one first, that show it so in the
        same direction.
    wanting : what keeps the verdict from being a consistent difference, each in half a sentence.
    reason : why there is not enough data, or "".
    """

    metric: str
    title: str
    unit: str
    difference_unit: str
    is_headline: bool
    is_guided: bool
    verdict: Verdict
    legs: tuple[LegValues, ...]
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    smallest: float | None = None
    limit: float | None = None
    agreeing: tuple[str, ...] = ()
    wanting: tuple[str, ...] = ()
    reason: str = ""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A recording that was not used, and why, in half a sentence."""

    recording: str
    reason: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One person's latest session, left against right, with the sessions before it.

    Attributes
    ----------
    recording, person, conditions, first_leg : of that session.
    sessions : the recordings that count as the last three, this one first.
    checks : re-strap checks that were used.
    findings : the headline first.
    left_out : what was not used.
    notes : what else a reader should know, a sentence each.
    """

    schema_version: int = 1
    version: str = __version__
    recording: str
    person: str | None
    conditions: Conditions
    first_leg: str | None
    sessions: tuple[str, ...]
    checks: tuple[str, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
