"""Makes the shipped clips anew: ``python -m dashboard.sound.recipe DIR``.

Needs two free speech synthesisers: Flite with its voice "slt" (on Debian: the package `flite`) for
English, and SVOX Pico (``pip install py-nanotts``) for German. Nobody who only uses Kickstand needs
them: the clips are part of the package.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dashboard.sound.library import (
    LANGUAGES,
    ONES,
    RATE_HZ,
    clip_path,
    line_clip,
    number_clip,
    ones_clip,
    read_clip,
    spoken_lines,
    spoken_numbers,
)
from dashboard.sound.shaping import brightened, faded, levelled, trimmed
from dashboard.sound.spelling import number_words, ones_words
from dashboard.sound.tones import tones
from dashboard.words import english, german
from imu.errors import ImuError, UsageError
from imu.samples import Floats

WORD_RMS = 0.19
"""Of full scale (-14 dB), of the voiced parts: what the word with the highest peaks allows."""

_VOICE = "slt"
_PICO = "py_nanotts"

_BRIGHTER_DB = {"en": 6.0, "de": 2.0}
"""dB. Pico's voice is bright by itself: with more, its hissing stands above all else."""

_HURRY = 1.25
"""How much quicker German numbers of four and five syllables are spoken: they must be over when the
next one comes."""


def scripts(language: str) -> Iterator[tuple[str, str]]:
    """Everything that is spoken in a language: the clip's name and the words."""
    for number in spoken_numbers():
        yield number_clip(number), number_words(number, language)
    if language == "de":
        for number in ONES:
            yield ones_clip(number), ones_words(number)
    lines = (german if language == "de" else english).LINES
    for line in spoken_lines():
        yield line_clip(line), lines[line]


def make_clips(folder: Path) -> None:
    """Write every clip into `folder`.

    Raises
    ------
    ImuError : a synthesiser is missing or fails.
    OSError : the folder cannot be written.
    """
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True, exist_ok=True)
    for name, samples in tones().items():
        write_clip(clip_path(name, "", folder), samples)
    for language in LANGUAGES:
        for name, text in scripts(language):
            write_clip(clip_path(name, language, folder), _word(text, language))


def write_clip(path: Path, samples: Floats) -> None:
    """Write samples from -1 to 1 as a clip."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.rint(samples * 32767.0).astype("<i2").tobytes())


def _word(text: str, language: str) -> Floats:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "word.wav")
        # The full stop makes the voice fall at the end, as of someone who is sure of it.
        command = (_german if language == "de" else _english)(f"{text}.", path)
        result = subprocess.run(command, check=False)
        if result.returncode != 0 or not path.exists():
            raise ImuError(f"{text!r} could not be spoken", "The synthesiser's words stand above.")
        spoken = read_clip(path).astype(np.float64)
    return levelled(faded(trimmed(brightened(spoken, _BRIGHTER_DB[language]))), WORD_RMS)


def _english(text: str, path: Path) -> list[str]:
    program = shutil.which("flite")
    if program is None:
        raise ImuError("the speech synthesiser Flite is not installed", "Install flite first.")
    return [program, "-voice", _VOICE, "-t", text, "-o", str(path)]


def _german(text: str, path: Path) -> list[str]:
    if importlib.util.find_spec(_PICO) is None:
        raise ImuError("the speech synthesiser Pico is not installed", "Install py-nanotts first.")
    speed = _HURRY if "undzwanzig" in text else 1.0
    command = [sys.executable, "-m", _PICO, text, "-v", "de-DE", "--speed", str(speed)]
    return [*command, "-o", str(path)]


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
