"""Five thousand frames: Qt and its binding hold out, and nothing piles up."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication

from dashboard.measuring import memory_mb
from tests.gui.windows import a_window, surveyed

FRAMES = 5000
ALLOWED_MB = 12.0
"""MB. Caches that fill late take a few; one row or picture kept a frame would take far more."""


@pytest.mark.usefixtures("qapp")
def test_five_thousand_frames() -> None:
    """Some pairs of Qt and Python lose a reference of None with each call, and abort in the end."""
    with a_window(speed=8.0) as window:
        surveyed(window)
        window.resize(320, 240)
        window.conductor.hold()
        nones, before = sys.getrefcount(None), None
        for n in range(FRAMES):
            if n % 1000 in {0, 200}:  # plots are the costliest to draw: a fifth of the time
                window.press("detail")
            if n % 700 == 0:
                window.conductor.seek(n % 90.0)
            if n == FRAMES // 2:
                before = memory_mb()
            window.conductor.tick()
            QCoreApplication.processEvents()
        after = memory_mb()
        assert sys.getrefcount(None) > nones - FRAMES
        if before is not None and after is not None:
            assert after - before < ALLOWED_MB
