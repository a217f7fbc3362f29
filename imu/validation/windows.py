"""Counted reps against labelled windows: the rules by which a count is right or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from imu.recording import Foil, LabelledRep, LabelledSet, Labels
from imu.samples import Flag, Rep, SideResult
from imu.validation.counts import holds, judge_spans
from imu.validation.model import MethodScore

PARTIAL = "partial"
"""Kind of a labelled rep that is too shallow to be counted: neither expected nor a ghost."""

NOT_SEEN = "not-seen"
"""Reason of a missed window in which the counter listed nothing at all."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The labels of one side.

    Attributes
    ----------
    wanted : windows of reps that are to be counted; None if there are no labels for this side.
    partial : windows of reps that are too shallow.
    exhaustive : whether every rep is labelled.
    outside_s : time outside all windows and sets, s.
    sets : whose reps a person counted. `foils` : spans without a rep.
    by_count : whether sets and foils say something about this side, be it that there is no set.
    """

    wanted: tuple[LabelledRep, ...] | None
    partial: tuple[LabelledRep, ...]
    exhaustive: bool
    outside_s: float
    sets: tuple[LabelledSet, ...] = ()
    foils: tuple[Foil, ...] = ()
    by_count: bool = False


def windows_of(labels: Labels | None, side: str, start_s: float, end_s: float) -> Windows:
    """The windows of one side, which was recorded from `start_s` to `end_s`.

    A window, or a set, of "both" sides is one of each. Without any window, only labels that claim
    to be exhaustive say something: that there is no rep. Where reps were counted in sets, it is the
    counts that say so.
    """
    if labels is None:
        return Windows(None, (), exhaustive=False, outside_s=max(end_s - start_s, 0.0))
    mine = [rep for rep in labels.reps if rep.side in (side, "both")]
    sets = tuple(counted for counted in labels.sets if counted.side in (side, "both"))
    nowhere = labels.exhaustive and not mine and not sets
    in_counts = bool(labels.sets or labels.foils)
    return Windows(
        wanted=tuple(rep for rep in mine if rep.kind != PARTIAL)
        if mine or (nowhere and not in_counts)
        else None,
        partial=tuple(rep for rep in mine if rep.kind == PARTIAL),
        exhaustive=labels.exhaustive,
        outside_s=max(end_s - start_s - _covered_s((*mine, *sets), start_s, end_s), 0.0),
        sets=sets,
        foils=labels.foils,
        by_count=bool(sets or labels.foils) or (nowhere and in_counts),
    )


def _covered_s(spans: Sequence[LabelledRep | LabelledSet], start_s: float, end_s: float) -> float:
    """Time between `start_s` and `end_s` that lies in at least one span, s."""
    covered, reached = 0.0, start_s
    for span in sorted(spans, key=lambda s: s.start_s):
        until = min(span.end_s, end_s)
        covered += max(until - max(span.start_s, reached), 0.0)
        reached = max(reached, until)
    return covered


def inside(window: LabelledRep, time_s: float) -> bool:
    """Whether an instant lies in a window, its ends included."""
    return window.start_s <= time_s <= window.end_s


def judge_count(bottoms_s: Sequence[float], windows: Windows) -> MethodScore:
    """Score the bottoms, s, of what some method counted."""
    judged = windows.exhaustive and (windows.wanted is not None or windows.by_count)
    ghosts = _ghosts(bottoms_s, windows) if judged else None
    score = MethodScore(
        counted=len(bottoms_s),
        exact=None,
        within_one=None,
        bottoms_inside=None,
        ghosts=ghosts,
        ghosts_per_10_min=per_10_min(ghosts, windows.outside_s),
        counts=judge_spans(bottoms_s, windows.sets, windows.foils) if windows.by_count else None,
    )
    return score if windows.wanted is None else _against(windows.wanted, score, bottoms_s, windows)


def _against(
    wanted: Sequence[LabelledRep],
    score: MethodScore,
    bottoms_s: Sequence[float],
    windows: Windows,
) -> MethodScore:
    """The same score with the verdicts on windows. Reps of a set are judged in their set."""
    mine = [b for b in bottoms_s if _has_window(b, windows) or not _has_set(b, windows)]
    off = abs(len(mine) - len(wanted))
    return msgspec.structs.replace(
        score,
        exact=off == 0,
        within_one=off <= 1,
        bottoms_inside=_one_to_one(mine, wanted),
    )


def per_10_min(ghosts: int | None, outside_s: float) -> float | None:
    """Ghosts for 10 minutes outside; None if they are unknown or there is no such time."""
    return None if ghosts is None or outside_s <= 0.0 else 600.0 * ghosts / outside_s


def _one_to_one(bottoms_s: Sequence[float], wanted: Sequence[LabelledRep]) -> bool:
    homes = [sum(inside(window, b) for window in wanted) for b in bottoms_s]
    guests = [sum(inside(window, b) for b in bottoms_s) for window in wanted]
    return all(n == 1 for n in (*homes, *guests))


def _ghosts(bottoms_s: Sequence[float], windows: Windows) -> int:
    return sum(not (_has_window(b, windows) or _has_set(b, windows)) for b in bottoms_s)


def _has_window(bottom_s: float, windows: Windows) -> bool:
    every = (*(windows.wanted or ()), *windows.partial)
    return any(inside(window, bottom_s) for window in every)


def _has_set(bottom_s: float, windows: Windows) -> bool:
    return any(holds(counted, bottom_s) for counted in windows.sets)


def bottom_of(rep: Rep) -> float:
    """The bottom instant of a rep: the middle of its time at the bottom, s."""
    return (rep.bottom_start_s + rep.bottom_end_s) / 2


def counted_reps(result: SideResult) -> list[Rep]:
    """The counted reps of all sets, in the order of time."""
    return [rep for rep_set in result.sets for rep in rep_set.reps if rep.counted]


def pairs_of(reps: Sequence[Rep], windows: Windows) -> list[tuple[Rep, LabelledRep]]:
    """Each rep that lies in one window only, and alone there, with that window."""
    wanted = windows.wanted or ()
    homes = [[w for w in wanted if inside(w, bottom_of(rep))] for rep in reps]
    return [
        (rep, home[0])
        for rep, home in zip(reps, homes, strict=True)
        if len(home) == 1 and sum(inside(home[0], bottom_of(other)) for other in reps) == 1
    ]


def missed_reasons(result: SideResult, windows: Windows) -> dict[str, int]:
    """Windows to be counted that hold no counted rep, by what the counter says about them."""
    bottoms = [bottom_of(rep) for rep in counted_reps(result)]
    missed = [w for w in windows.wanted or () if not any(inside(w, b) for b in bottoms)]
    return count_of([_reason(result, window) for window in missed])


def _reason(result: SideResult, window: LabelledRep) -> str:
    listed = [rep for rep_set in result.sets for rep in rep_set.reps if not rep.counted]
    for rep in listed:
        if inside(window, bottom_of(rep)):
            return not_counted_because(rep)
    shared = {
        min(r.end_s, window.end_s) - max(r.start_s, window.start_s): r.reason
        for r in result.rejected
    }
    longest = max(shared, default=0.0)
    return shared[longest] if longest > 0.0 else NOT_SEEN


def not_counted_because(rep: Rep) -> str:
    """Why a listed rep is not counted: taken back by the person, or partial."""
    return Flag.UNDONE.value if Flag.UNDONE in rep.flags else Flag.PARTIAL.value


def rejected_reasons(result: SideResult) -> dict[str, int]:
    """Movements that were not counted, by reason, the most frequent first."""
    listed = [rep for rep_set in result.sets for rep in rep_set.reps if not rep.counted]
    reasons = [r.reason for r in result.rejected]
    return count_of([*reasons, *(not_counted_because(rep) for rep in listed)])


def count_of(words: Sequence[str]) -> dict[str, int]:
    """How often each word occurs, the most frequent first, then by the alphabet."""
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
