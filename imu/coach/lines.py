"""Everything the coach says aloud beside the count, by name.

Names, not words: what a line sounds like, and in which language, is for whoever speaks it.
"""

from __future__ import annotations

from enum import StrEnum


class Line(StrEnum):
    """One thing to say."""

    COUNTDOWN_3 = "countdown-3"
    COUNTDOWN_2 = "countdown-2"
    COUNTDOWN_1 = "countdown-1"
    GO = "go"
    LAST_ONE = "last-one"
    SET_DONE = "set-done"
    REST = "rest"
    TEN_SECONDS = "ten-seconds"
    CHANGE_LEGS = "change-legs"  # two sensors, or none to be moved: free the foot, change
    MOVE_SENSOR = "move-sensor"  # one sensor: free the foot, strap the sensor to the other leg
    LEFT_LEG = "left-leg"
    RIGHT_LEG = "right-leg"
    READY = "ready"
    SENSOR_LOST = "sensor-lost"
    SENSOR_BACK = "sensor-back"
    BATTERY_LOW = "battery-low"
    SESSION_DONE = "session-done"
    WELL_DONE = "well-done"  # for the summary of a set; never in the middle of one
    LESS_DEEP = "less-deep"
    DEEPER = "deeper"
    SLOWER_DOWN = "slower-down"
    SLOWER_UP = "slower-up"
    QUICKER_DOWN = "quicker-down"
    QUICKER_UP = "quicker-up"
    ALL_THE_WAY_UP = "all-the-way-up"
    STEADY = "steady"

    @property
    def is_cue(self) -> bool:
        """Whether it is about how a rep was done: what is off by default, one a rep at most."""
        return self in CUES


CUES = frozenset(
    {
        Line.LESS_DEEP,
        Line.DEEPER,
        Line.SLOWER_DOWN,
        Line.SLOWER_UP,
        Line.QUICKER_DOWN,
        Line.QUICKER_UP,
        Line.ALL_THE_WAY_UP,
        Line.STEADY,
    }
)
"""Said only of a rep outside the person's own band."""

TEN_S = 10.0
"""s left of a rest at which that is said."""

MARKS = {
    TEN_S: Line.TEN_SECONDS,
    3.0: Line.COUNTDOWN_3,
    2.0: Line.COUNTDOWN_2,
    1.0: Line.COUNTDOWN_1,
    0.0: Line.GO,
}
"""What is said when so many seconds are left of a clock, in their order."""
