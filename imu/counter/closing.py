"""A set is over: its reps, and everything that can be told about it only now."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec

from imu.counter.entries import Entry
from imu.counter.likeness import FEWEST, similarities
from imu.counter.metrics import Metrics
from imu.counter.setmetrics import needs, set_metrics
from imu.samples import RepSet, StillWindow

NO_STILLNESS = "nobody stood still for five seconds, nor stayed at the bottom so long"
FIRST_SET = "later sets are compared with this one"
VAGUE_ARMS = "fewer than 3 reps gave an arm"
NOT_MEASURED = "its reps were not measured"
"""Reasons for a metric that cannot be given."""

_SWAY = ("rms_m_s2", "ap_rms_m_s2", "ml_rms_m_s2", "path_m_s2", "jerk_m2_s5", "ellipse_m2_s4")
_FEWEST_ARMS = 3


def closed_set(entries: Sequence[Entry], stopped: str, first_arms_m: dict[int, float]) -> RepSet:
    """The set that these entries make.

    Parameters
    ----------
    entries : all listed reps in order, at least one.
    stopped : as in `imu.samples.RepSet`.
    first_arms_m : by epoch, the lever arm of the first set that had one, m; added to.
    """
    reps = tuple(entry.rep() for entry in entries)
    metrics, missing = set_metrics(reps)
    still = _still(entries)
    similarity = _similarity(entries)
    for more, why in (
        _alike(similarity, entries),
        _steadiness(still),
        _step_offs(entries),
        _knee(entries, first_arms_m),
    ):
        metrics |= more
        missing |= {name: why[name] for name, value in more.items() if value is None}
    return RepSet(
        start_s=reps[0].start_s,
        end_s=reps[-1].end_s,
        reps=reps,
        stopped=stopped,
        metrics=metrics,
        missing=missing,
        similarity=similarity,
        still=still,
    )


def _still(entries: Sequence[Entry]) -> tuple[StillWindow, ...]:
    """All windows of the set, in order of time; what lies between two sets is not between reps."""
    first, *others = entries
    begun = [
        msgspec.structs.replace(window, where="before") if window.where == "between" else window
        for window in first.evidence.still
    ]
    within = [window for entry in others for window in entry.evidence.still]
    return (*begun, *within, *entries[-1].still)


def _surest(still: Sequence[StillWindow]) -> list[StillWindow]:
    """Those that lie in the exercise stance for certain, if there are any; otherwise all."""
    certain = [window for window in still if window.where in ("between", "bottom")]
    return certain or list(still)


def _similarity(entries: Sequence[Entry]) -> tuple[float | None, ...]:
    curves = [e.evidence.curve for e in entries if e.counted and e.evidence.curve]
    if len(curves) < FEWEST:
        return (None,) * len(entries)
    found = iter(similarities(curves))
    return tuple(next(found) if e.counted and e.evidence.curve else None for e in entries)


Told = tuple[Metrics, dict[str, str]]
"""Metrics, and the reason for each of them that might be missing."""


def _alike(similarity: Sequence[float | None], entries: Sequence[Entry]) -> Told:
    known = [value for value in similarity if value is not None]
    enough = sum(entry.counted for entry in entries) >= FEWEST
    why = NOT_MEASURED if enough else needs(FEWEST)
    return {"similarity_median": statistics.median(known) if known else None}, {
        "similarity_median": why
    }


def _steadiness(still: Sequence[StillWindow]) -> Told:
    """Means over the surest windows, and their number."""
    still = _surest(still)
    metrics: Metrics = {
        f"steadiness_{name}": statistics.fmean(getattr(window.sway, name) for window in still)
        if still
        else None
        for name in _SWAY
    }
    reasons = dict.fromkeys(metrics, NO_STILLNESS)
    return {**metrics, "still_windows": float(len(still))}, reasons


def _step_offs(entries: Sequence[Entry]) -> Told:
    """Jerks between the reps; what was before the first is not of the set."""
    if not any(entry.evidence.curve for entry in entries):
        return {"step_offs": None}, {"step_offs": NOT_MEASURED}
    return {"step_offs": float(sum(len(entry.evidence.jerks_s) for entry in entries[1:]))}, {}


def _knee(entries: Sequence[Entry], first_arms_m: dict[int, float]) -> Told:
    """Median lever arm, and by how much it is longer than in the first set of the epoch."""
    arms = [e.metrics.get("knee_arm_m") for e in entries if e.counted]
    known = [arm for arm in arms if arm is not None]
    epoch = entries[-1].candidate.epoch
    arm = statistics.median(known) if len(known) >= _FEWEST_ARMS else None
    first = first_arms_m.get(epoch)
    change = arm - first if arm is not None and first is not None else None
    if arm is not None and first is None:
        first_arms_m[epoch] = arm
    why = VAGUE_ARMS if arm is None else FIRST_SET
    return {"knee_arm_m": arm, "knee_quietness_m": change}, {
        "knee_arm_m": VAGUE_ARMS,
        "knee_quietness_m": why,
    }
