"""What is said aloud besides the count. How each sounds is the voice's business."""

from __future__ import annotations

from enum import StrEnum


class Line(StrEnum):
    """One thing to say."""

    COUNTDOWN_3 = "countdown-3"
    COUNTDOWN_2 = "countdown-2"
    COUNTDOWN_1 = "countdown-1"
    GO = "go"
    READY = "ready"
    LAST_ONE = "last-one"
    SET_DONE = "set-done"
    REST = "rest"
    TEN_SECONDS = "ten-seconds"
    CHANGE_LEGS = "change-legs"  # free your foot, the other leg
    MOVE_SENSOR = "move-sensor"  # free your foot, move the sensor
    LEFT_LEG = "left-leg"
    RIGHT_LEG = "right-leg"
    SENSOR_LOST = "sensor-lost"
    SENSOR_BACK = "sensor-back"
    BATTERY_LOW = "battery-low"
    SESSION_DONE = "session-done"
    WELL_DONE = "well-done"
    LESS_DEEP = "less-deep"
    DEEPER = "deeper"
    SLOWER_DOWN = "slower-down"
    QUICKER_DOWN = "quicker-down"
    SLOWER_UP = "slower-up"
    QUICKER_UP = "quicker-up"
    ALL_THE_WAY_UP = "all-the-way-up"
    STEADY = "steady"


CUES = frozenset(
    {
        Line.LESS_DEEP,
        Line.DEEPER,
        Line.SLOWER_DOWN,
        Line.QUICKER_DOWN,
        Line.SLOWER_UP,
        Line.QUICKER_UP,
        Line.ALL_THE_WAY_UP,
        Line.STEADY,
    }
)
"""Those that tell how to do the next rep; a person may not want them."""
