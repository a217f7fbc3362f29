"""The way of one item: recorder, tracker, updates. Knows neither clock nor threads."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from imu.counter.commands import check_value
from imu.counter.glimpse import Glimpse
from imu.counter.legchange import ARMS, LEG_COMMANDS
from imu.counter.tracker import Tracker
from imu.errors import StreamError
from imu.events import AnyEvent
from imu.live.linkdesk import LinkDesk
from imu.live.onesensor import AFTER_S, LegRoute
from imu.live.past import Told, Waypoint
from imu.live.taps import TapSwitch
from imu.live.traces import Trace
from imu.live.updates import Tick, Trouble, Update
from imu.recording import RecordingWriter, round_block
from imu.samples import Block, Command, CommandKind, Session, Side
from imu.sources.news import LinkReport, News, SensorCard

TICK_HZ = 30
"""Hz of stream time. More pictures than that nobody sees."""

_NOTHING_YET_S = -1e9
"""s. The tracker's time before its first sample is earlier than this."""


_PRESENCE = (CommandKind.SENSOR_ON, CommandKind.SENSOR_OFF)
"""What a source says of its sensors, before any samples, too."""


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
    names : what each stream's side is called by now; by default, what it is.
    route : where one sensor is to work for both legs, which one its samples belong to.
    taps : listens for double taps on the sensors; None in a replay.

    Attributes
    ----------
    tell : as above; may be changed at any time.
    is_untouched : whether no person has told it anything, nor has it been finished.
    traces : by stream, what the last half minute looked like.
    """

    def __init__(
        self,
        tracker: Tracker,
        sides: tuple[Side, ...],
        recorder: RecordingWriter | None,
        tell: Callable[[Update], None],
        names: Mapping[Side, str] | None = None,
        route: LegRoute | None = None,
        taps: TapSwitch | None = None,
    ) -> None:
        self._tracker = tracker
        self._recorder = recorder
        self.tell = tell
        self.is_untouched = True
        rate_hz = tracker.settings.grid.rate_hz
        self.traces = {side: Trace(side, rate_hz) for side in sides}
        self._names: dict[Side, str] = dict(names or {side: side for side in sides})
        self.route = route
        self.taps = taps
        self._early: list[Wish] = []
        self._last_s = self._leg_s = -math.inf
        self._desk = LinkDesk(recorder, route)
        self._slot: int | None = None
        self._trouble: str | None = None
        self._is_broken = self._is_over = False
        self._session: Session | None = None
        # Between two instants of the grid: after everything that was decided, live and in replay.
        self._step_aside_s = 0.5 / tracker.settings.grid.rate_hz

    def check(self, wish: Wish) -> Wish:
        """The wish as the tracker understands it: a sensor is called by the name it came with.

        Raises
        ------
        StreamError : a side without a sensor, a `side` command that names none, targets that are
            none, or a change of the leg where a sensor sits on each, or nothing is live.
        """
        if wish.kind in LEG_COMMANDS and self.route is None:
            problem = "the leg can only be changed in a live session with one sensor"
            raise StreamError(problem, "Name one sensor, and the leg that it begins on.")
        check_value(wish.kind, wish.value)
        if wish.side is None:
            return wish
        stream = self.stream_of(wish.side)
        if stream is None:
            advice = f"Name a side with a sensor: {', '.join(dict.fromkeys(self._names.values()))}."
            raise StreamError(f"there is no sensor on the {wish.side} side", advice)
        return Wish(wish.kind, stream, wish.value)

    def stream_of(self, name: str) -> Side | None:
        """The stream whose side is called `name`, now or when it began; None if there is none."""
        streams: dict[str, Side] = {called: stream for stream, called in self._names.items()}
        streams.update((stream, stream) for stream in self._names)
        return streams.get(name)

    def glimpse(self, side: Side) -> tuple[str, Glimpse]:
        """What the side of a stream is called, and what it looks like right now."""
        return self._names[side], self._tracker.glimpse(side)

    def waypoint(self, time_s: float, told: int) -> Waypoint:
        """How to go on from here later: `time_s` and `told` as in `Waypoint`."""
        return Waypoint(time_s, self._tracker.save(), dict(self._names), told)

    def take(self, time_s: float, item: Block | Command | News) -> None:
        """Take what the source gives; `time_s` is the stream time at which it is complete.

        Raises
        ------
        StreamError : as `Tracker.feed`.
        """
        self.feed(item)
        self.picture(time_s)

    def feed(self, item: Block | Command | News) -> None:
        """As `take`, but make no picture of it."""
        match item:
            case LinkReport():
                self.tell(self._desk.report(item))
            case SensorCard():
                self._desk.card(item)
            case Block() | Command():
                self._flow(item)

    def _flow(self, item: Block | Command) -> None:
        """Take what is input."""
        if isinstance(item, Block):
            self._come_true(float(item.time_s[0]))
        elif item.kind not in _PRESENCE:
            self._come_true(item.time_s)
        placed = item if self.route is None else self.route.place(item)
        if isinstance(placed, Command):
            self._command(placed)
        elif placed is not None:
            self._samples(placed)

    def _come_true(self, first_s: float) -> None:
        """Carry out what was wished before anything came; it begins at `first_s`."""
        early, self._early = self._early, []
        for wish in early:
            self._obey(wish, first_s)

    def wish(self, wish: Wish, now_s: float | None) -> None:
        """Take what a person wants now. What is wanted before the first sample waits for it."""
        self.is_untouched = False
        if max(self._tracker.time_s, self._last_s) < _NOTHING_YET_S:
            self._early.append(wish)
            return
        time_s = self._tracker.time_s + self._step_aside_s
        if now_s is not None:
            time_s = max(now_s, time_s)
        self._obey(wish, time_s)

    def picture(self, now_s: float) -> None:
        """Tell what all sides look like, if the last time was long enough ago."""
        slot = math.floor(now_s * TICK_HZ)
        if self._slot is None or slot > self._slot:
            self.picture_now(now_s)

    def picture_now(self, now_s: float) -> None:
        """Tell what all sides look like."""
        self._slot = math.floor(now_s * TICK_HZ)
        self.tell(Tick(now_s, dict(self.glimpse(side) for side in self._names)))
        self._look_at_recorder()

    def finish(self) -> Session | None:
        """The stream is over: close the recorder. The session, or None if the tracker broke.

        Called again, it gives the same session.
        """
        self.is_untouched = False
        try:
            if not self._is_over:
                self._is_over = True
                self._session = self._counted()
            return self._session
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

    def _obey(self, wish: Wish, time_s: float) -> None:
        """Make a command of a wish. The leg changes between two samples, not at a time."""
        time_s = max(time_s, self._leg_s)  # what is told after a change stays after it
        if self.route is None:
            command: Command | None = Command(time_s, wish.kind, wish.side, wish.value)
        elif wish.kind in LEG_COMMANDS:
            last_s = self._last_s if math.isfinite(self._last_s) else time_s
            command = self.route.obey(wish.kind, wish.side, last_s)
            self._leg_s = command.time_s if command else self._leg_s
        else:
            meant = self.route.meant if wish.kind in ARMS else None
            command = Command(time_s, wish.kind, wish.side or meant, wish.value)
        if command is not None:
            self._command(command)

    def _samples(self, block: Block) -> None:
        if self._recorder is not None:
            block = round_block(block)  # the tracker sees what replay will see
            self._desk.samples_of(block.side)
            self._recorder.write(block)
        if len(block):
            self._last_s = float(block.time_s[-1])
        if self.route is not None and block.side not in self._names:
            return  # the sensor is on its way from leg to leg
        for piece, tapped in [(block, False)] if self.taps is None else self.taps.cut(block):
            self._feed(piece)
            if self.taps is not None and tapped:
                self._tapped(self.taps.wish(), float(piece.time_s[-1]))

    def _tapped(self, kind: CommandKind, time_s: float) -> None:
        """Somebody tapped twice: from here on it is a command like any other."""
        side = None if self.route is None else self.route.meant
        self._command(Command(round(time_s + AFTER_S, 6), kind, side, "double-tap"))

    def _command(self, command: Command) -> None:
        if self._recorder is not None:
            self._recorder.command(command)
        self.tell(Told(command))
        if self.taps is not None:
            self.taps.told(command)
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
        if isinstance(item, Block) and len(item):
            self.traces[item.side].add(item, self._tracker)

    def _announce(self, events: list[AnyEvent]) -> None:
        for event in events:
            if self._recorder is not None:
                self._recorder.write_event(event)
            if self.taps is not None:
                self.taps.hear(event)
            self.tell(event)

    def _look_at_recorder(self) -> None:
        problem = self._recorder.problem if self._recorder is not None else None
        text = None if problem is None else str(problem)
        if text != self._trouble:
            self._trouble = text
            self.tell(Trouble(text))
