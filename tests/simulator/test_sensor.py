"""Strap, errors, saturation and 16 bits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.samples import STANDARD_GRAVITY_M_S2 as G
from imu.samples import Floats
from imu.simulator import (
    IDEAL_SENSOR,
    Foil,
    Mount,
    Plan,
    Sensor,
    SetPlan,
    SimulatedSession,
    rotations,
    simulate,
)
from imu.simulator.plan import replace
from imu.simulator.sensor import Reading, digitise, draw_errors, read

PlayExactly = Callable[..., SimulatedSession]
STILL = Reading(np.tile((0.0, 0.0, G), (60_000, 1)), np.zeros((60_000, 3)))


def reading_of(sensor: Sensor, exact: Reading = STILL, seed: int = 1) -> Reading:
    rng = np.random.default_rng(seed)
    return read(exact, sensor, draw_errors(sensor, rng), 100.0, rng)


def test_a_cheap_gyroscope_feels_gravity() -> None:
    still = reading_of(replace(IDEAL_SENSOR, gyr_g_deg_s=0.1)).gyr_rad_s
    felt = np.degrees(np.abs(still[0]))
    assert np.all(still == still[0])
    assert 0.001 < np.max(felt) <= 0.1


def test_numbers_may_come_in_the_wrong_unit() -> None:
    one = Reading(np.array([(0.0, 0.0, 9.80665)]), np.array([(1.0, 0.0, 0.0)]))
    wrong = reading_of(replace(IDEAL_SENSOR, acc_unit="g", gyr_unit="deg/s"), one)
    assert wrong.acc_m_s2[0, 2] == pytest.approx(1.0)
    assert wrong.gyr_rad_s[0, 0] == pytest.approx(57.29578)
    assert reading_of(replace(IDEAL_SENSOR, acc_unit="mg"), one).acc_m_s2[0, 2] == pytest.approx(
        1e3
    )


def test_axes_may_be_flipped_or_dead() -> None:
    moving = Reading(np.array([(1.0, 2.0, 3.0), (4.0, 5.0, 6.0)]), np.array([(1.0, 2.0, 3.0)] * 2))
    read_as = reading_of(replace(IDEAL_SENSOR, flipped=("gyr-y",), stuck=("acc-z",)), moving)
    assert read_as.acc_m_s2.tolist() == [[1.0, 2.0, 3.0], [4.0, 5.0, 3.0]]
    assert read_as.gyr_rad_s.tolist() == [[1.0, -2.0, 3.0]] * 2


def strapped(strap: tuple[float, float, float, float] | None, seed: int = 3) -> SimulatedSession:
    plan = Plan(
        activities=(Foil(kind="quiet"), SetPlan(reps=3), Foil(kind="walk")),
        sensor=IDEAL_SENSOR,
        mounts={"right": Mount(strap_wxyz=strap, slip_deg=8.0)},
    )
    return simulate(plan, seed)


def test_the_strap_only_turns_the_vectors() -> None:
    strap = (0.5, -0.5, 0.1, 0.7)
    straight, turned = strapped((1.0, 0.0, 0.0, 0.0)), strapped(strap)
    unit = np.array(strap) / np.linalg.norm(strap)
    one, other = straight.blocks["right"], turned.blocks["right"]
    assert rotations.rotate(unit, other.acc_m_s2) == pytest.approx(one.acc_m_s2, abs=1e-12)
    assert rotations.rotate(unit, other.gyr_rad_s) == pytest.approx(one.gyr_rad_s, abs=1e-12)
    assert turned.truth.reps == straight.truth.reps


def test_a_strap_is_drawn_unless_it_is_given() -> None:
    first, second = (strapped(None, seed).truth.traces["right"].strap_wxyz for seed in (1, 2))
    assert not np.allclose(first, second)
    assert np.linalg.norm(first) == pytest.approx(1.0)


def test_truth_knows_which_way_is_up_and_about_what_the_thigh_turns() -> None:
    session = strapped(None)
    trace, block = session.truth.traces["right"], session.blocks["right"]
    quiet = slice(20, 60)
    assert trace.up[quiet] * G == pytest.approx(block.acc_m_s2[quiet], abs=0.2)
    rep = session.truth.reps[0]
    falling = (block.time_s > rep.start_s) & (block.time_s < rep.bottom_start_s)
    turned = block.gyr_rad_s[falling].mean(axis=0)
    assert turned @ trace.medio_lateral > 0.95 * np.linalg.norm(turned)


def test_the_true_orientation_turns_up_into_up() -> None:
    trace = strapped(None).truth.traces["right"]
    upwards = np.tile((0.0, 0.0, 1.0), (len(trace.up), 1))
    assert rotations.rotate(trace.quaternion, trace.up) == pytest.approx(upwards)


@given(st.floats(-1e6, 1e6), st.sampled_from([12, 16]))
def test_digitising_is_off_by_half_a_step_or_saturates(value: float, bits: int) -> None:
    step = 2.0 / 2**bits
    got = float(digitise(np.array([value * 1e-5]), 1.0, bits)[0])
    assert got == pytest.approx(np.clip(value * 1e-5, -1.0, 1.0 - step), abs=step / 2 + 1e-12)
    assert round(got / step) == got / step


def test_without_bits_numbers_are_not_rounded() -> None:
    values = np.array([0.123456789, -5.0, 5.0])
    assert digitise(values, 1.0, 0) == pytest.approx([0.123456789, -1.0, 1.0])


def test_walking_saturates_a_sensor_of_small_range() -> None:
    small = replace(IDEAL_SENSOR, acc_range_g=1.2, gyr_range_deg_s=50.0, bits=16)
    plan = Plan(activities=(Foil(kind="walk", duration_s=10.0),), sensor=small)
    block = simulate(plan, 2).blocks["right"]
    step = 1.2 * G / 2**15
    assert np.max(block.acc_m_s2) == pytest.approx(1.2 * G - step)
    assert np.max(np.abs(block.gyr_rad_s)) == pytest.approx(np.radians(50.0))
    assert np.mean(np.abs(block.gyr_rad_s) > np.radians(49.9)) > 0.02


def test_real_numbers_are_multiples_of_a_step() -> None:
    block = simulate(Plan(activities=(Foil(kind="quiet"),)), 1).blocks["right"]
    counts = block.acc_m_s2 / (16.0 * G / 2**15)
    assert counts == pytest.approx(np.round(counts), abs=1e-6)
    assert len(np.unique(counts)) > 10


def test_noise_has_the_density_of_the_data_sheet() -> None:
    sensor = replace(IDEAL_SENSOR, acc_noise_ug=200.0, gyr_noise_deg_s=0.01)
    noisy = reading_of(sensor)
    root_band = np.sqrt(50.0)
    assert np.std(noisy.acc_m_s2, axis=0) == pytest.approx(200e-6 * G * root_band, rel=0.03)
    assert np.degrees(np.std(noisy.gyr_rad_s, axis=0)) == pytest.approx(0.01 * root_band, rel=0.03)


def test_the_bias_wanders_as_fast_as_it_says() -> None:
    sensor = replace(IDEAL_SENSOR, gyr_walk_deg_s=0.02)
    ends = np.concatenate([reading_of(sensor, seed=seed).gyr_rad_s[-1] for seed in range(40)])
    assert np.degrees(np.std(ends)) == pytest.approx(0.02 * np.sqrt(600.0), rel=0.25)


def test_bias_and_offset_stay_within_their_limits() -> None:
    sensor = replace(IDEAL_SENSOR, gyr_bias_deg_s=2.0, acc_offset_mg=40.0)
    means = [reading_of(sensor, seed=seed) for seed in range(30)]
    bias = np.degrees([m.gyr_rad_s[0] for m in means])
    offset = np.array([m.acc_m_s2[0] - (0.0, 0.0, G) for m in means]) / G * 1e3
    assert 1.5 < np.max(np.abs(bias)) <= 2.0
    assert 30.0 < np.max(np.abs(offset)) <= 40.0


def test_scale_errors_bend_the_axes_a_little() -> None:
    sensor = replace(IDEAL_SENSOR, acc_scale=0.01)
    errors = [draw_errors(sensor, np.random.default_rng(seed)).acc_matrix for seed in range(50)]
    off = np.array(errors) - np.eye(3)
    crossed = off[:, ~np.eye(3, dtype=bool)]
    assert 0.008 < np.max(np.abs(np.diagonal(off, axis1=1, axis2=2))) <= 0.01
    assert 0.004 < np.max(np.abs(crossed)) <= 0.005


def test_an_ideal_sensor_tells_the_truth() -> None:
    exact = Reading(STILL.acc_m_s2 * 1.3, STILL.gyr_rad_s + 0.7)
    got = reading_of(IDEAL_SENSOR, exact)
    assert np.array_equal(got.acc_m_s2, exact.acc_m_s2)
    assert np.array_equal(got.gyr_rad_s, exact.gyr_rad_s)


def skin_angle(session: SimulatedSession) -> Floats:
    """By how much the sensor is turned against the thigh since the start, degrees."""
    trace = session.truth.traces["right"]
    roll, pitch, yaw = (
        np.radians(angle) for angle in (trace.frontal_deg, -trace.tilt_deg, trace.transverse_deg)
    )
    bone = rotations.from_euler(roll, pitch, yaw)
    worn = rotations.multiply(rotations.conjugate(bone), trace.quaternion)
    apart = rotations.multiply(rotations.conjugate(trace.strap_wxyz), worn)
    return 2.0 * np.degrees(np.arcsin(np.linalg.norm(apart[:, 1:], axis=1).clip(0.0, 1.0)))


@pytest.mark.parametrize(("slip_s", "slip_deg"), [(0.4, 20.0), (6.0, 12.0)])
def test_a_strap_slips_when_and_as_far_as_planned(
    play_exactly: PlayExactly, slip_s: float, slip_deg: float
) -> None:
    mount = Mount(tissue_deg=0.0, bulge=0.0, slip_deg=slip_deg, slip_s=slip_s, slip_at=0.5)
    session = play_exactly(Foil(kind="quiet", duration_s=20.0), mount=mount)
    angle = skin_angle(session)
    assert angle[:1990] == pytest.approx(0.0, abs=1e-6)
    after = angle[2010 + int(slip_s * 200) :]
    # Turns about three axes one after another do not quite add up like a vector.
    assert after == pytest.approx(slip_deg, rel=0.02)
    assert angle[2000 + int(slip_s * 100)] == pytest.approx(slip_deg / 2, rel=0.05)


def test_a_bulging_muscle_turns_the_sensor_with_depth(play_exactly: PlayExactly) -> None:
    reps = SetPlan(reps=3, depth_deg=40.0)
    still = skin_angle(play_exactly(reps))
    bulging = skin_angle(play_exactly(reps, mount=Mount(tissue_deg=0.0, bulge=0.1)))
    touching_down = 1.6  # degrees; the shocks of two steps shake the skin in both cases
    assert np.percentile(still, 99) < touching_down
    assert 1.0 < np.max(bulging[1000:-600]) < 0.1 * np.sqrt(3.0) * 50.0


def test_soft_tissue_quivers_only_while_the_thigh_moves(play_exactly: PlayExactly) -> None:
    session = play_exactly(
        Foil(kind="quiet", duration_s=4.0), SetPlan(reps=3), mount=Mount(tissue_deg=1.0, bulge=0.0)
    )
    angle, rep = skin_angle(session), session.truth.reps[1]
    middle = slice(int(rep.start_s * 200), int(rep.end_s * 200))
    assert np.max(angle[:600]) < 1e-6
    assert 0.02 < np.std(angle[middle]) < 2.0


def test_soft_tissue_quivers_in_walking(play_exactly: PlayExactly) -> None:
    walk = Foil(kind="walk", duration_s=4.0)  # too short for a turn of the whole body
    firm, soft = (
        np.std(skin_angle(play_exactly(walk, mount=Mount(tissue_deg=quiver, bulge=0.0))))
        for quiver in (0.0, 3.0)
    )
    assert soft > firm + 0.3
