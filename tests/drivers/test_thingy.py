"""Thingy:52: its settings belong to somebody, its accelerations point down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from imu.drivers.door import Advertisement, Notify, Read, Write
from imu.drivers.samples import Samples
from imu.drivers.thingy.driver import DRIVER
from imu.drivers.thingy.settings import AS_SOLD, MotionSettings
from imu.drivers.thingy.virtual import ThingyPeripheral
from imu.errors import DecodeError, DriverError
from imu.samples import STANDARD_GRAVITY_M_S2
from tests.drivers.conversation import Conversation

SEEN = Advertisement("Thingy")


def meet(peripheral: ThingyPeripheral, rate_hz: float | None = None) -> Conversation:
    talk = Conversation(DRIVER.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    return talk


def test_settings_are_those_of_the_vendor_s_documentation() -> None:
    assert AS_SOLD.bytes() == bytes.fromhex("e803 f401 f401 0a00 01")
    assert AS_SOLD.at(100.0).bytes() == bytes.fromhex("e803 f401 f401 6400 01")
    assert MotionSettings.read(AS_SOLD.bytes()) == AS_SOLD


@pytest.mark.parametrize("data", ["", "e803", "e803f401f4010a000100", "e803 f401 f401 0000 01"])
def test_settings_that_cannot_be_read(data: str) -> None:
    with pytest.raises(DecodeError):
        MotionSettings.read(bytes.fromhex(data))


def test_only_the_rate_is_changed_and_read_back_before_anybody_listens() -> None:
    peripheral = ThingyPeripheral(SEEN)
    peripheral.settings = MotionSettings(700, 800, 900, 20, 0)
    talk = meet(peripheral)
    assert peripheral.settings == MotionSettings(700, 800, 900, 100, 0)
    about = [step for step in talk.steps if getattr(step, "role", "") in {"settings", "data"}]
    assert [type(step) for step in about] == [Read, Write, Read, Notify]


def test_the_owner_s_settings_are_put_back_at_the_end() -> None:
    peripheral = ThingyPeripheral(SEEN)
    peripheral.settings = owners = replace(AS_SOLD, rate_hz=20, wakes=0)
    talk = meet(peripheral)
    talk.run(talk.connection.stop())
    assert peripheral.settings == owners
    assert peripheral.written == 2


def test_settings_that_are_right_are_never_written() -> None:
    peripheral = ThingyPeripheral(SEEN)
    peripheral.settings = AS_SOLD.at(100.0)
    talk = meet(peripheral)
    talk.run(talk.connection.stop())
    assert peripheral.written == 0


def test_a_rate_that_is_not_taken_is_refused_with_advice() -> None:
    class Stubborn(ThingyPeripheral):
        def write(self, role: str, data: bytes) -> list[object]:  # type: ignore[override]  # noqa: ARG002
            return []

    with pytest.raises(DriverError, match="stays at 10 Hz instead of 100") as error:
        meet(Stubborn(SEEN))
    assert "firmware" in error.value.advice


def test_one_that_does_not_say_how_it_is_set_is_refused_with_advice() -> None:
    class Mute(ThingyPeripheral):
        def read(self, role: str) -> bytes:  # noqa: ARG002
            return b""

    with pytest.raises(DriverError, match="does not say how it is set") as error:
        meet(Mute(SEEN))
    assert error.value.advice


@pytest.mark.parametrize(
    "beyond",
    [{"rate_hz": 201}, {"rate_hz": 4}, {"compass_ms": 1001}, {"steps_ms": 99}, {"wakes": 2}],
)
def test_the_virtual_one_refuses_what_the_firmware_refuses(beyond: dict[str, int]) -> None:
    peripheral = ThingyPeripheral(SEEN)
    peripheral.write("settings", replace(AS_SOLD, **beyond).bytes())
    assert peripheral.settings == AS_SOLD
    assert peripheral.written == 0


def test_up_is_positive_as_everywhere_else() -> None:
    talk = meet(ThingyPeripheral(SEEN))
    talk.received.clear()
    up = Samples(np.array([[0.0, 0.0, STANDARD_GRAVITY_M_S2]]), np.array([[0.0, 1.0, 0.0]]))
    got = talk.stream(up)
    assert talk.received[0].data[4:6] == b"\x00\xfc", "over the air, up is -1 g"
    np.testing.assert_allclose(got.acc_m_s2, up.acc_m_s2, atol=1e-4)
    np.testing.assert_allclose(got.gyr_rad_s, up.gyr_rad_s, atol=3e-4)


def test_a_knock_is_cut_off_at_the_chip_s_two_g() -> None:
    knock = Samples(np.array([[50.0, -50.0, 0.0]]), np.array([[30.0, -30.0, 0.0]]))
    got = meet(ThingyPeripheral(SEEN)).stream(knock)
    np.testing.assert_allclose(got.acc_m_s2 / STANDARD_GRAVITY_M_S2, [[2, -2, 0]], atol=1e-4)
    np.testing.assert_allclose(np.degrees(got.gyr_rad_s), [[1023, -1023, 0]], atol=1e-3)


@pytest.mark.parametrize(
    ("name", "certainty"), [("Thingy", 2), ("Thingy 7", 2), ("Thingy:53", 0), ("My Thingy", 0)]
)
def test_it_is_known_by_its_name_unless_that_is_of_another_board(name: str, certainty: int) -> None:
    match = DRIVER.match(Advertisement(name))
    assert (match.certainty if match else 0) == certainty


def test_an_impossible_battery_is_not_believed() -> None:
    connection = DRIVER.connect()
    connection.decode("battery", b"\xc8")
    assert connection.battery_percent is None
