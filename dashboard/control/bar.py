"""The bar itself: buttons, speed, clock, timeline. Knows no session; it says what was pressed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from dashboard import words
from dashboard.control.icons import icon
from dashboard.control.timeline import Timeline, TimelineState, clock_text
from dashboard.theme import DARK, Theme, colour
from imu.samples import Session
from imu.view import Snapshot

_BUTTONS = ("again", "back-set", "back-rep", "play", "next-rep", "next-set")
_SWITCHES = ("correct", "detail", "sound", "theme", "full", "keys")
_STEPS = ("next", "undo", "hold", "pain", "end")
_TRAVEL = ("again", "back-set", "back-rep", "next-rep", "next-set")
_JUMPS = _TRAVEL[1:]


@dataclass(frozen=True, slots=True)
class Powers:
    """What can be done with the stream: travel in it, change its pace, correct its count."""

    travels: bool
    is_paced: bool
    is_on_disk: bool = False


class ControlBar(QWidget):
    """One line of buttons around the timeline."""

    pressed = Signal(str)
    """The name of a button: those of `_BUTTONS`, `_STEPS` and `_SWITCHES`, "speed"."""

    sought = Signal(float)
    """Session time, s, that was pointed at on the timeline."""

    def __init__(self, powers: Powers, *, trains: bool = False) -> None:
        super().__init__()
        self._powers, self._trains = powers, trains
        self._theme = DARK
        self._faces: dict[str, str] = {}
        self.buttons: dict[str, QToolButton] = {}
        self.timeline, self._clock = Timeline(), QLabel("0:00")
        self.speed = self._button("speed")
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.timeline.set_theme(theme)
        for name, face in self._faces.items():
            self.buttons[name].setIcon(icon(face, colour(theme.text)))

    def set_height(self, height: int) -> None:
        """Make everything fit into a bar of this height, px."""
        self.setFixedHeight(height)
        side = round(0.62 * height)
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))
            button.setMinimumSize(round(0.8 * height), round(0.8 * height))
        font = self._clock.font()
        font.setPixelSize(round(0.36 * height))
        for part in (self._clock, self.speed, *(self.buttons[name] for name in self._step_names)):
            part.setFont(font)

    def show_snapshot(
        self, snapshot: Snapshot, session: Session | None, hand_s: float | None = None
    ) -> None:
        """Draw the stream's state.

        Parameters
        ----------
        snapshot : the state.
        session : what will be found, if that is known.
        hand_s : where a person wants to be while the picture is still on its way, s.
        """
        at_s = snapshot.time_s if hand_s is None else hand_s
        playing = not (snapshot.is_paused or snapshot.is_ended)
        self._face("play", "pause" if playing else "play", words.PAUSE if playing else words.PLAY)
        speed = words.SPEED_MAX if snapshot.speed is None else f"{snapshot.speed:g}×"
        _text(self.speed, speed)
        length = "" if snapshot.length_s is None else f" / {clock_text(snapshot.length_s)}"
        _text(self._clock, clock_text(at_s - (snapshot.start_s or 0.0)) + length)
        for name in _JUMPS:
            self.buttons[name].setEnabled(session is not None)
        for name in self._step_names:
            self.buttons[name].setVisible(name == "next" or not snapshot.is_ended)
        start_s, end_s = snapshot.start_s, snapshot.end_s
        if start_s is not None and end_s is not None:
            self.timeline.show_state(TimelineState(start_s, end_s, round(at_s, 1), session))

    def show_sound(self, *, is_on: bool) -> None:
        """Show whether there will be sound."""
        tip = words.MUTE if is_on else words.UNMUTE
        self._face("sound", "sound" if is_on else "silence", tip)

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(4)
        for name in _BUTTONS:
            layout.addWidget(self._button(name))
        for name in _STEPS if self._trains else ():
            layout.addWidget(self._button(name, is_text=True))
        layout.addWidget(self.speed)
        layout.addWidget(self._clock)
        layout.addWidget(self.timeline, 1)
        for name in _SWITCHES:
            layout.addWidget(self._button(name))
        self.timeline.sought.connect(self.sought)
        for name in _TRAVEL:
            self.buttons[name].setVisible(self._powers.travels)
        self.timeline.setVisible(self._powers.travels)
        self.buttons["correct"].setVisible(self._powers.is_on_disk and not self._trains)
        is_paced = self._powers.is_paced and not self._trains
        self.buttons["play"].setVisible(is_paced)
        self.speed.setVisible(is_paced)
        if not self._powers.travels:
            layout.insertStretch(layout.indexOf(self._clock) + 1, 1)

    @property
    def _step_names(self) -> list[str]:
        return [name for name in _STEPS if name in self.buttons]

    def _button(self, name: str, *, is_text: bool = False) -> QToolButton:
        button, tip = QToolButton(), _tips()[name]
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.pressed.emit(name))
        self.buttons[name] = button
        if is_text:
            button.setText(tip)
        elif name != "speed":
            self._face(name, name, tip)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _face(self, name: str, face: str, tip: str) -> None:
        if self._faces.get(name) == face:
            return
        self._faces[name] = face
        button = self.buttons[name]
        button.setIcon(icon(face, colour(self._theme.text)))
        button.setToolTip(tip)
        button.setAccessibleName(tip)


def _tips() -> dict[str, str]:
    """What each button says of itself, in the language in use."""
    return {
        "again": words.AGAIN,
        "back-set": words.BACK_SET,
        "back-rep": words.BACK_REP,
        "play": words.PLAY,
        "next-rep": words.NEXT_REP,
        "next-set": words.NEXT_SET,
        "next": words.STEP_NEXT,
        "undo": words.STEP_UNDO,
        "hold": words.STEP_HOLD,
        "pain": words.STEP_PAIN,
        "end": words.STEP_END,
        "speed": words.SPEED,
        "correct": words.EDIT_BUTTON,
        "detail": words.DETAIL,
        "sound": words.MUTE,
        "theme": words.THEME,
        "full": words.FULL,
        "keys": words.KEYS,
    }


def _text(widget: QLabel | QToolButton, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
