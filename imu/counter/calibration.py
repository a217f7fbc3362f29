"""What knows the hinge frame of a sensor: the interface, and frames that are known beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from imu.counter.candidates import Candidate
from imu.counter.cycles import TICK_HZ
from imu.counter.history import History
from imu.counter.standing import StandingState
from imu.counter.tilt import HingeFrame, Vector
from imu.samples import Floats, Ints, Reason


@dataclass(frozen=True, slots=True)
class FrameChange:
    """A new frame, and the grid index from which the history is gone through again.

    `state` is "found", "refined", "guessed" (from a single movement: nothing is said of it before
    that has turned out to be a rep), or, without a frame, "withdrawn" (it was none) or "lost" (the
    sensor sits differently from now on).
    """

    state: str
    frame: HingeFrame | None
    replay_from: int | None


@dataclass(slots=True)
class CalibrationState:
    """Everything a calibrator remembers."""

    frame: HingeFrame | None = None
    epoch: int = 0
    suspicion: int = 0
    confirmed: bool = False
    tall_hint: Vector | None = None
    hint_index: int = 0
    told_index: int | None = None
    guessed: bool = False
    guess_index: int = 0
    doubted: bool = False
    handled: bool = False
    turned: bool = False
    aside: int = 0
    accepted: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    decided_index: int = -(10**12)
    standing: StandingState = field(default_factory=StandingState)


class Calibrator(Protocol):
    """Knows the hinge frame, causally or from a table."""

    state: CalibrationState

    @property
    def switch_at(self) -> int | None:
        """Grid index at which `look` must be called, None for none."""
        ...

    @property
    def awaits_first(self) -> bool:
        """Whether `peek` is worth calling between two looks: tall is known, the axis is not."""
        ...

    def peek(self, history: History) -> FrameChange | None:
        """Called several times a stride: the frame, if a first rep alone has just given it."""
        ...

    def look(self, history: History, new: Floats, upto: int | None = None) -> FrameChange | None:
        """Called at every stride of the chain; `new` are the (n, 9) poses since the last one.

        All before grid index `upto` was seen; the history's end, if it is not given.
        """
        ...

    def accepted(self, first: int, last: int, history: History) -> FrameChange | None:
        """A rep between these grid indices was accepted."""
        ...

    def rejected(self, reason: Reason, candidate: Candidate) -> None:
        """A movement was rejected."""
        ...

    def away(self, for_s: float) -> None:
        """The thigh has not been seen at tall for so long, s."""
        ...

    def told(self, index: int) -> None:
        """From grid index `index` on this leg is to work."""
        ...

    def tall_is(self, up: Floats, index: int) -> FrameChange | None:
        """A person says that up (3,) in the sensor frame is the tall pose."""
        ...

    def forget(self) -> None:
        """The sensor sits differently from now on."""
        ...


def at_ticks(index: Ints, poses: Floats, rate_hz: int) -> tuple[Ints, Floats]:
    """Those of the grid indices (n,) and poses (n, 9) that fall on ticks of the rep machine."""
    on = index % (rate_hz // TICK_HZ) == 0
    return index[on], poses[on]


class FixedFrames:
    """Frames that are known beforehand, each from a grid index on (review)."""

    def __init__(self, frames: list[tuple[int, HingeFrame]]) -> None:
        self._frames = list(frames)
        self.state = CalibrationState(frame=self._frames.pop(0)[1] if frames else None)

    @property
    def switch_at(self) -> int | None:
        """Grid index from which the next frame holds."""
        return self._frames[0][0] if self._frames else None

    @property
    def awaits_first(self) -> bool:
        """Nothing is looked for."""
        return False

    def peek(self, history: History) -> None:
        """Nothing is looked for."""

    def look(self, history: History, new: Floats, upto: int | None = None) -> FrameChange | None:
        """Switch to the next frame when its time has come."""
        del new
        if upto is None:
            upto = int(history.index[-1]) + 1 if len(history.index) else 0
        due = self.switch_at
        if due is None or upto < due:
            return None
        _, self.state.frame = self._frames.pop(0)
        return FrameChange("found", self.state.frame, due)

    def accepted(self, first: int, last: int, history: History) -> None:
        """The frame is fixed."""

    def rejected(self, reason: Reason, candidate: Candidate) -> None:
        """The frame is fixed."""

    def away(self, for_s: float) -> None:
        """The frame is fixed."""

    def told(self, index: int) -> None:
        """The frame is fixed."""

    def tall_is(self, up: Floats, index: int) -> None:
        """The frame is fixed."""

    def forget(self) -> None:
        """The frame is fixed; the next one comes at its own time."""
