"""MetaMotion: two chips behind the same modules, packed messages, settings that are read back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from imu.drivers.door import Advertisement, Ask, Notification, Wait, Write
from imu.drivers.metamotion.driver import CONNECTION_WISH, DRIVER, MetaMotionConnection
from imu.drivers.metamotion.messages import ACC, BMI160, BMI270, CHIPS, GYR, Chip
from imu.drivers.metamotion.virtual import MetaMotionPeripheral
from imu.drivers.samples import Samples
from imu.errors import DriverError
from imu.samples import STANDARD_GRAVITY_M_S2
from tests.drivers.conversation import Conversation
from tests.drivers.vectors import RAD

SEEN = Advertisement("MetaWear")

every_chip = pytest.mark.parametrize("chip", CHIPS, ids=lambda one: one.name)


def motion(n: int, seed: int = 3) -> Samples:
    rng = np.random.default_rng(seed)
    acc = np.array([0.0, 0.0, 9.8]) + rng.normal(0.0, 4.0, (n, 3))
    return Samples(acc, rng.normal(0.0, 2.0, (n, 3)))


def meet(
    peripheral: MetaMotionPeripheral, rate_hz: float | None = None
) -> tuple[Conversation, MetaMotionConnection]:
    connection = DRIVER.connect(rate_hz)
    talk = Conversation(connection, peripheral)
    talk.run(connection.setup())
    return talk, connection


def written(talk: Conversation) -> list[str]:
    return [step.data.hex() for step in talk.steps if isinstance(step, Write | Ask)]


@every_chip
@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 200.0])
def test_either_chip_is_found_out_and_spoken_to_in_its_own_way(chip: Chip, rate_hz: float) -> None:
    talk, connection = meet(MetaMotionPeripheral(SEEN, chip), rate_hz)
    assert connection.chip is chip
    assert talk.peripheral.rate_hz == rate_hz
    sent = motion(300)
    got = talk.stream(sent)
    assert len(got) == 300
    np.testing.assert_allclose(got.acc_m_s2, sent.acc_m_s2, rtol=0, atol=0.0014)
    np.testing.assert_allclose(got.gyr_rad_s, sent.gyr_rad_s, rtol=0, atol=0.0004)
    assert {len(one.data) for one in talk.received if one.data[1] in {4, 5, 7, 0x1C}} == {20}
    assert connection.troubles.count == 0


def test_the_commands_are_those_of_the_vendor() -> None:
    talk, _ = meet(MetaMotionPeripheral(SEEN, BMI160))
    assert [text for text in written(talk) if text[2:4] in {"03", "09", "1c", "07"}][-5:] == [
        "03032808", "13032801", "1109" + "0600060000005802", "031c01", "130701",
    ]  # fmt: skip
    assert written(talk)[-4:] == ["13020100", "03020100", "130101", "030101"]
    talk, _ = meet(MetaMotionPeripheral(SEEN, BMI270), 200.0)
    assert {"0303a902", "13032901", "030501", "130501"} <= set(written(talk))


def test_short_connection_intervals_are_asked_for_and_waited_for() -> None:
    peripheral = MetaMotionPeripheral(SEEN)
    talk, _ = meet(peripheral)
    assert peripheral.connection == CONNECTION_WISH
    at = talk.steps.index(Write("control", b"\x11\x09" + CONNECTION_WISH))
    assert talk.steps[at + 1] == Wait(1.0)


PACKED_270 = [
    Notification("data", bytes.fromhex("030562b7530de9fd16d04d0e57028affa1050a01")),
    Notification("data", bytes.fromhex("13050915ad2608de8a1a0d2665e48d20ac2773ec")),
]
"""test_accelerometer_bmi270.py at 8 g; and the rates of test_gyro_bmi160.py in its register."""


def test_five_of_the_gyroscope_is_three_samples_on_the_one_chip_and_one_on_the_other() -> None:
    _, new = meet(MetaMotionPeripheral(SEEN, BMI270))
    assert len(new.decode("data", PACKED_270[0].data)) == 0
    got = new.decode("data", PACKED_270[1].data)
    acc = [[-4.539, 0.833, -0.131], [-2.995, 0.894, 0.146], [-0.029, 0.352, 0.065]]
    np.testing.assert_allclose(got.acc_m_s2 / STANDARD_GRAVITY_M_S2, acc, rtol=0, atol=6e-4)
    np.testing.assert_allclose(
        got.gyr_rad_s[0] / RAD, [164.177, 301.860, -265.122], rtol=0, atol=3e-3
    )
    _, old = meet(MetaMotionPeripheral(SEEN, BMI160))
    for one in PACKED_270:
        assert len(old.decode("data", one.data)) == 0
    assert old.troubles.count == 2


def test_ranges_have_other_codes_on_the_other_chip() -> None:
    for chip, wrong in ((BMI160, BMI270), (BMI270, BMI160)):
        peripheral = MetaMotionPeripheral(SEEN, chip)
        talk, _ = meet(peripheral)
        still = Samples(np.array([[0.0, 0.0, 9.80665]] * 3), np.zeros((3, 3)))
        assert talk.stream(still).acc_m_s2[0, 2] == pytest.approx(9.80665, abs=0.002)
        peripheral.write("control", b"\x03\x03" + wrong.acc_config(100.0))
        assert talk.stream(still).acc_m_s2[0, 2] != pytest.approx(9.80665, abs=0.5)


@pytest.mark.parametrize("chip", CHIPS, ids=lambda one: one.name)
def test_old_firmware_is_listened_to_one_by_one_where_it_cannot_pack(chip: Chip) -> None:
    talk, connection = meet(MetaMotionPeripheral(SEEN, chip, revision=0))
    assert connection.is_packed == (chip is BMI270)
    talk.received.clear()
    assert len(talk.stream(motion(30))) == 30
    assert {len(one.data) for one in talk.received} == ({20} if chip is BMI270 else {8})


@every_chip
@pytest.mark.parametrize("module", [ACC, GYR])
def test_a_lost_message_costs_three_samples_and_shifts_nothing(chip: Chip, module: int) -> None:
    talk, connection = meet(MetaMotionPeripheral(SEEN, chip))
    sent = motion(90)
    messages = talk.peripheral.encode(sent)
    lost = [one for one in messages if one.data[0] == module][10]
    got = talk.hear(one for one in messages if one is not lost)
    rows = np.delete(np.arange(90), slice(30, 33))
    np.testing.assert_allclose(got.acc_m_s2, sent.acc_m_s2[rows], rtol=0, atol=0.0014)
    np.testing.assert_allclose(got.gyr_rad_s, sent.gyr_rad_s[rows], rtol=0, atol=0.0004)
    assert connection.troubles.count == 1


def test_the_battery_is_told_when_it_is_asked_for_even_amid_samples() -> None:
    peripheral = MetaMotionPeripheral(SEEN)
    talk, connection = meet(peripheral)
    assert connection.battery_percent == 81.0
    peripheral.set_charge(40.0)
    talk.stream(motion(7))
    talk.run(connection.ask_battery())
    assert connection.battery_percent == 40.0
    talk.stream(motion(5))
    assert connection.troubles.count == 0


@pytest.mark.parametrize("text", ["118c65341000", "118cff3410", "118c", "1180ff", "0b84", "03"])
def test_what_nobody_asked_for_and_charges_that_cannot_be_are_counted(text: str) -> None:
    connection = DRIVER.connect()
    assert len(connection.decode("data", bytes.fromhex(text))) == 0
    assert connection.troubles.count == 1
    assert connection.battery_percent is None


def test_what_runs_already_is_stopped_before_anything_is_set() -> None:
    peripheral = MetaMotionPeripheral(SEEN, BMI160)
    for text in ("030401", "130501", "03020100", "13020100", "030101", "130101"):
        peripheral.write("control", bytes.fromhex(text))
    assert peripheral.streaming
    talk, connection = meet(peripheral)
    assert len(talk.stream(motion(30))) == 30
    assert connection.troubles.count == 0
    talk.run(connection.stop())
    assert not peripheral.streaming
    assert not any(module.subscribed or module.is_on for module in peripheral.modules.values())


class Odd(MetaMotionPeripheral):
    """Answers some questions in another way."""

    def __init__(self, answers: dict[str, str | None]) -> None:
        super().__init__(SEEN)
        self._answers = answers

    def write(self, role: str, data: bytes) -> list[Notification]:
        if data.hex() not in self._answers:
            return super().write(role, data)
        answer = self._answers[data.hex()]
        return [] if answer is None else [Notification("data", bytes.fromhex(answer))]


@pytest.mark.parametrize(
    ("answers", "problem", "advice"),
    [
        ({"0380": None}, "does not answer", "close other apps"),
        ({"1380": None}, "does not answer", "close other apps"),
        ({"1380": "1380"}, "has no gyroscope", "MetaMotion R"),
        ({"1380": "1380ffff"}, "has no gyroscope", "MetaMotion R"),
        ({"0380": "03800301"}, "chips that are not known: 03 and 00", "MetaMotion R"),
        ({"0380": "0380"}, "chips that are not known: none and 00", "MetaMotion R"),
        ({"0380": "03800400"}, "chips that are not known: 04 and 00", "MetaMotion R"),
        ({"0383": "03832803"}, "settings of its accelerometer", "MetaBase"),
        ({"0383": "03832708"}, "settings of its accelerometer", "MetaBase"),
        ({"1383": "13832800"}, "settings of its gyroscope", "MetaBase"),
        ({"1383": "138328"}, "settings of its gyroscope", "MetaBase"),
        ({"1383": None}, "does not answer", "close other apps"),
    ],
)
def test_what_cannot_be_used_ends_in_advice(
    answers: dict[str, str | None], problem: str, advice: str
) -> None:
    with pytest.raises(DriverError, match=problem) as error:
        meet(Odd(answers))
    assert advice in error.value.advice


def test_bits_that_nobody_set_do_not_matter_when_settings_are_read_back() -> None:
    talk, _ = meet(Odd({"0383": "0383b80810", "1383": "1383e801"}))
    assert talk.peripheral.streaming


@pytest.mark.parametrize("lacking", ["1302", "1301", "1307", "0302", "0301", "031c"])
def test_a_virtual_sensor_sends_only_when_everything_is_done(lacking: str) -> None:
    talk, connection = meet(MetaMotionPeripheral(SEEN, BMI160))
    peripheral = MetaMotionPeripheral(SEEN, BMI160)
    for step in talk.steps:
        if isinstance(step, Write) and not step.data.hex().startswith(lacking):
            peripheral.write(step.role, step.data)
    assert not peripheral.streaming
    assert peripheral.encode(motion(9)) == []
    assert connection.chip is BMI160


def test_it_is_known_by_its_service_or_its_name() -> None:
    renamed = DRIVER.match(replace(SEEN, name="knee", services=DRIVER.profile.service))
    assert renamed is not None
    assert renamed.certainty == 3
    named = DRIVER.match(SEEN)
    assert named is not None
    assert named.certainty == 2
    assert DRIVER.match(Advertisement("Meta Quest")) is None
