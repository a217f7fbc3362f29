"""The tracker: samples and commands in, events out, and a session at the end.

Sans I/O: it has no clock, no threads, no randomness. Live, replay and simulation feed it in the same
way; however the stream is cut into blocks, and however two sensors' blocks interleave, the events are the
same to the last bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from imu.calibration import CalibrationState, Calibrator, LiveCalibrator
from imu.chain import STRIDE_S, Chain, ChainState
from imu.errors import StreamError
from imu.events import AnyEvent, CalibrationEvent, GapEvent, HealthEvent
from imu.grid import Grid, GridState
from imu.health import HealthState, HealthWatch
from imu.history import History, HistoryState
from imu.items import AtBottom, Busy, Calibrated, Finding, Hole, Item, Judged, Settled
from imu.legs import Legs, LegState
from imu.orientation import CausalOrientation, CausalPoses, OrientationState, PoseSource
from imu.reps import Phase, RepDetector, RepState
from imu.samples import (
    SIDES,
    Block,
    Command,
    CommandKind,
    Gap,
    Health,
    Mode,
    Session,
    Side,
    SideResult,
)
from imu.saved import dumps, loads
from imu.sets import SetKeeper, SetState
from imu.settings import Settings, settings_hash
from imu.tilt import HingeFrame
from imu.version import __version__

_FOR_CHAINS = (CommandKind.CALIBRATE, CommandKind.SENSOR_MOVED, CommandKind.ARM, CommandKind.SET_START)
"""Commands that the side's chain must hear too: they name the tall pose or forget the axis."""


@dataclass(slots=True)
class SideState:
    """The saved state of one side's stages."""

    grid: GridState = field(default_factory=GridState)
    orientation: OrientationState = field(default_factory=OrientationState)
    history: HistoryState = field(default_factory=HistoryState)
    calibration: CalibrationState = field(default_factory=CalibrationState)
    reps: RepState = field(default_factory=RepState)
    health: HealthState = field(default_factory=HealthState)
    chain: ChainState = field(default_factory=ChainState)
    gaps: list[Gap] = field(default_factory=list[Gap])
    findings: list[Health] = field(default_factory=list[Health])


