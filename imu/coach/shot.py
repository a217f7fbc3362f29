"""What a training screen shows of the plan at one moment: frozen, to be kept and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where the person is in the plan."""

    GET_READY = "get-ready"  # the clock to the first countdown of this leg runs, or is held
    COUNTDOWN = "countdown"  # three, two, one
    SET = "set"  # armed, or a set is under way
    REST = "rest"  # until the next countdown
    CHANGE = "change"  # the only sensor is on its way to the other leg
    RESTRAP = "restrap"  # in a check of the strap: it comes off, and on again, on the same leg
    PAIN = "pain"  # stopped for pain; goes on only when told so
    DONE = "done"  # all that was planned is done; further sets still count


class Steady(StrEnum):
    """How steady the standing thigh was, against the person's own usual."""

    FIRST = "first"  # nothing to compare with yet
    STEADIER = "steadier"
    USUAL = "usual"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class SetShot:
    """A set that is over.

    Attributes
    ----------
    count : reps.
    good, reason : how many met every target, and what was missed most; None and "" without targets.
    steady : against the own usual; None where too little was measured.
    step_offs : how often the foot came down, or None.
    stopped : "", "person" or "pain".
    is_short : whether it had less than half of the planned reps, and so counts as none.
    """

    count: int
    good: int | None = None
    reason: str = ""
    steady: Steady | None = None
    step_offs: int | None = None
    stopped: str = ""
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class LegShot:
    """One leg's part of the plan: `name` is "left", "right", or "both" on both feet."""

    name: str
    planned: int
    sets: tuple[SetShot, ...] = ()

    @property
    def done(self) -> int:
        """Sets that count."""
        return sum(not one.is_short for one in self.sets)


@dataclass(frozen=True, slots=True)
class CoachShot:
    """The plan's part of a training screen.

    Attributes
    ----------
    stage : where the person is.
    leg : that works now, or next; "both" on both feet.
    set_number, planned_sets : of the set that is under way, or next, on that leg.
    planned_reps : of each set.
    left_s : until the next countdown, or left of it, s, rounded up for a screen; None where no
        clock runs.
    is_held : whether the clock was stopped by hand.
    legs : all legs of the plan in their order.
    last : the set that was done last, or None; `last_leg` is whose.
    is_changing_leg : whether the next set is on another leg than the last one.
    """

    stage: Stage
    leg: str
    set_number: int
    planned_sets: int
    planned_reps: int
    left_s: float | None
    is_held: bool
    legs: tuple[LegShot, ...]
    last: SetShot | None = None
    last_leg: str = ""
    is_changing_leg: bool = False
