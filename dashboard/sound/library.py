"""The clips that are shipped: their names, their common format, and reading them.

A clip is mono, 16 bit, `RATE_HZ`. Its name is its file's in the folder ``clips`` without ``.wav``.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imu.coach.lines import Line

RATE_HZ = 16_000
"""Hz, the synthesiser's own rate: nothing is gained by more. Speech up to 8 kHz is kept."""

FOLDER = Path(__file__).parent / "clips"
"""Where the shipped clips lie."""

READY, DONE, TICK = "ready", "done", "tick"
"""Tones: rising, the counter is ready or a set is armed; falling, the set is over; a plain tick."""

TONES = (READY, DONE, TICK)
"""Every clip that is no word."""

LARGEST_WHOLE = 30
"""Numbers up to this one are spoken in one piece."""

TENS = range(40, 100, 10)
"""Tens beyond, from which larger numbers are put together."""

Clip = NDArray[np.float32]
"""(n,) samples from -1 to 1 at `RATE_HZ`."""


def number_clip(number: int) -> str:
    """Name of the clip that says `number`, for a number that has one of its own."""
    return f"number_{number:02d}"


def spoken_numbers() -> tuple[int, ...]:
    """Every number that has a clip of its own."""
    return (*range(1, LARGEST_WHOLE + 1), *TENS)


def line_clip(line: Line) -> str:
    """Name of the clip that says a line."""
    return f"line_{line.value}"


def clip_names() -> tuple[str, ...]:
    """Name of every clip that is shipped."""
    numbers = (number_clip(number) for number in spoken_numbers())
    return (*numbers, *(line_clip(line) for line in Line), *TONES)


def read_clip(path: Path) -> Clip:
    """Read one clip.

    Raises
    ------
    OSError : the file is not there or cannot be read.
    ValueError : it is no WAV file, or not in the common format.
    """
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            if form != (1, 2, RATE_HZ):
                raise ValueError(f"{path} is not mono, 16 bit, {RATE_HZ} Hz")
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path} is no WAV file") from error
    return (np.frombuffer(frames, dtype="<i2") / np.float32(32768.0)).astype(np.float32)


def read_clips(folder: Path = FOLDER) -> Mapping[str, Clip]:
    """Read all clips, by name; all of them in memory, so that none waits for a disk.

    Raises
    ------
    OSError, ValueError : as in `read_clip`.
    """
    return {name: read_clip(folder / f"{name}.wav") for name in clip_names()}
