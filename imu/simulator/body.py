"""A body of two legs and a pelvis, and how each thigh moves.

Frames
------
*Earth*: x forward at the start, y to the left, z up. *Thigh*: z along the thigh from knee to hip,
x to the front, y to the left; equal to the earth's frame when the person stands tall and faces
forward. ``R_thigh->earth = Rz(heading + yaw) Ry(-pitch) Rx(roll)``, so pitch is the thigh tilt:
positive with the knee in front of the hip.

Chain
-----
Each leg is a planar chain from the ankle: ``knee = shank * (sin s, 0, cos s)`` with the shank's
forward tilt s, ``hip = knee + R (0, 0, thigh)``. The pelvis hangs on the legs that carry it: its
place is the mean of both hips weighted by `support`; what no leg carries (walking) moves along a
given path. Every sensor is then found from the hip downwards, so a swinging leg's sensor turns
about the hip and a standing leg's sensor, with the foot fixed, about the knee.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Side
from imu.simulator import rotations
from imu.simulator.jets import (
    Jet,
    JetVector,
    add_vectors,
    constant,
    rotate_x,
    rotate_y,
    rotate_z,
    sin_cos,
)
from imu.simulator.tracks import STILL, Hum, Track

HIP_HALF_WIDTH_M = 0.085
"""m from the midline to a hip joint centre; adults have about 0.17 m between them (Bell 1990)."""

EASY_STIR = 0.2
"""Sway, wobble and tremor on both feet over those on one; real quiet standing hardly moves a thigh
(rates of 0.1 to 0.4 degrees/s RMS in a real recording; Phan et al. 2024, see the package)."""

MOVING_STIR = 0.5
"""The same while bending on both feet: muscles that work tremble."""

RADIANS = float(np.pi / 180.0)
"""Radians in one degree."""


@dataclass(slots=True)
class Leg:
    """Channels of one leg. Angles in degrees, lengths in metres.

    Attributes
    ----------
    pitch, roll, yaw : thigh against the earth, see the module; yaw without the body's heading.
    shank : forward tilt of the shank.
    heel : how far the ankle is lifted above its place on the floor.
    support : share of the pelvis that this leg carries, 0 to 1.
    stir : how strongly sway, wobble and tremor act; 1 in single-leg stance.
    tissue : rotation of the sensor against the thigh about the thigh's x, y and z: soft tissue,
        a push of the hand, a slipping strap, or the sensor in the hand.
    shock : displacement of the sensor along the earth's x and z by impacts.
    sway, wobble, twist : irregular movement in pitch, roll and yaw, scaled by `stir`.
    quiver : irregular rotation of the soft tissue about the thigh's y axis, scaled by `bustle`.
    bustle : how fast the thigh moves, about 1 at 100 degrees/s; drives the soft tissue.
    bulge : soft-tissue rotation per degree of pitch about the thigh's x, y and z.
    """

    pitch: Track
    roll: Track = field(default_factory=Track)
    yaw: Track = field(default_factory=Track)
    shank: Track = field(default_factory=Track)
    heel: Track = field(default_factory=Track)
    support: Track = field(default_factory=lambda: Track(0.5))
    stir: Track = field(default_factory=lambda: Track(EASY_STIR))
    tissue: tuple[Track, Track, Track] = field(default_factory=lambda: (Track(), Track(), Track()))
    shock: tuple[Track, Track] = field(default_factory=lambda: (Track(), Track()))
    bustle: Track = field(default_factory=Track)
    sway: Hum = STILL
    wobble: Hum = STILL
    twist: Hum = STILL
    quiver: Hum = STILL
    bulge: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Body:
    """Both legs and the pelvis.

    Attributes
    ----------
    shank_m, thigh_m : segment lengths, m.
    travel : the pelvis' own movement to the front, to the left and up, m.
    heading : degrees to the left.
    pace : walking speed along the heading, m/s.
    """

    shank_m: float
    thigh_m: float
    left: Leg
    right: Leg
    travel: tuple[Track, Track, Track] = field(default_factory=lambda: (Track(), Track(), Track()))
    heading: Track = field(default_factory=Track)
    pace: Track = field(default_factory=Track)

    def leg(self, side: Side) -> Leg:
        """The leg of that side ("left" or "right")."""
        return self.left if side == "left" else self.right


@dataclass(frozen=True, slots=True)
class Motion:
    """Exact motion of one sensor at n instants, in the frame of the skin under its strap.

    Attributes
    ----------
    time_s : (n,) session time, s.
    tilt_deg, frontal_deg, transverse_deg : (n,) pitch, roll and yaw of the thigh bone, degrees.
    quaternion : (n, 4) skin -> earth, (w, x, y, z).
    rate_rad_s : (n, 3) angular rate in the skin's frame, rad/s.
    position_m, acc_m_s2 : (n, 3) of the sensor in the earth's frame, m and m/s², without gravity.
    """

    time_s: Floats
    tilt_deg: Floats
    frontal_deg: Floats
    transverse_deg: Floats
    quaternion: Floats
    rate_rad_s: Floats
    position_m: Floats
    acc_m_s2: Floats

    def specific_force(self) -> Floats:
        """(n, 3) what an ideal accelerometer measures in the skin's frame, m/s²."""
        up = np.array((0.0, 0.0, STANDARD_GRAVITY_M_S2))
        return rotations.rotate(rotations.conjugate(self.quaternion), self.acc_m_s2 + up)


