"""The guided check of a sensor: a good one passes, every fault is named, and only that."""

from __future__ import annotations

import math
from functools import cache

import msgspec
import numpy as np
import pytest

from imu.feed import part
from imu.samples import Block
from imu.sensorcheck import SensorCheck
from imu.sensorcheck import take as takes
from imu.simulator import Radio
from imu.simulator.plan import Sensor
from tests.sensorcheck.hands import (
    ALL_SIDES,
    Take,
    block_of,
    checked,
    failed,
    found,
    heard,
    report_of,
    scaled,
    with_axes,
)


@cache
def good() -> Block:
    return block_of(Take())


@pytest.mark.parametrize(("rate_hz", "seed"), [(50.0, 0), (104.0, 2), (200.0, 3)])
def test_a_good_sensor_passes_everything(rate_hz: float, seed: int) -> None:
    report = report_of(Take(radio=Radio(rate_hz=rate_hz), seed=seed), rate_hz)
    assert [one.sentence for one in report.findings if one.status != "pass"] == []
    assert not any(one.advice for one in report.findings)
    assert found(report, "rate").measured["rate_hz"] == pytest.approx(rate_hz, rel=0.01)


def test_offset_and_scale_come_out_as_they_are() -> None:
    clean = Sensor(acc_offset_mg=0.0, acc_scale=0.0, gyr_scale=0.0)
    block = block_of(Take(sensor=clean, crooked_deg=0.5))
    offset = np.array((0.3, 0.0, -0.4))
    bent = Block(
        block.side, block.time_s, block.acc_m_s2 * (1.0, 1.03, 1.0) + offset, block.gyr_rad_s
    )
    report = checked(bent).report()
    for axis, wanted, scale in zip("xyz", offset, (1.0, 1.03, 1.0), strict=True):
        measured = found(report, f"accelerometer-{axis}").measured
        assert measured["offset_m_s2"] == pytest.approx(wanted, abs=0.03)
        assert measured["scale"] == pytest.approx(scale, abs=0.005)


@pytest.mark.parametrize(
    ("order", "signs", "said"),
    [
        ((1, 0, 2), (1, 1, 1), "x is its y, y is its x, z is its z"),
        ((0, 1, 2), (-1, 1, 1), "x is its -x, y is its y, z is its z"),
        ((0, 1, 2), (-1, -1, -1), "x is its -x, y is its -y, z is its -z"),
        ((2, 0, 1), (1, 1, -1), "x is its y, y is its -z, z is its x"),
    ],
)
def test_a_gyroscope_with_other_axes_is_named(
    order: tuple[int, ...], signs: tuple[int, ...], said: str
) -> None:
    report = checked(with_axes(good(), order, signs)).report()
    assert failed(report) == {"gyroscope-axes"}
    assert said in found(report, "gyroscope-axes").sentence


def test_an_accelerometer_with_reversed_axes_shows_in_the_gyroscope() -> None:
    """Which of the two is wrong nobody can tell; that they disagree is said."""
    report = checked(with_axes(good(), (0, 1, 2), (-1, 1, 1), of="acc")).report()
    assert failed(report) == {"gyroscope-axes"}


