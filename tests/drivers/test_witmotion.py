"""WitMotion: a stream of frames without checksums, lengths or stamps."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.drivers.door import Advertisement, Place, Wait, Write
from imu.drivers.roles import find_roles
from imu.drivers.samples import Samples, join
from imu.drivers.troubles import Troubles
from imu.drivers.witmotion.driver import DRIVER
from imu.drivers.witmotion.frames import (
    Cutter,
    Frame,
    Motion,
    Registers,
    write_motion,
    write_registers,
)
from imu.drivers.witmotion.virtual import WitMotionPeripheral
from imu.errors import DriverError
from tests.drivers.conversation import Conversation

SEEN = Advertisement("WT901BLE67", DRIVER.profile.service[:1])
DATE = bytes([26, 11, 28, 12, 30, 0, 0, 0])

number = st.integers(-(2**15), 2**15 - 1)
motion = st.builds(Motion, st.tuples(*[number] * 9))
registers = st.builds(Registers, st.integers(0, 255), st.tuples(*[number] * 8))


def write(frame: Frame, date: bytes) -> bytes:
    if isinstance(frame, Motion):
        return write_motion(frame.numbers, date)
    return write_registers(frame)


def tame(frame: Frame) -> bool:
    """Whether no head stands among its numbers."""
    body = write(frame, b"")[1:]
    return b"\x55" not in body


def pieces(stream: bytes, cuts: list[int]) -> list[bytes]:
    """The stream, cut at these places."""
    at = sorted({cut % (len(stream) + 1) for cut in cuts} | {0, len(stream)})
    return [stream[a:b] for a, b in pairwise(at)]


@given(
    st.lists(st.one_of(motion, registers).filter(tame), min_size=2, max_size=12),
    st.lists(st.integers(0, 400), max_size=12),
    st.sampled_from([b"", DATE]),
)
def test_frames_are_found_however_the_radio_cuts_them(
    frames: list[Frame], cuts: list[int], date: bytes
) -> None:
    troubles = Troubles()
    cutter = Cutter(troubles)
    stream = b"".join(write(frame, date) for frame in frames)
    got = [frame for piece in pieces(stream, cuts) for frame in cutter.push(piece)]
    # The first motion frame needs the head behind it to show its length.
    lone = isinstance(frames[-1], Motion) and not any(isinstance(f, Motion) for f in frames[:-1])
    assert got == (frames[:-1] if lone else frames)
    assert troubles.count == 0


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("piece", [0, 20, 23, 7, 100, 244])
def test_split_and_merged_notifications_lose_nothing(long: bool, piece: int) -> None:
    peripheral = WitMotionPeripheral(SEEN, long=long, piece=piece)
    talk = Conversation(DRIVER.connect(), peripheral)
    talk.run(talk.connection.setup())
    counts = np.random.default_rng(4).integers(0, 84, (200, 6))  # 84 is below a head's first byte
    acc, gyr = counts[:, :3] * 9.80665 / 2048, counts[:, 3:] * np.radians(2000 / 32768)
    got = talk.stream(Samples(acc, gyr))
    assert len(got) == 200
    np.testing.assert_allclose(got.acc_m_s2, acc, rtol=0, atol=1e-4)
    assert talk.connection.troubles.count == 0


def test_a_short_frame_alone_waits_for_the_next_to_show_its_length() -> None:
    cutter = Cutter(Troubles())
    frame = write_motion((0,) * 9)
    assert cutter.push(frame) == []
    assert len(cutter.push(frame)) == 2
    assert len(cutter.push(frame)) == 1, "once known, nothing waits"


def test_twenty_bytes_of_a_long_frame_are_not_taken_for_a_short_one() -> None:
    cutter = Cutter(Troubles())
    frame = write_motion((7,) * 9, DATE)
    got: list[Frame] = []
    for _ in range(3):  # the smallest MTU lets 20 bytes through at a time
        got += cutter.push(frame[:20])
        got += cutter.push(frame[20:])
    assert got == [Motion((7,) * 9)] * 3


def test_rubbish_before_and_between_frames_is_skipped_and_counted() -> None:
    troubles = Troubles()
    cutter = Cutter(troubles)
    frames = [write_motion((k,) * 9) for k in range(6)]
    stream = b"\x00\x55" + frames[0] + frames[1] + b"\x55\x00\x61" + b"".join(frames[2:])
    got = cutter.push(stream)
    assert [frame.numbers[0] for frame in got if isinstance(frame, Motion)] == [0, 2, 3, 4, 5]
    assert troubles.count >= 2


def test_a_lost_notification_in_mid_frame_costs_one_frame() -> None:
    troubles = Troubles()
    cutter = Cutter(troubles)
    frames = [write_motion((k,) * 9) for k in range(8)]
    got = cutter.push(frames[0] + frames[1] + frames[2][:9])  # the rest is lost
    for frame in frames[3:]:
        got += cutter.push(frame)
    assert [frame.numbers[0] for frame in got if isinstance(frame, Motion)] == [0, 1, 3, 4, 5, 6, 7]
    assert troubles.count == 1


def test_a_head_among_the_numbers_is_no_head() -> None:
    troubles = Troubles()
    cutter = Cutter(troubles)
    tricky = write_motion((0x6155, 0, 0x6155, 0x7155, 0, 0, 0, 0, 0))
    assert len(cutter.push(tricky * 5)) == 5
    assert troubles.count == 0


def test_a_piece_that_happens_to_start_like_a_frame_is_no_new_one() -> None:
    troubles = Troubles()
    cutter = Cutter(troubles)
    cutter.push(write_motion((1,) * 9) * 3)
    tricky = write_motion((2, 2, 2, 2, 0x6155, 2, 2, 2, 2))
    assert cutter.push(tricky[:10]) == []
    assert len(cutter.push(tricky[10:])) == 1
    assert troubles.count == 0


def test_firmware_that_changes_its_frames_is_followed() -> None:
    troubles = Troubles()
    cutter = Cutter(troubles)
    cutter.push(write_motion((1,) * 9) * 4)
    got = [frame for _ in range(10) for frame in cutter.push(write_motion((2,) * 9, DATE))]
    assert got.count(Motion((2,) * 9)) >= 6
    assert troubles.count > 0


@given(st.lists(st.binary(max_size=600), max_size=20))
def test_little_is_held_back(data: list[bytes]) -> None:
    cutter = Cutter(Troubles())
    for piece in data:
        cutter.push(piece)
        assert len(pickle.dumps(cutter)) < 600


def test_the_rate_is_set_with_unlock_and_saved_with_pauses_between() -> None:
    talk = Conversation(DRIVER.connect(), WitMotionPeripheral(SEEN))
    talk.run(talk.connection.setup())
    writes = [step.data.hex() for step in talk.steps if isinstance(step, Write)]
    assert writes == ["ffaa6988b5", "ffaa030900", "ffaa000000", "ffaa276400"]
    kinds = [isinstance(step, Wait) for step in talk.steps[1:]]
    assert kinds == [True, False] * 4
    assert all(step.seconds >= 0.1 for step in talk.steps if isinstance(step, Wait))


def test_the_rate_survives_being_switched_off() -> None:
    peripheral = WitMotionPeripheral(SEEN)
    assert peripheral.rate_hz == 10.0, "out of the box"
    talk = Conversation(DRIVER.connect(200.0), peripheral)
    talk.run(talk.connection.setup())
    assert peripheral.saved == peripheral.registers
    assert peripheral.rate_hz == 200.0


def test_a_locked_sensor_is_deaf() -> None:
    peripheral = WitMotionPeripheral(SEEN)
    peripheral.write("commands", bytes.fromhex("ffaa030900"))
    peripheral.write("commands", bytes.fromhex("ffaa000000"))
    assert peripheral.rate_hz == 10.0


@pytest.mark.parametrize("base", ["9a34fb", "9b34fb"])
def test_both_bases_of_its_channels_are_accepted(base: str) -> None:
    present = {Place("", f"0000{short}-0000-1000-8000-00805f{base}") for short in ("ffe4", "ffe9")}
    roles = find_roles(DRIVER, present)
    assert roles["data"].uuid == f"0000ffe4-0000-1000-8000-00805f{base}"
    assert roles["commands"].uuid == f"0000ffe9-0000-1000-8000-00805f{base}"


def test_a_device_without_its_channels_is_named() -> None:
    with pytest.raises(DriverError, match="not a WitMotion WT901BLE: its data channel"):
        find_roles(DRIVER, {Place("", "00002a19-0000-1000-8000-00805f9b34fb")})


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("WT901BLE67", True),
        ("BWT901BLE5.0", True),
        ("WT9011DCL", True),
        ("WTSDCL", True),
        ("NEWTON", False),
        ("Watch", False),
        ("", False),
    ],
)
def test_names(name: str, known: bool) -> None:
    assert (DRIVER.match(Advertisement(name)) is not None) == known


@pytest.mark.parametrize(
    ("hundredths", "percent"),
    [(420, 100), (397, 100), (396, 90), (393, 90), (380, 50), (345, 5), (340, 5), (339, 0)],
)
def test_volts_become_per_cent(hundredths: int, percent: float) -> None:
    peripheral = WitMotionPeripheral(SEEN)
    peripheral.registers[0x64] = hundredths
    talk = Conversation(DRIVER.connect(), peripheral)
    talk.run(talk.connection.setup())
    assert talk.connection.battery_percent == percent


def test_other_registers_are_no_battery() -> None:
    connection = DRIVER.connect()
    connection.decode("data", write_registers(Registers(0x3A, (360, 105, 122, 0, 0, 0, 0, 0))))
    assert connection.battery_percent is None
    assert connection.troubles.count == 0


def test_registers_among_samples_cost_none() -> None:
    connection = DRIVER.connect()
    stream = [write_motion((5,) * 9)] * 3
    stream.insert(2, write_registers(Registers(0x64, (390,) + (0,) * 7)))
    got = join([connection.decode("data", one) for one in stream])
    assert len(got) == 3
    assert got.sensor_time_s is None
    assert got.seq is None
    assert connection.battery_percent == 75.0
