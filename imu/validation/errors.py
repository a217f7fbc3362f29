"""Times and depths of counted reps against exact truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from imu.recording import LabelledRep, Labels
from imu.samples import Command, CommandKind, Rep, RepSet, SideResult
from imu.validation.model import Errors, RepError
from imu.validation.statistics import Spread, spread_of
from imu.validation.windows import Windows, bottom_of, counted_reps, pairs_of

_ARMING = {
    CommandKind.ARM: True,
    CommandKind.SET_START: True,
    CommandKind.DISARM: False,
    CommandKind.SET_STOP: False,
    CommandKind.PAIN_STOP: False,
}
"""What a command does to the readiness of a side."""


def is_exact(labels: Labels | None) -> bool:
    """Whether the labels are good enough to judge times by: they say "exact" and name every bottom.

    A person's windows are not: where a rep starts is a matter of taste to them.
    """
    return (
        labels is not None
        and "exact" in labels.quality
        and all(rep.bottom_s is not None for rep in labels.reps)
    )


def rep_errors(
    result: SideResult,
    windows: Windows,
    commands: Sequence[Command],
    due: Literal["return", "bottom", "never"],
) -> tuple[RepError, ...]:
    """What each counted rep that lies alone in its window is off by.

    Parameters
    ----------
    result : one side of a session.
    windows : its exact truth.
    commands : those for this side, in the order of time.
    due : when a rep was to be announced; never in review, which sees all at once.
    """
    pairs = pairs_of(counted_reps(result), windows)
    return tuple(
        _error(rep, truth, due, armed=was_armed(rep, result.sets, commands)) for rep, truth in pairs
    )


def _error(rep: Rep, truth: LabelledRep, due: str, *, armed: bool) -> RepError:
    bottom_s = truth.bottom_s if truth.bottom_s is not None else bottom_of(rep)
    due_s = bottom_s if due == "bottom" else truth.end_s
    said_s = rep.announced_s if due != "never" else None
    return RepError(
        start_s=rep.start_s - truth.start_s,
        bottom_s=bottom_of(rep) - bottom_s,
        end_s=rep.end_s - truth.end_s,
        depth_deg=None if truth.depth_deg is None else rep.depth_deg - truth.depth_deg,
        announced_s=None if said_s is None else said_s - due_s,
        armed=armed,
    )


def was_armed(rep: Rep, sets: Sequence[RepSet], commands: Sequence[Command]) -> bool:
    """Whether the counter had been told to expect this rep: armed, and no set has ended since."""
    known_s = rep.end_s if rep.announced_s is None else rep.announced_s
    told = [c for c in commands if c.kind in _ARMING and c.time_s <= known_s]
    if not told or not _ARMING[told[-1].kind]:
        return False
    since_s = told[-1].time_s
    return not any(since_s < s.end_s < rep.start_s for s in sets)


def errors_of(errors: Sequence[RepError]) -> Errors | None:
    """Sum up the errors of some reps; None for none."""
    start = spread_of([abs(e.start_s) for e in errors])
    bottom = spread_of([abs(e.bottom_s) for e in errors])
    end = spread_of([abs(e.end_s) for e in errors])
    if start is None or bottom is None or end is None:
        return None
    depths = [e.depth_deg for e in errors if e.depth_deg is not None]
    return Errors(
        start_s=start,
        bottom_s=bottom,
        end_s=end,
        depth_deg=spread_of(depths),
        depth_abs_deg=spread_of([abs(depth) for depth in depths]),
        announced_armed_s=_announced(errors, armed=True),
        announced_unarmed_s=_announced(errors, armed=False),
    )


def _announced(errors: Sequence[RepError], *, armed: bool) -> Spread | None:
    return spread_of(
        [e.announced_s for e in errors if e.armed == armed and e.announced_s is not None]
    )
