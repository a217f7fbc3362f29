"""Arduino's dashboards: g in the one, counts in the other, and which is sent first."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from imu.drivers.arduino.driver import NANO, NICLA, ArduinoDriver
from imu.drivers.arduino.virtual import ArduinoPeripheral
from imu.drivers.door import Advertisement, Place
from imu.drivers.registry import recognise
from imu.drivers.roles import find_roles
from imu.drivers.samples import Samples
from imu.errors import DriverError
from tests.drivers.conversation import Conversation

both = pytest.mark.parametrize("driver", [NANO, NICLA], ids=lambda one: one.family)


def motion(n: int) -> Samples:
    rng = np.random.default_rng(6)
    return Samples(rng.normal(0.0, 5.0, (n, 3)), rng.normal(0.0, 1.0, (n, 3)))


def meet(driver: ArduinoDriver, version: int = 0) -> Conversation:
    peripheral = driver.peripheral()
    peripheral.version = version
    talk = Conversation(driver.connect(), peripheral)
    talk.run(talk.connection.setup())
    return talk


def three(*numbers: float) -> bytes:
    return struct.pack("<3f", *numbers)


@both
def test_it_listens_and_sets_nothing(driver: ArduinoDriver) -> None:
    talk = meet(driver)
    assert talk.listening == {"data", "rates"}
    assert len(talk.stream(motion(50))) == 50
    talk.run(talk.connection.stop())
    assert talk.listening == set()


@both
def test_another_version_of_the_sketch_is_refused(driver: ArduinoDriver) -> None:
    with pytest.raises(DriverError, match="another version") as error:
        meet(driver, version=1)
    assert "as it is published" in error.value.advice


@both
def test_a_sketch_without_version_or_battery_will_do(driver: ArduinoDriver) -> None:
    class Bare(ArduinoPeripheral):
        def read(self, role: str) -> bytes:
            del role
            return b""

    usual = driver.peripheral()
    usual.__class__ = Bare
    talk = Conversation(driver.connect(), usual)
    talk.run(talk.connection.setup())
    assert talk.connection.battery_percent is None
    assert len(talk.stream(motion(5))) == 5


def test_the_two_boards_share_a_name_and_are_told_apart_by_their_service() -> None:
    for driver in (NANO, NICLA):
        seen = driver.peripheral().advertisement
        assert seen.name == "BLESense-1A2B"
        found = recognise([NICLA, NANO], seen)
        assert found is not None
        assert found[0] is driver
    guessed = recognise([NICLA, NANO], Advertisement("BLESense-1A2B"))
    assert guessed is not None
    assert guessed[0] is NANO


def test_the_nicla_s_first_page_has_other_things_under_the_nano_s_numbers() -> None:
    base = "6fbe1da7-{}-44de-92c4-bb6e04fb0212"
    old = [Place(base.format("0000"), base.format(one)) for one in ("3001", "5001", "6001")]
    with pytest.raises(DriverError, match="its rates channel"):
        find_roles(NANO, old)


def test_the_nano_sends_g_and_degrees() -> None:
    connection = NANO.connect()
    connection.decode("data", three(0.0, 0.0, 1.0))
    got = connection.decode("rates", three(180.0, 0.0, -90.0))
    np.testing.assert_allclose(got.acc_m_s2, [[0.0, 0.0, 9.80665]], rtol=0, atol=6e-5)
    np.testing.assert_allclose(got.gyr_rad_s, [[3.1416, 0.0, -1.5708]], rtol=0, atol=1e-9)


def test_the_nicla_sends_counts_as_floats_or_as_whole_numbers() -> None:
    for layout in ("<3f", "<3h"):
        connection = NICLA.connect()
        connection.decode("rates", struct.pack(layout, 164, 0, -328))
        got = connection.decode("data", struct.pack(layout, 0, 0, -4096))
        np.testing.assert_allclose(got.acc_m_s2, [[0.0, 0.0, -9.8067]], rtol=0, atol=2e-4)
        np.testing.assert_allclose(
            np.degrees(got.gyr_rad_s), [[10.01, 0.0, -20.02]], rtol=0, atol=0.01
        )
        assert connection.troubles.count == 0


@pytest.mark.parametrize(
    ("driver", "data", "problem"),
    [
        (NICLA, three(0.0, 0.0, -0.98), "no counts"),
        (NICLA, three(0.0, 0.0, 40000.0), "beyond"),
        (NICLA, bytes(5), "5 bytes"),
        (NANO, bytes(6), "6 bytes"),
        (NANO, three(0.0, 0.0, 4096.0), "beyond"),
        (NANO, three(float("nan"), 0.0, 1.0), "beyond"),
    ],
)
def test_another_sketch_s_numbers_are_counted_and_not_guessed_at(
    driver: ArduinoDriver, data: bytes, problem: str
) -> None:
    connection = driver.connect()
    assert len(connection.decode("data", data)) == 0
    assert problem in str(connection.troubles.last)


@both
@pytest.mark.parametrize("role", ["data", "rates"])
def test_a_lost_notification_does_not_shift_one_stream_for_long(
    driver: ArduinoDriver, role: str
) -> None:
    talk = meet(driver)
    sent = motion(200)
    heard = talk.peripheral.encode(sent)
    lost = [one for one in heard if one.role == role][50]
    got = talk.hear(one for one in heard if one is not lost)
    assert talk.connection.troubles.count == 1
    assert len(got) == 199
    np.testing.assert_allclose(got.acc_m_s2[-100:], sent.acc_m_s2[-100:], rtol=0, atol=0.002)
    np.testing.assert_allclose(got.gyr_rad_s[-100:], sent.gyr_rad_s[-100:], rtol=0, atol=0.001)


@both
def test_each_sends_first_what_its_sketch_does(driver: ArduinoDriver) -> None:
    first = "data" if driver is NANO else "rates"
    assert meet(driver).peripheral.encode(motion(1))[0].role == first
