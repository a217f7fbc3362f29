"""Readings that stand still at the end of the sensor's range: saturation.

The range itself is not known here. An axis that is clipped gives the same reading again and again,
and never one beyond it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Health

_FLAT_RAD_S = 2e-4
"""rad/s from sample to sample. Noise alone makes twice that and more; the estimate of the bias,
which has been taken out, moves by less."""

_LEAST = (1.7, 14.0)
"""rad/s and m/s²: 100 degrees/s and 1.4 g. No sensor's range is smaller than 125 degrees/s or
1.5 g."""

_BY_AXIS = np.repeat(_LEAST, 3)

_SAME = (0.03, 0.001)
"""Readings within this share are the same end of the range. That of the gyroscope is moved a little
by its bias, and slow peaks lie side by side: there, readings must stand still as well."""

_KNOCK = 0.8
"""The accelerometer is cut off in knocks: at the end of its range it is not for half a second."""

_NEEDED = 10
"""Samples at one end, 0.1 s in all: a single knock is nobody's business."""

_SENSORS = ("gyroscope", "accelerometer")


@dataclass(slots=True)
class ClippingState:
    """By axis, the gyroscope first: largest reading, and how many samples stood still there."""

    level: list[float] = field(default_factory=lambda: [0.0] * 6)
    samples: list[int] = field(default_factory=lambda: [0] * 6)


class ClippingWatch:
    """Looks at half-seconds of samples."""

    def __init__(self, state: ClippingState | None = None) -> None:
        self.state = state or ClippingState()

    def look(self, cells: Floats) -> list[Health]:
        """Take (m, n, 6) half-seconds of rates and forces; give what is certain by now."""
        found: list[Health] = []
        size = np.abs(cells)
        top = size.max(axis=1)
        if not (top > _BY_AXIS).any():
            return found
        for k, least in enumerate(_BY_AXIS.tolist()):
            found += [
                _clipped(k // 3, self.state.level[k])
                for m in np.flatnonzero(top[:, k] > least).tolist()
                if self._seen(k, size[m, :, k], float(top[m, k]))
            ]
        return found

    def _seen(self, k: int, size: Floats, top: float) -> bool:
        """Whether axis `k` is known to be clipped after these sizes (n,) of its readings."""
        state, same = self.state, _SAME[k // 3]
        if top > (1.0 + same) * state.level[k]:
            state.level[k], state.samples[k] = top, 0  # it reads more: that was not the end
        at_end = size > (1.0 - same) * state.level[k]
        if k < 3:
            flat = np.abs(np.diff(size)) < _FLAT_RAD_S
            at_end = at_end[1:-1] & flat[1:] & flat[:-1]
        elif float(size.sum()) > _KNOCK * state.level[k] * len(size):
            return False
        state.samples[k] += int(at_end.sum())
        return state.samples[k] >= _NEEDED


def _clipped(sensor: int, level: float) -> Health:
    unit, words = (math.radians(1.0), "°/s") if sensor == 0 else (STANDARD_GRAVITY_M_S2, " g")
    return Health(
        f"{_SENSORS[sensor]}-saturated",
        f"The {_SENSORS[sensor]} reaches the end of its range ({level / unit:.3g}{words}): quick"
        " movements are cut off. Choose a larger range in the sensor's settings if it has one.",
    )
