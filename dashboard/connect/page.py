"""The connect screen as a page of the window, with the links behind it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dashboard.connect.dialog import connecting_for, screen_for
from dashboard.frames import FRAME_MS
from imu.live import Worker
from imu.sources.ble import Radio


class ConnectPage(QWidget):
    """Finds and connects sensors until one is chosen; `close_links` before the page goes.

    Parameters
    ----------
    radio : how to reach sensors; the operating system's by default.
    """

    chosen = Signal(object)
    """The `Choice`, or None for whoever went back. The links are closed by then."""

    def __init__(self, radio: Radio | None = None) -> None:
        super().__init__()
        self._worker = Worker()
        self._connecting = connecting_for(None, radio)
        self.screen_ = screen_for(self._connecting)
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
