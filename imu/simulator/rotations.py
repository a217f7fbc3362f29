"""Unit quaternions (w, x, y, z), one a row, and the angular rate of Euler angles.

A quaternion here turns a vector of the inner frame (sensor, thigh) into the outer one (thigh,
earth). The order of Euler angles is z-y-x: ``R = Rz(yaw) Ry(pitch) Rx(roll)``, right-handed.
"""

from __future__ import annotations

import numpy as np

from imu.samples import Floats


def multiply(outer: Floats, inner: Floats) -> Floats:
    """Product of quaternions (..., 4): first `inner`, then `outer`."""
    w, x, y, z = np.moveaxis(outer, -1, 0)
    a, b, c, d = np.moveaxis(inner, -1, 0)
    return np.stack(
        (
            w * a - x * b - y * c - z * d,
            w * b + x * a + y * d - z * c,
            w * c - x * d + y * a + z * b,
            w * d + x * c - y * b + z * a,
        ),
        axis=-1,
    )


def conjugate(quaternion: Floats) -> Floats:
    """The opposite rotation (..., 4)."""
    return quaternion * np.array((1.0, -1.0, -1.0, -1.0))


def rotate(quaternion: Floats, vector: Floats) -> Floats:
    """Turn vectors (..., 3) from the inner into the outer frame of quaternions (..., 4)."""
    w, axis = quaternion[..., :1], quaternion[..., 1:]
    twice = 2.0 * np.cross(axis, vector)
    return vector + w * twice + np.cross(axis, twice)


def from_euler(roll: Floats, pitch: Floats, yaw: Floats) -> Floats:
    """Quaternions (n, 4) of ``Rz(yaw) Ry(pitch) Rx(roll)``, angles (n,) in radians."""
    zero = np.zeros_like(roll)
    about_x = np.stack((np.cos(roll / 2), np.sin(roll / 2), zero, zero), axis=-1)
    about_y = np.stack((np.cos(pitch / 2), zero, np.sin(pitch / 2), zero), axis=-1)
    about_z = np.stack((np.cos(yaw / 2), zero, zero, np.sin(yaw / 2)), axis=-1)
    return multiply(about_z, multiply(about_y, about_x))


def euler_rate(
    roll: Floats, pitch: Floats, roll_rate: Floats, pitch_rate: Floats, yaw_rate: Floats
) -> Floats:
    """Angular rate (n, 3) in the inner frame, rad/s, of ``Rz(yaw) Ry(pitch) Rx(roll)``.

    Source: kinematic equations of the z-y-x sequence, any textbook on rigid bodies.
    """
    sin_roll, cos_roll, cos_pitch = np.sin(roll), np.cos(roll), np.cos(pitch)
    return np.stack(
        (
            roll_rate - yaw_rate * np.sin(pitch),
            pitch_rate * cos_roll + yaw_rate * cos_pitch * sin_roll,
            yaw_rate * cos_pitch * cos_roll - pitch_rate * sin_roll,
        ),
        axis=-1,
    )


def random_rotation(rng: np.random.Generator) -> Floats:
    """A quaternion (4,) drawn uniformly from all rotations (a normalised Gaussian 4-vector)."""
    draw = rng.standard_normal(4)
    return draw / np.linalg.norm(draw)
