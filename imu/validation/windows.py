"""Counted reps against labelled windows: the rules by which a count is right or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from imu.recording import LabelledRep, Labels
from imu.samples import Flag, Rep, SideResult
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
    outside_s : time outside all windows, s.
    """

    wanted: tuple[LabelledRep, ...] | None
    partial: tuple[LabelledRep, ...]
    exhaustive: bool
    outside_s: float


def windows_of(labels: Labels | None, side: str, start_s: float, end_s: float) -> Windows:
    """The windows of one side, which was recorded from `start_s` to `end_s`.

    A window of "both" sides is one of each. Without any window, only labels that claim to be
    exhaustive say something: that there is no rep.
    """
    mine = [r for r in labels.reps if r.side in (side, "both")] if labels else []
    exhaustive = labels is not None and labels.exhaustive
    wanted = tuple(rep for rep in mine if rep.kind != PARTIAL)
    return Windows(
        wanted if mine or exhaustive else None,
        tuple(rep for rep in mine if rep.kind == PARTIAL),
        exhaustive,
        max(end_s - start_s - _covered_s(mine, start_s, end_s), 0.0),
    )


def _covered_s(reps: Sequence[LabelledRep], start_s: float, end_s: float) -> float:
    """Time between `start_s` and `end_s` that lies in at least one window, s."""
    covered, reached = 0.0, start_s
    for rep in sorted(reps, key=lambda r: r.start_s):
        until = min(rep.end_s, end_s)
        covered += max(until - max(rep.start_s, reached), 0.0)
        reached = max(reached, until)
    return covered


def inside(window: LabelledRep, time_s: float) -> bool:
    """Whether an instant lies in a window, its ends included."""
    return window.start_s <= time_s <= window.end_s


def judge_count(bottoms_s: Sequence[float], windows: Windows) -> MethodScore:
    """Score the bottoms, s, of what some method counted."""
    counted = len(bottoms_s)
    if windows.wanted is None:
        return MethodScore(
            counted=counted,
            exact=None,
            within_one=None,
            bottoms_inside=None,
            ghosts=None,
            ghosts_per_10_min=None,
        )
    off = abs(counted - len(windows.wanted))
    ghosts = _ghosts(bottoms_s, windows) if windows.exhaustive else None
    return MethodScore(
        counted=counted,
        exact=off == 0,
        within_one=off <= 1,
        bottoms_inside=_one_to_one(bottoms_s, windows.wanted),
        ghosts=ghosts,
        ghosts_per_10_min=per_10_min(ghosts, windows.outside_s),
    )


def per_10_min(ghosts: int | None, outside_s: float) -> float | None:
    """Ghosts for 10 minutes outside windows; None if they are unknown or there is no such time."""
    return None if ghosts is None or outside_s <= 0.0 else 600.0 * ghosts / outside_s


def _one_to_one(bottoms_s: Sequence[float], wanted: Sequence[LabelledRep]) -> bool:
    homes = [sum(inside(window, b) for window in wanted) for b in bottoms_s]
    guests = [sum(inside(window, b) for b in bottoms_s) for window in wanted]
    return all(n == 1 for n in (*homes, *guests))


def _ghosts(bottoms_s: Sequence[float], windows: Windows) -> int:
    every = (*(windows.wanted or ()), *windows.partial)
    return sum(not any(inside(window, b) for window in every) for b in bottoms_s)


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
