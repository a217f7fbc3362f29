"""Counted reps against true sets: exact or not, what was missed, what was a ghost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imu.accuracy.model import Ghost, SetScore
from imu.accuracy.truth import SideTruth
from imu.samples import RepSet, Side, SideResult
from imu.simulator import Truth
from imu.validation.windows import NOT_SEEN, bottom_of, counted_reps, inside, not_counted_because

STANDING = "standing"
"""What the person did where no movement was written down."""


@dataclass(frozen=True, slots=True)
class Bottom:
    """One counted rep: its bottom, s, and depth, degrees (0 where a method gives none)."""

    side: Side
    time_s: float
    depth_deg: float = 0.0


def bottoms_of(sides: dict[Side, SideResult]) -> list[Bottom]:
    """Every counted rep of a session."""
    return [
        Bottom(side, bottom_of(rep), rep.depth_deg)
        for side, result in sides.items()
        for rep in counted_reps(result)
    ]


def score_set(truth: SideTruth, bottoms: Sequence[Bottom], result: SideResult | None) -> SetScore:
    """Score one set; `result` names the reasons of what was missed, where there are any."""
    told = [b.time_s for b in bottoms if b.side == truth.side and truth.holds(b.time_s)]
    kept = [time_s for time_s in told if not truth.is_free(time_s)]
    hits = [sum(inside(window, time_s) for time_s in kept) for window in truth.wanted]
    missed = [w for w, n in zip(truth.wanted, hits, strict=True) if not n]
    found = len(truth.wanted) - len(missed)
    return SetScore(
        side=truth.side,
        start_s=truth.start_s,
        end_s=truth.end_s,
        wanted=len(truth.wanted),
        counted=len(kept),
        exact=not missed and len(kept) == found,
        missed=tuple(_reason(result, (w.start_s, w.end_s)) for w in missed),
        extra=len(kept) - found,
    )


def _reason(result: SideResult | None, window: tuple[float, float]) -> str:
    if result is None:
        return NOT_SEEN
    start_s, end_s = window
    for rep in (rep for one in result.sets for rep in one.reps if not rep.counted):
        if start_s <= bottom_of(rep) <= end_s:
            return not_counted_because(rep)
    shared = {min(r.end_s, end_s) - max(r.start_s, start_s): r.reason for r in result.rejected}
    longest = max(shared, default=0.0)
    return shared[longest] if longest > 0.0 else NOT_SEEN


def ghosts_of(
    sets: Sequence[SideTruth], bottoms: Sequence[Bottom], truth: Truth
) -> tuple[Ghost, ...]:
    """Counted reps outside all sets of their side."""
    return tuple(
        Ghost(
            side=b.side,
            bottom_s=b.time_s,
            depth_deg=b.depth_deg,
            doing=doing_at(truth, b.time_s),
        )
        for b in bottoms
        if not any(one.side == b.side and one.holds(b.time_s) for one in sets)
    )


def doing_at(truth: Truth, time_s: float) -> str:
    """What the person did at an instant; a set of the other leg counts as "other-leg"."""
    for foil in truth.foils:
        if foil.start_s <= time_s <= foil.end_s:
            return foil.kind
    if any(one.start_s <= time_s <= one.end_s for one in truth.sets):
        return "other-leg"
    return STANDING


def matched(found: Sequence[tuple[Side, RepSet]], sets: Sequence[SideTruth]) -> int:
    """How many found sets stand for one true set each, most of their reps inside it."""
    taken: set[int] = set()
    for side, one in found:
        inside_of = [
            n
            for rep in one.reps
            if rep.counted
            for n, truth in enumerate(sets)
            if truth.side == side and truth.holds(bottom_of(rep))
        ]
        best = max(set(inside_of), key=inside_of.count, default=None)
        if best is not None and 2 * inside_of.count(best) > one.count:
            taken.add(best)
    return len(taken)
