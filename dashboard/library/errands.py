"""What takes longer than a frame, done beside the window: one errand after the other."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from imu.errors import ImuError
from imu.library import Progress

_LOOK_MS = 15
"""ms between two looks at whether an errand is done."""

Work = Callable[[Progress], object]
"""Is given whom to tell how far it is. Telling may raise: the work is not wanted any more."""


class _Unwanted(BaseException):
    """Ends an errand from within. No error: what catches `Exception` must not keep it."""


class Errands(QObject):
    """Runs errands in a thread that lives no longer than they do.

    What an errand raises on purpose is told by `failed`; anything else is raised in the window's
    thread, where the crash log catches it.
    """

    progressed = Signal(int, int)
    """How many were looked at, and of how many."""

    done = Signal(object)
    """What the errand returned."""

    failed = Signal(object)
    """The `ImuError` that ended it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Work] = deque()
        self._thread: threading.Thread | None = None
        self._future: Future[object] = Future()
        self._so_far: tuple[int, int] | None = None
        self._unwanted = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way or waits."""
        return self._thread is not None or bool(self._waiting)

    def run(self, work: Work) -> None:
        """Do this as soon as what was asked before is done."""
        self._waiting.append(work)
        if self._thread is None:
            self._next()

    def stop(self) -> None:
        """Nothing is wanted any more. Waits until the errand under way has noticed."""
        self._waiting.clear()
        self._timer.stop()
        self._unwanted.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _next(self) -> None:
        work, future = self._waiting.popleft(), Future[object]()
        self._future, self._so_far = future, None
        self._unwanted.clear()
        self._thread = threading.Thread(
            target=_do, args=(work, self._tell, future), name="library errand"
        )
        self._thread.start()
        self._timer.start()

    def _tell(self, done: int, of: int) -> None:
        """Called in the errand's thread."""
        if self._unwanted.is_set():
            raise _Unwanted
        self._so_far = (done, of)

    def _look(self) -> None:
        so_far, self._so_far = self._so_far, None
        if so_far is not None:
            self.progressed.emit(*so_far)
        if self._thread is None or not self._future.done():
            return
        self._thread.join()
        self._thread = None
        self._timer.stop()
        future = self._future
        if self._waiting:
            self._next()
        self._report(future)

    def _report(self, future: Future[object]) -> None:
        try:
            result = future.result()
        except ImuError as error:
            self.failed.emit(error)
        else:
            self.done.emit(result)


def _do(work: Work, tell: Progress, future: Future[object]) -> None:
    try:
        result = work(tell)
    except _Unwanted:
        future.set_result(None)
    except BaseException as error:  # noqa: BLE001 - raised again where it is looked at
        future.set_exception(error)
    else:
        future.set_result(result)
