"""Puts both sides' facts and the person's commands into one order and judges by it."""

from __future__ import annotations

from dataclasses import dataclass, field

from imu.counter.entries import SetState
from imu.counter.items import (
    AtBottom,
    Busy,
    Calibrated,
    Fact,
    Finding,
    Hole,
    Item,
    Judged,
    Retracted,
    Settled,
    Stood,
)
from imu.counter.legchange import LEG_COMMANDS, change_sentence, confirmed_sentence
from imu.counter.legs import Legs, LegState, Told
from imu.counter.sets import SetKeeper
from imu.counter.swapped import SwapState, SwapWatch
from imu.events import AnyEvent, CalibrationEvent, GapEvent, HealthEvent, LegEvent
from imu.samples import SIDES, Command, CommandKind, Side
from imu.settings import Settings


@dataclass(slots=True)
class RefereeState:
    """Everything that a referee remembers.

    `names` says what each stream's side is called now (an unknown one may be named later),
    `streams` which stream each name had last, `sets` holds the state of the sets by name,
    `commands` those whose time has not come, `swap` which leg was told to work.
    """

    legs: LegState = field(default_factory=LegState)
    sets: dict[Side, SetState] = field(default_factory=dict[Side, SetState])
    names: dict[Side, Side] = field(default_factory=dict[Side, Side])
    commands: list[Command] = field(default_factory=list[Command])
    streams: dict[Side, Side] = field(default_factory=dict[Side, Side])
    swap: SwapState = field(default_factory=SwapState)


