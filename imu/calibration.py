"""When the hinge frame is looked for, kept, refined and given up.

Nobody has to stand still first: two cycles of any hinge are enough, the reps made meanwhile are
recovered from the history. When the pose of standing tall is known beforehand (armed, or told so),
the first rep alone is enough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from imu.axis import AxisEstimate, estimate_axis, refine_axis, single_cycle_axis, turn_between_deg
from imu.cycles import TICK_HZ
from imu.history import History
from imu.samples import Floats, Ints
from imu.standing import StandingState, StandingWatch
from imu.tilt import HingeFrame, Vector, as_vector, unit

_WINDOWS_S = (10, 25, 55)
"""s. A quick movement shows in the short window, three slow reps need the long one."""

_SUSPECT_WINDOW_S = 20
"""s that are looked at for another axis when the one there is looks wrong."""

_MOVED_DEG = 4.0
"""degrees within three seconds: less is standing, and not worth a look."""

_OTHER_AXIS_DEG = 20.0
"""degrees. A new axis must differ by more than calibration error (8-10 degrees at p95) to replace
one."""

_SUSPECT = 2
"""Movements out of plane in a row that make the axis suspect."""

_REFINE_REPS = 3
"""The axis follows the last three accepted reps; soft tissue changes it by a few degrees over a
set."""


@dataclass(frozen=True, slots=True)
class FrameChange:
    """A new frame, and the grid index from which the history is gone through again."""

    state: str
    frame: HingeFrame
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
    accepted: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    decided_index: int = -1
    standing: StandingState = field(default_factory=StandingState)


class Calibrator(Protocol):
    """Knows the hinge frame, causally or from a table."""

    state: CalibrationState

    @property
    def switch_at(self) -> int | None:
        """Grid index at which `look` must be called, None for none."""
        ...

    def look(self, history: History, new: Floats, upto: int | None = None) -> FrameChange | None:
        """Called at every stride of the chain; `new` are the (n, 9) poses since the last one.

        All before grid index `upto` was seen; the history's end, if it is not given.
        """
        ...

    def accepted(self, first: int, last: int, history: History) -> FrameChange | None:
        """A rep between these grid indices was accepted."""
        ...

    def rejected(self, out_of_plane: bool) -> None:
        """A movement was rejected."""
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


class LiveCalibrator:
    """Finds the frame from what has happened so far."""

    def __init__(self, rate_hz: int, state: CalibrationState | None = None) -> None:
        self._rate = rate_hz
        self.state = state or CalibrationState()
        self._standing = StandingWatch(rate_hz, self.state.standing)

    @property
    def switch_at(self) -> None:
        """Nothing is known beforehand."""

    def look(self, history: History, new: Floats, upto: int | None = None) -> FrameChange | None:
        """Look for a frame while there is none, or while the one there is looks wrong."""
        del upto
        state = self.state
        self._standing.look(new)
        if state.frame is None or not state.confirmed:
            return self._search(history)
        if state.suspicion >= _SUSPECT:
            state.suspicion = 0
            return self._search_again(history, state.frame)
        return None

    def _search(self, history: History) -> FrameChange | None:
        index, poses = at_ticks(history.index, history.poses, self._rate)
        up = poses[:, :3]
        if len(up) < TICK_HZ or not _moved(up[-3 * TICK_HZ :]):
            return None
        old = self.state.frame
        if self.state.tall_hint is not None and old is None:
            return self._first_rep(index, up, self.state.tall_hint)
        for window in _WINDOWS_S:
            found = self._estimate(up, window, self.state.epoch)
            if found is None:
                continue
            if old is not None and not _is_news(found, old):
                return None
            self.state.accepted.clear()
            self.state.frame = found.frame
            return FrameChange("found", found.frame, int(index[found.first]))
        return None

    def _estimate(self, up: Floats, window_s: int, epoch: int) -> AxisEstimate | None:
        recent = min(len(up), window_s * TICK_HZ)
        return estimate_axis(up, recent, epoch, self.state.standing.home)

    def _first_rep(self, index: Ints, up: Floats, tall: Vector) -> FrameChange | None:
        since = index >= self.state.hint_index
        frame = single_cycle_axis(up[since], np.array(tall), self.state.epoch)
        if frame is None:
            return None
        self.state.frame = frame
        return FrameChange("found", frame, self.state.hint_index)

    def _search_again(self, history: History, old: HingeFrame) -> FrameChange | None:
        index, poses = at_ticks(history.index, history.poses, self._rate)
        up = poses[:, :3]
        found = self._estimate(up, _SUSPECT_WINDOW_S, old.epoch + 1)
        if found is None or not _is_news(found, old):
            return None
        self.state.frame, self.state.epoch = found.frame, old.epoch + 1
        self.state.confirmed = False
        self.state.accepted.clear()
        return FrameChange("found", found.frame, int(index[found.first]))

    def accepted(self, first: int, last: int, history: History) -> FrameChange | None:
        """Turn the axis a little to fit the last accepted reps."""
        state = self.state
        state.suspicion = 0
        state.decided_index = last
        state.accepted = [*state.accepted, (first, last)][-_REFINE_REPS:]
        state.confirmed = state.confirmed or len(state.accepted) == _REFINE_REPS
        if state.frame is None:
            return None
        spans = [history.between(a, b) for a, b in state.accepted]
        up = np.concatenate([at_ticks(i, p, self._rate)[1][:, :3] for i, p in spans])
        better = refine_axis(up, state.frame) if len(up) >= 10 else None
        if better is None or turn_between_deg(better, state.frame) > _OTHER_AXIS_DEG:
            return None
        state.frame = better
        return FrameChange("refined", better, None)

    def rejected(self, out_of_plane: bool) -> None:
        """Several movements out of plane in a row make the axis suspect."""
        self.state.suspicion = self.state.suspicion + 1 if out_of_plane else self.state.suspicion

    def tall_is(self, up: Floats, index: int) -> FrameChange | None:
        """Take `up` for tall: turns a known frame, or shortens the search for one."""
        state = self.state
        state.tall_hint, state.hint_index = as_vector(unit(up)), index
        return None

    def forget(self) -> None:
        """Search anew, in a new epoch."""
        self.state = CalibrationState(
            epoch=self.state.epoch + 1, decided_index=self.state.decided_index
        )
        self._standing = StandingWatch(self._rate, self.state.standing)


class FixedFrames:
    """Frames that are known beforehand, each from a grid index on (review)."""

    def __init__(self, frames: list[tuple[int, HingeFrame]]) -> None:
        self._frames = list(frames)
        self.state = CalibrationState(frame=self._frames.pop(0)[1] if frames else None)

    @property
    def switch_at(self) -> int | None:
        """Grid index from which the next frame holds."""
        return self._frames[0][0] if self._frames else None

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

    def rejected(self, out_of_plane: bool) -> None:
        """The frame is fixed."""

    def tall_is(self, up: Floats, index: int) -> None:
        """The frame is fixed."""

    def forget(self) -> None:
        """The frame is fixed; the next one comes at its own time."""


def _moved(up: Floats) -> bool:
    spread = up.max(axis=0) - up.min(axis=0)
    return bool(np.degrees(np.sqrt(np.sum(spread * spread))) > _MOVED_DEG)


def _is_news(found: AxisEstimate, old: HingeFrame) -> bool:
    """Whether an estimate says something else than the frame there is.

    The opposite direction on the same line is believed only from someone who was seen to stand
    still, at the start or before: in the midst of cycles either end may look like the beginning.
    """
    if turn_between_deg(found.frame, old) < _OTHER_AXIS_DEG:
        return False
    # The medio-lateral axis tells: tall and forward of a reversed frame are off by its depth, too.
    cosine = float(np.dot(np.array(found.frame.lateral), np.array(old.lateral)))
    opposite = cosine < -math.cos(math.radians(_OTHER_AXIS_DEG))
    return found.quiet_start or found.at_home or not opposite
