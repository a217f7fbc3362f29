"""The host's side for these tests: a driver's dialogues over the real API of bleak."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager

import numpy as np
from bleak import BleakClient, BleakScanner

from imu.drivers.described.driver import load_description
from imu.drivers.door import Dialogue, Driver, Wait
from imu.drivers.registry import find_drivers
from imu.drivers.samples import Samples, join
from imu.sources.ble import Radio
from imu.sources.ble.exchange import Exchange, roles_of
from imu.virtual import HandClock, Motion, VirtualRoom
from imu.virtual.sensor import VirtualSensor
from tests.drivers.families import OWN

LONG_S = 10.0
"""s until a test gives up; far more than anything here takes."""

DRIVERS = [
    driver
    for driver in (*find_drivers().drivers, load_description(OWN))
    if driver.peripheral() is not None
]


def named(family: str) -> Driver:
    return next(driver for driver in DRIVERS if driver.family == family)


def motion(driver: Driver, n: int = 60, seed: int = 1, rate_hz: float | None = None) -> Motion:
    """A lively sensor, within every family's ranges."""
    rng = np.random.default_rng(seed)
    acc = np.array([0.0, 0.0, 9.8]) + rng.normal(0.0, 2.5, (n, 3))
    samples = Samples(acc, rng.normal(0.0, 2.0, (n, 3)))
    return Motion.of_samples(samples, rate_hz or driver.facts.rate_hz)


async def until(is_so: Callable[[], bool]) -> None:
    """Let the loop run until something is so."""
    async with asyncio.timeout(LONG_S):
        while not is_so():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.001)


async def still() -> None:
    """Let everything that is under way arrive, where no time is needed for it."""
    for _ in range(200):
        await asyncio.sleep(0)


def run(work: Coroutine[object, object, None]) -> None:
    """Run a test's coroutine; nothing may be left of it in the loop."""

    async def watched() -> None:
        async with asyncio.timeout(60.0):
            await work
        loop = asyncio.get_running_loop()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        timers = [one for one in loop._scheduled if not one.cancelled()]  # type: ignore[attr-defined]
        assert timers == []

    asyncio.run(watched())


class Talk:
    """One connection: what a source does, without a clock and without a second try."""

    def __init__(self, client: BleakClient, driver: Driver, rate_hz: float | None = None) -> None:
        self.client = client
        self.connection = driver.connect(rate_hz)
        self.parts: list[Samples] = []
        roles = roles_of(driver, client)
        self._exchange = Exchange(client, roles, self._heard, Radio(), LONG_S)

    @property
    def samples(self) -> Samples:
        """Everything that was heard on this connection."""
        return join(self.parts)

    async def run(self, dialogue: Dialogue) -> None:
        """Run a dialogue to its end."""
        await self._exchange.run(hurried(dialogue))

    def _heard(self, role: str, data: bytes) -> None:
        self.parts.append(self.connection.decode(role, data))


def hurried(dialogue: Dialogue) -> Dialogue:
    """The same without waiting: virtual sensors are never busy."""
    answer = b""
    try:
        step = next(dialogue)
        while True:
            answer = yield Wait(0.0) if isinstance(step, Wait) else step
            step = dialogue.send(answer)
    except StopIteration:
        return


@asynccontextmanager
async def linked(
    room: VirtualRoom,
    sensor: VirtualSensor,
    on_drop: Callable[[BleakClient], None] | None = None,
    rate_hz: float | None = None,
) -> AsyncGenerator[Talk]:
    """Scan, connect and set up, as a person would who switches a sensor on."""
    radio = room.radio
    device = await BleakScanner.find_device_by_name(sensor.name, 5.0, backend=radio.scanner)
    assert device is not None
    async with BleakClient(device, on_drop, backend=radio.client) as client:
        talk = Talk(client, sensor.driver, rate_hz)
        await talk.run(talk.connection.setup())
        yield talk


async def measure(room: VirtualRoom, seconds: float) -> None:
    """Let time pass for the sensors, and wait until what they send has arrived."""
    assert isinstance(room.clock, HandClock)
    room.clock.advance(seconds)
    await still()
