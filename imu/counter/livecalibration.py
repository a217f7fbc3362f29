"""When the hinge frame is looked for, kept, refined and given up, knowing only what has been.

Nobody has to stand still first: two cycles of any hinge are enough, the reps made meanwhile are
recovered from the history. When the pose of standing tall is known beforehand (told of, or seen
after moving about), the first rep alone is enough: a frame is guessed from the first movement away
and back, and kept if that turns out to be a rep.
"""

from __future__ import annotations

import numpy as np

from imu.counter.axis import (
    AxisEstimate,
    estimate_axis,
    refine_axis,
    single_cycle_axis,
    turn_between_deg,
)
from imu.counter.calibration import CalibrationState, FrameChange, at_ticks
from imu.counter.candidates import Candidate
from imu.counter.cycles import TICK_HZ
from imu.counter.history import History
from imu.counter.newframe import (
    OTHER_AXIS_DEG,
    QUIET_TICKS,
    has_moved,
    is_near,
    is_news,
    is_sway,
    quiet_close_to,
)
from imu.counter.seating import (
    ASIDE_LOOKS,
    ASIDE_S,
    is_reseated,
    is_turned,
    moves_aside,
    swings_behind,
    with_slip,
)
from imu.counter.standing import RESTLESS_CELLS, StandingWatch
from imu.counter.tilt import HingeFrame, Vector, as_vector, frame_from, unit
from imu.samples import Floats, Ints, Reason

_WINDOWS_S = (10, 25, 55)
"""s. A quick movement shows in the short window, three slow reps need the long one."""

_SUSPECT_WINDOW_S = 20
"""s that are looked at for another axis when the one there is looks wrong."""

_SUSPECT = 2
"""Movements out of plane in a row that make the axis suspect."""

_STUCK_S = 20.0
"""s away from tall after which the axis is doubted: a slipped sensor may never come back to it."""

_REFINE_REPS = 3
"""The axis follows the last three accepted reps; soft tissue changes it by a few degrees over a
set."""


_TOLD_S = 30
"""s after being told, or after a rep, in which a swing behind tall is looked for."""

_PEEK_BACK = 0.25
"""of the first movement's size: between two looks, only one that is nearly over is taken."""

_REP_LATELY_S = 4
"""s after an accepted rep in which a quiet pose may be a rest at the bottom of the next one."""


