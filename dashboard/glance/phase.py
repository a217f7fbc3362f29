"""The one word that says where the exerciser is; between sets the rest clock."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from dashboard import words
from dashboard.painted import Painted, write
from dashboard.theme import colour
from imu.view import Word


@dataclass(frozen=True, slots=True)
class PhaseState:
    """The word, and for how many whole seconds there has been rest."""

    word: Word = Word.BEGIN
    rest_s: int | None = None


class PhaseWord(Painted[PhaseState]):
    """Draws the word in the middle."""

    def __init__(self) -> None:
        super().__init__(PhaseState())

    def spoken(self, state: PhaseState) -> str:
        """The word itself."""
        return _text(state)

    def paint(self, painter: QPainter, state: PhaseState) -> None:
        """Draw it; what needs attention has a sign, too."""
        alarm = state.word is Word.LOST
        ink = colour(self.theme.warn if alarm else self.theme.text)
        text = f"! {_text(state)} !" if alarm else _text(state)
        write(painter, self.line(), text, ink, bold=True, align=Qt.AlignmentFlag.AlignHCenter)


def _text(state: PhaseState) -> str:
    if state.word is Word.REST and state.rest_s is not None:
        minutes, seconds = divmod(state.rest_s, 60)
        return words.REST_CLOCK.format(minutes=minutes, seconds=seconds)
    return words.PHASES[state.word]
