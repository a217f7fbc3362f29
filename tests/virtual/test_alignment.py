"""Two sensors of one family that agree on one clock, over real Bluetooth protocols."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pytest

from imu.drivers.capture2go.content import Sync
from imu.drivers.capture2go.virtual import Capture2GoPeripheral
from imu.drivers.door import Driver, Notification, Peripheral
from imu.drivers.dot.virtual import DotPeripheral
from imu.recording import Sidecar
from imu.samples import Block, Floats, Side
from imu.sources.ble import BleSource, Patience, Radio, Wanted
from imu.sources.ble.outlet import Item
from imu.sources.news import LinkReport, LinkState, SensorCard
from imu.virtual import Motion, VirtualRoom
from imu.virtual.build import Bursts, Quirks
from imu.virtual.clock import PatientClock
from imu.virtual.sensor import VirtualSensor
from tests.virtual.talk import motion, named, run

SPEED = 8.0
PACE = 4.0
"""Slower than the room's clock: a busy machine may not shorten the time that sensors need."""

FEW = 4
"""Notifications on their way: a third of a second of a Capture2Go, far from the second by which a
sensor would be taken for one that does not share its clock."""

PPM: dict[Side, float] = {"left": 60.0, "right": -40.0}
SECONDS = 12.0

Event = Callable[["Lived"], Coroutine[Any, Any, None]]


@dataclass
class Lived:
    """A session of two sensors, and what came of it."""

    sensors: dict[Side, VirtualSensor] = field(default_factory=dict[Side, VirtualSensor])
    blocks: dict[Side, list[Block]] = field(default_factory=lambda: {"left": [], "right": []})
    reports: list[LinkReport] = field(default_factory=list[LinkReport])
    cards: dict[Side, Sidecar] = field(default_factory=dict[Side, Sidecar])

    def take(self, item: Item) -> None:
        what = item[1]
        if isinstance(what, Block):
            self.blocks[what.side].append(what)
        elif isinstance(what, LinkReport):
            self.reports.append(what)
        elif isinstance(what, SensorCard):
            self.cards[what.side] = what.sidecar

    def peripheral(self, side: Side) -> Peripheral:
        return self.sensors[side].peripheral

    def felt_at(self, side: Side, felt: Motion) -> Floats:
        """Session time at which each sample of the motion was taken, s; nan for a lost one."""
        times = np.full(len(felt.time_s), np.nan)
        firsts = {round(value, 2): k for k, value in enumerate(felt.gyr_rad_s[:, 0].tolist())}
        for block in self.blocks[side]:
            for time_s, gyr in zip(block.time_s.tolist(), block.gyr_rad_s.tolist(), strict=True):
                k = firsts.get(round(gyr[0], 2))
                if k is not None:
                    times[k] = time_s
        return times

    def said(self, code: str) -> list[LinkReport]:
        return [one for one in self.reports if one.code == code]


def told_apart(driver: Driver, seconds: float = SECONDS) -> Motion:
    """A motion of which each sample can be told from all others by its first rate."""
    rate_hz = driver.facts.rate_hz
    n = int(seconds * rate_hz)
    one = motion(driver, n)
    gyr = one.gyr_rad_s.copy()
    gyr[:, 0] = (np.arange(n) + 1) * 0.02
    return Motion(one.time_s, one.acc_m_s2, gyr, rate_hz)


def is_behind(room: VirtualRoom) -> bool:
    """Whether a busy machine holds up the radio longer than real air does: then time waits."""
    return any(sensor.is_linked and sensor.unsent > FEW for sensor in room.sensors)


async def live(
    drivers: dict[Side, Driver],
    felt: Motion,
    *,
    before: Callable[[Lived], None] = lambda _: None,
    amid: Event | None = None,
) -> Lived:
    """A whole session, from the scan to the end of the motion."""
    lived = Lived()
    bursts = Bursts(0.03 / SPEED, 0.02, 0.24 / SPEED)
    async with VirtualRoom(seed=3, bursts=bursts) as room:
        clock = room.clock = PatientClock(SPEED, lambda: is_behind(room))
        for side, driver in drivers.items():
            quirks = Quirks(clock_ppm=PPM[side])
            name = f"{driver.title} {side}"
            lived.sensors[side] = await room.add(driver, felt, name=name, quirks=quirks)
        before(lived)
        source = BleSource(
            {side: Wanted(name=one.name) for side, one in lived.sensors.items()},
            list({driver.family: driver for driver in drivers.values()}.values()),
            radio=Radio(room.radio.scanner, room.radio.client),
            patience=Patience(
                first_s=60.0, stall_s=20.0, silent_s=40.0, align_s=40.0, pace=PACE, again_s=0.05
            ),
            clock=clock.now_s,
            align=True,
        )
        events: list[asyncio.Task[None]] = []
        silent = set(source.sides)
        async with aclosing(cast("AsyncGenerator[Item]", aiter(source))) as items:
            async for item in items:
                lived.take(item)
                if isinstance(item[1], Block) and item[1].side in silent:
                    silent.discard(item[1].side)
                    if not silent:
                        room.begin()
                        if amid is not None:
                            events.append(asyncio.ensure_future(amid(lived)))
                done = [one.done.is_set() for one in room.sensors]
                if not silent and all(done) and all(one.done() for one in events):
                    break
            for event in events:
                event.result()
        return lived


def both(family: str) -> dict[Side, Driver]:
    return {"left": named(family), "right": named(family)}


