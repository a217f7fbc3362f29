"""Makes the shipped clips anew: ``python -m dashboard.sound.recipe DIR``.

Needs the free speech synthesiser Flite with its voice "slt" (on Debian: the package `flite`).
Nobody who only uses Kickstand needs it: the clips are part of the package.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dashboard.sound.library import RATE_HZ, line_clip, number_clip, read_clip, spoken_numbers
from dashboard.sound.shaping import brightened, faded, levelled, trimmed
from dashboard.sound.tones import tones
from imu.coach.lines import Line
from imu.errors import ImuError, UsageError
from imu.samples import Floats

WORD_RMS = 0.19
"""Of full scale (-14 dB), of the voiced parts: what the word with the highest peaks allows."""

_VOICE = "slt"

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


LINES: dict[Line, str] = {
    Line.COUNTDOWN_3: "three",
    Line.COUNTDOWN_2: "two",
    Line.COUNTDOWN_1: "one",
    Line.GO: "go",
    Line.READY: "ready",
    Line.LAST_ONE: "last one",
    Line.SET_DONE: "set done",
    Line.REST: "rest",
    Line.TEN_SECONDS: "ten seconds",
    Line.CHANGE_LEGS: "free your foot, change legs",
    Line.MOVE_SENSOR: "free your foot, move the sensor",
    Line.LEFT_LEG: "left leg",
    Line.RIGHT_LEG: "right leg",
    Line.SENSOR_LOST: "sensor lost, keep still",
    Line.SENSOR_BACK: "sensor is back",
    Line.BATTERY_LOW: "sensor battery low",
    Line.SESSION_DONE: "all done, well done",
    Line.WELL_DONE: "well done",
    Line.LESS_DEEP: "a little less deep",
    Line.DEEPER: "a little deeper",
    Line.SLOWER_DOWN: "slower down",
    Line.QUICKER_DOWN: "a little quicker down",
    Line.SLOWER_UP: "slower up",
    Line.QUICKER_UP: "a little quicker up",
    Line.ALL_THE_WAY_UP: "all the way up",
    Line.STEADY: "steady",
}
"""What is spoken for each line."""


def number_words(number: int) -> str:
    """Say a number from 1 to 99 in words."""
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _ONES[number]
    return _TENS[tens] if ones == 0 else f"{_TENS[tens]} {_ONES[ones]}"


def make_clips(folder: Path) -> None:
    """Write every clip into `folder`.

    Raises
    ------
    ImuError : the synthesiser is missing or fails.
    OSError : the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, samples in tones().items():
        write_clip(folder / f"{name}.wav", samples)
    for number in spoken_numbers():
        write_clip(folder / f"{number_clip(number)}.wav", _word(number_words(number)))
    for line in Line:
        write_clip(folder / f"{line_clip(line)}.wav", _word(LINES[line]))


def write_clip(path: Path, samples: Floats) -> None:
    """Write samples from -1 to 1 as a clip."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.rint(samples * 32767.0).astype("<i2").tobytes())


def _word(text: str) -> Floats:
    return levelled(faded(trimmed(brightened(_spoken(text)))), WORD_RMS)


def _spoken(text: str) -> Floats:
    program = shutil.which("flite")
    if program is None:
        raise ImuError("the speech synthesiser Flite is not installed", "Install flite first.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "word.wav")
        # The full stop makes the voice fall at the end, as of someone who is sure of the number.
        command = [program, "-voice", _VOICE, "-t", f"{text}.", "-o", str(path)]
        result = subprocess.run(command, check=False)
        if result.returncode != 0 or not path.exists():
            raise ImuError(f"Flite could not say {text!r}", "Its own words stand above.")
        return read_clip(path).astype(np.float64)


def main(arguments: Sequence[str]) -> None:
    """Make the clips in the folder that the arguments name; errors end the process in one line."""
    try:
        if len(arguments) != 1:
            raise UsageError("the recipe takes one folder", "Say where the clips are to be put.")
        make_clips(Path(arguments[0]))
    except (ImuError, OSError) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main(sys.argv[1:])
