"""The application: one window, one session, sound; and a clean end of all three."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from dashboard import words
from dashboard.conductor import Conductor
from dashboard.preferences import load, preferences_file
from dashboard.sounding import Sound
from dashboard.window import Window
from imu.live import Playback, Update


def application() -> QApplication:
    """The one application of this process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName(words.TITLE)
    app.setStyle("Fusion")  # the only style that takes every colour of a palette on every system
    return app


def run(playback: Playback) -> int:
    """Show a session until its window is closed. Returns the exit code."""
    app = application()
    with _interruptible(app) as interrupts, opened(playback) as window:
        window.show()
        if not interrupts:  # nobody was in a hurry
            app.exec()
    if interrupts:
        return 128 + interrupts[0]
    ended = window.conductor.view.ended
    return 1 if ended is not None and ended.error is not None else 0


@contextmanager
def opened(playback: Playback, also: Callable[[Update], None] | None = None) -> Generator[Window]:
    """A window whose session has begun; closed with all that belongs to it at the end.

    Parameters
    ----------
    playback : what it shows.
    also : hears every update in the worker's thread besides the sound, or None.
    """
    preferences = load(preferences_file())
    words.use(preferences.language)
    sound = Sound(preferences)

    def hear(update: Update) -> None:
        sound.voice.hear(update)
        if also is not None:
            also(update)

    conductor = Conductor(playback, listener=hear)
    window = Window(conductor, preferences, sound, preferences_file())
    try:
        sound.open()
        conductor.start()
        yield window
    finally:
        window.close()
        conductor.close()
        sound.close()
        window.dispose()


@contextmanager
def _interruptible(app: QApplication) -> Generator[list[int]]:
    """Let Ctrl-C, or being told to terminate, close the window as its cross does.

    Gives the signals that came.

    Python's handlers run between two of its instructions; the window's timer gives it some.
    """
    interrupts: list[int] = []

    def leave(number: int, frame: object) -> None:
        del frame
        interrupts.append(number)
        app.closeAllWindows()

    before = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupts
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
