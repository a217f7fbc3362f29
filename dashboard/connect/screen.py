"""The connect screen: a sentence and an action above, sensors in the middle, buttons below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dashboard import words
from dashboard.connect.desk import Desk
from dashboard.connect.labels import Action, Line
from dashboard.connect.phones import AskPage, PushPage
from dashboard.connect.rows import SensorList
from dashboard.connect.saying import enabled, enter_means, hint_of, saying_of
from dashboard.fitted import FittedPage
from dashboard.theme import Theme, palette_of
from imu.view.connectshot import Choice, ConnectShot


class ConnectScreen(FittedPage):
    """Everything from "where is my sensor" to "start".

    Parameters
    ----------
    desk : carries out what a person wants.
    theme : its colours.

    Attributes
    ----------
    choice : what was chosen, once it was; None if the person went back.
    """

    over = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk, self._theme = desk, theme
        self.choice: Choice | None = None
        self.list, self.push, self.ask = SensorList(), PushPage(), AskPage()
        self._title = Line(0.034, words.CONNECT_TITLE, bold=True)
        self._said, self._hint = Line(0.021), Line(0.02, bold=True)
        self.empty = Line(0.032)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.buttons = {name: Action(text) for name, text in words.CONNECT_ACTIONS.items()}
        self._build()
        self._paint_theme()

    def tick(self) -> None:
        """To be called at every frame: take what was found, draw what has changed."""
        self.show_shot(self.desk.refresh())

    def show_shot(self, shot: ConnectShot) -> None:
        """Draw this from now on."""
        theme, page = self._theme, self.pages.currentWidget()
        self._title.say(words.CONNECT_TITLE, theme.text)
        self.list.show_shot(shot)
        self._hint.say(self.desk.remark or hint_of(shot, self.list.selected), theme.text)
        if page is not self.list and self.desk.has_come(pushes=page is self.push):
            self._go(self.list)
        if page is self.push:
            self.push.show_shot(shot, theme)
        elif page is self.ask:
            self.ask.show_shot(shot, theme)
        is_list = self.pages.currentWidget() is self.list
        self._title.setVisible(is_list)
        self._say(shot, is_empty=is_list and not shot.rows)
        can = enabled(shot, self.list.selected, is_list=is_list)
        can -= {"phyphox"} if page is self.ask else set()
        for name, action in self.buttons.items():
            action.setVisible(name in can)

    def _say(self, shot: ConnectShot, *, is_empty: bool) -> None:
        """Say how the search stands: in the middle where nothing else is to be seen."""
        ink = self._theme.warn if shot.problem else self._theme.dim
        said = saying_of(shot) if self.pages.currentWidget() is self.list else ""
        self.empty.say(said if is_empty else "", ink)
        self._said.say("" if is_empty else said.replace("\n", " "), ink)
        self.empty.setVisible(is_empty)
        self.pages.setVisible(not is_empty)
        self._said.setVisible(bool(self._said.text()))

    def press(self, name: str) -> None:
        """Do what a button or a key of that name stands for."""
        self.orders()[name]()
        self.tick()

    def orders(self) -> dict[str, Callable[[], None]]:
        """What can be pressed, by name."""
        return {
            "up": lambda: self.list.step(-1),
            "down": lambda: self.list.step(1),
            "enter": self._enter,
            "use": self._enter,
            "start": self._start,
            "left": lambda: self.desk.put(self.list.selected, "left"),
            "right": lambda: self.desk.put(self.list.selected, "right"),
            "swap": self.desk.swap,
            "both": self.desk.toggle_both,
            "align": self.desk.toggle_align,
            "release": self._release,
            "look": self.desk.look,
            "phone": self._invite,
            "phyphox": self._open_ask,
            "back": self._back,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys; they are named on the buttons."""
        name = _KEYS.get(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if name is None or held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            self.press(name)

    def scale_to(self, unit: int) -> None:
        """Scale everything on it."""
        margin = round(0.035 * self.height())
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin // 2)
        scaled = (self._title, self._said, self.empty, self._hint, *self.buttons.values())
        for part in (*scaled, self.list, self.push, self.ask):
            part.set_unit(unit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Going away is going back."""
        super().closeEvent(event)
        self.over.emit()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(f"{words.CONNECT_TITLE} – {words.TITLE}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(640, 400)
        layout, bottom = QVBoxLayout(self), QHBoxLayout()
        for page in (self.list, self.push, self.ask):
            self.pages.addWidget(page)
        for name, action in self.buttons.items():
            action.clicked.connect(lambda _=False, name=name: self.press(name))
            bottom.addWidget(action)
        bottom.addStretch(1)
        for part in (self._title, self._said):
            layout.addWidget(part)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._hint)
        layout.addLayout(bottom)
        self.list.clicked.connect(self._click)
        self.ask.entered.connect(self._ask)
        self.resize(1280, 720)

    def _paint_theme(self) -> None:
        QApplication.setPalette(palette_of(self._theme))
        self.list.set_theme(self._theme)

    # -- orders ------------------------------------------------------------------------------------

    def _go(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        (self.ask.field if page is self.ask else self).setFocus()

    def _click(self, key: str) -> None:
        """A first click selects, one on the selected sensor uses it."""
        row = self.list.selected
        if row is not None and row.key == key and not row.is_chosen:
            self.desk.use(row)
        self.list.select(key)

    def _enter(self) -> None:
        row = self.list.selected
        if row is None or self.pages.currentWidget() is not self.list:
            return
        if enter_means(self.desk.shot, row) == "start":
            self._start()
        else:
            self.desk.use(row)

    def _start(self) -> None:
        self.choice = self.desk.choice()
        if self.choice is not None:
            self.over.emit()

    def _release(self) -> None:
        if self.list.selected is not None:
            self.desk.release(self.list.selected)

    def _invite(self) -> None:
        if self.desk.invite():
            self._go(self.push)

    def _open_ask(self) -> None:
        if self.desk.may_ask():
            self._go(self.ask)

    def _ask(self, address: str) -> None:
        self.desk.ask(address)
        self.tick()

    def _back(self) -> None:
        if self.pages.currentWidget() is self.list:
            self.over.emit()
        else:
            self.desk.leave_phones()
            self._go(self.list)


_KEYS: dict[int, str] = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_L: "left",
    Qt.Key.Key_R: "right",
    Qt.Key.Key_S: "swap",
    Qt.Key.Key_B: "both",
    Qt.Key.Key_C: "align",
    Qt.Key.Key_Delete: "release",
    Qt.Key.Key_Backspace: "release",
    Qt.Key.Key_A: "look",
    Qt.Key.Key_P: "phone",
    Qt.Key.Key_Y: "phyphox",
    Qt.Key.Key_Escape: "back",
}
