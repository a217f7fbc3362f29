"""The portable C header of the reference firmware against the driver, both ways."""

from __future__ import annotations

import ctypes
import math
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.drivers.door import Advertisement, Notification
from imu.drivers.kickstand.control import Wish
from imu.drivers.kickstand.driver import DRIVER
from imu.drivers.kickstand.packet import Packet, pack, unpack
from imu.drivers.kickstand.virtual import KickstandPeripheral
from imu.drivers.samples import Samples, join
from imu.drivers.scaling import acc_scale, gyr_scale
from imu.errors import DecodeError
from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from tests.drivers.conversation import Conversation
from tests.drivers.families import NOTES, RAD, profile_vectors

SKETCH = NOTES / "sketch"
STRICT = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wconversion", "-O1"]


def compiler(name: str) -> str:
    """A compiler of this machine, or the end of the test."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name} on this machine to compile the reference firmware with")
    return found


@pytest.fixture(scope="module")
def firmware(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    """The header as a shared library."""
    library = tmp_path_factory.mktemp("firmware") / "firmware.so"
    source = Path(__file__).with_name("packet_shim.c")
    command = [compiler("cc"), *STRICT, "-shared", "-fPIC", f"-I{SKETCH}", str(source)]
    result = subprocess.run(
        [*command, "-o", str(library)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    loaded = ctypes.CDLL(str(library))
    loaded.shim_count.argtypes = [ctypes.c_float, ctypes.c_float]
    loaded.shim_uuid.restype = ctypes.c_char_p
    return loaded


def into_buffer(function: Callable[..., int], *arguments: object) -> bytes:
    """Call a function that writes bytes and returns how many."""
    out = ctypes.create_string_buffer(300)
    length = function(*arguments, out)
    return out.raw[:length]


def obey(firmware: ctypes.CDLL, data: bytes) -> bytes:
    return into_buffer(firmware.shim_obey, data, len(data))


def push(firmware: ctypes.CDLL, time_us: int, acc_g: Floats, gyr: Floats, flags: int = 0) -> bytes:
    three = ctypes.c_float * 3
    stamp = ctypes.c_uint32(time_us)
    return into_buffer(firmware.shim_push, stamp, three(*acc_g), three(*gyr), flags)


class Firmware:
    """The compiled firmware as a virtual sensor."""

    advertisement = Advertisement("Kickstand 0001", DRIVER.profile.service)

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library = library
        self.time_us = 0
        library.shim_begin(80)

    @property
    def streaming(self) -> bool:
        return True

    @property
    def rate_hz(self) -> float:
        return float(int.from_bytes(self.read("info")[4:6], "little"))

    def read(self, role: str) -> bytes:
        return into_buffer(self.library.shim_info) if role == "info" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        assert role == "control"
        return [Notification("control", obey(self.library, data))]

    def unlinked(self) -> None:
        """The bytes are the firmware's, the link is not."""

    def set_charge(self, percent: float) -> None:
        """As above."""

    def encode(self, samples: Samples) -> list[Notification]:
        packets: list[bytes] = []
        for acc, gyr in zip(samples.acc_m_s2, samples.gyr_rad_s, strict=True):
            acc_g = acc / STANDARD_GRAVITY_M_S2
            packets.append(push(self.library, self.time_us, acc_g, gyr / RAD))
            self.time_us = (self.time_us + round(1e6 / self.rate_hz)) % 2**32
        return [Notification("data", packet) for packet in packets if packet]

    def flush(self) -> list[Notification]:
        packet = into_buffer(self.library.shim_flush)
        return [Notification("data", packet)] if packet else []


def motion(n: int) -> Samples:
    rng = np.random.default_rng(8)
    return Samples(rng.normal(0.0, 15.0, (n, 3)), rng.normal(0.0, 4.0, (n, 3)))


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 200.0])
def test_the_driver_sets_the_firmware_up_and_reads_it(
    firmware: ctypes.CDLL, rate_hz: float
) -> None:
    talk = Conversation(DRIVER.connect(rate_hz), Firmware(firmware))
    talk.run(talk.connection.setup())
    assert talk.connection.rate_hz == rate_hz
    sent = motion(150)
    got = talk.stream(sent)
    assert talk.connection.troubles.count == 0
    assert talk.connection.battery_percent == 80.0
    assert np.abs(got.acc_m_s2 - sent.acc_m_s2).max() < 0.56 * 8 * 9.81 / 32768
    assert np.abs(got.gyr_rad_s - sent.gyr_rad_s).max() < 0.56 * 1000 * RAD / 32768
    assert got.seq is not None
    assert got.seq.tolist() == list(range(150))
    assert got.sensor_time_s is not None
    np.testing.assert_allclose(got.sensor_time_s, np.arange(150) / rate_hz, rtol=0, atol=1e-9)


