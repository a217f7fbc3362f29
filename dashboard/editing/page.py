"""The page itself: lanes, what is told beside them, buttons below, and what keys do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from dashboard import words
from dashboard.connect.labels import Action, Line
from dashboard.editing.canvas import ZOOM, Canvas
from dashboard.editing.desk import Outcome
from dashboard.editing.marker import Marker
from dashboard.editing.panel import SidePanel
from dashboard.editing.questions import Questions
from dashboard.editing.telling import change_of, reps_of
from dashboard.fitted import FittedPage
from dashboard.ground import lay_ground
from dashboard.help import KeysOverlay
from dashboard.keys import CORRECTING, key_name
from dashboard.theme import DARK, Theme
from imu.errors import UsageError
from imu.recording import Edit
from imu.samples import SIDES
from imu.view.editing import Bar, EditView, nearest, neighbour, same
from imu.view.editorders import Order, added, around, edit_of, needs_edit
from imu.view.editplace import Place, Span

_COLUMNS = 6
_PANEL = 0.29
"""Of the page's width."""


class EditPage(FittedPage):
    """Shows one recording, and says what a person wants corrected.

    Parameters
    ----------
    name : of the recording.
    """

    edited = Signal(object)
    """The `Edit` to make."""

    asked = Signal(str)
    """"undo", "redo", "labels" or, to replace labels, "labels-anew"."""

    left = Signal()
    """The person goes back."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._theme = DARK
        self._title = Line(0.026, f"{words.EDIT_TITLE}: {name}", bold=True)
        self._said, self._warns = Line(0.018, words.EDIT_READING, bold=True), False
        self.canvas, self.panel = Canvas(), SidePanel()
        self.marker = Marker(self.canvas, self._told_of_mark)
        self.buttons = {key: Action(text) for key, text in words.EDIT_ACTIONS.items()}
        self.keys = KeysOverlay(words.EDIT_HELP)
        self._view: EditView | None = None
        self.questions = Questions()
        self._may_replace = False
        self._build()
        self.set_theme(DARK)

    @property
    def view(self) -> EditView | None:
        """What is shown; None while it is not known."""
        return self._view

    @property
    def chosen(self) -> Bar | None:
        """The movement that keys are about."""
        return self.canvas.state.chosen

    @property
    def said(self) -> str:
        """The sentence above the buttons."""
        return self._said.text()

    def say(self, sentence: str, *, is_warning: bool = False) -> None:
        """A sentence above the buttons, or ""."""
        self._warns = is_warning
        self._said.say(sentence, self._theme.warn if is_warning else self._theme.text)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what has come of something that was asked for."""
        self._may_replace = outcome.is_labelled
        if outcome.view is not None:
            self._show_view(outcome.view)
        if outcome.error and self._view is None:
            problem = words.of_core(_stopped(outcome.error))
            self.say(words.EDIT_FAILED.format(problem=problem), is_warning=True)
        elif outcome.error:
            self.say(words.of_core(_stopped(outcome.error)), is_warning=True)
        elif outcome.is_labelled:
            self.say(words.EDIT_LABELLED, is_warning=True)
        elif outcome.saved is not None:
            self.say(words.EDIT_SAVED.format(reps=reps_of(outcome.saved)))

    def choose(self, bar: Bar | None) -> None:
        """Keys are about this movement from now on."""
        self.canvas.change(chosen=bar)
        if bar is not None:
            self.canvas.bring(bar.start_s, bar.end_s)
        self.panel.show_chosen(bar)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for part in (self.canvas, self.panel, self.keys):
            part.set_theme(theme)
        self._title.say(self._title.text(), theme.text)
        self.say(self._said.text(), is_warning=self._warns)
        lay_ground(self, theme)

    # -- what is done ------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Do what a button or a key of that name stands for."""
        if name not in ("keys", "back"):
            self.keys.hide()
        orders = self._orders()
        if name in orders and (self._view is not None or name in ("back", "keys")):
            orders[name]()

    def _orders(self) -> dict[str, Callable[[], None]]:
        edits: dict[str, Callable[[], None]] = {
            order.value: lambda order=order: self._order(order) for order in Order
        }
        return {
            **edits,
            "add": self._mark,
            "undo": lambda: self._ask("undo"),
            "redo": lambda: self._ask("redo"),
            "labels": lambda: self._ask("labels-anew" if self._may_replace else "labels"),
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "up": lambda: self._go_to_question(-1),
            "down": lambda: self._go_to_question(1),
            "yes": lambda: self._answer(is_yes=True),
            "no": lambda: self._answer(is_yes=False),
            "closer": lambda: self.canvas.zoom(ZOOM),
            "further": lambda: self.canvas.zoom(1.0 / ZOOM),
            "all": self._see_all,
            "keys": self._toggle_keys,
            "back": self._back,
        }

    def _order(self, order: Order) -> None:
        assert self._view is not None
        try:
            self._make(edit_of(order, self.chosen, self._view))
        except UsageError as error:
            self.say(words.of_core(_stopped(str(error))), is_warning=True)

    def _make(self, edit: Edit) -> None:
        self.say(words.EDIT_WORKING)
        self.edited.emit(edit)

    def _ask(self, what: str) -> None:
        self.say(words.EDIT_WORKING)
        self.asked.emit(what)

    def _step(self, by: int) -> None:
        if self._view is not None:
            self.choose(neighbour(self._view, self.chosen, by))

    def _see_all(self) -> None:
        if self._view is not None:
            self.canvas.change(span=Span.whole(self._view.start_s, self._view.end_s))

    def _toggle_keys(self) -> None:
        self.keys.setGeometry(self.rect())
        self.keys.setVisible(not self.keys.isVisible())
        self.keys.raise_()

    def _back(self) -> None:
        if self.keys.isVisible():
            self.keys.hide()
        else:
            self.left.emit()

    # -- marking -----------------------------------------------------------------------------------

    def _mark(self) -> None:
        self.marker.begin()
        self.say(words.EDIT_MARK)

    def _told_of_mark(self) -> None:
        self.say(words.EDIT_MARK_END if self.marker.is_on else "")

    def _take_mark(self, side: str, one_s: float, other_s: float) -> None:
        self.canvas.change(marking=None)
        self._make(added(next(one for one in SIDES if one == side), one_s, other_s))

    # -- questions ---------------------------------------------------------------------------------

    def _go_to_question(self, by: int) -> None:
        number = self.questions.beside(by)
        if number is not None:
            self._pick_question(number)

    def _pick_question(self, number: int) -> None:
        one = self.questions.pick(number)
        self.panel.questions.setCurrentRow(number)
        self.canvas.change(asked_s=(one.side, one.time_s))
        self.canvas.bring(one.start_s, one.end_s)
        bar = nearest(self._view, one.side, one.time_s) if self._view is not None else None
        self.choose(bar if bar is not None and bar.holds(one.time_s) else None)

    def _answer(self, *, is_yes: bool) -> None:
        one = self.questions.current
        if one is None:
            self._go_to_question(1)  # first it has to be seen what is answered
        elif not needs_edit(one, is_yes=is_yes):
            self.questions.settle(one)
            self._show_questions()
            self.say(words.EDIT_CONFIRMED)
        elif one.remedy is not None:
            self._make(one.remedy)
        else:
            self.marker.begin(around(one), one.side)
            self.say(words.EDIT_MARK_END)

    def _show_questions(self) -> None:
        self.canvas.change(asked_s=None)
        self.panel.show_questions(self.questions.open)

    # -- showing -----------------------------------------------------------------------------------

    def _show_view(self, view: EditView) -> None:
        before, self._view = self._view, view
        bar = self.chosen
        self.canvas.show_view(view)
        self.panel.show_view(view)
        self.questions.ask(view.asked)
        self._show_questions()
        self.choose(same(view, bar) if bar is not None else None)
        if not view.lanes:
            self.say(words.EDIT_EMPTY, is_warning=True)
        else:
            self.say(change_of(before, view) if before is not None else "")

    def _point_at(self, place: Place) -> None:
        """Choose what was clicked; of what was announced, its question, or what review has."""
        bar = place.bar
        if place.kind != "live" or bar is None or self._view is None:
            self.choose(bar)
            return
        asks = [n for n, one in enumerate(self.questions.open) if bar.holds(one.time_s)]
        if asks:
            self._pick_question(asks[0])
        else:
            self.choose(same(self._view, bar))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys; see `dashboard.keys`."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        name = key_name(event, CORRECTING)
        if event.matches(QKeySequence.StandardKey.Undo):
            name = "undo"
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            name = "redo"
        if self.marker.is_on and name in (None, "previous", "next", "up", "down", "back"):
            self.marker.press(event.key(), is_far=shift)
        elif name in (None, "close"):
            super().keyPressEvent(event)
        else:
            self.press("set-other-leg" if name == "other-leg" and shift else name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        self.panel.setFixedWidth(round(_PANEL * self.width()))
        self.keys.setGeometry(self.rect())
        super().resizeEvent(event)

    def scale_to(self, unit: int) -> None:
        """Scale everything on it."""
        for part in (self._title, self._said, self.panel, *self.buttons.values()):
            part.set_unit(unit)
        layout = self.layout()
        assert layout is not None
        aside = round(0.02 * self.height())
        layout.setContentsMargins(aside, aside, aside, aside)
        layout.setSpacing(round(0.01 * self.height()))

    def _build(self) -> None:
        layout, middle, bottom = QVBoxLayout(self), QHBoxLayout(), QGridLayout()
        layout.addWidget(self._title)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.panel)
        layout.addLayout(middle, 1)
        layout.addWidget(self._said)
        for n, (name, button) in enumerate(self.buttons.items()):
            button.clicked.connect(lambda _=False, name=name: self.press(name))
            bottom.addWidget(button, n // _COLUMNS, n % _COLUMNS)
        layout.addLayout(bottom)
        self.canvas.chosen.connect(self._point_at)
        self.canvas.marked.connect(self._take_mark)
        self.panel.picked.connect(self._pick_question)
        self.keys.setParent(self)
        self.keys.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _is_ctrl_y(event: QKeyEvent) -> bool:
    held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return held and event.key() == Qt.Key.Key_Y
