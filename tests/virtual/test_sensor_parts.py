"""What a virtual sensor is made of, without any radio."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.demonstration import NAME, NOTE, demo_session
from imu.drivers.door import Advertisement, Driver
from imu.drivers.kickstand.driver import KickstandDriver
from imu.drivers.samples import Samples, join
from imu.errors import UsageError, VirtualHardwareError
from imu.recording import Recording
from imu.simulated import recording_of
from imu.virtual import HandClock, Motion, VirtualRoom, WallClock
from imu.virtual.advertising import read, to_bytes
from imu.virtual.taker import Taker
from imu.virtual.traits import Trait, find_traits
from tests.virtual.talk import DRIVERS, named, run


def wave(rate_hz: float, seconds: float = 2.0) -> Motion:
    """A slow swing that any rate can show."""
    times = np.arange(round(rate_hz * seconds)) / rate_hz
    swing = np.sin(2.0 * np.pi * times)[:, None] * np.array([[1.0, 2.0, 3.0]])
    return Motion(times, swing, 0.1 * swing, rate_hz)


def took(samples: Samples) -> tuple[list[float], list[int]]:
    assert samples.sensor_time_s is not None
    assert samples.seq is not None
    return samples.sensor_time_s.tolist(), samples.seq.tolist()


@given(cuts=st.lists(st.floats(0.0, 3.0), max_size=20))
@settings(max_examples=30, deadline=None)
def test_a_motion_is_taken_the_same_however_time_passes(cuts: list[float]) -> None:
    felt = wave(100.0)
    taker = Taker()
    taker.wear(felt, 0.25)
    got = join([taker.take(now_s, 100.0) for now_s in (*sorted(cuts), 3.0)])
    times, seq = took(got)
    assert seq == list(range(len(seq)))
    begun = int(np.searchsorted(times, 0.25 - 1e-4))
    assert got.acc_m_s2[begun : begun + 200].tolist() == felt.acc_m_s2.tolist()
    assert (got.gyr_rad_s[:begun] == 0.0).all()
    assert (got.acc_m_s2[begun + 200 :] == felt.acc_m_s2[-1]).all()


@pytest.mark.parametrize("rate_hz", [10.0, 52.0, 104.0, 200.0])
def test_another_rate_is_interpolated(rate_hz: float) -> None:
    taker = Taker()
    taker.wear(wave(100.0), 0.0)
    parts = [taker.take(now_s, rate_hz) for now_s in np.arange(1, 190) / 100.0]
    got = join(parts)
    times, _ = took(got)
    assert len(times) == pytest.approx(1.89 * rate_hz, abs=1.5)
    assert np.diff(times) == pytest.approx(1.0 / rate_hz, abs=1e-5)
    assert got.acc_m_s2[:, 0] == pytest.approx(np.sin(2.0 * np.pi * np.array(times)), abs=0.002)


@pytest.mark.parametrize("rate_hz", [100.0, 50.0])
def test_what_a_recording_lacks_is_not_invented_and_the_counter_tells(rate_hz: float) -> None:
    whole = wave(100.0)
    there = (whole.time_s < 0.5) | (whole.time_s >= 1.0)
    felt = replace(
        whole,
        time_s=whole.time_s[there],
        acc_m_s2=whole.acc_m_s2[there],
        gyr_rad_s=whole.gyr_rad_s[there],
    )
    taker = Taker()
    taker.wear(felt, 0.0)
    times, seq = took(join([taker.take(now_s, rate_hz) for now_s in (0.3, 0.6, 0.9, 1.5)]))
    gone = [one for one in times if 0.5 <= one < 1.0 - 1e-5]
    assert gone == []
    leap = int(np.argmax(np.diff(times)))
    assert seq[leap + 1] - seq[leap] == pytest.approx(0.5 * rate_hz, abs=2.1)


def test_a_sensor_switched_on_again_counts_from_zero_and_feels_on() -> None:
    taker = Taker()
    taker.wear(wave(100.0), 0.0)
    taker.take(0.5, 100.0)
    taker.boot(0.505)
    got = taker.take(0.6, 100.0)
    times, seq = took(got)
    assert seq[0] == 0
    assert times[0] == pytest.approx(0.005)
    assert got.acc_m_s2[0, 0] == pytest.approx(np.sin(2.0 * np.pi * 0.51), abs=1e-6)


@pytest.fixture(scope="module")
def demo() -> Recording:
    return recording_of(demo_session(), NAME, NOTE)


def test_a_recording_is_a_motion(demo: Recording) -> None:
    felt = Motion.of_recording(demo, "left")
    assert felt.rate_hz == pytest.approx(100.0, rel=0.001)
    assert (felt.acc_m_s2 == demo.streams["left"].block.acc_m_s2).all()
    with pytest.raises(UsageError, match="has no side unknown"):
        Motion.of_recording(demo, "unknown")


@pytest.mark.parametrize("driver", DRIVERS, ids=lambda one: one.family)
def test_every_role_can_be_used_as_its_driver_does(driver: Driver) -> None:
    traits = find_traits(driver)
    assert traits["data"] & Trait.NOTIFY
    assert all(traits.values())


def test_channels_have_the_properties_that_their_pages_name() -> None:
    polar, kickstand = find_traits(named("polar")), find_traits(named("kickstand"))
    assert polar["control"] == Trait.READ | Trait.WRITE | Trait.INDICATE
    assert kickstand["control"] == Trait.WRITE | Trait.NOTIFY
    assert kickstand["info"] == Trait.READ
    assert find_traits(named("witmotion"))["commands"] == Trait.WRITE


def test_an_advertisement_survives_the_air() -> None:
    services = ("15490001-6b09-484b-a2b6-e9731f04f111",)
    heard = read(to_bytes(Advertisement("Größe 1", services, (0x6B, 1))))
    assert heard.name == "Größe 1"
    assert tuple(heard.services) == services
    assert heard.makers == {0x6B: b"", 1: b""}


@given(st.binary(max_size=60))
def test_no_advertisement_is_too_broken_to_read(data: bytes) -> None:
    read(data)


def test_short_service_numbers_are_read_in_full() -> None:
    assert read(bytes([3, 0x03, 0x0F, 0x18])).services == ["0000180f-0000-1000-8000-00805f9b34fb"]


def test_a_room_needs_to_be_open() -> None:
    room = VirtualRoom(clock=HandClock())
    with pytest.raises(UsageError, match="not open"):
        _ = room.radio


def test_a_family_without_a_virtual_sensor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = KickstandDriver()
    monkeypatch.setattr(driver, "peripheral", lambda: None)

    async def session() -> None:
        async with VirtualRoom() as room:
            with pytest.raises(VirtualHardwareError, match="no virtual Kickstand"):
                await room.add(driver)

    run(session())


def test_without_bumble_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in list(sys.modules):
        if module.startswith(("bumble", "imu.virtual.")):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "bumble", None)

    async def enter() -> None:
        async with VirtualRoom():
            pass

    with pytest.raises(VirtualHardwareError) as error:
        asyncio.run(enter())
    assert "pip install 'kickstand-imu[virtual-ble]'" in str(error.value)


def test_neither_bumble_nor_bleak_is_imported_before_a_room_is_opened() -> None:
    code = "import sys, imu.virtual; print([m for m in ('bumble', 'bleak') if m in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_a_fast_clock_is_fast() -> None:
    async def wait() -> None:
        clock = WallClock(speed=1000.0)
        began_s = clock.now_s()
        await clock.sleep_until(began_s + 20.0)
        assert clock.now_s() >= began_s + 20.0 - 1e-6

    run(wait())
