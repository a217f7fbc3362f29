"""Turning points of a signal: where it goes back by more than a hysteresis."""

from __future__ import annotations

from dataclasses import dataclass

from imu.samples import Floats


@dataclass(frozen=True, slots=True)
class Turn:
    """An extreme of the signal: position and value. The signal's ends count too."""

    at: int
    value: float


def turning_points(signal: Floats, hysteresis: float) -> list[Turn]:
    """Alternating extremes of (n,) `signal`, n >= 1, its two ends included.

    An extreme counts once the signal has gone back from it by more than `hysteresis` (same unit).
    """
    values = signal.tolist()
    found: list[Turn] = []
    high = low = Turn(0, values[0])
    direction = 0
    for i, value in enumerate(values):
        if direction >= 0 and value > high.value:
            high = Turn(i, value)
        if direction <= 0 and value < low.value:
            low = Turn(i, value)
        if direction >= 0 and value < high.value - hysteresis:
            found.append(high)
            direction, low = -1, Turn(i, value)
        elif direction <= 0 and value > low.value + hysteresis:
            found.append(low)
            direction, high = 1, Turn(i, value)
    last = {1: high, -1: low, 0: Turn(0, values[0])}[direction]
    return _with_ends(found, values, last)


def _with_ends(found: list[Turn], values: list[float], last: Turn) -> list[Turn]:
    first, end = Turn(0, values[0]), Turn(len(values) - 1, values[-1])
    turns = found if found and found[0].at == 0 else [first, *found]
    for turn in (last, end):
        if turn.at > turns[-1].at:
            turns.append(turn)
    return turns
