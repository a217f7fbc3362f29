"""One session from the first sample to the screen after it: layers, the bar below, keys for all."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dashboard import words
from dashboard.conductor import STEP_S, Conductor, forget
from dashboard.control.bar import ControlBar, Powers
from dashboard.done import DonePanel, state_of
from dashboard.glance import GlancePanel
from dashboard.help import KeysOverlay
from dashboard.keys import REPLAY, TRAINING, key_name
from dashboard.layers import Layers
from dashboard.notice import NoticeLine
from dashboard.preferences import Preferences, save
from dashboard.sizes import fit, scale
from dashboard.sounding import Sound
from dashboard.theme import DARK, ThemeChoice, palette_of, theme_for
from dashboard.twin import TwinOverlay
from imu.coach.orders import Press
from imu.coach.training import Training
from imu.view import Snapshot
from imu.view.notices import notices_of

if TYPE_CHECKING:
    from dashboard.detail.panel import DetailPanel

_BAR = 0.07
_LEAST_BAR_PX, _MOST_BAR_PX = 36, 84

_PRESSES = {
    "undo": Press.UNDO,
    "hold": Press.HOLD,
    "pain": Press.PAIN,
    "no": Press.NO,
    "skip": Press.SKIP,
}

_PACE_ROWS = 7
"""How many rows of `words.HELP` are for recordings alone: the first."""


class SessionPage(QWidget):
    """One session; a page of the window, or a window of its own.

    Parameters
    ----------
    conductor : runs the session.
    preferences : how the person likes it.
    sound : what is heard; None where nothing is.
    keep_at : the file that changed preferences are kept in, or None.
    training : leads the person through a plan, or None.
    """

    ended = Signal()
    """The session is over."""

    left = Signal()
    """The person wants to leave: what comes after is for whoever has opened the page."""

    asked = Signal(str, object)
    """What the person wants to see of the recording, "compare" or "progress", and its folder."""

    corrects = Signal(object)
    """The person wants to correct the count of the recording in this folder, a `Path`."""

    def __init__(
        self,
        conductor: Conductor,
        preferences: Preferences,
        sound: Sound | None = None,
        keep_at: Path | None = None,
        training: Training | None = None,
    ) -> None:
        super().__init__()
        self.conductor, self._preferences = conductor, preferences
        self._training = training
        self.sound, self._keep_at = sound, keep_at
        self.glance = GlancePanel(preferences.headphone_delay_s)
        self.done = DonePanel()
        self._layers = Layers(self.glance, self.done)
        self._trains = training is not None
        powers = Powers(conductor.travels, conductor.is_paced, conductor.folder is not None)
        self.bar = ControlBar(powers, trains=self._trains)
        help_rows = words.HELP[0 if conductor.is_paced else _PACE_ROWS :]
        help_rows = words.HELP_TRAINING if self._trains else help_rows
        self.keys, self.notice = KeysOverlay(help_rows), NoticeLine()
        self.twin = TwinOverlay(self)
        self.twin.set_still(is_still=preferences.reduced_motion)
        self._is_over = False
        self._build()
        self._connect()
        self.set_theme(preferences.theme)
        self._show_layer()
        self._show_sound()
        conductor.frame = self.show_snapshot

    @property
    def detail(self) -> DetailPanel:
        """The details, made at the latest when somebody asks for them."""
        return self._layers.detail

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw this from now on. What is not to be seen costs nothing."""
        if snapshot.is_ended != self._is_over:
            self._is_over = snapshot.is_ended
            self._show_end(snapshot)
        if self._layers.shows_glance:
            training = self._training
            shots = (None, None) if training is None else (training.shot, training.strap_shot)
            self.glance.show_snapshot(snapshot, *shots)
        elif self._layers.shows_detail:
            self.detail.show_snapshot(snapshot, self.conductor.stretch)
        self.bar.show_snapshot(snapshot, self.conductor.known, self.conductor.hand_s)
        for notice in notices_of(snapshot):
            self.notice.tell(words.of_core(notice.sentence), notice.key)
        if self.sound is not None:
            self.notice.tell(words.of_core(self.sound.problem or ""))
            self.twin.tick(self.sound.to_draw(), time.monotonic())
        self.notice.tick()

    def set_theme(self, choice: ThemeChoice) -> None:
        """Use these colours."""
        theme = theme_for(choice)
        QApplication.setPalette(palette_of(theme))
        for part in (self._layers, self.bar, self.keys, self.twin):
            part.set_theme(theme)
        self._prefer(theme=choice)

    def press(self, name: str) -> None:
        """Do what a button or a key of that name stands for."""
        self.orders()[name]()

    def orders(self) -> dict[str, Callable[[], None]]:
        """What can be pressed, by name."""
        own = self._training_orders() if self._trains else self._replay_orders()
        return {
            **own,
            "detail": self._toggle_detail,
            "compare": lambda: self._ask("compare"),
            "progress": lambda: self._ask("progress"),
            "sound": self._toggle_sound,
            "theme": self._toggle_theme,
            "full": self._toggle_full,
            "keys": self._toggle_keys,
            "escape": self._escape,
            "close": self._close,
        }

    def _replay_orders(self) -> dict[str, Callable[[], None]]:
        conductor = self.conductor
        return {
            "play": conductor.toggle_pause,
            "again": conductor.start_over,
            "back": lambda: conductor.step(-STEP_S),
            "on": lambda: conductor.step(STEP_S),
            "back-rep": lambda: conductor.jump_rep(forward=False),
            "next-rep": lambda: conductor.jump_rep(forward=True),
            "back-set": lambda: conductor.jump_set(forward=False),
            "next-set": lambda: conductor.jump_set(forward=True),
            "faster": conductor.faster,
            "slower": conductor.slower,
            "speed": conductor.next_speed,
            "left": lambda: self.detail.pin("left"),
            "right": lambda: self.detail.pin("right"),
            "change-leg": conductor.change_leg,
            "correct": self._correct,
        }

    def _training_orders(self) -> dict[str, Callable[[], None]]:
        presses: dict[str, Callable[[], None]] = {
            name: lambda meant=meant: self._tell(meant) for name, meant in _PRESSES.items()
        }
        return {
            **presses,
            "next": self._next,
            "next-leg": self.conductor.change_leg,
            "left": lambda: self._leg("left", Press.LEFT),
            "right": lambda: self._leg("right", Press.RIGHT),
            "end": self._end,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys; see `dashboard.keys`."""
        name = key_name(event, TRAINING if self._trains else REPLAY)
        if name is None:
            super().keyPressEvent(event)
            return
        if name not in ("keys", "escape"):
            self.keys.hide()
        self.press(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        super().resizeEvent(event)
        height = self.height()
        self.bar.set_height(min(_MOST_BAR_PX, max(_LEAST_BAR_PX, round(_BAR * height))))
        self.done.set_unit(round(scale() * height))
        self.notice.set_unit(round(scale() * height))
        self.keys.setGeometry(self.rect())
        self.twin.setGeometry(0, 0, self.width(), height - self.bar.height())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop the session, keep what the person has chosen."""
        if not self.window().isFullScreen():
            self._prefer(width=self.width(), height=self.height())
        self.conductor.close()
        super().closeEvent(event)

    def dispose(self) -> None:
        """Let go of everything; the page must not be used any more."""
        self.conductor.frame = forget
        self._layers.dispose()
        self.deleteLater()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(f"{self.conductor.playback.source.name} – {words.TITLE}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._layers, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.bar)
        self.keys.setParent(self)
        self.keys.hide()
        self.twin.raise_()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fit(self, self._preferences)

    def _connect(self) -> None:
        self.bar.pressed.connect(self.press)
        self.bar.sought.connect(self.conductor.seek)
        self.done.pressed.connect(self.press)

    def _correct(self) -> None:
        folder = self.conductor.folder
        if folder is not None:
            self.corrects.emit(folder)
        else:
            self.notice.tell(words.EDIT_NO_FILES)

    # -- training ----------------------------------------------------------------------------------

    def _tell(self, press: Press) -> None:
        if self._training is not None:
            self._training.press(press)
            if self._training.is_over:
                self._end()

    def _next(self) -> None:
        """What comes next; after the end, to leave."""
        if self._is_over:
            self.left.emit()
        else:
            self._tell(Press.NEXT)

    def _leg(self, leg: str, press: Press) -> None:
        """In the details, the leg to be looked at; otherwise, the one that works next."""
        if self._layers.shows_detail:
            self.detail.pin(leg)
        else:
            self._tell(press)

    def _end(self) -> None:
        """The training is over: everything that was counted is kept."""
        if not self._is_over:
            self.conductor.session.stop()

    def _ask(self, name: str) -> None:
        """Once it is over, and if it was recorded."""
        folder = self.conductor.playback.place
        if self._is_over and folder is not None:
            self.asked.emit(name, folder)

    # -- switching ---------------------------------------------------------------------------------

    def _show_layer(self) -> None:
        self._layers.show_layer(is_over=self._is_over, details=self._preferences.details)

    def _show_end(self, snapshot: Snapshot) -> None:
        if snapshot.is_ended:
            self.tell_done()
            self.ended.emit()
        self._show_layer()

    def tell_done(self) -> None:
        """Show what was done, and where it is now."""
        self.done.show_state(state_of(self.conductor))

    def _toggle_detail(self) -> None:
        self._prefer(details=not self._preferences.details)
        if self._is_over:
            self._layers.turn_over()
        else:
            self._show_layer()

    def _toggle_theme(self) -> None:
        dark = theme_for(self._preferences.theme) is DARK
        self.set_theme(ThemeChoice.LIGHT if dark else ThemeChoice.DARK)

    def _toggle_sound(self) -> None:
        self._prefer(sound=not self._preferences.sound)
        self._show_sound()

    def _show_sound(self) -> None:
        if self.sound is not None:
            self.sound.switch(is_on=self._preferences.sound)
        self.bar.show_sound(is_on=self._preferences.sound and self.sound is not None)

    def _toggle_full(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _toggle_keys(self) -> None:
        self.keys.setVisible(not self.keys.isVisible())
        self.keys.raise_()

    def _escape(self) -> None:
        if self.keys.isVisible():
            self.keys.hide()
        elif self.window().isFullScreen():
            self._toggle_full()
        else:
            self.left.emit()

    def _close(self) -> None:
        self.window().close()

    def _prefer(self, **changes: object) -> None:
        wanted = msgspec.structs.replace(self._preferences, **changes)
        if wanted != self._preferences and self._keep_at is not None:
            save(self._keep_at, wanted)
        self._preferences = wanted
