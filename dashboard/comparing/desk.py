"""Long work in a thread of its own, and its outcome in the window's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, QTimer

from imu.errors import ImuError

T = TypeVar("T")

_LOOK_MS = 40
"""ms between two looks at what has become of the work."""


class Desk(QObject):
    """Does one thing after the other. To be closed; what still runs is waited for then.

    Counting a recording cannot be broken off in its middle; the next one is not begun.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, "desk")
        self._open: list[tuple[Future[Any], Callable[[Any], None]]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether something is still to come."""
        return bool(self._open)

    def do(self, job: Callable[[], T], then: Callable[[T | ImuError], None]) -> None:
        """Do a job, later; `then` is called in the window's thread.

        Parameters
        ----------
        job : touches nothing of the window's.
        then : takes what the job gave, or what a person should know of why it could not.
        """
        self._open.append((self._pool.submit(job), cast("Callable[[Any], None]", then)))
        self._timer.start()

    def close(self) -> None:
        """Nothing is told any more. May be called again."""
        self._timer.stop()
        self._open.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _look(self) -> None:
        while self._open and self._open[0][0].done():
            future, then = self._open.pop(0)
            try:
                outcome = future.result()
            except ImuError as error:
                outcome = error
            then(outcome)
        if not self._open:
            self._timer.stop()
