"""Two sensors of one device: put on one row each, never across a hole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.errors import RecordingError
from imu.importers import read_foreign
from imu.importers.merge import at_times
from imu.recording import detect_gaps
from tests.importers.vendors import metamotion, phyphox, put, read, sensor_logger, session


def ramp(time_s: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray:  # type: ignore[type-arg]
    return np.column_stack([time_s, 2.0 * time_s, -time_s])


def test_values_lie_on_the_straight_line_between_the_neighbours() -> None:
    other_s = np.arange(10) / 10.0
    time_s = np.array([0.05, 0.12, 0.899])
    values, near = at_times(time_s, other_s, ramp(other_s))
    assert near.all()
    assert np.allclose(values, ramp(time_s), atol=1e-12)


def test_a_reading_at_the_same_time_is_taken_as_it_is() -> None:
    other_s = np.array([0.0, 0.1, 0.9, 1.0, 1.1])  # a hole on both sides of none of them
    values, near = at_times(other_s, other_s, ramp(other_s) * 0.1)
    assert near.all()
    assert np.array_equal(values, ramp(other_s) * 0.1)


def test_nothing_is_made_up_in_a_hole_or_beyond_the_ends() -> None:
    other_s = np.concatenate([np.arange(0.0, 1.0, 0.1), np.arange(1.3, 2.0, 0.1)])
    time_s = np.array([-0.01, 0.95, 1.29, 1.35, 2.5])
    _, near = at_times(time_s, other_s, ramp(other_s))
    assert near.tolist() == [False, False, False, True, False]


@pytest.mark.parametrize(("periods", "bridged"), [(2.4, True), (2.6, False)])
def test_a_hole_begins_at_two_and_a_half_periods(periods: float, *, bridged: bool) -> None:
    other_s = np.concatenate([np.arange(10.0), 9.0 + periods + np.arange(10.0)])
    _, near = at_times(np.array([9.5]), other_s, ramp(other_s))
    assert near.tolist() == [bridged]


def test_one_reading_is_no_neighbour_on_both_sides() -> None:
    values, near = at_times(np.array([0.0]), np.array([0.0]), np.zeros((1, 3)))
    assert (len(values), near.tolist()) == (1, [False])


@given(st.integers(2, 30), st.integers(0, 2**32 - 1))
def test_no_value_leaves_the_range_of_its_neighbours(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    other_s = np.cumsum(random.uniform(0.01, 0.1, count))
    values = random.normal(size=(count, 3))
    found, near = at_times(random.uniform(-0.5, 3.0, 50), other_s, values)
    assert np.all(found[near] <= values.max(axis=0) + 1e-12)
    assert np.all(found[near] >= values.min(axis=0) - 1e-12)


def test_a_faster_gyroscope_that_starts_later_is_put_on_the_accelerometer(tmp_path: Path) -> None:
    block = session()
    imported = read(tmp_path, metamotion(block, shift_ms=4, every=2))
    assert len(imported.block) == len(block) // 2 - 1  # nothing is before the first reading
    shifted = block.time_s[2::2] - 0.004
    wanted = np.column_stack(
        [np.interp(shifted, block.time_s, block.gyr_rad_s[:, axis]) for axis in range(3)]
    )
    assert np.allclose(imported.block.gyr_rad_s, wanted, atol=2e-6)
    notes = " ".join(imported.notes)
    assert "100.0 Hz" in notes
    assert "50.0 Hz" in notes
    assert "1 row is left out: there is no turn rate at that time" in notes


def test_a_hole_in_the_gyroscope_becomes_a_gap(tmp_path: Path) -> None:
    block = session()
    there = (block.time_s < 5.0) | (block.time_s > 5.5)
    files = phyphox(block)
    seq = None
    part = replace(
        block,
        time_s=block.time_s[there],
        acc_m_s2=block.acc_m_s2[there],
        gyr_rad_s=block.gyr_rad_s[there],
        seq=seq,
    )
    files["Gyroscope.csv"] = phyphox(part)["Gyroscope.csv"]
    imported = read(tmp_path, files)
    (gap,) = detect_gaps(imported.block.time_s)
    assert gap.start_s == pytest.approx(4.99)
    assert gap.end_s == pytest.approx(5.51)


def test_gravity_apart_is_added(tmp_path: Path) -> None:
    imported = read(tmp_path, sensor_logger(session()))
    assert list(imported.taken) == ["time", "linear", "gravity", "rotation"]
    assert np.allclose(imported.block.acc_m_s2, session().acc_m_s2, atol=1e-5)


def test_two_recordings_are_not_one(tmp_path: Path) -> None:
    files = phyphox(session())
    late = replace(session(), time_s=session().time_s + 900.0)
    files["Gyroscope.csv"] = phyphox(late)["Gyroscope.csv"]
    with pytest.raises(RecordingError, match="only 0 rows have acceleration and turn rate"):
        read(tmp_path, files)


def test_a_second_accelerometer_is_refused(tmp_path: Path) -> None:
    first, second = put(tmp_path / "1", metamotion(session())), metamotion(session())
    second = {f"b{name}": data for name, data in second.items()}
    with pytest.raises(RecordingError, match="two files hold the acceleration"):
        read_foreign([*first, *put(tmp_path / "2", second)])
