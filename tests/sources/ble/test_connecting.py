"""Before a session: when it is looked round, what is told of sensors, that all are let go."""

from __future__ import annotations

import asyncio
import math
import socket
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason

from imu.live import Worker
from imu.live.connecting import PHYPHOX, SENSOR_LOGGER, SENSOR_LOGGERS, Connecting
from imu.live.feeler import Feeler
from imu.live.findings import (
    CannotLook,
    Felt,
    Finding,
    Heard,
    Invited,
    LinkNews,
    Looking,
    Over,
    Phone,
)
from imu.samples import Block
from imu.sources.ble import Fault, Wanted
from imu.sources.news import LinkState
from tests.hinges import hinges
from tests.sources.ble.fakes import DRIVERS, World, kickstand
from tests.sources.ble.quick import now_s, quickly
from tests.sources.phone.phones import post, pushed

ONE, TWO = "AA:00:00:00:00:01", "AA:00:00:00:00:02"


class Trying:
    """A `Connecting` in this loop, and all that it has told."""

    def __init__(self, world: World, clock: Callable[[], float] = now_s) -> None:
        self.told: list[Finding] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.hands = Connecting(
            DRIVERS,
            radio=world.radio(),
            phone_host="127.0.0.1",
            phone_port=self.port,
            clock=clock,
        )
        loop = asyncio.get_running_loop()
        self.hands.start(cast("Worker", SimpleNamespace(loop=loop)))

    async def live(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.told += self.hands.updates()

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20.0):
            while not is_so():
                await self.live(0.01)

    @property
    def phones(self) -> dict[str, Phone]:
        return {one.key: one.phone for one in self.told if isinstance(one, Invited)}

    def link(self, key: str) -> LinkState | None:
        found = [one for one in self.told if isinstance(one, LinkNews) and one.key == key]
        return found[-1].report.state if found else None

    @property
    def is_looking(self) -> bool:
        return [one for one in self.told if isinstance(one, Looking)][-1].is_on


def trying(world: World, story: Callable[[Trying], Coroutine[object, object, None]]) -> None:
    """Let something happen; nothing may be connected or go on afterwards."""

    async def whole() -> None:
        async with world:
            it = Trying(world)
            await it.live(0.0)
            await story(it)
            await it.hands.leave()
            assert all(sensor.client is None for sensor in world.sensors.values())
            assert world.busy == 0

    quickly(whole())


def test_it_is_looked_round_until_a_sensor_is_chosen_and_again_when_it_is_let_go() -> None:
    world = World(kickstand(ONE))

    async def story(it: Trying) -> None:
        await it.live(12.0)
        heard = [one for one in it.told if isinstance(one, Heard)]
        assert [one.identifier for one in heard[-1].found] == [ONE]
        assert world.scans == 2
        it.hands.connect(ONE, Wanted(ONE))
        await it.live(5.0)
        assert it.link(ONE) is LinkState.STREAMING
        assert not it.is_looking
        scans = world.scans
        await it.live(12.0)
        assert world.scans == scans
        it.hands.release(ONE)
        await it.live(5.0)
        assert it.is_looking
        assert world.sensors[ONE].client is None

    trying(world, story)


def test_asked_for_it_is_looked_round_once_more_while_a_sensor_sends() -> None:
    world = World(kickstand(ONE))

    async def story(it: Trying) -> None:
        it.hands.connect(ONE, Wanted(ONE))
        await it.live(5.0)
        scans = world.scans
        it.hands.look()
        await it.live(2.0)
        assert it.is_looking
        await it.live(12.0)
        assert not it.is_looking
        assert world.scans == scans + 1

    trying(world, story)


def test_two_sensors_are_tried_on_and_one_may_go() -> None:
    world = World(kickstand(ONE), kickstand(TWO))

    async def story(it: Trying) -> None:
        await it.live(1.0)
        it.hands.connect(ONE, Wanted(ONE))
        it.hands.connect(TWO, Wanted(TWO))
        await it.live(8.0)
        felt = {one.key for one in it.told if isinstance(one, Felt)}
        assert felt == {ONE, TWO}
        it.hands.release(TWO)
        await it.live(3.0)
        assert world.sensors[ONE].client is not None
        assert world.sensors[TWO].client is None
        assert not it.is_looking

    trying(world, story)


