"""Counts per set and spans without reps, summed up over many sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from imu.validation.model import METHODS, CountScore, Method, SideScore
from imu.validation.statistics import Share, share_of
from imu.validation.windows import per_10_min


class CountTotals(msgspec.Struct, frozen=True, kw_only=True):
    """How one method did on the sets that a person counted.

    Attributes
    ----------
    exact, within_one : sets for which it holds, of all.
    counted : reps counted in these sets.
    quiet : spans without a rep in which none was counted, of all; each side is one.
    broken : the others, by their kind.
    ghosts, ghosts_per_10_min : over the exhaustively labelled sides that have counts only; None if
        there are none. Ghosts in foils are among them.
    """

    exact: Share
    within_one: Share
    counted: int
    quiet: Share
    broken: dict[str, int]
    ghosts: int | None
    ghosts_per_10_min: float | None


class CountGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The sides that have counts per set, or spans without reps.

    Attributes
    ----------
    sides : how many. `sets`, `labelled` : sets on them and reps in these. `foils` : spans, one for
        each side.
    methods : by method.
    """

    sides: int
    sets: int
    labelled: int
    foils: int
    methods: dict[Method, CountTotals]


def is_by_count(side: SideScore) -> bool:
    """Whether a side has counts per set, or spans without reps."""
    return any(score.counts is not None for score in side.methods.values())


def count_group(sides: Sequence[SideScore]) -> CountGroup | None:
    """Sum up the sides that have counts; None if none has."""
    chosen = [side for side in sides if is_by_count(side)]
    if not chosen:
        return None
    said = [counts for side in chosen if (counts := side.methods["review"].counts)]
    return CountGroup(
        sides=len(chosen),
        sets=sum(len(counts.sets) for counts in said),
        labelled=sum(score.labelled for counts in said for score in counts.sets),
        foils=sum(len(counts.foils) for counts in said),
        methods={method: _method(method, chosen) for method in METHODS},
    )


def _method(method: Method, sides: Sequence[SideScore]) -> CountTotals:
    said = _counts(method, sides)
    sets = [score for counts in said for score in counts.sets]
    foils = [foil for counts in said for foil in counts.foils]
    broken = Counter(foil.kind or "unnamed" for foil in foils if foil.counted)
    ghosts, outside_s = _ghosts(method, sides)
    return CountTotals(
        exact=share_of(score.counted == score.labelled for score in sets),
        within_one=share_of(abs(score.counted - score.labelled) <= 1 for score in sets),
        counted=sum(score.counted for score in sets),
        quiet=share_of(foil.counted == 0 for foil in foils),
        broken=dict(sorted(broken.items(), key=lambda item: (-item[1], item[0]))),
        ghosts=ghosts,
        ghosts_per_10_min=per_10_min(ghosts, outside_s),
    )


def _counts(method: Method, sides: Sequence[SideScore]) -> list[CountScore]:
    return [
        counts
        for side in sides
        if method in side.methods and (counts := side.methods[method].counts) is not None
    ]


def _ghosts(method: Method, sides: Sequence[SideScore]) -> tuple[int | None, float]:
    """Ghosts, None where none can be told, and the time outside in which they were, s."""
    ghosts = [
        (found, side.outside_s)
        for side in sides
        if side.labelled is None
        and method in side.methods
        and (found := side.methods[method].ghosts) is not None
    ]
    total = sum(found for found, _ in ghosts) if ghosts else None
    return total, sum(outside_s for _, outside_s in ghosts)
