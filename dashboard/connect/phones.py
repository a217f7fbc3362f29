"""The two pages for phones: a code to be scanned, and a field for an address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dashboard import words
from dashboard.connect.labels import Line
from dashboard.connect.qr import QrCode
from dashboard.painted import font_of
from dashboard.theme import Theme
from imu.live.connecting import PHYPHOX
from imu.view.connectshot import ConnectShot, Row

_TITLE, _BODY = 0.034, 0.018
"""Heights of capitals as shares of the window's."""


class PushPage(QWidget):
    """How Sensor Logger gets to know where to send."""

    def __init__(self) -> None:
        super().__init__()
        self.code = QrCode()
        self._title = Line(_TITLE, words.CONNECT_QR_TITLE, bold=True)
        self._steps = [Line(_BODY, step) for step in words.CONNECT_QR]
        self._address, self._status = Line(_BODY, bold=True), Line(_BODY)
        column = QVBoxLayout()
        for line in (self._title, *self._steps, self._address, self._status):
            column.addWidget(line)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setSpacing(32)
        layout.addWidget(self.code, 1)
        layout.addLayout(column, 1)

    def show_shot(self, shot: ConnectShot, theme: Theme) -> None:
        """Show where to send to, and how the phone is doing."""
        self.code.set_theme(theme)
        self.code.show_state(shot.invitation)
        for line in (self._title, *self._steps):
            line.say(line.text(), theme.text)
        self._address.say(shot.invitation, theme.text)
        self._status.say(_status(shot, shot.invited), theme.warn)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        for line in (self._title, *self._steps, self._address, self._status):
            line.set_unit(height)


class AskPage(QWidget):
    """Where phyphox is to be asked."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Line(_TITLE, words.CONNECT_ADDRESS_TITLE, bold=True)
        self._what, self._status = Line(_BODY, words.CONNECT_ADDRESS), Line(_BODY)
        self.field = QLineEdit()
        self.field.setPlaceholderText(words.CONNECT_ADDRESS_EXAMPLE)
        self.field.setAccessibleName(words.CONNECT_ADDRESS_FIELD)
        self.field.returnPressed.connect(self._enter)
        layout = QVBoxLayout(self)
        layout.setSpacing(20)
        for part in (self._title, self._what, self.field, self._status):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_shot(self, shot: ConnectShot, theme: Theme) -> None:
        """Show how the phone is doing."""
        for line in (self._title, self._what):
            line.say(line.text(), theme.text)
        self._status.say(_status(shot, PHYPHOX), theme.warn)

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        for line in (self._title, self._what, self._status):
            line.set_unit(height)
        self.field.setFont(font_of(0.024 * height))

    def _enter(self) -> None:
        self.entered.emit(self.field.text())


def _status(shot: ConnectShot, key: str) -> str:
    row = next((one for one in shot.rows if one.key == key), Row(key, "", ""))
    said = (row.refusal or row.sentence, row.advice)
    return " ".join(f"{words.of_core(part).rstrip('.')}." for part in said if part)
