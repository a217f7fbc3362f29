"""Capture2Go: checked frames in a stream, answers amid samples, flags, synchronising."""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.drivers.alignment import Aligning, Pact, terms_of
from imu.drivers.capture2go import content
from imu.drivers.capture2go.connection import Capture2GoConnection
from imu.drivers.capture2go.content import Flag, Header, Info, Mode, Status, Sync
from imu.drivers.capture2go.driver import DRIVER
from imu.drivers.capture2go.frames import Assembler, Frame, read_command
from imu.drivers.capture2go.virtual import Capture2GoPeripheral
from imu.drivers.door import Advertisement, Ask, Notification
from imu.drivers.samples import Samples
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError
from tests.drivers.conversation import Conversation
from tests.drivers.vectors_capture2go import STATUS

NUMBER = 0x1122334455667788
HOUR_NS = 1_700_000_000_000_000_000

frames = st.builds(Frame, st.integers(0, 0xFFFF), st.binary(max_size=236))


def some(n: int, seed: int = 3) -> Samples:
    rng = np.random.default_rng(seed)
    acc = np.array([0.0, 0.0, 9.8]) + rng.normal(0.0, 2.0, (n, 3))
    return Samples(acc, rng.normal(0.0, 1.0, (n, 3)))


def meet(rate_hz: float | None = None) -> tuple[Conversation, Capture2GoPeripheral]:
    peripheral = DRIVER.peripheral()
    return Conversation(DRIVER.connect(rate_hz), peripheral), peripheral


def orders(talk: Conversation) -> list[int]:
    return [read_command(step.data).header for step in talk.steps if isinstance(step, Ask)]


def c2g(talk: Conversation) -> Capture2GoConnection:
    assert isinstance(talk.connection, Capture2GoConnection)
    return talk.connection


def notified(stream: bytes, cuts: list[int], real_time: tuple[Frame, ...] = ()) -> list[bytes]:
    """A stream in pieces, the first with frames of real time before it."""
    at = sorted({cut % (len(stream) + 1) for cut in cuts} | {0, len(stream)})
    pieces = [stream[a:b] for a, b in pairwise(at)]
    first = bytes([0xFF - len(real_time)]) + b"".join(frame.bytes() for frame in real_time)
    return [first + pieces[0], *(b"\xff" + piece for piece in pieces[1:])] if pieces else [first]


# -- frames ----------------------------------------------------------------------------------------


@given(
    st.lists(frames, max_size=6),
    st.lists(st.integers(0, 1500), max_size=10),
    st.lists(frames, max_size=3),
)
def test_frames_are_found_however_the_radio_cuts_them(
    sent: list[Frame], cuts: list[int], quick: list[Frame]
) -> None:
    troubles = Troubles()
    assembler = Assembler(troubles)
    stream = b"".join(frame.bytes() for frame in sent)
    heard = [assembler.push(one) for one in notified(stream, cuts, tuple(quick))]
    assert [frame for some in heard for frame in some] == [*quick, *sent]
    assert troubles.count == 0


@given(st.lists(frames, min_size=2, max_size=6), st.integers(0, 2000), st.integers(0, 7))
def test_one_damaged_bit_costs_one_frame(sent: list[Frame], place: int, bit: int) -> None:
    stream = bytearray(b"".join(frame.bytes() for frame in sent))
    place %= len(stream)
    stream[place] ^= 1 << bit
    ends = np.cumsum([len(frame.bytes()) for frame in sent])
    hit = int(np.searchsorted(ends, place, side="right"))
    troubles = Troubles()
    assembler = Assembler(troubles)
    # What comes behind shows where a frame whose length was damaged does not end.
    heard = assembler.push(b"\xff" + bytes(stream))
    heard += assembler.push(b"\xff" + bytes(300))
    assert heard == sent[:hit] + sent[hit + 1 :]
    assert troubles.count >= 1


def test_after_a_lost_notification_the_next_whole_frame_is_found() -> None:
    talk, _ = meet()
    talk.run(talk.connection.setup())
    sent = [one for k in range(10) for one in talk.peripheral.encode(some(8, k))]
    heard = [part for one in sent for part in _halves(one.data)]
    del heard[5]
    got = [talk.connection.decode("data", part) for part in heard]
    assert sum(map(len, got)) == 72
    assert 1 <= talk.connection.troubles.count <= 3


