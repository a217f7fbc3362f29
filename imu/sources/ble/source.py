"""Bluetooth sensors as the source of a live session: one or two, each with a link of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from imu.drivers.door import Driver
from imu.errors import UsageError
from imu.samples import Side
from imu.sources.ble.aligning import Aligner
from imu.sources.ble.around import Surroundings
from imu.sources.ble.failures import Fault, LinkError
from imu.sources.ble.finder import Finder
from imu.sources.ble.found import Found, Wanted
from imu.sources.ble.link import Link, Met
from imu.sources.ble.outlet import Item, Outlet
from imu.sources.ble.patience import Patience, forget
from imu.sources.ble.radio import Radio
from imu.sources.news import LinkReport
from imu.sources.sessiontime import SessionTime

_LOOK_S = 0.25
"""s between two looks at whether it is time for another report."""


_MARGIN_S = 2.0
"""s for whatever a goodbye takes besides its two parts."""


class BleSource:
    """One or two sensors over Bluetooth, on one session clock. Implements `imu.live.Source`.

    A sensor that fails is tried again for as long as the session runs, and does not hold up the
    other one. The session ends when it is told to.

    Parameters
    ----------
    sensors : by side, which one: as found by a scan, or described.
    drivers : as `imu.drivers.registry.find_drivers` gives them.
    radio : how to reach them; the operating system's by default.
    patience : how long is waited for what.
    clock : gives the time on the wall, s; monotonic.
    align : let the clocks of two sensors of one family agree first, where their hardware can. It
        takes up to half a minute; if it fails, that is told, and the session begins all the same.

    Raises
    ------
    UsageError : no sensor, or the same one on both sides.
    """

    def __init__(
        self,
        sensors: Mapping[Side, Wanted | Found],
        drivers: Sequence[Driver],
        *,
        radio: Radio | None = None,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        align: bool = False,
    ) -> None:
        if not sensors:
            raise UsageError("a session needs a sensor", "Name one, or use a phone")
        self._wishes: dict[Side, Wanted] = {
            side: Wanted.like(one) if isinstance(one, Found) else one
            for side, one in sensors.items()
        }
        named = [one.identifier.lower() for one in self._wishes.values() if one.identifier]
        if len(set(named)) < len(named):
            raise UsageError("one sensor cannot sit on both sides", "Name another one for one side")
        self._radio = radio or Radio()
        self._drivers = drivers
        self._patience = patience or Patience()
        self._time = SessionTime(clock)
        self._links: list[Link] = []
        self._align = align and len(sensors) > 1
        self._around: Surroundings | None = None

    @property
    def name(self) -> str:
        """What a person calls it: what the sensors are asked for by."""
        labels = dict.fromkeys(wanted.label for wanted in self._wishes.values() if wanted.label)
        return " and ".join(labels) or "Bluetooth"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that it gives samples of."""
        return tuple(self._wishes)

    @property
    def span_s(self) -> None:
        """None: nobody knows when it ends."""
        return None

    def now_s(self) -> float | None:
        """Session time now, s; None before it has begun."""
        return self._time.now_s

    def reports(self) -> tuple[LinkReport, ...]:
        """How each link is right now; none before it has begun. For the loop's thread."""
        return tuple(link.report() for link in self._links)

    def met(self) -> tuple[Met, ...]:
        """The sensors that were connected and sent samples."""
        return tuple(one.met for one in self._links if one.met is not None and one.has_streamed)

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Begin to connect, and give what comes.

        Raises
        ------
        LinkError : nothing could ever be connected.
        """
        self._time.begin()
        outlet = Outlet(self._now_s)
        self._links = self._new_links(outlet)
        for side in self.sides:
            outlet.switch(side, on=False)
        agreed = asyncio.ensure_future(self._agree())
        links = [asyncio.ensure_future(_after(agreed, link)) for link in self._links]
        tasks = [agreed, *links, asyncio.ensure_future(self._talk())]
        tasks += [asyncio.ensure_future(self._give_up(outlet, agreed, links))]
        for task in tasks:
            task.add_done_callback(outlet.look_at)
        try:
            while True:
                yield await outlet.take()
        finally:
            outlet.close()
            await self._end(tasks)

    def _new_links(self, outlet: Outlet) -> list[Link]:
        finder = Finder(self._radio, self._drivers, self._patience, self._wishes)
        around = self._around = Surroundings(
            self._radio, self._drivers, self._patience, finder, outlet, self._now_s
        )
        return [Link(side, wanted, around) for side, wanted in self._wishes.items()]

    async def _agree(self) -> None:
        """Let the sensors agree on one clock before anything else, if that was asked for."""
        if self._align and self._around is not None:
            await Aligner(self._around, self._links).run()

    def _now_s(self) -> float:
        now_s = self._time.now_s
        assert now_s is not None, "nothing happens before the beginning"
        return now_s

    async def _talk(self) -> None:
        """Tell now and then how the links are, news or not."""
        while True:
            await asyncio.sleep(_LOOK_S)
            for link in self._links:
                link.tell_again()

    async def _give_up(
        self, outlet: Outlet, agreed: asyncio.Task[None], links: Sequence[asyncio.Task[None]]
    ) -> None:
        """End the session if nothing could ever be connected."""
        await asyncio.wait({agreed})
        await asyncio.wait(links, timeout=self._patience.give_up_s)
        if any(link.has_streamed for link in self._links):
            return
        errors = [link.last_error for link in self._links if link.last_error is not None]
        outlet.fail(errors[0] if errors else LinkError(Fault.NOT_FOUND))

    async def _end(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """Let everybody say goodbye, all at once, and wait for no one who does not."""
        for task in tasks:
            task.cancel()
        patience = self._patience
        await asyncio.wait(tasks, timeout=patience.stop_s + patience.leave_s + _MARGIN_S)
        for task in tasks:
            task.add_done_callback(forget)


async def _after(agreed: asyncio.Task[None], link: Link) -> None:
    """Run a link once the sensors have agreed, or not."""
    await asyncio.wait({agreed})
    await link.run()
