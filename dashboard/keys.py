"""What keys mean: in a recording that is lived again, and while a person trains.

Presenter remotes are keyboards that send Page Down or Right for "on" and Page Up or Left for
"back", B or a full stop for "dark screen" and F5 for "start the show": while one trains, these are
the next step, taking back a rep, holding the clock, and full screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_EVERYWHERE: dict[int, str] = {
    Qt.Key.Key_D: "detail",
    Qt.Key.Key_M: "sound",
    Qt.Key.Key_T: "theme",
    Qt.Key.Key_F: "full",
    Qt.Key.Key_F11: "full",
    Qt.Key.Key_V: "compare",
    Qt.Key.Key_G: "progress",
    Qt.Key.Key_Question: "keys",
    Qt.Key.Key_F1: "keys",
    Qt.Key.Key_Escape: "escape",
}

REPLAY: dict[int, str] = {
    **_EVERYWHERE,
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
    Qt.Key.Key_L: "left",
    Qt.Key.Key_R: "right",
    Qt.Key.Key_C: "change-leg",
    Qt.Key.Key_E: "correct",
}
"""Where a stream can be paused and sought in."""

TRAINING: dict[int, str] = {
    **_EVERYWHERE,
    Qt.Key.Key_Space: "next",
    Qt.Key.Key_Return: "next",
    Qt.Key.Key_Enter: "next",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_C: "next-leg",
    Qt.Key.Key_Backspace: "undo",
    Qt.Key.Key_Left: "undo",
    Qt.Key.Key_PageUp: "undo",
    Qt.Key.Key_B: "hold",
    Qt.Key.Key_Period: "hold",
    Qt.Key.Key_P: "pain",
    Qt.Key.Key_L: "left",
    Qt.Key.Key_R: "right",
    Qt.Key.Key_N: "no",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_E: "end",
    Qt.Key.Key_F5: "full",
}
"""Where a person trains: a sensor cannot be paused."""


CORRECTING: dict[int, str] = {
    Qt.Key.Key_F: "reject",
    Qt.Key.Key_Delete: "reject",
    Qt.Key.Key_R: "restore",
    Qt.Key.Key_A: "add",
    Qt.Key.Key_O: "other-leg",
    Qt.Key.Key_S: "split",
    Qt.Key.Key_J: "join",
    Qt.Key.Key_X: "exclude",
    Qt.Key.Key_U: "undo",
    Qt.Key.Key_L: "labels",
    Qt.Key.Key_Y: "yes",
    Qt.Key.Key_N: "no",
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Plus: "closer",
    Qt.Key.Key_Equal: "closer",
    Qt.Key.Key_Minus: "further",
    Qt.Key.Key_Home: "all",
    Qt.Key.Key_Question: "keys",
    Qt.Key.Key_F1: "keys",
    Qt.Key.Key_Escape: "back",
}
"""Where the count of a recording is corrected."""


def key_name(event: QKeyEvent, keys: Mapping[int, str]) -> str | None:
    """What a key stands for; None for one that has no meaning."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held & Qt.KeyboardModifier.ControlModifier:
        return "close" if event.key() in (Qt.Key.Key_Q, Qt.Key.Key_W) else None
    if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    return keys.get(event.key())
