"""Finds the sensors that a session wants: one scan for all that are missing, nobody shares one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from imu.drivers.door import Driver
from imu.samples import Side
from imu.sources.ble.failures import Fault, LinkError
from imu.sources.ble.found import Found, Sightings, Wanted, assign
from imu.sources.ble.patience import Patience
from imu.sources.ble.radio import Radio
from imu.sources.ble.scan import scanning

_THE_ONE, _SURE = 4, 3
"""The rank from which on there is no need to wait for a better one: identifier or whole name."""


class Finder:
    """What every link asks for its sensor.

    Parameters
    ----------
    radio, drivers, patience : as for `imu.sources.ble.BleSource`.
    wishes : by side, what is wanted there.
    """

    def __init__(
        self,
        radio: Radio,
        drivers: Sequence[Driver],
        patience: Patience,
        wishes: Mapping[Side, Wanted],
    ) -> None:
        self._radio = radio
        self._drivers = drivers
        self._patience = patience
        self._wishes = dict(wishes)
        self._missing: set[Side] = set()
        self._given: dict[Side, Found] = {}
        self._refused: dict[Side, set[str]] = {side: set() for side in wishes}
        self._searches = asyncio.Lock()

    def settle(self, side: Side, found: Found) -> None:
        """From now on that side wants this one and no other."""
        wanted = self._wishes[side]
        family = wanted.family or found.family
        # Not by name any more: sensors of one maker may all be called the same.
        self._wishes[side] = replace(wanted, identifier=found.identifier, name="", family=family)
        self._given[side] = found

    def refuse(self, side: Side, identifier: str) -> None:
        """That one is not the one that this side wants, whatever it is called."""
        self._refused[side].add(identifier)
        self._given.pop(side, None)

    async def find(self, side: Side) -> Found:
        """Look for the sensor of a side, and on the way for those of the others that are missing.

        Raises
        ------
        LinkError : it cannot be scanned, or nothing that fits was heard of.
        """
        self._given.pop(side, None)
        self._missing.add(side)
        try:
            async with self._searches:
                if side not in self._given:
                    await self._search(side)
        finally:
            self._missing.discard(side)
        if side not in self._given:
            raise LinkError(Fault.NOT_FOUND)
        return self._given[side]

    async def _search(self, side: Side) -> None:
        sightings = Sightings(self._drivers)
        loop = asyncio.get_running_loop()
        async with scanning(self._radio, sightings) as heard:
            begun_s = loop.time()
            end_s = begun_s + self._patience.search_s
            while (left_s := end_s - loop.time()) > 0.0:
                self._give(sightings)
                if self._is_enough(side, loop.time() - begun_s):
                    return
                await _either(heard, min(left_s, self._patience.settle_s / 4))
            self._give(sightings)

    def _give(self, sightings: Sightings) -> None:
        """Share out what was found among those that are missing; better fits replace others."""
        taken = {one.identifier for side, one in self._given.items() if side not in self._missing}
        wishes: dict[Side, Wanted] = {side: self._wishes[side] for side in self._missing}
        avoided: dict[Side, set[str]] = {
            side: taken | self._refused[side] for side in self._missing
        }
        self._given.update(assign(wishes, sightings.all(unknown=True), avoided))

    def _is_enough(self, side: Side, since_s: float) -> bool:
        """Whether to stop: this side's is there for sure, and the others' are, or had a chance."""
        if side not in self._given:
            return False
        is_sure = all(
            other in self._given and _is_sure(self._wishes[other], self._given[other])
            for other in self._missing
        )
        return is_sure or since_s >= self._patience.settle_s


def _is_sure(wanted: Wanted, found: Found) -> bool:
    """Whether nothing better can come: the very one, or, where that is not known, its name."""
    return wanted.rank(found) >= (_THE_ONE if wanted.identifier else _SURE)


async def _either(heard: asyncio.Event, seconds: float) -> None:
    """Wait for an advertisement, or some time."""
    heard.clear()
    try:
        async with asyncio.timeout(seconds):
            await heard.wait()
    except TimeoutError:
        pass
