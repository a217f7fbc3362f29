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
    work_ms : what of it is the window's own work, and not waiting for other threads or programmes,
        ms of a processor.
    pictures_hz : how often the picture follows while the hand moves, 1/s.
    followed_ms : from a single jump to its picture, ms.
    """

    length_s: float
    survey_s: float
    frame_ms: Spread
    work_ms: Spread
    pictures_hz: float
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
        begun = time.perf_counter()
        spent = [_frame(window, float(at)) for at in start_s + shares * (end_s - start_s)]
        dragged_s = time.perf_counter() - begun
        jumps = np.linspace(start_s, end_s, JUMPS + 2)[1:-1]
        followed = [_followed(window, float(at)) for at in jumps]
    return Scrubbing(
        length_s=round(end_s - start_s, 1),
        survey_s=round(survey_s, 1),
        frame_ms=Spread.of([frame.wall_ms for frame in spent], 2),
        work_ms=Spread.of([frame.work_ms for frame in spent], 2),
        pictures_hz=round(sum(frame.is_new for frame in spent) / dragged_s, 1),
        followed_ms=Spread.of(followed, 1),
    )


_LOOK_S = 0.005
"""s between two looks whether a picture has come."""

_NEAR_S = 0.5
"""s. A picture stands for the last block of samples before its time."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """One step of the hand and the frame after it: ms, and whether it had a new picture."""

    wall_ms: float
    work_ms: float
    is_new: bool


def _frame(window: SessionPage, time_s: float) -> _Frame:
    before, begun, worked = window.conductor.snapshot, time.perf_counter(), time.thread_time()
    window.conductor.seek(time_s)
    _draw(window)
    spent, work = time.perf_counter() - begun, time.thread_time() - worked
    time.sleep(max(0.0, FRAME_S - spent))
    return _Frame(1000.0 * spent, 1000.0 * work, window.conductor.snapshot is not before)


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