class LiveCalibrator:
    """Finds the frame from what has happened so far."""

    def __init__(self, rate_hz: int, state: CalibrationState | None = None) -> None:
        self._rate = rate_hz
        self.state = state or CalibrationState()
        self._standing = StandingWatch(rate_hz, self.state.standing)

    @property
    def switch_at(self) -> None:
        """Nothing is known beforehand."""

    @property
    def awaits_first(self) -> bool:
        """Whether tall is known and the next movement away and back gives the axis."""
        return self.state.frame is None and self.state.tall_hint is not None

    def peek(self, history: History) -> FrameChange | None:
        """Look for a first rep alone."""
        tall = self.state.tall_hint
        if self.state.frame is not None or tall is None or not len(history.index):
            return None
        since = history.between(self.state.hint_index, int(history.index[-1]))
        index, poses = at_ticks(*since, self._rate)
        up = poses[:, :3]
        if len(up) < TICK_HZ or not has_moved(up[-3 * TICK_HZ :]):
            return None
        return self._first_rep(index, up, tall, _PEEK_BACK)

    def look(self, history: History, new: Floats, upto: int | None = None) -> FrameChange | None:
        """Look for a frame while there is none, or while the one there is looks wrong."""
        del upto
        state = self.state
        had_frame = state.frame is not None
        self._look_for_tall(new, history)
        if had_frame and state.frame is None:
            return FrameChange("withdrawn", None, None)
        if (
            state.frame is not None
            and state.confirmed
            and is_reseated(state.standing, state.frame, handled=state.handled, turned=state.turned)
        ):
            return self._lose()
        if state.frame is not None and state.confirmed:
            state.frame = with_slip(state.frame, state.standing) or state.frame
        if (
            self._is_backwards(history)
            or state.doubted
            or (state.frame is not None and self._is_aside(state.frame, history))
        ):
            return self._withdraw(history)
        if state.frame is None or not state.confirmed:
            return self._search(history)
        if state.suspicion >= _SUSPECT:
            state.suspicion = 0
            return self._search_again(history, state.frame)
        return None

    def _is_aside(self, frame: HingeFrame, history: History) -> bool:
        """Whether an axis that is not borne out yet, or suspect, keeps missing the movement."""
        state, last = self.state, -ASIDE_S * self._rate
        if (state.confirmed and not state.suspicion) or len(history.index) < self._rate:
            state.aside = 0
            return False
        state.aside = state.aside + 1 if moves_aside(history.poses[last:, :3], frame) else 0
        return state.aside >= ASIDE_LOOKS

    def _is_backwards(self, history: History) -> bool:
        """Whether the thigh went behind the tall that was told of, and how it came there is kept.

        The axis of a leg that had only gone along may point either way.
        """
        state = self.state
        if state.frame is None or state.tall_hint is None:
            return False
        told = state.hint_index if state.told_index is None else state.told_index
        if len(state.accepted) > 1 and (state.told_index is None or told < state.decided_index):
            return False  # several reps of this set say that it is right: the strap has slipped
        since = max(told, state.hint_index, state.decided_index)
        index, poses = history.between(since, since + _TOLD_S * self._rate)
        index, poses = at_ticks(index, poses, self._rate)
        if len(index) < TICK_HZ or not swings_behind(poses[:, :3], state.frame):
            return False
        state.hint_index = int(index[0])
        if state.told_index is None:
            state.tall_hint = None  # nobody told of it, and it was none
        return True

    def _look_for_tall(self, new: Floats, history: History) -> None:
        """The first quiet stance after moving about is tall, as if it had been told.

        Not so soon after a rep, where people may rest at the bottom.
        """
        state, home = self.state, self.state.standing.home
        self._standing.look(new)
        if state.standing.restless >= RESTLESS_CELLS:
            state.tall_hint = None
        if state.standing.home in (home, None) or not len(history.index):
            return
        last = int(history.index[-1])
        if not state.confirmed and last - state.decided_index > _REP_LATELY_S * self._rate:
            self.tall_is(np.array(state.standing.home), last - self._rate)

    def _lose(self) -> FrameChange:
        """Search anew; the pose of the sensor now is the first that is known of it."""
        pose = self.state.standing.quiet_before
        self.forget()
        self._standing.state.home = pose
        return FrameChange("lost", None, None)

    def _search(self, history: History) -> FrameChange | None:
        index, poses = at_ticks(history.index, history.poses, self._rate)
        up = poses[:, :3]
        if len(up) < TICK_HZ or not has_moved(up[-3 * TICK_HZ :]):
            self._follow(index, up)
            return None
        old = self.state.frame
        if self.state.tall_hint is not None and old is None:
            found = self._first_rep(index, up, self.state.tall_hint)
            if found is not None:
                return found
        return self._cycles(index, up, old, history)

    def _follow(self, index: Ints, up: Floats) -> None:
        """Where tall was told of, a quiet pose close to it is tall from now on."""
        state = self.state
        pose = quiet_close_to(up, state.tall_hint) if state.tall_hint else None
        if pose is not None:
            state.tall_hint, state.hint_index = pose, int(index[-QUIET_TICKS])

    def _cycles(
        self, index: Ints, up: Floats, old: HingeFrame | None, history: History
    ) -> FrameChange | None:
        """A frame from the last two cycles or more; since tall was told of, if it was."""
        if self.state.tall_hint is not None:
            since = index >= self.state.hint_index
            index, up = index[since], up[since]
            if len(up) < TICK_HZ:
                return None
        for window in _WINDOWS_S:
            found = self._estimate(up, window, self.state.epoch)
            if found is None:
                continue
            if old is not None and not (self._is_better(found, old) and is_news(found, old)):
                return None
            if self._is_sway(up[found.first : found.last + 1], found, history):
                return None
            self.state.accepted.clear()
            self.state.frame = found.frame
            self.state.guessed = self.state.doubted = False
            return FrameChange("found", found.frame, int(index[found.first]))
        return None

    def _is_sway(self, run: Floats, found: AxisEstimate, history: History) -> bool:
        """Whether a run of cycles is no more than the sway of someone who holds the bottom."""
        rep: Floats | None = None
        if self.state.accepted:
            index, poses = history.between(*self.state.accepted[-1])
            rep = at_ticks(index, poses, self._rate)[1][:, :3]
        return is_sway(run, found.frame, self.state.tall_hint, rep)

    def _is_better(self, found: AxisEstimate, old: HingeFrame) -> bool:
        """Whether an estimate may replace the frame, in which something may have been accepted."""
        return not self.state.accepted or found.frame.confidence >= old.confidence

    def _estimate(self, up: Floats, window_s: int, epoch: int) -> AxisEstimate | None:
        recent = min(len(up), window_s * TICK_HZ)
        home = self.state.tall_hint or self.state.standing.home
        return estimate_axis(up, recent, epoch, () if home is None else (home,))

    def _first_rep(
        self, index: Ints, up: Floats, tall: Vector, back: float = 0.5
    ) -> FrameChange | None:
        since = index >= self.state.hint_index
        found = single_cycle_axis(up[since], np.array(tall), self.state.epoch, back)
        if found is None:
            return None
        frame, far = found
        self.state.frame = frame
        self.state.guessed, self.state.guess_index = True, int(index[since][far])
        return FrameChange("guessed", frame, self.state.hint_index)

    def _withdraw(self, history: History) -> FrameChange:
        """Take a frame back; a guessed one was no rep: look for the first one from here on."""
        state = self.state
        if state.doubted:
            state.hint_index = int(history.index[-1]) + 1
        since = None if state.doubted or state.confirmed else state.hint_index
        state.frame, state.guessed, state.doubted, state.confirmed = None, False, False, False
        state.aside = state.suspicion = 0
        state.accepted.clear()
        return FrameChange("withdrawn", None, since)

    def _search_again(self, history: History, old: HingeFrame) -> FrameChange | None:
        index, poses = at_ticks(history.index, history.poses, self._rate)
        up = poses[:, :3]
        found = self._estimate(up, _SUSPECT_WINDOW_S, old.epoch + 1)
        if found is None or not is_news(found, old):
            return None
        if self._is_sway(up[found.first : found.last + 1], found, history):
            return None
        self.state.frame, self.state.epoch = found.frame, old.epoch + 1
        self.state.confirmed = False
        self.state.accepted.clear()
        return FrameChange("found", found.frame, int(index[found.first]))

    def accepted(self, first: int, last: int, history: History) -> FrameChange | None:
        """Turn the axis a little to fit the last accepted reps."""
        state = self.state
        state.suspicion = 0
        state.handled = state.turned = False
        state.decided_index = last
        was_guessed, state.guessed, state.doubted = state.guessed, False, False
        state.accepted = [*state.accepted, (first, last)][-_REFINE_REPS:]
        state.confirmed = state.confirmed or len(state.accepted) == _REFINE_REPS
        if state.frame is None:
            return None
        better = self._better(state.frame, history)
        if better is not None:
            state.frame = better
        elif not was_guessed:
            return None
        return FrameChange("found" if was_guessed else "refined", state.frame, None)

    def _better(self, frame: HingeFrame, history: History) -> HingeFrame | None:
        """The frame turned to fit the last accepted reps; None where they say something else."""
        spans = [history.between(a, b) for a, b in self.state.accepted]
        up = np.concatenate([at_ticks(i, p, self._rate)[1][:, :3] for i, p in spans])
        better = refine_axis(up, frame) if len(up) >= 10 else None
        if better is None or turn_between_deg(better, frame) <= OTHER_AXIS_DEG:
            return better
        if len(self.state.accepted) < _REFINE_REPS:
            return None
        half = np.array(frame.forward) + np.array(
            better.forward
        )  # a slipped strap, not one odd rep
        return frame_from(np.array(frame.tall), half, better.confidence, frame.epoch)

    def rejected(self, reason: Reason, candidate: Candidate) -> None:
        """Several movements out of plane in a row make the axis suspect, any one a guessed axis."""
        state = self.state
        # What came before the movement that the guess is from says nothing against it.
        state.doubted = state.guessed and candidate.last_index >= state.guess_index
        state.suspicion += reason is Reason.OUT_OF_PLANE
        state.handled = state.handled or reason is Reason.HANDLING
        state.turned = state.turned or (reason is Reason.HANDLING and is_turned(candidate))

    def away(self, for_s: float) -> None:
        """So long away from tall, the axis is as suspect as after movements out of plane."""
        if for_s > _STUCK_S:
            self.state.suspicion = _SUSPECT

    def told(self, index: int) -> None:
        """From grid index `index` on this leg is to work."""
        self.state.told_index = index

    def tall_is(self, up: Floats, index: int) -> FrameChange | None:
        """Take `up` for tall: the next movement gives the frame, unless a good one is known."""
        state, frame = self.state, self.state.frame
        state.tall_hint, state.hint_index = as_vector(unit(up)), index
        if frame is not None and not (state.confirmed and is_near(up, frame)):
            state.frame, state.confirmed = None, False
            state.accepted.clear()
        return None

    def forget(self) -> None:
        """Search anew, in a new epoch."""
        self.state = CalibrationState(
            epoch=self.state.epoch + 1, decided_index=self.state.decided_index
        )
        self._standing = StandingWatch(self._rate, self.state.standing)
