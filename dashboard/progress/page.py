"""A person's sessions over time: counted beside the window, shown, looked through by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from dashboard import words
from dashboard.comparing.picker import PickerState
from dashboard.errands import Errands
from dashboard.progress import texts
from dashboard.progress.layout import ProgressLayout
from dashboard.progress.reading import Listed, listed
from imu.errors import ImuError
from imu.progress import Trend, Worked, trend_of, work
from imu.settings import Settings
from imu.view.progress import ProgressView

_KEYS: dict[int, str] = {
    Qt.Key.Key_P: "person",
    Qt.Key.Key_V: "legs",
    Qt.Key.Key_N: "notes",
    Qt.Key.Key_C: "train",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Up: "measure-before",
    Qt.Key.Key_Down: "measure-after",
    Qt.Key.Key_Left: "like-before",
    Qt.Key.Key_Right: "like-after",
    Qt.Key.Key_PageUp: "page-before",
    Qt.Key.Key_PageDown: "page-after",
}


class ProgressPage(ProgressLayout):
    """Shows one person at a time. `start` has to be called once, `stop_work` before it goes.

    Parameters
    ----------
    find : gives recordings, and folders full of them; may look at the disk, and is asked beside
        the window.
    settings : the counter's.
    of : a recording of the person who is shown first; None for the person of the latest.
    """

    left = Signal()
    """The person wants to go back."""

    compared = Signal(list)
    """Paths of all recordings of the shown person, whose legs are to be compared."""

    trained = Signal()
    """Nothing is recorded, and that is to change."""

    def __init__(
        self,
        find: Callable[[], Sequence[Path]] = tuple,
        settings: Settings | None = None,
        of: Path | None = None,
    ) -> None:
        super().__init__()
        self._find, self._settings, self._of = find, settings or Settings(), of
        self._errands = Errands()
        self._listed, self._person = Listed(), None
        self._works: dict[Path, Worked | str] = {}
        self._are_notes_open = False
        self.view: ProgressView | None = None
        self.pressed.connect(self.press)
        self.who.stepped.connect(self._step_person)
        self.like.stepped.connect(self._step_series)
        self.measure.stepped.connect(self._step_measure)
        self.show_buttons({"back"})
        self._show_who()
        self.show_empty(words.PROGRESS_LOOKING)

    @property
    def is_busy(self) -> bool:
        """Whether it works at something."""
        return self._errands.is_busy

    @property
    def problems(self) -> tuple[str, ...]:
        """Why recordings could not be read, each once, in the language in use."""
        own = (self._works.get(path) for path in self._listed.of(self._person))
        told = (*self._listed.problems, *(one for one in own if isinstance(one, str)))
        return tuple(words.of_core(one) for one in dict.fromkeys(told))

    @property
    def chosen(self) -> Path | None:
        """A recording of the person who is shown."""
        return next(iter(self._listed.of(self._person)), None)

    # -- what it does ------------------------------------------------------------------------------

    def start(self) -> None:
        """Look whose the recordings are, then count those of one person."""
        find, of = self._find, self._of
        self._errands.run(lambda tell: listed(find(), of, tell), self._begin)

    def stop_work(self) -> None:
        """Stop working. The page must not be used any more."""
        self._errands.stop()

    def show_trend(self, trend: Trend) -> None:
        """Show this person from now on."""
        measure = 0 if self.view is None else self.view.measure
        self.show_view(ProgressView(trend, 0, measure))

    def show_view(self, view: ProgressView) -> None:
        """Show this from now on."""
        self.view = view
        if view.shown is None:
            self._show_nothing()
            return
        self.like.show_state(PickerState(words.PROGRESS_ROWS[1], texts.like_text(view.shown)))
        self.measure.show_state(PickerState(words.PROGRESS_ROWS[2], texts.measure_text(view)))
        self.plot.show_state(texts.plot_state(view))
        self.strip.show_state(texts.strip_state(view))
        self.weeks.show_state(texts.weeks_state(view))
        self.side.show_state(texts.side_state(view))
        notes = texts.notes_text(view, self.problems)
        self.show_pictures(notes=notes, are_open=self._are_notes_open)
        self.show_buttons({"legs", "notes", "back"})
        self.hint("measure", *self._choices(view))
        notice = texts.notice_text(view, self.problems)
        lack = self.plot.state.empty if self.plot.state.legs else ""
        self.say(" ".join(one for one in (lack, notice) if one), is_warning=bool(self.problems))
        self.fit()

    def press(self, name: str) -> None:
        """Do what a button or a key of this name does; nothing where that makes no sense."""
        orders: dict[str, Callable[[], object]] = {
            "back": self.left.emit,
            "person": lambda: self._step_person(1),
        }
        if "notes" in self.offered:
            orders |= self._orders()
        if "train" in self.offered:
            orders["train"] = self.trained.emit
        orders.get(name, bool)()

    # -- Qt ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows choose; letters press buttons."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _KEYS and not held:
            self.press(_KEYS[event.key()])
        else:
            super().keyPressEvent(event)

    # -- choosing ----------------------------------------------------------------------------------

    def _orders(self) -> dict[str, Callable[[], object]]:
        return {
            "legs": lambda: self.compared.emit(self._readable()),
            "notes": self._toggle_notes,
            "measure-before": lambda: self._step_measure(-1),
            "measure-after": lambda: self._step_measure(1),
            "page-before": lambda: self.turn(-1),
            "page-after": lambda: self.turn(1),
            "like-before": lambda: self._step_series(-1),
            "like-after": lambda: self._step_series(1),
        }

    def _choices(self, view: ProgressView) -> list[str]:
        """Of what there is more than one."""
        several = {"like": view.trend.series, "who": self._listed.people}
        return [name for name, there in several.items() if len(there) > 1]

    def _step_measure(self, way: int) -> None:
        if self.view is not None:
            self.show_view(self.view.with_measure(way))

    def _step_series(self, way: int) -> None:
        if self.view is not None:
            self.show_view(self.view.with_series(way))

    def _step_person(self, way: int) -> None:
        """Another person; what was counted of this one is kept."""
        everybody = self._listed.people
        if len(everybody) > 1:
            place = (everybody.index(self._person) + way) % len(everybody)
            self._choose(everybody[place])

    def _toggle_notes(self) -> None:
        self._are_notes_open = not self._are_notes_open
        if self.view is not None:
            self.show_view(self.view)

    def _readable(self) -> list[Path]:
        own = self._listed.of(self._person)
        return [path for path in own if isinstance(self._works.get(path), Worked)]

    # -- work --------------------------------------------------------------------------------------

    def tell_people(self, found: Listed) -> None:
        """Whose recordings there are, before any of them is counted."""
        self._listed, self._person = found, found.first
        self._show_who()

    def _begin(self, found: Listed) -> None:
        self.tell_people(found)
        self._choose(found.first)

    def _choose(self, person: str | None) -> None:
        self._person = person
        self._show_who()
        self._tell_progress()
        if not self.is_busy:
            self._go_on()

    def _go_on(self) -> None:
        """Count what is not counted yet of this person; then put it together."""
        own = self._listed.of(self._person)
        waiting = [path for path in own if path not in self._works]
        if waiting:
            self._tell_progress()
            path = waiting[0]
            self._errands.attempt(
                lambda: work(path, self._settings), lambda outcome: self._take(path, outcome)
            )
            return
        works = [one for path in own if isinstance(one := self._works[path], Worked)]
        if works:
            person = self._person
            self._errands.run(
                lambda _: trend_of(works), lambda trend: self._put_together(person, trend)
            )
        else:
            self.view = None
            self._show_nothing()

    def _take(self, path: Path, outcome: Worked | ImuError) -> None:
        self._works[path] = outcome if isinstance(outcome, Worked) else str(outcome)
        self._go_on()

    def _put_together(self, person: str | None, trend: Trend) -> None:
        """Show it, unless another person is wanted meanwhile."""
        if person == self._person:
            self.show_trend(trend)
        else:
            self._go_on()

    def _tell_progress(self) -> None:
        own = self._listed.of(self._person)
        done = sum(path in self._works for path in own)
        self.show_buttons({"back"})
        self.show_empty(words.PROGRESS_WAIT.format(done=done, total=len(own)))
        self.say("")

    def _show_who(self) -> None:
        everybody = self._listed.people
        self.who.setVisible(len(everybody) > 1 or self._person is not None)
        text = texts.person_text(self._person)
        if len(everybody) > 1:
            number = everybody.index(self._person) + 1
            text = words.PROGRESS_WHO.format(person=text, number=number, all=len(everybody))
        self.who.show_state(PickerState(words.PROGRESS_ROWS[0], text))

    def _show_nothing(self) -> None:
        """Why there is nothing, and the one thing to do."""
        problems = self.problems
        is_broken = bool(problems) and self.view is None
        text = words.PROGRESS_UNREADABLE if is_broken else words.PROGRESS_LACKS["NO_SESSION"]
        self.show_empty(text, texts.problems_text(problems) if problems else "")
        self.show_buttons({"back"} if is_broken else {"train", "back"})
        self.say("")
        self.fit()
