"""Movella DOT: settings behind a mask, a clock that begins anew, reports, synchronising."""

from __future__ import annotations

import struct
from typing import TypeGuard

import numpy as np
import pytest

from imu.drivers.alignment import Aligning, Pact, terms_of
from imu.drivers.door import Advertisement, Attuned, Leaving, Notify, Silence, Step, Write
from imu.drivers.dot import formats, messages
from imu.drivers.dot.connection import DotConnection
from imu.drivers.dot.driver import COMPANY, DRIVER
from imu.drivers.dot.formats import Event, Info, Report
from imu.drivers.dot.virtual import SYNC_S, DotPeripheral
from imu.drivers.samples import Samples
from imu.errors import DecodeError, DriverError
from imu.samples import Floats
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from tests.drivers.conversation import Conversation

WRAP_S = 4294.967296
ROOT = bytes.fromhex("d422cdaabbcc")


def still(n: int, times: object = None) -> Samples:
    acc = np.tile([0.0, 0.0, 9.8], (n, 1))
    return Samples(acc, np.zeros((n, 3)), None if times is None else np.asarray(times))


def meet(rate_hz: float | None = None, *refuses: str) -> tuple[Conversation, DotPeripheral]:
    peripheral = DRIVER.peripheral()
    peripheral.refuses.update(refuses)
    return Conversation(DRIVER.connect(rate_hz), peripheral), peripheral


def dot(talk: Conversation) -> DotConnection:
    assert isinstance(talk.connection, DotConnection)
    return talk.connection


# -- setting up ------------------------------------------------------------------------------------


def test_it_listens_before_it_starts_and_stops_before_it_is_silent() -> None:
    talk, _ = meet()
    talk.run(talk.connection.setup())
    start = talk.steps.index(Write("control", bytes.fromhex("010115")))
    assert talk.steps.index(Notify("data")) < start
    talk.steps.clear()
    talk.run(talk.connection.stop())
    assert talk.steps[:2] == [Write("control", bytes.fromhex("010015")), Silence("data")]


def test_a_rate_is_set_by_its_bit_alone_and_only_if_it_is_another() -> None:
    talk, peripheral = meet(30.0)
    before = peripheral.settings
    talk.run(talk.connection.setup())
    written = [step.data for step in talk.steps if _sets(step)]
    assert written == [bytes([0x10]) + before[1:24] + b"\x1e\x00" + before[26:]]
    again, _ = meet(60.0)
    again.run(again.connection.setup())
    assert not any(_sets(step) for step in again.steps), "it had 60 Hz already"


def _sets(step: Step) -> TypeGuard[Write]:
    return isinstance(step, Write) and step.role == "settings"


def test_what_another_app_left_running_is_stopped_before_a_rate_is_set() -> None:
    talk, peripheral = meet(30.0)
    peripheral.control = bytes([1, 1, 5])
    talk.run(talk.connection.setup())
    assert peripheral.rate_hz == 30.0
    assert peripheral.streaming


@pytest.mark.parametrize(
    ("refused", "problem", "advice"),
    [
        ("rate", "keeps to 60 Hz instead of 30 Hz", "other apps"),
        ("start", "does not start", "End a recording"),
    ],
)
def test_what_it_refuses_is_named_with_advice(refused: str, problem: str, advice: str) -> None:
    talk, _ = meet(30.0, refused)
    with pytest.raises(DriverError, match=problem) as error:
        talk.run(talk.connection.setup())
    assert advice in error.value.advice


def test_settings_that_cannot_be_read_are_named() -> None:
    talk, peripheral = meet()
    peripheral.settings = bytes(7)
    with pytest.raises(DriverError, match="settings of 7 bytes") as error:
        talk.run(talk.connection.setup())
    assert "firmware" in error.value.advice


def test_both_names_and_the_makers_number_are_known() -> None:
    assert DRIVER.match(Advertisement("Movella DOT"))
    assert DRIVER.match(Advertisement("Xsens DOT"))
    assert DRIVER.match(Advertisement("", companies=(COMPANY,)))
    assert DRIVER.match(Advertisement("Polka DOT")) is None


# -- samples and time ------------------------------------------------------------------------------


def test_numbers_that_it_cannot_measure_are_no_sample() -> None:
    for wrong in (float("nan"), float("inf"), 300.0):
        talk, _ = meet()
        packed = struct.pack("<I6f", 5, 0.0, 0.0, wrong, 0.0, 0.0, 0.0)
        assert not len(talk.connection.decode("data", packed))
        assert talk.connection.troubles.count == 1


