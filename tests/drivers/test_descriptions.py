"""Sensors described in TOML: what is allowed, and what is said about everything else."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from imu.drivers.described.driver import DescribedDriver, load_description
from imu.drivers.door import Advertisement, Notify, Read, Silence, Wait, Write
from imu.drivers.samples import Samples
from imu.errors import DriverError
from imu.samples import STANDARD_GRAVITY_M_S2
from tests.drivers.conversation import Conversation
from tests.drivers.families import OWN, RAD

SMALL = """
family = "tiny"
title = "Tiny"
rate_hz = 50.0
[match]
names = ["Tiny"]
[data]
characteristic = "ffe4"
format = "<6f"
fields = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"]
acc_unit = "m/s2"
gyr_unit = "rad/s"
"""


def load(tmp_path: Path, text: str) -> DescribedDriver:
    path = tmp_path / "tiny.toml"
    path.write_text(text, encoding="utf-8")
    return load_description(path)


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new)


def test_the_example_does_what_its_comments_say() -> None:
    driver = load_description(OWN)
    assert driver.family == "own-mpu6050"
    assert driver.facts.rates_hz == (100.0,)
    timing = driver.facts.timing
    assert (timing.kind, timing.wrap_s, timing.seq_wrap) == ("ticks", 4294967.296, 65536)
    connection = driver.connect()
    steps = list(connection.setup())
    assert steps == [Write("out-1", b"Rd"), Wait(0.1), Notify("data"), Read("battery")]
    assert list(connection.stop()) == [Write("out-1", b"S"), Silence("data")]
    assert driver.profile.needed == {
        "data": ("6e400003-b5a3-f393-e0a9-e50e24dcca9e",),
        "out-1": ("6e400002-b5a3-f393-e0a9-e50e24dcca9e",),
    }
    assert driver.profile.optional == {"battery": ("00002a19-0000-1000-8000-00805f9b34fb",)}


def test_the_smallest_description_is_enough(tmp_path: Path) -> None:
    driver = load(tmp_path, SMALL)
    got = driver.connect().decode("data", struct.pack("<6f", 1, 2, 3, 0.1, 0.2, 0.3))
    np.testing.assert_allclose(got.acc_m_s2, [[1, 2, 3]])
    np.testing.assert_allclose(got.gyr_rad_s, [[0.1, 0.2, 0.3]], atol=1e-6)
    assert driver.facts.timing.kind == "none"
    assert driver.match(Advertisement("Tiny 5")) is not None
    assert driver.match(Advertisement("tiny")) is None


@pytest.mark.parametrize(
    ("acc_unit", "gyr_unit", "acc", "gyr"),
    [
        ("g", "deg/s", STANDARD_GRAVITY_M_S2, RAD),
        ("mg", "mdeg/s", STANDARD_GRAVITY_M_S2 / 1000, RAD / 1000),
        ("m/s2", "rad/s", 1.0, 1.0),
    ],
)
def test_units_and_scales(
    tmp_path: Path, acc_unit: str, gyr_unit: str, acc: float, gyr: float
) -> None:
    text = changed('"m/s2"', f'"{acc_unit}"\nacc_scale = 2.0')
    text = text.replace('"rad/s"', f'"{gyr_unit}"\ngyr_scale = 0.5')
    got = load(tmp_path, text).connect().decode("data", struct.pack("<6f", 4, 0, 0, 8, 0, 0))
    assert got.acc_m_s2[0, 0] == pytest.approx(8 * acc, abs=1e-5)
    assert got.gyr_rad_s[0, 0] == pytest.approx(4 * gyr, abs=1e-6)


def test_big_endian_headers_skipped_bytes_and_ignored_numbers(tmp_path: Path) -> None:
    text = changed('"<6f"', '">xB6h"\nheader_bytes = 3')
    text = text.replace('fields = ["acc_x"', 'fields = ["-", "acc_x"')
    driver = load(tmp_path, text)
    body = struct.pack(">xB6h", 9, 1, 2, 3, 4, 5, 6)
    got = driver.connect().decode("data", b"abc" + body + body)
    np.testing.assert_allclose(got.acc_m_s2, [[1, 2, 3]] * 2)
    np.testing.assert_allclose(got.gyr_rad_s, [[4, 5, 6]] * 2)


@pytest.mark.parametrize(
    ("code", "kind", "wrap_s"),
    [("H", "ticks", 65.536), ("I", "ticks", 4294967.296), ("Q", "absolute", None),
     ("f", "absolute", None), ("d", "absolute", None)],
)  # fmt: skip
def test_kinds_of_time(tmp_path: Path, code: str, kind: str, wrap_s: float | None) -> None:
    text = changed('"<6f"', f'"<6f{code}"\ntime_unit_s = 0.001')
    driver = load(tmp_path, text.replace('"gyr_z"', '"gyr_z", "time"'))
    assert (driver.facts.timing.kind, driver.facts.timing.wrap_s) == (kind, wrap_s)
    got = driver.connect().decode("data", struct.pack(f"<6f{code}", 0, 0, 0, 0, 0, 0, 1500))
    assert got.sensor_time_s is not None
    assert got.sensor_time_s.tolist() == [1.5]


def test_a_counter_alone_is_a_sequence(tmp_path: Path) -> None:
    text = changed('"<6f"', '"<6fB"').replace('"gyr_z"', '"gyr_z", "seq"')
    timing = load(tmp_path, text).facts.timing
    assert (timing.kind, timing.seq_wrap) == ("sequence", 256)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e30, -1e5])
@pytest.mark.parametrize("axis", range(6))
def test_numbers_beyond_any_sensor_are_counted(tmp_path: Path, number: float, axis: int) -> None:
    numbers = [0.0] * 6
    numbers[axis] = number
    connection = load(tmp_path, SMALL).connect()
    assert len(connection.decode("data", struct.pack("<6f", *numbers))) == 0
    assert connection.troubles.count == 1
    assert "tiny: a number that is not finite" in str(connection.troubles.last)


@pytest.mark.parametrize("time", [float("nan"), float("inf"), 1e300])
def test_times_that_cannot_be_are_counted(tmp_path: Path, time: float) -> None:
    text = changed('"<6f"', '"<6fd"\ntime_unit_s = 1.0').replace('"gyr_z"', '"gyr_z", "time"')
    connection = load(tmp_path, text).connect()
    assert len(connection.decode("data", struct.pack("<6fd", *[0.0] * 6, time))) == 0
    assert connection.troubles.count == 1


@pytest.mark.parametrize("length", [0, 1, 23, 25, 47, 24 * 65])
def test_lengths_that_it_cannot_have_are_counted(tmp_path: Path, length: int) -> None:
    connection = load(tmp_path, SMALL).connect()
    assert len(connection.decode("data", bytes(length))) == 0
    assert f"{length} bytes instead of 0 + 24 n" in str(connection.troubles.last)


WRONG = [
    ("rate_hz = 50.0", "rate_hz = 5.0", "rate_hz", "10 to 1000"),
    ("rate_hz = 50.0", "rate_hz = inf", "rate_hz", "10 to 1000"),
    ("rate_hz = 50.0", 'rate_hz = "fast"', "$.rate_hz", "rate_hz"),
    (
        "rate_hz = 50.0",
        "rate_hz = 50.0\nrate = 3",
        "unknown field `rate`",
        "family, title, rate_hz",
    ),
    ('family = "tiny"', 'family = "Tiny Sensor"', "family", "a-z, 0-9 and hyphens"),
    ('family = "tiny"', "", "required field `family`", "family, title"),
    ('names = ["Tiny"]', "names = []", "match", "a service, or beginnings of names"),
    ('names = ["Tiny"]', 'names = [""]', "match.names", "none of them empty"),
    ('names = ["Tiny"]', 'name = "Tiny"', "unknown field `name`", "names, service"),
    ('names = ["Tiny"]', 'service = "180"', "match.service", "a UUID"),
    ('"ffe4"', '"ffe"', "data.characteristic", "a UUID"),
    ('"<6f"', '"6f"', "data.format", '"<" or ">"'),
    ('"<6f"', '"<6s"', "data.format", "b B h H"),
    ('"<6f"', '"<99d"', "data.format", "b B h H"),
    ('"<6f"', '"<5f"', "data.fields (6 names)", "each of the 5 numbers"),
    ('"gyr_z"]', '"gyr_y"]', "data.fields ('gyr_z')", "each of acc_x ... gyr_z once"),
    ('"gyr_z"]', '"gyr_z", "acc_x"]', "data.fields ('acc_x')", "once"),
    ('"gyr_z"]', '"gyr_z", "temp"]', "data.fields ('temp')", "acc_x, acc_y"),
    ('"<6f"', '"<6fh"', "data.fields", "each of the 7 numbers"),
    ('"m/s2"', '"G"', "data.acc_unit", "m/s2, g, mg"),
    ('"rad/s"', '"rpm"', "data.gyr_unit", "rad/s, deg/s, mdeg/s"),
    ('"<6f"', "6", "$.data.format", "characteristic, format"),
    ('"m/s2"', '"g"\nacc_scale = 0.0', "data.acc_scale", "above 0"),
    ('"rad/s"', '"deg/s"\ngyr_scale = nan', "data.gyr_scale", "above 0"),
    ('"rad/s"', '"deg/s"\nheader_bytes = -1', "data.header_bytes", "0 to 200"),
    ("[match]", "gyr_range_deg_s = -5.0\n[match]", "gyr_range_deg_s", "above 0"),
    ("[match]", "acc_range_g = 0.0\n[match]", "acc_range_g", "above 0"),
    ('"m/s2"', '"g"\nacc_scale = 1e308', "data.acc_scale", "1e6"),
    ('"rad/s"', '"deg/s"\ngyr_scale = 1e-320', "data.gyr_scale", "1e-12"),
    ("[match]", "gyr_range_deg_s = 1e300\n[match]", "gyr_range_deg_s", "1e6"),
]
STEPS = [
    ('write = "01"', "setup (step 1).to", "a UUID"),
    ('write = "0g"\nto = "ffe9"', "setup (step 1).write", "hexadecimal"),
    ('write = "01"\nto = "ffe9"\nwait_s = 1.0', "setup (step 1)", "either write and to, or wait_s"),
    ("wait_s = 60.0", "setup (step 1).wait_s", "0 to 10"),
    ('to = "ffe9"', "setup (step 1)", "either write and to, or wait_s"),
    ('wirte = "01"', "unknown field `wirte`", "write, to, wait_s"),
]


@pytest.mark.parametrize(("old", "new", "key", "allowed"), WRONG)
def test_what_is_wrong_is_said_with_file_key_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, key: str, allowed: str
) -> None:
    with pytest.raises(DriverError) as error:
        load(tmp_path, changed(old, new))
    assert str(tmp_path / "tiny.toml") in error.value.problem
    assert key in error.value.problem
    assert allowed in error.value.advice


@pytest.mark.parametrize(("step", "key", "allowed"), STEPS)
def test_what_is_wrong_with_a_step_is_said(
    tmp_path: Path, step: str, key: str, allowed: str
) -> None:
    with pytest.raises(DriverError) as error:
        load(tmp_path, f"{SMALL}\n[[setup]]\n{step}\n")
    assert key in error.value.problem
    assert allowed in error.value.advice


@pytest.mark.parametrize(
    ("field", "code", "key"),
    [
        ("seq", "f", "data.fields ('seq')"),
        ("seq", "h", "data.fields ('seq')"),
        ("time", "i", "data.fields ('time')"),
        ("time", "I", "data.time_unit_s"),
    ],
)
def test_stamps_of_a_wrong_kind_are_said(tmp_path: Path, field: str, code: str, key: str) -> None:
    text = changed('"<6f"', f'"<6f{code}"').replace('"gyr_z"', f'"gyr_z", "{field}"')
    with pytest.raises(DriverError) as error:
        load(tmp_path, text)
    assert key in error.value.problem


def test_a_file_that_is_no_toml_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(DriverError, match="cannot be read"):
        load_description(tmp_path / "nowhere.toml")
    with pytest.raises(DriverError) as error:
        load(tmp_path, "family = ")
    assert error.value.advice == "Write it as TOML"
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DriverError):
        load_description(path)


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000, "{a=" * 5000])
def test_a_value_that_no_parser_takes_is_no_crash(tmp_path: Path, value: str) -> None:
    with pytest.raises(DriverError) as error:
        load(tmp_path, f"rate_hz = {value}")
    assert error.value.advice == "Write it as TOML"


def test_signed_numbers_saturate_and_counters_wrap_in_the_virtual_sensor(tmp_path: Path) -> None:
    text = changed('"<6f"', '"<6hB"').replace('"gyr_z"', '"gyr_z", "seq"')
    driver = load(tmp_path, text)
    talk = Conversation(driver.connect(), driver.peripheral())
    talk.run(talk.connection.setup())
    got = talk.stream(Samples(np.full((300, 3), 1e6), np.full((300, 3), -1e6)))
    assert len(got) == 0, "32767 m/s² is beyond any sensor"
    got = talk.stream(Samples(np.full((300, 3), 50.0), np.zeros((300, 3))))
    assert got.seq is not None
    assert got.seq[:3].tolist() == [44, 45, 46]
    assert got.seq.max() == 255


def test_a_virtual_sensor_waits_for_its_set_up() -> None:
    driver = load_description(OWN)
    peripheral = driver.peripheral()
    assert not peripheral.streaming
    assert peripheral.encode(Samples(np.zeros((1, 3)), np.zeros((1, 3)))) == []
    peripheral.write("out-1", b"Rx")
    assert not peripheral.streaming
    peripheral.write("out-1", b"Rd")
    assert peripheral.streaming