def _halves(whole: bytes) -> tuple[bytes, bytes]:
    """The same stream in twice as many notifications."""
    return whole[:60], b"\xff" + whole[60:]


def test_what_is_held_is_less_than_a_frame() -> None:
    assembler = Assembler(Troubles())
    longest = 0
    rng = np.random.default_rng(1)
    for _ in range(300):
        assembler.push(b"\xff\x02" + rng.bytes(4) + b"\xec" + rng.bytes(100))
        longest = max(longest, len(assembler._held))  # pyright: ignore[reportPrivateUsage]
    assert 100 < longest < 244


@pytest.mark.parametrize("first", [0x00, 0x02, 0xFB])
def test_a_first_byte_that_says_nothing_is_counted(first: int) -> None:
    troubles = Troubles()
    assert Assembler(troubles).push(bytes([first]) + Frame(Header.STARTED).bytes()) == []
    assert troubles.count == 1


def test_a_damaged_frame_of_real_time_does_not_hide_the_stream() -> None:
    troubles = Troubles()
    damaged = bytearray(Frame(0x0247, bytes(37)).bytes())
    damaged[20] ^= 1
    behind = Frame(Header.STARTED)
    assert Assembler(troubles).push(b"\xfe" + bytes(damaged) + behind.bytes()) == [behind]
    assert troubles.count == 2  # of real time, and as bytes of the stream


# -- what is in them -------------------------------------------------------------------------------


def test_commands_are_those_of_the_vendors_kit() -> None:
    assert Frame(Header.GET_INFO).bytes().hex() == "02096be66e007000"
    assert Frame(Header.START).bytes().hex() == "023d7f658c005001"
    assert Frame(Header.STOP_AND_CLEAR).bytes().hex() == "0235f5bc44005801"
    mode = "25b7fe3e1e2001" + "00" * 8 + "0000020000000100000000" + "00" * 8 + "000001"
    assert Frame(Header.SET_MODE, Mode(100.0).bytes()).bytes().hex() == f"02{mode}"
    mode = "02fa0ec3581e2001000000000000000000000200000001000000028877665544332211000001"
    receiver = Mode(100.0, Sync.RECEIVER, NUMBER)
    assert Frame(Header.SET_MODE, receiver.bytes()).bytes().hex() == mode
    time = "02c12b8da508700100002a36fe9c9717"
    assert Frame(Header.SET_TIME, struct.pack("<q", HOUR_NS)).bytes().hex() == time
    (status,) = Assembler(Troubles()).push(b"\xff" + bytes.fromhex(STATUS))
    told = Status.read(status.payload)
    assert (told.state, told.is_synchronised, told.battery_percent) == (2, True, 63.0)
    assert told.is_charging
    assert told.time_ns == 5


def test_the_crc_is_over_header_and_payload() -> None:
    whole = Frame(0x0122, b"abc").bytes()
    assert whole[1:5] == zlib.crc32(b"\x22\x01abc").to_bytes(4, "little")
    with pytest.raises(DecodeError):
        read_command(whole + b"x")


