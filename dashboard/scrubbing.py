"""Measures how smoothly an hour of two sensors is scrubbed: a frame for each step of the hand."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.measuring import FRAME_S, Spread
from imu.cli.benchhour import HOUR_S, long_recording
from imu.live import Playback, ReplaySource

if TYPE_CHECKING:
    from dashboard.sessionpage import SessionPage

FRAMES = 300
"""Steps of the hand: ten seconds of dragging to and fro over the whole hour."""

JUMPS = 19
"""Single jumps, from one end to the other."""

SETTLE_S = 10.0
"""s that the picture may take to follow after the hand has stopped."""


@dataclass(frozen=True, slots=True)
class Scrubbing:
    """What was measured.

    Attributes
    ----------
    length_s : of the recording, s.
    survey_s : until all of it was counted, and any place could be gone to at once, s.
    frame_ms : of one frame while the hand moves, ms.
    followed_ms : from a single jump to its picture, ms.
    """

    length_s: float
    survey_s: float
    frame_ms: Spread
    followed_ms: Spread


def measure_scrubbing(length_s: float = HOUR_S, frames: int = FRAMES) -> Scrubbing:
    """Open a recording of that length in a window, wait until it is known, and scrub it."""
    from dashboard.app import application, opened

    application()
    source = ReplaySource(long_recording(length_s))
    start_s, end_s = source.span_s
    with opened(Playback(source, speed=1.0)) as window:
        window.resize(1920, 1080)
        window.show()
        conductor = window.conductor
        if not window.detail.isVisible():
            window.press("detail")
        conductor.hold()
        begun = time.perf_counter()
        while conductor.view.survey is None:
            _draw(window)
            time.sleep(FRAME_S)
        survey_s = time.perf_counter() - begun
        conductor.session.pause()
        shares = 0.5 - 0.5 * np.cos(4.0 * np.pi * np.arange(frames) / frames)
        spent = [_frame(window, float(at)) for at in start_s + shares * (end_s - start_s)]
        jumps = np.linspace(start_s, end_s, JUMPS + 2)[1:-1]
        followed = [_followed(window, float(at)) for at in jumps]
    return Scrubbing(
        round(end_s - start_s, 1), round(survey_s, 1), Spread.of(spent, 2), Spread.of(followed, 1)
    )


_LOOK_S = 0.005
"""s between two looks whether a picture has come."""

_NEAR_S = 0.5
"""s. A picture stands for the last block of samples before its time."""


def _frame(window: SessionPage, time_s: float) -> float:
    """One step of the hand and the frame after it, ms."""
    begun = time.perf_counter()
    window.conductor.seek(time_s)
    _draw(window)
    spent = time.perf_counter() - begun
    time.sleep(max(0.0, FRAME_S - spent))
    return 1000.0 * spent


def _followed(window: SessionPage, time_s: float) -> float:
    """From a jump to the picture of that time, ms; to a frame."""
    begun = time.perf_counter()
    _frame(window, time_s)
    while abs(window.conductor.snapshot.time_s - time_s) > _NEAR_S:
        if time.perf_counter() - begun > SETTLE_S:
            break
        _draw(window)
        time.sleep(_LOOK_S)
    return 1000.0 * (time.perf_counter() - begun)


def _draw(window: SessionPage) -> None:
    from PySide6.QtCore import QCoreApplication

    window.conductor.tick()
    QCoreApplication.processEvents()
