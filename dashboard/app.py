"""The application: sessions with their sound, and a clean end of all of it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dashboard import icon, sizes, words
from dashboard.conductor import Conductor
from dashboard.preferences import load, preferences_file
from dashboard.sessionpage import SessionPage
from dashboard.sounding import Sound
from imu.coach.coach import Coach
from imu.coach.strapon import StrapOn
from imu.coach.training import Training
from imu.live import Playback, Update

_PULSE_MS = 200
"""How often a signal is looked for; nobody who pressed Ctrl-C waits for long."""

SWITCH_S = 0.001
"""s after which Python lets another thread run, in place of 5 ms: a frame takes the lock several
times, and may wait so long for the counter each time. Scrubbing an hour, that halved its time
(`kickstand bench scrubbing`)."""


def application() -> QApplication:
    """The one application of this process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    sys.setswitchinterval(SWITCH_S)
    app.setApplicationName(words.TITLE)
    app.setWindowIcon(_icon())
    app.setDesktopFileName("kickstand")  # Wayland finds the icon by it: see dashboard/desktop
    app.setStyle("Fusion")  # the only style that takes every colour of a palette on every system
    return app


def _icon() -> QIcon:
    found = QIcon()
    for size in icon.SIZES:
        found.addFile(str(icon.FOLDER / f"{size}.png"))
    return found


class Running:
    """A session with its page and its sound; to be closed.

    Parameters
    ----------
    playback : what it plays.
    coach : leads through a plan, or None.
    strap_on : comes before the plan, or None.
    also : hears every update in the worker's thread besides the sound, or None.

    Attributes
    ----------
    page : shows it.
    training : the coach at work, or None.
    """

    def __init__(
        self,
        playback: Playback,
        coach: Coach | None = None,
        strap_on: StrapOn | None = None,
        also: Callable[[Update], None] | None = None,
    ) -> None:
        preferences = load(preferences_file())
        words.use(preferences.language)
        sizes.use(preferences)
        self._sound = Sound(preferences)
        self._also = also
        voice = self._sound.voice
        self.training = Training(coach, voice.say, strap_on) if coach is not None else None
        conductor = Conductor(playback, listener=self._hear)
        if self.training is not None:
            self.training.lead(conductor.session)
        self.page = SessionPage(
            conductor, preferences, self._sound, preferences_file(), self.training
        )

    def start(self) -> None:
        """Begin."""
        self._sound.open()
        self.page.conductor.start()

    def close(self) -> None:
        """Stop, and let go of everything; the page must not be used any more."""
        self.page.close()
        self.page.conductor.close()
        self._sound.close()
        self.page.dispose()

    def _hear(self, update: Update) -> None:
        self._sound.voice.hear(update)
        if self._also is not None:
            self._also(update)
        if self.training is not None:
            self.training.hear(update)


@contextmanager
def opened(
    playback: Playback, also: Callable[[Update], None] | None = None
) -> Generator[SessionPage]:
    """A window whose session has begun; closed with all that belongs to it at the end.

    Parameters
    ----------
    playback, also : as for `Running`.
    """
    with closing(Running(playback, also=also)) as running:
        running.start()
        yield running.page


@contextmanager
def interruptible(app: QApplication) -> Generator[list[int]]:
    """Let Ctrl-C, or being told to terminate, close the window as its cross does.

    Gives the signals that came.

    Python's handlers run between two of its instructions, and not every page has a timer that gives
    it some.
    """
    interrupts: list[int] = []

    def leave(number: int, frame: object) -> None:
        del frame
        interrupts.append(number)
        app.closeAllWindows()

    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(_PULSE_MS)
    before = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupts
    finally:
        pulse.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
