"""The tracker: samples and commands in, events out, and a session at the end.

Sans I/O: it has no clock, no threads, no randomness. Live, replay and simulation feed it in the
same way; however the stream is cut into blocks, and however two sensors' blocks interleave, the
events are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from imu.counter.calibration import Calibrator
from imu.counter.chain import STRIDE_S, Chain
from imu.counter.chainstate import LONG_AGO, Stages
from imu.counter.commands import check_command
from imu.counter.glimpse import Glimpse
from imu.counter.grid import Grid
from imu.counter.health import HealthWatch
from imu.counter.history import History
from imu.counter.items import Finding, Hole, Item
from imu.counter.legchange import first_leg
from imu.counter.livecalibration import LiveCalibrator
from imu.counter.orientation import CausalOrientation, CausalPoses, PoseSource
from imu.counter.quality import judged_events, judged_session
from imu.counter.referee import Referee
from imu.counter.reps import RepDetector
from imu.counter.saved import dumps, loads
from imu.counter.trackerstate import SideState, TrackerState
from imu.errors import StreamError
from imu.events import AnyEvent
from imu.samples import (
    Block,
    Command,
    CommandKind,
    Floats,
    Ints,
    Mode,
    Session,
    Side,
    SideResult,
)
from imu.settings import METRICS_VERSION, Settings, settings_hash
from imu.targets import Aims
from imu.version import __version__

_FOR_CHAINS = (
    CommandKind.CALIBRATE,
    CommandKind.SENSOR_MOVED,
    CommandKind.LEG_CONFIRMED,
    CommandKind.ARM,
    CommandKind.SET_START,
)
"""Commands that the side's chain must hear too: they name the tall pose or forget the axis."""

_SWITCHES = (CommandKind.SENSOR_ON, CommandKind.SENSOR_OFF, CommandKind.LEG_CONFIRMED)


