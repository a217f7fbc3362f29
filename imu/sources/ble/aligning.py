"""Before the links begin: two sensors of one family agree on one clock, where their hardware can.

What has to be said to the sensors is the driver's (`imu.drivers.alignment`); this finds them, keeps
the order, leaves them alone for as long as they need it, and comes back. Whatever goes wrong is
told in one sentence, and the links begin as if nobody had asked.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from imu.drivers.alignment import Aligning, Pact, Terms, terms_of
from imu.drivers.door import Dialogue, Driver
from imu.drivers.samples import Samples
from imu.sources.ble.around import Alliance, Surroundings, driver_of
from imu.sources.ble.failures import Fault, LinkError, explain
from imu.sources.ble.found import Found
from imu.sources.ble.link import Link
from imu.sources.ble.patience import within
from imu.sources.ble.visit import Visit
from imu.sources.sharedline import SharedLine

T = TypeVar("T")

_AGREEING = "The sensors agree on one clock, which takes about {:g} s"

_TRIES = 3
"""Times that it is connected anew, and found anew where that fails."""


class Aligner:
    """Leads the sensors of several links to one clock, once.

    Parameters
    ----------
    around : what the links share.
    links : not running yet; they are told how it went.
    """

    def __init__(self, around: Surroundings, links: Sequence[Link]) -> None:
        self._around = around
        self._links = links
        self._visits: list[Visit] = []

    async def run(self) -> None:
        """Try it; afterwards the links may run, whether or not it has worked."""
        try:
            pact = await self._agree()
        except Exception as error:  # noqa: BLE001 - whatever it is, a person is told
            reason = explain(error)
            self._links[0].remark(LinkError(Fault.NOT_ALIGNED, detail=reason.problem))
            return
        alliance = Alliance(pact, SharedLine())
        for link in self._links:
            link.ally(alliance)

    async def _agree(self) -> Pact:
        """From nothing to sensors that stamp alike, and are left alone again.

        Raises
        ------
        LinkError, DriverError, and whatever the system thinks of : it has not worked.
        """
        patience = self._around.patience
        async with asyncio.timeout(patience.align_s):
            found = await self._find()
            driver, terms = self._common(found)
        for link in self._links:
            link.prepare(_AGREEING.format(terms.takes_s))
        try:
            async with asyncio.timeout(patience.align_s + terms.away_s / patience.pace):
                return await self._lead(found, driver, terms)
        except BaseException:
            await self._part()
            raise
        finally:
            await self._leave()

    async def _lead(self, found: Sequence[Found], driver: Driver, terms: Terms) -> Pact:
        await self._connect(found, driver)
        await self._each(lambda one: one.prepare())
        root = self._visits[0].aligning.identity
        pact = Pact(root, secrets.randbits(64), time.time_ns())
        self._keep_to(pact)
        await self._each(lambda one: one.agree())
        if terms.away_s:
            await self._leave()
            await asyncio.sleep(terms.away_s / self._around.patience.pace)
            await self._come_back(found, driver)
            self._keep_to(pact)
        await self._each(lambda one: one.confirm())
        return pact

    async def _find(self) -> list[Found]:
        """All sensors; whoever is not there yet is waited for."""

        async def find(link: Link) -> Found:
            while True:
                try:
                    return await self._around.finder.find(link.side)
                except LinkError as error:
                    if error.fault is not Fault.NOT_FOUND:
                        raise

        return await _together([find(link) for link in self._links])

    def _common(self, found: Sequence[Found]) -> tuple[Driver, Terms]:
        """The family of all of them, and what it takes there.

        Raises
        ------
        LinkError : they are of several families, or of one that cannot.
        """
        drivers = [
            driver_of(link.wanted, one, self._around.drivers)
            for link, one in zip(self._links, found, strict=True)
        ]
        if len({driver.family for driver in drivers}) > 1:
            titles = " and ".join(driver.title for driver in drivers)
            raise LinkError(Fault.NOT_ALIGNED, f"{titles} have no clock in common")
        terms = terms_of(drivers[0])
        if terms is None:
            problem = f"sensors of the family {drivers[0].title} cannot"
            raise LinkError(Fault.NOT_ALIGNED, problem)
        return drivers[0], terms

    async def _connect(self, found: Sequence[Found], driver: Driver) -> None:
        """New connections to all of them, one after the other."""
        around = self._around
        for link, one in zip(self._links, found, strict=True):
            rate_hz = link.wanted.rate_hz
            visit = Visit(
                one, driver, rate_hz, around.radio, around.patience, around.now_s, _nobody
            )
            self._visits.append(visit)
            await visit.connect(afresh=False)

    async def _come_back(self, found: Sequence[Found], driver: Driver) -> None:
        """Connect anew; where that fails, the computer may have forgotten them meanwhile."""
        for failures in range(1, _TRIES + 1):
            try:
                await self._connect(found, driver)
            except Exception:
                await self._leave()
                if failures == _TRIES:
                    raise
                await asyncio.sleep(self._around.patience.before_attempt(failures))
                found = await self._find()
            else:
                return

    def _keep_to(self, pact: Pact) -> None:
        for visit in self._visits:
            visit.keep_to(pact)

    async def _each(self, dialogue: Callable[[Aligning], Dialogue]) -> None:
        """The same with all of them, one after the other."""
        for visit in self._visits:
            await visit.converse(dialogue(visit.aligning))

    async def _part(self) -> None:
        """It has not worked: nobody shall go by another's clock."""
        stop_s = self._around.patience.stop_s
        for visit in self._visits:
            with suppress(Exception):  # the link's set-up will try again
                await within(stop_s, visit.converse(visit.aligning.part()))

    async def _leave(self) -> None:
        """Disconnect, and tell them nothing: what was agreed goes on."""
        visits, self._visits = self._visits, []
        for visit in visits:
            await visit.leave(in_peace=True)


def _nobody(_: float, __: Samples) -> None:
    """Samples are of no use yet."""


async def _together(works: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
    """Do all at once; if one fails, the others are not waited for.

    Raises
    ------
    Exception : the first.
    """
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
