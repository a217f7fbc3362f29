"""One side's stages in a row, from raw samples to judged cycles.

The chain works in strides that end at fixed grid indices (every half second, and where a command is
due), so that whatever is decided there saw exactly the same past however the stream was cut.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from imu.counter import items
from imu.counter.aftermath import Tail, is_due, is_over, measure_tails
from imu.counter.calibration import FrameChange, at_ticks
from imu.counter.candidates import Candidate, measure, search_span
from imu.counter.chainstate import LONG_AGO, ChainState, Stages
from imu.counter.cycles import TICK_HZ, BottomTurn, Cycle, Phase
from imu.counter.evidence import NOTHING, evidence_of
from imu.counter.gate import ON_THE_MOVE, judge
from imu.counter.items import Fact, Item
from imu.counter.metrics import Metrics, rep_metrics
from imu.counter.orientation import PoseChunk
from imu.counter.standing import is_quiet
from imu.counter.strap import start_of
from imu.counter.strides import Strides
from imu.counter.tilt import HingeFrame, sagittal_deg
from imu.samples import Block, CommandKind, Floats, Ints, Reason, Side
from imu.settings import Settings

STRIDE_S = 0.5
"""s between looks at calibration; review, which knows all, looks less often."""

_HINT_S = 0.5
"""s of pose that a command "this is tall" looks at."""


class Chain:
    """Everything that happens to one side's samples before the sets are judged."""

    def __init__(
        self,
        side: Side,
        settings: Settings,
        stages: Stages,
        state: ChainState | None = None,
        stride_s: float = STRIDE_S,
    ) -> None:
        self.side: Side = side
        self.settings = settings
        self.poses = stages.poses
        self.history = stages.history
        self.calibrator = stages.calibrator
        self.detector = stages.detector
        self.health = stages.health
        self.state = state or ChainState()
        self._rate = settings.grid.rate_hz
        self._strides = Strides(self._rate, stride_s)
        self._step = self._rate // TICK_HZ
        self._items: list[Item] = []
        self._decided = self.state.index
        self._past = False
        self.keep_ticks = True
        self.measures = True
        self.ticks: list[tuple[Ints, Floats]] = []

    @property
    def time_s(self) -> float:
        """Stream time up to which this side has been worked through, s."""
        return self.state.index / self._rate

    def command(self, time_s: float, kind: CommandKind) -> None:
        """Take a command that changes this side's calibration; applied in its turn."""
        self.state.queue(max(math.floor(time_s * self._rate), self.state.index) + 1, kind)

    @property
    def is_away(self) -> bool:
        """Whether the sensor has left and no sample has come since."""
        return bool(self.state.left_s) and max(self.state.left_s) > self.time_s

    def push(self, block: Block) -> list[Item]:
        """Work through a block; give what became certain, in the order of time."""
        chunks, gaps = self.poses.push(block)
        holes = (gap for gap in gaps if not self.state.was_away(gap))
        self._items = [Item(gap.end_s, items.Hole(gap)) for gap in holes]
        for at, finding in self.health.arrived(block.time_s):
            self._items.append(Item(at, items.Finding(finding)))
        self.ticks = []
        for chunk in chunks:
            self._advance(chunk)
        return sorted(self._items, key=lambda item: item.time_s)

    def finish(self) -> list[Item]:
        """The stream is over: close what is under way."""
        self._items = []
        self._look_at_health()
        if not self.is_away:  # otherwise its set was closed when it left
            self._close()
        for finding in self.health.finish():
            self._emit(items.Finding(finding))
        return self._items

    def _close(self) -> None:
        self._settle(force=True)
        if self.calibrator.state.frame and (cycle := self.detector.tear(math.inf)):
            self._judge(cycle)
        self._settle(force=True)

    def _emit(self, fact: Fact) -> None:
        self._items.append(Item(self._decided / self._rate, fact))

    def _advance(self, chunk: PoseChunk) -> None:
        at, first, n = 0, chunk.first, len(chunk.poses)
        if self._is_switch_due(first):  # in the hole before this chunk
            self._look(first)
        while at < n:
            if self.state.commands:
                self._obey(first + at)
            end = min(n, self._stop(first + at) - first)
            self._take(first + at, chunk.poses[at:end])
            at = end
            if self._strides.is_full(first + at) or self._is_switch_due(first + at):
                self._look(first + at)
            elif self._strides.is_peek(first + at):
                self._replay(self.calibrator.peek(self.history))

    def _stop(self, index: int) -> int:
        """Where the stride that holds grid `index` ends: at a fixed index, or at a command."""
        others = (self.calibrator.switch_at, *(at for at, _ in self.state.commands))
        return self._strides.stop(index, others, peeks=self.calibrator.awaits_first)

    def _take(self, first: int, poses: Floats) -> None:
        self.history.append(first, poses)
        on = -first % self._step
        up = poses[on :: self._step, :3]
        if len(up):
            tick = (first + on) // self._step
            if self.keep_ticks:
                self.ticks.append((np.arange(tick, tick + len(up)), up))
            if self.calibrator.state.frame is not None:
                self._run(range(tick, tick + len(up)), up, live=True)
        self.state.index = self._decided = first + len(poses) - 1

    def _run(self, ticks: Iterable[int], up: Floats, live: bool) -> None:
        """Step the rep machine through up vectors (n, 3) at `ticks`.

        What it finds is decided at that tick, or, when the past is gone through again, now. That
        the thigh left the top and came back long ago is then no news; a cycle that is judged ends
        it, unless the next one is under way.
        """
        detector, state = self.detector, self.state
        frame = self._frame()
        (fx, fy, fz), (tx, ty, tz) = frame.forward, frame.tall
        last = began = detector.last_tick
        was_busy, again = live and state.busy, False
        self._past = not live
        for tick, (x, y, z) in zip(ticks, up.tolist(), strict=True):
            if live:
                state.index = self._decided = tick * self._step
            if tick - last > 1 and last >= 0:
                self._torn((tick - last) / TICK_HZ)
                frame = self._frame()
                (fx, fy, fz), (tx, ty, tz) = frame.forward, frame.tall
            last = tick
            if live and state.tails and is_due(state.tails, state.index, self._rate):
                self._settle()
            tilt = math.atan2(x * fx + y * fy + z * fz, x * tx + y * ty + z * tz)
            found = detector.step(tick, math.degrees(tilt))
            if found is not None:
                self._found(found)
                frame = self._frame()  # an accepted rep may have turned it
                (fx, fy, fz), (tx, ty, tz) = frame.forward, frame.tall
            busy = detector.phase is not Phase.TOP
            closed = isinstance(found, Cycle)
            began = tick if busy and (closed or not was_busy) else began
            again = again or closed
            if live and (busy != state.busy or (busy and again)):
                self._tell_busy(busy, began)
                again = False
            was_busy = busy
        self._past = False
        if not live and (was_busy != state.busy or again):
            self._tell_busy(was_busy, began if was_busy else last)

    def _tell_busy(self, busy: bool, since_tick: int) -> None:
        self.state.busy = busy
        self._emit(items.Busy(busy, since_tick / TICK_HZ))

    def _frame(self) -> HingeFrame:
        frame = self.calibrator.state.frame
        assert frame is not None  # the machine only runs while there is one
        return frame

    def _torn(self, seconds: float) -> None:
        if seconds > self.settings.grid.bridge_s and (cycle := self.detector.tear(seconds)):
            self._judge(cycle)

    def _found(self, found: Cycle | BottomTurn) -> None:
        if isinstance(found, Cycle):
            self._judge(found)
        elif self.settings.announce_at == "bottom":
            self._at_bottom(found)

    def _candidate(self, cycle: Cycle) -> Candidate | None:
        first, last = search_span(cycle, self.state.after_index, self._rate)
        index, poses = self.history.between(first, last)
        return measure(cycle, index, poses, self._frame(), self.side, self._rate)

    def _at_bottom(self, turn: BottomTurn) -> None:
        candidate = self._candidate(turn.so_far())
        if candidate is None:
            return
        seen = candidate.start_s, candidate.bottom_s, candidate.depth_deg
        # Height is only known once the thigh is back at rest, and the rep may be short so far.
        if judge(candidate, self.settings) in (None, Reason.STEP, Reason.TOO_FAST):
            self._emit(items.AtBottom(turn.peak_tick, *seen))

    def _judge(self, cycle: Cycle) -> None:
        self._settle(force=True)
        candidate = self._candidate(cycle)
        frame = self.calibrator.state.frame
        if candidate is None or frame is None:
            return
        self.state.after_index = candidate.last_index
        reason = judge(candidate, self.settings)
        metrics: Metrics = {}
        evidence = NOTHING
        if self.measures and (reason is None or self.settings.announce_at == "bottom"):
            _, poses = self.history.between(candidate.first_index, candidate.last_index)
            metrics = rep_metrics(candidate, poses, frame, self._rate)
            since = self.state.rep_index
            evidence = evidence_of(self.history, candidate, since, frame, self._rate)
        tick, why = cycle.first_peak_tick, reason.value if reason else ""
        self._emit(items.Judged(candidate, why, metrics, tick, evidence, self._past))
        self.state.tails.append(Tail(tick, candidate.last_index, candidate.base_deg))
        self._learn(candidate, reason)

    def _learn(self, candidate: Candidate, reason: Reason | None) -> None:
        if reason is not None:
            self.calibrator.rejected(reason, candidate)
            if reason in ON_THE_MOVE:
                self.detector.unsettle()
            return
        self.state.rep_index = candidate.last_index
        self.detector.learn_depth(candidate.depth_deg)
        self.health.rep(start_of(candidate, self.history, self._frame()))
        change = self.calibrator.accepted(candidate.first_index, candidate.last_index, self.history)
        if change is not None and change.frame is not None:
            self._emit(items.Calibrated(change.state, change.frame.epoch, change.frame.confidence))

    def _is_switch_due(self, upto: int) -> bool:
        due = self.calibrator.switch_at
        return due is not None and upto >= due

    def _look(self, upto: int) -> None:
        if self._strides.is_for_health(upto):
            self._look_at_health()
        state = self.state
        _, poses = self._since(state.looked, self._strides.full)
        state.looked = state.index + 1
        self.calibrator.away(self.detector.away_s)
        self._replay(self.calibrator.look(self.history, poses, upto))

    def _look_at_health(self) -> None:
        """Let the watch see the poses since it looked last."""
        seen = self._since(self.state.checked, self._strides.health)
        self.state.checked = self.state.index + 1
        for finding in self.health.look(*seen) if self.measures else ():
            self._emit(items.Finding(finding))

    def _since(self, looked: int, every: int) -> tuple[Ints, Floats]:
        """Grid indices and poses of the stride under way, from `looked` on."""
        index = self.state.index
        return self.history.between(max(index // every * every, looked), index)

    def _replay(self, change: FrameChange | None) -> None:
        """Go through the history with the new frame: reps made meanwhile are recovered.

        So are those that were rejected because the old frame was wrong.
        """
        if change is None:
            return
        frame, kept = change.frame, self.state.rep_index
        self.detector.restart()
        first = kept + 1 if change.replay_from is None else change.replay_from
        if first <= kept:
            self._emit(items.Retracted(first / self._rate))
        if frame is None:
            if change.state == "lost":
                self._lost()
            return
        if change.state == "found":
            self._emit(items.Calibrated(change.state, frame.epoch, frame.confidence))
        self.state.after_index = min(kept, first - 1)
        index, poses = self.history.between(first, self.state.index)
        index, poses = at_ticks(index, poses, self._rate)
        if len(index):
            self._run((index // self._step).tolist(), poses[:, :3], live=False)

    def _lost(self) -> None:
        """The frame holds no longer, nor does what was seen in it."""
        self.history.forget()
        self.state.tails.clear()
        self._emit(items.Calibrated("lost", self.calibrator.state.epoch, 0.0))

    def _settle(self, force: bool = False) -> None:
        """Measure what comes after a rep, of those that ended long enough ago."""
        frame, index = self.calibrator.state.frame, self.state.index
        if frame is not None:
            tails = self.state.tails
            for fact in measure_tails(tails, self.history, index, frame, self._rate, force=force):
                self._emit(fact)
        keep = [] if force else self.state.tails
        self.state.tails = [tail for tail in keep if not is_over(tail, index, self._rate)]

    def _obey(self, index: int) -> None:
        self._decided = index
        for kind in self.state.due(index):
            self._apply(CommandKind(kind))

    def _apply(self, kind: CommandKind) -> None:
        if kind is CommandKind.LEG_CONFIRMED and self.state.index == LONG_AGO:
            return  # the first time on this leg: there is nothing to forget
        if kind in (CommandKind.SENSOR_MOVED, CommandKind.LEG_CONFIRMED):
            self.calibrator.forget()
            self.health.moved()
            self.detector.restart()
            self._lost()
            return
        span = round(_HINT_S * self._rate)
        index, poses = self.history.between(self.state.index - span, self.state.index)
        if len(index) < span:
            # The sensor has only just begun to send: wait until there is a pose to see.
            self.state.queue(max(self.state.index, self._decided) + span, kind)
            return
        if kind is not CommandKind.CALIBRATE:
            self.calibrator.told(self.state.index)
        if kind is CommandKind.CALIBRATE or is_quiet(poses[:, :3]):
            self._tall_is(poses[:, :3].mean(axis=0), int(index[0]), kind)

    def _tall_is(self, up: Floats, index: int, kind: CommandKind) -> None:
        self.calibrator.tall_is(up, index)
        self.health.stands(index, up)
        frame = self.calibrator.state.frame
        if frame is None:
            self.detector.restart()
        elif kind is CommandKind.CALIBRATE:
            self.detector.rebase(float(sagittal_deg(up[None, :], frame)[0]))
