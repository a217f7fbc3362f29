"""What was done of the plan: sets of each leg, as they end."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from imu.coach.shot import LegShot, SetShot
from imu.coach.steadiness import Usual
from imu.counter.quality import set_quality
from imu.events import AnyEvent, RepFinalEvent, SetEvent, UndoEvent
from imu.samples import Quality

BOTH = "both"
"""The name of both legs together, on both feet."""


@dataclass(slots=True)
class _Open:
    """A set under way, of one thigh."""

    qualities: dict[int, Quality] = field(default_factory=dict[int, Quality])
    wobbles_deg: dict[int, float] = field(default_factory=dict[int, float])


class Ledger:
    """Hears every event; knows the sets of each leg of a plan.

    Parameters
    ----------
    legs : of the plan in their order; `BOTH` alone on both feet.
    planned_sets, planned_reps : for each leg, and of each set.
    before_deg : as for `imu.coach.steadiness.Usual`.
    """

    def __init__(
        self,
        legs: Sequence[str],
        planned_sets: int,
        planned_reps: int,
        before_deg: Mapping[str, Sequence[float]],
    ) -> None:
        self._legs = tuple(legs)
        self._planned_sets, self._planned_reps = planned_sets, planned_reps
        self._done: dict[str, list[SetShot]] = {leg: [] for leg in legs}
        self._open: dict[str, _Open] = {}
        self._both: list[SetShot] = []
        self._usual = Usual(before_deg)
        self.last: tuple[str, SetShot] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether any thigh is in a set."""
        return bool(self._open)

    @property
    def wobbles_deg(self) -> dict[str, float]:
        """By leg, this session's median frontal wobble, degrees."""
        return self._usual.of_session

    def leg_of(self, side: str) -> str:
        """The plan's name of a thigh."""
        if self._legs == (BOTH,):
            return BOTH
        return self._legs[0] if side == "unknown" and len(self._legs) == 1 else side

    def legs(self) -> tuple[LegShot, ...]:
        """All legs of the plan; those that were not planned but worked follow."""
        planned = self._planned_sets
        return tuple(
            LegShot(leg, planned if leg in self._legs else 0, tuple(sets))
            for leg, sets in self._done.items()
        )

    def next_leg(self, current: str) -> str | None:
        """Whose turn it is: the current leg's until its sets are done; None when all are done."""
        order = [current, *(leg for leg in self._legs if leg != current)]
        left = [
            leg for leg in order if leg in self._legs and self._counted(leg) < self._planned_sets
        ]
        return left[0] if left else None

    def number(self, leg: str) -> int:
        """The number of a leg's next set, or of the one under way, from 1."""
        return self._counted(leg) + 1

    def hear(self, event: AnyEvent) -> SetShot | None:
        """Take one event; a set that is over with it, or None."""
        match event:
            case SetEvent(state="start"):
                self._open.setdefault(event.side, _Open())
            case SetEvent():
                return self._end(event)
            case RepFinalEvent():
                self._final(event)
            case UndoEvent():
                self._undo(event)
            case _:
                pass
        return None

    def _counted(self, leg: str) -> int:
        return sum(not one.is_short for one in self._done.get(leg, []))

    def _final(self, event: RepFinalEvent) -> None:
        opened = self._open.get(event.side)
        if opened is None or not event.rep.counted:
            return
        if isinstance(event.rep.quality, Quality):
            opened.qualities[event.rep_id] = event.rep.quality
        wobble = event.rep.metrics.get("frontal_wobble_deg")
        if wobble is not None:
            opened.wobbles_deg[event.rep_id] = wobble

    def _undo(self, event: UndoEvent) -> None:
        opened = self._open.get(event.side)
        if opened is not None:
            opened.qualities.pop(event.rep_id, None)
            opened.wobbles_deg.pop(event.rep_id, None)
        elif self.last is not None and self.last[0] == self.leg_of(event.side):
            leg, before = self.last
            self._replace_last(leg, replace(before, count=event.count))

    def _replace_last(self, leg: str, shot: SetShot) -> None:
        shot = replace(shot, is_short=self._is_short(shot.count, shot.stopped))
        self._done[leg][-1] = shot
        self.last = (leg, shot)

    def _end(self, event: SetEvent) -> SetShot | None:
        leg, opened = self.leg_of(event.side), self._open.pop(event.side, _Open())
        found = set_quality(opened.qualities.values())
        shot = SetShot(
            count=event.count,
            good=found.good if found else None,
            reason=found.reason if found else "",
            steady=self._usual.judge(leg, list(opened.wobbles_deg.values())),
            step_offs=event.step_offs,
            stopped=event.stopped,
            is_short=self._is_short(event.count, event.stopped),
        )
        if leg == BOTH:
            self._both.append(shot)
            if self._open:
                return None  # the other thigh is not done yet: it is one set all the same
            shot = max(self._both, key=lambda one: one.count)
            self._both = []
        if event.count == 0 and not event.stopped:
            return None
        self._done.setdefault(leg, []).append(shot)
        self.last = (leg, shot)
        return shot

    def _is_short(self, count: int, stopped: str) -> bool:
        """A set that was told to stop is one however short it is."""
        return not stopped and count < math.ceil(self._planned_reps / 2)