def test_samples_without_a_magnetometer_of_a_rate_that_we_do_not_ask_for_are_left_alone() -> None:
    assert content.read_samples(Frame(0x0234, bytes(115))) is None  # 25 Hz
    assert content.read_samples(Frame(0x0222, bytes(163))) is None  # with magnetometer
    with pytest.raises(DecodeError, match="114 bytes"):
        content.read_samples(Frame(0x0232, bytes(114)))


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        (Flag.TIME_GAP, "a gap in its own time"),
        (Flag.ACC_CLIPPED, "an acceleration beyond"),
        (Flag.GYR_CLIPPED, "a rotation beyond"),
        (Flag.PROCESSING, "a fault in its processing"),
    ],
)
def test_what_the_sensor_says_is_wrong_is_counted_and_told(flag: Flag, said: str) -> None:
    talk, peripheral = meet()
    talk.run(talk.connection.setup())
    peripheral.flags = flag
    assert len(talk.stream(some(16))) == 16
    assert talk.connection.troubles.count == 2
    assert said in str(talk.connection.troubles.last)
    peripheral.flags = 8  # the magnetometer, of no interest
    talk.stream(some(8))
    assert talk.connection.troubles.count == 2


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 200.0])
@pytest.mark.parametrize("piece", [20, 97, 243])
def test_eight_samples_are_spread_over_their_time(rate_hz: float, piece: int) -> None:
    peripheral = Capture2GoPeripheral(Advertisement("IMU_000001"), piece=piece)
    talk = Conversation(DRIVER.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    got = talk.stream(some(64), 3)
    assert len(got) == 64
    assert got.sensor_time_s is not None
    np.testing.assert_allclose(np.diff(got.sensor_time_s), 1.0 / rate_hz, rtol=0, atol=1e-6)


@pytest.mark.parametrize("step_s", [0.0059, 0.0141, 0.5])
def test_no_frame_spreads_its_samples_over_a_break_in_time(step_s: float) -> None:
    talk, peripheral = meet(100.0)
    talk.run(talk.connection.setup())
    times = np.cumsum([0.0, *[0.01] * 12, step_s, *[0.01] * 18])
    felt = some(len(times))
    sent: list[Notification] = []
    for first in range(0, len(times), 5):
        part = slice(first, first + 5)
        taken = Samples(felt.acc_m_s2[part], felt.gyr_rad_s[part], times[part])
        sent += peripheral.encode(taken)
    got = [talk.connection.decode(one.role, one.data) for one in (*sent, *peripheral.flush())]
    told = np.concatenate([one.sensor_time_s for one in got if one.sensor_time_s is not None])
    np.testing.assert_allclose(told - told[0], times, atol=2e-6)


def test_status_comes_by_itself_every_second() -> None:
    talk, peripheral = meet()
    talk.run(talk.connection.setup())
    peripheral.set_charge(31.0)
    talk.stream(some(96))
    assert talk.connection.battery_percent == 77.0
    talk.stream(some(16))
    assert talk.connection.battery_percent == 31.0


# -- setting up ------------------------------------------------------------------------------------


def test_a_mode_that_holds_is_not_set_again() -> None:
    talk, peripheral = meet()
    talk.run(talk.connection.setup())
    assert Header.SET_MODE in orders(talk)
    talk.run(talk.connection.stop())
    again = Conversation(DRIVER.connect(), peripheral)
    again.run(again.connection.setup())
    assert Header.SET_MODE not in orders(again)
    assert peripheral.streaming


def test_a_stream_that_was_left_running_is_stopped_first() -> None:
    talk, peripheral = meet()
    talk.run(talk.connection.setup())
    peripheral.unlinked()
    again = Conversation(DRIVER.connect(200.0), peripheral)
    again.run(again.connection.setup())
    assert Header.STOP_AND_CLEAR in orders(again)
    assert peripheral.rate_hz == 200.0


def test_one_that_records_is_left_alone_with_advice() -> None:
    talk, peripheral = meet()
    peripheral.state = content.RECORDING
    with pytest.raises(DriverError, match="is recording") as error:
        talk.run(talk.connection.setup())
    assert "End the recording" in error.value.advice
    assert set(orders(talk)) == {Header.GET_INFO, Header.GET_STATUS}


def test_firmware_of_somebodys_own_is_refused() -> None:
    talk, peripheral = meet()
    peripheral.info = Info(0x8001, "1a2b3c", "mine")
    with pytest.raises(DriverError, match="somebody's own"):
        talk.run(talk.connection.setup())


def test_what_it_refuses_is_named() -> None:
    talk, peripheral = meet()
    peripheral.instead[Header.START] = Frame(Header.ERROR, b"\xfb\x50\x01")
    with pytest.raises(DriverError, match="refuses to start: it is busy"):
        talk.run(talk.connection.setup())


def test_an_answer_that_cannot_be_read_is_named() -> None:
    talk, peripheral = meet()
    peripheral.instead[Header.GET_STATUS] = Frame(Header.STATUS, b"short")
    with pytest.raises(DriverError, match="a status of 5 bytes") as error:
        talk.run(talk.connection.setup())
    assert error.value.advice


def test_a_mode_that_is_not_taken_on_is_named() -> None:
    talk, peripheral = meet()
    peripheral.instead[Header.SET_MODE] = Frame(Header.MODE, Mode(50.0).bytes())
    with pytest.raises(DriverError, match="does not take on 100 Hz"):
        talk.run(talk.connection.setup())


def test_answers_are_found_amid_samples_and_in_pieces() -> None:
    peripheral = Capture2GoPeripheral(Advertisement("IMU_000001"), piece=7)
    talk = Conversation(DRIVER.connect(), peripheral)
    talk.run(talk.connection.setup())
    assert peripheral.streaming
    talk.connection.battery_percent = None
    talk.run(talk.connection.ask_battery())
    assert talk.connection.battery_percent == 77.0


def test_a_damaged_order_is_refused_by_the_sensor() -> None:
    _, peripheral = meet()
    damaged = bytearray(Frame(Header.GET_STATUS).bytes())
    damaged[-1] ^= 0x40
    (answer,) = peripheral.write("control", bytes(damaged))
    assert answer == Notification("data", b"\xff" + Frame(Header.ERROR, b"\xfc\xff\xff").bytes())


# -- synchronising ---------------------------------------------------------------------------------


def pair() -> tuple[list[Capture2GoPeripheral], list[Conversation]]:
    """Two that are told of each other; the second was switched on 100 s after the first."""
    peripherals = [DRIVER.peripheral(), DRIVER.peripheral()]
    pass_time(peripherals, 200.0)
    talks = [Conversation(DRIVER.connect(), one) for one in peripherals]
    for talk in talks:
        talk.run(c2g(talk).prepare())
    pact = Pact(c2g(talks[0]).identity, NUMBER, HOUR_NS)
    for talk in talks:
        c2g(talk).pact = pact
        talk.run(c2g(talk).agree())
    return peripherals, talks


def pass_time(peripherals: list[Capture2GoPeripheral], until_s: float) -> None:
    for peripheral, since_s in zip(peripherals, (0.0, 100.0), strict=True):
        peripheral.tick(until_s, until_s - since_s)


def test_one_sends_its_clock_and_the_other_stamps_with_it() -> None:
    peripherals, talks = pair()
    assert [one.mode.sync for one in peripherals] == [Sync.SENDER, Sync.RECEIVER]
    assert Header.SET_TIME in orders(talks[0])
    assert Header.SET_TIME not in orders(talks[1])
    pass_time(peripherals, 201.0)
    stamps: list[float] = []
    for talk, own_s in zip(talks, (201.0, 101.0), strict=True):
        assert isinstance(talk.connection, Aligning)
        talk.run(talk.connection.confirm())
        talk.run(talk.connection.setup())
        assert talk.connection.is_aligned
        taken = Samples(np.zeros((1, 3)), np.zeros((1, 3)), np.array([own_s]))
        got = talk.stream(taken).sensor_time_s
        assert got is not None
        stamps += got.tolist()
    assert stamps == [HOUR_NS / 1e9 + 1.0] * 2


def test_a_listener_that_hears_nothing_says_so() -> None:
    peripherals, talks = pair()
    peripherals[1].can_hear = False
    with pytest.raises(DriverError, match="does not hear the clock") as error:
        talks[1].run(c2g(talks[1]).confirm())
    assert error.value.advice
    assert not c2g(talks[1]).is_aligned


def test_a_listener_that_loses_the_sender_later_is_counted() -> None:
    peripherals, talks = pair()
    for talk in talks:
        talk.run(c2g(talk).setup())
    assert c2g(talks[1]).is_aligned
    peripherals[1].can_hear = False
    talks[1].stream(some(104))
    assert not c2g(talks[1]).is_aligned
    assert "does not hear" in str(talks[1].connection.troubles.last)


def test_a_pact_is_kept_over_a_connection_and_ended_by_parting() -> None:
    peripherals, talks = pair()
    talks[1].run(talks[1].connection.stop())
    again = Conversation(DRIVER.connect(), peripherals[1])
    c2g(again).pact = c2g(talks[1]).pact
    again.run(again.connection.setup())
    assert Header.SET_MODE not in orders(again)
    again.run(again.connection.stop())
    again.run(c2g(again).part())
    assert peripherals[1].mode == Mode(100.0)
    terms = terms_of(DRIVER)
    assert terms is not None
    assert terms.away_s == 0.0
