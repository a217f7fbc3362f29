"""Colours can be told from what they stand on, for every text and mark of both themes."""

from __future__ import annotations

import pytest

from dashboard.theme import DARK, LIGHT, Theme

TEXT, MARK = 4.5, 3.0
"""Least contrast of text, and of marks and large text (WCAG 2.2, 1.4.3 and 1.4.11)."""

THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def luminance(code: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2, definition)."""
    parts = [int(code[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#56B4E9", "#000000") == pytest.approx(9.1, abs=0.1)


@THEMES
@pytest.mark.parametrize("name", ["text", "dim", "warn"])
def test_text_can_be_read(theme: Theme, name: str) -> None:
    for ground in (theme.back, theme.panel):
        assert contrast(getattr(theme, name), ground) >= TEXT


@THEMES
@pytest.mark.parametrize(
    "name", ["left", "right", "unknown", "line", "frontal", "transverse", "x", "y", "z"]
)
def test_marks_can_be_seen(theme: Theme, name: str) -> None:
    for ground in (theme.back, theme.panel):
        assert contrast(getattr(theme, name), ground) >= MARK


@THEMES
def test_the_legs_differ_for_every_eye(theme: Theme) -> None:
    """Deuteranopia and protanopia keep the blue-yellow axis: that is where the pair must differ."""
    blue = {side: int(theme.side(side)[5:7], 16) for side in ("left", "right")}
    assert abs(blue["left"] - blue["right"]) > 100
