"""Goes ahead through a recording in a thread of its own, without pushing anyone aside."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from imu.live.past import Survey
from imu.live.survey import survey
from imu.recording import Recording
from imu.settings import Settings

_log = logging.getLogger(__name__)

_REST = 0.5
"""Share of the time just worked that is rested after every piece. One thread at a time can run
Python; whoever draws or plays meanwhile waits for a piece at most, a few milliseconds."""

JOIN_S = 5.0
"""s. How long stopping waits; a piece takes milliseconds, so only a stalled machine needs it."""


class Scout:
    """Makes the survey of a recording, once.

    Parameters
    ----------
    recording, settings : as for `imu.live.survey.survey`.
    found : called with the survey, in the scout's thread; not when it was stopped before.
    is_needed : asked all the time; once it says no, the scout leaves.
    """

    def __init__(
        self,
        recording: Recording,
        settings: Settings | None,
        found: Callable[[Survey], None],
        is_needed: Callable[[], bool],
    ) -> None:
        self._recording = recording
        self._settings = settings
        self._found = found
        self._is_needed = is_needed
        self._left = threading.Event()
        self._rested_at = time.monotonic()
        self._thread = threading.Thread(target=self._main, name="scout", daemon=True)
        self._thread.start()

    @property
    def has_left(self) -> bool:
        """Whether it was told to make an end."""
        return self._left.is_set()

    def leave(self) -> None:
        """Make an end soon."""
        self._left.set()

    def join(self, timeout_s: float = JOIN_S) -> bool:
        """Wait for the end. Returns whether it came."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _main(self) -> None:
        try:
            result = survey(self._recording, self._settings, self._rest)
        except Exception:  # noqa: BLE001 - playing comes upon the same fault, and says so
            _log.exception("the recording could not be surveyed")
            return
        if result is not None and not self._left.is_set():
            self._found(result)

    def _rest(self) -> bool:
        worked_s = time.monotonic() - self._rested_at
        is_over = self._left.wait(_REST * worked_s)
        self._rested_at = time.monotonic()
        return not is_over and self._is_needed()
