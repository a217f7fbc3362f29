"""The screen after a session: both legs side by side, what was not counted, where the files are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dashboard import words
from dashboard.connect.labels import Action
from dashboard.theme import DARK, Theme
from imu.view import LegDone, Spread, legs_done

if TYPE_CHECKING:
    from dashboard.conductor import Conductor

_SIDES_BLOCKS = {"left": "◀ {word}", "right": "{word} ▶", "unknown": "{word}"}
_TITLE, _HEAD, _BODY, _SMALL = 0.06, 0.042, 0.032, 0.024
"""Heights of the fonts as shares of the window's: to be read from the chair, not from the mat."""


_MOST_SETS = 6
"""Sets that are listed one by one: twice what the exercise asks of a leg."""


@dataclass(frozen=True, slots=True)
class DoneState:
    """What there is to say.

    Attributes
    ----------
    legs : left before right.
    folder : where the files are; None if there are none.
    is_simulated : nobody wore the sensors.
    is_stopped : a person ended it.
    error : what ended it before its time, or "".
    remarks : sentences on the recording.
    """

    legs: tuple[LegDone, ...] = ()
    folder: Path | None = None
    is_simulated: bool = False
    is_stopped: bool = False
    error: str = ""
    remarks: tuple[str, ...] = ()


def state_of(conductor: Conductor) -> DoneState:
    """What was done in a session that is over, and where it is now."""
    session, snapshot, playback = conductor.view.session, conductor.snapshot, conductor.playback
    return DoneState(
        legs=legs_done(session) if session is not None else (),
        folder=playback.place,
        is_simulated=playback.is_simulated,
        is_stopped=snapshot.is_stopped,
        error=snapshot.error,
        remarks=playback.notes,
    )


