"""Third stage: what a pose of the sensor means for the thigh, once the hinge frame is known.

The frame is three unit vectors in the sensor frame: `tall`, up in the person's tall pose;
`forward`, the way in which up moves there when the thigh flexes; `lateral` = tall x forward, the
medio-lateral axis.

* sagittal tilt = angle of up about `lateral` from `tall`, positive in flexion;
* frontal tilt = angle of up out of the sagittal plane;
* transverse rate = angular rate about the thigh's long axis, which is `tall` in the sensor frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from imu.samples import Floats

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class HingeFrame:
    """Where tall and the hinge axis are in the sensor frame; see the module text.

    `confidence` runs from 0 to 1. `epoch` counts how often the sensor was found on a new axis;
    metrics of different epochs are never compared without saying so.
    """

    tall: Vector
    forward: Vector
    lateral: Vector
    confidence: float
    epoch: int

    @property
    def columns(self) -> Floats:
        """(3, 3): forward, tall, lateral as rows."""
        return np.array([self.forward, self.tall, self.lateral])


def unit(vector: Floats) -> Floats:
    """`vector` (3,) scaled to length 1."""
    x, y, z = vector.tolist()
    return vector / math.sqrt(x * x + y * y + z * z)


def as_vector(vector: Floats) -> Vector:
    """`vector` (3,) as plain numbers, which compare and save exactly."""
    x, y, z = vector.tolist()
    return (x, y, z)


def frame_from(tall: Floats, forward: Floats, confidence: float, epoch: int) -> HingeFrame:
    """Right-angled frame from a tall direction (3,) and a rough forward direction (3,)."""
    up = as_vector(unit(tall))
    x, y, z = forward.tolist()
    over = x * up[0] + y * up[1] + z * up[2]
    across = np.array((x - up[0] * over, y - up[1] * over, z - up[2] * over))
    ahead = as_vector(unit(across))
    lateral = (
        up[1] * ahead[2] - up[2] * ahead[1],
        up[2] * ahead[0] - up[0] * ahead[2],
        up[0] * ahead[1] - up[1] * ahead[0],
    )
    return HingeFrame(up, ahead, lateral, confidence, epoch)


def along(vectors: Floats, axis: Vector) -> Floats:
    """Component of (n, 3) vectors along `axis`: (n,). Elementwise, so the same in any cut."""
    return vectors[:, 0] * axis[0] + vectors[:, 1] * axis[1] + vectors[:, 2] * axis[2]


def sagittal_deg(up: Floats, frame: HingeFrame) -> Floats:
    """Sagittal tilt of (n, 3) up vectors, degrees, (n,)."""
    return np.degrees(np.arctan2(along(up, frame.forward), along(up, frame.tall)))


def frontal_deg(up: Floats, frame: HingeFrame) -> Floats:
    """Frontal tilt of (n, 3) up vectors, degrees, (n,)."""
    return np.degrees(np.arcsin(np.clip(along(up, frame.lateral), -1.0, 1.0)))


def transverse_rate_deg_s(rate_rad_s: Floats, frame: HingeFrame) -> Floats:
    """Rotation rate about the thigh's long axis of (n, 3) rates, degrees per second, (n,)."""
    return np.degrees(along(rate_rad_s, frame.tall))


def hinge_rate_deg_s(rate_rad_s: Floats, frame: HingeFrame) -> Floats:
    """Rate of sagittal tilt from (n, 3) angular rates, degrees per second, (n,).

    Up seen from the sensor turns the other way than the sensor itself, hence the sign.
    """
    return -np.degrees(along(rate_rad_s, frame.lateral))
