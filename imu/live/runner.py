"""What happens in the worker's loop: items go through the line at their pace, or it seeks."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from imu.counter.legchange import first_leg
from imu.counter.tracker import Tracker
from imu.live.courtesy import Courtesy
from imu.live.line import Line, Wish
from imu.live.onesensor import LegRoute, OneSensor
from imu.live.pace import Pacer
from imu.live.passage import Passage, passage_to, place_before
from imu.live.past import Survey
from imu.live.scout import Scout
from imu.live.source import SeekableSource, Source
from imu.live.taps import TapSwitch
from imu.live.updates import Ended, Paced, Sought, Started, Surveyed, Update
from imu.recording import RecordingWriter
from imu.samples import Session, Side
from imu.settings import Settings

_BEAT_S = 0.1
"""s. While no samples come, the clock on the picture goes on this often."""

_NEAR_S = 40.0
"""s of stream, a tenth of a second of work. A seek that has so much left is brought to its end even
if a newer one waits: so the picture follows a hand that does not stop."""


class Runner:
    """The inside of a `LiveSession`. All methods are for the loop's thread, once there is a loop.

    Parameters
    ----------
    source, settings, recorder, speed : as for `imu.live.LiveSession`.
    tell : called with every update.
    surveys : whether to go ahead through the recording.
    taps : whether double taps on a sensor mean something; never in a replay.

    Attributes
    ----------
    over : set while the session has ended; any thread may look.
    courtesy : seeks and surveys let whoever draws go first; any thread may tell it.
    is_live : whether nobody knows when the stream ends, because sensors send it now.
    """

    def __init__(
        self,
        source: Source,
        settings: Settings | None,
        recorder: RecordingWriter | None,
        speed: float | None,
        tell: Callable[[Update], None],
        *,
        surveys: bool,
        taps: bool,
    ) -> None:
        self._source = source
        self._settings = settings
        self._tell = tell
        self.is_live = source.span_s is None
        self.seekable: SeekableSource | None = None
        if recorder is None and isinstance(source, SeekableSource):
            self.seekable = source
        self._first_leg = _first_leg(source)
        tracker = Tracker(settings, source.sides, self._first_leg)
        route = LegRoute(source.first) if isinstance(source, OneSensor) else None
        switch = TapSwitch() if taps and not isinstance(source, SeekableSource) else None
        line = Line(tracker, source.sides, recorder, tell, route=route, taps=switch)
        self._passage = Passage(line, source, remembers=self.seekable is not None)
        self._passage.tell_to(tell)
        self.pacer = Pacer(speed)
        self._surveys = surveys
        self._survey: Survey | None = None
        self._scout: Scout | None = None
        self._aim: float | None = None
        self._target_s: float | None = None
        self._wishes: list[Wish] = []
        self._task: asyncio.Task[None] | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._has_ended = self._is_running = self._is_stopped = False
        self._error: Exception | None = None
        self.over = threading.Event()
        self.courtesy = Courtesy()

    @property
    def line(self) -> Line:
        """The line of what is shown now."""
        return self._passage.line

    # -- what a person wants ---------------------------------------------------------------------

    def begin(self) -> None:
        """Run until there is nothing more to do."""
        start_s, end_s = self._source.span_s or (None, None)
        sides, first = self._source.sides, self._first_leg
        later = tuple(side for side in sides if first not in (None, side))
        self._tell(Started(self._source.name, sides, start_s, end_s, later))
        self._tell(Paced(self.pacer.speed, self.pacer.paused))
        self._task = asyncio.get_running_loop().create_task(self._run())
        self._send_scout()

    def change_pace(self, speed: float | None, paused: bool) -> None:
        """From now on stream time passes like this."""
        self.pacer.change(speed, paused)
        if self._task is not None:
            self._tell(Paced(speed, paused))

    def take_wish(self, wish: Wish) -> None:
        """Let the line take a wish; in the middle of a seek, after it."""
        if self._target_s is not None or self._aim is not None:
            self._wishes.append(wish)
            return
        if self._has_ended:
            return
        try:
            self.line.wish(wish, self._now_s)
        except Exception as failure:  # noqa: BLE001 - as in `_run`
            self._error = failure
            self.cancel()

    def heed_taps(self, is_on: bool) -> None:
        """Listen for double taps, or do not."""
        if self.line.taps is not None:
            self.line.taps.is_on = is_on

    def set_off(self, target_s: float) -> None:
        """Go to another time; a seek that is still under way is given up for it."""
        self._aim = target_s
        self.pacer.release()
        if self._has_ended:
            self._live_again()

    def cancel(self) -> None:
        """Make an end."""
        self._is_stopped, self._aim = True, None
        if self._scout is not None:
            self._scout.leave()
        if self._task is not None and self._is_running:  # cancelled earlier, it would never begin
            self._task.cancel()

    def join(self) -> None:
        """Wait for the scout, for any thread but the loop's; it was told to leave."""
        if self._scout is not None:
            self._scout.join()

    # -- running ---------------------------------------------------------------------------------

    @property
    def _now_s(self) -> float | None:
        own = self._source.now_s()
        return self.pacer.now_s if own is None else own

    async def _run(self) -> None:
        try:
            self._is_running = True
            self._go_on_beating()
            if not self._is_stopped:
                await self._go()
        except asyncio.CancelledError:
            self._is_stopped, self._aim = True, None
        except Exception as failure:  # noqa: BLE001 - whatever it is, it ends in the queue
            self._error = failure
        self._end()
        if self._aim is not None:
            self._live_again()

    async def _go(self) -> None:
        try:
            while await self._play():
                await self._seek()
        finally:
            await self._passage.close()

    async def _play(self) -> bool:
        """Take items at their pace. Returns whether a seek is wanted; if not, none are left."""
        while self._aim is None:
            entry = await self._passage.next()
            if entry is None:
                return False
            await self.pacer.wait(entry[0])
            if self._aim is not None:
                self._passage.hold(entry)
                break
            self._passage.take(entry)
        return True

    def _go_on_beating(self) -> None:
        """Let the picture's clock run through holes in the stream."""
        if self._now_s is not None and self._target_s is None and self._aim is None:
            self.line.picture(self._now_s)
        self._beat = asyncio.get_running_loop().call_later(_BEAT_S, self._go_on_beating)

    def _end(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
        self._target_s = None
        session: Session | None = None
        try:
            session = self.line.finish()
        except Exception as failure:  # noqa: BLE001 - as in `_run`
            self._error = self._error or failure
        self._tell(Ended(session, self._error, self._is_stopped and self._error is None))
        self._has_ended = True
        self.over.set()

    def _live_again(self) -> None:
        self.over.clear()
        self._has_ended = self._is_running = self._is_stopped = False
        self._error = None
        self._task = asyncio.get_running_loop().create_task(self._run())
        self._send_scout()

    # -- seeking ---------------------------------------------------------------------------------

    async def _seek(self) -> None:
        """Travel to where a person wants to be; tell nothing on the way, and then all at once."""
        assert self._aim is not None
        self._target_s, self._aim = self._aim, None
        target_s, passage = self._target_s, self._passage_to(self._target_s)

        def is_wanted() -> bool:
            return self._aim is None or target_s - passage.time_s <= _NEAR_S

        try:
            arrived = await passage.travel(target_s, self._breathe, is_wanted)
        except BaseException:  # stopped on the way, or broken: the end shall tell how far it got
            self._wishes.clear()
            await self._change_to(passage, max(passage.time_s, self._start_s))
            raise
        if arrived:
            await self._change_to(passage, target_s)
            self._look_round()
        elif passage is not self._passage:
            await passage.close()

    async def _breathe(self) -> None:
        await self.courtesy.give_way()
        await self.pacer.breathe()

    def _passage_to(self, target_s: float) -> Passage:
        assert self.seekable is not None
        place = place_before(target_s, self._survey)
        if self._passage.leads_to(target_s, place, self._start_s):
            return self._passage
        return passage_to(target_s, self.seekable, self._settings, self._survey, place)

    async def _change_to(self, passage: Passage, time_s: float) -> None:
        before, self._passage = self._passage, passage
        if before is not passage:
            await before.close()
        passage.tell_to(self._tell)
        self.pacer.jump(time_s)
        self._target_s = None
        self._tell(Sought(time_s, tuple(passage.past)))

    def _look_round(self) -> None:
        assert self.pacer.now_s is not None
        self.line.picture_now(self.pacer.now_s)
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            self.take_wish(wish)

    @property
    def _start_s(self) -> float:
        assert self.seekable is not None
        return self.seekable.span_s[0]

    # -- surveying -------------------------------------------------------------------------------

    def _send_scout(self) -> None:
        if self.seekable is None or not self._surveys or self._survey is not None:
            return
        if self._scout is not None and not self._scout.has_left:
            return
        loop = asyncio.get_running_loop()

        def found(survey: Survey) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._surveyed, survey)

        def is_needed() -> bool:
            self.courtesy.wait()
            return loop.is_running()

        self._scout = Scout(self.seekable.recording, self._settings, found, is_needed)

    def _surveyed(self, survey: Survey) -> None:
        self._survey = survey
        if self._aim is None:
            self._aim = self._target_s  # perhaps there is a shorter way now
        self._tell(Surveyed(survey))


def _first_leg(source: Source) -> Side | None:
    """The leg on which one sensor begins that changes it; None for a sensor on each side."""
    if isinstance(source, OneSensor):
        return source.first
    return first_leg(source.recording.commands) if isinstance(source, SeekableSource) else None
