"""What a person can tell a coach, and what a coach says has to follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from imu.coach.lines import Line
from imu.live import Wish
from imu.samples import CommandKind, Side


class Press(StrEnum):
    """What a person can tell the coach."""

    NEXT = "next"  # whatever comes next: start, stop the set, the sensor sits, go on
    HOLD = "hold"  # let the clock stand still, or run again
    UNDO = "undo"  # the last rep was none
    PAIN = "pain"
    LEFT = "left"  # that leg is next
    RIGHT = "right"
    NO = "no"  # the bar goes the wrong way
    SKIP = "skip"  # leave the strap-on out


@dataclass(slots=True)
class Orders:
    """What follows: commands for the session, lines to be said, whether the person is through."""

    wishes: list[Wish] = field(default_factory=list[Wish])
    lines: list[Line] = field(default_factory=list[Line])
    is_over: bool = False

    def wish(self, kind: CommandKind, leg: str | None = None, value: str = "") -> None:
        """One more command; `leg` None or "both" for every side."""
        sides: dict[str, Side] = {"left": "left", "right": "right", "unknown": "unknown"}
        self.wishes.append(Wish(kind, sides.get(leg or ""), value))
