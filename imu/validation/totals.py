"""Many scores summed up, simulated and real ones apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from imu.validation.counttotals import CountGroup, count_group, is_by_count
from imu.validation.errors import errors_of
from imu.validation.model import METHODS, Errors, Method, MethodScore, RecordingScore, SideScore
from imu.validation.statistics import Share, share_of
from imu.validation.windows import per_10_min

_DIGITS = 12

Origin = Literal["real", "simulated"]


class MethodTotals(msgspec.Struct, frozen=True, kw_only=True):
    """How one method did on all sides whose reps are labelled one by one.

    Attributes
    ----------
    exact, within_one, bottoms_inside : sides for which it holds, of all judged.
    counted : reps counted on these sides.
    ghosts, ghosts_per_10_min : over the exhaustively labelled sides; None if there are none.
    missed : windows without a counted rep, by reason.
    errors : where the truth is exact.
    """

    exact: Share
    within_one: Share
    bottoms_inside: Share
    counted: int
    ghosts: int | None
    ghosts_per_10_min: float | None
    missed: dict[str, int]
    errors: Errors | None


class GroupTotals(msgspec.Struct, frozen=True, kw_only=True):
    """Recordings of one origin, and of one or two thighs where the group is so narrow.

    Attributes
    ----------
    sensors : "any", "one", or "two" for recordings of both thighs, at once or one after the other.
    recordings : recordings in the group.
    judged : sides whose reps are labelled one by one, or labelled to be none.
    unjudged : sides without any labels.
    labelled : reps to be counted on the judged sides.
    labels_for_both : whether a recording of both thighs has labels for "both". One leg may have
        been idle then, and 0 right for it, whatever `exact` says.
    inputs_hash : 12 hex digits over samples, commands and truth of all these recordings.
    methods : by method, on the judged sides.
    counts : the same for counts per set and spans without reps; None where no side has any. Reps
        labelled one by one and counts are never in one figure.
    """

    origin: Origin
    sensors: Literal["any", "one", "two"]
    recordings: int
    judged: int
    unjudged: int
    labelled: int
    labels_for_both: bool
    inputs_hash: str
    methods: dict[Method, MethodTotals]
    counts: CountGroup | None = None


def totals_of(scores: Sequence[RecordingScore]) -> list[GroupTotals]:
    """Totals of the real and of the simulated recordings, each also by number of sensors.

    Where the recordings of one origin all have one sensor, or all two, one group says it all.
    """
    groups: list[GroupTotals] = []
    for origin in ("real", "simulated"):
        chosen = [s for s in scores if s.simulated == (origin == "simulated")]
        one = [s for s in chosen if s.sensors == 1]
        two = [s for s in chosen if s.sensors > 1]
        if one and two:
            groups += [_group(origin, "one", one), _group(origin, "two", two)]
        if chosen:
            groups.append(_group(origin, "any", chosen))
    return groups


def _group(
    origin: Origin, sensors: Literal["any", "one", "two"], scores: Sequence[RecordingScore]
) -> GroupTotals:
    sides = [side for score in scores for side in score.sides.values()]
    judged = [side for side in sides if side.labelled is not None]
    return GroupTotals(
        origin=origin,
        sensors=sensors,
        recordings=len(scores),
        judged=len(judged),
        unjudged=sum(side.labelled is None and not is_by_count(side) for side in sides),
        labelled=sum(side.labelled or 0 for side in judged),
        labels_for_both=any(s.sensors > 1 and s.labels_for_both for s in scores),
        inputs_hash=inputs_hash(scores),
        methods={method: _method(method, judged) for method in METHODS},
        counts=count_group(sides),
    )


def inputs_hash(scores: Iterable[RecordingScore]) -> str:
    """12 hex digits that name what the figures were made from, whatever the names and order."""
    parts = sorted(f"{score.input_hash} {score.truth_hash}" for score in scores)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]


def _method(method: Method, judged: Sequence[SideScore]) -> MethodTotals:
    scored = [(side, side.methods[method]) for side in judged if method in side.methods]
    every = [score for _, score in scored]
    watched = [(side, score) for side, score in scored if score.ghosts is not None]
    ghosts = sum(score.ghosts or 0 for _, score in watched) if watched else None
    return MethodTotals(
        exact=share_of(score.exact for score in every),
        within_one=share_of(score.within_one for score in every),
        bottoms_inside=share_of(score.bottoms_inside for score in every),
        counted=sum(score.counted for score in every),
        ghosts=ghosts,
        ghosts_per_10_min=per_10_min(ghosts, sum(side.outside_s for side, _ in watched)),
        missed=_missed(every),
        errors=errors_of([error for score in every for error in score.errors]),
    )


def _missed(scores: Sequence[MethodScore]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for score in scores:
        total.update(score.missed)
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))
