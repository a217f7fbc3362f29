"""Beside the list: all that is known of the chosen recording."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from dashboard import words
from dashboard.connect.labels import Line
from dashboard.library.fields import Fields
from dashboard.library.lines import Leg, about
from dashboard.theme import DARK, Theme
from imu.library import Entry

_LEGS = 3
"""Lines for counts: left, right, and a leg that nobody told."""

_MARKS = {"left": "◀ {word}", "right": "{word} ▶"}


class SidePanel(QFrame):
    """Shows a recording, and lets a person write about it."""

    def __init__(self) -> None:
        super().__init__()
        self._theme, self._entry, self._runs = DARK, None, False
        self.called, self.when = Line(0.024, bold=True), Line(0.016)
        self.what, self.counted = Line(0.016), Line(0.0145)
        self.legs = [Line(0.02, bold=True) for _ in range(_LEGS)]
        self.remarks, self.problem = Line(0.0155), Line(0.016, bold=True)
        self.fields = Fields()
        self.called.setMinimumWidth(1)  # a long name wraps rather than widen the panel
        self._sides = [""] * _LEGS
        layout = QVBoxLayout(self)
        for part in (self.called, self.when, self.what, self.problem, *self.legs, self.counted):
            layout.addWidget(part)
        layout.addWidget(self.remarks)
        layout.addWidget(self.fields, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None, *, may_run: bool = False) -> None:
        """Show this recording, or that none is chosen.

        Parameters
        ----------
        entry : the recording.
        may_run : whether one that is not closed has been written to a moment ago.
        """
        self._entry, self._runs = entry, may_run
        self.fields.show_entry(entry)
        self.fields.setVisible(entry is not None)
        self._write()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        for part in (*self._lines(), *self.legs, self.fields):
            part.set_unit(height)
        layout, air = self.layout(), round(0.022 * height)
        assert layout is not None
        layout.setContentsMargins(air, air, air, air)
        layout.setSpacing(round(0.009 * height))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.setStyleSheet(
            f"SidePanel {{ background: {theme.panel}; border: 1px solid {theme.line};"
            " border-radius: 8px; }"
        )
        self.fields.set_theme(theme)
        self._write()

    def _lines(self) -> tuple[Line, ...]:
        return self.called, self.when, self.what, self.counted, self.remarks, self.problem

    def _write(self) -> None:
        theme = self._theme
        if self._entry is None:
            for line in (*self._lines(), *self.legs):
                line.hide()
            _say(self.when, words.LIBRARY_NONE_CHOSEN, theme.dim)
            return
        told = about(self._entry)
        problem = words.LIBRARY_RUNNING if self._runs else told.problem
        _say(self.called, told.called, theme.text)
        _say(self.when, told.when, theme.text)
        _say(self.what, told.what, theme.text)
        _say(self.problem, problem, theme.warn)
        _say(self.counted, told.counted, theme.dim)
        _say(self.remarks, "\n".join(told.remarks), theme.text)
        for number, line in enumerate(self.legs):
            self._write_leg(line, told.legs[number] if number < len(told.legs) else None)

    def _write_leg(self, line: Line, leg: Leg | None) -> None:
        """Number and words in the colour of text; the leg's own colour is the bar before them."""
        if leg is None:
            line.hide()
            return
        name = _MARKS.get(leg.side, "{word}").format(word=words.SIDE_NAMES.get(leg.side, leg.side))
        text = f"{name}   {leg.text}"
        if text != line.text():
            line.setText(text)
            line.setAccessibleName(text)
        line.dress(
            f"color: {self._theme.text}; padding-left: 8px;"
            f" border: 0 solid; border-left: 6px solid {self._theme.side(leg.side)}"
        )
        line.show()


def _say(line: Line, text: str, ink: str) -> None:
    line.say(text, ink)
    line.setVisible(bool(text))
