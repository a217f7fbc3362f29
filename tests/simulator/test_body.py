"""The chain of segments: physics that must hold whatever the person does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Side
from imu.simulator import Foil, Person, Plan, SetPlan, SimulatedSession, rotations
from imu.simulator.body import Body, Leg, Motion, move, tilt
from imu.simulator.plan import FoilKind
from imu.simulator.script import LEGS, Script
from imu.simulator.session import write_script
from imu.simulator.tracks import Track

PLACE = (0.06, 0.02, 0.20)
SHANK, THIGH = 0.41, 0.43

ALL_FOILS: tuple[FoilKind, ...] = (
    "walk", "sit", "knee-lift", "heel-raise", "pick-up", "turn", "fidget", "look-back", "band",
    "handling", "lone-hinge", "lean", "place-block", "re-strap",
)  # fmt: skip


def script_of(*activities: Foil | SetPlan, seed: int = 2) -> Script:
    return write_script(Plan(activities=activities), np.random.default_rng(seed))


def posed(pitch: float = 0.0, shank: float = 0.0, side: Side = "right", **other: float) -> Motion:
    """Give a body that stays in one pose, degrees, standing on the right leg."""
    body = Body(SHANK, THIGH, Leg(Track(0.0)), Leg(Track(0.0)))
    body.left.support, body.right.support = Track(0.0), Track(1.0)
    leg = body.leg(side)
    leg.pitch, leg.shank = Track(pitch), Track(shank)
    for name, value in other.items():
        setattr(leg, name, Track(value))
    return move(body, side, PLACE, np.arange(5) / 10.0)


def busy_script() -> Script:
    foils = (Foil(kind=kind, duration_s=3.0) for kind in ALL_FOILS)
    return script_of(*foils, SetPlan(reps=2, settle_s=1.0))


@pytest.mark.parametrize("pitch", [-20.0, 0.0, 35.0, 85.0])
def test_a_body_at_rest_feels_gravity_and_nothing_else(pitch: float) -> None:
    motion = posed(pitch, shank=5.0, roll=4.0, yaw=-7.0)
    force = np.linalg.norm(motion.specific_force(), axis=1)
    assert force == pytest.approx(STANDARD_GRAVITY_M_S2, abs=1e-12)
    assert np.max(np.abs(motion.rate_rad_s)) == 0.0


def test_gravity_shows_the_pitch() -> None:
    # A thigh that is flexed by p sees the upward direction at p in front of its own axis.
    x, y, z = posed(30.0).specific_force()[0] / STANDARD_GRAVITY_M_S2
    assert (x, y, z) == pytest.approx((np.sin(np.pi / 6), 0.0, np.cos(np.pi / 6)))


def test_flexion_turns_about_the_axis_to_the_right() -> None:
    body = Body(SHANK, THIGH, Leg(Track(0.0)), Leg(Track(0.0)))
    body.right.pitch.to(0.0, 1.0, 40.0)
    rate = move(body, "right", PLACE, np.array([0.5])).rate_rad_s[0]
    assert rate == pytest.approx((0.0, -np.radians(40.0 * 1.875), 0.0))


def test_the_standing_leg_turns_about_the_knee() -> None:
    pitch, shank = np.radians(30.0), np.radians(5.0)
    knee = SHANK * np.array((np.sin(shank), 0.0, np.cos(shank)))
    front = PLACE[0] * np.array((np.cos(pitch), 0.0, np.sin(pitch)))
    along = PLACE[2] * np.array((-np.sin(pitch), 0.0, np.cos(pitch)))
    aside = np.array((0.0, PLACE[1] - 0.085, 0.0))
    assert posed(30.0, 5.0).position_m[0] == pytest.approx(knee + front + along + aside)


def test_the_swinging_leg_turns_about_the_hip() -> None:
    pitch, below = np.radians(60.0), THIGH - PLACE[2]
    hip = np.array((0.0, 0.085 + PLACE[1], SHANK + THIGH))
    front = PLACE[0] * np.array((np.cos(pitch), 0.0, np.sin(pitch)))
    along = -below * np.array((-np.sin(pitch), 0.0, np.cos(pitch)))
    assert posed(60.0, side="left").position_m[0] == pytest.approx(hip + front + along)


@pytest.mark.parametrize("side", LEGS)
def test_acceleration_is_the_second_derivative_of_the_place(side: Side) -> None:
    script, step = busy_script(), 2e-5
    middle = np.arange(0.05, script.now - 0.05, 0.01)
    time = (middle[:, None] + (-step, 0.0, step)).ravel()
    motion = move(script.body, side, PLACE, time)
    before, now, after = motion.position_m.reshape(-1, 3, 3).transpose(1, 0, 2)
    numeric = (after - 2.0 * now + before) / step**2
    assert np.max(np.abs(numeric)) > 5.0
    assert np.max(np.abs(numeric - motion.acc_m_s2[1::3])) < 1e-3


def integrated(start: Floats, rate: Floats, period_s: float) -> Floats:
    """Orientation (4,) after turning by (n, 3) rates, trapezoidal with coning correction."""
    half = (rate[1:] + rate[:-1]) * (period_s / 2.0)
    turns = half + np.cross(rate[:-1], rate[1:]) * (period_s**2 / 12.0)
    angle = np.linalg.norm(turns, axis=1, keepdims=True)
    part = np.concatenate((np.cos(angle / 2), turns * np.sinc(angle / (2 * np.pi)) / 2), axis=1)
    while len(part) > 1:
        tail = part[len(part) // 2 * 2 :]
        part = np.concatenate((rotations.multiply(part[:-1:2], part[1::2]), tail))
    return rotations.multiply(start, part[0])


@pytest.mark.parametrize(
    "activities",
    [
        (Foil(kind="walk", duration_s=60.0),),
        (SetPlan(reps=14),),
        tuple(Foil(kind=kind, duration_s=4.0) for kind in ALL_FOILS[1:]),
    ],
)
def test_adding_up_the_rate_gives_back_the_pose(
    activities: tuple[Foil | SetPlan, ...], play_exactly: Callable[..., SimulatedSession]
) -> None:
    session = play_exactly(*activities, rate_hz=200.0)
    minute = slice(0, 12000)
    for side, block in session.blocks.items():
        truth = session.quaternions[side][minute]
        end = integrated(truth[0], block.gyr_rad_s[minute], 0.005)
        apart = rotations.multiply(rotations.conjugate(end), truth[-1])
        assert 2.0 * np.degrees(np.linalg.norm(apart[1:])) < 0.05


def height_change(script: Script, side: Side, share: float) -> float:
    """How much higher the sensor is `share` of the way through the script than at its start, m."""
    heights = move(script.body, side, PLACE, np.array([0.0, script.now * share])).position_m[:, 2]
    return float(heights[1] - heights[0])


def leaning(pitch: float, shank: float) -> float:
    """How much higher the sensor of the standing leg is than when standing upright, m."""
    return float(posed(pitch, shank).position_m[0, 2] - posed().position_m[0, 2])


def test_the_sensor_rises_in_a_knee_lift() -> None:
    assert posed(60.0, side="left").position_m[0, 2] > posed(side="left").position_m[0, 2] + 0.1


def test_the_sensor_rises_in_a_heel_raise() -> None:
    script = Script(Person(), np.random.default_rng(1))
    for side in LEGS:
        script.body.leg(side).heel.to(0.0, 1.0, 0.06)
    script.now = 1.0
    assert height_change(script, "left", 1.0) == pytest.approx(0.06, abs=0.005)


def test_the_sensor_stays_in_a_hinge_and_sinks_in_a_squat() -> None:
    assert -0.03 < leaning(30.0, 0.0) < 0.01
    assert leaning(85.0, 34.0) < -0.15


def test_the_pelvis_hangs_on_the_legs_that_carry_it() -> None:
    # The idle leg's sensor goes down with the hip that the working leg lowers.
    body = Body(SHANK, THIGH, Leg(Track(0.0)), Leg(Track(60.0)))
    body.left.support, body.right.support = Track(0.0), Track(1.0)
    idle = move(body, "left", PLACE, np.array([0.0])).position_m[0, 2]
    assert idle == pytest.approx(SHANK + PLACE[2] - THIGH * (1.0 - np.cos(np.pi / 3)))


def test_walking_a_curve_feels_the_curve() -> None:
    body = Body(SHANK, THIGH, Leg(Track(0.0)), Leg(Track(0.0)))
    body.pace = Track(1.2)
    body.heading.to(0.0, 4.0, 90.0)
    motion = move(body, "right", (0.0, 0.085, THIGH), np.array([2.0]))
    turn_rate = np.radians(90.0) * 1.875 / 4.0
    # The place on the midline walks a circle: v * omega to the left.
    assert motion.specific_force()[0, 1] == pytest.approx(1.2 * turn_rate, abs=1e-9)


def test_tilt_is_the_pitch_of_the_bone() -> None:
    script = script_of(SetPlan(reps=2))
    time = np.arange(0.0, script.now, 0.01)
    motion = move(script.body, "right", PLACE, time)
    assert tilt(script.body, "right", time) == pytest.approx(motion.tilt_deg, abs=1e-12)
