"""Movesense: packets in two parts, statuses both ways round, and instants between stamps."""

from __future__ import annotations

import numpy as np
import pytest

from imu.drivers.door import Advertisement, Ask, Notification, Write
from imu.drivers.movesense.driver import DRIVER, MovesenseConnection
from imu.drivers.movesense.packets import STAMP_WRAP, Joiner, Packet, write_packet
from imu.drivers.movesense.protocol import check_subscribed, status_of, subscribe
from imu.drivers.movesense.spacing import Spacing
from imu.drivers.movesense.virtual import MOST_BYTES, MovesensePeripheral
from imu.drivers.samples import Samples
from imu.drivers.troubles import Troubles
from imu.errors import DriverError
from imu.samples import Floats
from tests.drivers.conversation import Conversation

SEEN = Advertisement("Movesense 204730000081")


def motion(n: int, seed: int = 2) -> Samples:
    rng = np.random.default_rng(seed)
    acc = np.array([0.0, 0.0, 9.8]) + rng.normal(0.0, 2.0, (n, 3))
    return Samples(acc, rng.normal(0.0, 1.0, (n, 3)))


def meet(peripheral: MovesensePeripheral | None = None, rate_hz: float = 104.0) -> Conversation:
    talk = Conversation(DRIVER.connect(rate_hz), peripheral or MovesensePeripheral(SEEN))
    talk.run(talk.connection.setup())
    return talk


def refusal(peripheral: MovesensePeripheral) -> DriverError:
    with pytest.raises(DriverError) as error:
        meet(peripheral)
    assert error.value.advice
    return error.value


def packet(n: int, stamp_ms: int = 0) -> Packet:
    return Packet(stamp_ms, np.full((n, 3), 1.0), np.full((n, 3), 0.5))


def test_what_is_asked_for_is_what_the_specification_has() -> None:
    talk = meet()
    asked = [step.data for step in talk.steps if isinstance(step, Ask)]
    assert asked == [b"\x00\x64", b"\x01\x63/Meas/IMU6/104\x00"]
    talk.run(talk.connection.stop())
    assert [step.data for step in talk.steps if isinstance(step, Write)] == [b"\x02\x63"]
    assert not talk.peripheral.streaming


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("0163 c800", 200),
        ("0163 00c8", 200),
        ("0163 fb01", 507),
        ("0163 01fb", 507),
        ("0163 9401", 404),
        ("0163 0194", 404),
        ("0163 c8", 200),
        ("0163", 0),
        ("", 0),
        ("0163 ffff", -1),
        ("0163 0000", -1),
    ],
)
def test_a_status_is_read_whichever_way_round(answer: str, status: int) -> None:
    assert status_of(bytes.fromhex(answer)) == status


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_sensor_whose_streams_another_app_holds_says_so(is_swapped: bool) -> None:
    peripheral = MovesensePeripheral(SEEN)
    peripheral.is_swapped = is_swapped
    for reference in range(1, 5):
        peripheral.write("commands", bytes([1, reference]) + b"/Meas/IMU6/52")
    error = refusal(peripheral)
    assert "no stream left: another app" in str(error)
    assert "Close that app" in error.advice


@pytest.mark.parametrize("is_swapped", [False, True])
def test_success_is_understood_whichever_way_round(is_swapped: bool) -> None:
    peripheral = MovesensePeripheral(SEEN)
    peripheral.is_swapped = is_swapped
    assert len(meet(peripheral).stream(motion(16))) == 16


@pytest.mark.parametrize(
    ("status", "said", "advice"),
    [("9401", "at 104 Hz", "another rate"), ("9301", "status 403", "other apps")],
)
def test_other_refusals_are_named(status: str, said: str, advice: str) -> None:
    with pytest.raises(DriverError, match=said) as error:
        check_subscribed(b"\x01\x63" + bytes.fromhex(status), 104.0, streams=True)
    assert advice in error.value.advice


class Mute(MovesensePeripheral):
    """Says nothing to a subscription, but streams or not."""

    def __init__(self, first: list[Notification]) -> None:
        super().__init__(SEEN)
        self.first = first

    def _greeting(self) -> bytes:
        return b"Hello"

    def write(self, role: str, data: bytes) -> list[Notification]:
        answers = super().write(role, data)
        return self.first if data[:1] == b"\x01" else answers


def test_old_firmware_that_streams_without_an_answer_is_taken() -> None:
    first = [Notification("data", part) for part in write_packet(packet(4), MOST_BYTES)]
    assert len(meet(Mute(first)).stream(motion(16))) == 16


def test_old_firmware_that_does_nothing_is_named() -> None:
    error = refusal(Mute([]))
    assert "does not begin to stream" in str(error)
    assert "firmware" in error.advice


def test_silence_is_named_with_who_may_hold_it() -> None:
    class Silent(MovesensePeripheral):
        def write(self, role: str, data: bytes) -> list[Notification]:  # noqa: ARG002
            return []

    error = refusal(Silent(SEEN))
    assert "does not answer" in str(error)
    assert "other apps" in error.advice
    assert "2.3" in error.advice


def test_another_version_is_named() -> None:
    class Newer(MovesensePeripheral):
        def _greeting(self) -> bytes:
            return b"\x02204730000081\x00"

    assert "speaks version 2" in str(refusal(Newer(SEEN)))


