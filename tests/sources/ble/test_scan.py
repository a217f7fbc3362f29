"""Looking round: what is listed, when, and that the radio is free again afterwards."""

from __future__ import annotations

from contextlib import aclosing

import pytest
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason

from imu.sources.ble import Fault, LinkError, scan, watch
from imu.sources.ble.radio import turn
from tests.sources.ble.fakes import BY_FAMILY, DRIVERS, FakeSensor, World, kickstand
from tests.sources.ble.quick import now_s, quickly


def world() -> World:
    polar = FakeSensor("AA:06", BY_FAMILY["polar"], rssi=-50)
    return World(kickstand(), polar, kickstand("AA:07", name="Nameless thing"))


def test_list_grows_while_one_watches() -> None:
    there = world()
    late = there.sensors["AA:06"]
    late.is_on = False

    async def look() -> list[list[str]]:
        lists: list[list[str]] = []
        async with there, aclosing(watch(there.radio(), DRIVERS, 3.0)) as found:
            async for listed in found:
                lists.append([one.name for one in listed])
                late.is_on = True
        return lists

    lists = quickly(look())
    kickstands = ["Kickstand 0001", "Nameless thing"]
    assert lists[0] == kickstands
    assert lists[-1] == ["Polar Sense 0A1B2C3D", *kickstands]
    assert len(lists) == 3  # no list without news, and the last one for good


def test_scan_takes_as_long_as_it_was_told_and_frees_the_radio() -> None:
    there = world()

    async def look() -> float:
        begun_s = now_s()
        async with there:
            assert len(await scan(there.radio(), DRIVERS, 2.0)) == 3
            assert not turn().locked()
        return now_s() - begun_s

    assert quickly(look()) == pytest.approx(2.0, abs=0.1)
    assert there.busy == 0


def test_list_left_early_frees_the_radio() -> None:
    there = world()

    async def look() -> None:
        async with there:
            async with aclosing(watch(there.radio(), DRIVERS, 60.0)) as found:
                async for _ in found:
                    break
            assert not turn().locked()

    quickly(look())
    assert there.busy == 0


def test_bluetooth_that_is_off_is_said_at_once() -> None:
    there = world()
    reason = BleakBluetoothNotAvailableReason.POWERED_OFF
    there.fail("scan", BleakBluetoothNotAvailableError("off", reason))

    async def look() -> None:
        async with there:
            with pytest.raises(LinkError) as caught:
                await scan(there.radio(), DRIVERS, 2.0)
            assert caught.value.fault is Fault.BLUETOOTH_OFF
            assert not turn().locked()

    quickly(look())


def test_stop_that_hangs_or_fails_does_not_matter() -> None:
    there = world()
    there.hangs.add("stop")

    async def look() -> None:
        async with there:
            assert await scan(there.radio(), DRIVERS, 1.0)

    quickly(look())
