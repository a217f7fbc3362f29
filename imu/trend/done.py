"""What was done of what was planned, and how it felt: one session as a trend sees it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from imu.ladder import is_on_both_feet
from imu.recording import SessionMeta
from imu.samples import Session

BOTH = "both"
"""The name of both legs together, on both feet."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One session.

    Attributes
    ----------
    recording, person : where it comes from.
    started_s : when it began, s since 1970; None where nobody knows.
    rung, load, load_kg : of the ladder.
    planned_sets, planned_reps : of each leg, and of each set; None without a plan.
    planned_legs : the legs that the plan names; () without a plan.
    reps : by leg ("both" on both feet), the counted reps of each set.
    stopped_for_pain : whether a set was.
    pain_before, pain_between, pain_after : 0 to 10, the worst that was told; None where it was not.
    pain_since : told in this session, the worst since the last one.
    pain_limit : what a physiotherapist allows; None for no pain at all.
    effort : 0 to 10, or None.
    """

    recording: str
    person: str | None = None
    started_s: float | None = None
    rung: str | None = None
    load: str | None = None
    load_kg: float | None = None
    planned_sets: int | None = None
    planned_reps: int | None = None
    planned_legs: tuple[str, ...] = ()
    reps: dict[str, tuple[int, ...]] = {}
    stopped_for_pain: bool = False
    pain_before: float | None = None
    pain_between: float | None = None
    pain_after: float | None = None
    pain_since: float | None = None
    pain_limit: float | None = None
    effort: float | None = None

    @property
    def share(self) -> float | None:
        """How much of the planned reps was done, 0 to 1; None without a plan."""
        planned, done = self.dose
        return done / planned if planned else None

    @property
    def dose(self) -> tuple[int, int]:
        """Planned reps, and how many of those were done; 0 and 0 without a plan.

        Reps beyond the plan make up for nothing.
        """
        sets, reps = self.planned_sets, self.planned_reps
        if not sets or not reps:
            return 0, 0
        done = sum(
            sum(sorted((min(reps, count) for count in self.reps.get(leg, ())), reverse=True)[:sets])
            for leg in self.planned_legs
        )
        return sets * reps * len(self.planned_legs), done


def done_of(session: Session, meta: SessionMeta) -> Done:
    """One session, from what was counted and what its header says."""
    rung = None if meta.rung is None else str(meta.rung)
    at_once = meta.stance == "both-feet" or is_on_both_feet(rung or "")
    sets, reps, legs = _planned(meta.plan)
    return Done(
        recording=session.recording,
        person=meta.person,
        started_s=meta.started_at.timestamp() if meta.started_at is not None else None,
        rung=rung,
        load=meta.load,
        load_kg=meta.load_kg,
        planned_sets=sets,
        planned_reps=reps,
        planned_legs=(BOTH,) if at_once and legs else legs,
        reps=_together(session) if at_once else _apart(session),
        stopped_for_pain=any(
            one.stopped == "pain" for side in session.sides.values() for one in side.sets
        ),
        pain_before=_worst(meta, "before"),
        pain_between=_worst(meta, "between"),
        pain_after=_worst(meta, "after"),
        pain_since=_worst(meta, "next-day"),
        pain_limit=meta.pain_limit,
        effort=meta.effort,
    )


def in_order(sessions: Sequence[Done]) -> list[Done]:
    """In order of time; those of an unknown time first, as they are given."""
    return sorted(sessions, key=lambda one: -math.inf if one.started_s is None else one.started_s)


def _apart(session: Session) -> dict[str, tuple[int, ...]]:
    return {
        leg: tuple(one.count for one in side.sets)
        for leg, side in session.sides.items()
        if side.sets or leg != "unknown"
    }


def _together(session: Session) -> dict[str, tuple[int, ...]]:
    """Both thighs went through the same sets: those of the thigh on which more were counted."""
    counts = [tuple(one.count for one in side.sets) for side in session.sides.values()]
    return {BOTH: max(counts, key=sum, default=())}


def _planned(
    plan: str | Mapping[str, Any] | None,
) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Sets and reps of each leg, and the legs; nothing where the plan is a name or another's."""
    if not isinstance(plan, Mapping):
        return None, None, ()
    sets, reps, legs = plan.get("sets"), plan.get("reps"), plan.get("legs", "both")
    if not isinstance(sets, int) or not isinstance(reps, int):
        return None, None, ()
    return sets, reps, (legs,) if legs in ("left", "right") else ("left", "right")


def _worst(meta: SessionMeta, when: str) -> float | None:
    return max((one.score for one in meta.pain if one.when == when), default=None)
