"""Opens the connect screen, and closes everything behind it: one call from anywhere."""

from __future__ import annotations

import platform
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QTimer

from dashboard import sizes, words
from dashboard.app import application
from dashboard.connect.desk import Desk, Hands
from dashboard.connect.screen import ConnectScreen
from dashboard.frames import FRAME_MS
from dashboard.preferences import load as load_preferences
from dashboard.preferences import preferences_file
from dashboard.theme import theme_for
from imu.cli.places import sensors_folder
from imu.drivers.door import Driver
from imu.drivers.registry import find_drivers
from imu.live import Worker
from imu.live.connecting import Connecting
from imu.remembered import Remembered, load, remembered_file
from imu.sources.ble import Radio
from imu.view.connect import ConnectModel
from imu.view.connectshot import Choice


def choose(
    radio: Radio | None = None,
    *,
    drivers: Sequence[Driver] | None = None,
    worker: Worker | None = None,
    remembered: Remembered | None = None,
) -> Choice | None:
    """Let a person find and connect sensors, and say which leg. Returns when all links are closed.

    Parameters
    ----------
    radio : how to reach sensors; the operating system's by default.
    drivers : those to know sensors by; all that are installed by default.
    worker : whose loop the links live in; one of its own by default.
    remembered : sensors that were used before; those of this person by default.

    Returns
    -------
    What was chosen, or None if the person went back.
    """
    application()
    connecting = connecting_for(drivers, radio)
    if worker is not None:
        return _choose(connecting, worker, remembered)
    with Worker() as own:
        return _choose(connecting, own, remembered)


def _choose(connecting: Connecting, worker: Worker, remembered: Remembered | None) -> Choice | None:
    connecting.start(worker)
    try:
        with shown(connecting, remembered) as screen:
            loop = QEventLoop()
            screen.over.connect(loop.quit)
            screen.show()
            loop.exec()
            return screen.choice
    finally:
        connecting.stop()


def connecting_for(drivers: Sequence[Driver] | None, radio: Radio | None) -> Connecting:
    """What finds and connects, by these drivers, or by all that are installed."""
    known = find_drivers(sensors_folder()).drivers if drivers is None else drivers
    return Connecting(known, radio=radio)


def screen_for(hands: Hands, remembered: Remembered | None = None) -> ConnectScreen:
    """The screen as this person likes it; parameters as for `shown`."""
    before = load(remembered_file())[0] if remembered is None else remembered
    preferences = load_preferences(preferences_file())
    words.use(preferences.language)
    sizes.use(preferences)
    model = ConnectModel(before, platform.node(), hands.agreeing)
    return ConnectScreen(Desk(hands, model), theme_for(preferences.theme))


@contextmanager
def shown(hands: Hands, remembered: Remembered | None = None) -> Generator[ConnectScreen]:
    """A screen that draws itself 30 times a second; gone with its timer at the end.

    Parameters
    ----------
    hands : finds and connects.
    remembered : sensors that were used before; those of this person by default.
    """
    screen = screen_for(hands, remembered)
    timer = QTimer()
    timer.timeout.connect(screen.tick)
    timer.start(FRAME_MS)
    try:
        yield screen
    finally:
        timer.stop()
        screen.close()
        screen.deleteLater()
