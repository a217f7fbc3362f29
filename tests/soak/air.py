# pyright: reportPrivateUsage=false
"""Two sensors whose links drop: a source for hours, as fast as whoever watches can follow.

Everything but the radio is real: the sensors' own bytes, the driver, the clock, and the outlet that
puts both links in order. The radio is pretended, for virtual Bluetooth is at most eight times as
fast as life.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from imu.drivers.door import Connection, Driver, Peripheral
from imu.drivers.registry import find_drivers, named
from imu.drivers.samples import Samples, join
from imu.samples import Side
from imu.sources.ble.outlet import Item, Outlet
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from imu.sources.news import LinkReport, LinkState
from tests.drivers.conversation import Conversation
from tests.soak.person import RATE_HZ, SIDES, Person

TICK_S = 0.1
"""s of samples that come together."""

_NEWS_S = 1.0
_LATENCY_S = 0.02


@dataclass(frozen=True)
class Drop:
    """A link that is down from `start_s` for `length_s`, session time, s."""

    side: Side
    start_s: float
    length_s: float

    @property
    def end_s(self) -> float:
        """When it is up again, s."""
        return self.start_s + self.length_s


def drops_until(end_s: float, every_s: float, length_s: float = 3.0) -> tuple[Drop, ...]:
    """A drop every so often, left and right in turn, at no particular moment of the round."""
    found: list[Drop] = []
    start_s = every_s
    while start_s + length_s < end_s:
        found.append(Drop(SIDES[len(found) % 2], start_s, length_s))
        start_s += every_s
    return tuple(found)


@dataclass
class Link:
    """One sensor and what listens to it.

    Attributes
    ----------
    sent : samples that the sensor sent while the link was up.
    decoded : that came out of the driver. `handed_on` : that came out of the clock.
    """

    side: Side
    driver: Driver
    clock: SensorClock = field(init=False)
    peripheral: Peripheral = field(init=False)
    connection: Connection | None = None
    sent: int = 0
    decoded: int = 0
    handed_on: int = 0

    def __post_init__(self) -> None:
        peripheral = self.driver.peripheral()
        assert peripheral is not None
        self.peripheral = peripheral
        self.clock = SensorClock(self.side, Rhythm.of(self.driver.facts.timing, RATE_HZ))

    def connect(self) -> None:
        """Set the sensor up, on a new link."""
        talk = Conversation(self.driver.connect(RATE_HZ), self.peripheral)
        talk.run(talk.connection.setup())
        self.connection = talk.connection

    def drop(self) -> None:
        """The link is gone."""
        self.peripheral.unlinked()
        self.connection = None
        self.clock.reconnected()

    def hear(self, samples: Samples) -> Samples:
        """What arrives of what the sensor feels."""
        assert self.connection is not None
        self.sent += len(samples)
        samples = self._wrapped(samples)
        sent = [*self.peripheral.encode(samples), *self.peripheral.flush()]
        heard = join([self.connection.decode(one.role, one.data) for one in sent])
        self.decoded += len(heard)
        return heard

    def _wrapped(self, samples: Samples) -> Samples:
        """A sensor counts on while its link is down, and anew after so many bits."""
        timing = self.driver.facts.timing
        assert samples.sensor_time_s is not None
        assert samples.seq is not None
        assert timing.wrap_s is not None
        assert timing.seq_wrap is not None
        stamps = samples.sensor_time_s % timing.wrap_s, samples.seq % timing.seq_wrap
        return Samples(samples.acc_m_s2, samples.gyr_rad_s, *stamps)


class Air:
    """Two sensors. Implements `imu.live.Source`.

    Parameters
    ----------
    person : who wears them.
    length_s : of the session, s.
    drops : of the links, in order of time.
    may_go_on : asked with the session time, s, before each step; while it says no, time stands
        still. None to go as fast as it gets.
    in_life : whether time passes as on the wall.

    Attributes
    ----------
    links : by side. `dropped` : samples that the outlet has left out, once all is over.
    """

    name = "soak"
    sides: tuple[Side, ...] = SIDES
    span_s = None

    def __init__(
        self,
        person: Person,
        length_s: float,
        drops: tuple[Drop, ...] = (),
        may_go_on: Callable[[float], bool] | None = None,
        *,
        in_life: bool = False,
    ) -> None:
        driver = named(find_drivers().drivers, "kickstand")
        self.links: dict[Side, Link] = {side: Link(side, driver) for side in SIDES}
        self.drops = drops
        self.dropped = 0
        self.person = person
        self.length_s = length_s
        self._steps = round(length_s / TICK_S)
        self._may_go_on = may_go_on
        self._in_life = in_life
        self._now_s = 0.0

    def now_s(self) -> float | None:
        """Session time, s."""
        return self._now_s

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Begin."""
        outlet = Outlet(lambda: self._now_s)
        begun_s = time.monotonic()
        try:
            for step in range(self._steps):
                self._now_s = round(step * TICK_S, 6)
                await self._wait(begun_s)
                for link in self.links.values():
                    self._step(link, outlet, step)
                for item in _ready(outlet):
                    yield item
            for link in self.links.values():
                self._flush(link, outlet)
            for item in _ready(outlet):
                yield item
        finally:
            self.dropped = outlet.dropped
            outlet.close()

    async def _wait(self, begun_s: float) -> None:
        if self._in_life:
            await asyncio.sleep(max(0.0, begun_s + self._now_s - time.monotonic()))
        while self._may_go_on is not None and not self._may_go_on(self._now_s):  # noqa: ASYNC110 - of another thread
            await asyncio.sleep(0.001)

    def _step(self, link: Link, outlet: Outlet, step: int) -> None:
        """A tenth of a second of one sensor."""
        is_down = any(
            drop.side == link.side and drop.start_s <= self._now_s < drop.end_s
            for drop in self.drops
        )
        if is_down and link.connection is not None:
            self._flush(link, outlet)
            link.drop()
            outlet.switch(link.side, on=False)
        elif not is_down and link.connection is None:
            link.connect()
            outlet.switch(link.side, on=True)
        if step % round(_NEWS_S / TICK_S) == 0:
            outlet.tell(self._report(link))
        n = round(RATE_HZ * TICK_S)
        felt = self.person.feels(link.side, step * n, n)
        if link.connection is not None:
            heard = link.hear(felt)
            self._push(link, outlet, heard)

    def _push(self, link: Link, outlet: Outlet, heard: Samples) -> None:
        block = link.clock.push(self._now_s + TICK_S + _LATENCY_S, heard)
        link.handed_on += len(block)
        outlet.samples(link.side, block)

    @staticmethod
    def _flush(link: Link, outlet: Outlet) -> None:
        """What still waits in the clock: nothing will come after it."""
        block = link.clock.flush()
        link.handed_on += len(block)
        outlet.samples(link.side, block)

    def _report(self, link: Link) -> LinkReport:
        is_up = link.connection is not None
        state = LinkState.STREAMING if is_up else LinkState.WAITING
        charge = link.connection.battery_percent if link.connection is not None else None
        return LinkReport(
            time_s=self._now_s,
            side=link.side,
            state=state,
            sentence="Samples are coming" if is_up else "The link is down",
            battery_percent=charge,
            quality=link.clock.quality,
        )


def _ready(outlet: Outlet) -> list[Item]:
    """What can be taken without waiting."""
    outlet.flush()
    found: list[Item] = []
    while not outlet._queue.empty():
        item = outlet._queue.get_nowait()
        assert not isinstance(item, BaseException)
        found.append(item)
    return found
