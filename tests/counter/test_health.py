"""What is wrong with the sensor, said once each."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.health import HealthState, HealthWatch
from imu.counter.saved import dumps, loads
from imu.samples import Floats, Health
from tests.counter.builders import RATE_HZ, frame, path, poses, rep

MG = 0.00981
"""m/s² in a thousandth of g."""


def still(seconds: float, off_m_s2: float = 0.0) -> Floats:
    """A resting sensor whose accelerometer reads too much by so much."""
    out = poses(np.zeros(round(seconds * RATE_HZ)), frame(1))
    out[:, 6:9] += off_m_s2 * out[:, :3]
    return out


def busy(seconds: float, off_m_s2: float = 0.0) -> Floats:
    """A sensor that never holds still."""
    out = still(seconds, off_m_s2)
    out[:, 3] += 1.0
    return out


def looked(watch: HealthWatch, out: Floats, cell: int = 50) -> list[Health]:
    index = np.arange(len(out))
    spans = [slice(i, i + cell) for i in range(0, len(out), cell)]
    return [h for span in spans for h in watch.look(index[span], out[span])]


@pytest.mark.parametrize("off_mg", [-120, 120, 300])
def test_an_offset_is_said_once_however_long_it_lasts(off_mg: int) -> None:
    watch = HealthWatch(RATE_HZ)
    said = looked(watch, still(60.0, off_mg * MG))
    assert [h.code for h in said] == ["accelerometer-offset"]
    assert f"{9.80665 + off_mg * MG:.1f} m/s²" in said[0].message
    assert watch.finish() == []


@pytest.mark.parametrize("off_mg", [-80, -40, 0, 40, 80])
def test_an_ordinary_sensor_is_not_blamed(off_mg: int) -> None:
    watch = HealthWatch(RATE_HZ)
    legs = [leg for _ in range(5) for leg in rep(40.0)]
    moving = poses(path((2.0, 0.0), *legs), frame(1))
    moving[:, 6:9] *= 1.0 + off_mg * MG / 9.81
    assert looked(watch, moving) == []
    assert watch.finish() == []


def test_two_seconds_at_rest_are_needed_before_it_is_said() -> None:
    watch = HealthWatch(RATE_HZ)
    assert looked(watch, still(1.5, 2.0)) == []
    assert len(looked(watch, still(0.5, 2.0))) == 1


def test_a_short_recording_is_judged_at_its_end() -> None:
    watch = HealthWatch(RATE_HZ)
    assert looked(watch, still(1.0, 2.0)) == []
    assert [h.code for h in watch.finish()] == ["accelerometer-offset"]
    assert watch.finish() == []


@pytest.mark.parametrize(("seconds", "verdicts"), [(4.5, 0), (5.0, 1)])
def test_who_never_stood_still_is_judged_over_all_of_it(seconds: float, verdicts: int) -> None:
    watch = HealthWatch(RATE_HZ)
    assert looked(watch, busy(seconds, 2.0)) == []
    assert len(watch.finish()) == verdicts


def test_moments_at_rest_outweigh_any_knocks() -> None:
    watch = HealthWatch(RATE_HZ)
    looked(watch, busy(30.0, 8.0))
    assert looked(watch, still(3.0)) == []
    assert watch.finish() == []


def test_the_verdict_is_over_half_seconds_however_many_come_at_once() -> None:
    one, many = HealthWatch(RATE_HZ), HealthWatch(RATE_HZ)
    out = np.concatenate([busy(3.0), still(1.0, 0.3), busy(2.0)])
    looked(one, out, len(out))
    looked(many, out)
    assert dumps(one.state) == dumps(many.state)


def test_an_empty_look_says_nothing() -> None:
    watch = HealthWatch(RATE_HZ)
    assert looked(watch, np.zeros((0, 9)), 1) == []
    assert watch.finish() == []


def test_memory_is_bounded() -> None:
    watch = HealthWatch(RATE_HZ)
    looked(watch, still(200.0))
    assert len(watch.state.slow_m_s2) == len(watch.state.all_m_s2) == 120


def test_a_restored_watch_does_not_say_it_again() -> None:
    watch = HealthWatch(RATE_HZ)
    looked(watch, still(5.0, 2.0))
    again = HealthWatch(RATE_HZ, loads(dumps(watch.state), HealthState))
    assert looked(again, still(5.0, 2.0)) == []
    assert again.finish() == []


def moving(seconds: float = 30.0) -> Floats:
    """Hinges, with the noise of a sensor on every axis."""
    legs = [leg for _ in range(round(seconds / 3.0)) for leg in rep(30.0, 1.0, 0.2)]
    out = poses(path((1.0, 0.0), *legs), frame(2))
    noise = np.random.default_rng(5).standard_normal((len(out), 6))
    out[:, 3:6] += 0.005 * noise[:, :3]
    out[:, 6:9] += 0.03 * noise[:, 3:]
    return out


def codes(out: Floats) -> list[str]:
    watch = HealthWatch(RATE_HZ)
    return [h.code for h in [*looked(watch, out), *watch.finish()]]


def test_hinges_of_a_good_sensor_are_not_blamed() -> None:
    assert codes(moving()) == []


@pytest.mark.parametrize(
    ("factor", "unit"), [(1 / 9.80665, " g "), (1000 / 9.80665, "thousandths")]
)
def test_gravity_in_another_unit_is_named(factor: float, unit: str) -> None:
    out = still(10.0)
    out[:, 6:9] *= factor
    watch = HealthWatch(RATE_HZ)
    (finding,) = [*looked(watch, out), *watch.finish()]
    assert finding.code == "accelerometer-units"
    assert unit in finding.message


def test_degrees_taken_for_radians_are_named_once() -> None:
    out = moving(60.0)
    out[:, 3:6] *= 180.0 / np.pi
    assert codes(out) == ["gyroscope-units"]


def test_a_sensor_that_is_shaken_by_hand_is_not_blamed() -> None:
    out = moving(20.0)
    out[100:300, 3:6] += 20.0  # two seconds far beyond what a thigh can do
    assert codes(out) == []


@pytest.mark.parametrize("column", range(6))
def test_a_stuck_axis_is_named(column: int) -> None:
    out = moving()
    out[:, 3 + column] = 0.25
    sensor = "gyroscope" if column < 3 else "accelerometer"
    assert f"{sensor}-axis-stuck" in codes(out)


def test_an_axis_that_has_moved_once_is_not_stuck() -> None:
    out = moving()
    lively = out[:100, 3].copy()
    out[:, 3] = 0.25
    out[:100, 3] = lively
    assert codes(out) == []


def test_a_sensor_on_the_table_has_no_stuck_axes() -> None:
    assert codes(still(60.0)) == []


def test_samples_without_noise_in_one_plane_are_no_broken_sensor() -> None:
    legs = [leg for _ in range(12) for leg in rep(30.0, 1.0, 0.2)]
    out = poses(path((1.0, 0.0), *legs), frame(2))
    out[:, 3], out[:, 4] = 0.0, 0.0
    out[:, 5] = np.sin(np.arange(len(out)) / 30.0)
    assert "gyroscope-axis-stuck" not in codes(out)
