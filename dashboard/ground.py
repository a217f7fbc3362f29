"""What a page stands on: the theme's background, and its colours for Qt's own parts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dashboard.theme import Theme, palette_of


def lay_ground(page: QWidget, theme: Theme) -> None:
    """Let a page, and everything of Qt's on it, have the colours of a theme."""
    page.setPalette(palette_of(theme))
    page.setAutoFillBackground(True)
