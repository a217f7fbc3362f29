"""Whether a rep met the person's own targets: each on its own, and one short reason at most.

There is no score. A target that is not set is not judged, and one whose measure is missing is not
judged either. A band has an upper edge, too: deeper is not better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from imu.events import AnyEvent, RepFinalEvent
from imu.samples import Quality, Rep, RepSet, Session, SetQuality, SideResult
from imu.targets import Aims, Range, Targets

TALL_DEG, TALL_SHARE = 5.0, 0.2
"""A return is tall within 5 degrees or a fifth of the rep's depth, whichever is more: the tilt at
the top is known to 1 or 2 degrees, and nobody stands the same way twice."""


class Unmet(StrEnum):
    """A target that was missed."""

    SHALLOW = "shallower-than-the-band"
    DEEP = "deeper-than-the-band"
    DOWN_FAST = "down-faster-than-planned"
    DOWN_SLOW = "down-slower-than-planned"
    UP_FAST = "up-faster-than-planned"
    UP_SLOW = "up-slower-than-planned"
    NOT_TALL = "not-back-to-tall"
    UNSTEADY = "less-steady-than-wanted"


SENTENCES: dict[Unmet, str] = {
    Unmet.SHALLOW: "Shallower than your band.",
    Unmet.DEEP: "Deeper than your band.",
    Unmet.DOWN_FAST: "Quicker down than planned.",
    Unmet.DOWN_SLOW: "Slower down than planned.",
    Unmet.UP_FAST: "Quicker up than planned.",
    Unmet.UP_SLOW: "Slower up than planned.",
    Unmet.NOT_TALL: "Not quite back to tall.",
    Unmet.UNSTEADY: "Less steady than wanted.",
}
"""Each in a few words for the person."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a rep; None where it is not."""

    depth_deg: float
    eccentric_s: float | None = None
    concentric_s: float | None = None
    return_deg: float | None = None
    frontal_deg: float | None = None


def measured(rep: Rep) -> Measured:
    """What is known of a listed rep."""
    return Measured(
        depth_deg=rep.depth_deg,
        eccentric_s=rep.metrics.get("eccentric_s"),
        concentric_s=rep.metrics.get("concentric_s"),
        return_deg=rep.metrics.get("return_deg"),
        frontal_deg=rep.metrics.get("frontal_wobble_deg"),
    )


def unmet(rep: Measured, targets: Targets) -> tuple[Unmet, ...]:
    """The targets that a rep missed; the first is the one to speak of."""
    depth = targets.depth_deg
    if targets.smallest_rung:
        depth = Range(None, depth.high)
    found = [
        *_outside(rep.depth_deg, depth, Unmet.SHALLOW, Unmet.DEEP),
        *_not_tall(rep, targets),
        *_outside(rep.eccentric_s, targets.eccentric_s, Unmet.DOWN_FAST, Unmet.DOWN_SLOW),
        *_outside(rep.concentric_s, targets.concentric_s, Unmet.UP_FAST, Unmet.UP_SLOW),
    ]
    if targets.wobble_deg is not None:
        found += _outside(
            rep.frontal_deg, Range(None, targets.wobble_deg), Unmet.UNSTEADY, Unmet.UNSTEADY
        )
    return tuple(found)


def quality_of(rep: Rep, targets: Targets) -> Quality:
    """A rep against the targets."""
    missed = unmet(measured(rep), targets)
    reason = SENTENCES[missed[0]] if missed else ""
    return Quality(met=not missed, unmet=tuple(one.value for one in missed), reason=reason)


def set_quality(qualities: Iterable[Quality]) -> SetQuality | None:
    """How many reps of a set met every target, and what was missed most; None without a rep.

    Of reasons that are as frequent, the one that came first.
    """
    judged = list(qualities)
    reasons = Counter(one.reason for one in judged if not one.met)
    if not judged:
        return None
    reason = reasons.most_common(1)[0][0] if reasons else ""
    return SetQuality(good=sum(one.met for one in judged), reps=len(judged), reason=reason)


def as_planned(good: int, reps: int, reason: str) -> str:
    """A set's quality in words: "6 of 8 as planned (mostly: deeper than your band)"."""
    why = f" (mostly: {reason.rstrip('.').lower()})" if reason else ""
    return f"{good} of {reps} as planned{why}"


def judged_session(session: Session, aims: Aims) -> Session:
    """The session with every counted rep and every set judged; as it is without targets."""
    if aims.are_none:
        return session
    sides = {name: _judged_side(side, aims) for name, side in session.sides.items()}
    return msgspec.structs.replace(session, sides=sides)


def judged_events(events: list[AnyEvent], aims: Aims) -> list[AnyEvent]:
    """The events with every final, counted rep judged; as they are without targets."""
    return [
        msgspec.structs.replace(event, rep=_judged_rep(event.rep, aims))
        if isinstance(event, RepFinalEvent)
        else event
        for event in events
    ]


def _judged_side(side: SideResult, aims: Aims) -> SideResult:
    sets = tuple(_judged_set(one, aims) for one in side.sets)
    return msgspec.structs.replace(side, sets=sets)


def _judged_set(one: RepSet, aims: Aims) -> RepSet:
    reps = tuple(_judged_rep(rep, aims) for rep in one.reps)
    found = set_quality(rep.quality for rep in reps if isinstance(rep.quality, Quality))
    return msgspec.structs.replace(one, reps=reps, quality=found or msgspec.UNSET)


def _judged_rep(rep: Rep, aims: Aims) -> Rep:
    targets = aims.at(rep.start_s)
    if not rep.counted or isinstance(targets, msgspec.UnsetType):
        return rep
    return msgspec.structs.replace(rep, quality=quality_of(rep, targets))


def _outside(value: float | None, wanted: Range, below: Unmet, above: Unmet) -> Iterator[Unmet]:
    if value is None:
        return
    if wanted.low is not None and value < wanted.low:
        yield below
    elif wanted.high is not None and value > wanted.high:
        yield above


def _not_tall(rep: Measured, targets: Targets) -> Iterator[Unmet]:
    if targets.tall and rep.return_deg is not None:
        allowed = max(TALL_DEG, TALL_SHARE * rep.depth_deg)
        if rep.return_deg > allowed:
            yield Unmet.NOT_TALL