def test_another_host_s_link_leaves_no_stream_behind() -> None:
    talk = meet()
    talk.peripheral.unlinked()
    assert not talk.peripheral.streaming
    assert len(meet(MovesensePeripheral(SEEN)).stream(motion(16))) == 16


# -- two parts -----------------------------------------------------------------------------------


def test_packets_at_104_hz_come_in_two_parts_and_at_52_in_one() -> None:
    for rate_hz, kinds in ((52.0, {2}), (104.0, {2, 3})):
        talk = meet(rate_hz=rate_hz)
        talk.received.clear()
        assert len(talk.stream(motion(40))) == 40
        assert {one.data[0] for one in talk.received} == kinds
        assert max(len(one.data) for one in talk.received) <= MOST_BYTES


@pytest.mark.parametrize("lost", [0, 1])
def test_half_a_packet_is_left_out_and_counted(lost: int) -> None:
    connection = MovesenseConnection(104.0)
    parts = [part for k in range(3) for part in write_packet(packet(8, 77 * k), MOST_BYTES)]
    del parts[2 + lost]
    got = [len(connection.decode("data", part)) for part in parts]
    assert sum(got) == 16
    assert connection.troubles.count == 1


def test_a_first_part_that_looks_whole_is_learnt() -> None:
    troubles = Troubles()
    joiner = Joiner(troubles)
    parts = write_packet(packet(8), 2 + 4 + 7 * 24)  # a radio that no such sensor has
    assert [len(joiner.push(part)) for part in parts] == [172, 0]
    assert troubles.count == 1
    assert [len(joiner.push(part)) for part in parts] == [0, 196]
    assert troubles.count == 1


def test_what_was_learnt_from_damage_is_unlearnt() -> None:
    troubles = Troubles()
    joiner = Joiner(troubles)
    (whole,) = write_packet(packet(4), MOST_BYTES)
    assert joiner.push(whole)
    assert not joiner.push(b"\x03" + whole[1:])
    assert [bool(joiner.push(whole)) for _ in range(4)] == [False, True, True, True]
    assert troubles.count == 2


@pytest.mark.parametrize("wrong", ["0263", "ff63 00", "0262 00000000", "00"])
def test_what_belongs_to_no_stream_is_counted(wrong: str) -> None:
    connection = MovesenseConnection(104.0)
    assert len(connection.decode("data", bytes.fromhex(wrong))) == 0
    assert connection.troubles.count == 1


@pytest.mark.parametrize("number", [np.nan, np.inf, 201.0, -1e30])
def test_a_number_beyond_all_ranges_is_damage(number: float) -> None:
    damaged = packet(4)
    damaged.acc_m_s2[2, 1] = number
    connection = MovesenseConnection(52.0)
    (part,) = write_packet(damaged, MOST_BYTES)
    assert len(connection.decode("data", part)) == 0
    assert "beyond the sensor's ranges" in str(connection.troubles.last)


# -- instants ------------------------------------------------------------------------------------


def spaced(rate_hz: float, packets: int, real_hz: float, start_ms: int = 0) -> Floats:
    """Instants of packets of 8 from a chip that is off its nominal rate."""
    spacing = Spacing(rate_hz)
    stamps = [(start_ms + round(8000.0 * k / real_hz)) % STAMP_WRAP for k in range(packets)]
    return np.concatenate([spacing.times(packet(8, stamp)) for stamp in stamps])


def test_stamps_stay_what_the_sensor_told() -> None:
    times = spaced(104.0, 40, 102.0)
    np.testing.assert_array_equal(times[::8], [round(8000 * k / 102) / 1000 for k in range(40)])


@pytest.mark.parametrize("real_hz", [98.0, 104.0, 110.0])
def test_samples_lie_evenly_between_stamps_although_the_chip_is_off(real_hz: float) -> None:
    steps = np.diff(spaced(104.0, 40, real_hz)[5 * 8 :])
    assert np.abs(steps - 1.0 / real_hz).max() < 1.3e-3, "a stamp's millisecond, not a packet's sum"


def test_a_lost_packet_stays_a_gap_and_the_period_is_measured_anew() -> None:
    spacing = Spacing(104.0)
    stamps = [round(8000.0 * k / 100.0) for k in range(20) if k != 12]
    times = np.concatenate([spacing.times(packet(8, stamp)) for stamp in stamps])
    steps = np.diff(times)
    assert steps.max() == pytest.approx(0.09, abs=2e-3)
    assert np.delete(steps, steps.argmax()).max() < 0.0135


def test_the_wrap_of_49_days_is_no_gap() -> None:
    times = spaced(104.0, 20, 104.0, start_ms=STAMP_WRAP - 700)
    wrapped = np.diff(times) % (STAMP_WRAP / 1000.0)
    assert np.abs(wrapped - 1 / 104).max() < 1.3e-3
    assert times.min() >= 0.0
    assert times.max() < STAMP_WRAP / 1000.0


def test_it_is_known_by_its_services_and_its_name() -> None:
    short = Advertisement("", ("0000fdf3-0000-1000-8000-00805f9b34fb",))
    long = Advertisement("", DRIVER.profile.service)
    matches = [DRIVER.match(seen) for seen in (short, long, SEEN, Advertisement("Moves"))]
    assert [match.certainty if match else 0 for match in matches] == [3, 3, 2, 0]


def test_a_rate_goes_into_the_path() -> None:
    assert subscribe(52.0) == b"\x01\x63/Meas/IMU6/52\x00"
