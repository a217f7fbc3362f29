"""The window that watches: drawn off screen, now in large letters, now with all its plots."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from imu.live import Ended
from tests.soak.run import Outcome, Told, judged, prepared, watched

if TYPE_CHECKING:
    from dashboard.sessionpage import SessionPage

LAYER_S = 600.0
"""s of session time after which the other layer is shown."""

_WAIT_S = 0.002


class Shown:
    """A screen: the window itself."""

    def __init__(self, page: SessionPage) -> None:
        self._page = page
        self._turn_s = LAYER_S

    def frame(self) -> float:
        """Draw once."""
        from PySide6.QtCore import QCoreApplication

        before_s = self._page.conductor.snapshot.time_s
        self._page.conductor.tick()
        QCoreApplication.processEvents()
        now_s = self._page.conductor.snapshot.time_s
        if now_s >= self._turn_s:
            self._turn_s += LAYER_S
            self._page.press("detail")
        if now_s == before_s:
            time.sleep(_WAIT_S)
        return now_s

    @property
    def ended(self) -> Ended | None:
        """How it ended."""
        return self._page.conductor.view.ended


def soak_window(
    folder: Path, length_s: float, every_s: float, told: Told = (None, 60.0)
) -> Outcome:
    """As `tests.soak.run.soak`, watched by a window."""
    from dashboard.app import application, opened

    follower, playback, air = prepared(folder, length_s, every_s)
    application()
    with opened(playback) as page:
        page.resize(1280, 800)
        page.show()
        page.conductor.hold()
        outcome = watched(Shown(page), follower, air, told)
    return judged(outcome, playback, air)


def stall_window(
    folder: Path, length_s: float, every_s: float, frozen_s: float, told: Told = (None, 60.0)
) -> Outcome:
    """The same in life: the window draws for two seconds, and does nothing for `frozen_s`, s."""
    from dashboard.app import application, opened

    follower, playback, air = prepared(folder, length_s, every_s, in_life=True)
    application()
    with opened(playback) as page:
        page.show()
        page.conductor.hold()
        outcome = watched(_Stalling(page, frozen_s), follower, air, told)
    return judged(outcome, playback, air)


class _Stalling(Shown):
    def __init__(self, page: SessionPage, frozen_s: float) -> None:
        super().__init__(page)
        self._frozen_s = frozen_s
        self._lively_until_s = time.monotonic() + 2.0

    def frame(self) -> float:
        """Draw once, or be frozen for long."""
        if time.monotonic() > self._lively_until_s:
            time.sleep(self._frozen_s)
            self._lively_until_s = time.monotonic() + 2.0
        return super().frame()