class Referee:
    """Decides in the order of time, up to the time that every sensor has reached."""

    def __init__(
        self,
        settings: Settings,
        sides: tuple[Side, ...],
        state: RefereeState,
        *,
        hindsight: bool = False,
    ) -> None:
        self.settings = settings
        self._hindsight = hindsight
        self.names: dict[Side, Side] = state.names or {side: side for side in sides}
        self.legs = Legs(settings.legs, sides, state.legs if state.legs.tracks else None)
        sets: dict[Side, SetState] = state.sets or {side: SetState() for side in sides}
        self.keepers: dict[Side, SetKeeper] = {
            name: self._keeper(name, saved) for name, saved in sets.items()
        }
        self.streams: dict[Side, Side] = state.streams or {side: side for side in sides}
        self._commands = state.commands
        self.swaps = SwapWatch(state.swap)

    @property
    def state(self) -> RefereeState:
        """What must be kept to go on later."""
        sets: dict[Side, SetState] = {name: keeper.state for name, keeper in self.keepers.items()}
        told = self._commands, self.streams, self.swaps.state
        return RefereeState(self.legs.state, sets, self.names, *told)

    def take_command(self, command: Command) -> None:
        """Keep a command until its time has come."""
        self._commands.append(command)
        self._commands.sort(key=lambda c: c.time_s)

    @property
    def last_told_s(self) -> float:
        """When the last command that has not been obeyed was told, s; -1e10 without one.

        Whoever stops a set after its sensor has gone means it all the same.
        """
        return max((command.time_s for command in self._commands), default=-1e10)

    def decide(self, until_s: float) -> list[AnyEvent]:
        """Everything that is certain up to `until_s`, in the order of time."""
        events: list[AnyEvent] = []
        for side, item in self.legs.due(until_s):
            events += self._commands_until(item.time_s, before=True)
            events += self._run_out(item.time_s)
            heard = self._hear(side, item)
            events += heard + self.swaps.hear(heard)
        events += self._commands_until(until_s)
        events += self._run_out(until_s)
        self.legs.trim()
        return events

    def leave(self, time_s: float) -> list[AnyEvent]:
        """The session is over at `time_s`: so is every set."""
        return [event for keeper in self.keepers.values() for event in keeper.leave(time_s)]

    def _keeper(self, name: Side, state: SetState | None = None) -> SetKeeper:
        at_bottom = self.settings.announce_at == "bottom"
        return SetKeeper(name, self.settings.sets, at_bottom, state, hindsight=self._hindsight)

    def _run_out(self, time_s: float) -> list[AnyEvent]:
        found = [event for keeper in self.keepers.values() for event in keeper.advance(time_s)]
        return sorted(found, key=lambda event: event.time_s)

    def _is_due(self, command: Command, time_s: float, before: bool) -> bool:
        return command.time_s < time_s or (command.time_s == time_s and not before)

    def _commands_until(self, time_s: float, before: bool = False) -> list[AnyEvent]:
        """Obey what was told up to `time_s`, or `before` it."""
        events: list[AnyEvent] = []
        while self._commands and self._is_due(self._commands[0], time_s, before):
            command = self._commands.pop(0)
            events += self._run_out(command.time_s)
            events += self._obey(command)
        return events

    def _obey(self, command: Command) -> list[AnyEvent]:
        time_s, kind = command.time_s, command.kind
        streams: list[Side] = [command.side] if command.side else list(self.names)
        if kind is CommandKind.SIDE:
            name: Side = next(side for side in SIDES if side == command.value)
            return [e for stream in streams for e in self._rename(time_s, stream, name)]
        if kind in LEG_COMMANDS and command.side is not None:
            return self._change_leg(time_s, self.names[command.side], kind)
        keepers = [self.keepers[self.names[stream]] for stream in streams]
        if kind in (CommandKind.ARM, CommandKind.SET_START):
            self.swaps.told(self.names[command.side] if command.side else None)
        if kind is CommandKind.UNDO:
            return max(keepers, key=lambda keeper: keeper.last_announced_s).undo(time_s)
        return [event for keeper in keepers for event in _told(keeper, time_s, kind)]

    def _rename(self, time_s: float, stream: Side, name: Side) -> list[AnyEvent]:
        """The sensor of `stream` sits on leg `name` from now on; a set under way is over."""
        if self.names[stream] == name:
            return []
        events = self.keepers[self.names[stream]].leave(time_s)
        self.names[stream], self.streams[name] = name, stream
        if name not in self.keepers:
            self.keepers[name] = self._keeper(name)
        return events

    def _change_leg(self, time_s: float, leg: Side, kind: CommandKind) -> list[AnyEvent]:
        """The only sensor leaves `leg`, or sits on it: the other leg is not armed any more."""
        keeper = self.keepers[leg]
        if kind is CommandKind.CHANGE_LEG:
            events = keeper.leave(time_s) + keeper.arm(time_s, False)
            state, sentence = "change", change_sentence(leg)
        else:
            others = [other for other in self.keepers.values() if other is not keeper]
            events = [event for other in others for event in other.arm(time_s, False)]
            events += keeper.moved(time_s)
            state, sentence = "confirmed", confirmed_sentence(leg)
        return [*events, LegEvent(time_s=time_s, side=leg, state=state, sentence=sentence)]

    def _told_of(self, keeper: SetKeeper) -> Told:
        """What was told of a side's leg, as long as a leg that was told to work is to."""
        if not any(one.state.armed for one in self.keepers.values()):
            return "nothing"
        if self.swaps.state.told is None:
            return "works, as all do"
        return "works" if keeper.state.armed else "another works"

    def _hear(self, side: Side, item: Item) -> list[AnyEvent]:
        name, time_s, fact = self.names[side], item.time_s, item.fact
        keeper = self.keepers[name]
        match fact:
            case Judged():
                idle = self.legs.is_idle(fact.candidate, self._told_of(keeper))
                return keeper.judged(time_s, fact, idle)
            case AtBottom():
                return keeper.bottom(time_s, fact)
            case Settled() | Stood():
                keeper.settled(fact) if isinstance(fact, Settled) else keeper.stood(fact)
                return []
            case Retracted(since_s):
                return keeper.retract(time_s, since_s)
            case Busy(busy, since_s):
                return keeper.set_busy(time_s, busy, since_s)
            case _:
                return _passed_on(name, time_s, fact)


def _passed_on(side: str, time_s: float, fact: Fact) -> list[AnyEvent]:
    """Facts that nobody judges."""
    match fact:
        case Calibrated(state, epoch, confidence):
            return [
                CalibrationEvent(
                    time_s=time_s, side=side, state=state, epoch=epoch, confidence=confidence
                )
            ]
        case Hole(gap):
            start_s, end_s, inferred = gap.start_s, gap.end_s, gap.inferred
            return [
                GapEvent(time_s=time_s, side=side, start_s=start_s, end_s=end_s, inferred=inferred)
            ]
        case Finding(health):
            code, message = health.code, health.message
            return [HealthEvent(time_s=time_s, side=side, code=code, message=message)]
        case _:
            return []


def _told(keeper: SetKeeper, time_s: float, kind: CommandKind) -> list[AnyEvent]:
    match kind:
        case CommandKind.ARM | CommandKind.DISARM:
            return keeper.arm(time_s, kind is CommandKind.ARM)
        case CommandKind.SET_START:
            return keeper.leave(time_s) + keeper.arm(time_s, True, explicit=True)
        case CommandKind.SET_STOP:
            return keeper.stop(time_s, "person")
        case CommandKind.PAIN_STOP:
            return keeper.stop(time_s, "pain")
        case CommandKind.SENSOR_MOVED:
            return keeper.moved(time_s)
        case _:
            return []
