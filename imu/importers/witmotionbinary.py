"""WitMotion's binary log: the frames of the sensor's stream, one behind the other in a file.

The driver of the sensor cuts and scales them, so that a log and a live session give the same.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from imu.drivers.troubles import Troubles
from imu.drivers.witmotion.frames import LONG, MOTION, SHORT, Cutter, Motion
from imu.drivers.witmotion.registers import ACC, GYR
from imu.errors import RecordingError
from imu.importers.model import FoundUnit, Imported, Source, Units, Wish
from imu.importers.reading import as_written
from imu.importers.sources import Piece
from imu.importers.times import increasing, rows_are, spread
from imu.importers.units import rest_length
from imu.importers.witmotionwired import is_wired, wired_frames
from imu.recording import Sidecar
from imu.recording.units import check_units
from imu.samples import Block, Floats

NAME = "witmotion"
TITLE = "WitMotion, binary"

_DATE = struct.Struct("<6BH")
_ZERO = datetime(2000, 1, 1)  # noqa: DTZ001 - the sensor does not know its zone
_FEWEST = 10
_LOOKED_AT = 4096
_CONFIRMED = 0.8
"""Share of the frames whose date must be one for the dates to be a clock."""


def is_binary(data: bytes) -> bool:
    """Whether bytes look like a log of frames: a head, and another one a frame later."""
    start = data[:_LOOKED_AT]
    at = start.find(MOTION)
    while at >= 0:
        if any(start[at + n : at + n + 2] == MOTION for n in (SHORT, LONG)):
            return True
        at = start.find(MOTION, at + 1)
    return is_wired(start)


def read(pieces: Sequence[Piece], sources: tuple[Source, ...], wish: Wish) -> Imported:
    """Read one log.

    Raises
    ------
    RecordingError : it has no frames of motion, or nothing tells when they were taken.
    """
    if len(pieces) > 1:
        advice = "Import each log on its own"
        raise RecordingError(pieces[1].path, "is a second log beside a WitMotion log", advice)
    path, data = pieces[0].path, pieces[0].data
    if wish.units != Units() or wish.columns or wish.sensor:
        problem = "is a binary log: its units are fixed, and it has no columns"
        raise RecordingError(path, problem, "Leave out --units, --columns and --sensor")
    frames, lost = _cut(data)
    if len(frames) < _FEWEST:
        problem = f"holds {len(frames)} samples of WitMotion (55 61, or 55 51 and 55 52)"
        raise RecordingError(path, problem, f"At least {_FEWEST} are needed; is it such a log?")
    notes = ["bytes that are no frame are left out"] if lost else []
    time_s, named = _times(pieces[0], frames, wish, notes)
    counts = np.array([frame.numbers[:6] for frame in frames], dtype=np.int64)
    acc, gyr = ACC.values(counts[:, :3]), GYR.values(counts[:, 3:])
    keep = np.isfinite(time_s)
    keep[keep] = increasing(time_s[keep])
    if not keep.all():
        notes.append(f"{rows_are(int(np.sum(~keep)))} left out, with a time that does not fit")
    block = Block(wish.side, time_s[keep], acc[keep], gyr[keep])
    check_units(path, block)
    by_maker = "the range is fixed in the sensor"
    return Imported(
        NAME,
        TITLE,
        sources,
        as_written(block),
        {"time": named, "total": "frames", "rotation": "frames"},
        FoundUnit("g / 2048", by_maker),
        FoundUnit("deg/s * 2000 / 32768", by_maker),
        rest_length(block.time_s, block.acc_m_s2),
        Sidecar(
            tracked_point=None if wish.side == "unknown" else f"{wish.side}_thigh",
            manufacturer="WitMotion",
            accelerometer_range=round(16.0 * 9.80665, 3),
            gyroscope_range=round(float(np.radians(2000.0)), 4),
        ),
        notes=tuple(notes),
    )


def _cut(data: bytes) -> tuple[list[Motion], int]:
    """The samples in a log, and how much of it is none."""
    troubles = Troubles()
    frames = [frame for frame in Cutter(troubles).push(data) if isinstance(frame, Motion)]
    if len(frames) >= _FEWEST:
        return frames, troubles.count
    wired, lost = wired_frames(data)
    return (wired, lost) if len(wired) > len(frames) else (frames, troubles.count)


def _times(
    piece: Piece, frames: Sequence[Motion], wish: Wish, notes: list[str]
) -> tuple[Floats, str]:
    """(n,) s, nan where a frame has no time, and what told them, in words.

    Raises
    ------
    RecordingError : neither a clock in the frames nor a rate.
    """
    dates = np.array([_seconds(frame.date) for frame in frames])
    finite = np.isfinite(dates)
    if finite.mean() < _CONFIRMED or np.ptp(dates[finite]) == 0.0:
        if wish.rate_hz is not None:
            name = f"none; counted at {wish.rate_hz:g} Hz"
            return np.arange(len(frames)) / wish.rate_hz, name
        problem = "its frames carry no running clock"
        raise RecordingError(piece.path, problem, "Say how fast it was recorded: --rate HZ")
    first = float(dates[np.argmax(finite)])
    time_s = dates - first
    time_s[finite], moved = spread(time_s[finite])
    if moved:
        notes.append(f"{rows_are(moved)} at the time of the frame before; spread evenly")
    began = _ZERO + timedelta(seconds=first)
    notes.append(f"the sensor's clock, whose zone is not known, said {began:%Y-%m-%d %H:%M:%S}")
    return time_s, "the date in each frame, to the millisecond"


def _seconds(date: bytes) -> float:
    """Seconds since 2000 of the date behind a frame; nan for none that can be."""
    if len(date) != _DATE.size:
        return float("nan")
    year, month, day, hour, minute, second, ms = _DATE.unpack(date)
    try:
        moment = datetime(2000 + year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return float("nan")
    return (moment - _ZERO).total_seconds() + ms / 1000.0 if ms < 1000 else float("nan")