def tilt(body: Body, side: Side, time_s: Floats) -> Floats:
    """(n,) true thigh tilt in degrees at (n,) increasing times, s."""
    return _pitch(body.leg(side), time_s).value


def move(body: Body, side: Side, place_m: tuple[float, float, float], time_s: Floats) -> Motion:
    """Exact motion of a sensor on one thigh.

    Parameters
    ----------
    place_m : sensor in the thigh's frame, from the knee: front, left, up along the thigh, m.
    time_s : (n,) increasing times, s.
    """
    leg, heading = body.leg(side), body.heading.at(time_s)
    both = _Angles(body.left, time_s), _Angles(body.right, time_s)
    angles = both[0] if side == "left" else both[1]
    below_hip = place_m[0], place_m[1], place_m[2] - body.thigh_m
    aside = HIP_HALF_WIDTH_M if side == "left" else -HIP_HALF_WIDTH_M
    hip = add_vectors(_pelvis(body, both, time_s), _fixed((0.0, aside, 0.0), len(time_s)))
    sensor = add_vectors(hip, angles.turn(below_hip))
    shock = leg.shock[0].at(time_s), constant(0.0, len(time_s)), leg.shock[1].at(time_s)
    place = rotate_z(add_vectors(sensor, shock), heading * RADIANS)
    place = add_vectors(place, _path(body, heading * RADIANS, time_s))
    quaternion, rate = _with_tissue(leg, angles, heading * RADIANS, time_s)
    return Motion(
        time_s=time_s,
        tilt_deg=angles.pitch.value / RADIANS,
        frontal_deg=angles.roll.value / RADIANS,
        transverse_deg=angles.yaw.value / RADIANS,
        quaternion=quaternion,
        rate_rad_s=rate,
        position_m=np.stack([axis.value for axis in place], axis=-1),
        acc_m_s2=np.stack([axis.curve for axis in place], axis=-1),
    )


class _Angles:
    """Pitch, roll and yaw of one thigh as jets, radians."""

    def __init__(self, leg: Leg, time_s: Floats) -> None:
        stir = leg.stir.at(time_s)
        self.pitch = _pitch(leg, time_s) * RADIANS
        self.roll = (leg.roll.at(time_s) + stir * leg.wobble.at(time_s)) * RADIANS
        self.yaw = (leg.yaw.at(time_s) + stir * leg.twist.at(time_s)) * RADIANS

    def turn(self, vector: tuple[float, float, float]) -> JetVector:
        """A vector fixed in the thigh, in the frame of the body (earth without heading)."""
        fixed = _fixed(vector, len(self.pitch.value))
        return rotate_z(rotate_y(rotate_x(fixed, self.roll), -self.pitch), self.yaw)


