"""Every family of sensors over real Bluetooth protocols, from the scan to the end."""

from __future__ import annotations

import numpy as np
import pytest
from bleak import BleakClient

from imu.drivers.door import Driver
from imu.drivers.samples import Samples
from imu.drivers.scaling import acc_scale
from imu.virtual import HandClock, Motion, VirtualRoom
from tests.virtual.talk import DRIVERS, Talk, linked, measure, motion, run, until

every_driver = pytest.mark.parametrize("driver", DRIVERS, ids=lambda one: one.family)


def check_equal(driver: Driver, got: Samples, sent: Motion, rows: slice) -> None:
    """Whether what arrived is what was felt, to the sensor's resolution and in order."""
    acc, gyr = sent.acc_m_s2[rows], sent.gyr_rad_s[rows]
    assert len(got) == len(acc)
    count = acc_scale(driver.facts.acc_range_g).unit
    # Polar's normal mode counts in milli-g, all others in 16 bits of their range; Movesense's chip
    # has 0.07 degrees/s, none is coarser.
    assert np.abs(got.acc_m_s2 - acc).max() <= 0.56 * max(count, 0.0098)
    assert np.abs(got.gyr_rad_s - gyr).max() <= 0.56 * np.radians(0.07)


async def check_first_part(room: VirtualRoom, talk: Talk, driver: Driver, felt: Motion) -> None:
    await hear_all(room, talk, 32)
    check_equal(driver, talk.samples, felt, slice(0, 32))
    await talk.run(talk.connection.ask_battery())
    await until(lambda: talk.connection.battery_percent == 50.0)
    assert talk.connection.troubles.count == 0, talk.connection.troubles.last


async def hear_all(room: VirtualRoom, talk: Talk, n: int) -> None:
    await measure(room, 0.0)
    await until(lambda: len(talk.samples) >= n)


@every_driver
def test_a_whole_session_loses_nothing_but_what_was_taken_while_the_link_was_down(
    driver: Driver,
) -> None:
    felt = motion(driver, 96)
    period_s = 1.0 / driver.facts.rate_hz
    dropped: list[BleakClient] = []

    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(driver, felt)
            sensor.set_charge(50.0)
            async with linked(room, sensor, dropped.append) as talk:
                room.begin()
                for _ in range(8):
                    await measure(room, 4 * period_s)
                sensor.flush()
                await check_first_part(room, talk, driver, felt)
                await sensor.drop()
                await until(lambda: not talk.client.is_connected)
            assert len(dropped) == 1
            await measure(room, 16 * period_s)
            async with linked(room, sensor) as talk:
                await measure(room, 96 * period_s)
                await until(sensor.done.is_set)
                await hear_all(room, talk, 48)
                check_equal(driver, talk.samples[slice(0, 48)], felt, slice(48, 96))
                await talk.run(talk.connection.stop())
                heard = len(talk.samples)
                await measure(room, 16 * period_s)
                assert len(talk.samples) == heard

    run(session())
