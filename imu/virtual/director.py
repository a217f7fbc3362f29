"""Who runs a virtual session: when the person begins, what they say, what goes wrong, its end."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imu.samples import Block, Command, Side
from imu.sources.ble import BleSource
from imu.sources.ble.outlet import ASIDE_S, Item
from imu.sources.news import News
from imu.virtual.room import VirtualRoom

if TYPE_CHECKING:
    from imu.virtual.sensor import VirtualSensor

WAITING = 32
"""Notifications of one sensor that may be on their way: a third more than what the longest stall
holds up at 100 Hz. With more, the radio is behind."""

_LINGER_S = 0.5
"""s after the last sample was sent, for what is held up in the air: twice the longest stall."""


@dataclass(slots=True)
class Mishap:
    """A sensor's link breaks off.

    Attributes
    ----------
    side : whose.
    time_s : when, on the time of the motions, s.
    away_s : how long it is not to be found afterwards, s; 0 for a link that just ends.
    back_s : session time at which it could be found again, s; None until then.
    """

    side: Side
    time_s: float
    away_s: float = 0.0
    back_s: float | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """What happens in a session besides movement, at times of the motions.

    Attributes
    ----------
    commands : what the person tells the counter. As in life, a command takes effect behind the
        samples that have come before it.
    mishaps : what befalls the sensors.
    align : whether their clocks agree first; see `imu.sources.ble.BleSource`.
    """

    commands: tuple[Command, ...] = ()
    mishaps: tuple[Mishap, ...] = ()
    align: bool = False


NOTHING = Script()


class Director:
    """Lets the person begin once all sensors send, and the session end when all has arrived.

    Parameters
    ----------
    room : where the sensors are, in the order of the source's sides.
    source : gives their samples.
    script : what happens meanwhile.
    """

    def __init__(self, room: VirtualRoom, source: BleSource, script: Script) -> None:
        self._room = room
        self._source = source
        self._script = deque(sorted(script.commands, key=lambda command: command.time_s))
        self._mishaps = script.mishaps
        self._silent = set(source.sides)
        self._reached_s = 0.0
        self._zero_s: float | None = None
        self._end_s: float | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def lead(self, time_s: float, item: Block | Command | News) -> Iterator[Item]:
        """What has to be told before an item that is complete at a session time, s."""
        if not isinstance(item, Block):
            return
        self._silent.discard(item.side)
        if self._zero_s is None and not self._silent:
            self._begin()
        while self._script and self._due_s <= time_s:
            due_s = max(self._due_s, self._reached_s + ASIDE_S)
            yield due_s, replace(self._script.popleft(), time_s=due_s)
        self._reached_s = max(self._reached_s, time_s)

    def _begin(self) -> None:
        """Let all feel their motions; nothing goes wrong before."""
        zero_s = self._room.begin()
        self._zero_s = zero_s + self._offset_s
        sensors = dict(zip(self._source.sides, self._room.sensors, strict=True))
        for mishap in self._mishaps:
            work = self._befall(sensors[mishap.side], mishap, zero_s + mishap.time_s)
            self._tasks.append(asyncio.create_task(work))

    @property
    def _offset_s(self) -> float:
        """Session time at which the room's clock showed 0, s."""
        session_s = self._source.now_s()
        assert session_s is not None, "samples have come"
        return session_s - self._room.clock.now_s()

    async def _befall(self, sensor: VirtualSensor, mishap: Mishap, time_s: float) -> None:
        clock = self._room.clock
        await clock.sleep_until(time_s)
        if mishap.away_s:
            await sensor.vanish()
            await clock.sleep_until(time_s + mishap.away_s)
            sensor.reappear()
        else:
            await sensor.drop()
        mishap.back_s = clock.now_s() + self._offset_s

    @property
    def _due_s(self) -> float:
        """Session time of the next command, s."""
        return math.inf if self._zero_s is None else self._zero_s + self._script[0].time_s

    def is_over(self) -> bool:
        """Whether all was felt and sent, and has had its time to arrive."""
        now_s = asyncio.get_running_loop().time()
        if self._end_s is None:
            sensors = self._room.sensors
            is_felt = self._zero_s is not None and all(one.done.is_set() for one in sensors)
            if is_felt and all(one.unsent <= WAITING for one in sensors):
                self._end_s = now_s + _LINGER_S
        return self._end_s is not None and now_s >= self._end_s

    async def aclose(self) -> None:
        """Let nothing more befall anybody. What went wrong with that comes out here."""
        for task in self._tasks:
            task.cancel()
        for result in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(result, Exception):
                raise result