def test_firmware_and_virtual_sensor_send_the_same_bytes(firmware: ctypes.CDLL) -> None:
    for rate_hz in DRIVER.facts.rates_hz:
        heard: list[list[Notification]] = []
        for peripheral in (DRIVER.peripheral(), Firmware(firmware)):
            talk = Conversation(DRIVER.connect(rate_hz), peripheral)
            talk.run(talk.connection.setup())
            talk.stream(whole_counts(80))
            heard.append(talk.received)
        assert heard[0] == heard[1]


def whole_counts(n: int) -> Samples:
    """Samples on the counts themselves, which 32-bit and 64-bit floats round alike."""
    counts = np.random.default_rng(3).integers(-30000, 30000, (n, 6))
    return Samples(acc_scale(8.0).values(counts[:, :3]), gyr_scale(1000.0).values(counts[:, 3:]))


def configuration(rate_hz: int, acc_range_g: int, gyr_range: int, per_packet: int) -> bytes:
    """The command that asks for these."""
    return b"\x03" + Wish(rate_hz, acc_range_g, gyr_range, per_packet).bytes()


commands = st.one_of(
    st.binary(min_size=1, max_size=9),
    st.builds(
        configuration,
        st.integers(0, 500),
        st.integers(0, 40),
        st.integers(0, 4000),
        st.integers(0, 255),
    ),
    st.sampled_from([b"\x01\x01\x01", b"\x02", b"\x04", b"\x05", b"\x06", b"\x07\x05"]),
)


@given(st.lists(commands, max_size=12))
def test_firmware_and_virtual_sensor_give_the_same_answers(
    firmware: ctypes.CDLL, written: list[bytes]
) -> None:
    device = Firmware(firmware)
    virtual = KickstandPeripheral(device.advertisement)
    for data in written:
        assert device.write("control", data) == virtual.write("control", data), data.hex()
    assert device.read("info") == virtual.read("info")


@st.composite
def packets(draw: st.DrawFn) -> Packet:
    """Any packet of either kind."""
    period_us = draw(st.one_of(st.just(0), st.integers(1, 2**16 - 1)))
    row = st.lists(st.integers(-(2**15), 2**15 - 1), min_size=6, max_size=6)
    rows = draw(st.lists(row, min_size=1, max_size=19 if period_us else 1))
    return Packet(
        seq=draw(st.integers(0, 2**16 - 1)),
        time_us=draw(st.integers(0, 2**32 - 1)),
        period_us=period_us,
        counts=np.array(rows, dtype=np.int64),
        battery=draw(st.integers(0, 255)),
        flags=draw(st.integers(0, 127)),
    )


def c_unpack(firmware: ctypes.CDLL, data: bytes) -> tuple[list[int], list[int], list[int]] | None:
    """Sequence, battery and flags; times; counts. None for what the firmware calls no packet."""
    head, times, counts = (ctypes.c_int * 3)(), (ctypes.c_uint32 * 19)(), (ctypes.c_int * 114)()
    n = firmware.shim_unpack(data, len(data), head, times, counts)
    return None if n < 0 else (list(head), list(times)[:n], list(counts)[: 6 * n])


@given(packets())
def test_what_one_packs_the_other_unpacks(firmware: ctypes.CDLL, packet: Packet) -> None:
    read = c_unpack(firmware, pack(packet))
    assert read is not None
    head, times, counts = read
    assert head == [packet.seq, packet.battery, packet.flags]
    n = len(packet.counts)
    assert times == [(packet.time_us + k * packet.period_us) % 2**32 for k in range(n)]
    assert counts == packet.counts.ravel().tolist()


