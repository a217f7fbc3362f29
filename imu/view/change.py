"""The change of leg with one sensor, as a screen shows it."""

from __future__ import annotations

from dataclasses import dataclass

from imu.counter.legchange import change_sentence, other_leg
from imu.samples import Command, CommandKind


@dataclass(frozen=True, slots=True)
class LegChange:
    """The only sensor is on its way.

    Attributes
    ----------
    leaves, goes_to : the legs.
    since_s : session time at which it was said, s.
    """

    leaves: str
    goes_to: str
    since_s: float

    @property
    def sentence(self) -> str:
        """What the person is to do."""
        return change_sentence(self.leaves)


class ChangeModel:
    """Which change is under way, and for how long rests have waited for changes."""

    def __init__(self) -> None:
        self.now: LegChange | None = None
        self._spans: list[tuple[float, float]] = []

    def obey(self, command: Command) -> None:
        """Take `change-leg` or `leg-confirmed`."""
        leg = command.side or "unknown"
        if command.kind is CommandKind.CHANGE_LEG:
            self.now = LegChange(leg, other_leg(leg), command.time_s)
        elif self.now is not None:
            self._spans.append((self.now.since_s, command.time_s))
            self.now = None

    def rested_s(self, since_s: float, time_s: float) -> float:
        """Time of rest from `since_s` to `time_s`, s: the clock waits while the leg is changed."""
        spans = [*self._spans, (self.now.since_s, time_s)] if self.now else self._spans
        waited = sum(max(0.0, min(b, time_s) - max(a, since_s)) for a, b in spans)
        return max(0.0, time_s - since_s - waited)
