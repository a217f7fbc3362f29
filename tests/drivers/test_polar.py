"""Polar: delta frames, settings, SDK mode, and two streams on one time line."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.drivers.door import Advertisement, Ask, Notification
from imu.drivers.polar import control
from imu.drivers.polar.control import Setting
from imu.drivers.polar.delta import expand, shrink
from imu.drivers.polar.driver import DRIVER, PolarConnection
from imu.drivers.polar.frames import ACC, GYR, Frame, read_frame, write_frame
from imu.drivers.polar.pairing import Pairing, spread
from imu.drivers.polar.virtual import EPOCH_S, PolarPeripheral
from imu.drivers.samples import Samples, join
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError
from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from tests.drivers.conversation import Conversation
from tests.drivers.families import RAD

SEEN = Advertisement("Polar Sense 0A1B2C3D")

# A Verity Sense on somebody's arm: github polarofficial/polar-ble-sdk, issue 186.
CAPTURED = bytes.fromhex(
    "02965B065DEEAB7F09808EF1B9FB34FB081D2A1A1D2BEEE5EDDBF19902FBA7F0D7EB0BD70419D70638E73412105B"
    "0C3624072F22E757DEF31BF21F07E405F4F4F4E7FC11FA0FFCF31A12042FFD1425E81B15173C01F432BAFF1306FA"
    "F6DBFAE4ACF8C0AEFEBCA0E1E00A0AEBE3DF3EF4EDCB2080FDFA3300810732E4FFBE12DA079148FCEE4762C00A3F"
    "C4AF42FEFEA300080AEC1D06E72AFEE720C3E322FFD00FE92BF4010D1701D00834E7FA53CABA010A0DBD270041EB"
    "EABF6F77F7B45FACFBE7E133DF7C09ED5F3F0BFC1BE462BF02472400021336D84F0110D713F102EE3F88E03E"
)  # fmt: skip


def motion(n: int, seed: int = 2) -> Samples:
    rng = np.random.default_rng(seed)
    acc = np.array([0.0, 0.0, 9.8]) + np.cumsum(rng.normal(0.0, 0.1, (n, 3)), axis=0)
    return Samples(acc, np.cumsum(rng.normal(0.0, 0.05, (n, 3)), axis=0))


def meet(rate_hz: float | None = None, **changes: object) -> Conversation:
    peripheral = PolarPeripheral(SEEN)
    for name, value in changes.items():
        setattr(peripheral, name, value)
    talk = Conversation(DRIVER.connect(rate_hz), peripheral)
    talk.run(talk.connection.setup())
    return talk


def test_a_captured_frame_is_a_person_s_arm() -> None:
    frame = read_frame(CAPTURED, {ACC: 8.0 / 32768.0})
    assert len(frame.values) == 63
    assert frame.stamp_ns == 0x097FABEE5D065B96
    g = np.linalg.norm(frame.values, axis=1) / STANDARD_GRAVITY_M_S2
    assert 0.9 < g.min() < g.max() < 1.2


PUBLISHED: list[tuple[str, str, dict[int, float], list[list[float]]]] = [
    (
        "acceleration raw 1",
        "02 0094357700000000 01 F7FFFFFFE703 F8FFFEFFE503",
        {},
        [[-0.009, -0.001, 0.999], [-0.008, -0.002, 0.997]],
    ),
    (
        "acceleration compressed 1",
        "02 6500000000000000 81 F1FF1400F003 06 01 7B0F08",
        {},
        [[-0.015, 0.020, 1.008], [-0.020, 0.017, 1.008]],
    ),
    (
        "rates compressed 0",
        "05 FFFFFFFFFFFFFF7F 80 EAFF08000D00 03 01 DF00",
        {},
        [[-22, 8, 13], [-23, 11, 16]],
    ),
    (
        "rates compressed 1",
        "05 0094357700000000 81 0000803F000020410000A041 1C 01 0000A001000008CDCCEC0D",
        {},
        [[1, 10, 20], [10, 20, 1.1]],
    ),
    (
        "rates compressed 1, factor",
        "05 0094357700000000 81 0000803F000020410000A041 1C 01 0000A001000008CDCCEC0D",
        {GYR: 0.5},
        [[0.5, 5, 10], [5, 10, 0.55]],
    ),
]


@pytest.mark.parametrize(
    ("bytes_", "factors", "values"), [row[1:] for row in PUBLISHED], ids=[r[0] for r in PUBLISHED]
)
def test_frames_of_the_vendor_s_tests(
    bytes_: str, factors: dict[int, float], values: list[list[float]]
) -> None:
    frame = read_frame(bytes.fromhex(bytes_), factors)
    unit = STANDARD_GRAVITY_M_S2 if frame.kind == ACC else RAD
    np.testing.assert_allclose(
        frame.values / unit, values, rtol=0, atol=0.03 if unit == RAD else 1e-5
    )


def test_floats_have_a_sign() -> None:
    frame = read_frame(write_frame(GYR, 1, 1, struct.pack("<3f", -1.5, 0.0, 250.25)), {})
    np.testing.assert_allclose(frame.values / RAD, [[-1.5, 0.0, 250.25]], rtol=0, atol=1e-4)


def test_the_head_of_the_vendor_s_long_frame() -> None:
    rows = expand(bytes.fromhex("71 07 F0 6A 9E 8D 0A 01 BE 5C BE BA"), 2)
    assert rows[0].tolist() == [1905, 27376, -29282]
    assert rows[1].tolist() == [1905 + 190, 27376 - 105, -29282 - 85]


@pytest.mark.parametrize("width", [1, 2, 3])
def test_raw_accelerations_of_every_width(width: int) -> None:
    top = (1 << (8 * width - 1)) - 1
    numbers = [0, 1, -1, top, -top - 1, 5]
    content = b"".join(n.to_bytes(width, "little", signed=True) for n in numbers)
    frame = read_frame(struct.pack("<BQB", ACC, 7, width - 1) + content, {})
    milli_g = frame.values / (STANDARD_GRAVITY_M_S2 / 1000.0)
    np.testing.assert_allclose(milli_g.ravel(), numbers, rtol=0, atol=0.01)


@given(
    st.integers(1, 120).flatmap(
        lambda n: st.lists(
            st.tuples(*[st.integers(-(2**15), 2**15 - 1)] * 3), min_size=n, max_size=n
        )
    )
)
def test_what_is_shrunk_expands_to_itself(rows: list[tuple[int, int, int]]) -> None:
    numbers = np.array(rows, dtype=np.int64)
    np.testing.assert_array_equal(expand(shrink(numbers, 2), 2), numbers)


def test_a_still_sensor_needs_few_bytes() -> None:
    still = np.tile([10, -3, 4096], (200, 1)) + np.random.default_rng(1).integers(-1, 2, (200, 3))
    assert len(shrink(still, 2)) < 200 * 3 * 2 / 4


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("0100", "without its first sample"),
        ("010002000300 06", "without its length"),
        ("010002000300 06 01 7B0F", "ends within a block"),
        ("010002000300 00 10", "of 0 bits"),
        ("010002000300 21 00", "of 33 bits"),
        ("FF7F02000300 03 01 0300", "beyond 16 bits"),
        ("010002000300" + "01 FF" * 5, "ends within a block"),
        ("010002000300" + ("01 FF" + "00" * 96) * 5, "more than 1024"),
    ],
)
def test_what_is_wrong_with_a_frame_is_said(content: str, problem: str) -> None:
    data = write_frame(ACC, 1, 1, bytes.fromhex(content))
    with pytest.raises(DecodeError, match=problem):
        read_frame(data, {})
    connection = DRIVER.connect()
    assert len(connection.decode("data", data)) == 0
    assert connection.troubles.count == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "0 bytes"),
        (bytes(10), "10 bytes"),
        (write_frame(1, 0, 0, bytes(6)), "kind 1"),
        (write_frame(GYR, 0, 2, bytes(6)), "kind 5, form 0x82"),
        (write_frame(ACC, 0, 2, bytes(6)), "form that is not known: 0x82"),
        (struct.pack("<BQB", ACC, 0, 1) + bytes(7), "within a sample"),
        (write_frame(GYR, 0, 1, struct.pack("<3f", 1.0, float("nan"), 0.0)), "any gyroscope"),
        (write_frame(GYR, 0, 1, struct.pack("<3f", 1.0, 1e9, 0.0)), "any gyroscope"),
        (write_frame(GYR, 0, 1, struct.pack("<3I", 0, 0x7F800001, 0)), "any gyroscope"),
    ],
)
def test_frames_that_are_none(data: bytes, problem: str) -> None:
    with pytest.raises(DecodeError, match=problem):
        read_frame(data, {})


# ------------------------------------------------------------------------------------- instants


def test_the_stamp_belongs_to_the_last_sample() -> None:
    # The vendor's test: frames at 100 and 101 ns, two samples in the second.
    times = spread(101e-9, 100e-9, 2, 0.5e-9)
    np.testing.assert_allclose(times * 1e9, [100.5, 101.0], atol=1e-6)
    assert [int(t * 1e9 + 1e-6) for t in times.tolist()] == [100, 101]


def test_samples_lie_evenly_between_the_stamps_of_two_frames() -> None:
    times = spread(2.0, 1.0, 50, 1 / 52)
    np.testing.assert_allclose(np.diff(times), 0.02)
    assert times[-1] == 2.0
    assert times[0] == pytest.approx(1.02)


@pytest.mark.parametrize("before_s", [None, 0.0, 1.999, 2.0, 5.0])
def test_the_first_frame_and_one_after_a_loss_are_counted_back(before_s: float | None) -> None:
    times = spread(2.0, before_s, 52, 1 / 52)
    np.testing.assert_allclose(np.diff(times), 1 / 52)
    assert times[-1] == 2.0


def frames_of(kind: int, values: Floats, start_s: float, rate_hz: float, size: int) -> list[Frame]:
    """Frames of `size` samples; the first sample is taken at `start_s`."""
    ends = range(size, len(values) + 1, size)
    return [
        Frame(kind, round((start_s + (k - 1) / rate_hz) * 1e9), values[k - size : k], 6)
        for k in ends
    ]


def wave(times: Floats) -> Floats:
    return np.column_stack([np.sin(times), np.cos(times), 0.1 * times])


def two_streams(shift_s: float) -> tuple[list[Frame], list[Frame]]:
    """Ten seconds of both at 52 Hz; the rates are taken later by a part of a period."""
    grid = np.arange(520) / 52.0
    acc = frames_of(ACC, wave(grid), 100.0, 52.0, 26)
    return acc, frames_of(GYR, wave(grid + shift_s), 100.0 + shift_s, 52.0, 40)


def pair(frames: list[Frame], troubles: Troubles | None = None) -> Samples:
    pairing = Pairing(troubles or Troubles(), 1 / 52.0)
    return join([pairing.add(frame) for frame in frames])


def test_rates_are_brought_to_the_instants_of_the_accelerations() -> None:
    acc, gyr = two_streams(0.007)
    got = pair(sorted([*acc, *gyr], key=lambda frame: frame.stamp_ns))
    assert got.sensor_time_s is not None
    times = got.sensor_time_s - 100.0
    np.testing.assert_allclose(got.acc_m_s2, wave(times), atol=1e-5)
    np.testing.assert_allclose(got.gyr_rad_s, wave(times), atol=2e-4)
    assert len(got) >= 515
    np.testing.assert_allclose(np.diff(times), 1 / 52.0, atol=2e-6)


@given(st.lists(st.booleans(), min_size=33, max_size=33))
def test_it_does_not_matter_which_stream_arrives_first(order: list[bool]) -> None:
    acc, gyr = two_streams(0.003)
    usual = pair([*acc, *gyr])
    queues = {True: list(acc), False: list(gyr)}
    shuffled = [queues[kind].pop(0) for kind in order if queues[kind]]
    got = pair([*shuffled, *queues[True], *queues[False]])
    np.testing.assert_array_equal(got.acc_m_s2, usual.acc_m_s2)
    np.testing.assert_array_equal(got.gyr_rad_s, usual.gyr_rad_s)


def test_a_lost_frame_is_a_gap_and_nothing_is_invented_in_it() -> None:
    for lost_kind in (ACC, GYR):
        acc, gyr = two_streams(0.007)
        lost = (acc if lost_kind == ACC else gyr).pop(5)
        got = pair(sorted([*acc, *gyr], key=lambda frame: frame.stamp_ns))
        assert got.sensor_time_s is not None
        times = got.sensor_time_s
        assert np.sum(np.diff(times) > 0.1) == 1
        assert np.max(np.diff(times)) == pytest.approx((len(lost.values) + 1) / 52, abs=0.05)
        np.testing.assert_allclose(got.gyr_rad_s, wave(times - 100.0), atol=2e-4)


def test_time_that_jumps_is_counted_and_forgotten() -> None:
    acc, gyr = two_streams(0.0)
    wild = Frame(GYR, 2**63, np.zeros((40, 3)), 6)
    early = Frame(ACC, 5, np.zeros((26, 3)), 6)
    troubles = Troubles()
    got = pair([acc[0], gyr[0], wild, early, *acc[4:], *gyr[3:]], troubles)
    assert troubles.count >= 2
    assert len(got) > 300


def test_a_stream_without_its_partner_is_bounded_and_said() -> None:
    troubles = Troubles()
    pairing = Pairing(troubles, 1 / 52.0)
    for k in range(400):
        assert not len(pairing.add(Frame(ACC, (k + 1) * 500_000_000, np.zeros((26, 3)), 6)))
    assert troubles.count > 0
    assert "does not come" in str(troubles.last)


# -------------------------------------------------------------------------------------- control


def test_published_settings() -> None:
    offered = control.parse_settings(
        bytes.fromhex("00 01 3400 01 01 1000 02 04 F500 F401 E803 D007 04 01 03")
    )
    assert offered == {
        Setting.RATE: (52,),
        Setting.RESOLUTION: (16,),
        Setting.RANGE: (245, 500, 1000, 2000),
        Setting.CHANNELS: (3,),
    }
    assert control.parse_settings(control.settings_reply(offered)) == offered


@pytest.mark.parametrize(
    ("kind", "range_", "command"),
    [
        (ACC, 8, "02 02 00 01 34 00 01 01 10 00 02 01 08 00 04 01 03"),
        (GYR, 2000, "02 05 00 01 34 00 01 01 10 00 02 01 D0 07 04 01 03"),
    ],
)
def test_published_start_commands(kind: int, range_: int, command: str) -> None:
    chosen = {
        Setting.CHANNELS: 3,
        Setting.RANGE: range_,
        Setting.RESOLUTION: 16,
        Setting.RATE: 52,
    }
    assert control.start_command(kind, chosen) == bytes.fromhex(command)


def test_the_wished_setting_is_chosen_else_the_next_larger_else_the_largest() -> None:
    offered = {Setting.RATE: (26, 52, 104), Setting.RANGE: (245, 500), Setting.CHANNELS: (3,)}
    wished = {Setting.RATE: 60, Setting.RANGE: 1000}
    assert control.choose(offered, wished) == {
        Setting.RATE: 104,
        Setting.RANGE: 500,
        Setting.CHANNELS: 3,
    }


@pytest.mark.parametrize("params", ["07 01 00", "00", "00 01 34", "06 01 00"])
def test_settings_that_cannot_be_read(params: str) -> None:
    with pytest.raises(DecodeError):
        control.parse_settings(bytes.fromhex(params))


@pytest.mark.parametrize("factor", [0.0, -1.0, float("nan"), float("inf"), 1e30])
def test_a_factor_that_cannot_be(factor: float) -> None:
    with pytest.raises(DecodeError):
        control.factor_of(control.factor_setting(factor))


def test_104_hz_needs_sdk_mode_and_52_does_not() -> None:
    fast, usual = meet(104.0), meet(52.0)
    assert b"\x02\x09" in [step.data for step in fast.steps if isinstance(step, Ask)]
    assert b"\x03\x09" in [step.data for step in usual.steps if isinstance(step, Ask)]
    assert isinstance(fast.peripheral, PolarPeripheral)
    assert isinstance(usual.peripheral, PolarPeripheral)
    assert (fast.peripheral.sdk_mode, usual.peripheral.sdk_mode) == (True, False)
    assert (fast.connection.rate_hz, usual.connection.rate_hz) == (104.0, 52.0)


def test_streams_of_an_earlier_host_are_stopped_first() -> None:
    talk = meet(52.0)
    other = Conversation(DRIVER.connect(104.0), talk.peripheral)
    other.run(other.connection.setup())
    assert talk.peripheral.rate_hz == 104.0
    assert len(other.stream(motion(300))) == 300


def test_without_sdk_mode_it_makes_do_with_52_hz() -> None:
    class Old(PolarPeripheral):
        """Firmware that knows no SDK mode."""

        def _switch(self, *, on: bool) -> int:
            return 3 if on else control.ALREADY

    talk = Conversation(DRIVER.connect(104.0), Old(SEEN))
    talk.run(talk.connection.setup())
    assert talk.connection.rate_hz == 52.0
    got = talk.stream(motion(104))
    assert got.sensor_time_s is not None
    np.testing.assert_allclose(np.diff(got.sensor_time_s), 1 / 52, atol=2e-6)


@pytest.mark.parametrize(
    ("status", "said", "advice"),
    [
        (13, "in its charger", "out of its charger"),
        (12, "present state", "off and on"),
        (99, "99", ""),
    ],
)
def test_refusals_are_explained(status: int, said: str, advice: str) -> None:
    with pytest.raises(DriverError, match=said) as error:
        meet(status=status)
    assert advice in error.value.advice


def test_stopping_stops_both_streams_and_sdk_mode() -> None:
    talk = meet()
    talk.run(talk.connection.stop())
    assert isinstance(talk.peripheral, PolarPeripheral)
    assert not talk.peripheral.streaming
    assert not talk.peripheral.sdk_mode


def test_a_still_sensor_sends_a_frame_in_a_second_or_two() -> None:
    talk = meet(52.0)
    talk.received.clear()
    noise = np.random.default_rng(7).normal(0.0, 0.02, (1040, 6))
    talk.stream(Samples(noise[:, :3] + 5.0, noise[:, 3:]))
    sizes = [len(one.data) for one in talk.received]
    assert max(sizes) <= 229
    frames = [read_frame(one.data, {}) for one in talk.received if one.data[0] == ACC]
    lengths_s = [len(frame.values) / 52.0 for frame in frames[:-1]]
    assert 0.7 < min(lengths_s) < max(lengths_s) <= 2.5


def test_time_is_the_sensor_s_own_since_2000() -> None:
    got = meet(52.0).stream(motion(100))
    assert got.sensor_time_s is not None
    assert got.sensor_time_s[-1] == pytest.approx(EPOCH_S + 99 / 52.0, abs=1e-6)


@pytest.mark.parametrize("features", ["0F 05 00", "0F 0E 00"])
def test_one_without_a_gyroscope_is_refused_after_connecting_too(features: str) -> None:
    dialogue = PolarConnection(52.0).setup()
    next(dialogue)
    dialogue.send(b"")
    dialogue.send(b"")
    with pytest.raises(DriverError, match="no gyroscope") as error:
        dialogue.send(bytes.fromhex(features))
    assert "Verity Sense" in error.value.advice


@pytest.mark.parametrize("name", ["Polar H10 7E1B542A", "Polar OH1 12345678", "Polar H9 11223344"])
def test_the_ones_without_a_gyroscope_are_recognised_and_refused(name: str) -> None:
    match = DRIVER.match(Advertisement(name))
    assert match is not None
    model = " ".join(name.split()[:2])
    assert match.refusal.startswith(f"{model} measures no rotation. ")
    assert "Verity Sense" in match.refusal


def test_the_one_with_is_not_refused() -> None:
    match = DRIVER.match(Advertisement("Polar Sense 0A1B2C3D"))
    assert match is not None
    assert match.refusal == ""


def test_an_impossible_battery_is_not_believed() -> None:
    connection = DRIVER.connect()
    connection.decode("battery", b"\xc8")
    assert connection.battery_percent is None
    connection.decode("battery", b"\x32")
    assert connection.battery_percent == 50.0


def test_answers_of_the_control_point_are_no_samples() -> None:
    talk = meet()
    replies = [one for one in talk.received if one.role == "control"]
    assert replies
    assert all(isinstance(one, Notification) for one in replies)
    assert talk.connection.troubles.count == 0
