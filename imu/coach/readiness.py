"""Whether a leg may be armed now: not in the middle of a hinge, nor of reps that wait to count.

Arming says that the pose of this moment is tall, and that what came before was no set: told to
somebody who has begun already, both are wrong. They are counted all the same, three reps later.
"""

from __future__ import annotations

from imu.counter.cycles import Phase
from imu.events import AnyEvent, DotEvent, RejectedEvent, RepEvent, RepFinalEvent
from imu.live import Tick

STALE_S = 12.0
"""s. A dot that neither counted nor went by then is forgotten: the longest pause within a set."""


class Readiness:
    """Hears pictures and events of all thighs."""

    def __init__(self) -> None:
        self._dots: dict[tuple[str, int], float] = {}
        self._moving: set[str] = set()

    def look(self, tick: Tick) -> None:
        """Take a picture of the stream."""
        self._moving = {
            side
            for side, glimpse in tick.sides.items()
            if glimpse.tilt_deg is not None and glimpse.phase is not Phase.TOP
        }
        late_s = tick.time_s - STALE_S
        self._dots = {key: at for key, at in self._dots.items() if at > late_s}

    def hear(self, event: AnyEvent) -> None:
        """Take an event."""
        match event:
            case DotEvent():
                self._dots[event.side, event.rep_id] = event.time_s
            case RepEvent() | RepFinalEvent() | RejectedEvent():
                self._dots.pop((event.side, event.rep_id), None)
            case _:
                pass

    def may_arm(self, leg: str) -> bool:
        """Whether that leg, or every one for another name than a leg's, stands and waits."""
        sides = {leg} if leg in ("left", "right") else self._moving | {s for s, _ in self._dots}
        return not (sides & self._moving) and not any(side in sides for side, _ in self._dots)
