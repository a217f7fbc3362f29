"""What is wrong with the sensor, said once each, in words a person can act on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Health

_SLOW_DEG_S = 15.0
"""degrees/s. Turning more slowly than this, a worn sensor feels little but gravity."""

_OFFSET_M_S2 = 1.0
"""m/s². Consumer sensors are off by up to 0.4 (40 mg); beyond 1.0 tilt is wrong by 6 degrees and
more."""

_KEEP = 120
"""Half-seconds that are kept: one minute of slow ones."""

_NEEDED = 2
"""Slow half-seconds that make a verdict: one second."""

_FALLBACK = 10
_FALLBACK_M_S2 = 1.8
"""Half-seconds of any kind that make a verdict where nobody ever stood still, and the offset that
they must show: over whole reps the accelerations of the body average out, but not quite."""


@dataclass(slots=True)
class HealthState:
    """Mean |specific force| of the slow and of all half-seconds, and what has been said already."""

    slow_m_s2: list[float] = field(default_factory=list[float])
    all_m_s2: list[float] = field(default_factory=list[float])
    said: list[str] = field(default_factory=list[str])


class HealthWatch:
    """Looks at every half-second of raw grid samples."""

    def __init__(self, rate_hz: int, state: HealthState | None = None) -> None:
        self.state = state or HealthState()
        self._cell = rate_hz // 2
        self._slow_rad2_s2 = math.radians(_SLOW_DEG_S) ** 2

    def look(self, poses: Floats) -> list[Health]:
        """Take (n, 9) poses of whole half-seconds; give what is worth saying for the first time."""
        whole = len(poses) // self._cell * self._cell
        if not whole or self.state.said:
            return []
        square = (poses[:whole, 3:] ** 2).reshape(-1, self._cell, 2, 3).sum(axis=3)
        force = np.sqrt(square[:, :, 1]).sum(axis=1) / self._cell
        slow = square[:, :, 0].max(axis=1) < self._slow_rad2_s2
        _keep(self.state.all_m_s2, force.tolist())
        if not slow.any():
            return []
        _keep(self.state.slow_m_s2, force[slow].tolist())
        return (
            self._offset(self.state.slow_m_s2) if len(self.state.slow_m_s2) >= 2 * _NEEDED else []
        )

    def finish(self) -> list[Health]:
        """What can be said at the end that was not certain before."""
        if len(self.state.slow_m_s2) >= _NEEDED:
            return self._offset(self.state.slow_m_s2)
        if len(self.state.all_m_s2) < _FALLBACK:
            return []
        return self._offset(self.state.all_m_s2, _FALLBACK_M_S2)

    def _offset(self, means: list[float], limit: float = _OFFSET_M_S2) -> list[Health]:
        off = sorted(means)[len(means) // 2] - STANDARD_GRAVITY_M_S2
        if abs(off) < limit or "accelerometer-offset" in self.state.said:
            return []
        self.state.said.append("accelerometer-offset")
        return [
            Health(
                "accelerometer-offset",
                f"The accelerometer reads {STANDARD_GRAVITY_M_S2 + off:.1f} m/s² at rest instead of"
                " 9.8. Counting still works; depth may be off by several degrees."
                " Calibrate the sensor if it can be.",
            )
        ]


def _keep(values: list[float], new: list[float]) -> None:
    values.extend(new)
    del values[:-_KEEP]