def test_bluetooth_that_is_off_is_told_and_noticed_when_it_comes_back() -> None:
    world = World(kickstand(ONE))
    off = BleakBluetoothNotAvailableReason.POWERED_OFF
    world.fail("scan", *(BleakBluetoothNotAvailableError("off", off) for _ in range(2)))

    async def story(it: Trying) -> None:
        await it.live(20.0)
        faults = [one.error.fault for one in it.told if isinstance(one, CannotLook)]
        assert faults == [Fault.BLUETOOTH_OFF] * 2
        assert any(isinstance(one, Heard) and one.found for one in it.told)

    trying(world, story)


def test_a_sensor_that_cannot_be_used_is_given_up_with_its_reason() -> None:
    world = World(kickstand(ONE))

    async def story(it: Trying) -> None:
        it.hands.connect(ONE, Wanted(ONE, family="polar"))
        await it.live(5.0)
        over = [one for one in it.told if isinstance(one, Over)]
        assert [one.key for one in over] == [ONE]
        assert over[0].error.advice

    trying(world, story)


def test_an_address_that_is_none_is_told() -> None:
    async def story(it: Trying) -> None:
        it.hands.ask("not an address at all")
        await it.live(0.1)
        assert [one.key for one in it.told if isinstance(one, Over)] == [PHYPHOX]

    trying(World(), story)


def test_a_phone_is_invited_by_an_address_with_a_token_of_its_own() -> None:
    async def invited(it: Trying) -> Invited:
        it.hands.invite(SENSOR_LOGGER)
        await it.live(0.1)
        it.hands.release(SENSOR_LOGGER)
        await it.live(0.1)
        return [one for one in it.told if isinstance(one, Invited)][-1]

    async def story(it: Trying) -> None:
        first, second = await invited(it), await invited(it)
        assert first.phone.address == f"http://127.0.0.1:{it.port}/{first.phone.token}"
        assert first.phone.token != second.phone.token
        assert not [one for one in it.told if isinstance(one, Over)]

    trying(World(), story)


def test_two_phones_share_a_server_and_either_may_go() -> None:
    messages = pushed(hinges([], 4.0, side="unknown"))
    wall = [10.0]

    async def story() -> None:
        it = Trying(World(), clock=lambda: wall[0])
        first, second = SENSOR_LOGGERS.values()
        it.hands.invite(first)
        it.hands.invite(second)
        await it.until(lambda: len(it.phones) == 2)
        path = f"/{it.phones[second].token}"
        assert path != f"/{it.phones[first].token}"
        it.hands.release(first)
        for time_s, body in messages:
            wall[0] = 10.0 + time_s
            assert (await post(it.port, path, body))[0] == 200
        await it.until(lambda: any(isinstance(one, Felt) for one in it.told))
        assert {one.key for one in it.told if isinstance(one, Felt)} == {second}
        it.hands.release(second)
        await it.until(lambda: any(isinstance(one, Looking) for one in it.told))
        assert it.is_looking
        assert not [one for one in it.told if isinstance(one, Over)]
        await it.hands.leave()
        with pytest.raises(ConnectionError):
            await post(it.port, path, messages[0][1])

    asyncio.run(story())


def turned(angle_deg: float, rate_rad_s: float, from_s: float, n: int = 100) -> Block:
    """One second of a sensor that turns about its first axis and is turned by an angle."""
    angle = math.radians(angle_deg)
    acc = 9.81 * np.array([0.0, math.sin(angle), math.cos(angle)])
    gyr = np.tile([rate_rad_s, 0.0, 0.0], (n, 1))
    return Block("unknown", from_s + np.arange(n) / 100.0, np.tile(acc, (n, 1)), gyr)


def test_movement_and_tilt_follow_the_leg_and_survive_numbers_that_are_none() -> None:
    feeler = Feeler()
    feeler.push(turned(0.0, 0.0, 0.0))
    assert (feeler.movement, feeler.tilt_deg) == (0.0, 0.0)
    feeler.push(turned(40.0, 0.75, 1.0))
    assert 0.45 < feeler.movement <= 0.5
    for k in range(2, 6):
        feeler.push(turned(40.0, 9.0, float(k)))
    assert feeler.movement > 0.98
    assert abs(feeler.tilt_deg - 40.0) < 0.5
    bad = turned(40.0, math.nan, 6.0)
    feeler.push(bad)
    assert feeler.movement > 0.98