def _pitch(leg: Leg, time_s: Floats) -> Jet:
    """Pitch with sway, degrees."""
    return leg.pitch.at(time_s) + leg.stir.at(time_s) * leg.sway.at(time_s)


def _fixed(vector: tuple[float, float, float], n: int) -> JetVector:
    return constant(vector[0], n), constant(vector[1], n), constant(vector[2], n)


def _pelvis(body: Body, both: tuple[_Angles, _Angles], time_s: Floats) -> JetVector:
    """Middle of the hips in the frame of the body, m."""
    left, right = body.left.support.at(time_s), body.right.support.at(time_s)
    travel = body.travel[0].at(time_s), body.travel[1].at(time_s), body.travel[2].at(time_s)
    free = (left + right) * -1.0 + 1.0
    height = free * (body.shank_m + body.thigh_m)
    total = travel[0], travel[1], travel[2] + height
    for leg, angles, share in ((body.left, both[0], left), (body.right, both[1], right)):
        hip = _hip_over_foot(body, leg, angles, time_s)
        total = add_vectors(total, (share * hip[0], share * hip[1], share * hip[2]))
    return total


def _path(body: Body, heading: Jet, time_s: Floats) -> JetVector:
    """The way walked, m. Velocity and acceleration are exact, the way itself is summed up."""
    sine, cosine = sin_cos(heading)
    pace = body.pace.at(time_s)
    return _summed(pace * cosine, time_s), _summed(pace * sine, time_s), constant(0.0, len(time_s))


def _summed(speed: Jet, time_s: Floats) -> Jet:
    """Integral of a speed by the trapezoidal rule, m."""
    steps = np.diff(time_s, prepend=time_s[:1])
    before = np.concatenate((speed.value[:1], speed.value[:-1]))
    return Jet(np.cumsum(steps * (speed.value + before) / 2.0), speed.value, speed.rate)


def _hip_over_foot(body: Body, leg: Leg, angles: _Angles, time_s: Floats) -> JetVector:
    """Hip of a leg whose foot stands below the body's origin, m."""
    sine, cosine = sin_cos(leg.shank.at(time_s) * RADIANS)
    heel, still = leg.heel.at(time_s), constant(0.0, len(time_s))
    knee = sine * body.shank_m, still, cosine * body.shank_m + heel
    return add_vectors(knee, angles.turn((0.0, 0.0, body.thigh_m)))


def _with_tissue(leg: Leg, angles: _Angles, heading: Jet, time_s: Floats) -> tuple[Floats, Floats]:
    """Orientation (n, 4) skin -> earth and rate (n, 3) of the skin in its own frame, rad/s."""
    roll, pitch, yaw = angles.roll, -angles.pitch, angles.yaw + heading
    thigh = rotations.from_euler(roll.value, pitch.value, yaw.value)
    rate = rotations.euler_rate(roll.value, pitch.value, roll.rate, pitch.rate, yaw.rate)
    x, y, z = _tissue(leg, angles, time_s)
    skin = rotations.from_euler(x.value, y.value, z.value)
    own = rotations.euler_rate(x.value, y.value, x.rate, y.rate, z.rate)
    return rotations.multiply(thigh, skin), rotations.rotate(rotations.conjugate(skin), rate) + own


def _tissue(leg: Leg, angles: _Angles, time_s: Floats) -> JetVector:
    """Rotation of the skin against the thigh about its x, y and z, radians."""
    quiver = leg.bustle.at(time_s) * leg.quiver.at(time_s)
    x, y, z = (
        track.at(time_s) * RADIANS + angles.pitch * gain
        for track, gain in zip(leg.tissue, leg.bulge, strict=True)
    )
    return x, y + quiver * RADIANS, z
