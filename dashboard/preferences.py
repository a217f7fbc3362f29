"""What the window remembers from one day to the next. A damaged file costs no more than that."""

from __future__ import annotations

import contextlib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from dashboard.theme import ThemeChoice
from dashboard.words import Language
from imu.language.chosen import window_file
from imu.privatefile import write_private

LEAST_SCALE, MOST_SCALE = 0.8, 1.6
"""Of the text: beyond, the largest words would no longer fit, or the smallest not be read."""

MOST_DELAY_S = 0.5
"""s. Headphones that are later than this cannot be trained with."""

DISTANCES_M = (1, 2, 3, 4)
"""m from the screen."""

_USUAL_M, _PER_M = 3, 0.15
"""m that sizes are made for, and by how much of that text grows with each further one. Less than
in proportion: at a desk more is read at a time, and far away the window's edges are near. Own."""


_DAMAGE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class CountAt(StrEnum):
    """When a rep is counted: back at tall, when all of it is done, or at its deepest."""

    RETURN = "return"
    BOTTOM = "bottom"


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """How a person likes the window.

    Attributes
    ----------
    theme : dark, light, or as the system.
    language : of the window and the voice, or as the system.
    sound : whether anything is heard at all; the key M.
    count, tones, cues : what is heard then: the count and what belongs to the course of a session;
        tones; and what is said about how a rep was done.
    volume : from 0 to 1.
    count_at : when a rep is counted.
    headphone_delay_s : how much later headphones sound, s: so long the screen waits for them.
    text_scale : of all text, from `LEAST_SCALE` to `MOST_SCALE`.
    distance_m : from the screen, one of `DISTANCES_M`.
    reduced_motion : nothing flashes or glides; a sign stands instead.
    safety_seen : whether the safety card was read once.
    details : whether the detail layer was open.
    width, height : of the window, px; 0 for as large as fits.
    """

    theme: ThemeChoice = ThemeChoice.DARK
    language: Language = Language.SYSTEM
    sound: bool = True
    count: bool = True
    tones: bool = True
    cues: bool = False
    volume: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.8
    count_at: CountAt = CountAt.RETURN
    headphone_delay_s: Annotated[float, msgspec.Meta(ge=0.0, le=MOST_DELAY_S)] = 0.0
    text_scale: Annotated[float, msgspec.Meta(ge=LEAST_SCALE, le=MOST_SCALE)] = 1.0
    distance_m: Annotated[int, msgspec.Meta(ge=DISTANCES_M[0], le=DISTANCES_M[-1])] = 3
    reduced_motion: bool = False
    safety_seen: bool = False
    details: bool = False
    width: int = 0
    height: int = 0

    @property
    def reading_scale(self) -> float:
        """How much larger than usual text is to be: by wish, and by the distance."""
        return self.text_scale * (1.0 + _PER_M * (self.distance_m - _USUAL_M))


def preferences_file() -> Path:
    """Where they are kept. The file may not exist yet."""
    return window_file()


def load(path: Path) -> Preferences:
    """The preferences in a file; the default for each one that is not there or makes no sense."""
    found = _fields(path)
    good: dict[str, msgspec.Raw] = {}
    for name in found.keys() & set(Preferences.__struct_fields__):
        with contextlib.suppress(*_DAMAGE):  # one at a time: one bad one spoils no other
            _read({name: found[name]})
            good[name] = found[name]
    return _read(good)


def save(path: Path, preferences: Preferences) -> bool:
    """Write them down. Returns whether that worked; a full disk must not stop a training.

    What a newer Kickstand has written besides stays.
    """
    others = {
        name: value
        for name, value in _fields(path).items()
        if name not in Preferences.__struct_fields__
    }
    return write_private(path, {**others, **msgspec.structs.asdict(preferences)})


def _fields(path: Path) -> dict[str, msgspec.Raw]:
    """What a file says, field by field; nothing where there is none, or it is damaged."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
    except (OSError, *_DAMAGE):
        return {}


def _read(fields: dict[str, msgspec.Raw]) -> Preferences:
    return msgspec.json.decode(msgspec.json.encode(fields), type=Preferences)
