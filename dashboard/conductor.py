"""Between the running session and the screen: thirty times a second, updates in, snapshot out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from dashboard.control.jumps import jump, rep_starts, set_starts
from dashboard.frames import FRAME_MS
from dashboard.lookback import WINDOW_S
from imu.errors import UsageError
from imu.live import (
    MIN_SPEED,
    Ended,
    LiveSession,
    Playback,
    Sought,
    Stretch,
    Update,
    Worker,
    faster,
    slower,
)
from imu.samples import Session
from imu.view import Snapshot, View

STEP_S = 5.0
"""s. How far the arrow keys go."""

STOP_S = 3.0
"""s. A window that does not close within this is taken for broken."""


class Conductor(QObject):
    """Runs one session for one window.

    Parameters
    ----------
    playback : what is shown.
    listener : hears every update in the worker's thread, before the window sees it; or None.

    Attributes
    ----------
    hand_s : where the person wants to be, session time, s, until the picture of it is there; or
        None. The playhead follows the hand, the picture follows the counter.
    """

    def __init__(
        self, playback: Playback, listener: Callable[[Update], None] | None = None
    ) -> None:
        super().__init__()
        self.playback = playback
        self.view = View(playback.target)
        self.snapshot: Snapshot = self.view.snapshot()
        self.frame: Callable[[Snapshot], None] = forget
        self.hand_s: float | None = None
        self._worker = Worker()
        self.session: LiveSession = playback.session(listener=listener, surveys=True)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(0)
        self._painted.timeout.connect(lambda: self.session.draw(False))

    @property
    def travels(self) -> bool:
        """Whether one can go to another time."""
        return self.session.seekable

    @property
    def is_paced(self) -> bool:
        """Whether stream time can be slowed down and stopped; a sensor does not wait."""
        return not self.session.is_live

    @property
    def folder(self) -> Path | None:
        """The folder of a recording that is lived again; None where there are no such files."""
        folder, is_written = self.playback.folder, self.playback.recorder is not None
        is_there = folder is not None and folder.is_dir()
        return folder if is_there and self.is_paced and not is_written else None

    def start(self) -> None:
        """Begin."""
        self.session.start(self._worker)
        self._timer.start()

    def hold(self) -> None:
        """Draw nothing by oneself any more; whoever measures calls `tick`."""
        self._timer.stop()

    def go_on(self) -> None:
        """Draw again."""
        self._timer.start()

    def tick(self) -> None:
        """Take what has happened, and have it drawn.

        What can wait in other threads waits until it is painted: the painting stands in Qt's queue
        before the timer that says so.
        """
        self.session.draw(True)
        self._painted.start()
        updates = self.session.updates()
        for update in updates:
            self.view.advance(update)
            if isinstance(update, Ended) or (
                isinstance(update, Sought) and update.time_s == self.hand_s
            ):
                self.hand_s = None
        if updates:
            self.snapshot = self.view.snapshot()
        self.frame(self.snapshot)

    def close(self) -> None:
        """Stop the session and its thread. May be called again."""
        self._timer.stop()
        self._painted.stop()
        self.session.draw(False)
        self.session.stop(STOP_S)
        self._worker.close(STOP_S)

    def stretch(self, side: str) -> Stretch | None:
        """The last seconds of a side, for plots; None without samples."""
        trace = self.session.trace(side)
        return trace.last(WINDOW_S, self.snapshot.time_s) if trace is not None else None

    @property
    def known(self) -> Session | None:
        """The whole session, if it is known already: jumps and timeline need it."""
        survey = self.view.survey
        return survey.session if survey is not None else self.view.session

    # -- what a person can do ----------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pause, or go on; after the end, from the beginning."""
        if self.snapshot.is_ended:
            self.start_over()
        elif self.snapshot.is_paused:
            self.session.resume()
        else:
            self.session.pause()

    def change_leg(self) -> None:
        """The only sensor leaves its leg; the next time, it sits on the other one."""
        if self.session.changes_legs:
            self.session.command(self.snapshot.leg_step)

    def faster(self) -> None:
        """The next faster pace."""
        self.session.set_speed(faster(self.snapshot.speed))

    def slower(self) -> None:
        """The next slower pace."""
        self.session.set_speed(slower(self.snapshot.speed))

    def next_speed(self) -> None:
        """The next faster pace that a person can follow; after the fastest, the slowest."""
        self.session.set_speed(faster(self.snapshot.speed) or MIN_SPEED)

    def start_over(self) -> None:
        """Go to the beginning and play."""
        self.seek(self.snapshot.start_s or 0.0)
        self.session.resume()

    def step(self, seconds: float) -> None:
        """Go so many seconds on, or back."""
        from_s = self.snapshot.time_s if self.hand_s is None else self.hand_s
        self.seek(from_s + seconds)

    def seek(self, time_s: float) -> None:
        """Go to that session time; nothing happens where one cannot travel."""
        first_s, last_s = self.snapshot.start_s or 0.0, self.snapshot.end_s
        wanted_s = max(first_s, time_s if last_s is None else min(time_s, last_s))
        with suppress(UsageError):
            self.session.seek(wanted_s)
            self.hand_s = wanted_s

    def jump_rep(self, *, forward: bool) -> None:
        """Go to the next or previous rep."""
        if self.known is not None:
            self._jump(rep_starts(self.known), forward=forward)

    def jump_set(self, *, forward: bool) -> None:
        """Go to the next or previous set."""
        if self.known is not None:
            self._jump(set_starts(self.known), forward=forward)

    def _jump(self, starts: list[float], *, forward: bool) -> None:
        place = jump(starts, self.snapshot.time_s, forward=forward)
        if place is not None:
            self.seek(place)
        elif not forward:
            self.seek(self.snapshot.start_s or 0.0)


def forget(snapshot: Snapshot) -> None:
    """Draw nothing."""
    del snapshot