class DonePanel(QScrollArea):
    """Shows a `DoneState`. Text that may be selected and copied; scrolls where it must."""

    pressed = Signal(str)
    """What the person wants to see: "compare" or "progress"."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme, self._state = DARK, DoneState()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._fill()

    def show_state(self, state: DoneState) -> None:
        """Show this from now on."""
        self._state = state
        self._fill()

    def set_unit(self, height: int) -> None:
        """Scale all text to a window of this height, px."""
        if height != self._height:
            self._height = height
            self._fill()

    _height = 720

    def _fill(self) -> None:
        state, page = self._state, QWidget()
        layout = QVBoxLayout(page)
        margin = round(0.04 * self._height)
        layout.setContentsMargins(margin, margin // 2, margin, margin // 2)
        layout.setSpacing(round(0.018 * self._height))
        layout.addWidget(self._label(_title(state), _TITLE, bold=True))
        if state.error:
            layout.addWidget(self._label(words.of_core(state.error), _BODY, ink=self._theme.warn))
        layout.addLayout(self._table(state.legs))
        layout.addWidget(self._label(words.DONE_LEGEND, _SMALL, ink=self._theme.dim))
        for line in _remarks(state.legs):
            layout.addWidget(self._label(line, _SMALL))
        layout.addWidget(self._label(" ".join(_footer(state)), _SMALL, ink=self._theme.dim))
        if state.folder is not None:
            layout.addLayout(self._ways_on())
        layout.addStretch(1)
        self.setWidget(page)

    def _table(self, legs: Sequence[LegDone]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(round(0.06 * self._height))
        grid.setVerticalSpacing(round(0.01 * self._height))
        for column, leg in enumerate(legs, start=1):
            head = _SIDES_BLOCKS[leg.side].format(word=words.SIDES[leg.side])
            ink = self._theme.side(leg.side)
            grid.addWidget(self._label(head, _HEAD, bold=True, ink=ink), 0, column)
            for row, text in enumerate(_cells(leg), start=1):
                grid.addWidget(self._label(text, _BODY), row, column)
        for row, name in enumerate(words.DONE_ROWS, start=1):
            grid.addWidget(self._label(name, _BODY, ink=self._theme.dim), row, 0)
        grid.setColumnStretch(len(legs) + 1, 1)
        return grid

    def _ways_on(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, text in (("compare", words.LEGS_COMPARE), ("progress", words.PROGRESS_OPEN)):
            button = Action(text)
            button.set_unit(self._height)
            button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _label(self, text: str, share: float, *, bold: bool = False, ink: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(share == _SMALL)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = label.font()
        font.setPixelSize(max(9, round(share * self._height)))
        font.setBold(bold)
        label.setFont(font)
        label.setStyleSheet(f"color: {ink or self._theme.text}")
        return label


def _title(state: DoneState) -> str:
    if state.error:
        return words.DONE_FAILED
    return words.DONE_STOPPED if state.is_stopped else words.DONE_TITLE


def _cells(leg: LegDone) -> tuple[str, ...]:
    return (
        _sets_text(leg.sets) or words.DONE_NOTHING,
        str(leg.reps),
        _spread(leg.depth_deg, "°", 0),
        _spread(leg.eccentric_s, " s", 1),
        _spread(leg.hold_s, " s", 1),
        _spread(leg.concentric_s, " s", 1),
        _spread(leg.frontal_deg, "°", 1),
        _spread(leg.transverse_deg, "°", 1),
    )


def _sets_text(sets: Sequence[tuple[int, str]]) -> str:
    if len(sets) <= _MOST_SETS:
        return " · ".join(_set_text(*one) for one in sets)
    runs = [(one, len(list(group))) for one, group in itertools.groupby(sets)]
    told = [
        words.DONE_SETS_OF.format(sets=n, reps=_set_text(*one)) if n > 1 else _set_text(*one)
        for one, n in runs
    ]
    rest = len(told) - _MOST_SETS
    return " · ".join(told[:_MOST_SETS]) + (words.DONE_MORE.format(rest=rest) if rest > 0 else "")


def _set_text(count: int, stopped: str) -> str:
    why = {"pain": words.DONE_PAIN, "person": words.DONE_PERSON}.get(stopped, "")
    return f"{count} ({why})" if why else str(count)


def _spread(spread: Spread | None, unit: str, decimals: int) -> str:
    if spread is None:
        return "–"
    middle, low, high = (
        f"{value:.{decimals}f}" for value in (spread.middle, spread.low, spread.high)
    )
    return words.DONE_SPREAD.format(middle=f"{middle}{unit}", low=low, high=high)


def _remarks(legs: Sequence[LegDone]) -> list[str]:
    lines: list[str] = []
    for leg in legs:
        side = words.SIDE_NAMES[leg.side]
        for number, planned in enumerate(leg.planned, start=1):
            text = words.of_core(planned)
            lines.append(words.DONE_PLANNED.format(side=side, set=number, planned=text))
        kinds = [f"{kind.times} × {words.of_core(kind.sentence)}" for kind in leg.not_counted]
        if kinds:
            lines.append(f"{words.DONE_NOT_COUNTED}, {side}:  {'  '.join(kinds)}")
        lines += [f"{side}: {words.of_core(message)}" for message in leg.health]
        if leg.gaps:
            text = words.DONE_GAP if leg.gaps == 1 else words.DONE_GAPS
            lines.append(text.format(side=side, gaps=leg.gaps))
    if not any(leg.not_counted or leg.health or leg.gaps for leg in legs):
        lines.append(words.DONE_ALL_COUNTED)
    return lines


def _footer(state: DoneState) -> list[str]:
    simulated = [words.DONE_SIMULATED] if state.is_simulated and not state.remarks else []
    told = [words.of_core(remark) for remark in state.remarks]
    remarks = [remark if remark.endswith(".") else f"{remark}." for remark in told]
    if state.folder is not None:
        files = words.DONE_FILES.format(folder=state.folder)
    else:
        files = words.DONE_NO_FILES
    return [*simulated, *remarks, files]
