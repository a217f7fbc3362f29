"""A session's samples by way of a virtual radio: all that runs with real sensors, but for them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import cast

from imu.drivers.door import Driver
from imu.errors import UsageError
from imu.samples import Side
from imu.sources.ble import BleSource, Patience, Radio, Wanted
from imu.sources.ble.outlet import Item
from imu.virtual.build import Bursts, check_installed
from imu.virtual.clock import PatientClock
from imu.virtual.director import NOTHING, WAITING, Director, Script
from imu.virtual.motion import Motion
from imu.virtual.room import VirtualRoom

FASTEST = 8.0
"""Times as fast as life. Both ends of the radio share one core: far beyond, samples queue up."""

USUAL_AIR = Bursts()
"""A usual connection interval, and stalls of a quarter of a second."""

_CHARGES = (84.0, 61.0)
"""%. So that there is a charge to be shown; own."""


class VirtualSource:
    """Sensors of one family in a room of their own, found and connected as any other are.

    Implements `imu.live.Source`. The room is opened in the loop that iterates it. The person begins
    to move once all sensors send, and the session is over when all that was felt has arrived.

    Parameters
    ----------
    name : what a person calls it.
    motions : by side, what the sensor there feels.
    driver : of what family the sensors are.
    script : what happens besides.
    rate_hz : what the sensors are asked for, Hz; None for their usual rate.
    bursts : how the air holds data back; None for not at all.
    speed : seconds of sensors and session in one second on the wall, up to `FASTEST`. The radio
        takes its own time to scan and to connect.
    seed : of the stalls in the air.

    Raises
    ------
    VirtualHardwareError : bumble or bleak is not installed.
    UsageError : no motion, or a speed at which samples would not get through.
    """

    def __init__(
        self,
        name: str,
        motions: Mapping[Side, Motion],
        driver: Driver,
        *,
        script: Script = NOTHING,
        rate_hz: float | None = None,
        bursts: Bursts | None = USUAL_AIR,
        speed: float = 1.0,
        seed: int = 0,
    ) -> None:
        check_installed()
        if not motions:
            raise UsageError("a virtual session needs a sensor", "Give one something to feel.")
        if not 0.0 < speed <= FASTEST:
            problem = f"virtual Bluetooth runs at most {FASTEST:g} times as fast as life"
            raise UsageError(problem, f"Choose a speed up to {FASTEST:g}.")
        self._name = name
        self._motions = dict(motions)
        self._driver = driver
        self._script = script
        self._rate_hz = rate_hz
        self._bursts = bursts
        self._speed = speed
        self._seed = seed
        self._source: BleSource | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self._name

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that it gives samples of."""
        return tuple(self._motions)

    @property
    def span_s(self) -> None:
        """None: as of any live source."""
        return None

    def now_s(self) -> float | None:
        """Session time now, s; None before it has begun."""
        return None if self._source is None else self._source.now_s()

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Open the room, connect, give what comes.

        Raises
        ------
        LinkError : nothing could ever be connected.
        """
        bursts = None if self._bursts is None else _hurried_bursts(self._bursts, self._speed)
        async with VirtualRoom(seed=self._seed, bursts=bursts) as room:
            clock = room.clock = PatientClock(self._speed, lambda: _is_behind(room))
            wanted = await self._furnish(room)
            radio = Radio(room.radio.scanner, room.radio.client)
            source = self._source = BleSource(
                wanted,
                [self._driver],
                radio=radio,
                patience=_hurried(self._speed),
                clock=clock.now_s,
                align=self._script.align,
            )
            # Not left to chance when the links end: before the room does.
            async with aclosing(cast("AsyncGenerator[Item]", aiter(source))) as items:
                director = Director(room, source, self._script)
                async with aclosing(director):
                    async for time_s, item in items:
                        for told in director.lead(time_s, item):
                            yield told
                        yield time_s, item
                        if director.is_over():
                            return

    async def _furnish(self, room: VirtualRoom) -> dict[Side, Wanted]:
        """Put the sensors into the room. Returns by what each is asked for."""
        wanted: dict[Side, Wanted] = {}
        for number, (side, motion) in enumerate(self._motions.items()):
            name = f"Kickstand {side}"
            sensor = await room.add(self._driver, motion, name=name)
            sensor.set_charge(_CHARGES[number % len(_CHARGES)])
            wanted[side] = Wanted(name=name, rate_hz=self._rate_hz)
        return wanted


def _is_behind(room: VirtualRoom) -> bool:
    """Whether sensors have taken more than gets through."""
    return any(sensor.unsent > WAITING for sensor in room.sensors)


def _hurried(speed: float) -> Patience:
    """Links that wait as long in session time as they would in life, where that is up to them."""
    usual = Patience()
    return replace(
        usual,
        first_s=usual.first_s * speed,
        stall_s=usual.stall_s * speed,
        silent_s=usual.silent_s * speed,
        good_s=usual.good_s * speed,
        retry_s=tuple(seconds / speed for seconds in usual.retry_s),
        pace=speed / 2.0,  # on a busy machine the room's clock falls behind
    )


def _hurried_bursts(usual: Bursts, speed: float) -> Bursts:
    """Air that holds data back for as long a session time as it does in life."""
    return Bursts(usual.interval_s / speed, usual.stall_share, usual.stall_s / speed)
