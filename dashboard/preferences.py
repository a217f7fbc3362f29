"""What the window remembers from one day to the next. A damaged file costs no more than that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from dashboard.theme import ThemeChoice
from imu.privatefile import own_folder


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """How a person likes the window.

    Attributes
    ----------
    theme : dark, light, or as the system.
    sound : whether anything is heard at all.
    count, tones, cues : whether numbers and announcements are spoken, tones sounded, and a cue
        given after a rep that missed a target.
    volume : from 0 to 1.
    count_at : a rep is counted when it is back at the top, or at the bottom already.
    headphone_delay_s : by how much later the headphones sound than they are asked to: the screen's
        count waits as long, so that eye and ear agree.
    text_scale : how much larger tables and forms are written than usual.
    distance_m : how far away the exerciser stands.
    reduced_motion : nothing flashes or moves by itself.
    safety_seen : whether the safety card was read.
    details : whether the detail layer was open.
    width, height : of the window, px; 0 for as large as fits.
    """

    theme: ThemeChoice = ThemeChoice.DARK
    sound: bool = True
    count: bool = True
    tones: bool = True
    cues: bool = True
    volume: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.8
    count_at: Literal["return", "bottom"] = "return"
    headphone_delay_s: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    text_scale: Annotated[float, msgspec.Meta(ge=0.5, le=2)] = 1.0
    distance_m: Annotated[float, msgspec.Meta(ge=0.5, le=5)] = 3.0
    reduced_motion: bool = False
    safety_seen: bool = False
    details: bool = False
    width: int = 0
    height: int = 0


def preferences_file() -> Path:
    """Where they are kept. The file may not exist yet."""
    return own_folder() / "window.json"


def load(path: Path) -> Preferences:
    """The preferences in a file; the defaults where there is none or it cannot be understood."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def save(path: Path, preferences: Preferences) -> bool:
    """Write them down. Returns whether that worked; a full disk must not stop a training."""
    waiting = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(msgspec.json.format(msgspec.json.encode(preferences)))
        waiting.replace(path)
    except OSError:
        return False
    return True
