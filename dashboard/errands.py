"""What takes longer than a frame, done beside the window: one errand after the other."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from imu.errors import ImuError
from imu.library import Progress

_LOOK_MS = 15
"""ms between two looks at whether an errand is done."""

T = TypeVar("T")


class _Unwanted(BaseException):
    """Ends an errand from within. No error: what catches `Exception` must not keep it."""


class Errands(QObject):
    """Runs errands in a thread that lives no longer than they do.

    What an errand raises is raised again in the window's thread, where the crash log catches it.
    """

    progressed = Signal(int, int)
    """How many were looked at, and of how many."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._thread: threading.Thread | None = None
        self._is_done: Callable[[], bool] = bool
        self._finish: Callable[[], None] = _nothing
        self._so_far: tuple[int, int] | None = None
        self._unwanted = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way or waits."""
        return self._thread is not None or bool(self._waiting)

    def run(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Do something as soon as what was asked before is done.

        Parameters
        ----------
        work : is given whom to tell how far it is. Telling raises when the work is not wanted any
            more; what it would leave half done it has to undo then.
        then : is given what comes out, in the window's thread.
        """
        self._waiting.append(lambda: self._begin(work, then))
        if self._thread is None:
            self._waiting.popleft()()

    def attempt(self, work: Callable[[], T], then: Callable[[T | ImuError], None]) -> None:
        """Do something in its turn that may fail for a reason that a person should know.

        Parameters
        ----------
        work : touches nothing of the window's, and cannot be broken off.
        then : is given what comes out, or why nothing does, in the window's thread.
        """
        self.run(lambda _: _outcome(work), then)

    def stop(self) -> None:
        """Nothing is wanted any more; may be called again.

        Waits until the errand under way has noticed, or is done.
        """
        self._waiting.clear()
        self._timer.stop()
        self._unwanted.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _begin(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        future = Future[T]()
        self._is_done, self._so_far = future.done, None
        self._finish = lambda: then(future.result())
        self._unwanted.clear()
        self._thread = threading.Thread(target=_do, args=(work, self._tell, future), name="errand")
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
        if self._thread is None or not self._is_done():
            return
        self._thread.join()
        self._thread, finish = None, self._finish
        self._timer.stop()
        if self._waiting:
            self._waiting.popleft()()
        finish()


def _outcome(work: Callable[[], T]) -> T | ImuError:
    try:
        return work()
    except ImuError as error:
        return error


def _do(work: Callable[[Progress], T], tell: Progress, future: Future[T]) -> None:
    try:
        result = work(tell)
    except BaseException as error:  # noqa: BLE001 - raised again where it is looked at
        future.set_exception(error)
    else:
        future.set_result(result)


def _nothing() -> None:
    """Do nothing."""