@pytest.mark.parametrize(
    ("acc", "gyr", "code", "said"),
    [
        (1.0 / 9.80665, 1.0, "accelerometer-unit", "as gravity does in g"),
        (1000.0 / 9.80665, 1.0, "accelerometer-unit", "thousandths of g"),
        (417.0, 1.0, "accelerometer-unit", "a factor of"),
        (1.0, 180.0 / math.pi, "gyroscope-unit", "it counts degrees a second"),
        (1.0, 180e3 / math.pi, "gyroscope-unit", "thousandths of a degree"),
    ],
)
def test_a_wrong_unit_is_named_and_nothing_else(
    acc: float, gyr: float, code: str, said: str
) -> None:
    report = checked(scaled(good(), acc, gyr)).report()
    assert failed(report) == {code}
    one = found(report, code)
    assert said in one.sentence + one.advice
    assert one.advice


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_one_axis_of_the_gyroscope_off_in_scale_is_named(axis: int) -> None:
    scale = np.ones(3)
    scale[axis] = 0.7
    report = checked(scaled(good(), gyr=scale)).report()
    assert failed(report) == {f"gyroscope-{'xyz'[axis]}"}
    measured = found(report, f"gyroscope-{'xyz'[axis]}").measured
    assert measured["scale"] == pytest.approx(0.7, abs=0.06)


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_a_wrong_range_of_the_gyroscope_is_a_wrong_scale_of_all_axes(scale: float) -> None:
    codes = failed(checked(scaled(good(), gyr=scale)).report())
    assert {"gyroscope-x", "gyroscope-y", "gyroscope-z"} <= codes
    assert "gyroscope-axes" not in codes


def test_a_wrong_scale_of_the_accelerometer_is_named() -> None:
    report = checked(scaled(good(), acc=np.array((1.0, 1.0, 1.1)))).report()
    assert failed(report) == {"accelerometer-z"}
    assert "range" in found(report, "accelerometer-z").advice


@pytest.mark.parametrize(
    ("sensor", "codes"),
    [
        (Sensor(stuck=("gyr-y",)), {"gyroscope-stuck"}),
        (Sensor(stuck=("acc-x",)), {"accelerometer-stuck"}),
        (Sensor(gyr_range_deg_s=125.0), {"gyroscope-range"}),
        (Sensor(flipped=("gyr-z",)), {"gyroscope-axes"}),
    ],
)
def test_faults_of_the_electronics_are_named(sensor: Sensor, codes: set[str]) -> None:
    assert codes <= failed(report_of(Take(sensor=sensor)))


def test_a_bias_that_the_filter_cannot_follow_is_named() -> None:
    block = good()
    biased = Block(
        block.side,
        block.time_s,
        block.acc_m_s2,
        block.gyr_rad_s + np.radians((0.0, 4.0, 0.0)),
    )
    report = checked(biased).report()
    assert failed(report) == {"gyroscope-bias"}
    assert found(report, "gyroscope-bias").measured["largest_deg_s"] == pytest.approx(4.0, abs=0.6)


@pytest.mark.parametrize(
    ("rate_hz", "told", "fails"),
    [(100.0, 100.0, False), (96.0, 100.0, False), (80.0, 100.0, True), (25.0, 25.0, True)],
)
def test_the_rate_is_held_against_what_is_promised_and_needed(
    rate_hz: float, told: float, *, fails: bool
) -> None:
    report = report_of(Take(radio=Radio(rate_hz=rate_hz, packet=2), turns="xx"), told)
    assert ("rate" in failed(report)) == fails


def test_lost_packets_are_counted() -> None:
    report = report_of(Take(radio=Radio(loss=0.05)))
    assert "losses" in failed(report)
    assert found(report, "losses").measured["lost_share"] == pytest.approx(0.05, abs=0.02)


def test_a_pause_is_a_hole() -> None:
    block = good()
    there = (block.time_s < 2.0) | (block.time_s > 2.7)
    cut = Block(block.side, block.time_s[there], block.acc_m_s2[there], block.gyr_rad_s[there])
    finding = found(checked(cut).report(), "holes")
    assert finding.status == "fail"
    assert finding.measured["longest_s"] == pytest.approx(0.7, abs=0.02)


@pytest.mark.parametrize(
    ("radio", "code"),
    [
        (Radio(duplicates=0.05), "counter"),
        (Radio(reconnects_per_min=6.0), "counter"),
        (Radio(loss=0.06), "losses"),
    ],
)
def test_what_only_the_radio_shows_is_seen_in_what_is_heard(radio: Radio, code: str) -> None:
    assert code in failed(heard(Take(radio=radio)).report())


def test_a_good_sensor_passes_in_what_is_heard_too() -> None:
    report = heard(Take()).report()
    assert failed(report) == set()
    assert not report.open


