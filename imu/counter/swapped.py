"""Whether the two sensors sit on each other's legs: the leg that was told to work goes along.

Gravity and rate cannot tell a left thigh from a right one, so this is a question, never a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from imu.events import AnyEvent, HealthEvent, RejectedEvent, RepEvent
from imu.samples import Health, Reason, Side

_REPS = 3
"""Reps of the other leg, and as many of the one that was told at which it went along."""


@dataclass(slots=True)
class SwapState:
    """The side that was told to work; reps counted on it, at which it went along, of the other.

    `findings` is what was said, by the side that it was said of.
    """

    told: Side | None = None
    own: int = 0
    idle: int = 0
    others: int = 0
    findings: dict[Side, list[Health]] = field(default_factory=dict[Side, list[Health]])


class SwapWatch:
    """Hears which leg is to work and which one does. Sides by the names that they have now."""

    def __init__(self, state: SwapState) -> None:
        self.state = state

    def told(self, side: Side | None) -> None:
        """The next reps are to be made with this leg (None: with any)."""
        self.state.told = side
        self.state.own = self.state.idle = self.state.others = 0

    def hear(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """Take what has just happened; give what follows from it."""
        told, state = self.state.told, self.state
        if told is None or state.findings:
            return []
        for event in events:
            if isinstance(event, RepEvent):
                state.own += event.side == told
                state.others += event.side != told
            elif isinstance(event, RejectedEvent) and event.side == told:
                state.idle += event.reason == Reason.IDLE_LEG
        if state.own or state.others < _REPS or state.idle < _REPS:
            return []
        state.findings[told] = [_SWAPPED]
        code, message = _SWAPPED.code, _SWAPPED.message
        return [HealthEvent(time_s=events[-1].time_s, side=told, code=code, message=message)]


_SWAPPED = Health(
    "sides-swapped",
    "The other leg does the work and this one goes along. If you did train this leg, the two"
    " sensors are on each other's thighs: swap them, or say so.",
)
