"""How large a window is: as it was last time, never too small to be read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dashboard.preferences import Preferences

FIRST = (1280, 720)
LEAST = (640, 400)
"""px, width and height."""


def fit(window: QWidget, preferences: Preferences) -> None:
    """Give it the size that the person left it with."""
    window.setMinimumSize(*LEAST)
    kept = (preferences.width, preferences.height)
    window.resize(*(kept if all(kept) else FIRST))
