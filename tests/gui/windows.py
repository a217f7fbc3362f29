"""Windows over the real live thread: opened, driven until something is seen, closed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from dashboard.app import opened
from dashboard.sessionpage import SessionPage
from imu.live import Playback, ReplaySource, Survey
from imu.live.survey import survey
from imu.recording import Recording, read_recording
from tests.patience import PATIENCE_S

RECORDING = Path(__file__).parents[2] / "recordings" / "simulated_left-right"
"""Two sensors, six reps on the right leg, then six on the left, 95 s."""


@cache
def sample() -> Recording:
    return read_recording(RECORDING)


@cache
def survey_of_sample() -> Survey | None:
    return survey(sample(), None, lambda: True)


def remembered(*_: object) -> Survey | None:
    return survey_of_sample()


@contextmanager
def a_window(
    recording: Recording | None = None, speed: float | None = 1.0, target: int | None = 6
) -> Generator[SessionPage]:
    """A window that shows a recording.

    Where none is named it is the sample, of which the scout remembers what an earlier test's found.
    """
    source = ReplaySource(recording or sample())
    playback = Playback(source, speed=speed, target=target, folder=RECORDING)
    known = patch("imu.live.scout.survey", remembered)
    with nullcontext() if recording else known, opened(playback) as window:
        window.show()
        yield window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def click(
    window: SessionPage,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key and let go of it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window, QKeyEvent(kind, key, held))


def poke(widget: QWidget, at: QPoint | None = None) -> None:
    """Click with the left button, in the middle unless told where."""
    spot = QPointF(at if at is not None else widget.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        where = widget.mapToGlobal(spot)
        QApplication.sendEvent(widget, QMouseEvent(kind, spot, where, left, left, none))


def until(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, "what was waited for does not come"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def surveyed(window: SessionPage) -> None:
    """Wait until it is known where the reps are."""
    until(lambda: window.conductor.view.survey is not None)
