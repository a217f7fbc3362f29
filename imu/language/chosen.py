"""Which language a person has chosen in the window, for what speaks without a window."""

from __future__ import annotations

from pathlib import Path

import msgspec

from imu.language import LANGUAGES, Language
from imu.privatefile import own_folder


class _Chosen(msgspec.Struct):
    """What is read of the window's file: a language, or "system", which nobody here can ask."""

    language: str = ""


def window_file() -> Path:
    """Where the window keeps its preferences. The file may not exist yet."""
    return own_folder() / "window.json"


def chosen_language() -> Language | None:
    """The language chosen in the window; None where none was, or the file makes no sense.

    The file is left alone whatever is in it: the window looks after it.
    """
    try:
        found = msgspec.json.decode(window_file().read_bytes(), type=_Chosen).language
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return next((language for language in LANGUAGES if language == found), None)