def is_free(peripheral: Peripheral) -> bool:
    """Whether it goes by its own clock."""
    if isinstance(peripheral, DotPeripheral):
        return not peripheral.is_synced
    assert isinstance(peripheral, Capture2GoPeripheral)
    return peripheral.mode.sync is Sync.NONE


def apart_s(lived: Lived, felt: Motion) -> Floats:
    """How far the two are apart beyond what their crystals make of it, s.

    Each takes the samples of the motion by its own crystal; on one clock that difference, and only
    that, is seen.
    """
    left, right = (lived.felt_at(side, felt) for side in ("left", "right"))
    drift = (PPM["left"] - PPM["right"]) * 1e-6 * felt.time_s
    apart: Floats = left - right - drift
    return apart[np.isfinite(apart)]


async def eventually(is_so: Callable[[], bool]) -> None:
    """Wait for a link to be made anew, however busy the machine is; `run` has a limit."""
    while not is_so():  # noqa: ASYNC110 - what is waited for tells nobody
        await asyncio.sleep(0.02)


families = pytest.mark.parametrize("family", ["movella-dot", "capture2go"])


@families
def test_two_sensors_end_up_on_one_clock(family: str) -> None:
    felt = told_apart(named(family))

    async def session() -> None:
        lived = await live(both(family), felt)
        assert lived.said("not-aligned") == []
        apart = apart_s(lived, felt)
        assert len(apart) > 0.8 * len(felt.time_s)
        assert np.abs(apart).max() < 0.001, "neither radio nor guess is between the two"
        sentences = [one.sentence for one in lived.reports]
        assert any("agree on one clock, which takes about" in text for text in sentences)
        for side in ("left", "right"):
            model = lived.cards[side].clock_model
            assert model is not None
            assert model["aligned_by_hardware"] is True
            assert is_free(lived.peripheral(side)), "else it measures on until it is empty"

    run(session())


@families
def test_where_it_fails_one_sentence_says_so_and_the_session_goes_on(family: str) -> None:
    felt = told_apart(named(family), 3.0)

    def deafen(lived: Lived) -> None:
        peripheral = lived.peripheral("right")
        assert isinstance(peripheral, DotPeripheral | Capture2GoPeripheral)
        peripheral.can_hear = False

    async def session() -> None:
        lived = await live(both(family), felt, before=deafen)
        told = lived.said("not-aligned")
        assert {one.side for one in told} == {"left"}
        assert {one.state for one in told} == {LinkState.STREAMING}
        assert "could not agree on one clock" in told[0].sentence
        assert told[0].advice
        for side in ("left", "right"):
            assert len(lived.blocks[side]) > 5
            assert "aligned_by_hardware" not in (lived.cards[side].clock_model or {})
            assert is_free(lived.peripheral(side))

    run(session())


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("movella-dot", "capture2go", "Movella DOT and Capture2Go have no clock in common"),
        ("kickstand", "kickstand", "sensors of the family Kickstand sensor cannot"),
    ],
)
def test_sensors_that_cannot_agree_are_named(left: str, right: str, why: str) -> None:
    felt = told_apart(named(left), 1.0)

    async def session() -> None:
        lived = await live({"left": named(left), "right": named(right)}, felt)
        assert why in lived.said("not-aligned")[0].sentence

    run(session())


@families
def test_a_link_that_is_made_anew_finds_the_same_clock(family: str) -> None:
    felt = told_apart(named(family), 16.0)

    async def drop(lived: Lived) -> None:
        await asyncio.sleep(3.0 / SPEED)
        await lived.sensors["right"].drop()
        before = len(lived.blocks["right"])
        await eventually(lambda: len(lived.blocks["right"]) > before + 3)

    async def session() -> None:
        lived = await live(both(family), felt, amid=drop)
        assert lived.said("dropped")
        assert lived.said("not-aligned") == []
        assert len(apart_s(lived, felt)) > named(family).facts.rate_hz
        assert np.abs(apart_s(lived, felt)).max() < 0.001

    run(session())


def test_one_that_loses_its_power_is_followed_by_itself_and_that_is_told() -> None:
    felt = told_apart(named("movella-dot"), 16.0)

    async def restart(lived: Lived) -> None:
        await asyncio.sleep(3.0 / SPEED)
        await lived.sensors["right"].restart()
        await eventually(lambda: bool(lived.said("not-aligned")))

    async def session() -> None:
        lived = await live(both("movella-dot"), felt, amid=restart)
        assert {one.side for one in lived.said("not-aligned")} == {"right"}
        model = lived.cards["right"].clock_model
        assert model is not None
        assert model["aligned_by_hardware"] is False
        assert np.abs(apart_s(lived, felt)).max() < 0.3, "as near as radios allow, not by minutes"

    run(session())


def test_a_sensor_that_says_why_it_leaves_is_quoted() -> None:
    felt = told_apart(named("movella-dot"), 4.0)

    async def switch_off(lived: Lived) -> None:
        await asyncio.sleep(1.0 / SPEED)
        sensor = lived.sensors["right"]
        sensor._send(Notification("report", bytes([1]).ljust(36, b"\0")))  # pyright: ignore[reportPrivateUsage]
        await asyncio.sleep(2.0 / SPEED)
        await sensor.drop()

    async def session() -> None:
        lived = await live(both("movella-dot"), felt, amid=switch_off)
        told = lived.said("asleep")
        assert {one.side for one in told} == {"right"}
        assert "switched off" in told[0].sentence
        assert "charge it" in told[0].advice

    run(session())