class Tracker:
    """Counts the reps of one or two sensors.

    Parameters
    ----------
    settings : every threshold; the defaults are documented in `imu.settings`.
    sides : the sides that will be fed. A side that is known not to send for a while is switched off
        by a `sensor-off` command, so that the other need not wait for it.
    one_sensor : where `sides` are both legs of one sensor that changes between them: the leg on
        which it begins. None for a sensor on each side.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        sides: tuple[Side, ...] = ("left", "right"),
        one_sensor: Side | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._build(TrackerState(sides={side: SideState() for side in sides}), {}, {})
        if one_sensor is not None:
            self._share(one_sensor)

    def _share(self, first: Side) -> None:
        """One sensor for all sides: it begins on `first`, and there is never another beside it."""
        self._one_sensor = True
        for side, chain in self._chains.items():
            chain.keep_ticks, chain.health.alone = False, True
            if side != first:
                self._referee.legs.switch(side, False, 0.0)

    @classmethod
    def injected(
        cls,
        settings: Settings,
        poses: dict[Side, PoseSource],
        calibrators: dict[Side, Calibrator],
        stride_s: float,
    ) -> Tracker:
        """A tracker whose poses (and frames) come from elsewhere: the passes of the review.

        While the frames are still to be found (no `calibrators`), reps are not measured in full.
        """
        tracker = cls(settings, ())
        state = TrackerState(sides={side: SideState() for side in poses})
        tracker._build(state, poses, calibrators, stride_s)
        for chain in tracker._chains.values():
            chain.measures = bool(calibrators)
        return tracker

    def _build(
        self,
        state: TrackerState,
        poses: dict[Side, PoseSource],
        calibrators: dict[Side, Calibrator],
        stride_s: float = STRIDE_S,
    ) -> None:
        self._chains: dict[Side, Chain] = {}
        for side, saved in state.sides.items():
            source = poses.get(side) or self._causal(saved)
            calibrator = calibrators.get(side) or self._live(saved)
            self._chains[side] = self._chain(side, saved, source, calibrator, stride_s)
        for chain in self._chains.values():
            chain.keep_ticks = len(self._chains) > 1 and not state.one_sensor
            chain.health.alone = not chain.keep_ticks
        self._one_sensor = state.one_sensor
        self._aims = Aims(self.settings.targets, state.told)
        self._gaps = {side: saved.gaps for side, saved in state.sides.items()}
        self._findings = {side: saved.findings for side, saved in state.sides.items()}
        self._referee = Referee(
            self.settings, tuple(state.sides), state.referee, hindsight=bool(calibrators)
        )

    def _causal(self, saved: SideState) -> CausalPoses:
        grid = self.settings.grid
        return CausalPoses(
            Grid(grid, saved.grid), CausalOrientation(grid.rate_hz, saved.orientation)
        )

    def _live(self, saved: SideState) -> LiveCalibrator:
        return LiveCalibrator(self.settings.grid.rate_hz, saved.calibration)

    def _chain(
        self,
        side: Side,
        saved: SideState,
        source: PoseSource,
        calibrator: Calibrator,
        stride_s: float,
    ) -> Chain:
        rate = self.settings.grid.rate_hz
        stages = Stages(
            source,
            History(rate, saved.history),
            calibrator,
            RepDetector(self.settings.reps, saved.reps),
            HealthWatch(rate, saved.health),
        )
        return Chain(side, self.settings, stages, saved.chain, stride_s)

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> bytes:
        """The whole state as JSON; `restore` goes on from it as if nothing had happened.

        Raises
        ------
        StreamError : the tracker's poses come from elsewhere (review).
        """
        sides: dict[Side, SideState] = {
            side: self._side_state(side, chain) for side, chain in self._chains.items()
        }
        named = settings_hash(self.settings)
        return dumps(
            TrackerState(named, sides, self._referee.state, self._one_sensor, self._aims.told)
        )

    def _side_state(self, side: Side, chain: Chain) -> SideState:
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

        Commands are to be fed before the samples that are later than they are; one that comes too
        late is applied at once. `sensor-off` and `change-leg` are fed after that side's last ones.

        Raises
        ------
        StreamError : a side that was not announced, time that does not increase, or a command that
            cannot be carried out. Nothing has changed then.
        """
        if isinstance(item, Command):
            self._take_command(item)
        else:
            self._take_block(item)
        events = self._referee.decide(self._referee.legs.watermark_s)
        return judged_events(events, self._aims)

    def feed_all(
        self, blocks: Mapping[Side, Block], commands: Iterable[Command], mode: Mode
    ) -> Session:
        """Feed a whole recording at once, and finish: the session.

        Parameters
        ----------
        blocks : all samples of each side, as one block.
        commands : everything that was told.
        mode : what the session is called.
        """
        told = [command for command in commands if command.side in (None, *self._chains)]
        first = first_leg(told)
        if first is not None:
            self._share(first)
        for command in told:
            self._take_command(command)
        for block in blocks.values():
            self._take_block(block)
        return self.finish(mode)[0]  # decides: nothing is certain before all of it is there

    def _take_block(self, block: Block) -> None:
        chain = self._chains.get(block.side)
        if chain is None:
            raise StreamError(f"no sensor was announced for side {block.side!r}")
        items = chain.push(block)
        self._keep(block.side, items)
        self._referee.legs.add(block.side, items, chain.ticks, chain.time_s)

    def _keep(self, side: Side, items: list[Item]) -> None:
        for item in items:
            if isinstance(item.fact, Hole):
                self._gaps[side].append(item.fact.gap)
            elif isinstance(item.fact, Finding):
                self._findings[side].append(item.fact.health)

    def _take_command(self, command: Command) -> None:
        check_command(command, self._chains)
        if command.kind is CommandKind.TARGETS:
            self._aims.tell(command.time_s, command.value)
            return
        told: list[Side] = [command.side] if command.side else list(self._chains)
        for side in told:
            if command.kind in _FOR_CHAINS:
                self._chains[side].command(command.time_s, command.kind)
            if command.kind is CommandKind.CHANGE_LEG:
                self._chains[side].state.left_s.append(command.time_s)
                self._referee.legs.leave(side, command.time_s)
            elif command.kind in _SWITCHES:
                on = command.kind is not CommandKind.SENSOR_OFF
                self._referee.legs.switch(side, on, command.time_s)
        self._referee.take_command(command)

    # -- looking and ending ----------------------------------------------------------------------

    def glimpse(self, side: Side) -> Glimpse:
        """What `side` looks like right now."""
        chain = self._chains[side]
        frame, detector = chain.calibrator.state.frame, chain.detector
        known = frame is not None and detector.last_tick >= 0
        return Glimpse(
            chain.time_s,
            detector.phase,
            detector.tilt_deg if known else None,
            detector.base_deg if known else None,
            frame,
        )

    def poses_since(self, side: Side, index: int) -> tuple[Ints, Floats]:
        """Grid indices (n,) and poses (n, 9) of `side` after `index`; views, good until `feed`."""
        return self._chains[side].history.between(index + 1, -LONG_AGO)

    def finish(self, mode: Mode = "live") -> tuple[Session, list[AnyEvent]]:
        """The stream is over: the session, and the last events.

        The caller knows the recording's name and hash and fills them in
        (`msgspec.structs.replace`).
        """
        for side, chain in self._chains.items():
            away = chain.is_away
            items = [Item(self.time_s, i.fact) if away else i for i in chain.finish()]
            self._keep(side, items)
            self._referee.legs.add(side, items, [], chain.time_s)
        end_s = max(self.time_s, self._referee.last_told_s)
        events = self._referee.decide(end_s)
        events += self._referee.leave(end_s)
        return judged_session(self._session(mode), self._aims), judged_events(events, self._aims)

    def _session(self, mode: Mode) -> Session:
        streams = [chain.poses.summary for chain in self._chains.values()]
        firsts = [stream.first_s for stream in streams if stream.first_s is not None]
        lasts = [stream.last_s for stream in streams if stream.last_s is not None]
        found: dict[Side, SideResult] = {
            name: self._side_result(name) for name in self._referee.keepers
        }
        return Session(
            mode=mode,
            version=__version__,
            metrics_version=METRICS_VERSION,
            settings_hash=settings_hash(self.settings),
            duration_s=max(lasts) - min(firsts) if firsts and lasts else 0.0,
            sides={name: one for name, one in found.items() if one.samples or not self._one_sensor},
        )

    def _side_result(self, name: Side) -> SideResult:
        """Reps of the leg called `name`; its stream may have been named late."""
        keeper = self._referee.keepers[name]
        stream = self._referee.streams[name]
        summary = self._chains[stream].poses.summary
        return SideResult(
            samples=summary.samples,
            rate_hz=summary.rate_hz,
            gaps=tuple(self._gaps[stream]),
            health=(*self._findings[stream], *self._referee.swaps.state.findings.get(name, ())),
            sets=tuple(keeper.state.done),
            rejected=tuple(keeper.rejected()),
        )
