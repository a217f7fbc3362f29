"""The running session: a source, paced, on its way through the line, in a worker's loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress

from imu.live.line import Line, Wish
from imu.live.mailbox import Mailbox
from imu.live.pace import Pacer, check_speed
from imu.live.source import Source
from imu.live.updates import Ended, Paced, Started, Update
from imu.live.worker import Worker
from imu.recording import RecordingWriter
from imu.samples import CommandKind, Session, Side
from imu.settings import Settings
from imu.tracker import Tracker

STOP_S = 10.0
"""s. How long `LiveSession.stop` waits for the session to end."""

_BEAT_S = 0.1
"""s. While no samples come, the clock on the picture goes on this often."""


class LiveSession:
    """Samples and commands on their way through recorder and tracker, and what comes of them.

    It goes on until the source is exhausted, something breaks, or it is stopped; however it ends,
    its last update is an `Ended`. Every public method may be called from any thread. What the
    tracker says depends on samples and commands alone: not on pace, pauses or the size of blocks.

    Parameters
    ----------
    source : where samples come from.
    settings : the tracker's; the defaults are those of all published figures.
    recorder : takes everything before the tracker does, and is closed at the end; None for none.
    speed : stream seconds per second; None for as fast as the source gives, as for a live sensor.

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
    ) -> None:
        self._source = source
        self._mailbox = Mailbox()
        tracker = Tracker(settings, source.sides)
        self._line = Line(tracker, source.sides, recorder, self._mailbox.put)
        self._pacer = Pacer(speed)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._is_running = self._is_stopped = False
        self._error: Exception | None = None
        self._over = threading.Event()

    def start(self, worker: Worker) -> None:
        """Begin to run in the worker's loop. To be called once."""
        self._loop = worker.loop
        self._loop.call_soon_threadsafe(self._begin)

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
        StreamError : a side without a sensor, or a `side` command that names none.
        """
        wish = self._line.check(Wish(kind, side, value))
        self._call(lambda: self._take_wish(wish))

    def set_speed(self, speed: float | None) -> None:
        """From now on, stream time passes `speed` times as fast; None for as fast as it comes.

        Raises
        ------
        UsageError : a speed that nobody can mean.
        """
        checked = check_speed(speed)
        self._call(lambda: self._change_pace(checked, self._pacer.paused))

    def pause(self) -> None:
        """Let stream time stand still. Of use for a replay: a sensor does not wait."""
        self._call(lambda: self._change_pace(self._pacer.speed, paused=True))

    def resume(self) -> None:
        """Let stream time go on."""
        self._call(lambda: self._change_pace(self._pacer.speed, paused=False))

    def stop(self, timeout_s: float = STOP_S) -> bool:
        """End the session in good order: what was counted so far is in its `Ended`.

        Returns
        -------
        Whether it has ended within `timeout_s`; only a disk or a source that hangs can prevent it.
        """
        self._call(self._cancel)
        return self.wait(timeout_s) if self._loop is not None else True

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end. Returns whether it came within `timeout_s`."""
        return self._over.wait(timeout_s)

    @property
    def ended(self) -> bool:
        """Whether the session is over and all its updates were taken."""
        return self._over.is_set() and self._mailbox.is_empty

    # -- in the loop -----------------------------------------------------------------------------

    def _call(self, action: Callable[[], None]) -> None:
        """Have something done in the loop; before the start there is none yet, after it no need."""
        if self._loop is None:
            action()
        else:
            with suppress(RuntimeError):  # the loop has ended, and the session with it
                self._loop.call_soon_threadsafe(action)

    def _begin(self) -> None:
        start_s, end_s = self._source.span_s or (None, None)
        self._mailbox.put(Started(self._source.name, self._source.sides, start_s, end_s))
        self._mailbox.put(Paced(self._pacer.speed, self._pacer.paused))
        self._task = asyncio.get_running_loop().create_task(self._run())

    def _change_pace(self, speed: float | None, paused: bool) -> None:
        self._pacer.change(speed, paused)
        if self._loop is not None:
            self._mailbox.put(Paced(speed, paused))

    def _take_wish(self, wish: Wish) -> None:
        if self._over.is_set():
            return
        try:
            self._line.wish(wish, self._now_s)
        except Exception as failure:  # noqa: BLE001 - as in `_run`
            self._error = failure
            self._cancel()

    def _cancel(self) -> None:
        self._is_stopped = True
        if self._task is not None and self._is_running:  # cancelled earlier, it would never begin
            self._task.cancel()

    @property
    def _now_s(self) -> float | None:
        own = self._source.now_s()
        return self._pacer.now_s if own is None else own

    async def _run(self) -> None:
        try:
            self._is_running = True
            self._go_on_beating()
            if not self._is_stopped:
                await self._stream()
        except asyncio.CancelledError:
            self._is_stopped = True
        except Exception as failure:  # noqa: BLE001 - whatever it is, it ends in the queue
            self._error = failure
        self._end()

    async def _stream(self) -> None:
        items = aiter(self._source)
        try:
            async for time_s, item in items:
                await self._pacer.wait(time_s)
                self._line.take(time_s, item)
        finally:
            if isinstance(items, AsyncGenerator):
                await items.aclose()

    def _go_on_beating(self) -> None:
        """Let the picture's clock run through holes in the stream."""
        if self._now_s is not None:
            self._line.picture(self._now_s)
        self._beat = asyncio.get_running_loop().call_later(_BEAT_S, self._go_on_beating)

    def _end(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
        session: Session | None = None
        try:
            session = self._line.finish()
        except Exception as failure:  # noqa: BLE001 - as in `_run`
            self._error = self._error or failure
        self._mailbox.put(Ended(session, self._error, self._is_stopped and self._error is None))
        self._over.set()
