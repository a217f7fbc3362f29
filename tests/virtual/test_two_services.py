"""One UUID in two services of one sensor, over real Bluetooth protocols."""

from __future__ import annotations

import pytest

from imu.drivers.adafruit import services
from imu.drivers.adafruit.virtual import AdafruitPeripheral
from imu.errors import DriverError
from imu.virtual import HandClock, Quirks, VirtualRoom
from tests.virtual.talk import linked, measure, named, run, still


def test_each_service_is_set_by_its_own_characteristic() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(named("adafruit"))
            async with linked(room, sensor, rate_hz=100.0) as talk:
                board = sensor.peripheral
                assert isinstance(board, AdafruitPeripheral)
                assert board.periods == {"data-period": 10, "rates-period": 10}
                uuids = [one.uuid for one in talk.client.services.characteristics.values()]
                assert uuids.count("adaf0001-c332-42a8-93bd-25e905756cb8") == 2

    run(session())


def test_a_sensor_without_one_of_them_is_told_what_to_do() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            quirks = Quirks(missing=frozenset({"rates", "rates-period"}))
            sensor = await room.add(named("adafruit"), quirks=quirks)
            with pytest.raises(DriverError, match="its rates channel") as error:
                async with linked(room, sensor):
                    pass
            assert "gyroscope service" in error.value.advice

    run(session())


def test_a_slow_sensor_notices_soon_that_it_has_been_set_to_a_quicker_rate() -> None:
    async def session() -> None:
        async with VirtualRoom(clock=HandClock()) as room:
            sensor = await room.add(named("adafruit"))
            await still()  # it sleeps now until its next sample, a second ahead
            for role in ("data-period", "rates-period"):
                sensor.written(role, services.period_bytes(10))
            for _ in range(4):
                await measure(room, 0.05)
            assert sensor.unheard >= 2 * 10

    run(session())