@pytest.mark.parametrize(("ppm", "fails"), [(60.0, False), (-60.0, False), (4000.0, True)])
def test_a_clock_that_drifts_too_much_is_named(ppm: float, *, fails: bool) -> None:
    report = report_of(Take(radio=Radio(clock_ppm=ppm)))
    assert ("clock-drift" in failed(report)) == fails
    measured = found(report, "clock-drift").measured
    assert measured["drift_ppm"] == pytest.approx(ppm, abs=400.0)


def test_a_time_that_goes_back_is_named() -> None:
    block = good()
    assert block.sensor_time_s is not None
    own = block.sensor_time_s.copy()
    own[500:] -= 2.0
    broken = Block(block.side, block.time_s, block.acc_m_s2, block.gyr_rad_s, sensor_time_s=own)
    assert failed(checked(broken).report()) == {"clock-monotonic"}


def test_without_counter_and_time_that_is_worth_a_note_and_no_fault() -> None:
    report = checked(block_of(Take(), stamped=False)).report()
    assert failed(report) == set()
    notes = {one.code for one in report.findings if one.status == "note"}
    assert notes == {"sequence", "clock"}


def test_what_comes_in_batches_is_worth_a_note() -> None:
    report = report_of(Take(radio=Radio(packet=120)))
    assert found(report, "delay").status == "note"
    assert failed(report) == set()


def test_one_is_led_from_side_to_side_until_all_was_tried() -> None:
    check, block, said = SensorCheck(), good(), list[str]()
    for first in range(0, len(block), 100):
        check.push(part(block, first, first + 100))
        step = check.next_step()
        if not said or said[-1] != step:
            said.append(step)
    assert said[0] == "Lay the sensor on a table and leave it alone."
    assert said[1].startswith("1 of 6 sides done. Turn it by 90° on to another side")
    sides = [step.split()[0] for step in said if "sides done" in step]
    assert list(dict.fromkeys(sides)) == ["1", "2", "3", "4", "5"]
    assert said[-2] == "Turn it by 90° about its y axis, and let go for two seconds."
    assert said[-1] == ""


def test_a_sensor_that_spins_on_the_table_does_not_lie_still() -> None:
    """Gravity does not show it; its rate would be taken for a bias."""
    time_s = np.arange(1000) / 100.0
    noise = np.random.default_rng(2).normal(0.0, 1e-3, (1000, 6))
    spin = np.where((time_s > 3.0) & (time_s < 7.0), 0.5, 0.0)
    gyr = noise[:, :3] + spin[:, None] * (0.0, 0.0, 1.0)
    found = takes.stills(takes.Take(time_s, noise[:, 3:] + (0.0, 0.0, 9.8), gyr))
    assert [(round(one.first / 100), round(one.last / 100)) for one in found] == [(0, 3), (7, 10)]


def test_sides_in_any_order_will_do() -> None:
    report = report_of(Take(turns="yyyzzzx", seed=5))
    assert failed(report) == set()
    assert not report.open


def test_what_was_not_tried_is_open_and_says_what_to_do() -> None:
    report = report_of(Take(turns="x"))
    assert failed(report) == set()
    codes = {one.code for one in report.open}
    assert {"accelerometer-x", "gyroscope-y", "gyroscope-z", "clock-drift"} <= codes
    assert "accelerometer-unit" not in codes
    assert all(one.advice.endswith(".") for one in report.open)


def test_nothing_heard_is_open_too() -> None:
    check = SensorCheck()
    assert check.next_step() == "Lay the sensor on a table and leave it alone."
    report = check.report()
    assert report.samples == 0
    assert not report.failed


def test_the_report_is_plain_json() -> None:
    report = checked(good()).report()
    plain = msgspec.json.decode(msgspec.json.encode(report))
    assert plain["schema_version"] == 1
    assert {"code", "status", "sentence", "measured"} <= plain["findings"][0].keys()
    assert len(ALL_SIDES) == 7