@given(st.binary(max_size=260), st.sampled_from([0, 20, 10, 22, 34, 238, 250]))
def test_both_refuse_the_same_bytes(firmware: ctypes.CDLL, data: bytes, length: int) -> None:
    data = (data + bytes(250))[:length] if length else data
    try:
        packet = unpack(data)
    except DecodeError:
        assert c_unpack(firmware, data) is None
        return
    read = c_unpack(firmware, data)
    assert read is not None
    assert read[2] == packet.counts.ravel().tolist()


def test_both_know_the_published_vectors(firmware: ctypes.CDLL) -> None:
    vectors = profile_vectors()
    assert len(vectors) >= 3
    for vector in vectors:
        data = vector.heard[0].data
        assert pack(unpack(data)) == data
        read = c_unpack(firmware, data)
        assert read is not None
        assert vector.seq is not None
        assert read[0][0] == vector.seq[0]
        assert vector.time_s is not None
        assert [us / 1e6 for us in read[1]] == vector.time_s


def test_the_uuids_are_the_same(firmware: ctypes.CDLL) -> None:
    profile = DRIVER.profile
    expected = [*profile.service, *profile.needed["data"], *profile.needed["control"]]
    expected += profile.optional["info"]
    assert [firmware.shim_uuid(k).decode() for k in range(4)] == expected


@pytest.mark.parametrize(
    ("value", "count"),
    [(0.0, 0), (1.0, 4096), (8.0, 32767), (99.0, 32767), (-8.0, -32768), (-99.0, -32768)],
)
def test_counts_saturate(firmware: ctypes.CDLL, value: float, count: int) -> None:
    assert firmware.shim_count(value, 8.0) == count


def test_what_is_no_number_is_zero(firmware: ctypes.CDLL) -> None:
    assert firmware.shim_count(math.nan, 8.0) == 0
    assert firmware.shim_count(math.inf, 8.0) == 32767


def test_a_loss_inside_the_sensor_shows_in_sequence_and_flag(firmware: ctypes.CDLL) -> None:
    device = Firmware(firmware)
    obey(firmware, b"\x04")
    still = Samples(np.zeros((1, 3)), np.zeros((1, 3)))
    connection = DRIVER.connect()
    parts: list[Samples] = []
    flags: list[int] = []
    for skipped in (0, 3, 0):
        firmware.shim_skip(skipped)
        (packet,) = device.encode(still)
        parts.append(connection.decode("data", packet.data))
        flags.append(connection.flags)
    got = join(parts)
    assert got.seq is not None
    assert got.seq.tolist() == [0, 4, 5]
    assert flags == [0, 8, 0]


def test_stamps_in_a_batch_run_over_the_end_of_the_clock(firmware: ctypes.CDLL) -> None:
    device = Firmware(firmware)
    obey(firmware, bytes.fromhex("03c80008e80304"))
    obey(firmware, b"\x04")
    device.time_us = 2**32 - 7500
    (packet,) = device.encode(Samples(np.zeros((4, 3)), np.zeros((4, 3))))
    got = DRIVER.connect().decode("data", packet.data)
    assert got.sensor_time_s is not None
    assert got.sensor_time_s.tolist() == [4294.959796, 4294.964796, 0.0025, 0.0075]


def test_the_header_is_c_plus_plus_too(tmp_path: Path) -> None:
    source = tmp_path / "main.cpp"
    source.write_text('#include "kickstand_packet.h"\nint main() { return 0; }\n')
    command = [compiler("c++"), "-std=c++11", "-Wall", "-Wextra", "-Werror", f"-I{SKETCH}"]
    command += ["-fsyntax-only", str(source)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "board", ["TARGET_SEEED_XIAO_NRF52840_SENSE", "NANO_REV2=0", "NANO_REV2=1"]
)
def test_the_sketch_is_a_programme_for_each_board(board: str) -> None:
    """Against declarations of what it uses only: no board, no core, no library."""
    stubs = Path(__file__).with_name("arduino")
    command = [compiler("c++"), "-std=c++11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
    command += [f"-D{board}", f"-I{stubs}", f"-I{SKETCH}", "-x", "c++", str(SKETCH / "sketch.ino")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_the_sketch_says_that_nobody_has_run_it() -> None:
    sketch = (SKETCH / "sketch.ino").read_text(encoding="utf-8")
    assert "NOT RUN ON HARDWARE" in sketch
    assert sketch.count("bool readImu(") == 2, "one for each board"
