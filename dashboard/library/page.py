"""All recordings: searched, named, opened, thrown away, kept safe."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from dashboard import words
from dashboard.library.caring import Care
from dashboard.library.deeds import Found
from dashboard.library.layout import LibraryLayout
from imu.errors import UsageError
from imu.library import Entry, Library, Query, found

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS: dict[int, str] = {
    Qt.Key.Key_V: "legs",
    Qt.Key.Key_G: "progress",
    Qt.Key.Key_R: "report",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_B: "backup",
    Qt.Key.Key_N: "rebuild",
    Qt.Key.Key_U: "recover-all",
    Qt.Key.Key_Slash: "search",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Escape: "back",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person was in the library: what they searched for, and what was chosen."""

    text: str = ""
    path: Path | None = None


class LibraryPage(LibraryLayout):
    """The library of one folder. `load` has to be called once, `let_go` before it goes.

    Parameters
    ----------
    folder : where the recordings are.
    place : where to begin.
    offers : "legs", "progress" and "report", where there is a page that shows them.
    said : what a person should know, or "".
    """

    opened = Signal(object)
    """The path of a recording that is to be lived again."""

    compared = Signal(list)
    """Paths of all closed recordings of the chosen one's person, the oldest first."""

    progressed = Signal(object)
    """The path of a recording of the person whose progress is wanted."""

    reported = Signal(object)
    """The path of a recording of which a report is wanted."""

    trained = Signal()
    """Nothing is recorded, and that is to change."""

    left = Signal()

    def __init__(
        self,
        folder: Path,
        place: Place | None = None,
        offers: Collection[str] = (),
        said: str = "",
    ) -> None:
        super().__init__((place or Place()).text, said)
        self._wanted = (place or Place()).path
        self._offers = frozenset(offers)
        self._found, self._has_looked = Found(Library(folder, ())), False
        self._query = Query()
        self.care = Care(self, folder)
        self._connect()
        self._show_deeds()

    @property
    def place(self) -> Place:
        """Where the person is now."""
        entry = self.table.entry
        return Place(self.search.text, entry.folder if entry else None)

    def load(self) -> None:
        """Read the library, beside the window."""
        self.care.look(self.said)

    def let_go(self) -> None:
        """Keep what is being written; nothing goes on behind the page after this."""
        self.side.fields.keep()
        self.side.fields.show_entry(None)
        self.care.stop()

    def show_found(self, what: Found) -> None:
        """Show a library as it was found."""
        before = self.table.entry
        self._has_looked, self._found = True, what
        self._wanted = before.folder if before is not None else self._wanted
        self.search.show_people(what.library.entries)
        self._search()

    # -- what a person does ------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Do what a button or a key of this name does; nothing where that makes no sense."""
        steps: dict[str, Callable[[], None]] = {
            "search": self.search.field.setFocus,
            "backup": self.care.back_up,
            "rebuild": self.care.rebuild,
            "clear": self._clear,
            "recover-all": self._recover_all,
            "train": self.trained.emit,
            "show-all": self._show_all,
            "back": self.left.emit,
        }
        entry = self.table.entry
        if name in steps:
            steps[name]()
        elif entry is not None:
            self._act_on(entry, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys act on the chosen recording; in a field, Enter and Esc lead back to the list."""
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_F and held == Qt.KeyboardModifier.ControlModifier:
            self.act("search")
        elif key == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ShiftModifier:
            self.act("clear")
        elif self.side.fields.are_written_in:
            self._key_in_fields(event)
        elif self.search.field.hasFocus():
            self._key_in_search(event)
        elif key == Qt.Key.Key_C and not held and self._has_looked and not self.all_entries:
            self.act("train")
        elif key == Qt.Key.Key_Escape and self.search.text:
            self.act("show-all")
        elif key in _KEYS and (not held or key == Qt.Key.Key_Slash):
            self.act(_KEYS[key])
        else:
            super().keyPressEvent(event)

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """Every recording, found or not."""
        return self._found.library.entries

    def _key_in_fields(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.side.fields.take_back()
            self.go_to_list()
        elif event.key() in _ENTER:
            self.go_to_list()  # leaving a field keeps what is in it

    def _key_in_search(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text:
            self.act("show-all")
        elif event.key() in (*_ENTER, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.go_to_list()

    def _act_on(self, entry: Entry, name: str) -> None:
        can_read = entry.is_complete and not entry.problem
        if name == "open" and can_read:
            self.opened.emit(entry.folder)
        elif name in ("open", "recover") and entry.folder in self._found.open_ones:
            self.care.recover([entry.folder])
        elif name == "legs" and name in self._offers and can_read:
            self.compared.emit(self._of_person(entry.person))
        elif name == "progress" and name in self._offers and can_read:
            self.progressed.emit(entry.folder)
        elif name == "report" and name in self._offers and can_read:
            self.reported.emit(entry.folder)
        elif name == "edit" and can_read:
            self.side.fields.title.setFocus()
            self.side.fields.title.selectAll()
        elif name == "delete":
            self.care.delete(entry)

    def _recover_all(self) -> None:
        paths = [one.folder for one in self.all_entries if one.folder in self._found.open_ones]
        if paths:
            self.care.recover(paths)

    def _clear(self) -> None:
        if self.all_entries:
            self.care.clear(len(self.all_entries))

    def _of_person(self, person: str) -> list[Path]:
        of_person = (one for one in reversed(self.all_entries) if one.person == person)
        return [one.folder for one in of_person if one.is_complete and not one.problem]

    # -- how it is done ----------------------------------------------------------------------------

    def _ask(self, sentence: str, for_word: bool) -> None:
        self.ask.ask(sentence, for_word=for_word)
        self._show_deeds()

    def _answered(self, word: str) -> None:
        self._after_asking()
        self.care.answer(word)

    def _after_asking(self) -> None:
        self._show_deeds()
        self.go_to_list()

    def _say(self, sentence: str, is_warning: bool) -> None:
        self.say(sentence, is_warning=is_warning)

    def _search(self) -> None:
        """List what is searched for; what was before, where that makes no sense."""
        try:
            self._query = self.search.query
        except UsageError as error:
            self.say(words.of_core(str(error)), is_warning=True)
        shown = found(self.all_entries, self._query)
        self.table.show_entries(shown, self._wanted)
        self.count(len(shown), len(self.all_entries))
        self._show_empty(is_empty=not shown)

    def _searched(self) -> None:
        entry = self.table.entry
        self._wanted = entry.folder if entry is not None else self._wanted
        self.say("")
        self._search()

    def _show_all(self) -> None:
        self.search.clear()
        self.go_to_list()

    def _show_empty(self, *, is_empty: bool) -> None:
        if not self._has_looked or not is_empty:
            self.show_empty("", "")
        elif self.all_entries:
            self.show_empty(words.LIBRARY_NO_MATCH, "show-all")
        else:
            self.show_empty(words.LIBRARY_EMPTY, "train")

    def _show_entry(self) -> None:
        entry = self.table.entry
        may_run = entry is not None and not entry.is_complete and not entry.problem
        is_quiet = entry is not None and entry.folder in self._found.open_ones
        self.side.show_entry(entry, may_run=may_run and not is_quiet)
        self._show_deeds()

    def _show_deeds(self) -> None:
        """Only buttons that would do something are there."""
        entry, is_asking = self.table.entry, self.ask.is_asking
        can_read = entry is not None and entry.is_complete and not entry.problem
        so = {
            "open": can_read,
            "recover": entry is not None and entry.folder in self._found.open_ones,
            "legs": can_read and "legs" in self._offers,
            "progress": can_read and "progress" in self._offers,
            "report": can_read and "report" in self._offers,
            "edit": can_read,
            "delete": entry is not None,
            "back": True,
        }
        self.show_deeds({name for name, is_so in so.items() if is_so and not is_asking})
        self.show_unfinished(len(self._found.open_ones))
        self.whole["clear"].setEnabled(bool(self.all_entries))
        self.whole["backup"].setEnabled(bool(self.all_entries))

    def _connect(self) -> None:
        self.acted.connect(self.act)
        self.search.changed.connect(self._searched)
        self.table.chosen.connect(self._show_entry)
        self.table.opened.connect(lambda: self.act("open"))
        self.side.fields.told.connect(self.care.keep)
        self.ask.answered.connect(self._answered)
        self.ask.declined.connect(self._after_asking)
        self.care.asked.connect(self._ask)
        self.care.said.connect(self._say)
        self.care.found.connect(self.show_found)
