"""What is wrong with the sensor, said once each, in words a person can act on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from imu.counter.clipping import ClippingState, ClippingWatch
from imu.counter.gravity import GravityCheck, GravityState
from imu.counter.rates import RateState, RateWatch
from imu.counter.strap import Start, StrapState, StrapWatch
from imu.counter.turning import TurnCheck, TurnState
from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Health, Ints

_SLOW_DEG_S = 15.0
"""degrees/s. Turning more slowly than this, a worn sensor feels little but gravity."""

_OFFSET_M_S2 = 1.0
"""m/s². Consumer sensors are off by up to 0.4 (40 mg); beyond 1.0 tilt is wrong by 6 degrees and
more."""

_OFFSET = "accelerometer-offset"

_KEEP = 120
"""Half-seconds that are kept: one minute of slow ones."""

_NEEDED = 2
"""Slow half-seconds that make a verdict: one second."""

_FALLBACK = 10
_FALLBACK_M_S2 = 1.8
"""Half-seconds of any kind that make a verdict where nobody ever stood still, and the offset that
they must show: over whole reps the accelerations of the body average out, but not quite."""


_IN_G = (0.6, 1.4)
_IN_MILLI_G = (600.0, 1400.0)
"""Readings at rest that are gravity in another unit: 1 g or 1000 mg, for even a bad sensor."""

_IMPOSSIBLE_RAD_S = 15.0
_IMPOSSIBLE_CELLS = 10
"""rad/s (860 degrees/s) as the mean of half a second, for five seconds in all: no thigh turns like
that (sprinters reach about 700 degrees/s for an instant); a hinge in degrees per second does."""

_STILL_STEP = np.array(((3e-4,), (2e-5,)))
_ALIVE_STEP = np.array((0.2, 0.3))
_STUCK_CELLS = 8
"""Rates in rad/s, forces in m/s². An axis is dead whose steps from sample to sample differ by less
than the first within half a second (noise alone makes five times that and more), while another one
moves by more than the second. Four seconds of that, and not one in which the axis moved."""

_AXES = ("x", "y", "z")
_SENSORS = ("gyroscope", "accelerometer")


@dataclass(slots=True)
class HealthState:
    """What was seen in half-seconds so far.

    Attributes
    ----------
    slow_m_s2, all_m_s2 : mean |specific force| of the slow and of all half-seconds.
    said : codes of what has been said already.
    impossible : half-seconds in which the gyroscope turned faster than a thigh can.
    dead, alive : by axis (three of the gyroscope, three of the accelerometer), half-seconds in
        which it did not move although another one did, and in which it moved.
    clipping, gravity, rate, strap, turning : what the watches of their own remember.
    """

    slow_m_s2: list[float] = field(default_factory=list[float])
    all_m_s2: list[float] = field(default_factory=list[float])
    said: list[str] = field(default_factory=list[str])
    impossible: int = 0
    dead: list[int] = field(default_factory=lambda: [0] * 6)
    alive: list[int] = field(default_factory=lambda: [0] * 6)
    clipping: ClippingState = field(default_factory=ClippingState)
    gravity: GravityState = field(default_factory=GravityState)
    rate: RateState = field(default_factory=RateState)
    strap: StrapState = field(default_factory=StrapState)
    turning: TurnState = field(default_factory=TurnState)


class HealthWatch:
    """Looks at every half-second of grid samples, and at the reps.

    Attributes
    ----------
    alone : whether there is no sensor on the other thigh.
    """

    def __init__(self, rate_hz: int, state: HealthState | None = None) -> None:
        self.state = state or HealthState()
        self.alone = True
        self._clipping = ClippingWatch(self.state.clipping)
        self._gravity = GravityCheck(self.state.gravity)
        self._rates = RateWatch(self.state.rate)
        self._strap = StrapWatch(rate_hz, self.state.strap)
        self._turning = TurnCheck(rate_hz, self.state.turning)
        self._cell = rate_hz // 2
        self._slow_rad2_s2 = math.radians(_SLOW_DEG_S) ** 2

    def look(self, index: Ints, poses: Floats) -> list[Health]:
        """Take (n, 9) poses of whole half-seconds at grid `index` (n,).

        Returns
        -------
        What is worth saying for the first time.
        """
        whole = len(poses) // self._cell * self._cell
        if not whole:
            return []
        cells = poses[:whole, 3:].reshape(-1, self._cell, 6)
        found = self._units(cells) + self._axes(cells) + self._forces(cells)
        up = poses[:whole, :3].reshape(-1, self._cell, 3).sum(axis=1) / self._cell
        more = self._clipping.look(cells)
        more += self._strap.look(index[: whole : self._cell], up, self.alone)
        if not self._blames("gyroscope-units", "gyroscope-axis", "accelerometer"):
            more += self._turning.look(index, poses)
        return found + self._first_time(more)

    def arrived(self, time_s: Floats) -> list[tuple[float, Health]]:
        """Take the times (n,) of raw samples; give findings and when they became certain, s."""
        at, found = self._rates.look(time_s)
        return [(at, finding) for finding in self._first_time(found)]

    def rep(self, start: Start) -> None:
        """A movement that may be a rep is over."""
        self._strap.rep(start)

    def stands(self, index: int, up: Floats) -> None:
        """The person says that `up` (3,) is tall, from grid `index` on."""
        self._strap.stands(index, up)

    def moved(self) -> None:
        """The person says that the sensor sits differently from now on."""
        self._strap.forget()

    def _blames(self, *beginnings: str) -> bool:
        return any(code.startswith(beginnings) for code in self.state.said)

    def _first_time(self, findings: list[Health]) -> list[Health]:
        return [said for one in findings for said in self._say(one.code, one.message)]

    def _forces(self, cells: Floats) -> list[Health]:
        if _OFFSET in self.state.said:
            return []
        square = (cells**2).reshape(-1, self._cell, 2, 3).sum(axis=3)
        force = np.sqrt(square[:, :, 1]).sum(axis=1) / self._cell
        slow = square[:, :, 0].max(axis=1) < self._slow_rad2_s2
        _keep(self.state.all_m_s2, force.tolist())
        if not slow.any():
            return []
        _keep(self.state.slow_m_s2, force[slow].tolist())
        if len(self.state.slow_m_s2) < 2 * _NEEDED:
            return []
        found = self._offset(self.state.slow_m_s2)
        if not self._blames("accelerometer"):
            for mean in cells[slow, :, 3:].sum(axis=1) / self._cell:
                found += self._first_time(self._gravity.look(mean))
        return found

    def _units(self, cells: Floats) -> list[Health]:
        """Rates that no thigh can have: they are degrees per second."""
        rates = np.sqrt((cells[:, :, :3] ** 2).sum(axis=2)).sum(axis=1) / self._cell
        self.state.impossible += int((rates > _IMPOSSIBLE_RAD_S).sum())
        if self.state.impossible < _IMPOSSIBLE_CELLS:
            return []
        return self._say(
            "gyroscope-units",
            "The gyroscope reads faster turns than a thigh can make: probably degrees per second"
            " that were taken for radians. Look at the units of the file or of the driver.",
        )

    def _axes(self, cells: Floats) -> list[Health]:
        """Axes that stand still while their neighbours move."""
        changes = cells[:, 1:] - cells[:, :-1]  # without the slow change of the gyro's bias
        moves = _spread(cells).reshape(-1, 2, 3).max(axis=2) > _ALIVE_STEP
        dead = (_spread(changes).reshape(-1, 2, 3) < _STILL_STEP).reshape(-1, 6)
        mute = (dead & moves.repeat(3, axis=1)).sum(axis=0).tolist()
        alive = (~dead).sum(axis=0).tolist()
        found: list[Health] = []
        for sensor, name in enumerate(_SENSORS):
            for k, axis in enumerate(_AXES):
                self.state.dead[3 * sensor + k] += mute[3 * sensor + k]
                self.state.alive[3 * sensor + k] += alive[3 * sensor + k]
                if self._is_stuck(3 * sensor + k):
                    found += self._say(
                        f"{name}-axis-stuck",
                        f"The {name}'s {axis} axis does not move. The count may be wrong and angles"
                        " surely are; this sensor needs to be replaced.",
                    )
        return found

    def _is_stuck(self, column: int) -> bool:
        """One axis of three; where two do not move, the samples are made up, not worn."""
        first = column - column % 3
        neighbours = [n for n in range(first, first + 3) if n != column]
        alive = self.state.alive
        is_dead = self.state.dead[column] >= _STUCK_CELLS and not alive[column]
        return is_dead and all(alive[n] for n in neighbours)

    def _say(self, code: str, message: str) -> list[Health]:
        if code in self.state.said:
            return []
        self.state.said.append(code)
        return [Health(code, message)]

    def finish(self) -> list[Health]:
        """What can be said at the end that was not certain before."""
        return self._first_time(self._strap.finish(self.alone)) + self._offset_at_last()

    def _offset_at_last(self) -> list[Health]:
        if len(self.state.slow_m_s2) >= _NEEDED:
            return self._offset(self.state.slow_m_s2)
        if len(self.state.all_m_s2) < _FALLBACK:
            return []
        return self._offset(self.state.all_m_s2, _FALLBACK_M_S2)

    def _offset(self, means: list[float], limit: float = _OFFSET_M_S2) -> list[Health]:
        reading = sorted(means)[len(means) // 2]
        if abs(reading - STANDARD_GRAVITY_M_S2) < limit or _OFFSET in self.state.said:
            return []
        self.state.said.append(_OFFSET)
        for unit, (low, high) in (("g", _IN_G), ("thousandths of g", _IN_MILLI_G)):
            if low < reading < high:
                return self._say(
                    "accelerometer-units",
                    f"The accelerometer reads {reading:.3g} at rest instead of 9.8: probably {unit}"
                    " that were taken for m/s². Look at the units of the file or of the driver.",
                )
        return [
            Health(
                _OFFSET,
                f"The accelerometer reads {reading:.1f} m/s² at rest instead of"
                " 9.8. Counting still works; depth may be off by several degrees."
                " Calibrate the sensor if it can be.",
            )
        ]


def _spread(cells: Floats) -> Floats:
    """(m, 6) range of values in each of m cells (m, n, 6)."""
    return np.maximum.reduce(cells, axis=1) - np.minimum.reduce(cells, axis=1)


def _keep(values: list[float], new: list[float]) -> None:
    values.extend(new)
    del values[:-_KEEP]
