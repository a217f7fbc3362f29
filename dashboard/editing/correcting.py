"""One recording that is being corrected: its page, and the desk behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from dashboard import words
from dashboard.editing.desk import Desk, Outcome
from dashboard.editing.page import EditPage


class Correcting(QObject):
    """Brings what the page wants to the desk, and what comes of it back; to be closed.

    Parameters
    ----------
    path : the recording's folder.

    Attributes
    ----------
    page : shows it.
    """

    left = Signal()
    """The person goes back, and nothing is being done any more."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._desk, self.page = Desk(path), EditPage(path.resolve().name)
        self._leaves = False
        self.page.edited.connect(self._desk.make)
        self.page.asked.connect(self._do)
        self.page.left.connect(self._leave)
        self._desk.done.connect(self._show)

    def start(self) -> None:
        """Begin to read."""
        self._desk.open()

    def close(self) -> None:
        """Let go of everything. May be called again."""
        self._desk.close()

    def _do(self, what: str) -> None:
        if what == "undo":
            self._desk.undo()
        elif what == "redo":
            self._desk.redo()
        else:
            self._desk.save_labels(anew=what == "labels-anew")

    def _show(self, outcome: Outcome) -> None:
        self.page.show_outcome(outcome)
        if self._leaves and not self._desk.is_busy:
            self.left.emit()

    def _leave(self) -> None:
        """Go back, or as soon as what is being done has come to its end: no thread is left."""
        self._leaves = True
        if self._desk.is_busy:
            self.page.say(words.EDIT_LEAVING)
        else:
            self.left.emit()
