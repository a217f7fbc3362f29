"""The running session: a source, paced, on its way through the line, in a worker's loop."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable

from imu.errors import UsageError
from imu.live.line import Wish
from imu.live.mailbox import Mailbox
from imu.live.pace import check_speed
from imu.live.runner import Runner
from imu.live.source import Source
from imu.live.traces import Trace
from imu.live.updates import Update
from imu.live.worker import Worker
from imu.recording import RecordingWriter
from imu.samples import CommandKind, Side
from imu.settings import Settings

STOP_S = 10.0
"""s. How long `LiveSession.stop` waits for the session to end."""

_log = logging.getLogger(__name__)


class LiveSession:
    """Samples and commands on their way through recorder and tracker, and what comes of them.

    It goes on until the source is exhausted, something breaks, or it is stopped; however it ends,
    an `Ended` says so. Every public method may be called from any thread. What the tracker says
    depends on samples and commands alone: not on pace, pauses, seeks or the size of blocks.

    Parameters
    ----------
    source : where samples come from.
    settings : the tracker's; the defaults are those of all published figures.
    recorder : takes everything before the tracker does, and is closed at the end; None for none.
    speed : stream seconds per second; None for as fast as the source gives, as for a live sensor.
    listener : called in the worker's thread with each update at once, for what cannot wait until
        the updates are taken; it has to be quick. If it raises, it is not called again.
    surveys : go ahead through a recording that can be sought in, and tell a `Surveyed`.
    taps : a double tap on a sensor starts a set, or stops the one under way: it becomes the command
        for it. Without effect in a replay, where the command was recorded.

    Raises
    ------
    UsageError : a speed that nobody can mean.

    Examples
    --------
    >>> with Worker() as worker:
    ...     session = LiveSession(ReplaySource(recording), speed=4.0)
    ...     session.start(worker)
    ...     while not session.ended:
    ...         for update in session.updates(wait_s=0.05):
    ...             view.advance(update)
    """

    def __init__(
        self,
        source: Source,
        *,
        settings: Settings | None = None,
        recorder: RecordingWriter | None = None,
        speed: float | None = None,
        listener: Callable[[Update], None] | None = None,
        surveys: bool = False,
        taps: bool = False,
    ) -> None:
        self._mailbox = Mailbox()
        self._listener = listener
        self._runner = Runner(
            source, settings, recorder, speed, self._tell, surveys=surveys, taps=taps
        )
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, worker: Worker) -> None:
        """Begin to run in the worker's loop. To be called once."""
        self._loop = worker.loop
        self._loop.call_soon_threadsafe(self._runner.begin)

    def updates(self, wait_s: float = 0.0) -> list[Update]:
        """What happened since the last call; waits up to `wait_s` for something to happen."""
        return self._mailbox.take(wait_s)

    def command(self, kind: CommandKind, side: Side | None = None, value: str = "") -> None:
        """Tell the tracker something now: it is stamped with the stream time, recorded, then fed.

        What is told before the first sample takes effect with it, what is told after the end never.

        Parameters
        ----------
        kind, side, value : as in `imu.samples.Command`. A sensor of unknown side that was named
            "left" or "right" is reached by either name.

        Raises
        ------
        StreamError : a side without a sensor, a `side` command that names none, or a change of the
            leg where there is not one sensor for both (`changes_legs`).
        """
        wish = self._runner.line.check(Wish(kind, side, value))
        self._call(lambda: self._runner.take_wish(wish))

    @property
    def is_live(self) -> bool:
        """Whether sensors send now, so that there is no pace to be changed."""
        return self._runner.is_live

    @property
    def changes_legs(self) -> bool:
        """Whether one sensor works for both legs in turn: `change-leg` and `leg-confirmed`.

        The first says that the sensor leaves its leg: the set is over, and nothing counts. The
        second says that it sits on the other one, or on the leg that is named as `side`.
        """
        return self._runner.line.route is not None

    def heed_taps(self, is_on: bool) -> None:
        """From now on double taps mean something, or do not. Without effect where `taps` was not.

        Of use for somebody whose clothes knock on the sensor.
        """
        self._call(lambda: self._runner.heed_taps(is_on))

    def set_speed(self, speed: float | None) -> None:
        """From now on, stream time passes `speed` times as fast; None for as fast as it comes.

        Raises
        ------
        UsageError : a speed that nobody can mean.
        """
        checked = check_speed(speed)
        self._call(lambda: self._runner.change_pace(checked, self._runner.pacer.paused))

    def pause(self) -> None:
        """Let stream time stand still. Of use for a replay: a sensor does not wait."""
        self._call(lambda: self._runner.change_pace(self._runner.pacer.speed, paused=True))

    def resume(self) -> None:
        """Let stream time go on."""
        self._call(lambda: self._runner.change_pace(self._runner.pacer.speed, paused=False))

    @property
    def seekable(self) -> bool:
        """Whether `seek` is possible: in a recording that is not being recorded again."""
        return self._runner.seekable is not None

    def seek(self, time_s: float) -> None:
        """Go on at another time, at the same pace; a session that has ended lives again.

        What comes after is what would have come if nobody had sought. What a person has told this
        session with `command` is forgotten: a seek goes back to what was recorded. There are no
        updates on the way, then one `Sought` with everything that has happened before that time. A
        seek that is still on its way is given up for a newer one.

        Parameters
        ----------
        time_s : session time, s; before the beginning or after the end, these.

        Raises
        ------
        UsageError : there is nothing to seek in, or no such time.
        """
        source = self._runner.seekable
        if source is None:
            raise UsageError("Only a replay can be wound back or forward", "Replay a recording.")
        if math.isnan(time_s):
            raise UsageError("Nobody can seek a time that is no number", "Give it in seconds.")
        start_s, end_s = source.span_s
        target_s = min(max(time_s, start_s), end_s)
        self._runner.over.clear()
        if not self._call(lambda: self._runner.set_off(target_s)):
            self._runner.over.set()

    def draw(self, is_on: bool) -> None:
        """A frame begins, or is painted: meanwhile seeks and surveys rest. Counting never does."""
        self._runner.courtesy.draw(is_on)

    def trace(self, side: str) -> Trace | None:
        """What a side looked like lately; None for one without a sensor.

        Ask each time: after a seek it is another one.
        """
        line = self._runner.line
        stream = line.stream_of(side)
        return None if stream is None else line.traces[stream]

    def stop(self, timeout_s: float = STOP_S) -> bool:
        """End the session in good order: what was counted so far is in its `Ended`.

        Returns
        -------
        Whether it has ended within `timeout_s`; only a disk or a source that hangs can prevent it.
        """
        self._call(self._runner.cancel)
        if self._loop is None:
            return True
        is_over = self.wait(timeout_s)
        self._runner.join()
        return is_over

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end. Returns whether it came within `timeout_s`."""
        return self._runner.over.wait(timeout_s)

    @property
    def ended(self) -> bool:
        """Whether the session is over and all its updates were taken."""
        return self._runner.over.is_set() and self._mailbox.is_empty

    def _call(self, action: Callable[[], None]) -> bool:
        """Have something done in the loop; before the start there is none yet.

        Returns whether there is a loop, or will be one: after its end nothing can be done.
        """
        if self._loop is None:
            action()
            return True
        try:
            self._loop.call_soon_threadsafe(action)
        except RuntimeError:
            return False
        return True

    def _tell(self, update: Update) -> None:
        self._mailbox.put(update)
        if self._listener is None:
            return
        try:
            self._listener(update)
        except Exception:  # noqa: BLE001 - it must not end the session that it listens to
            self._listener = None
            _log.exception("the listener failed and is not called any more")