@dataclass(slots=True)
class TrackerState:
    """The saved state of a tracker."""

    sides: dict[str, SideState] = field(default_factory=dict[str, SideState])
    legs: LegState = field(default_factory=LegState)
    sets: dict[str, SetState] = field(default_factory=dict[str, SetState])
    names: dict[str, str] = field(default_factory=dict[str, str])
    commands: list[Command] = field(default_factory=list[Command])
    settings_hash: str = ""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What one side looks like right now, for a live picture. Angles in degrees, None before calibration."""

    time_s: float
    phase: Phase
    tilt_deg: float | None
    base_deg: float | None
    frame: HingeFrame | None


class Tracker:
    """Counts the reps of one or two sensors.

    Parameters
    ----------
    settings : every threshold; the defaults are documented in `imu.settings`.
    sides : the sides that will be fed. A side that is known not to send for a while is switched off by a
        `sensor-off` command, so that the other need not wait for it.
    """

    def __init__(
        self, settings: Settings | None = None, sides: tuple[Side, ...] = ("left", "right")
    ) -> None:
        self.settings = settings or Settings()
        state = TrackerState(
            sides={side: SideState() for side in sides},
            names={side: side for side in sides},
            sets={side: SetState() for side in sides},
        )
        self._build(state, {}, {})

    @classmethod
    def injected(
        cls,
        settings: Settings,
        poses: dict[Side, PoseSource],
        calibrators: dict[Side, Calibrator],
        stride_s: float,
    ) -> Tracker:
        """A tracker whose poses (and frames) come from elsewhere: the passes of the review."""
        tracker = cls(settings, tuple(poses))
        tracker._build(tracker.state, poses, calibrators, stride_s)
        return tracker

    def _build(
        self,
        state: TrackerState,
        poses: dict[Side, PoseSource],
        calibrators: dict[Side, Calibrator],
        stride_s: float = STRIDE_S,
    ) -> None:
        settings = self.settings
        rate = settings.grid.rate_hz
        self._chains: dict[str, Chain] = {}
        for side, saved in state.sides.items():
            self._chains[side] = Chain(
                side,
                settings,
                poses.get(_side(side))
                or CausalPoses(
                    Grid(settings.grid, saved.grid), CausalOrientation(rate, saved.orientation)
                ),
                History(rate, saved.history),
                calibrators.get(_side(side)) or LiveCalibrator(rate, saved.calibration),
                RepDetector(settings.reps, saved.reps),
                HealthWatch(rate, saved.health),
                saved.chain,
                stride_s,
            )
        for chain in self._chains.values():
            chain.keep_ticks = len(self._chains) > 1
        self._gaps = {side: saved.gaps for side, saved in state.sides.items()}
        self._findings = {side: saved.findings for side, saved in state.sides.items()}
        self._legs = Legs(settings.legs, tuple(state.sides), state.legs if state.legs.tracks else None)
        self._names = state.names
        self._keepers = {name: self._keeper(name, saved) for name, saved in state.sets.items()}
        self._commands = state.commands

    def _keeper(self, name: str, state: SetState | None = None) -> SetKeeper:
        return SetKeeper(
            name, self.settings.sets, self.settings.announce_at == "bottom", state
        )

    # -- saving ----------------------------------------------------------------------------------

    @property
    def state(self) -> TrackerState:
        """Everything that is remembered, sharing memory with the tracker: save it before feeding on."""
        return TrackerState(
            sides={side: self._side_state(side, chain) for side, chain in self._chains.items()},
            legs=self._legs.state,
            sets={name: keeper.state for name, keeper in self._keepers.items()},
            names=self._names,
            commands=self._commands,
            settings_hash=settings_hash(self.settings),
        )

    def _side_state(self, side: str, chain: Chain) -> SideState:
        source = chain.poses
        if not isinstance(source, CausalPoses):
            raise StreamError("a tracker with poses from elsewhere cannot be saved")
        return SideState(
            grid=source.grid.state,
            orientation=source.orientation.state,
            history=chain.history.state,
            calibration=chain.calibrator.state,
            reps=chain.detector.state,
            health=chain.health.state,
            chain=chain.state,
            gaps=self._gaps[side],
            findings=self._findings[side],
        )

    def save(self) -> bytes:
        """The whole state as JSON; `restore` goes on from it as if nothing had happened."""
        return dumps(self.state)

    @classmethod
    def restore(cls, data: bytes, settings: Settings | None = None) -> Tracker:
        """A tracker that goes on where `save` was called.

        Raises
        ------
        StreamError : the state was saved under other settings.
        msgspec.DecodeError : `data` is no saved state.
        """
        state = loads(data, TrackerState)
        tracker = cls(settings, ())
        if state.settings_hash != settings_hash(tracker.settings):
            raise StreamError("the saved state belongs to other settings")
        tracker._build(state, {}, {})
        return tracker

    # -- feeding ---------------------------------------------------------------------------------

    @property
    def time_s(self) -> float:
        """Latest stream time that any side has reached, s; -1e10 before the first sample."""
        return max((chain.time_s for chain in self._chains.values()), default=-1e10)

    def feed(self, item: Block | Command) -> list[AnyEvent]:
        """Take a block or a command; give the events that became certain, in the order of time.

        Commands are to be fed before the samples that are later than they are; one that comes too late is
        applied at once. A `sensor-off` is fed after that side's last samples.

        Raises
        ------
        StreamError : a side that was not announced, time that does not increase, or a command that
            cannot be carried out. Nothing has changed then.
        """
        if isinstance(item, Command):
            self._take_command(item)
        else:
            self._take_block(item)
        return self._decide(self._legs.watermark_s)

    def _take_block(self, block: Block) -> None:
        chain = self._chains.get(block.side)
        if chain is None:
            raise StreamError(f"no sensor was announced for side {block.side!r}")
        items = chain.push(block)
        for item in items:
            if isinstance(item.fact, Hole):
                self._gaps[block.side].append(item.fact.gap)
            elif isinstance(item.fact, Finding):
                self._findings[block.side].append(item.fact.health)
        self._legs.add(block.side, items, chain.ticks, chain.time_s)

    def _take_command(self, command: Command) -> None:
        if command.side is not None and command.side not in self._names:
            raise StreamError(f"no sensor was announced for side {command.side!r}")
        if command.kind is CommandKind.SIDE and command.value not in SIDES:
            raise StreamError(f"{command.value!r} is no side", "Say left or right.")
        sides = [command.side] if command.side else list(self._chains)
        for side in sides:
            if command.kind in _FOR_CHAINS:
                self._chains[side].command(command.time_s, command.kind)
            if command.kind in (CommandKind.SENSOR_ON, CommandKind.SENSOR_OFF):
                self._legs.switch(side, command.kind is CommandKind.SENSOR_ON, command.time_s)
        self._commands.append(command)
        self._commands.sort(key=lambda c: c.time_s)

    def _decide(self, until_s: float) -> list[AnyEvent]:
        events: list[AnyEvent] = []
        for side, item in self._legs.due(until_s):
            events += self._commands_until(item.time_s)
            events += self._run_out(item.time_s)
            events += self._hear(side, item)
        events += self._commands_until(until_s)
        events += self._run_out(until_s)
        self._legs.trim()
        return events

    def _run_out(self, time_s: float) -> list[AnyEvent]:
        found = [event for keeper in self._keepers.values() for event in keeper.advance(time_s)]
        return sorted(found, key=lambda event: event.time_s)

    def _commands_until(self, time_s: float) -> list[AnyEvent]:
        events: list[AnyEvent] = []
        while self._commands and self._commands[0].time_s <= time_s:
            command = self._commands.pop(0)
            events += self._run_out(command.time_s)
            events += self._obey(command)
        return events

    def _obey(self, command: Command) -> list[AnyEvent]:
        time_s, kind = command.time_s, command.kind
        streams = [command.side] if command.side else list(self._chains)
        if kind is CommandKind.SIDE:
            return [e for stream in streams for e in self._rename(time_s, stream, command.value)]
        keepers = [self._keepers[self._names[stream]] for stream in streams]
        if kind is CommandKind.UNDO:
            return max(keepers, key=lambda k: k.last_announced_s).undo(time_s)
        return [event for keeper in keepers for event in _told(keeper, time_s, kind)]

    def _rename(self, time_s: float, stream: str, name: str) -> list[AnyEvent]:
        """The sensor of `stream` sits on leg `name` from now on; a set under way is over."""
        if self._names[stream] == name:
            return []
        events = self._keepers[self._names[stream]].leave(time_s)
        self._names[stream] = name
        if name not in self._keepers:
            self._keepers[name] = self._keeper(name)
        return events

    def _hear(self, side: str, item: Item) -> list[AnyEvent]:
        time_s, fact = item.time_s, item.fact
        name = self._names[side]
        keeper = self._keepers[name]
        match fact:
            case Judged():
                return keeper.judged(time_s, fact, self._legs.is_idle(fact.candidate))
            case AtBottom():
                return keeper.bottom(time_s, fact)
            case Settled():
                keeper.settled(fact)
                return []
            case Busy(busy):
                return keeper.set_busy(time_s, busy)
            case Calibrated(state, epoch, confidence):
                return [
                    CalibrationEvent(
                        time_s=time_s, side=name, state=state, epoch=epoch, confidence=confidence
                    )
                ]
            case Hole(gap):
                return [
                    GapEvent(
                        time_s=time_s,
                        side=name,
                        start_s=gap.start_s,
                        end_s=gap.end_s,
                        inferred=gap.inferred,
                    )
                ]
            case Finding(health):
                return [
                    HealthEvent(
                        time_s=time_s, side=name, code=health.code, message=health.message
                    )
                ]

    # -- looking and ending ----------------------------------------------------------------------

    def glimpse(self, side: Side) -> Glimpse:
        """What `side` looks like right now."""
        chain = self._chains[side]
        frame = chain.calibrator.state.frame
        detector = chain.detector
        known = frame is not None and detector.last_tick >= 0
        return Glimpse(
            chain.time_s,
            detector.phase,
            detector.tilt_deg if known else None,
            detector.base_deg if known else None,
            frame,
        )

    def finish(self, mode: Mode = "live") -> tuple[Session, list[AnyEvent]]:
        """The stream is over: the last events, and the session.

        The caller knows the recording's name and hash and fills them in (`msgspec.structs.replace`).
        """
        for side, chain in self._chains.items():
            items = chain.finish()
            for item in items:
                if isinstance(item.fact, Finding):
                    self._findings[side].append(item.fact.health)
            self._legs.add(side, items, [], chain.time_s)
        events = self._decide(math.inf)
        for keeper in self._keepers.values():
            events += keeper.leave(self.time_s)
        return self._session(mode), events

    def _session(self, mode: Mode) -> Session:
        sides = {name: self._side_result(name) for name in self._keepers}
        streams = [chain.poses.summary for chain in self._chains.values()]
        known = [s.first_s for s in streams if s.first_s is not None]
        ends = [s.last_s for s in streams if s.last_s is not None]
        return Session(
            mode=mode,
            version=__version__,
            settings_hash=settings_hash(self.settings),
            duration_s=max(ends) - min(known) if known and ends else 0.0,
            sides=sides,
        )

    def _side_result(self, name: str) -> SideResult:
        keeper = self._keepers[name]
        streams = [s for s, now in self._names.items() if now == name or s == name]
        chain = self._chains[streams[0]] if streams else None
        stream = streams[0] if streams else name
        return SideResult(
            samples=chain.poses.summary.samples if chain else 0,
            rate_hz=chain.poses.summary.rate_hz if chain else None,
            gaps=tuple(self._gaps.get(stream, ())),
            health=tuple(self._findings.get(stream, ())),
            sets=tuple(keeper.state.done),
            rejected=tuple(keeper.rejected()),
        )


def _side(side: str) -> Side:
    return side  # type: ignore[return-value]


def _told(keeper: SetKeeper, time_s: float, kind: CommandKind) -> list[AnyEvent]:
    match kind:
        case CommandKind.ARM:
            keeper.arm(True)
        case CommandKind.DISARM:
            keeper.arm(False)
        case CommandKind.SET_START:
            events = keeper.leave(time_s)
            keeper.arm(True, explicit=True)
            return events
        case CommandKind.SET_STOP:
            return keeper.stop(time_s, "person")
        case CommandKind.PAIN_STOP:
            return keeper.stop(time_s, "pain")
        case CommandKind.SENSOR_MOVED:
            return keeper.leave(time_s)
        case _:
            pass
    return []
