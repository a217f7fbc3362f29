"""Beside the pictures, in words: what can be said of a measure, and the ladder's suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dashboard import words
from dashboard.connect.labels import Line
from dashboard.theme import DARK, Theme

_SMALL, _TEXT, _BIG = 0.0135, 0.0148, 0.02
"""Heights of capitals as shares of the window's."""

_MOST_LEGS, _MOST_NEEDS = 2, 4


@dataclass(frozen=True, slots=True)
class LegSaid:
    """What can be said of a leg, and its name for its colour."""

    leg: str
    text: str


@dataclass(frozen=True, slots=True)
class SideState:
    """What stands there.

    Attributes
    ----------
    says : leg by leg.
    limit : what a direction does not mean.
    step, reason : the suggestion, and why.
    needs : what a step up asks for, each with whether it is so.
    note : what is no step.
    """

    says: tuple[LegSaid, ...] = ()
    limit: str = ""
    step: str = ""
    reason: str = ""
    needs: tuple[tuple[str, bool], ...] = ()
    note: str = ""


class SidePanel(QScrollArea):
    """Shows a `SideState`; scrolls where a low window has no room for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._theme, self.state = DARK, SideState()
        self._heads = [
            Line(_SMALL, words.PROGRESS_SAYS_TITLE, bold=True),
            Line(_SMALL, words.PROGRESS_STEP_TITLE, bold=True),
            Line(_SMALL, words.PROGRESS_NEEDS, bold=True),
        ]
        self._says = [Line(_TEXT) for _ in range(_MOST_LEGS)]
        self._limit, self._step, self._reason = Line(_SMALL), Line(_BIG, bold=True), Line(_TEXT)
        self._needs = [Line(_TEXT) for _ in range(_MOST_NEEDS)]
        self._note = Line(_SMALL)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._build()

    def show_state(self, state: SideState) -> None:
        """Show this from now on."""
        self.state = state
        theme = self._theme
        for number, line in enumerate(self._says):
            line.setVisible(number < len(state.says))
        for number, line in enumerate(self._needs):
            line.setVisible(number < len(state.needs))
        for line, said in zip(self._says, state.says, strict=False):
            line.say(said.text, theme.text)
            line.dress(_dressed(theme, theme.side(said.leg)))
        for line, (text, holds) in zip(self._needs, state.needs, strict=False):
            _say_need(line, text, theme, holds=holds)
        self._step.say(state.step, theme.text)
        self._reason.say(state.reason, theme.text)
        self._limit.say(state.limit, theme.dim)
        self._note.say(state.note, theme.dim)
        self._heads[0].setVisible(bool(state.says))
        self._limit.setVisible(bool(state.says))
        self._heads[2].setVisible(bool(state.needs))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for line in self._heads:
            line.say(line.text(), theme.dim)
        self.show_state(self.state)

    def set_unit(self, height: int) -> None:
        """Scale its texts to a window of this height, px."""
        for line in self._lines():
            line.set_unit(height)
        self._column.setSpacing(round(0.012 * height))
        self._column.setContentsMargins(round(0.012 * height), 0, 0, 0)

    def _lines(self) -> Sequence[Line]:
        above = (self._heads[0], *self._says, self._limit)
        return (*above, self._heads[1], self._step, self._reason, *self._below())

    def _below(self) -> Sequence[Line]:
        return (self._heads[2], *self._needs, self._note)

    def _build(self) -> None:
        for line in self._lines():
            if line in self._heads[1:]:
                self._column.addStretch(1)
            self._column.addWidget(line)
        self._column.addStretch(3)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.PROGRESS_STEP_TITLE)


def _dressed(theme: Theme, ink: str) -> str:
    bar = f"border: 0 solid; border-left: 6px solid {ink}"
    return f"color: {theme.text}; padding-left: 8px; {bar}"


def _say_need(line: Line, text: str, theme: Theme, *, holds: bool) -> None:
    form = words.PROGRESS_HOLDS if holds else words.PROGRESS_OPEN_YET
    line.say(form.format(text=text), theme.text)
    line.setAccessibleName(words.PROGRESS_NEED_SPOKEN[holds].format(text=text))
