"""The connect screen as a page of the window, with the links behind it."""

from __future__ import annotations

import platform

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dashboard.connect.desk import Desk
from dashboard.connect.dialog import FRAME_MS
from dashboard.connect.screen import ConnectScreen
from dashboard.theme import Theme
from imu.cli.places import sensors_folder
from imu.drivers.registry import find_drivers
from imu.live import Worker
from imu.live.connecting import Connecting
from imu.remembered import load, remembered_file
from imu.sources.ble import Radio
from imu.view.connect import ConnectModel


class ConnectPage(QWidget):
    """Finds and connects sensors until one is chosen; `close_links` before the page goes.

    Parameters
    ----------
    theme : its colours.
    radio : how to reach sensors; the operating system's by default.
    """

    chosen = Signal(object)
    """The `Choice`, or None for whoever went back. The links are closed by then."""

    def __init__(self, theme: Theme, radio: Radio | None = None) -> None:
        super().__init__()
        self._worker = Worker()
        drivers = find_drivers(sensors_folder()).drivers
        self._connecting = Connecting(drivers, radio=radio)
        model = ConnectModel(load(remembered_file())[0], platform.node())
        self.screen_ = ConnectScreen(Desk(self._connecting, model), theme)
        self._is_open = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.screen_)
        self.setFocusProxy(self.screen_)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.screen_.tick)
        self.screen_.over.connect(self._over)
        self._connecting.start(self._worker)
        self._timer.start(FRAME_MS)

    def close_links(self) -> None:
        """Let every sensor go. May be called again."""
        if self._is_open:
            self._is_open = False
            self._timer.stop()
            self._connecting.stop()
            self._worker.close()

    def _over(self) -> None:
        if self._is_open:
            choice = self.screen_.choice
            self.close_links()
            self.chosen.emit(choice)
