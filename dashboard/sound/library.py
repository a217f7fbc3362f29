"""The clips that are shipped: their names, their common format, and reading them.

A clip is mono, 16 bit, `RATE_HZ`. Its name is its file's without ``.wav``. Tones lie in the folder
``clips``, what is spoken in a folder of its own for each language, under the same names in each.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imu.coach.lines import Line

LANGUAGES = ("en", "de")
"""Codes of the languages that are spoken: English, German."""

RATE_HZ = 16_000
"""Hz, the synthesiser's own rate: nothing is gained by more. Speech up to 8 kHz is kept."""

FOLDER = Path(__file__).parent / "clips"
"""Where the shipped clips lie."""

READY, DONE, TICK, ALERT = "ready", "done", "tick", "alert"
"""Tones: rising, the counter is ready or a set is armed; falling, the set is over; a plain tick;
one note twice, something needs the person."""

TONES = (READY, DONE, TICK, ALERT)
"""Every clip that is no word."""

LARGEST_WHOLE = 30
"""Numbers up to this one are spoken in one piece."""

TENS = range(40, 100, 10)
"""Tens beyond, from which larger numbers are put together."""

ONES = range(1, 10)
"""In German the ones come first, and are said in another way: "siebenund", "vierzig"."""

COUNTED = {Line.COUNTDOWN_3: 3, Line.COUNTDOWN_2: 2, Line.COUNTDOWN_1: 1}
"""Lines that are numbers, and need no clips of their own."""

Clip = NDArray[np.float32]
"""(n,) samples from -1 to 1 at `RATE_HZ`."""


def number_clip(number: int) -> str:
    """Name of the clip that says `number`, for a number that has one of its own."""
    return f"number_{number:02d}"


def ones_clip(number: int) -> str:
    """Name of the clip that says the ones before the tens, in a language where they come first."""
    return f"ones_{number:02d}"


def line_clip(line: Line) -> str:
    """Name of the clip that says a line."""
    if line in COUNTED:
        return number_clip(COUNTED[line])
    return f"line_{line.value.replace('-', '_')}"


def spoken_numbers() -> tuple[int, ...]:
    """Every number that has a clip of its own."""
    return (*range(1, LARGEST_WHOLE + 1), *TENS)


def spoken_lines() -> tuple[Line, ...]:
    """Every line that has a clip of its own."""
    return tuple(line for line in Line if line not in COUNTED)


def spoken_names(language: str) -> tuple[str, ...]:
    """Name of every spoken clip of a language."""
    names = [number_clip(number) for number in spoken_numbers()]
    if language == "de":
        names += [ones_clip(number) for number in ONES]
    return (*names, *(line_clip(line) for line in spoken_lines()))


def clip_names(language: str = LANGUAGES[0]) -> tuple[str, ...]:
    """Name of every clip that is heard in a language."""
    return (*spoken_names(language), *TONES)


def clip_path(name: str, language: str, folder: Path = FOLDER) -> Path:
    """Where a clip lies."""
    return (folder if name in TONES else folder / language) / f"{name}.wav"


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


def read_clips(language: str = LANGUAGES[0], folder: Path = FOLDER) -> Mapping[str, Clip]:
    """Read all clips of a language, by name; all in memory, so that none waits for a disk.

    Raises
    ------
    OSError, ValueError : as in `read_clip`.
    """
    return {name: read_clip(clip_path(name, language, folder)) for name in clip_names(language)}
