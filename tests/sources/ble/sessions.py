"""Running a source in a quick loop, and what came out of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import cast

from imu.samples import Block, Command, Side
from imu.sources.ble import BleSource, Found, Patience, Wanted
from imu.sources.ble.outlet import Item
from imu.sources.news import LinkReport, SensorCard
from tests.sources.ble.fakes import DRIVERS, World, number_of
from tests.sources.ble.quick import now_s


@dataclass(repr=False)  # asyncio shows results when it sets up signals, and this one is long
class Lived:
    """What a source gave."""

    items: list[Item] = field(default_factory=list[Item])

    def blocks(self, side: Side) -> list[Block]:
        found = [item for _, item in self.items if isinstance(item, Block)]
        return [block for block in found if block.side == side]

    def numbers(self, side: Side) -> list[int]:
        """Which samples came, modulo 400."""
        return [number_of(x) for block in self.blocks(side) for x in block.acc_m_s2[:, 0]]

    def times(self, side: Side) -> list[float]:
        return [float(time_s) for block in self.blocks(side) for time_s in block.time_s]

    @property
    def commands(self) -> list[Command]:
        return [item for _, item in self.items if isinstance(item, Command)]

    def reports(self, side: Side) -> list[LinkReport]:
        found = [item for _, item in self.items if isinstance(item, LinkReport)]
        return [report for report in found if report.side == side]

    def story(self, side: Side) -> list[str]:
        """States and codes, each once as long as it lasts."""
        told: list[str] = []
        for report in self.reports(side):
            step = f"{report.state} {report.code}".strip()
            if not told or told[-1] != step:
                told.append(step)
        return told

    @property
    def cards(self) -> list[SensorCard]:
        return [item for _, item in self.items if isinstance(item, SensorCard)]


Script = Mapping[float, Callable[[], object]]
"""What happens at which time after the beginning, s."""


async def live(
    world: World,
    sensors: Mapping[Side, Wanted | Found],
    until_s: float,
    script: Script | None = None,
    patience: Patience | None = None,
) -> Lived:
    """A session of so many seconds, in which things happen."""
    source = BleSource(sensors, DRIVERS, radio=world.radio(), patience=patience, clock=now_s)
    lived, begun_s = Lived(), now_s()
    loop = asyncio.get_running_loop()
    for at_s, happens in (script or {}).items():
        loop.call_later(at_s, happens)
    async with world, aclosing(cast("AsyncGenerator[Item]", aiter(source))) as items:
        async for item in items:
            lived.items.append(item)
            if now_s() - begun_s >= until_s:
                break
    return lived
