"""What a person has done with their recordings, from the question to the sentence at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dashboard import words
from dashboard.errands import Errands
from dashboard.library import deeds
from dashboard.library.deeds import Deed, Found, Told, and_look
from imu.errors import ImuError, RecordingError
from imu.library import DELETE_WORD, Entry

After = Callable[[Found], str]
"""What to say when it is done."""


class Care(QObject):
    """Looks after the recordings of one folder; each deed ends with a new look at all of them.

    Parameters
    ----------
    page : on which this happens.
    folder : where the recordings are.
    """

    said = Signal(str, bool)
    """A sentence, and whether it is a warning."""

    found = Signal(object)
    """What there is now: a `Found`."""

    asked = Signal(str, bool)
    """A question, and whether a word has to be written; `answer` is waited for."""

    def __init__(self, page: QWidget, folder: Path) -> None:
        super().__init__(page)
        self._page, self._folder = page, folder
        self._then: Callable[[str], None] = _ignore
        self.errands = Errands(self)
        self.errands.progressed.connect(self._tell)

    def look(self, said: str = "") -> None:
        """Read the library; a sentence that a person should know stays."""
        self._run(_nothing, lambda _: said, warns=bool(said))

    def rebuild(self) -> None:
        """Read all of it anew."""

        def after(now: Found) -> str:
            return words.LIBRARY_REBUILT.format(all=now.library.read_anew)

        self._run(_nothing, after, rebuild=True)

    def keep(self, entry: Entry, told: Told) -> None:
        """Write down what was told: at once, since the page may be left in the next moment."""
        failure: ImuError | None = None
        try:
            deeds.keep(entry.folder, told)
        except ImuError as error:
            failure = error

        def outcome(_: object) -> int:
            if failure is not None:
                raise failure
            return 1

        self._run(outcome, lambda _: words.LIBRARY_KEPT)

    def recover(self, paths: list[Path]) -> None:
        """Close what was never closed."""

        def after(now: Found) -> str:
            return words.LIBRARY_RECOVERED.format(all=now.done)

        self._run(lambda tell: deeds.recover_all(paths, tell), after)

    def back_up(self) -> None:
        """Ask for a file, and pack everything into it."""
        name = f"kickstand-{datetime.now().astimezone():%Y-%m-%d_%H%M}.zip"
        chosen, _ = QFileDialog.getSaveFileName(
            self._page,
            words.LIBRARY_BACKUP_TITLE,
            str(Path.home() / name),
            words.LIBRARY_BACKUP_KINDS,
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever written over
        )
        if not chosen:
            return
        target = Path(chosen)

        def after(now: Found) -> str:
            return words.LIBRARY_BACKED_UP.format(all=now.done, file=target)

        self._run(lambda tell: deeds.pack(self._folder, target, tell), after)

    def delete(self, entry: Entry, *, for_good: bool = False) -> None:
        """Ask, and put one into the trash; where there is none, ask again, and delete it."""

        def throw(_: str) -> None:
            self._run(lambda _: deeds.throw_away(entry.folder, for_good=for_good), after)

        def after(now: Found) -> str:
            if not for_good and _has_no_trash(now.error):
                self.delete(entry, for_good=True)
            return words.LIBRARY_GONE if for_good else words.LIBRARY_DELETED

        asked = words.LIBRARY_ASK_FOR_GOOD if for_good else words.LIBRARY_ASK_DELETE
        self._ask(asked.format(name=entry.called), throw)

    def clear(self, number: int) -> None:
        """Ask for the word, and put everything into the trash."""

        def clear(word: str) -> None:
            self._run(lambda tell: deeds.clear(self._folder, word, tell), after)

        def after(now: Found) -> str:
            return words.LIBRARY_CLEARED.format(all=now.done)

        sentence = words.LIBRARY_ASK_CLEAR.format(all=number, word=DELETE_WORD)
        self._ask(sentence, clear, for_word=True)

    def answer(self, word: str) -> None:
        """Yes, and the word that was written."""
        then, self._then = self._then, _ignore
        then(word)

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self.errands.stop()

    def _ask(self, sentence: str, then: Callable[[str], None], *, for_word: bool = False) -> None:
        self._then = then
        self.asked.emit(sentence, for_word)

    def _run(self, deed: Deed, after: After, *, rebuild: bool = False, warns: bool = False) -> None:
        def then(now: Found) -> None:
            said = after(now)
            self.found.emit(now)
            if now.error is not None:
                self.said.emit(words.of_core(str(now.error)), True)
            else:
                self.said.emit(said, warns)

        self.said.emit(words.LIBRARY_WAIT, False)
        self.errands.run(and_look(self._folder, deed, rebuild=rebuild), then)

    def _tell(self, done: int, of: int) -> None:
        self.said.emit(words.LIBRARY_READING.format(done=done, of=of), False)


def _nothing(tell: object) -> int:
    del tell
    return 0


def _has_no_trash(error: ImuError | None) -> bool:
    return isinstance(error, RecordingError) and isinstance(error.__cause__, OSError)


def _ignore(word: str) -> None:
    del word
