"""The reference profile: packets, commands, versions, and what is said when something is wrong."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from imu.drivers.door import Advertisement, Ask
from imu.drivers.kickstand.control import Description, Wish
from imu.drivers.kickstand.driver import DRIVER
from imu.drivers.kickstand.packet import Packet, pack, unpack
from imu.drivers.kickstand.virtual import USUAL, KickstandPeripheral
from imu.drivers.samples import Samples
from imu.errors import DecodeError, DriverError
from tests.drivers.conversation import Conversation
from tests.drivers.families import NOTES

SEEN = Advertisement("Kickstand 0001", DRIVER.profile.service)


def still(n: int) -> Samples:
    return Samples(np.tile([0.0, 0.0, 9.80665], (n, 1)), np.zeros((n, 3)))


def published() -> list[dict[str, str]]:
    """The commands and answers on the page of the profile."""
    page = (NOTES / "profile.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert block
    rows = [json.loads(line) for line in block.group(1).splitlines()]
    return [row for row in rows if "write" in row]


@pytest.mark.parametrize("row", published(), ids=lambda row: row["says"])
def test_published_commands_have_published_answers(row: dict[str, str]) -> None:
    (answer,) = KickstandPeripheral(SEEN).write("control", bytes.fromhex(row["write"]))
    assert answer.role == "control"
    assert answer.data.hex() == row["reply"]


def test_the_page_has_the_uuids_of_the_driver() -> None:
    page = (NOTES / "profile.md").read_text(encoding="utf-8")
    profile = DRIVER.profile
    channels = {**profile.needed, **profile.optional}
    for role, (uuid,) in channels.items():
        assert f"| {role} | `{uuid}` |" in page
    assert f"| service, advertised | `{profile.service[0]}` |" in page


def test_set_up_says_hello_stops_configures_and_only_then_starts() -> None:
    talk = Conversation(DRIVER.connect(), KickstandPeripheral(SEEN))
    talk.run(talk.connection.setup())
    asked = [step.data[0] for step in talk.steps if isinstance(step, Ask)]
    assert asked == [1, 5, 3, 4]


def test_a_sensor_left_streaming_by_another_host_is_taken_over() -> None:
    peripheral = KickstandPeripheral(SEEN)
    peripheral.write("control", b"\x04")
    talk = Conversation(DRIVER.connect(200.0), peripheral)
    talk.run(talk.connection.setup())
    assert peripheral.rate_hz == 200.0


def test_numbers_are_scaled_by_what_the_sensor_says_not_by_what_was_asked() -> None:
    class Coarse(KickstandPeripheral):
        """A board whose library fixes the ranges and the rate."""

        def _configure(self, wish: Wish) -> bytes:
            super()._configure(wish)
            self.description = self.description.set_to(Wish(119, 4, 2000, 1))
            return b"\x83\x00" + self.description.bytes()

    talk = Conversation(DRIVER.connect(), Coarse(SEEN))
    talk.run(talk.connection.setup())
    assert talk.connection.rate_hz == 119.0
    got = talk.stream(still(3))
    np.testing.assert_allclose(got.acc_m_s2, still(3).acc_m_s2, atol=1e-3)


def test_batches_are_asked_for_above_100_hz_only() -> None:
    for rate_hz, bytes_each in ((100.0, {20}), (200.0, {58})):
        talk = Conversation(DRIVER.connect(rate_hz), KickstandPeripheral(SEEN))
        talk.run(talk.connection.setup())
        talk.received.clear()
        talk.stream(still(40))
        assert {len(one.data) for one in talk.received} == bytes_each


def test_a_last_short_batch_is_flushed_and_read() -> None:
    talk = Conversation(DRIVER.connect(200.0), KickstandPeripheral(SEEN))
    talk.run(talk.connection.setup())
    assert len(talk.stream(still(41))) == 41
    assert len(talk.received[-1].data) == 22


def test_sequence_and_clock_run_on_over_a_stop() -> None:
    peripheral = KickstandPeripheral(SEEN)
    for first in (0, 10):
        talk = Conversation(DRIVER.connect(), peripheral)
        talk.run(talk.connection.setup())
        got = talk.stream(still(10))
        assert got.seq is not None
        assert got.seq.tolist() == list(range(first, first + 10))
        talk.run(talk.connection.stop())


def test_reset_is_as_when_switched_on() -> None:
    peripheral = KickstandPeripheral(SEEN)
    talk = Conversation(DRIVER.connect(200.0), peripheral)
    talk.run(talk.connection.setup())
    talk.stream(still(10))
    peripheral.write("control", b"\x06")
    assert not peripheral.streaming
    assert peripheral.description.now == USUAL
    assert peripheral.encode(still(1)) == []


def test_sequence_and_clock_wrap() -> None:
    counts = np.zeros((3, 6), dtype=np.int64)
    data = pack(Packet(65535, 2**32 - 1000, 1000, counts))
    got = DRIVER.connect().decode("data", data)
    assert got.seq is not None
    assert got.sensor_time_s is not None
    assert got.seq.tolist() == [65535, 0, 1]
    assert got.sensor_time_s.tolist() == [4294.966296, 0.0, 0.001]
    timing = DRIVER.facts.timing
    assert timing.seq_wrap == 65536
    assert timing.wrap_s == 4294.967296


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (b"", "empty"),
        (bytes(19), "19 bytes"),
        (bytes(21), "21 bytes"),
        (bytes(10), "10 bytes"),
        (bytes(10 + 12 * 20), "250 bytes"),
        (bytes(22), "does not say so"),
        (bytes(9) + b"\x80" + bytes(12), "all taken at once"),
    ],
)
def test_what_is_wrong_with_a_packet_is_said(damage: bytes, problem: str) -> None:
    with pytest.raises(DecodeError, match=problem):
        unpack(damage)
    connection = DRIVER.connect()
    assert len(connection.decode("data", damage)) == 0
    assert connection.troubles.count == 1
    assert problem in str(connection.troubles.last)


def test_unknown_flags_are_not_looked_at() -> None:
    packet = unpack(bytes(19) + b"\x60")
    assert len(packet.counts) == 1
    assert packet.flags == 0x60


def test_an_impossible_battery_is_counted_and_costs_no_sample() -> None:
    connection = DRIVER.connect()
    assert len(connection.decode("data", bytes(18) + b"\xc8\x00")) == 1
    assert connection.troubles.count == 1
    assert connection.battery_percent is None
    assert len(connection.decode("data", bytes(18) + b"\xff\x00")) == 1
    assert connection.troubles.count == 1


def refusal(answers: list[bytes]) -> DriverError:
    """What set-up says to these answers to hello, stop, configure ..."""
    dialogue = DRIVER.connect().setup()
    next(dialogue)
    for answer in (b"", *answers[:-1]):
        dialogue.send(answer)
    with pytest.raises(DriverError) as error:
        dialogue.send(answers[-1])
    return error.value


def test_another_version_is_named() -> None:
    error = refusal([bytes.fromhex("81030204")])
    assert "speaks version 2 to 4" in str(error)
    assert "up to date" in error.advice


def test_a_version_that_was_not_offered_is_refused() -> None:
    error = refusal([bytes.fromhex("810007")])
    assert "not offered" in str(error)
    assert error.advice


@pytest.mark.parametrize(
    ("status", "said"), [(4, "refused value"), (5, "streaming"), (77, "status 77")]
)
def test_a_refusal_is_passed_on(status: int, said: str) -> None:
    hello, stop = bytes.fromhex("810001"), bytes.fromhex("8500")
    error = refusal([hello, stop, bytes([0x83, status])])
    assert f"refuses to configure: {said}" in str(error)
    assert error.advice


def test_silence_is_named() -> None:
    assert "does not answer when told to hello" in str(refusal([b""]))


@pytest.mark.parametrize("wrong", [b"", bytes(15), bytes(16)])
def test_a_description_that_makes_no_sense_is_refused(wrong: bytes) -> None:
    hello, stop = bytes.fromhex("810001"), bytes.fromhex("8500")
    error = refusal([hello, stop, b"\x83\x00" + wrong])
    assert "does not say how it is set" in str(error)


def test_a_description_comes_back_as_it_was() -> None:
    one = Description(Wish(104, 16, 2000, 4), 1, 3, 7, 12, (2, 9), 0xDEADBEEF)
    assert Description.read(one.bytes()) == one
    assert len(one.bytes()) == 16
    for byte in range(16):
        changed = bytearray(one.bytes())
        changed[byte] ^= 0x40
        assert Description.read(bytes(changed)) != one
    with pytest.raises(DecodeError):
        Description.read(replace(one, now=Wish(0, 8, 1000, 1)).bytes())


def test_replies_are_no_samples() -> None:
    connection = DRIVER.connect()
    assert len(connection.decode("control", bytes(20))) == 0
    assert connection.troubles.count == 0


def test_a_clock_that_begins_anew_within_a_packet_is_no_crash() -> None:
    peripheral = KickstandPeripheral(SEEN)
    talk = Conversation(DRIVER.connect(200.0), peripheral)
    talk.run(talk.connection.setup())
    wrap_s = DRIVER.facts.timing.wrap_s
    assert wrap_s is not None
    time_s = (wrap_s - 0.008 + np.arange(8) / 200.0) % wrap_s
    sent = Samples(still(8).acc_m_s2, still(8).gyr_rad_s, time_s, np.arange(8))
    got = talk.stream(sent)
    assert got.sensor_time_s is not None
    np.testing.assert_allclose(got.sensor_time_s, time_s, rtol=0, atol=1e-6)
