"""Adafruit's services: one UUID in two of them, periods that are read back, no gyroscope."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from imu.drivers.adafruit import services
from imu.drivers.adafruit.driver import DRIVER
from imu.drivers.adafruit.virtual import AdafruitPeripheral
from imu.drivers.door import Advertisement, Notification, Place, Write
from imu.drivers.roles import find_roles
from imu.drivers.samples import Samples
from imu.errors import DriverError
from tests.drivers.conversation import Conversation

SEEN = Advertisement("CLUE", companies=(0x0822,))
BASE = "adaf{}-c332-42a8-93bd-25e905756cb8"
ALL = [DRIVER.profile.place(role) for role in DRIVER.profile.needed]


def motion(n: int) -> Samples:
    rng = np.random.default_rng(4)
    return Samples(rng.normal(0.0, 5.0, (n, 3)), rng.normal(0.0, 1.0, (n, 3)))


def meet(peripheral: AdafruitPeripheral, rate_hz: float | None = None) -> Conversation:
    talk = Conversation(DRIVER.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    return talk


def test_the_uuids_are_those_of_the_page() -> None:
    roles = find_roles(DRIVER, ALL)
    assert roles == {
        "data": Place(BASE.format("0200"), BASE.format("0201")),
        "rates": Place(BASE.format("0400"), BASE.format("0401")),
        "data-period": Place(BASE.format("0200"), BASE.format("0001")),
        "rates-period": Place(BASE.format("0400"), BASE.format("0001")),
    }


def test_a_period_of_another_service_is_not_taken_for_one_of_these() -> None:
    light = [Place(BASE.format("0300"), BASE.format(one)) for one in ("0001", "0002")]
    assert find_roles(DRIVER, [*light, *ALL]) == find_roles(DRIVER, ALL)
    with pytest.raises(DriverError, match="its data-period channel"):
        find_roles(DRIVER, [*light, *ALL[:2], ALL[3]])


def test_a_program_without_rotation_is_refused_with_one_that_has_it() -> None:
    stock = [place for place in ALL if place.service == BASE.format("0200")]
    with pytest.raises(DriverError, match="its rates channel") as error:
        find_roles(DRIVER, stock)
    assert "gyroscope service" in error.value.advice


@pytest.mark.parametrize(("rate_hz", "period"), [(50.0, "14000000"), (100.0, "0a000000")])
def test_both_services_are_set_to_one_period(rate_hz: float, period: str) -> None:
    peripheral = AdafruitPeripheral(SEEN)
    assert peripheral.rate_hz == 1.0
    talk = meet(peripheral, rate_hz)
    orders = [step for step in talk.steps if isinstance(step, Write)]
    assert [(step.role, step.data.hex()) for step in orders] == [
        ("data-period", period), ("rates-period", period),
    ]  # fmt: skip
    assert len(talk.stream(motion(100))) == 100


@pytest.mark.parametrize("stuck", ["data-period", "rates-period"])
def test_a_board_that_keeps_another_period_is_refused(stuck: str) -> None:
    class Slow(AdafruitPeripheral):
        def write(self, role: str, data: bytes) -> list[Notification]:
            return [] if role == stuck else super().write(role, data)

    with pytest.raises(DriverError, match="every 20 ms; it says 1000 ms") as error:
        meet(Slow(SEEN))
    assert "load its program again" in error.value.advice


def test_a_board_that_does_not_tell_its_period_is_refused() -> None:
    class Mute(AdafruitPeripheral):
        def read(self, role: str) -> bytes:
            return b"" if role.endswith("period") else super().read(role)

    with pytest.raises(DriverError, match="it says nothing"):
        meet(Mute(SEEN))


def test_another_version_is_refused_and_none_is_taken_for_the_first() -> None:
    peripheral = AdafruitPeripheral(SEEN)
    peripheral.version = 2
    with pytest.raises(DriverError, match="version 2, not 1") as error:
        meet(peripheral)
    assert "up to date" in error.value.advice

    class Unnumbered(AdafruitPeripheral):
        def read(self, role: str) -> bytes:
            return b"" if role == "version" else super().read(role)

    assert meet(Unnumbered(SEEN)).peripheral.streaming


def test_leaving_puts_the_usual_period_back() -> None:
    peripheral = AdafruitPeripheral(SEEN)
    talk = meet(peripheral)
    talk.run(talk.connection.stop())
    assert set(peripheral.periods.values()) == {1000}
    assert talk.listening == set()


@pytest.mark.parametrize("role", ["data", "rates"])
def test_a_lost_notification_does_not_shift_one_stream_for_long(role: str) -> None:
    talk = meet(AdafruitPeripheral(SEEN))
    sent = motion(200)
    heard = talk.peripheral.encode(sent)
    lost = [one for one in heard if one.role == role][50]
    got = talk.hear(one for one in heard if one is not lost)
    assert talk.connection.troubles.count == 1
    assert len(got) == 199
    np.testing.assert_allclose(got.acc_m_s2[-100:], sent.acc_m_s2[-100:], rtol=0, atol=1e-5)
    np.testing.assert_allclose(got.gyr_rad_s[-100:], sent.gyr_rad_s[-100:], rtol=0, atol=1e-5)


def test_two_periods_are_kept_apart() -> None:
    peripheral = AdafruitPeripheral(SEEN)
    peripheral.write("data-period", services.period_bytes(10))
    peripheral.write("rates-period", services.period_bytes(20))
    roles = [one.role for one in peripheral.encode(motion(10))]
    assert (roles.count("data"), roles.count("rates")) == (10, 5)
    peripheral.write("rates-period", services.period_bytes(-1))
    assert not peripheral.streaming
    assert {one.role for one in peripheral.encode(motion(10))} == {"data"}


@pytest.mark.parametrize(
    "numbers", [(float("nan"), 0, 0), (0, float("inf"), 0), (0, 0, 1000.0), (-331.0, 0, 0)]
)
@pytest.mark.parametrize("role", ["data", "rates"])
def test_numbers_that_no_sensor_measures_are_counted(
    role: str, numbers: tuple[float, float, float]
) -> None:
    connection = DRIVER.connect()
    connection.decode("data", struct.pack("<3f", 0, 0, 9.8))
    assert len(connection.decode(role, struct.pack("<3f", *numbers))) == 0
    assert connection.troubles.count == 1
    assert "beyond what such a sensor" in str(connection.troubles.last)


@pytest.mark.parametrize(
    ("seen", "certainty"),
    [
        (SEEN, 2),
        (Advertisement("Sense", companies=(0x0822,)), 2),
        (Advertisement("CIRCUITPY1a2b", companies=(0x0822,)), 1),
        (Advertisement("mine", services=(BASE.format("0200"),)), 3),
    ],
)
def test_it_is_known_by_service_or_maker_and_name(seen: Advertisement, certainty: int) -> None:
    match = DRIVER.match(seen)
    assert match is not None
    assert match.certainty == certainty
    assert not match.refusal


def test_a_name_alone_is_too_common() -> None:
    assert DRIVER.match(Advertisement("Sense")) is None


def test_a_board_without_gyroscope_is_refused_before_anyone_connects() -> None:
    match = DRIVER.match(Advertisement("CPlay", companies=(0x0822,)))
    assert match is not None
    assert match.refusal == (
        "A Circuit Playground measures no rotation. "
        "Use a CLUE or a Feather Sense, or a phone on the thigh."
    )