def test_other_payloads_are_not_taken_for_rates() -> None:
    connection = DRIVER.connect()
    whole = struct.pack("<I6f", 5, 0.0, 0.0, 9.8, 0.0, 0.0, 0.0)
    assert len(connection.decode("data", whole)) == 1
    assert not len(connection.decode("data", whole + b"\x01\x02\x03\x04"))  # rates and more
    assert not len(connection.decode("data", whole.ljust(63, b"\0")))
    assert connection.troubles.count == 2


def test_a_session_over_the_end_of_its_clock_has_no_gap() -> None:
    """Three minutes from one before 71.6, with a hole right over the end."""
    true_s = np.arange(60 * 180) / 60.0 + WRAP_S - 60.0
    true_s = true_s[(true_s < WRAP_S - 0.5) | (true_s > WRAP_S + 3.0)]
    talk, _ = meet()
    talk.run(talk.connection.setup())
    clock = SensorClock("left", Rhythm.of(DRIVER.facts.timing, 60.0))
    times: list[Floats] = []
    for k in range(0, len(true_s), 6):
        part = true_s[k : k + 6]
        got = talk.stream(still(len(part), part), 6)
        assert got.sensor_time_s is not None
        assert (got.sensor_time_s < WRAP_S).all()
        times.append(clock.push(float(part[-1]) - WRAP_S + 400.0, got).time_s)
    times.append(clock.flush().time_s)
    session_s = np.concatenate(times)
    assert len(session_s) == len(true_s)
    offsets = session_s - true_s
    assert np.ptp(offsets) < 0.002
    assert clock.quality.restarts == 0


# -- reports and charge ----------------------------------------------------------------------------


def test_reports_are_read_and_leaving_comes_with_advice() -> None:
    connection = DRIVER.connect()
    assert isinstance(connection, Leaving)
    connection.decode("report", bytes([6, 4, 0x10, 0x27, 0, 0]).ljust(36, b"\0"))
    assert connection.report == Report(Event.DOUBLE_CLICK, 10_000)
    assert connection.farewell is None
    connection.decode("report", bytes([4]).ljust(36, b"\0"))
    assert connection.farewell is not None
    assert "sleep" in connection.farewell.problem
    connection.decode("report", bytes([1]).ljust(36, b"\0"))
    assert "switched off" in connection.farewell.problem
    assert "charge" in connection.farewell.advice
    assert connection.troubles.count == 0
    for wrong in (b"", b"\x09", bytes([5, 4, 1]), bytes([7, 2, 1, 2, 3, 4])):
        connection.decode("report", wrong)
    assert connection.troubles.count == 4


def test_a_charge_beyond_full_is_not_believed() -> None:
    connection = DRIVER.connect()
    connection.decode("battery", bytes([41, 0]))
    connection.decode("battery", bytes([250, 0]))
    connection.decode("battery", b"")
    assert connection.battery_percent == 41.0


def test_its_address_is_known_in_either_order() -> None:
    info = Info(ROOT, (2, 4, 0), 1234, "XS-T02")
    spoken = ROOT + info.bytes()[6:]
    assert Info.read(info.bytes()) == Info.read(spoken) == info
    with pytest.raises(DecodeError, match="33 bytes"):
        Info.read(info.bytes()[:-1])


# -- synchronising ---------------------------------------------------------------------------------


def test_messages_are_those_of_the_specification() -> None:
    assert messages.GET_STATUS.hex() == "020108f5"
    assert messages.STOP_SYNC.hex() == "020102fb"
    assert messages.start_sync(ROOT).hex() == "020701ccbbaacd22d402"
    assert messages.is_synced(bytes.fromhex("02025104a7")) is True
    assert messages.is_synced(bytes.fromhex("02025109a2")) is False
    assert messages.is_synced(bytes.fromhex("02025104a6")) is None  # a wrong sum
    assert messages.has_stopped(bytes.fromhex("02025000ac"))
    messages.check_result(bytes.fromhex("02020300f9").ljust(160, b"\0"))


@pytest.mark.parametrize(
    ("result", "problem"),
    [(5, "too little"), (7, "unlike"), (8, "same time"), (9, "not begun"), (77, "result 77")],
)
def test_every_result_has_its_advice(result: int, problem: str) -> None:
    with pytest.raises(DriverError, match=problem) as error:
        messages.check_result(messages.acknowledgement(result))
    assert error.value.advice


def test_an_acknowledgement_that_is_missing_is_named() -> None:
    with pytest.raises(DriverError, match="does not say how"):
        messages.check_result(b"")


