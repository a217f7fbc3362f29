"""What comes next on the ladder, and why: a suggestion, never an order.

A step up needs the dose done on both legs in several sessions, without pain or within the limit
that a physiotherapist set. Depth is not asked: more tilt can be a bent knee, and is no progress.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from imu.ladder import RUNGS, Rung, is_on_both_feet, rung_of
from imu.trend.done import BOTH, Done, in_order

DOSE_SETS, DOSE_REPS = 3, 8
"""Sets of each leg, and reps of each set, that a step up asks for: the dose of the exercise."""

STEADY = 3
"""Sessions in a row that make "consistently": a week of training every other day. Own choice."""

HARD_EFFORT = 9.0
"""Effort from 0 to 10 from which on a session was too hard; twice in a row says so. Own choice."""

DEPTH_STEPS = (
    "A very small hinge is the safest start.",
    "Then deeper, while the knee stays quiet.",
    "Then deeper still, the knee going forward a little, never instead of the hips going back.",
)
"""Depth has steps of its own. They are chosen by the person, or by whoever guides them, and no
measured depth leads from one to the next."""

DEPTH_NOTE = "Deeper is not a step up: the thigh tilts more when the knee bends, too."


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a step up asks for: a sentence, and whether it is so now."""

    text: str
    holds: bool


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """What comes next.

    Attributes
    ----------
    direction : along the ladder.
    rung : the key of the step that is suggested; None where the step of today is not known.
    title : that step's name for a person, or "".
    reason : why, a sentence or two.
    needs : what a step up asks for; all of it holds where one is suggested. () where there is no
        higher step, or nobody knows.
    """

    direction: Literal["up", "stay", "down"]
    rung: str | None
    title: str
    reason: str
    needs: tuple[Need, ...] = ()


def next_step(sessions: Sequence[Done]) -> Suggestion:
    """Suggest what comes next after these sessions of one person, in any order."""
    ordered = in_order(sessions)
    now = ordered[-1] if ordered else None
    rung = rung_of(now.rung or "") if now is not None else None
    if now is None or rung is None:
        return Suggestion(direction="stay", rung=None, title="", reason="The step is not noted.")
    row = _same_step(ordered)
    found = _for_pain(row, rung) or _for_effort(row, rung) or _up_or_stay(row, rung)
    return found if rung is RUNGS[-1] else msgspec.structs.replace(found, needs=_needs(row))


def is_dose_done(session: Done) -> bool:
    """Whether both legs did three sets of eight or more."""
    legs = (BOTH,) if is_on_both_feet(session.rung or "") else ("left", "right")
    return all(
        sum(count >= DOSE_REPS for count in session.reps.get(leg, ())) >= DOSE_SETS for leg in legs
    )


def _same_step(ordered: Sequence[Done]) -> list[Done]:
    """The latest sessions in a row on the same step with the same load, the latest last.

    What was told in the session after one about the time since belongs to the earlier.
    """
    told = [one.pain_since for one in ordered[1:]] + [None]
    row: list[Done] = []
    for one, since in zip(reversed(ordered), reversed(told), strict=True):
        if row and (one.rung, one.load, one.load_kg) != (row[0].rung, row[0].load, row[0].load_kg):
            break
        row.insert(0, msgspec.structs.replace(one, pain_since=since))
    return row


def _pain(session: Done) -> float | None:
    """The worst that was told of a session; None where nothing was."""
    told = (
        session.pain_before,
        session.pain_between,
        session.pain_after,
        session.pain_since,
    )
    return max((score for score in told if score is not None), default=None)


def _hurt(session: Done, limit: float) -> bool:
    pain = _pain(session)
    return session.stopped_for_pain or (pain is not None and pain > limit)


def _for_pain(row: Sequence[Done], rung: Rung) -> Suggestion | None:
    last = row[-1]
    limit = last.pain_limit or 0.0
    if not _hurt(last, limit):
        return None
    pain = _pain(last)
    what = "A set was stopped for pain." if last.stopped_for_pain else f"Pain was {pain:g} of 10."
    if limit > 0.0:
        what += f" The limit is {limit:g}."
    return _down(rung, f"{what} Someone who can look at you knows more than any app.")


