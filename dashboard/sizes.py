"""How large a window is, and the text in it: as the person reads it, as far as there is room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QWidget

from dashboard.preferences import Preferences

FIRST = (1280, 720)
LEAST = (640, 400)
"""px, width and height."""

_STEP, _LEAST = 0.05, 0.8
"""By so much text is made smaller where a page has no room for it as it is wanted, down to this."""

_scale = [1.0]


def use(preferences: Preferences) -> None:
    """From now on pages that are opened, or change their size, have text as this person reads."""
    _scale[0] = preferences.reading_scale


def scale() -> float:
    """How much larger than usual text is to be."""
    return _scale[0]


def fit_text(page: QWidget, apply: Callable[[int], None]) -> None:
    """Scale a page as the person reads it; less where its layout would need more than the page.

    Parameters
    ----------
    page : has a layout.
    apply : scales everything on it to a window of so many px height.
    """
    layout = page.layout()
    assert layout is not None
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # text gives way, not the page
    wanted, size = _scale[0], page.size()
    apply(round(wanted * size.height()))
    while wanted > _LEAST and not _has_room(layout, size):
        wanted -= _STEP
        apply(round(wanted * size.height()))


def fit(window: QWidget, preferences: Preferences) -> None:
    """Give it the size that the person left it with."""
    window.setMinimumSize(*LEAST)
    kept = (preferences.width, preferences.height)
    window.resize(*(kept if all(kept) else FIRST))


def _has_room(layout: QLayout, size: QSize) -> bool:
    layout.invalidate()  # fonts have changed since Qt asked,
    layout.activate()  # and this tells the layouts in it
    least = layout.totalMinimumSize()
    high = least.height()
    if layout.hasHeightForWidth():
        high = max(high, layout.totalHeightForWidth(size.width()))
    return least.width() <= size.width() and high <= size.height()
