"""What a phone says in one message, whichever app it runs."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, cast

import numpy as np

from imu.errors import ImuError
from imu.samples import Floats
from imu.sources.unwrap import is_usable

Channel = Literal["total", "acceleration", "gravity", "rotation"]
"""Acceleration with gravity and without, both m/s²; gravity alone, m/s²; angular rate, rad/s."""

CHANNELS: tuple[Channel, ...] = ("total", "acceleration", "gravity", "rotation")

MAX_READINGS = 50_000
"""Readings of all channels in one message: two minutes of four of them at 100 Hz."""

_MOST = 1e6
"""No phone feels more, in m/s² or rad/s."""


class PhoneError(ImuError):
    """A phone cannot be reached, or says what nobody can use."""


@dataclass(frozen=True, slots=True)
class Track:
    """Readings of one channel: (n,) the phone's own time, s, and (n, 3) values, in any order."""

    time_s: Floats
    values: Floats

    def __len__(self) -> int:
        return len(self.time_s)


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes
    ----------
    number : counts the messages of a session.
    session, phone : the app's own names for a measurement and a phone.
    tracks : by channel, what was measured.
    refused : readings of these channels that held no usable numbers.
    """

    number: int
    session: str = ""
    phone: str = ""
    tracks: dict[Channel, Track] = field(default_factory=dict[Channel, Track])
    refused: int = 0


class Collector:
    """Gathers readings one by one; what is no number is counted, not kept."""

    def __init__(self) -> None:
        self._rows: dict[Channel, list[tuple[float, float, float, float]]] = {}
        self.refused = 0

    def add(self, channel: Channel, time_s: float | None, values: tuple[object, ...]) -> None:
        """Take one reading; `values` are x, y and z as they came."""
        x, y, z = (number(value) for value in values)
        if time_s is None or x is None or y is None or z is None or not is_usable(time_s):
            self.refused += 1
            return
        if max(abs(x), abs(y), abs(z)) > _MOST:
            self.refused += 1
            return
        self._rows.setdefault(channel, []).append((time_s, x, y, z))

    def tracks(self) -> dict[Channel, Track]:
        """All that was gathered."""
        return {channel: _track(rows) for channel, rows in self._rows.items()}


def _track(rows: list[tuple[float, float, float, float]]) -> Track:
    table = np.array(rows, dtype=np.float64)
    return Track(table[:, 0].copy(), table[:, 1:].copy())


def number(value: object) -> float | None:
    """A JSON value as a finite number; None for anything else. Some apps quote their numbers."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def mapping(value: object) -> dict[str, object] | None:
    """A JSON object; None for anything else."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def listing(value: object) -> list[object] | None:
    """A JSON array; None for anything else."""
    return cast("list[object]", value) if isinstance(value, list) else None
