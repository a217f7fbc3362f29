"""The rule: what is said of two legs, from the latest session and the two before it.

"Difference in this session": the interval of this session leaves 0 out. "Consistent difference": it
is beyond the larger of 10 % and MDC95 as well, so it was in at least two of the last three sessions
and in the same direction, each leg began at least one of those, and a re-strap check has shown what
strapping alone does. The figures of the rule: `firmware_notes/comparing.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from imu.asymmetry.history import History, history_of
from imu.asymmetry.judging import Judged, judge
from imu.asymmetry.legs import LegSession
from imu.asymmetry.measures import HEADLINE, MEASURES
from imu.asymmetry.model import Comparison, Finding, Verdict
from imu.asymmetry.straps import is_checked, strap_term

AGREEING = 2
"""Sessions, this one among them, that have to agree."""

NOT_NOTED = (
    "Rung, load and hand support are not noted in these recordings: they are taken as the same."
)
ORDER = "One leg worked after the other: tiredness or practice may be part of a single session."


def compare(sessions: Sequence[LegSession]) -> Comparison:
    """Compare the legs of a person's latest session.

    Parameters
    ----------
    sessions : of one person, re-strap checks among them; at least one that is none. In any order:
        they are put in order of time, those of an unknown time first, as they are given.
    """
    history = history_of(sessions)
    straps = {one.metric: strap_term(one, history.checks, history.sessions) for one in MEASURES}
    judged = [judge(session, straps) for session in history.sessions]
    now = history.sessions[0]
    return Comparison(
        recording=now.recording,
        person=now.person,
        conditions=now.conditions,
        first_leg=now.first_leg,
        sessions=tuple(one.recording for one in history.sessions),
        checks=tuple(one.recording for one in history.checks),
        findings=tuple(
            _finding([one[measure.metric] for one in judged], history) for measure in MEASURES
        ),
        left_out=history.left_out,
        notes=_notes(now),
    )


def _finding(judged: Sequence[Judged], history: History) -> Finding:
    """What to say of one measure, judged in the sessions of the history, the latest first."""
    now = judged[0]
    measure, one = now.measure, now.estimate
    agreeing = [
        session
        for session, other in zip(history.sessions, judged, strict=True)
        if now.is_beyond and other.is_beyond and _same_way(other, now)
    ]
    wanting = _wanting(now, agreeing, history) if now.is_detected else ()
    shown = measure.shown
    half = one.half_width() if one else 0.0
    return Finding(
        metric=measure.metric,
        title=measure.title,
        unit=measure.unit,
        difference_unit="%" if measure.is_ratio else measure.unit,
        is_headline=measure is HEADLINE,
        is_guided=measure.guided,
        verdict=_verdict(now, wanting),
        legs=now.legs,
        difference=shown(one.middle) if one else None,
        low=shown(one.middle - half) if one else None,
        high=shown(one.middle + half) if one else None,
        p=one.p if one else None,
        p_adjusted=now.p_adjusted if one else None,
        smallest=shown(one.half_width(now.alpha)) if one else None,
        limit=shown(now.limit) if one else None,
        agreeing=tuple(session.recording for session in agreeing),
        wanting=wanting,
        reason=now.reason,
    )


def _verdict(now: Judged, wanting: Sequence[str]) -> Verdict:
    if now.estimate is None:
        return Verdict.NOT_ENOUGH
    if not now.is_detected:
        return Verdict.NOT_DETECTED
    return Verdict.THIS_SESSION if wanting else Verdict.CONSISTENT


def _same_way(one: Judged, other: Judged) -> bool:
    if one.estimate is None or other.estimate is None:
        return False
    return (one.estimate.middle > 0.0) == (other.estimate.middle > 0.0)


def _wanting(now: Judged, agreeing: Sequence[LegSession], history: History) -> tuple[str, ...]:
    """What a difference in this session lacks to be a consistent one."""
    wanting: list[str] = []
    if now.is_beyond:
        if len(agreeing) < AGREEING:
            wanting.append("a single session shows it so, and it takes two of the last three")
        else:
            wanting += _order(agreeing)
    else:
        digits, unit = (0, " %") if now.measure.is_ratio else (1, now.measure.unit)
        wanting.append(f"it is not over {now.measure.shown(now.limit):.{digits}f}{unit}")
    if not is_checked(now.measure, history.checks, history.sessions[0].legs):
        wanting.append("no re-strap check has been done")
    return tuple(wanting)


def _order(agreeing: Sequence[LegSession]) -> list[str]:
    """Whether the legs took turns in beginning, in the sessions that agree."""
    if any(one.is_at_once for one in agreeing):
        return []
    first = {one.first_leg for one in agreeing}
    if None in first:
        return ["which leg began is not known"]
    if len(first) == 1:
        return [f"the {first.pop()} leg began each time: let the other one begin"]
    return []


def _notes(now: LegSession) -> tuple[str, ...]:
    conditions = now.conditions
    known = (conditions.rung, conditions.load, conditions.load_kg, conditions.hand_support)
    notes = [] if any(value is not None for value in known) else [NOT_NOTED]
    return tuple(notes if now.is_at_once else [*notes, ORDER])
