"""Three calm chimes and a tick, out of nothing but numpy.

Their notes lie between 490 and 1,180 Hz: laptop speakers are weak below, and old ears above.
"Ready" and "done" differ in direction and in register, so that one alone is told apart; "alert"
stays where it is, and is the only one with a pause.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.sound.library import ALERT, DONE, RATE_HZ, READY, TICK
from dashboard.sound.shaping import faded, levelled
from imu.samples import Floats

TONE_RMS = 0.135
"""Of full scale (-17 dB), 3 dB below the words: a pure note sticks out more than a word does."""

_PARTIALS = (1.0, 0.45, 0.25, 0.10)
"""Strength of a note's harmonics: enough to be found among other music, and not shrill."""

_ATTACK_S = 0.012
"""s. Soft: a shorter one is a knock."""

_DECAY_S = 0.12
"""s. Time in which a note falls to 37 %, as that of a small bell does."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its fundamental, Hz, and when it begins, s."""

    hz: float
    start_s: float


_A5, _D6, _E5, _B4 = 880.0, 1174.66, 659.26, 493.88  # equal temperament, A4 = 440 Hz

_MELODIES = {
    READY: ((Note(_A5, 0.0), Note(_D6, 0.15)), 0.42),
    DONE: ((Note(_E5, 0.0), Note(_B4, 0.15)), 0.44),
    TICK: ((Note(_D6, 0.0),), 0.08),
    ALERT: ((Note(_A5, 0.0), Note(_A5, 0.25)), 0.55),
}
"""Notes and duration, s. Fourths sound settled and belong to no mood."""


def tones() -> Mapping[str, Floats]:
    """Every tone by its clip's name, as samples from -1 to 1 at `RATE_HZ`."""
    return {name: _chime(*melody) for name, melody in _MELODIES.items()}


def _chime(notes: tuple[Note, ...], duration_s: float) -> Floats:
    time_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    total = np.zeros(len(time_s))
    for note in notes:
        total += _sounding(note.hz, time_s - note.start_s)
    return levelled(faded(total), TONE_RMS)


def _sounding(hz: float, age_s: Floats) -> Floats:
    """Sound of a note that began `age_s` ago; silent before."""
    wave = np.zeros(len(age_s))
    for order, strength in enumerate(_PARTIALS, start=1):
        wave += strength * np.sin(2.0 * np.pi * hz * order * age_s)
    rise = np.clip(age_s / _ATTACK_S, 0.0, 1.0)
    return wave * (0.5 - 0.5 * np.cos(np.pi * rise)) * np.exp(-np.maximum(age_s, 0.0) / _DECAY_S)
