"""From a session and edits to the session as the person says that it was."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from imu.counter.closing import closed_set
from imu.counter.entries import Entry
from imu.counter.quality import judged_session
from imu.edits.changes import change
from imu.edits.draft import Draft, DraftSet, DraftSide
from imu.edits.motion import Motion
from imu.errors import UsageError
from imu.recording.edits import Edit, edits_hash, in_force
from imu.samples import Edited, Flag, Rep, RepSet, Session, Side, SideResult
from imu.settings import Settings
from imu.targets import Aims

_NO_STREAM = SideResult(samples=0, rate_hz=None, gaps=(), health=(), sets=(), rejected=())


@dataclass(frozen=True, slots=True)
class Applied:
    """A corrected session.

    Attributes
    ----------
    session : as it was given where no edit is in force.
    refusals : by the number of the edit, why it changed nothing and what to do about it.
    """

    session: Session
    refusals: dict[int, UsageError]

    @property
    def without_effect(self) -> dict[int, str]:
        """By the number of the edit, why it changed nothing."""
        return {number: error.problem for number, error in self.refusals.items()}


def apply(
    session: Session,
    edits: Sequence[Edit],
    motions: Mapping[Side, Motion],
    settings: Settings,
    aims: Aims,
) -> Applied:
    """Correct a session. Nothing that is given is changed.

    Reps keep what was measured of them, but for the time at the top, which ends with the next rep.
    Every figure of a set on a leg that an edit has touched is worked out again.

    Parameters
    ----------
    session : what review has found.
    edits : all edits of the recording, taken back ones included.
    motions : by stream, how the thighs moved.
    settings : those that the session was made with.
    aims : what reps are judged against.
    """
    active = in_force(edits)
    if not active:
        return Applied(session, {})
    draft = Draft.of(session, motions)
    failed: dict[int, UsageError] = {}
    for edit in active:
        try:
            change(draft, edit, motions, settings.sets.set_pause_s)
        except UsageError as error:
            failed[edit.id] = error
    sides = {
        side: _side(one, session.sides.get(side, _NO_STREAM), motions)
        for side, one in draft.sides.items()
    }
    said = tuple(
        f"edit {number} has no effect: {error.problem}" for number, error in failed.items()
    )
    edited = Edited(count=len(active) - len(failed), hash=edits_hash(active), without_effect=said)
    done = msgspec.structs.replace(session, sides=_ordered(sides), edits=edited)
    return Applied(judged_session(done, aims), failed)


def _ordered(sides: dict[str, SideResult]) -> dict[str, SideResult]:
    order = ("left", "right", "unknown")
    return {side: sides[side] for side in order if side in sides}


def _side(draft: DraftSide, found: SideResult, motions: Mapping[Side, Motion]) -> SideResult:
    if not draft.touched:
        return found
    arms: dict[Side, dict[int, float]] = {}
    since: dict[Side, float] = {}
    sets = [_built(one, motions, arms, since) for one in draft.sets]
    return msgspec.structs.replace(found, sets=tuple(sets), rejected=tuple(draft.rejected))


def _built(
    draft: DraftSet,
    motions: Mapping[Side, Motion],
    arms: dict[Side, dict[int, float]],
    since: dict[Side, float],
) -> RepSet:
    """A set made anew from its reps, by the code that closes every set.

    Parameters
    ----------
    arms : by stream, the lever arms of earlier sets; added to.
    since : by stream, when the rep before ended, s; brought up to date.
    """
    entries: list[Entry] = []
    for one in draft.reps:
        since_s = since.get(one.stream, -math.inf)
        entries.append(motions[one.stream].entry_of(one.rep, since_s))
        since[one.stream] = one.rep.end_s
    for this, after in itertools.pairwise(entries):
        this.next_start_s = after.candidate.start_s
    for entry in entries:
        entry.counted = entry.counted and Flag.EXCLUDED.value not in entry.flags
    stream = draft.reps[-1].stream
    built = closed_set(entries, draft.stopped, arms.setdefault(stream, {}))
    reps = [_as_it_was(new, one.rep) for new, one in zip(built.reps, draft.reps, strict=True)]
    return msgspec.structs.replace(built, reps=tuple(reps))


def _as_it_was(new: Rep, old: Rep) -> Rep:
    """A rep whose figures are left out counts all the same."""
    return msgspec.structs.replace(new, counted=old.counted)
