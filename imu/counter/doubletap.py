"""Two taps on the sensor: how somebody on one leg, three metres away, starts and stops a set.

Works on the accelerometer at the sensor's own rate, on what changes from sample to sample, so that
gravity and slow movement fall out. The scheme is that of the tap engines inside motion sensors
(STMicroelectronics LIS3DH and LSM6DS3, application note AN4650: a shock that is short, quiet after
it, a second shock within half a second), with two more demands for a thigh: quiet before and after,
and a leg that does not turn. Walking, stepping on to the block and cinching a strap knock as
hard as a finger does, but never twice alone on a leg that stands still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from imu.samples import Block, Floats

_REST_S = 10.0
"""s. A stream that paused for longer begins anew; any hole of a few samples does too, see below."""

_HOLE_STEPS = 3.5
"""Sample intervals. Across a larger hole nothing is known about quiet."""


@dataclass(frozen=True, slots=True)
class TapSettings:
    """What two taps are. Times in s, `firmware_notes/double-tap.md` says how they were chosen.

    Attributes
    ----------
    tap_m_s2 : change from one sample to the next that is a tap, m/s². AN4650's example has 0.75 g
        at 416 Hz; slower sensors average a tap over more time.
    calm_m_s2 : change below which it is quiet, m/s²: tremor and sway, at any rate.
    still_rad_s : turning below which the leg stands still, rad/s.
    ring_share : of the tap's largest change, below which what follows is its ringing.
    alike_share : of the first tap's largest change, which the second tap has to reach.
    shock_s : how long a tap may ring (AN4650: up to 58 ms; a strap rings longer).
    apart_s, together_s : how far the second tap is behind the first, at least and at most.
    before_s, after_s : how long it is quiet before the first and after the second one.
    """

    tap_m_s2: float = 3.5
    calm_m_s2: float = 1.75
    still_rad_s: float = 0.5
    ring_share: float = 0.45
    alike_share: float = 0.3
    shock_s: float = 0.1
    apart_s: float = 0.12
    together_s: float = 0.5
    before_s: float = 0.4
    after_s: float = 0.3


class Phase(StrEnum):
    """How far two taps have come."""

    NONE = "none"
    ONE = "one"
    TWO = "two"


@dataclass(slots=True)
class TapState:
    """What a detector remembers: the last sample, since when it is quiet, the taps so far."""

    time_s: float = -math.inf
    step_s: float = math.inf
    acc: list[float] = field(default_factory=list[float])
    loud_s: float = math.inf
    phase: Phase = Phase.NONE
    first_s: float = 0.0
    second_s: float = 0.0
    peak_m_s2: float = 0.0


class DoubleTap:
    """Finds double taps in the samples of one sensor. Pure; any cut says the same.

    Parameters
    ----------
    settings : what two taps are.
    state : to go on from.
    """

    def __init__(self, settings: TapSettings | None = None, state: TapState | None = None) -> None:
        self.settings = settings or TapSettings()
        self.state = state or TapState()

    def push(self, block: Block) -> list[int]:
        """Take samples; the rows at which a double tap became certain.

        That is `after_s` behind the second tap's end: no third one came.
        """
        if not len(block):
            return []
        changes, steps_s = self._differences(block)
        turns = np.sqrt((block.gyr_rad_s**2).sum(axis=1))
        columns = (block.time_s, steps_s, changes, turns)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [n for n, row in enumerate(rows) if self._step(*row)]

    def forget(self) -> None:
        """What comes has nothing to do with what was."""
        self.state = TapState()

    def _differences(self, block: Block) -> tuple[Floats, Floats]:
        """(n,) change of the force, m/s², and time, s, since the sample before."""
        state = self.state
        before = state.acc or block.acc_m_s2[0].tolist()
        acc = np.concatenate((np.array([before]), block.acc_m_s2))
        time_s = np.concatenate(([state.time_s], block.time_s))
        state.acc = block.acc_m_s2[-1].tolist()
        return np.sqrt((np.diff(acc, axis=0) ** 2).sum(axis=1)), np.diff(time_s)

    def _step(self, time_s: float, step_s: float, change: float, turn: float) -> bool:
        state, settings = self.state, self.settings
        is_hole = step_s > min(_HOLE_STEPS * state.step_s, _REST_S)
        state.time_s, state.step_s = time_s, min(step_s, state.step_s * 1.5, _REST_S)
        if is_hole or math.isinf(state.loud_s):
            state.phase, state.loud_s = Phase.NONE, time_s
            return False
        turns = turn > settings.still_rad_s
        if state.phase is Phase.NONE:
            self._wait(time_s, change, turns=turns)
        elif state.phase is Phase.ONE:
            self._after_first(time_s, change, turns=turns)
        else:
            return self._after_second(time_s, change, turns=turns)
        return False

    def _is_loud(self, change: float) -> bool:
        """Whether a change is neither quiet nor the ringing of the last tap."""
        ringing = self.settings.ring_share * self.state.peak_m_s2
        return change > max(self.settings.calm_m_s2, ringing)

    def _wait(self, time_s: float, change: float, *, turns: bool) -> None:
        state, settings = self.state, self.settings
        if change > settings.tap_m_s2 and time_s - state.loud_s >= settings.before_s:
            state.phase, state.first_s, state.peak_m_s2 = Phase.ONE, time_s, change
        elif turns or change > settings.calm_m_s2:
            state.loud_s = time_s

    def _after_first(self, time_s: float, change: float, *, turns: bool) -> None:
        state, settings = self.state, self.settings
        since_s = time_s - state.first_s
        if since_s <= settings.shock_s:
            state.peak_m_s2 = max(state.peak_m_s2, change)
            return
        is_tap = change > max(settings.tap_m_s2, settings.alike_share * state.peak_m_s2)
        if is_tap and settings.apart_s <= since_s <= settings.together_s:
            state.phase, state.second_s, state.peak_m_s2 = Phase.TWO, time_s, change
        elif turns or self._is_loud(change):
            state.phase, state.loud_s = Phase.NONE, time_s
        elif since_s > settings.together_s:
            state.phase, state.loud_s = Phase.NONE, state.first_s

    def _after_second(self, time_s: float, change: float, *, turns: bool) -> bool:
        state, settings = self.state, self.settings
        since_s = time_s - state.second_s
        if since_s <= settings.shock_s:
            state.peak_m_s2 = max(state.peak_m_s2, change)
            return False
        if turns or self._is_loud(change):
            state.phase, state.loud_s = Phase.NONE, time_s
            return False
        if since_s < settings.shock_s + settings.after_s:
            return False
        state.phase, state.loud_s = Phase.NONE, state.second_s
        return True
