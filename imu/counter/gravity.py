"""Whether gravity has the same size in every pose: the scale of the accelerometer's axes.

Someone who trains shows a sensor few poses: tall, the bottom of the hinge, perhaps a seat. An axis
that is off by as much in all of them cannot be seen, and an offset cannot be told from a scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from imu.counter.tilt import Vector, as_vector, unit
from imu.samples import Floats, Health

_SAME_DEG, _OTHER_DEG = 12.0, 25.0
"""degrees. Within the first two moments are of one pose; beyond the second two poses disagree."""

_DIFFERENCE_M_S2 = 1.0
"""m/s². Offsets of 40 mg an axis, as in data sheets, make up to 0.5 over 45 degrees and 0.96 over
90."""

_MOMENTS = 6
"""Slow half-seconds in each of two poses that make a verdict."""

_POSES = 8
"""Poses that are remembered: the first ones."""


@dataclass(slots=True)
class Pose:
    """A direction of gravity, its mean size (m/s²) and the slow half-seconds in it."""

    up: Vector
    size_m_s2: float
    moments: int = 1


@dataclass(slots=True)
class GravityState:
    """The poses so far."""

    poses: list[Pose] = field(default_factory=list[Pose])


class GravityCheck:
    """Looks at slow half-seconds."""

    def __init__(self, state: GravityState | None = None) -> None:
        self.state = state or GravityState()

    def look(self, force: Floats) -> list[Health]:
        """Take the mean specific force (3,) of a slow half-second, m/s²."""
        size = math.sqrt(float((force * force).sum()))
        if size <= 0.0:
            return []
        pose = self._pose(as_vector(unit(force)), size)
        if pose is None or pose.moments < _MOMENTS:
            return []
        for other in self.state.poses:
            off = abs(other.size_m_s2 - pose.size_m_s2)
            apart = _apart_deg(other.up, pose.up)
            if other.moments >= _MOMENTS and apart > _OTHER_DEG and off > _DIFFERENCE_M_S2:
                return [_uneven(other.size_m_s2, pose.size_m_s2)]
        return []

    def _pose(self, up: Vector, size: float) -> Pose | None:
        """The pose that this moment belongs to, with it; None for one too many."""
        poses = self.state.poses
        near = min(poses, key=lambda pose: _apart_deg(pose.up, up), default=None)
        if near is not None and _apart_deg(near.up, up) < _SAME_DEG:
            near.moments += 1
            near.size_m_s2 += (size - near.size_m_s2) / min(near.moments, 20)
            return near
        if len(poses) >= _POSES:
            return None
        poses.append(Pose(up, size))
        return poses[-1]


def _apart_deg(a: Vector, b: Vector) -> float:
    cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))


def _uneven(a: float, b: float) -> Health:
    return Health(
        "accelerometer-scale",
        f"The accelerometer reads {a:.1f} m/s² in one pose at rest and {b:.1f} in another: an axis"
        " is off in scale or zero. Counting still works; depth may be off by several degrees."
        " Calibrate the sensor if it can be.",
    )