def _for_effort(row: Sequence[Done], rung: Rung) -> Suggestion | None:
    last = row[-2:]
    if len(last) < 2 or not all(_too_hard(one) for one in last):
        return None
    return _down(rung, "The last two sessions were too hard.")


def _too_hard(session: Done) -> bool:
    """Very hard by the person's word, or a leg that never did half of a planned set."""
    if session.effort is not None and session.effort >= HARD_EFFORT:
        return True
    half = (session.planned_reps or DOSE_REPS) / 2.0
    legs = [session.reps.get(leg, ()) for leg in session.planned_legs]
    return any(max(counts, default=0) < half for counts in legs)


def _down(rung: Rung, why: str) -> Suggestion:
    place = RUNGS.index(rung)
    if place == 0:
        return _stay(rung, f"{why} This is the easiest step: do less, or rest.")
    easier = RUNGS[place - 1]
    return Suggestion(direction="down", rung=easier.key, title=easier.title, reason=why)


_NONE_ABOVE = "there is none above it to work for"
_MORE_LOAD = "a little more load is what is left"


def _up_or_stay(row: Sequence[Done], rung: Rung) -> Suggestion:
    last = row[-STEADY:]
    lacking = _lacking(last)
    done = (
        f"{DOSE_SETS} × {DOSE_REPS} or more on both legs in {STEADY} sessions, {_ease(last[-1])}."
    )
    if rung is RUNGS[-1]:
        why, left = (_trouble(last), _NONE_ABOVE) if lacking else (done, _MORE_LOAD)
        return _stay(rung, f"{why} This is the highest step: {left}.".strip())
    if lacking:
        return _stay(rung, lacking)
    harder = RUNGS[RUNGS.index(rung) + 1]
    return Suggestion(direction="up", rung=harder.key, title=harder.title, reason=done)


def _ease(session: Done) -> str:
    if session.pain_limit:
        return f"with pain within the limit of {session.pain_limit:g}"
    return "without pain"


def _lacking(last: Sequence[Done]) -> str:
    """What the latest sessions lack for a step up, as a sentence; "" for nothing."""
    done = sum(is_dose_done(one) for one in last)
    if len(last) < STEADY or done < STEADY:
        return (
            f"A step up needs {DOSE_SETS} × {DOSE_REPS} or more on both legs in {STEADY} sessions"
            f" in a row: {done} of them so far."
        )
    if not _has_hurt(last) and any(one.pain_after is None for one in last):
        return "Whether it hurt was not told each time, and a step up needs to know."
    return _trouble(last)


def _has_hurt(last: Sequence[Done]) -> bool:
    limit = last[-1].pain_limit or 0.0
    return any(_hurt(one, limit) for one in last)


def _trouble(last: Sequence[Done]) -> str:
    """What speaks for going easy on any step, as a sentence; "" for nothing."""
    if _has_hurt(last):
        return f"It hurt in one of the last {STEADY} sessions."
    return "The last session was very hard." if _too_hard(last[-1]) else ""


def _needs(row: Sequence[Done]) -> tuple[Need, ...]:
    """What `_lacking` looks at, one after the other, of the latest sessions in a row."""
    last = row[-STEADY:]
    limit, done = last[-1].pain_limit or 0.0, sum(is_dose_done(one) for one in last)
    dose = f"{DOSE_SETS} × {DOSE_REPS} or more on both legs, {STEADY} sessions in a row"
    ease = f"Pain of {limit:g} or less in them" if limit > 0.0 else "No pain in them"
    return (
        Need(text=f"{dose}: {done} of {STEADY} so far.", holds=done == STEADY),
        Need(text=f"{ease}.", holds=not _has_hurt(last)),
        Need(
            text="Each time it was told afterwards whether it hurt.",
            holds=all(one.pain_after is not None for one in last),
        ),
        Need(text="The last session was not too hard.", holds=not _too_hard(last[-1])),
    )


def _stay(rung: Rung, why: str) -> Suggestion:
    return Suggestion(direction="stay", rung=rung.key, title=rung.title, reason=why)
