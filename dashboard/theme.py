"""Colours: one pair for left and right per theme, safe for colour-blind eyes, never the only sign.

Left and right are Okabe and Ito's blue and orange (https://jfly.uni-koeln.de/color/), in the shades
that stand out against each background; the dark pair must not be used on white. Every text has a
contrast of at least 4.5:1 and every mark of at least 3:1 against what it stands on (WCAG 2.2, 1.4.3
and 1.4.11); `tests/gui/test_theme.py` works them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb".

    Attributes
    ----------
    name : "dark" or "light".
    back, panel : behind everything; behind what is set apart.
    line : frames, axes and other quiet marks.
    text, dim : what must be read; what may be.
    left, right, unknown : the legs; for marks and large text only.
    warn : what needs attention, always with a word or a sign.
    frontal, transverse : wobble sideways and in rotation.
    x, y, z : raw axes.
    """

    name: str
    back: str
    panel: str
    line: str
    text: str
    dim: str
    left: str
    right: str
    unknown: str
    warn: str
    frontal: str
    transverse: str
    x: str
    y: str
    z: str

    def side(self, name: str) -> str:
        """The colour of a leg."""
        return {"left": self.left, "right": self.right}.get(name, self.unknown)


DARK = Theme(
    name="dark",
    back="#0b0e12",
    panel="#161b22",
    line="#6b7785",
    text="#f4f6f8",
    dim="#a9b4c0",
    left="#56b4e9",
    right="#e69f00",
    unknown="#c3cad2",
    warn="#f0e442",
    frontal="#f4f6f8",
    transverse="#e091bd",
    x="#e091bd",
    y="#f0e442",
    z="#6fd3b2",
)

LIGHT = Theme(
    name="light",
    back="#ffffff",
    panel="#f1f4f7",
    line="#7b8794",
    text="#14181d",
    dim="#4d5863",
    left="#0072b2",
    right="#d55e00",
    unknown="#4d5863",
    warn="#a13d00",
    frontal="#14181d",
    transverse="#a3326f",
    x="#a3326f",
    y="#7a6600",
    z="#00755a",
)


class ThemeChoice(StrEnum):
    """What a person wants: one of the two, or whatever the system has."""

    DARK = "dark"
    LIGHT = "light"
    SYSTEM = "system"


def theme_for(choice: ThemeChoice) -> Theme:
    """The theme that a choice means now. Where the system does not say, dark: it glares less."""
    if choice is ThemeChoice.SYSTEM:
        scheme = QGuiApplication.styleHints().colorScheme()
        return LIGHT if scheme is Qt.ColorScheme.Light else DARK
    return LIGHT if choice is ThemeChoice.LIGHT else DARK


def colour(code: str, alpha: float = 1.0) -> QColor:
    """A colour of a theme, `alpha` from 0 (not there) to 1 (opaque)."""
    found = QColor(code)
    found.setAlphaF(alpha)
    return found


def palette_of(theme: Theme) -> QPalette:
    """The theme for Qt's own widgets."""
    role = QPalette.ColorRole
    palette = QPalette()
    for where, code in (
        (role.Window, theme.back),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.back),
        (role.Text, theme.text),
        (role.Button, theme.panel),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.dim),
        (role.Highlight, theme.line),
        (role.HighlightedText, theme.back),
        (role.Mid, theme.line),
    ):
        palette.setColor(where, colour(code))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colour(theme.line))
    return palette
