"""The window: two layers and the screen after the session, the bar below, keys for everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from dashboard import words
from dashboard.conductor import STEP_S, Conductor, forget
from dashboard.control.bar import ControlBar, Powers
from dashboard.detail import DetailPanel
from dashboard.done import DonePanel, DoneState
from dashboard.glance import GlancePanel
from dashboard.help import KeysOverlay
from dashboard.notice import Notice
from dashboard.preferences import Preferences, save
from dashboard.sounding import Sound
from dashboard.theme import DARK, ThemeChoice, palette_of, theme_for
from imu.view import Snapshot, legs_done

_BAR = 0.07
_LEAST_BAR_PX, _MOST_BAR_PX = 36, 84
_PACE_ROWS = 6
"""How many rows of `words.HELP` are about pace and travel: the first."""

_FIRST_SIZE = (1280, 720)
_LEAST_SIZE = (640, 400)


class Window(QMainWindow):
    """One session from the first sample to the screen after it.

    Parameters
    ----------
    conductor : runs the session.
    preferences : how the person likes it.
    sound : what is heard; None where nothing is.
    keep_at : the file that changed preferences are kept in, or None.
    """

    def __init__(
        self,
        conductor: Conductor,
        preferences: Preferences,
        sound: Sound | None = None,
        keep_at: Path | None = None,
    ) -> None:
        super().__init__()
        self.conductor, self._preferences = conductor, preferences
        self.sound, self._keep_at = sound, keep_at
        self.glance = GlancePanel()
        self.detail = DetailPanel()
        self.done = DonePanel()
        powers = Powers(travels=conductor.travels, is_paced=conductor.is_paced)
        self.bar = ControlBar(powers)
        help_rows = words.HELP[0 if conductor.is_paced else _PACE_ROWS :]
        self.keys, self.notice = KeysOverlay(help_rows), Notice()
        self._page, self._stack = QWidget(), QStackedWidget()
        self._is_over = False
        self._build()
        self._connect()
        self.set_theme(preferences.theme)
        self._show_layer()
        self._show_sound()
        conductor.frame = self.show_snapshot

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw this from now on. What is not to be seen costs nothing."""
        if snapshot.is_ended != self._is_over:
            self._is_over = snapshot.is_ended
            self._show_end(snapshot)
        if self._stack.currentWidget() is self.glance:
            self.glance.show_snapshot(snapshot)
        elif self._stack.currentWidget() is self.detail:
            self.detail.show_snapshot(snapshot, self.conductor.stretch)
        self.bar.show_snapshot(snapshot, self.conductor.known)
        if self.sound is not None:
            self.notice.show_once(self.sound.problem)

    def set_theme(self, choice: ThemeChoice) -> None:
        """Use these colours."""
        theme = theme_for(choice)
        QApplication.setPalette(palette_of(theme))
        for part in (self.glance, self.detail, self.done, self.bar, self.keys):
            part.set_theme(theme)
        self._prefer(theme=choice)

    def press(self, name: str) -> None:
        """Do what a button or a key of that name stands for."""
        self.orders()[name]()

    def orders(self) -> dict[str, Callable[[], None]]:
        """What can be pressed, by name."""
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
            "detail": self._toggle_detail,
            "left": lambda: self.detail.pin("left"),
            "right": lambda: self.detail.pin("right"),
            "change-leg": conductor.change_leg,
            "sound": self._toggle_sound,
            "theme": self._toggle_theme,
            "full": self._toggle_full,
            "keys": self._toggle_keys,
            "escape": self._escape,
            "close": self._close,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys; see `words.HELP`."""
        name = _key_name(event)
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
        self.done.set_unit(height)
        self.keys.setGeometry(self._page.rect())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop the session, keep what the person has chosen."""
        if not self.isFullScreen():
            self._prefer(width=self.width(), height=self.height())
        self.conductor.close()
        super().closeEvent(event)

    def dispose(self) -> None:
        """Let go of everything; the window must not be used any more."""
        self.conductor.frame = forget
        self.detail.traces.dispose()
        self.deleteLater()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(f"{self.conductor.playback.source.name} – {words.TITLE}")
        for layer in (self.glance, self.detail, self.done):
            self._stack.addWidget(layer)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.bar)
        self.setCentralWidget(self._page)
        self.keys.setParent(self._page)
        self.keys.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*_LEAST_SIZE)
        kept = (self._preferences.width, self._preferences.height)
        self.resize(*(kept if all(kept) else _FIRST_SIZE))

    def _connect(self) -> None:
        self.bar.pressed.connect(self.press)
        self.bar.sought.connect(self.conductor.seek)

    # -- switching ---------------------------------------------------------------------------------

    def _show_layer(self) -> None:
        details = self.detail if self._preferences.details else self.glance
        self._stack.setCurrentWidget(self.done if self._is_over else details)

    def _show_end(self, snapshot: Snapshot) -> None:
        session = self.conductor.view.session
        if snapshot.is_ended:
            playback = self.conductor.playback
            self.done.show_state(
                DoneState(
                    legs=legs_done(session) if session is not None else (),
                    folder=playback.folder,
                    is_simulated=playback.is_simulated,
                    is_stopped=snapshot.is_stopped,
                    error=snapshot.error,
                    remarks=playback.notes,
                )
            )
        self._show_layer()

    def _toggle_detail(self) -> None:
        self._prefer(details=not self._preferences.details)
        if self._is_over:
            over = self._stack.currentWidget() is self.done
            self._stack.setCurrentWidget(self.detail if over else self.done)
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
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _toggle_keys(self) -> None:
        self.keys.setVisible(not self.keys.isVisible())
        self.keys.raise_()

    def _escape(self) -> None:
        if self.keys.isVisible():
            self.keys.hide()
        elif self.isFullScreen():
            self._toggle_full()

    def _close(self) -> None:
        self.close()

    def _prefer(self, **changes: object) -> None:
        wanted = msgspec.structs.replace(self._preferences, **changes)
        if wanted != self._preferences and self._keep_at is not None:
            save(self._keep_at, wanted)
        self._preferences = wanted


_KEYS: dict[int, str] = {
    Qt.Key.Key_Space: "play",
    Qt.Key.Key_Home: "again",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Right: "on",
    Qt.Key.Key_Comma: "back-rep",
    Qt.Key.Key_Period: "next-rep",
    Qt.Key.Key_PageUp: "back-set",
    Qt.Key.Key_PageDown: "next-set",
    Qt.Key.Key_Plus: "faster",
    Qt.Key.Key_Equal: "faster",
    Qt.Key.Key_Minus: "slower",
    Qt.Key.Key_D: "detail",
    Qt.Key.Key_L: "left",
    Qt.Key.Key_R: "right",
    Qt.Key.Key_C: "change-leg",
    Qt.Key.Key_M: "sound",
    Qt.Key.Key_T: "theme",
    Qt.Key.Key_F: "full",
    Qt.Key.Key_F11: "full",
    Qt.Key.Key_Question: "keys",
    Qt.Key.Key_F1: "keys",
    Qt.Key.Key_Escape: "escape",
}


def _key_name(event: QKeyEvent) -> str | None:
    """What a key stands for; None for one that has no meaning here."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held & Qt.KeyboardModifier.ControlModifier:
        return "close" if event.key() in (Qt.Key.Key_Q, Qt.Key.Key_W) else None
    if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    return _KEYS.get(event.key())
