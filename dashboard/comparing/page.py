"""Both legs of a session: the verdict in large letters, the table behind it, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dashboard import words
from dashboard.comparing import texts
from dashboard.comparing.curves import CurvesPlot, CurvesState
from dashboard.comparing.dots import DotsPlot, DotsState
from dashboard.comparing.table import LegTable
from dashboard.connect.labels import Action, Line
from dashboard.errands import Errands
from dashboard.fitted import FittedPage
from dashboard.ground import lay_ground
from dashboard.theme import DARK, Theme
from imu.errors import ImuError
from imu.recording import read_recording
from imu.report import Report, Worked, page_of, report_of, worked_of
from imu.report.writing import write_report
from imu.settings import Settings
from imu.view.legs import LegsView, legs_view

_KEYS = {
    Qt.Key.Key_S: "save",
    Qt.Key.Key_O: "overlay",
    Qt.Key.Key_N: "notes",
    Qt.Key.Key_Escape: "back",
}

Find = Callable[[], Sequence[Path]]


class ComparePage(FittedPage):
    """Counts recordings of one person and compares the legs of the newest session.

    To be closed by whoever has made it: what it works at is waited for.

    Parameters
    ----------
    find : gives the recordings; may look at the disk, and is asked beside the window.
    settings : the counter's.

    Attributes
    ----------
    paths : the recordings, once they are found.
    """

    left = Signal()
    """The person wants to go back."""

    save_asked = Signal()
    """The person wants the report: `save` writes it."""

    overlay_asked = Signal()
    """The person wants to see reps over each other."""

    def __init__(self, find: Find = tuple, settings: Settings | None = None) -> None:
        super().__init__()
        self._theme, self._errands = DARK, Errands()
        self._find, self._settings = find, settings or Settings()
        self.paths: tuple[Path, ...] = ()
        self._worked: list[Worked] = []
        self._problems: list[str] = []
        self._report: Report | None = None
        self._save_to: Path | None = None
        self.view: LegsView | None = None
        self._about, self._subject = Line(0.0135), Line(0.0165, bold=True)
        self._big = Line(0.034, bold=True)
        self._measure, self._reason, self._said = Line(0.0165), Line(0.0165), Line(0.0155)
        self._notes, self._hint = Line(0.0155), Line(0.0155, words.LEGS_HINT)
        self._hint.setWordWrap(False)
        self.table = LegTable()
        self.dots, self.curves = DotsPlot(DotsState()), CurvesPlot(CurvesState(""))
        self.buttons = {name: Action(text) for name, text in words.LEGS_ACTIONS.items()}
        self._below, self._body = QStackedWidget(), QWidget()
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.table.chosen.connect(self.choose)
        self._show_buttons()
        self._tell_progress()
        self.set_theme(DARK)

    @property
    def is_busy(self) -> bool:
        """Whether it works at something."""
        return self._errands.is_busy

    @property
    def newest(self) -> str | None:
        """Name of the recording that a report would be about; None while that is not known."""
        return None if self._report is None else self._report.session.recording

    @property
    def said(self) -> str:
        """The sentence above the buttons."""
        return self._said.text()

    # -- what it does ------------------------------------------------------------------------------

    def start(self) -> None:
        """Find the recordings, and count them one after the other."""
        find = self._find
        self._errands.run(lambda _: tuple(find()), self.count)

    def count(self, paths: Sequence[Path]) -> None:
        """Count these, one after the other."""
        self.paths = tuple(paths)
        self._tell_progress()
        for path in paths:
            self._errands.attempt(lambda path=path: self._work(path), self._take)
        if not paths:
            self._finish()

    def show_view(self, view: LegsView) -> None:
        """Show this from now on."""
        self.view = view
        self.choose(0)
        self._about.say(texts.about_text(view.comparison), self._theme.dim)
        self._subject.say(texts.subject_text(view), self._theme.dim)
        self._big.say(texts.headline_text(view), self._theme.text)
        self._notes.say(texts.notes_text(view), self._theme.text)
        self.curves.show_state(texts.curves_state(view))
        self._body.show()
        self._show_buttons()
        warning = words.LEGS_SIMULATED if view.is_simulated else ""
        unnamed = "" if view.is_named else words.LEGS_UNNAMED
        told = [one for one in (warning, unnamed, *self._problems) if one]
        self._say(" ".join(told) or words.LEGS_SHORT_LIMIT, is_warning=bool(told))
        self.fit()

    def choose(self, row: int) -> None:
        """Look at one measure: 0 is the one chosen beforehand."""
        if self.view is None:
            return
        self.table.show_state(texts.table_state(self.view, row))
        one = self.view.rows[row]
        self.dots.show_state(texts.dots_state(one))
        verdict = "" if row == 0 else f"{texts.verdict_text(one.finding)}. "
        self._measure.say(texts.measure_text(one.finding), self._theme.text)
        self._reason.say(
            f"{verdict[:1].upper()}{verdict[1:]}{texts.reason_text(one.finding)}", self._theme.text
        )

    def save(self, path: Path) -> None:
        """Write the report as soon as it is known, and say where it is."""
        self._save_to = path
        report, language = self._report, words.core_language()
        if report is None:
            return
        self._say(words.LEGS_SAVING)
        self._errands.attempt(
            lambda: write_report(path, page_of(report, None, language), report),
            lambda failed: self._saved(path, failed),
        )

    def stop_work(self) -> None:
        """Stop working. The page must not be used any more."""
        self._errands.stop()

    def press(self, name: str) -> None:
        """Do what a button stands for."""
        if name != "back" and self.view is None:
            return
        orders: dict[str, Callable[[], object]] = {
            "save": self._ask_save,
            "overlay": self.overlay_asked.emit,
            "notes": self._toggle_notes,
            "back": self.left.emit,
        }
        orders[name]()

    # -- Qt ----------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for part in (self.table, self.dots, self.curves):
            part.set_theme(theme)
        for line in (self._big, self._measure, self._reason, self._notes):
            line.say(line.text(), theme.text)
        for line in (self._about, self._subject, self._said, self._hint):
            line.say(line.text(), theme.dim)
        lay_ground(self, theme)
        if self.view is not None:
            self.show_view(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """↑ ↓ go through the measures; letters press buttons."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.view is not None:
            self.choose((self.table.state.chosen + step) % len(self.view.rows))
        elif event.key() in _KEYS and not held:
            self.press(_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def scale_to(self, unit: int) -> None:
        """Scale everything on it."""
        above = (self._about, self._subject, self._big, self._measure, self._reason)
        for part in (
            *above,
            self._said,
            self._notes,
            self._hint,
            self.table,
            self.dots,
            self.curves,
            *self.buttons.values(),
        ):
            part.set_unit(unit)
        layout, height = self.layout(), self.height()
        assert layout is not None
        aside = round(0.04 * height)
        layout.setContentsMargins(aside, round(0.028 * height), aside, round(0.025 * height))
        layout.setSpacing(round(0.012 * height))

    def _build(self) -> None:
        pictures, bottom = QWidget(), QHBoxLayout()
        beside = QHBoxLayout(pictures)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.dots, 1)
        beside.addWidget(self.curves, 1)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        scrolled = QScrollArea()
        scrolled.setWidget(self._notes)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        scrolled.setAccessibleName(words.LEGS_NOTES_TITLE)
        self._below.addWidget(pictures)
        self._below.addWidget(scrolled)
        for name, action in self.buttons.items():
            action.clicked.connect(lambda _=False, name=name: self.press(name))
            bottom.addWidget(action)
        bottom.addStretch(1)
        bottom.addWidget(self._hint)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        for part in (self._measure, self._reason, self.table):
            inner.addWidget(part)
        inner.addWidget(self._below, 1)
        layout = QVBoxLayout(self)
        for part in (self._about, self._subject, self._big):
            layout.addWidget(part)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._said)
        layout.addLayout(bottom)
        is_kept = self._body.sizePolicy()
        is_kept.setRetainSizeWhenHidden(True)  # so that the way back is always at the same place
        self._body.setSizePolicy(is_kept)
        self._body.hide()

    # -- work --------------------------------------------------------------------------------------

    def _work(self, path: Path) -> Worked:
        """In the errands' thread."""
        return worked_of(read_recording(path), self._settings)

    def _take(self, outcome: Worked | ImuError) -> None:
        if isinstance(outcome, ImuError):
            self._problems.append(words.of_core(str(outcome)))
        else:
            self._worked.append(outcome)
        self._tell_progress()
        if len(self._worked) + len(self._problems) == len(self.paths):
            self._finish()

    def _finish(self) -> None:
        try:
            self._report = report_of(self._worked)
        except ImuError:
            self._big.say(words.LEGS_FAILED, self._theme.text)
            self._say(" ".join(self._problems), is_warning=True)
            return
        self.show_view(legs_view(self._report, self._worked))
        if self._save_to is not None:
            self.save(self._save_to)

    def _tell_progress(self) -> None:
        done, total = len(self._worked) + len(self._problems), len(self.paths)
        wait = words.LEGS_WAIT.format(done=done, total=total) if total else words.LIBRARY_WAIT
        self._big.say(wait, self._theme.dim)

    def _saved(self, path: Path, failed: ImuError | None) -> None:
        if failed is None:
            self._say(words.LEGS_SAVED.format(path=path))
        else:
            self._say(words.of_core(str(failed)), is_warning=True)

    def _ask_save(self) -> None:
        if self.newest is not None:
            self.save_asked.emit()

    def _show_buttons(self) -> None:
        """Before there is something to compare, only the way back."""
        for name, button in self.buttons.items():
            button.setVisible(name == "back" or self.view is not None)
        self._hint.setVisible(self.view is not None)

    def _toggle_notes(self) -> None:
        self._below.setCurrentIndex(1 - self._below.currentIndex())

    def _say(self, sentence: str, *, is_warning: bool = False) -> None:
        self._said.say(sentence, self._theme.warn if is_warning else self._theme.dim)
