"""Between the page and the recording: everything that takes time is done in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from dashboard.errands import Errands
from imu.editing import Editor
from imu.errors import ImuError, RecordingError
from imu.recording import Edit
from imu.recording.labels import read_labels
from imu.recording.layout import LABELS_FILE
from imu.recording.provided import refuse_provided
from imu.samples import Side
from imu.signals import Signals
from imu.view.editing import EditView, edit_view


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has come of something that was asked for.

    Attributes
    ----------
    view : the recording as it is corrected now; None where that has not changed.
    error : why it could not be done, or why nothing that is shown can be changed; or "".
    saved : how many reps are in ``labels.json`` now; None where nothing was saved.
    is_labelled : reps are labelled already, and nobody has said to replace them.
    """

    view: EditView | None = None
    error: str = ""
    saved: int | None = None
    is_labelled: bool = False


class Desk(QObject):
    """Corrects one recording. Nothing that is asked for is lost, and all of it comes in order.

    Parameters
    ----------
    path : the recording's folder.
    """

    done = Signal(object)
    """An `Outcome`: something that was asked for is done."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._errands = Errands(self)
        self._editor: Editor | None = None
        self._signals: dict[Side, Signals] = {}

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._errands.is_busy

    def open(self) -> None:
        """Read and count the recording."""
        self._ask(self._read)

    def make(self, edit: Edit) -> None:
        """Keep one more correction."""
        self._ask(lambda: self._changed(lambda one: one.make(edit, datetime.now(UTC))))

    def undo(self) -> None:
        """Take the last correction back."""
        self._ask(lambda: self._changed(lambda one: one.undo(datetime.now(UTC))))

    def redo(self) -> None:
        """Make again what was just taken back."""
        self._ask(lambda: self._changed(lambda one: one.redo(datetime.now(UTC))))

    def save_labels(self, *, anew: bool) -> None:
        """Write the corrected reps into ``labels.json``.

        Parameters
        ----------
        anew : replace those that are there.
        """
        self._ask(lambda: self._save(anew=anew))

    def close(self) -> None:
        """Wait for what is being done, forget what is not begun yet. May be called again."""
        self._errands.stop()

    # -- in the thread of its own ------------------------------------------------------------------

    def _read(self) -> Outcome:
        editor = Editor(self.path)
        self._signals = editor.signals()
        self._editor = editor
        return Outcome(self._view(editor), error=self._why_it_stays())

    def _why_it_stays(self) -> str:
        """Told before anybody takes the trouble to correct it."""
        try:
            refuse_provided(self.path)
        except RecordingError as error:
            return str(error)
        return ""

    def _changed(self, change: Callable[[Editor], object]) -> Outcome:
        editor = self._opened()
        change(editor)
        return Outcome(self._view(editor))

    def _save(self, *, anew: bool) -> Outcome:
        editor, path = self._opened(), self.path / LABELS_FILE
        if not anew and path.exists() and read_labels(path).reps:
            return Outcome(is_labelled=True)
        return Outcome(saved=len(editor.save_labels(anew=anew).reps))

    def _opened(self) -> Editor:
        assert self._editor is not None  # nobody edits what is not shown yet
        return self._editor

    def _view(self, editor: Editor) -> EditView:
        span_s = (editor.recording.start_s, editor.recording.end_s)
        counts = (editor.session, editor.unedited, editor.live)
        return edit_view(*counts, self._signals, editor.differences(), span_s)

    # -- in Qt's thread ----------------------------------------------------------------------------

    def _ask(self, job: Callable[[], Outcome]) -> None:
        self._errands.attempt(job, self._tell)

    def _tell(self, outcome: Outcome | ImuError) -> None:
        """Tell what is done."""
        is_error = isinstance(outcome, ImuError)
        self.done.emit(Outcome(error=str(outcome)) if is_error else outcome)
