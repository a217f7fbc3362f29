"""Links that carry data late, end, fail, and are found again."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from bleak import BleakClient, BleakScanner
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from imu.drivers.door import BATTERY_LEVEL
from imu.drivers.samples import Samples
from imu.virtual import Bursts, HandClock, Quirks, VirtualRoom, WallClock
from imu.virtual.sensor import VirtualSensor
from tests.virtual.talk import linked, measure, motion, named, run, until


async def find(room: VirtualRoom, sensor: VirtualSensor) -> BleakClient:
    scanner = room.radio.scanner
    device = await BleakScanner.find_device_by_address(sensor.address, 5.0, backend=scanner)
    assert device is not None
    return BleakClient(device, timeout=5.0, backend=room.radio.client)


def ignore(_: BleakGATTCharacteristic, __: bytearray) -> None:
    """Take a notification and do nothing."""


def first_moving(samples: Samples) -> int:
    """The row at which it is lying still no longer."""
    return int(np.argmax(np.abs(samples.gyr_rad_s).sum(axis=1) > 0))


def test_an_advertisement_tells_name_services_and_maker() -> None:
    async def scan() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            kickstand = await room.add(named("kickstand"))
            polar = await room.add(named("polar"), name="Polar Sense 11223344")
            async with BleakScanner(backend=room.radio.scanner) as scanner:
                await until(lambda: len(scanner.discovered_devices) == 2)
            seen = scanner.discovered_devices_and_advertisement_data
            device, told = seen[kickstand.address]
            assert device.name == told.local_name == "Kickstand 0001"
            assert told.service_uuids == ["15490001-6b09-484b-a2b6-e9731f04f111"]
            _, told = seen[polar.address]
            assert told.local_name == "Polar Sense 11223344"
            assert told.manufacturer_data == {0x6B: b""}
            await measure(room, 0.0)

    run(scan())


def test_a_filter_lets_only_its_services_through() -> None:
    async def scan() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            await room.add(named("polar"))
            kickstand = await room.add(named("kickstand"))
            service = "15490001-6B09-484B-A2B6-E9731F04F111"
            async with BleakScanner(service_uuids=[service], backend=room.radio.scanner) as scanner:
                await until(lambda: len(scanner.discovered_devices) > 0)
                await asyncio.sleep(0.1)  # the other advertises every 50 ms
            assert [one.address for one in scanner.discovered_devices] == [kickstand.address]

    run(scan())


def test_two_sensors_at_once_do_not_hear_each_other() -> None:
    left, right = motion(named("kickstand"), 80, 1), motion(named("witmotion"), 80, 2)

    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            first = await room.add(named("kickstand"), left)
            second = await room.add(named("witmotion"), right)
            async with linked(room, first) as one, linked(room, second) as other:
                room.begin()
                for _ in range(8):
                    await measure(room, 0.1)
                await until(lambda: len(one.samples) >= 80 and len(other.samples) >= 80)
                for talk, sent in ((one, left), (other, right)):
                    off = talk.samples.acc_m_s2[:80] - sent.acc_m_s2
                    assert np.abs(off).max() < 0.01

    run(session())


def test_bursts_and_stalls_lose_nothing_and_keep_the_order() -> None:
    felt = motion(named("kickstand"), 120)

    async def session() -> None:
        # Ten times the usual share of stalls, so that a short test has some.
        bursts = Bursts(stall_share=0.2)
        async with VirtualRoom(seed=3, clock=WallClock(), bursts=bursts) as room:
            sensor = await room.add(named("kickstand"), felt)
            async with linked(room, sensor) as talk:
                room.begin()
                await until(sensor.done.is_set)
                await until(lambda: len(talk.samples) >= first_moving(talk.samples) + 120)
                got = talk.samples
            assert got.seq is not None
            assert (np.diff(got.seq) == 1).all()
            begun = first_moving(got)
            assert np.abs(got.acc_m_s2[begun : begun + 120] - felt.acc_m_s2).max() < 0.01

    run(session())


def test_who_is_out_of_reach_is_given_up_and_comes_back() -> None:
    felt = motion(named("kickstand"), 200)
    dropped: list[BleakClient] = []

    async def session() -> None:
        async with VirtualRoom(clock=HandClock(), supervision_s=0.05) as room:
            sensor = await room.add(named("kickstand"), felt)
            async with linked(room, sensor, dropped.append) as talk:
                room.begin()
                await measure(room, 0.5)
                await until(lambda: len(talk.samples) == 50)
                await sensor.vanish()
                await until(lambda: not talk.client.is_connected)
            assert len(dropped) == 1
            radio = room.radio
            gone = await BleakScanner.find_device_by_name(sensor.name, 0.15, backend=radio.scanner)
            assert gone is None
            await measure(room, 0.5)
            sensor.reappear()
            async with linked(room, sensor) as talk:
                await measure(room, 0.5)
                await until(lambda: len(talk.samples) == 50)
                seq = talk.samples.seq
                assert seq is not None
                assert seq[0] == 100  # it has measured on: the host can tell how long it was away

    run(session())


def test_a_sensor_asleep_is_not_there_and_begins_anew_when_it_wakes() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(named("kickstand"))
            async with linked(room, sensor) as talk:
                await measure(room, 1.0)
                await sensor.sleep()
                await until(lambda: not talk.client.is_connected)
            await measure(room, 5.0)
            assert not sensor.is_linked
            sensor.wake()
            async with linked(room, sensor) as talk:
                await measure(room, 0.105)
                await until(lambda: len(talk.samples) >= 10)
                times = talk.samples.sensor_time_s
                assert times is not None
                assert times[0] < 0.02

    run(session())


@pytest.mark.parametrize("restarts", [False, True])
def test_what_the_counter_says_after_a_drop_is_up_to_the_firmware(restarts: bool) -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            quirks = Quirks(restarts_with_link=restarts)
            sensor = await room.add(named("kickstand"), quirks=quirks)
            async with linked(room, sensor) as talk:
                await measure(room, 1.0)
                await sensor.drop()
                await until(lambda: not talk.client.is_connected)
            assert not sensor.peripheral.streaming  # a disconnect stops the stream
            async with linked(room, sensor) as talk:
                await measure(room, 0.1)
                await until(lambda: len(talk.samples) > 5)
                assert talk.samples.seq is not None
                assert bool(talk.samples.seq[0] < 50) is restarts

    run(session())


def test_a_restart_drops_the_link_and_forgets() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(named("witmotion"))
            async with linked(room, sensor, rate_hz=50.0) as talk:
                assert sensor.peripheral.rate_hz == 50.0
                await sensor.restart()
                await until(lambda: not talk.client.is_connected)
            assert sensor.peripheral.rate_hz == 10.0

    run(session())


def test_a_battery_that_runs_down_is_told_without_being_asked() -> None:
    heard: list[bytes] = []

    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(named("polar"))
            async with await find(room, sensor) as client:
                assert await client.read_gatt_char(BATTERY_LEVEL) == bytes([77])
                await client.start_notify(BATTERY_LEVEL, lambda _, data: heard.append(bytes(data)))
                sensor.set_charge(15.0)
                await until(lambda: heard == [bytes([15])])
                assert await client.read_gatt_char(BATTERY_LEVEL) == bytes([15])
                await sensor.restart()
            async with await find(room, sensor) as client:
                assert await client.read_gatt_char(BATTERY_LEVEL) == bytes([15])

    run(session())


def test_the_same_sensor_is_worn_on_one_leg_and_then_on_the_other() -> None:
    driver = named("kickstand")
    left, right = motion(driver, 50, 1), motion(driver, 50, 2)

    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(driver, left)
            async with linked(room, sensor) as talk:
                room.begin()
                await measure(room, 1.0)
                assert sensor.done.is_set()
                sensor.wear(right)
                assert not sensor.done.is_set()
                await measure(room, 0.5)
                await until(lambda: len(talk.samples) >= 150)
                got = talk.samples
                assert np.abs(got.acc_m_s2[:50] - left.acc_m_s2).max() < 0.01
                lying = got.acc_m_s2[50:100] - left.acc_m_s2[-1]
                assert np.abs(lying).max() < 0.01
                assert np.abs(got.acc_m_s2[-50:] - right.acc_m_s2).max() < 0.01
                assert got.seq is not None
                assert (np.diff(got.seq) == 1).all()

    run(session())


def test_a_slow_clock_takes_fewer_samples_and_does_not_know_it() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(named("kickstand"), quirks=Quirks(clock_ppm=20_000.0))
            async with linked(room, sensor) as talk:
                await measure(room, 5.1)
                await until(lambda: len(talk.samples) >= 500)
                times = talk.samples.sensor_time_s
                assert times is not None
                assert len(times) == 500
                assert np.diff(times) == pytest.approx(0.01, abs=2e-6)

    run(session())


def test_faults_are_those_of_bleak() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            radio = room.radio
            sensor = await room.add(named("kickstand"))
            unheard = BleakClient("C0:FF:EE:00:00:77", backend=radio.client)
            with pytest.raises(BleakDeviceNotFoundError):
                await unheard.connect()
            client = await find(room, sensor)
            profile = sensor.driver.profile
            data, control = profile.needed["data"][0], profile.needed["control"][0]
            await client.connect()
            with pytest.raises(BleakError, match="already connected"):
                await client.connect()
            with pytest.raises(BleakGATTProtocolError, match="Read Not Permitted"):
                await client.read_gatt_char(data)
            with pytest.raises(BleakGATTProtocolError, match="Write Not Permitted"):
                await client.write_gatt_char(data, b"1", response=True)
            await client.start_notify(control, ignore)
            with pytest.raises(BleakError, match="already started"):
                await client.start_notify(control, ignore)
            await client.disconnect()
            await client.disconnect()
            with pytest.raises(BleakError, match="Not connected"):
                await client.start_notify(control, ignore)
        with pytest.raises(BleakBluetoothNotAvailableError):
            await BleakScanner(backend=radio.scanner).start()

    run(session())


def test_what_is_under_way_when_the_link_drops_fails_at_once() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock(), supervision_s=0.05) as room:
            sensor = await room.add(named("polar"))
            async with await find(room, sensor) as client:
                vanishing = asyncio.create_task(sensor.vanish())
                await asyncio.sleep(0)
                async with asyncio.timeout(5.0):  # the second waits its turn: in bumble for 30 s
                    reads = [client.read_gatt_char(BATTERY_LEVEL) for _ in range(2)]
                    errors = await asyncio.gather(*reads, return_exceptions=True)
                assert all(isinstance(error, BleakError) for error in errors)
                await vanishing

    run(session())


def test_one_connects_after_the_other_and_who_is_gone_is_not_waited_for() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            first = await room.add(named("kickstand"))
            second = await room.add(named("polar"))
            client, other = await find(room, first), await find(room, second)
            await first.vanish()
            waiting = asyncio.create_task(client.connect())
            await asyncio.sleep(0.01)
            with pytest.raises(BleakDBusError, match="InProgress"):
                await other.connect()
            waiting.cancel()
            await asyncio.wait((waiting,))
            impatient = BleakClient(first.address, timeout=0.05, backend=room.radio.client)
            with pytest.raises(TimeoutError):
                await impatient.connect()
            await other.connect()
            assert other.is_connected
            first.reappear()
            await client.connect()
            assert client.is_connected

    run(session())
