"""A window that watches a session of hours, and one that hangs all the while."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from dashboard.app import application, opened
from tests.soak.__main__ import is_well
from tests.soak.run import Outcome, count, judged, prepared
from tests.soak.window import soak_window

PATIENCE_S = 120.0


def test_a_session_that_a_window_watches(tmp_path: Path) -> None:
    outcome = soak_window(tmp_path / "session", 100.0, 45.0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert outcome.lost_rows == 0
    assert is_well(outcome)


def test_a_window_that_hangs_from_beginning_to_end_loses_nothing(tmp_path: Path) -> None:
    follower, playback, air = prepared(tmp_path / "session", 100.0, 45.0)
    follower.shown_s = math.inf  # nobody is waited for
    application()
    with opened(playback) as page:
        page.conductor.hold()
        assert page.conductor.session.wait(PATIENCE_S)
        page.conductor.tick()
        ended = page.conductor.view.ended
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ended is not None
    outcome = Outcome(air.length_s, len(air.drops))
    count(outcome, air, ended.session)
    assert is_well(judged(outcome, playback, air))
    assert sum(outcome.counted.values()) >= 14
