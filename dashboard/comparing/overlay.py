"""Two things out of recordings over each other: legs, sets or single reps, as mean curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dashboard import words
from dashboard.comparing.curves import Course, CurvesPlot, CurvesState
from dashboard.comparing.picker import Picker, PickerState
from dashboard.comparing.texts import reps_text
from dashboard.connect.labels import Action, Line
from dashboard.errands import Errands
from dashboard.fitted import FittedPage
from dashboard.ground import lay_ground
from dashboard.theme import DARK, Theme
from imu.errors import ImuError
from imu.settings import Settings
from imu.view.overlay import (
    Pick,
    Take,
    first_picks,
    layer_of,
    next_rep,
    next_set,
    next_take,
    takes_of,
)

_STEPS: tuple[Callable[[Sequence[Take], Pick, int], Pick], ...] = (next_take, next_set, next_rep)
"""What each picker of a line steps through."""

_KEYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_L: (0, 1),
    Qt.Key.Key_Left: (1, -1),
    Qt.Key.Key_Right: (1, 1),
    Qt.Key.Key_Up: (2, -1),
    Qt.Key.Key_Down: (2, 1),
}
"""By key the picker, and which way it steps."""


class OverlayPage(FittedPage):
    """Lets a person pick two things and shows them over each other.

    To be closed by whoever has made it: what it works at is waited for.

    Parameters
    ----------
    paths : recordings.
    settings : the counter's.
    """

    left = Signal()
    """The person wants to go back."""

    def __init__(self, paths: Sequence[Path] = (), settings: Settings | None = None) -> None:
        super().__init__()
        self._theme, self._errands = DARK, Errands()
        self._paths, self._settings = tuple(paths), settings or Settings()
        self._counted, self._problems = 0, list[str]()
        self.takes: tuple[Take, ...] = ()
        self.picks, self.active = [Pick(0), Pick(0)], 0
        self._title = Line(0.03, words.OVERLAY_TITLE, bold=True)
        self._hint, self._said = Line(0.0155), Line(0.0155)
        self.pickers = [[Picker() for _ in _STEPS] for _ in self.picks]
        self._heads = [Line(0.0165, text, bold=True) for text in words.OVERLAY_LAYERS]
        self.plot = CurvesPlot(CurvesState(words.OVERLAY_PICTURE))
        self.back = Action(words.OVERLAY_ACTIONS["back"])
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(DARK)

    @property
    def is_busy(self) -> bool:
        """Whether it works at something."""
        return self._errands.is_busy

    def start(self) -> None:
        """Count the recordings, one after the other."""
        for path in self._paths:
            self._errands.attempt(lambda path=path: takes_of(path, self._settings), self._take)
        self._tell_progress()

    def show_takes(self, takes: Sequence[Take]) -> None:
        """Let a person pick of these from now on."""
        self.takes = tuple(takes)
        if self.takes:
            self.picks = list(first_picks(self.takes))
        self._show()

    def step(self, line: int, picker: int, way: int) -> None:
        """Pick the next thing of a line."""
        self.active = line
        if self.takes:
            self.picks[line] = _STEPS[picker](self.takes, self.picks[line], way)
        self._show()

    def stop_work(self) -> None:
        """Stop working. The page must not be used any more."""
        self._errands.stop()

    # -- Qt ----------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for part in (self.plot, *self.pickers[0], *self.pickers[1]):
            part.set_theme(theme)
        for line in (self._title, *self._heads):
            line.say(line.text(), theme.text)
        self._hint.say(words.OVERLAY_HINT, theme.dim)
        self._tell_progress()
        lay_ground(self, theme)

    def event(self, event: QEvent) -> bool:
        """Tab goes to the other line; Qt would go to the next widget."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.active = 1 - self.active
            self._show()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys pick for the active line."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _KEYS:
            self.step(self.active, *_KEYS[event.key()])
        else:
            super().keyPressEvent(event)

    def scale_to(self, unit: int) -> None:
        """Scale everything on it."""
        lines = (self._title, self._hint, self._said, *self._heads)
        for part in (*lines, self.plot, self.back, *self.pickers[0], *self.pickers[1]):
            part.set_unit(unit)
        layout, height = self.layout(), self.height()
        assert layout is not None
        aside = round(0.04 * height)
        layout.setContentsMargins(aside, round(0.028 * height), aside, round(0.025 * height))
        layout.setSpacing(round(0.014 * height))

    def _build(self) -> None:
        layout, bottom = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(self._title)
        for line, (head, pickers) in enumerate(zip(self._heads, self.pickers, strict=True)):
            row = QHBoxLayout()
            row.addWidget(head, 2)
            for number, picker in enumerate(pickers):
                picker.stepped.connect(partial(self.step, line, number))
                row.addWidget(picker, 6 if number == 0 else 3)
            layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self._said)
        layout.addWidget(self._hint)
        self.back.clicked.connect(self.left)
        bottom.addWidget(self.back)
        bottom.addStretch(1)
        layout.addLayout(bottom)

    # -- showing -----------------------------------------------------------------------------------

    def _take(self, outcome: tuple[Take, ...] | ImuError) -> None:
        """The first that has something is shown, the others come to it."""
        self._counted += 1
        if isinstance(outcome, ImuError):
            self._problems.append(words.of_core(str(outcome)))
        elif self.takes:
            self.takes = (*self.takes, *outcome)
        elif outcome:
            self.show_takes(outcome)
        if self._counted == len(self._paths) and not self.takes:
            self.show_takes(())
        self._tell_progress()

    def _tell_progress(self) -> None:
        done, total = self._counted, len(self._paths)
        told = words.LEGS_WAIT.format(done=done, total=total) if done < total else ""
        said = " ".join(one for one in (told, *self._problems) if one)
        self._said.say(said, self._theme.warn if self._problems else self._theme.dim)

    def _show(self) -> None:
        curves = tuple(self._course(line) for line in (0, 1)) if self.takes else ()
        state = CurvesState(words.OVERLAY_PICTURE, curves, words.OVERLAY_NOTHING)
        self.plot.show_state(state)
        for line, pickers in enumerate(self.pickers):
            values = self._values(line) if self.takes else ("", "", "")
            named = zip(words.OVERLAY_ROWS, values, pickers, strict=True)
            for name, value, picker in named:
                picker.show_state(PickerState(name, value, line == self.active))

    def _course(self, line: int) -> Course:
        """A line of the picture. The second of one leg has the colour of text."""
        pick = self.picks[line]
        layer = layer_of(self.takes, pick)
        legs = [self.takes[one.take].leg for one in self.picks]
        facts = words.OVERLAY_FACTS.format(
            reps=reps_text(layer.reps), peak=layer.peak_deg, duration=layer.duration_s
        )
        take, set_text, rep_text = self._values(line)
        name = words.OVERLAY_NAME.format(take=take, set=set_text, rep=rep_text)
        side = "text" if line == 1 and legs[0] == legs[1] else legs[line]
        told = f"{name}:  {facts}"
        return Course(told, side, line == 1, layer.mean_deg, layer.spread_deg)

    def _values(self, line: int) -> tuple[str, str, str]:
        pick = self.picks[line]
        take = self.takes[pick.take]
        number, rep = pick.set_number, pick.rep
        return (
            words.OVERLAY_TAKE.format(recording=take.recording, leg=words.LEGS_NAMES[take.leg]),
            words.OVERLAY_ALL_SETS if number is None else words.OVERLAY_SET.format(number=number),
            words.OVERLAY_ALL_REPS if rep is None else words.OVERLAY_REP.format(number=rep),
        )
