"""Which of a person's sessions stand together: the latest, the two before it, the checks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from imu.asymmetry.conditions import unlike
from imu.asymmetry.legs import LegSession
from imu.asymmetry.model import LeftOut

LAST = 3
"""Sessions that a consistent difference looks at."""

APART_S = 3.0 * 3600.0
"""s between the starts of two sessions. Sooner than that it may be one strapping, and agreeing with
itself is no agreement."""


@dataclass(frozen=True, slots=True)
class History:
    """The sessions that count.

    Attributes
    ----------
    sessions : the latest first, then up to two others like it.
    checks : re-strap checks.
    left_out : the others, with the reason; those that are merely older are not mentioned.
    """

    sessions: tuple[LegSession, ...]
    checks: tuple[LegSession, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def in_time(sessions: Sequence[LegSession]) -> list[LegSession]:
    """The sessions in order of time; those of an unknown time first, as they are given."""
    return sorted(sessions, key=lambda one: -math.inf if one.started_s is None else one.started_s)


def history_of(sessions: Sequence[LegSession]) -> History:
    """Sort out a person's sessions; at least one must be no re-strap check."""
    ordered = in_time(sessions)
    trained = [one for one in ordered if not one.is_restrap_check]
    now = trained[-1]
    taken, left_out = [now], list[LeftOut]()
    for earlier in reversed(trained[:-1]):
        if len(taken) == LAST:
            break
        reason = _why_not(earlier, taken)
        if reason:
            left_out.append(LeftOut(recording=earlier.recording, reason=reason))
        else:
            taken.append(earlier)
    checks: list[LegSession] = []
    for check in (one for one in ordered if one.is_restrap_check):
        reason = _why_no_check(check, now, checks)
        if reason:
            left_out.append(LeftOut(recording=check.recording, reason=reason))
        else:
            checks.append(check)
    return History(tuple(taken), tuple(checks), tuple(left_out))


def _why_not(earlier: LegSession, taken: Sequence[LegSession]) -> str:
    now, later = taken[0], taken[-1]
    if _is_again(earlier, taken):
        return "the same samples once more"
    if earlier.started_s is None or later.started_s is None:
        return "it is not known when it was"
    if later.started_s - earlier.started_s < APART_S:
        return "less than three hours before the next one: perhaps the same strapping"
    differing = unlike(earlier.conditions, now.conditions)
    if differing:
        return "; ".join(differing)
    if set(earlier.legs) != set(now.legs):
        return "other legs were measured"
    return f"not enough data: {earlier.lacks}" if earlier.lacks else ""


def _why_no_check(check: LegSession, now: LegSession, checks: Sequence[LegSession]) -> str:
    """A check is of the sensor and the strap: rung and load may be others."""
    if _is_again(check, checks):
        return "the same samples once more"
    here, there = check.conditions, now.conditions
    if (here.metrics_version, here.settings_hash, here.mode) != (
        there.metrics_version,
        there.settings_hash,
        there.mode,
    ):
        return "re-strap check with another version of the metrics, settings or way of counting"
    return f"re-strap check: {check.refusal}" if check.refusal else ""


def _is_again(one: LegSession, others: Sequence[LegSession]) -> bool:
    return bool(one.input_hash) and any(one.input_hash == other.input_hash for other in others)
