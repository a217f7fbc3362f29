"""Sensors that are broken, or want to break us: the driver's side says so and lives."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

import numpy as np
import pytest
from bleak.exc import BleakError, BleakGATTProtocolError

from imu.drivers.door import Driver, Notification, Peripheral
from imu.drivers.samples import Samples
from imu.errors import DriverError
from imu.virtual import HandClock, Quirks, VirtualRoom
from imu.virtual.sensor import VirtualSensor
from tests.virtual.talk import DRIVERS, linked, measure, named, run, until

every_driver = pytest.mark.parametrize("driver", DRIVERS, ids=lambda one: one.family)


class Babbler:
    """Around a sensor that works: says anything, of any length, at any time."""

    def __init__(self, inner: Peripheral, seed: int) -> None:
        self._inner = inner
        self._rng = np.random.default_rng(seed)
        self.advertisement = inner.advertisement
        self.streaming = inner.streaming

    @property
    def rate_hz(self) -> float:
        return 100.0

    def _babble(self) -> list[Notification]:
        roles = ("data", "control", "battery", "commands")
        sizes = self._rng.integers(0, 300, 6)
        return [Notification(roles[int(size) % 4], self._rng.bytes(int(size))) for size in sizes]

    def write(self, role: str, data: bytes) -> list[Notification]:
        return [*self._inner.write(role, data), *self._babble()]

    def read(self, role: str) -> bytes:
        return self._rng.bytes(int(self._rng.integers(0, 300))) or self._inner.read(role)

    def encode(self, samples: Samples) -> list[Notification]:
        sent = self._inner.encode(samples)
        bitten = [Notification(one.role, one.data[: len(one.data) // 2]) for one in sent]
        return [*sent, *bitten, *self._babble()]

    def flush(self) -> list[Notification]:
        return self._babble()

    def unlinked(self) -> None:
        self._inner.unlinked()

    def set_charge(self, percent: float) -> None:
        self._inner.set_charge(percent)


@dataclass
class Around:
    """A driver whose virtual sensor is another one."""

    driver: Driver
    seed: int

    def __getattr__(self, name: str) -> object:
        return getattr(self.driver, name)

    def peripheral(self) -> Babbler:
        inner = self.driver.peripheral()
        assert inner is not None
        return Babbler(inner, self.seed)


@every_driver
@pytest.mark.parametrize("seed", range(2))
def test_what_a_sensor_babbles_is_counted_and_no_crash(driver: Driver, seed: int) -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            babbling: Driver = Around(driver, seed)  # type: ignore[assignment]
            sensor = await room.add(babbling)
            # A driver may refuse such a sensor, and says so; anything else is a crash.
            with contextlib.suppress(DriverError):
                async with linked(room, sensor) as talk:
                    for _ in range(10):
                        await measure(room, 0.1)
                    assert np.isfinite(talk.samples.acc_m_s2).all()
                    assert talk.connection.troubles.count > 0
                    await talk.run(talk.connection.stop())

    run(session())


@every_driver
def test_a_missing_channel_is_named(driver: Driver) -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(driver, quirks=Quirks(missing=frozenset({"data"})))
            with pytest.raises(DriverError, match="its data channel"):
                async with linked(room, sensor):
                    pass

    run(session())


@every_driver
def test_a_sensor_that_refuses_to_notify_is_told_from_a_lost_link(driver: Driver) -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(driver, quirks=Quirks(deaf=frozenset({"data"})))
            with pytest.raises(BleakGATTProtocolError, match="Improperly Configured"):
                async with linked(room, sensor):
                    pass

    run(session())


@pytest.mark.parametrize("turns", [0, 3, 10, 30, 100, 300])
def test_a_sensor_that_leaves_amid_its_set_up_ends_it_at_once(turns: int) -> None:
    async def leave(sensor: VirtualSensor) -> None:
        await until(lambda: sensor.is_linked)
        for _ in range(turns):
            await asyncio.sleep(0)
        await sensor.vanish()

    async def set_up(room: VirtualRoom, sensor: VirtualSensor) -> None:
        async with linked(room, sensor) as talk:
            await until(lambda: not talk.client.is_connected)
            await talk.run(talk.connection.stop())

    async def session() -> None:
        async with VirtualRoom(clock=HandClock(), supervision_s=0.01) as room:
            sensor = await room.add(named("kickstand"))
            leaving = asyncio.create_task(leave(sensor))
            async with asyncio.timeout(5.0):  # a driver waits for 2 s, bumble for 30
                with pytest.raises((BleakError, DriverError)):
                    await set_up(room, sensor)
            await leaving

    run(session())
