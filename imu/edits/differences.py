"""Where the live count and review disagree, each as a question that a person can answer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from imu.edits.draft import bottom_of
from imu.recording.edits import Edit, Move, Reject, Restore
from imu.samples import SIDES, Flag, Reason, Rep, Session, Side, SideResult

_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
_AROUND_S = 0.3
"""s beyond a rep in which an edit that moves it looks for its bottom."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One movement that is a rep for one count and not for the other.

    Attributes
    ----------
    side : the leg of the rep.
    time_s : middle of its bottom, s; `start_s`, `end_s` : its bounds as the count has it that
        counts it.
    counted_by : "live" or "review".
    reason : why the other does not count it: a reason of the gate, "partial", "other-leg", or ""
        where it does not see it at all.
    question : for the person.
    remedy : the edit to make where review is wrong; None where a person has to mark the span.
    """

    side: Side
    time_s: float
    start_s: float
    end_s: float
    counted_by: str
    reason: str
    question: str
    remedy: Edit | None


def differences(live: Session, review: Session) -> tuple[Difference, ...]:
    """Reps that only one of two counts of the same recording has, in order of time.

    Parameters
    ----------
    live : what was announced (`imu.edits.heard`), or what the live counter says today.
    review : what review says; corrected already, if corrections were made.
    """
    found: list[Difference] = []
    for side in SIDES:
        here, there = _counted(live, side), _counted(review, side)
        only_live, only_review = unpaired(here, there), unpaired(there, here)
        found += (_unheard(one, side, review) for one in only_live)
        found += (_unannounced(one, side, live) for one in only_review if not _is_settled(one))
    found = [one for one in found if one.reason != Reason.UNDONE]  # said already, too
    return tuple(sorted(_once(found), key=lambda one: one.time_s))


def _is_settled(rep: Rep) -> bool:
    """Whether a person has said already that it is one."""
    return Flag.EDITED in rep.flags


def unpaired(reps: Sequence[Rep], others: Sequence[Rep]) -> list[Rep]:
    """The reps that none of the others is: each other is one rep only, the closest."""
    pairs = sorted(
        (abs(bottom_of(a) - bottom_of(b)), n, m)
        for n, a in enumerate(reps)
        for m, b in enumerate(others)
        if _is_same(a, b)
    )
    taken: set[int] = set()
    used: set[int] = set()
    for _, n, m in pairs:
        if n not in taken and m not in used:
            taken.add(n)
            used.add(m)
    return [one for n, one in enumerate(reps) if n not in taken]


def _is_same(a: Rep, b: Rep) -> bool:
    """Whether the bottom of one of them lies in the other."""
    return a.start_s <= bottom_of(b) <= a.end_s or b.start_s <= bottom_of(a) <= b.end_s


def _counted(session: Session, side: Side) -> list[Rep]:
    result = session.sides.get(side)
    return [one for one in _listed(result) if one.counted] if result else []


def _listed(result: SideResult) -> Iterator[Rep]:
    return (rep for one in result.sets for rep in one.reps)


def _why(rep: Rep, side: Side, other: Session) -> str:
    """Why the other count does not have a rep; "" where it does not see it."""
    result = other.sides.get(side)
    at = bottom_of(rep)
    if result is not None:
        if any(_is_same(rep, one) for one in _listed(result) if not one.counted):
            return "partial"
        refused = [one.reason for one in result.rejected if one.start_s <= at <= one.end_s]
        if refused and refused[0] != "idle-leg":
            return refused[0]
    opposite = _counted(other, _OTHER[side]) if side in _OTHER else []
    if any(_is_same(rep, one) for one in opposite):
        return "other-leg"
    refused = [r.reason for r in result.rejected if r.start_s <= at <= r.end_s] if result else []
    return refused[0] if refused else ""


def _unheard(rep: Rep, side: Side, review: Session) -> Difference:
    """A rep that was counted live and that review does not count."""
    why = _why(rep, side, review)
    known = {
        "": "that review does not see: was there one?",
        "partial": "that review finds too shallow to count: does it count?",
        "other-leg": f"that review sees on the {_OTHER.get(side, side)} leg: which leg was it?",
    }
    text = known.get(why, f"that review rejects ({why}): was it one?")
    at = bottom_of(rep)
    remedy: Edit | None = Restore(side=side, time_s=at) if why else None
    if why == "other-leg":
        remedy = _moved(rep, _OTHER[side], side)
    said = f"The live count had a rep at {_clock(at)} on the {side} leg {text}"
    return _difference(rep, side, "live", why, said, remedy)


def _unannounced(rep: Rep, side: Side, live: Session) -> Difference:
    """A rep that review counts and that was not counted live."""
    why = _why(rep, side, live)
    known = {
        "": "that was not announced: was there one?",
        "partial": "that the live count found too shallow: does it count?",
        "other-leg": f"that was announced on the {_OTHER.get(side, side)} leg: which leg was it?",
    }
    text = known.get(why, f"that the live count rejected ({why}): was it one?")
    at = bottom_of(rep)
    remedy: Edit = Reject(side=side, time_s=at)
    if why == "other-leg":
        remedy = _moved(rep, side, _OTHER[side])
    said = f"Review counts a rep at {_clock(at)} on the {side} leg {text}"
    return _difference(rep, side, "review", why, said, remedy)


def _moved(rep: Rep, side: Side, to: Side) -> Move:
    start_s, end_s = rep.start_s - _AROUND_S, rep.end_s + _AROUND_S
    return Move(side=side, to=to, start_s=start_s, end_s=end_s)


def _difference(
    rep: Rep, side: Side, by: str, why: str, question: str, remedy: Edit | None
) -> Difference:
    return Difference(
        side=side,
        time_s=bottom_of(rep),
        start_s=rep.start_s,
        end_s=rep.end_s,
        counted_by=by,
        reason=why,
        question=question,
        remedy=remedy,
    )


def _once(found: Sequence[Difference]) -> list[Difference]:
    """A rep on the other leg is one question, not two: the one about what was announced."""
    moved = [one for one in found if one.reason == "other-leg" and one.counted_by == "live"]
    return [
        one
        for one in found
        if one.counted_by == "live"
        or one.reason != "other-leg"
        or not any(other.start_s <= one.time_s <= other.end_s for other in moved)
    ]


def _clock(time_s: float) -> str:
    minutes, seconds = divmod(math.floor(time_s), 60)
    return f"{minutes}:{seconds:02d}"
