"""Where home is: the pose of the first quiet standing after moving about, known without any axis.

People walk up, stand, and then hinge; they hold still at the bottom of a rep too, so not every
quiet pose is tall, but the first one after moving about is. It settles which end of the hinge's arc
is tall.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.counter.tilt import Vector, as_vector
from imu.samples import Floats

_QUIET_DEG = 1.5
"""degrees from the mean of a second: people sway by 0.2-1 degree RMS."""

_RESTLESS_DEG_S = 50.0
"""degrees/s RMS over half a second. Walking has 80 and more, slow and ordinary reps 10-40."""

RESTLESS_CELLS = 3
"""Half-seconds of it that make moving about: a single quick rep is shorter."""


_UPRIGHT_DEG = 22.0
"""degrees between standing and the mean pose of walking: the swing forward is larger than that back
by about 5, people lean by as much, and bend by 25 and more."""

_LASTING_CELLS = 16
_LASTING_UNKNOWN_CELLS = 6
"""Half-seconds of quiet that make a home of any pose. Busy hands near the floor stay there for up
to 7 s; where moving about had no mean pose, as in a hand, fewer are enough."""

_GATHERED = 0.9
"""Length of the mean of up vectors that are about one pose: walking swings by 20 degrees (0.97)."""


@dataclass(slots=True)
class StandingState:
    """What was seen in half-seconds.

    Attributes
    ----------
    home : the pose of standing, if it is known.
    quiet_before : the pose of the last half-second, if it was quiet; `still` of so many in a row.
    restless : restless ones since home was found, and `about`, the sum of their poses.
    """

    home: Vector | None = None
    quiet_before: Vector | None = None
    still: int = 0
    restless: int = 0
    about: Vector = (0.0, 0.0, 0.0)


class StandingWatch:
    """Looks at the poses in half-second cells."""

    def __init__(self, rate_hz: int, state: StandingState | None = None) -> None:
        self.state = state or StandingState()
        self._cell = rate_hz // 2

    def look(self, poses: Floats) -> None:
        """Take (n, 9) poses; whole half-seconds of them are used."""
        for first in range(0, len(poses) - self._cell + 1, self._cell):
            self._cell_seen(poses[first : first + self._cell])

    def _cell_seen(self, poses: Floats) -> None:
        state = self.state
        up, rate = poses[:, :3], poses[:, 3:6]
        mean = up.sum(axis=0) / len(up)
        away = math.degrees(math.sqrt(float(((up - mean) ** 2).sum(axis=1).max())))
        before, state.quiet_before = state.quiet_before, None
        still, state.still = state.still, 0
        if away < _QUIET_DEG:
            state.quiet_before, state.still = as_vector(mean), 1
            if before is not None and _apart_deg(mean, before) < _QUIET_DEG:
                state.still = still + 1
                self._quiet_second(mean)
        elif math.degrees(math.sqrt(float((rate**2).sum()) / len(rate))) > _RESTLESS_DEG_S:
            state.restless += 1
            x, y, z = (a + b for a, b in zip(state.about, mean.tolist(), strict=True))
            state.about = (x, y, z)

    def _quiet_second(self, mean: Floats) -> None:
        state = self.state
        if state.home is None or state.restless >= RESTLESS_CELLS:
            if state.restless and not self._is_upright(mean):
                return
            state.home = as_vector(mean)
        state.restless, state.about = 0, (0.0, 0.0, 0.0)

    def _is_upright(self, mean: Floats) -> bool:
        """Whether a quiet pose is about the mean one of moving about; if it lasts, it is anyway.

        Walking swings the thighs about upright. A second of quiet with busy hands near the floor,
        or on a chair, is far from it.
        """
        about = np.array(self.state.about)
        length = math.sqrt(float((about**2).sum()))
        gathered = length > _GATHERED * self.state.restless
        lasting = _LASTING_CELLS if gathered else _LASTING_UNKNOWN_CELLS
        if length == 0.0 or self.state.still >= lasting:
            return True
        return _apart_deg(mean, as_vector(about / length)) < _UPRIGHT_DEG


def _apart_deg(a: Floats, b: Vector) -> float:
    return math.degrees(math.sqrt(float(((a - np.array(b)) ** 2).sum())))


_ARMED_QUIET_DEG = 4.0
"""degrees within half a second, both ways: more than people sway, less than the start of a rep."""


def is_quiet(up: Floats) -> bool:
    """Whether a pose, (n, 3) up vectors over half a second, hardly changed."""
    spread = up.max(axis=0) - up.min(axis=0)
    return math.degrees(math.sqrt(float((spread * spread).sum()))) < _ARMED_QUIET_DEG
