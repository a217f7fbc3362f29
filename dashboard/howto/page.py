"""The page that shows how one rung is done: all six steps at once, or one after another."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.connect.labels import Action, Line
from dashboard.frames import FRAME_MS
from dashboard.ground import lay_ground
from dashboard.howto.panel import StepPanel, StepState
from dashboard.howto.steps import ON_BOTH_FEET, STEPS, Way, swing
from dashboard.painted import font_of
from dashboard.sizes import scale
from dashboard.theme import DARK, Theme

_COLUMNS = 3
_MARGIN, _GAP, _HEAD, _FOOT = 0.03, 0.016, 0.085, 0.085
"""Shares of the height: around, between the panels, for the title, for the buttons."""

_BUTTON = 0.017
"""The same, of the capitals on the buttons."""


class HowToPage(QWidget):
    """How a rung is done.

    Parameters
    ----------
    way : the rung and what is held, see `dashboard.howto.steps`.
    leg : the leg that works, "left" or "right"; without meaning on both feet.
    is_help : whether it was opened to look something up: nothing starts then when it is closed.

    Signals
    -------
    finished : seen, go on.
    left : go back.
    """

    finished = Signal()
    left = Signal()

    def __init__(self, way: Way, leg: str = "right", *, is_help: bool = False) -> None:
        super().__init__()
        self._theme, self._is_still = DARK, False
        self.chosen: int | None = None
        steps, leg = STEPS[way], "both" if way in ON_BOTH_FEET else leg
        self.panels = [
            StepPanel(StepState(step, n, len(steps), leg)) for n, step in enumerate(steps, start=1)
        ]
        name = words.HOWTO_TITLES[way]
        self.title = Line(0.034, words.HOWTO_TITLE.format(rung=name), bold=True)
        texts = {
            "finish": words.HOWTO_CLOSE if is_help else words.HOWTO_START,
            "back": words.HOWTO_BACK,
            "previous": words.HOWTO_PREVIOUS,
            "next": words.HOWTO_NEXT,
        }
        self.buttons = {name: Action(text) for name, text in texts.items()}
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.title.setStyleSheet(f"color: {theme.text}")
        for panel in self.panels:
            panel.set_theme(theme)
        lay_ground(self, theme)

    def set_still(self, is_still: bool) -> None:
        """Whether nothing may move, for people whom movement disturbs."""
        self._is_still = is_still
        if is_still:
            self._move(1.0)

    def tick(self, now_s: float) -> None:
        """To be called at every frame: let the hinge go slowly down and up. s of any clock."""
        if not self._is_still and self.isVisible():
            self._move(swing(now_s))

    def animate(self) -> None:
        """Let time pass, 30 times a second, as long as the page is there."""
        timer = QTimer(self)
        timer.timeout.connect(lambda: self.tick(time.monotonic()))
        timer.start(FRAME_MS)

    def press(self, name: str) -> None:
        """Do what a key or a button of that name stands for."""
        if name == "finish":
            self.finished.emit()
        elif name in ("next", "previous"):
            self.choose(stepped(self.chosen, 1 if name == "next" else -1, len(self.panels)))
        elif self.chosen is not None:
            self.choose(None)
        else:
            self.left.emit()

    def choose(self, number: int | None) -> None:
        """Show one step alone, from 0, or all of them."""
        self.chosen = number
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys; they are named on the buttons."""
        name = _KEYS.get(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if name is None or held:
            super().keyPressEvent(event)
        else:
            self.press(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title.text())
        self.title.setParent(self)
        for panel in self.panels:
            panel.setParent(self)
            panel.clicked.connect(self._click)
        for name, button in self.buttons.items():
            button.setParent(self)
            button.clicked.connect(lambda _=False, name=name: self.press(name))
        self.set_theme(self._theme)

    def _click(self, number: int) -> None:
        self.choose(number if self.chosen is None else None)

    def _show(self, **changes: object) -> None:
        for panel in self.panels:
            panel.show_state(replace(panel.state, **changes))  # type: ignore[arg-type]

    def _move(self, share: float) -> None:
        """Show hinges so far down; what does not move is not drawn anew."""
        for panel in self.panels:
            if panel.is_moving:
                panel.show_state(replace(panel.state, share=share))

    def _arrange(self) -> None:
        """Put everything where it belongs."""
        width, unit = self.width(), self.height()
        margin, head, foot = (round(share * unit) for share in (_MARGIN, _HEAD, _FOOT))
        self.title.set_unit(unit)
        self.title.setGeometry(margin, margin // 2, width - 2 * margin, head)
        alone = self.chosen is not None
        self._show(unit=unit, text_scale=scale(), is_alone=alone)
        area = QRect(margin, margin // 2 + head, width - 2 * margin, unit - head - foot - margin)
        for n, panel in enumerate(self.panels):
            panel.setVisible(self.chosen in (None, n))
            panel.setGeometry(area if alone else cell(area, n, round(_GAP * unit)))
        x = margin
        for button in self.buttons.values():
            button.setFont(font_of(_BUTTON * unit))
            wide = button.sizeHint().width() + margin
            button.setGeometry(x, unit - foot, wide, round(0.06 * unit))
            x += wide + margin // 2


def cell(area: QRect, number: int, gap: int) -> QRect:
    """Where panel `number` of two rows is, counted from 0."""
    row, column = divmod(number, _COLUMNS)
    wide = (area.width() - (_COLUMNS - 1) * gap) // _COLUMNS
    high = (area.height() - gap) // 2
    return QRect(area.x() + column * (wide + gap), area.y() + row * (high + gap), wide, high)


def stepped(chosen: int | None, by: int, count: int) -> int | None:
    """The next step or the one before; beyond either end are all of them."""
    if chosen is None:
        return 0 if by > 0 else count - 1
    return chosen + by if 0 <= chosen + by < count else None


_KEYS: dict[int, str] = {
    Qt.Key.Key_Return: "finish",
    Qt.Key.Key_Enter: "finish",
    Qt.Key.Key_Space: "finish",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_PageDown: "finish",
    Qt.Key.Key_PageUp: "back",
}
"""Page Up and Page Down are what a presenter's remote sends: from the mat, on and back."""
