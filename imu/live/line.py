"""The way of one item: recorder, tracker, updates. Knows neither clock nor threads."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from imu.errors import StreamError
from imu.events import AnyEvent
from imu.live.updates import Tick, Told, Trouble, Update
from imu.recording import RecordingWriter, round_block
from imu.samples import SIDES, Block, Command, CommandKind, Session, Side
from imu.tracker import Tracker

TICK_HZ = 30
"""Hz of stream time. More pictures than that nobody sees."""

_NOTHING_YET_S = -1e9
"""s. The tracker's time before its first sample is earlier than this."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A command that has no time yet; fields as in `imu.samples.Command`."""

    kind: CommandKind
    side: Side | None = None
    value: str = ""


class Line:
    """Hands all that comes to the recorder and then to the tracker, and tells what came of it.

    Parameters
    ----------
    tracker : counts.
    sides : the sides that it was made for.
    recorder : takes everything first, or None.
    tell : called with each update.
    """

    def __init__(
        self,
        tracker: Tracker,
        sides: tuple[Side, ...],
        recorder: RecordingWriter | None,
        tell: Callable[[Update], None],
    ) -> None:
        self._tracker = tracker
        self._recorder = recorder
        self._tell = tell
        self._names: dict[Side, str] = {side: side for side in sides}
        self._early: list[Wish] = []
        self._slot: int | None = None
        self._trouble: str | None = None
        self._is_broken = False
        # Between two instants of the grid: after everything that was decided, live and in replay.
        self._step_aside_s = 0.5 / tracker.settings.grid.rate_hz

    def check(self, wish: Wish) -> Wish:
        """The wish as the tracker understands it: a sensor is called by the name it came with.

        Raises
        ------
        StreamError : a side without a sensor, or a `side` command that names none.
        """
        if wish.kind is CommandKind.SIDE and wish.value not in SIDES:
            raise StreamError(f"{wish.value!r} is no side", "Say left or right.")
        if wish.side is None or wish.side in self._names:
            return wish
        for stream, name in self._names.items():
            if name == wish.side:
                return Wish(wish.kind, stream, wish.value)
        raise StreamError(f"there is no sensor on the {wish.side} side")

    def take(self, time_s: float, item: Block | Command) -> None:
        """Take what the source gives; `time_s` is the stream time at which it is complete.

        Raises
        ------
        StreamError : as `Tracker.feed`.
        """
        early, self._early = self._early, []
        for wish in early:
            first_s = item.time_s if isinstance(item, Command) else float(item.time_s[0])
            self._command(Command(first_s, wish.kind, wish.side, wish.value))
        if isinstance(item, Command):
            self._command(item)
        else:
            self._samples(item)
        self.picture(time_s)

    def wish(self, wish: Wish, now_s: float | None) -> None:
        """Take what a person wants now. What is wanted before the first sample waits for it."""
        if self._tracker.time_s < _NOTHING_YET_S:
            self._early.append(wish)
            return
        time_s = self._tracker.time_s + self._step_aside_s
        if now_s is not None:
            time_s = max(now_s, time_s)
        self._command(Command(time_s, wish.kind, wish.side, wish.value))

    def picture(self, now_s: float) -> None:
        """Tell what all sides look like, if the last time was long enough ago."""
        slot = math.floor(now_s * TICK_HZ)
        if self._slot is not None and slot <= self._slot:
            return
        self._slot = slot
        looks = {name: self._tracker.glimpse(side) for side, name in self._names.items()}
        self._tell(Tick(now_s, looks))
        self._look_at_recorder()

    def finish(self) -> Session | None:
        """The stream is over: close the recorder. The session, or None if the tracker broke."""
        try:
            return self._counted()
        finally:
            if self._recorder is not None:
                self._recorder.close()
                self._look_at_recorder()

    def _counted(self) -> Session | None:
        if self._is_broken:
            return None
        session, events = self._tracker.finish()
        self._announce(events)
        return session

    def _samples(self, block: Block) -> None:
        if self._recorder is not None:
            block = round_block(block)  # the tracker sees what replay will see
            self._recorder.write(block)
        self._feed(block)

    def _command(self, command: Command) -> None:
        if self._recorder is not None:
            self._recorder.command(command)
        self._tell(Told(command))
        if command.kind is CommandKind.SIDE:
            self._names |= dict.fromkeys(self._streams(command.side), command.value)
        self._feed(command)

    def _streams(self, side: Side | None) -> list[Side]:
        return [side] if side is not None else list(self._names)

    def _feed(self, item: Block | Command) -> None:
        try:
            events = self._tracker.feed(item)
        except StreamError:
            raise  # the tracker has refused it and is as it was
        except Exception:
            self._is_broken = True
            raise
        self._announce(events)

    def _announce(self, events: list[AnyEvent]) -> None:
        for event in events:
            if self._recorder is not None:
                self._recorder.write_event(event)
            self._tell(event)

    def _look_at_recorder(self) -> None:
        problem = self._recorder.problem if self._recorder is not None else None
        text = None if problem is None else str(problem)
        if text != self._trouble:
            self._trouble = text
            self._tell(Trouble(text))
