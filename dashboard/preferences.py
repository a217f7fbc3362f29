"""What the window remembers from one day to the next. A damaged file costs no more than that."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import platformdirs

from dashboard.theme import ThemeChoice

FOLDER_VARIABLE = "KICKSTAND_CONFIG"
"""Environment variable that names another folder, for tests and for portable installations."""


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """How a person likes the window.

    Attributes
    ----------
    theme : dark, light, or as the system.
    sound : whether anything is heard at all.
    volume : from 0 to 1.
    details : whether the detail layer was open.
    width, height : of the window, px; 0 for as large as fits.
    """

    theme: ThemeChoice = ThemeChoice.DARK
    sound: bool = True
    volume: float = 0.8
    details: bool = False
    width: int = 0
    height: int = 0


def preferences_file() -> Path:
    """Where they are kept. The file may not exist yet."""
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else platformdirs.user_config_path("kickstand", appauthor=False)
    return folder / "window.json"


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