def pair(rate_hz: float = 60.0) -> tuple[list[DotPeripheral], list[Conversation]]:
    """Two that are prepared and told of each other."""
    peripherals = [DRIVER.peripheral(), DRIVER.peripheral()]
    talks = [Conversation(DRIVER.connect(rate_hz), one) for one in peripherals]
    for talk in talks:
        talk.run(dot(talk).prepare())
    pact = Pact(dot(talks[0]).identity, 7, 0)
    for talk in talks:
        dot(talk).pact = pact
        talk.run(dot(talk).agree())
    return peripherals, talks


def pass_time(peripherals: list[DotPeripheral], until_s: float) -> None:
    """The second one was switched on 100 s after the first."""
    for peripheral, since_s in zip(peripherals, (0.0, 100.0), strict=True):
        assert isinstance(peripheral, Attuned)
        peripheral.tick(until_s, until_s - since_s)


def reconnect(peripherals: list[DotPeripheral], away_s: float) -> list[Conversation]:
    """Everybody goes, and comes back: new connections of the same pact."""
    pass_time(peripherals, 200.0)
    for peripheral in peripherals:
        peripheral.unlinked()
    pass_time(peripherals, 200.0 + away_s)
    for peripheral in peripherals:
        peripheral.linked()
    talks = [Conversation(DRIVER.connect(), one) for one in peripherals]
    for talk in talks:
        dot(talk).pact = Pact(peripherals[0].info.address, 7, 0)
    return talks


def test_two_that_are_left_alone_stamp_with_one_clock() -> None:
    peripherals, _ = pair()
    talks = reconnect(peripherals, 14.0)
    for talk in talks:
        assert isinstance(talk.connection, Aligning)
        talk.run(talk.connection.confirm())
        talk.run(talk.connection.setup())
        assert talk.connection.is_aligned
    pass_time(peripherals, 300.0)
    first = talks[0].stream(still(1, [300.0])).sensor_time_s
    second = talks[1].stream(still(1, [200.0])).sensor_time_s
    assert first is not None
    assert second is not None
    assert first.tolist() == second.tolist() == [300.0]


def test_two_that_are_disturbed_too_early_say_so() -> None:
    peripherals, _ = pair()
    for talk in reconnect(peripherals, SYNC_S - 1.0):
        with pytest.raises(DriverError, match="too little"):
            talk.run(dot(talk).confirm())


def test_set_up_leaves_alone_what_was_agreed() -> None:
    peripherals, _ = pair(30.0)
    talk = reconnect(peripherals, 14.0)[1]
    talk.run(talk.connection.setup())  # asks for 60 Hz, which cannot be had now
    assert peripherals[1].is_synced
    assert talk.connection.rate_hz == 30.0
    assert not any(_sets(step) for step in talk.steps)
    talk.run(talk.connection.stop())
    assert peripherals[1].is_synced, "a link that is made anew finds it as it was"
    talk.run(dot(talk).part())
    assert not peripherals[1].is_synced


def test_one_that_is_still_synchronised_for_others_is_freed_or_named() -> None:
    peripherals, _ = pair()
    reconnect(peripherals, 14.0)
    talk = Conversation(DRIVER.connect(30.0), peripherals[0])
    peripherals[0].refuses.add("free")
    with pytest.raises(DriverError, match="still synchronised") as error:
        talk.run(talk.connection.setup())
    assert error.value.advice
    peripherals[0].refuses.clear()
    talk = Conversation(DRIVER.connect(30.0), peripherals[0])
    talk.run(talk.connection.setup())
    assert not peripherals[0].is_synced
    assert peripherals[0].rate_hz == 30.0


def test_one_that_lost_its_power_is_not_taken_for_aligned() -> None:
    talk, _ = meet()
    dot(talk).pact = Pact(ROOT, 7, 0)
    talk.run(talk.connection.setup())
    assert not dot(talk).is_aligned
    assert talk.peripheral.streaming


def test_one_that_does_not_tell_its_address_cannot_be_aligned() -> None:
    talk, peripheral = meet()
    peripheral.info = Info(ROOT, product="")
    read = peripheral.read
    peripheral.read = lambda role: b"" if role == "info" else read(role)  # type: ignore[method-assign]
    with pytest.raises(DriverError, match="what its address is"):
        talk.run(dot(talk).prepare())


def test_its_terms_are_those_of_the_specification() -> None:
    terms = terms_of(DRIVER)
    assert terms is not None
    assert terms.away_s == 14.0
    assert terms.away_s > SYNC_S


def test_a_rate_in_settings_that_are_none_is_an_error() -> None:
    with pytest.raises(DecodeError, match="31 bytes"):
        formats.rate_in(bytes(31))
