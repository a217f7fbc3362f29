"""R12: numbers in the wrong unit are refused, odd but true ones are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from imu.errors import UnitError
from imu.recording import read_recording, write_recording
from imu.recording.units import check_units, tilt_per_turn
from imu.samples import Block
from tests.recording.examples import check_sentence, swinging

PATH = Path("left.imu.csv")


def refusal(block: Block) -> str:
    """The sentence with which a block is refused."""
    with pytest.raises(UnitError) as caught:
        check_units(PATH, block)
    return check_sentence(caught.value)


@pytest.mark.parametrize(
    ("factor", "unit"), [(1 / 9.80665, " g,"), (1000 / 9.80665, "milli-g"), (2048, "counts")]
)
@pytest.mark.parametrize("count", [20, 400])
def test_r12_acceleration_in_another_unit_is_named(factor: float, unit: str, count: int) -> None:
    block = swinging(count)
    message = refusal(replace(block, acc_m_s2=block.acc_m_s2 * factor))
    assert f"looks like{unit}" in message or f"looks like {unit}" in message or unit in message
    assert "not m/s²" in message
    assert "kickstand import" in message


def test_r12_advice_for_g_names_the_factor() -> None:
    block = swinging(400)
    message = refusal(replace(block, acc_m_s2=block.acc_m_s2 / 9.80665))
    assert "Multiply the acc columns by 9.80665" in message


def test_r12_acceleration_without_gravity_is_refused() -> None:
    block = swinging(400)
    message = refusal(replace(block, acc_m_s2=block.acc_m_s2 * 0.01))
    assert "gravity seems to have been taken out" in message


def test_r12_dead_accelerometer_is_refused() -> None:
    block = swinging(400)
    assert "gravity" in refusal(replace(block, acc_m_s2=block.acc_m_s2 * 0))


@pytest.mark.parametrize("at_rest", [6.0, 9.81, 12.9, 14.5])
def test_r12_accelerometer_with_a_gross_offset_passes(at_rest: float) -> None:
    block = swinging(400)
    check_units(PATH, replace(block, acc_m_s2=block.acc_m_s2 * (at_rest / 9.81)))


def test_r12_constant_offset_on_one_axis_passes() -> None:
    block = swinging(2000)
    check_units(PATH, replace(block, acc_m_s2=block.acc_m_s2 + np.array([0.0, 4.0, 2.0])))


@pytest.mark.parametrize("count", [100, 150, 400])
def test_r12_sensor_that_falls_for_a_moment_passes(count: int) -> None:
    block = swinging(count)
    acc = block.acc_m_s2.copy()
    acc[20:80] = 0.05  # 0.6 s: a fall from nearly two metres
    acc[80:83] = 150.0
    check_units(PATH, replace(block, acc_m_s2=acc))


def test_r12_recording_of_a_fall_alone_passes() -> None:
    block = swinging(60)
    check_units(PATH, replace(block, acc_m_s2=block.acc_m_s2 * 0.01))


@pytest.mark.parametrize("factor", [1 / 9.80665, 1000.0, 0.0])
def test_r12_a_few_rows_are_not_checked(factor: float) -> None:
    block = swinging(19)
    check_units(PATH, replace(block, acc_m_s2=block.acc_m_s2 * factor))


def test_r12_fast_turns_in_deg_s_are_refused_by_their_size() -> None:
    block = swinging(400)
    message = refusal(replace(block, gyr_rad_s=block.gyr_rad_s + np.array([0, 0, 90.0])))
    assert "looks like deg/s, not rad/s" in message
    assert "0.0174533" in message


def test_r12_full_scale_of_the_widest_gyroscope_passes() -> None:
    block = swinging(400)
    spun = block.gyr_rad_s.copy()
    spun[100:200] = 34.9
    check_units(PATH, replace(block, gyr_rad_s=spun))


def test_r12_two_broken_turn_rates_pass() -> None:
    block = swinging(40)
    broken = block.gyr_rad_s.copy()
    broken[[7, 30]] = 1e30
    check_units(PATH, replace(block, gyr_rad_s=broken))


@pytest.mark.parametrize("slower", [1, 4, 8])
def test_r12_slow_turns_in_deg_s_are_refused_by_comparison_with_gravity(slower: int) -> None:
    block = swinging(800 * slower, rate_hz=100.0 * slower)
    block = replace(block, time_s=block.time_s * slower)  # a hinge of 20 degrees in 4 to 32 s
    degrees = np.rad2deg(block.gyr_rad_s / slower)
    assert np.max(np.abs(degrees)) < 40
    assert "57 times" in refusal(replace(block, gyr_rad_s=degrees))
    check_units(PATH, replace(block, gyr_rad_s=block.gyr_rad_s / slower))


@pytest.mark.parametrize("rate_hz", [12.5, 25.0, 52.0, 104.0, 400.0])
def test_r12_comparison_with_gravity_works_at_every_rate(rate_hz: float) -> None:
    block = swinging(round(8 * rate_hz), rate_hz=rate_hz)
    assert tilt_per_turn(block) == pytest.approx(1.0, abs=0.05)


def test_r12_comparison_with_gravity_bridges_no_gaps() -> None:
    block = swinging(2000)
    keep = np.ones(2000, dtype=bool)
    for start in range(100, 2000, 170):
        keep[start : start + 70] = False
    cut = Block("left", block.time_s[keep], block.acc_m_s2[keep], block.gyr_rad_s[keep])
    assert tilt_per_turn(cut) == pytest.approx(1.0, abs=0.1)


def test_r12_still_sensor_proves_nothing() -> None:
    rng = np.random.default_rng(2)
    acc = np.array([0.0, 0.0, 9.81]) + rng.normal(0, 0.02, (1000, 3))
    block = Block("left", np.arange(1000) / 100, acc, rng.normal(0, 0.5, (1000, 3)))
    assert tilt_per_turn(block) is None
    check_units(PATH, block)


def test_r12_spin_about_gravity_proves_nothing() -> None:
    acc = np.tile([0.0, 0.0, 9.81], (1000, 1))
    block = Block("left", np.arange(1000) / 100, acc, np.tile([0.0, 0.0, 5.0], (1000, 1)))
    assert tilt_per_turn(block) is None


def test_r12_shaken_sensor_proves_nothing() -> None:
    rng = np.random.default_rng(3)
    acc = np.array([0.0, 0.0, 9.81]) + rng.normal(0, 15, (1000, 3))
    block = Block("left", np.arange(1000) / 100, acc, rng.normal(0, 10, (1000, 3)))
    assert tilt_per_turn(block) is None
    check_units(PATH, block)


@pytest.mark.parametrize("count", [20, 30, 59, 60, 70])
def test_r12_short_recordings_are_compared_or_left_alone(count: int) -> None:
    check_units(PATH, swinging(count))


@pytest.mark.parametrize("value", [0.0, 1e300, -1e300, 1.8e308])
def test_r12_absurd_numbers_give_an_error_but_no_warning(value: float) -> None:
    block = swinging(400)
    acc = block.acc_m_s2.copy()
    acc[::2] = value
    gyr = block.gyr_rad_s.copy()
    gyr[5] = value
    try:
        check_units(PATH, replace(block, acc_m_s2=acc, gyr_rad_s=gyr))
    except UnitError as error:
        check_sentence(error)


def test_r12_wrong_unit_in_a_recording_is_refused_with_its_file(tmp_path: Path) -> None:
    block = swinging(400)
    write_recording(tmp_path / "r", [replace(block, acc_m_s2=block.acc_m_s2 / 9.80665)])
    with pytest.raises(UnitError) as caught:
        read_recording(tmp_path / "r")
    assert caught.value.path.name == "left.imu.csv"
