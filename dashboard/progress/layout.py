"""What stands where on the page about sessions over time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from dashboard import words
from dashboard.comparing.picker import Picker
from dashboard.connect.labels import Action, Line
from dashboard.fitted import FittedPage
from dashboard.ground import lay_ground
from dashboard.progress.plot import PlotState, ProgressPlot
from dashboard.progress.side import SidePanel
from dashboard.progress.strip import FeltStrip, StripState
from dashboard.progress.weeks import WeekBoxes, WeeksState
from dashboard.theme import DARK, Theme

_PICTURES, _NOTES, _EMPTY = range(3)


class ProgressLayout(FittedPage):
    """Pickers on top, pictures with words beside them, or notes in their place; buttons below.

    Attributes
    ----------
    offered : the names of the buttons that are there.
    """

    pressed = Signal(str)
    """The name of a button."""

    def __init__(self) -> None:
        super().__init__()
        self._theme, self._warns = DARK, False
        self.offered: set[str] = set()
        self.who, self.like, self.measure = Picker(), Picker(), Picker()
        self.plot, self.strip = ProgressPlot(PlotState()), FeltStrip(StripState())
        self.weeks, self.side = WeekBoxes(WeeksState()), SidePanel()
        self._big, self._why = Line(0.03, bold=True), Line(0.0165)
        self._notes, self._said = Line(0.0155), Line(0.0155)
        self._hint = Line(0.0155)
        self._hint.setWordWrap(False)
        self.buttons = {name: Action(text) for name, text in words.PROGRESS_ACTIONS.items()}
        self._middle, self._body, self._scroll = QStackedWidget(), QWidget(), QScrollArea()
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(DARK)

    @property
    def said(self) -> str:
        """The sentence above the buttons."""
        return self._said.text()

    @property
    def big(self) -> str:
        """What stands in the place of the pictures; "" where they are."""
        return self._big.text() if self._middle.currentIndex() == _EMPTY else ""

    @property
    def are_notes_open(self) -> bool:
        """Whether notes stand in the place of the pictures."""
        return self._middle.currentIndex() == _NOTES

    def say(self, sentence: str, *, is_warning: bool = False) -> None:
        """A sentence above the buttons, or ""."""
        self._warns = is_warning
        self._said.say(sentence, self._theme.warn if is_warning else self._theme.dim)

    def show_empty(self, sentence: str, why: str = "") -> None:
        """In place of everything: what is so, and more about it."""
        self._big.say(sentence, self._theme.text)
        self._why.say(why, self._theme.text)
        self._middle.setCurrentIndex(_EMPTY)

    def show_pictures(self, *, notes: str, are_open: bool) -> None:
        """The pictures, or the notes in their place."""
        self._notes.say(notes, self._theme.text)
        self._middle.setCurrentIndex(_NOTES if are_open else _PICTURES)

    def show_buttons(self, names: set[str]) -> None:
        """Only these are there; what is to be chosen is there together with the notes."""
        self.offered = names
        for name, button in self.buttons.items():
            button.setVisible(name in names)
        is_full = "notes" in names
        self._hint.setVisible(is_full)
        for picker in (self.like, self.measure):
            picker.setVisible(is_full)

    def hint(self, *names: str) -> None:
        """What there is to choose by keys: "measure", "like", "who"."""
        self._hint.say("    ".join(words.PROGRESS_HINTS[name] for name in names), self._theme.dim)

    def turn(self, way: int) -> None:
        """Scroll what does not fit, the notes or the words beside the pictures: -1 up, 1 down."""
        bar = (self._scroll if self.are_notes_open else self.side).verticalScrollBar()
        bar.setValue(bar.value() + way * bar.pageStep())

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for part in (*self._pickers(), self.plot, self.strip, self.weeks, self.side):
            part.set_theme(theme)
        for line in (self._big, self._why, self._notes):
            line.say(line.text(), theme.text)
        self._hint.say(self._hint.text(), theme.dim)
        self.say(self.said, is_warning=self._warns)
        lay_ground(self, theme)

    def scale_to(self, unit: int) -> None:
        """Scale everything to a window of this height, px."""
        lines = (self._big, self._why, self._notes, self._said, self._hint)
        pictures = (self.plot, self.strip, self.weeks, self.side)
        for part in (*self._pickers(), *lines, *pictures, *self.buttons.values()):
            part.set_unit(unit)
        for inner in (self._body.layout(), self._middle.layout()):
            if inner is not None:
                inner.activate()  # at once, or the room that the pictures need is not known above
        layout, height = self.layout(), self.height()
        assert layout is not None
        aside = round(0.04 * height)
        layout.setContentsMargins(aside, round(0.028 * height), aside, round(0.025 * height))
        layout.setSpacing(round(0.014 * height))

    def _pickers(self) -> tuple[Picker, Picker, Picker]:
        return self.who, self.like, self.measure

    def _build(self) -> None:
        layout, top = QVBoxLayout(self), QHBoxLayout()
        for picker, share in zip(self._pickers(), (20, 52, 34), strict=True):
            top.addWidget(picker, share)
        layout.addLayout(top)
        self._middle.addWidget(self._pictures())
        self._middle.addWidget(self._scrolled())
        self._middle.addWidget(self._emptiness())
        layout.addWidget(self._middle, 1)
        layout.addWidget(self._said)
        layout.addLayout(self._foot())

    def _pictures(self) -> QWidget:
        column, row = QVBoxLayout(), QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot, 5)
        column.addWidget(self.strip, 3)
        column.addWidget(self.weeks)
        row.addLayout(column, 68)
        row.addWidget(self.side, 32)
        return self._body

    def _scrolled(self) -> QScrollArea:
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self._notes)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(words.PROGRESS_NOTES_TITLE)
        return self._scroll

    def _emptiness(self) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        for part in (self._big, self._why):
            layout.addWidget(part)
        layout.addStretch(1)
        return body

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._hint)
        return row
