"""What a real sensor makes of an exact motion: strap, errors, saturation, 16 bits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from imu.simulator import rotations
from imu.simulator.body import RADIANS, Leg
from imu.simulator.plan import Mount, Sensor
from imu.simulator.tracks import Step, draw_hum

CROSS_AXIS = 0.5
"""Cross-axis terms over the error of scale; both are within 1 % for phone-class sensors."""


def draw_strap(mount: Mount, rng: np.random.Generator) -> Floats:
    """(4,) rotation sensor -> thigh (w, x, y, z): as given, or drawn from all rotations.

    Draws in both cases, so that giving a rotation changes nothing else.
    """
    drawn = rotations.random_rotation(rng)
    if mount.strap_wxyz is None:
        return drawn
    given = np.array(mount.strap_wxyz)
    return given / np.linalg.norm(given)


def wear(leg: Leg, mount: Mount, session_s: float, rng: np.random.Generator) -> None:
    """Give the leg the soft tissue under this strap, and its slip. Changes `leg`."""
    leg.quiver = draw_hum(rng, mount.tissue_deg, 3.0, 12.0)
    x, y, z = rng.uniform(-mount.bulge, mount.bulge, 3)
    leg.bulge = float(x), float(y), float(z)
    axis = rng.standard_normal(3)
    axis *= mount.slip_deg / np.linalg.norm(axis)
    for track, degrees in zip(leg.tissue, axis, strict=True):
        if degrees:
            track.add(Step(mount.slip_at * session_s, mount.slip_s, float(degrees)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sensor says: (n, 3) m/s² and rad/s in its own frame."""

    acc_m_s2: Floats
    gyr_rad_s: Floats


@dataclass(frozen=True, slots=True)
class Errors:
    """The faults of one specimen, drawn once.

    Attributes
    ----------
    acc_matrix, gyr_matrix : (3, 3) scale and cross-axis, identity when perfect.
    acc_offset_m_s2, gyr_bias_rad_s : (3,) constant offsets.
    gyr_per_acc : (3, 3) rate that the gyroscope feigns for a specific force, rad/s per m/s².
    """

    acc_matrix: Floats
    gyr_matrix: Floats
    acc_offset_m_s2: Floats
    gyr_bias_rad_s: Floats
    gyr_per_acc: Floats


def draw_errors(sensor: Sensor, rng: np.random.Generator) -> Errors:
    """A specimen of this kind of sensor."""
    milli_g, deg_s = sensor.acc_offset_mg * 1e-3 * STANDARD_GRAVITY_M_S2, sensor.gyr_bias_deg_s
    return Errors(
        acc_matrix=_draw_matrix(sensor.acc_scale, rng),
        gyr_matrix=_draw_matrix(sensor.gyr_scale, rng),
        acc_offset_m_s2=rng.uniform(-milli_g, milli_g, 3),
        gyr_bias_rad_s=rng.uniform(-deg_s, deg_s, 3) * RADIANS,
        gyr_per_acc=_draw_g_sensitivity(sensor, rng),
    )


def read(
    exact: Reading, sensor: Sensor, errors: Errors, rate_hz: float, rng: np.random.Generator
) -> Reading:
    """Exact quantities as this specimen reports them at `rate_hz`."""
    n, root_band = len(exact.acc_m_s2), np.sqrt(rate_hz / 2.0)
    acc_sd = sensor.acc_noise_ug * 1e-6 * STANDARD_GRAVITY_M_S2 * root_band
    gyr_sd = sensor.gyr_noise_deg_s * RADIANS * root_band
    walk_sd = sensor.gyr_walk_deg_s * RADIANS / np.sqrt(rate_hz)
    walk = np.cumsum(rng.normal(0.0, walk_sd, (n, 3)), axis=0)
    acc = np.einsum("ij,nj->ni", errors.acc_matrix, exact.acc_m_s2) + errors.acc_offset_m_s2
    gyr = np.einsum("ij,nj->ni", errors.gyr_matrix, exact.gyr_rad_s) + errors.gyr_bias_rad_s
    acc += rng.normal(0.0, acc_sd, (n, 3))
    gyr += walk + rng.normal(0.0, gyr_sd, (n, 3))
    if sensor.gyr_g_deg_s:
        gyr += np.einsum("ij,nj->ni", errors.gyr_per_acc, exact.acc_m_s2)
    acc_range, gyr_range = (
        sensor.acc_range_g * STANDARD_GRAVITY_M_S2,
        sensor.gyr_range_deg_s * RADIANS,
    )
    told = Reading(
        acc_m_s2=digitise(acc, acc_range, sensor.bits),
        gyr_rad_s=digitise(gyr, gyr_range, sensor.bits),
    )
    return mistaken(told, sensor)


UNITS = {
    "m/s2": 1.0,
    "g": 1.0 / STANDARD_GRAVITY_M_S2,
    "mg": 1e3 / STANDARD_GRAVITY_M_S2,
    "rad/s": 1.0,
    "deg/s": 1.0 / RADIANS,
}
"""What one m/s² or rad/s is in each unit."""

AXES = ("x", "y", "z")


def mistaken(reading: Reading, sensor: Sensor) -> Reading:
    """The numbers as somebody gets them who does not know about units, signs and dead axes."""
    acc = reading.acc_m_s2 * UNITS[sensor.acc_unit]
    gyr = reading.gyr_rad_s * UNITS[sensor.gyr_unit]
    for name, values in (("acc", acc), ("gyr", gyr)):
        for column, axis in enumerate(AXES):
            if f"{name}-{axis}" in sensor.flipped:
                values[:, column] *= -1.0
            if f"{name}-{axis}" in sensor.stuck:
                values[:, column] = values[:1, column]
    return Reading(acc, gyr)


def digitise(value: Floats, full_scale: float, bits: int) -> Floats:
    """Round to a signed integer of so many bits over ±`full_scale`, and saturate like one.

    With 0 bits the value is only limited to ±`full_scale`.
    """
    if bits == 0:
        return np.clip(value, -full_scale, full_scale)
    steps = 2 ** (bits - 1)
    counts = np.rint(value * (steps / full_scale))
    return np.clip(counts, -steps, steps - 1) * (full_scale / steps)


def medio_lateral_axis(strap: Floats) -> Floats:
    """(3,) axis of thigh flexion, which points to the person's right, in the sensor frame."""
    return rotations.rotate(rotations.conjugate(strap), np.array((0.0, -1.0, 0.0)))


def _draw_g_sensitivity(sensor: Sensor, rng: np.random.Generator) -> Floats:
    if not sensor.gyr_g_deg_s:
        return np.zeros((3, 3))
    limit = sensor.gyr_g_deg_s * RADIANS / STANDARD_GRAVITY_M_S2
    return rng.uniform(-limit, limit, (3, 3))


def _draw_matrix(scale: float, rng: np.random.Generator) -> Floats:
    weights = np.full((3, 3), CROSS_AXIS) + (1.0 - CROSS_AXIS) * np.eye(3)
    return np.eye(3) + rng.uniform(-scale, scale, (3, 3)) * weights
