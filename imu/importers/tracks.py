"""The channels of a recording put together, row by row: acceleration with gravity, turn rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from imu.errors import RecordingError
from imu.importers.merge import at_times
from imu.importers.model import Channel, Track
from imu.importers.times import rows_are
from imu.recording import measured_rate_hz
from imu.samples import Floats, Ints

_ADVICE = "Were both recorded at the same time? Give the files of one recording"
_FEWEST = 10
"""Rows: fewer are no recording, and nothing could be told from them."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Both channels at the times of the accelerometer, still in the units of the file.

    Attributes
    ----------
    acc, gyr : acceleration with gravity, and turn rate, at the same times.
    seq : (n,) the file's own count of samples, or None.
    used : the channels of the file that they were made from.
    """

    acc: Track
    gyr: Track
    seq: Ints | None
    used: tuple[Channel, ...]


def join(path: Path, tracks: Mapping[Channel, Track], notes: list[str]) -> Joined:
    """Bring the turn rate, and gravity where it is apart, to the times of the accelerometer.

    Readings that have no counterpart are left out; what was done is said in `notes`.

    Raises
    ------
    RecordingError : too few readings have one.
    """
    used: tuple[Channel, ...] = ("total", "rotation")
    if "total" in tracks:
        acc = tracks["total"]
    else:
        acc = _with_gravity(path, tracks["linear"], tracks["gravity"], notes)
        used = ("linear", "gravity", "rotation")
    gyr, near = _onto(acc, tracks["rotation"], "turn rate", notes)
    acc, gyr = _only(acc, near), _only(gyr, near)
    if len(acc.time_s) < _FEWEST:
        problem = f"only {len(acc.time_s)} rows have acceleration and turn rate at the same time"
        raise RecordingError(path, problem, _ADVICE)
    return Joined(acc, gyr, _sequence(acc.counter), used)


def _with_gravity(path: Path, linear: Track, gravity: Track, notes: list[str]) -> Track:
    down, near = _onto(linear, gravity, "gravity", notes)
    if not near.any():
        raise RecordingError(path, "holds gravity at other times than acceleration", _ADVICE)
    summed = replace(linear, values=linear.values + down.values)
    return _only(summed, near)


def _onto(
    acc: Track, other: Track, what: str, notes: list[str]
) -> tuple[Track, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Another channel at the times of the accelerometer, and (n,) where there is such a value."""
    values, near = at_times(acc.time_s, other.time_s, other.values)
    moved = replace(other, time_s=acc.time_s, values=values, counter=None)
    if not np.isin(acc.time_s, other.time_s).all():
        notes.append(
            f"the {what} was read at other times ({_rate(other.time_s)}) than the acceleration"
            f" ({_rate(acc.time_s)}): it is put on a straight line between its two neighbouring"
            " readings, and left out where they are over 2.5 of its periods apart"
        )
    lost = int(np.sum(~near))
    if lost:
        notes.append(f"{rows_are(lost)} left out: there is no {what} at that time")
    return moved, near


def _rate(time_s: Floats) -> str:
    rate = measured_rate_hz(time_s)
    return "a single reading" if rate is None else f"{rate:.1f} Hz"


def _only(track: Track, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Track:
    counter = None if track.counter is None else track.counter[keep]
    return replace(track, time_s=track.time_s[keep], values=track.values[keep], counter=counter)


def _sequence(counter: Floats | None) -> Ints | None:
    """The counter as whole numbers that increase, or None if it is none."""
    if counter is None or not np.all(np.isfinite(counter) & (np.abs(counter) < 2.0**53)):
        return None
    whole = np.round(counter)
    if np.any(whole != counter) or np.any(np.diff(whole) <= 0):
        return None
    return whole.astype(np.int64)
