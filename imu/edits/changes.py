"""What each kind of edit does to a draft. One that can do nothing raises and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from imu.edits.draft import Draft, DraftRep, DraftSet, DraftSide, bottom_of, stream_of
from imu.edits.motion import Motion
from imu.errors import UsageError
from imu.recording.edits import (
    Add,
    Edit,
    Exclude,
    Join,
    Move,
    Reject,
    Restore,
    Split,
    Swap,
    Undo,
)
from imu.samples import Flag, Reason, Rejected, Side

_NOT_COUNTED = (Flag.PARTIAL.value, Flag.UNDONE.value)
_AS_IT_IS = "Nothing is to be done."


def change(draft: Draft, edit: Edit, motions: Mapping[Side, Motion], pause_s: float) -> None:
    """Carry out one edit.

    Parameters
    ----------
    draft : changed in place.
    edit : one that is in force.
    motions : by stream, to measure reps that are added.
    pause_s : longest pause within a set, s; a rep that is added further away begins another.

    Raises
    ------
    UsageError : it finds nothing to change; says why.
    """
    match edit:
        case Reject():
            _reject(draft.side(edit.side), edit.time_s)
        case Add():
            span = (edit.start_s, edit.end_s)
            _add(draft.side(edit.side), _motion(motions, edit.side), span, pause_s)
        case Exclude():
            _exclude(draft.side(edit.side), edit.time_s)
        case Restore():
            _restore(draft.side(edit.side), motions, edit, pause_s)
        case Split():
            _split(draft.side(edit.side), edit.time_s)
        case Join():
            _join(draft.side(edit.side), edit.time_s)
        case Move() | Swap():
            _change_side(draft, edit)
        case Undo():
            raise UsageError("an undo changes nothing by itself")


def _motion(motions: Mapping[Side, Motion], side: Side) -> Motion:
    stream = stream_of(side, motions)
    if stream not in motions:
        problem = f"no hinge axis was found on the {side} leg, so nothing can be measured"
        raise UsageError(problem, "Correct a leg on which some reps were found.")
    return motions[stream]


def _reject(side: DraftSide, time_s: float) -> None:
    _, one = side.rep_at(time_s)
    rep = one.rep
    side.take(one)
    gone = Rejected(
        start_s=rep.start_s,
        end_s=rep.end_s,
        reason=Reason.UNDONE.value,
        depth_deg=rep.depth_deg,
    )
    side.rejected.append(gone)
    side.sort()


def _add(side: DraftSide, motion: Motion, span: tuple[float, float], pause_s: float) -> None:
    rep = motion.measured(*span)
    there = [r.rep for _, r in side.every()]
    if any(rep.start_s < other.end_s and other.start_s < rep.end_s for other in there):
        problem = f"there is a rep at {bottom_of(rep):.1f} s already"
        raise UsageError(problem, "Reject that one first, or choose other times.")
    rep = msgspec.structs.replace(rep, flags=(*rep.flags, Flag.EDITED.value))
    _insert(side, DraftRep(rep, motion.side), pause_s)
    side.rejected = [one for one in side.rejected if not one.start_s <= bottom_of(rep) <= one.end_s]


def _insert(side: DraftSide, one: DraftRep, pause_s: float) -> None:
    """Put a rep into the nearest set, or make one of its own of it."""

    def away_s(other: DraftSet) -> float:
        return max(one.rep.start_s - other.end_s, other.start_s - one.rep.end_s)

    near = min(side.sets, key=away_s, default=None)
    if near is not None and away_s(near) <= pause_s:
        near.reps.append(one)
        near.sort()
    else:
        side.sets.append(DraftSet([one]))
    side.touched = True
    side.sort()


def _exclude(side: DraftSide, time_s: float) -> None:
    _, one = side.rep_at(time_s)
    if not one.rep.counted:
        raise UsageError(f"the rep at {time_s:.1f} s does not count anyway", _AS_IT_IS)
    if Flag.EXCLUDED in one.rep.flags:
        raise UsageError(f"the rep at {time_s:.1f} s is left out already", _AS_IT_IS)
    one.rep = msgspec.structs.replace(one.rep, flags=(*one.rep.flags, Flag.EXCLUDED.value))
    side.touched = True


def _restore(
    side: DraftSide, motions: Mapping[Side, Motion], edit: Restore, pause_s: float
) -> None:
    gone = side.rejected_at(edit.time_s)
    listed = any(r.rep.start_s <= edit.time_s <= r.rep.end_s for _, r in side.every())
    if gone is not None and not listed:
        span = _with_standing(side, gone)
        _add(side, _motion(motions, edit.side), span, pause_s)
        return
    _, one = side.rep_at(edit.time_s)
    if one.rep.counted and Flag.EXCLUDED not in one.rep.flags:
        raise UsageError(f"the rep at {edit.time_s:.1f} s counts already", _AS_IT_IS)
    kept = [flag for flag in one.rep.flags if flag not in (*_NOT_COUNTED, Flag.EXCLUDED)]
    if not one.rep.counted:
        kept.append(Flag.EDITED.value)
    one.rep = msgspec.structs.replace(one.rep, counted=True, flags=tuple(kept))
    side.touched = True


_AROUND_S = 0.3
"""s of standing before and after a rejected movement, whose bounds are within it."""


def _with_standing(side: DraftSide, gone: Rejected) -> tuple[float, float]:
    """The span of a rejected movement with some standing around it, up to the reps beside it."""
    before = [r.rep.end_s for _, r in side.every() if r.rep.end_s <= gone.start_s]
    after = [r.rep.start_s for _, r in side.every() if r.rep.start_s >= gone.end_s]
    start_s = max([gone.start_s - _AROUND_S, *before])
    return start_s, min([gone.end_s + _AROUND_S, *after])


def _split(side: DraftSide, time_s: float) -> None:
    for at, one in enumerate(side.sets):
        first = [r for r in one.reps if r.bottom_s < time_s]
        second = [r for r in one.reps if r.bottom_s >= time_s]
        if first and second:
            side.sets[at : at + 1] = [DraftSet(first), DraftSet(second, one.stopped)]
            side.touched = True
            return
    problem = f"no set has reps on both sides of {time_s:.1f} s"
    raise UsageError(problem, "Choose a time between two reps of one set.")


def _join(side: DraftSide, time_s: float) -> None:
    begun = [n for n, one in enumerate(side.sets) if one.start_s <= time_s]
    at = begun[-1] if begun else -1
    if not 0 <= at < len(side.sets) - 1:
        problem = f"there are no two sets that {time_s:.1f} s lies in or between"
        raise UsageError(problem, "Choose a time between the two.")
    first, second = side.sets[at], side.sets[at + 1]
    both = DraftSet([*first.reps, *second.reps], second.stopped)
    both.sort()
    side.sets[at : at + 2] = [both]
    side.touched = True


def _change_side(draft: Draft, edit: Move | Swap) -> None:
    """Move the reps and rejected movements of a span to the other side, set by set."""
    ways: list[tuple[Side, Side]]
    if isinstance(edit, Swap):
        ways = [("left", "right"), ("right", "left")]
    else:
        ways = [(edit.side, edit.to)]
        draft.side(edit.side)
    sides = [draft.sides[side] for side, _ in ways if side in draft.sides]
    if not any(_is_within(r, edit) for side in sides for _, r in side.every()):
        problem = f"there is no rep from {edit.start_s:.1f} to {edit.end_s:.1f} s"
        raise UsageError(problem, "Choose a span with a rep in it.")
    moved = [(to, *_lifted(draft.sides.get(side), edit)) for side, to in ways]
    for to, sets, rejected in moved:
        side = draft.sides.setdefault(to, DraftSide())
        side.sets += sets
        side.rejected += rejected
        side.touched = True
        side.sort()


def _is_within(one: DraftRep, edit: Move | Swap) -> bool:
    return edit.start_s <= one.bottom_s <= edit.end_s


def _lifted(side: DraftSide | None, edit: Move | Swap) -> tuple[list[DraftSet], list[Rejected]]:
    """Take the sets, or the parts of sets, and the rejected movements of a span out of a side."""
    if side is None:
        return [], []
    lifted: list[DraftSet] = []
    for one in side.sets:
        reps = [r for r in one.reps if _is_within(r, edit)]
        one.reps = [r for r in one.reps if r not in reps]
        for r in reps:
            if Flag.EDITED not in r.rep.flags:
                flags = (*r.rep.flags, Flag.EDITED.value)
                r.rep = msgspec.structs.replace(r.rep, flags=flags)
        if reps:
            lifted.append(DraftSet(reps, one.stopped))
    gone = [r for r in side.rejected if edit.start_s <= r.start_s and r.end_s <= edit.end_s]
    side.rejected = [r for r in side.rejected if r not in gone]
    side.sets = [one for one in side.sets if one.reps]
    side.touched = side.touched or bool(lifted or gone)
    return lifted, gone
