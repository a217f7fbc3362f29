"""One connection to one sensor, from connecting to disconnecting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from imu.drivers.alignment import Aligning, Pact
from imu.drivers.door import BATTERY_LEVEL, Connection, Dialogue, Driver, Leaving
from imu.drivers.samples import Samples
from imu.errors import DriverError
from imu.sources.ble.about import About, read_about
from imu.sources.ble.exchange import Exchange, characteristics, roles_of
from imu.sources.ble.failures import Fault, LinkError
from imu.sources.ble.found import Found
from imu.sources.ble.patience import Patience, give_up, within
from imu.sources.ble.radio import Radio, turn

if TYPE_CHECKING:
    from bleak import BleakClient
    from bleak.backends.characteristic import BleakGATTCharacteristic

_CHARGE = "\0charge"
"""The role of the standard characteristic of the battery, where the driver has no use for it."""


class Visit:
    """A connection that will be made, used and ended once. A new one is made for each.

    Parameters
    ----------
    found : the sensor.
    driver : what speaks its language.
    rate_hz : the rate to ask for, Hz; None for the usual one.
    radio, patience : as for `imu.sources.ble.BleSource`.
    now_s : gives session time, s.
    took : called with arrival, s, and samples, once the sensor is set up.

    Raises
    ------
    DriverError : the family does not have that rate.
    """

    def __init__(
        self,
        found: Found,
        driver: Driver,
        rate_hz: float | None,
        radio: Radio,
        patience: Patience,
        now_s: Callable[[], float],
        took: Callable[[float, Samples], None],
    ) -> None:
        self.found = found
        self.about = About()
        self.is_dropped = False
        self.failure: Exception | None = None
        self.is_last = False
        """Whether nobody will connect again in this session: a pact ends with it."""
        self._driver = driver
        self._connection: Connection = driver.connect(rate_hz)
        self._radio = radio
        self._patience = patience
        self._now_s = now_s
        self._took = took
        self._client: BleakClient | None = None
        self._exchange: Exchange | None = None
        self._gone = asyncio.Event()
        self._early: list[tuple[float, Samples]] = []
        self._is_set_up = False
        self._charge: float | None = None

    @property
    def rate_hz(self) -> float:
        """The nominal rate that the sensor is set to, Hz."""
        return self._connection.rate_hz

    @property
    def battery_percent(self) -> float | None:
        """Its charge, 0 to 100, or None."""
        told = self._connection.battery_percent
        return self._charge if told is None else told

    @property
    def farewell(self) -> DriverError | None:
        """Why the sensor said that it leaves, or None."""
        connection = self._connection
        return connection.farewell if isinstance(connection, Leaving) else None

    @property
    def aligning(self) -> Aligning:
        """The connection of a family that can be aligned; asked for of no other."""
        assert isinstance(self._connection, Aligning)
        return self._connection

    @property
    def is_aligned(self) -> bool:
        """Whether the sensor says that it goes by the clock of its pact."""
        return isinstance(self._connection, Aligning) and self._connection.is_aligned

    def keep_to(self, pact: Pact) -> None:
        """From now on the sensor keeps to a pact, if its family can."""
        if isinstance(self._connection, Aligning):
            self._connection.pact = pact

    async def connect(self, *, afresh: bool) -> None:
        """Connect, when it is this sensor's turn. `afresh` as in `Radio.client`.

        Raises
        ------
        BleakError, OSError, TimeoutError and whatever else the system thinks of.
        """
        limit_s = self._patience.connect_s
        async with turn():
            self._client = self._radio.client(
                self.found.device, self._dropped, limit_s, afresh=afresh
            )
            async with asyncio.timeout(limit_s):
                await self._client.connect()

    async def set_up(self, *, introduce: bool) -> None:
        """Find the driver's channels, and let it do what it has to until samples come.

        Parameters
        ----------
        introduce : ask the sensor who it is, too.

        Raises
        ------
        DriverError : it is not what it was taken for, or refuses.
        LinkError : the connection broke off.
        BleakError, OSError, TimeoutError and whatever else the system thinks of.
        """
        async with asyncio.timeout(self._patience.setup_s):
            await self._while_connected(self._set_up(introduce=introduce))

    async def converse(self, dialogue: Dialogue) -> None:
        """Run a dialogue before the sensor is set up, or in place of it. Raises as `set_up`."""
        async with asyncio.timeout(self._patience.setup_s):
            await self._while_connected(self._converse(dialogue))

    async def _converse(self, dialogue: Dialogue) -> None:
        await self._meet()[0].run(dialogue)

    def _meet(self) -> tuple[Exchange, dict[str, BleakGATTCharacteristic]]:
        """Find the driver's channels, the first time."""
        assert self._client is not None
        roles = roles_of(self._driver, self._client)
        used = {one.uuid.lower() for one in roles.values()}
        for one in characteristics(self._client):
            if one.uuid.lower() == BATTERY_LEVEL and BATTERY_LEVEL not in used:
                roles[_CHARGE] = one
        if self._exchange is None:
            step_s = self._patience.step_s
            self._exchange = Exchange(self._client, roles, self._heard, self._radio, step_s)
        return self._exchange, roles

    async def _set_up(self, *, introduce: bool) -> None:
        assert self._client is not None
        exchange, roles = self._meet()
        if introduce:
            self.about = await read_about(self._client, self._patience.step_s)
        await exchange.run(self._connection.setup())
        if _CHARGE in roles and "notify" in roles[_CHARGE].properties:
            with suppress(Exception):  # a charge that is not told is no reason to give up
                await exchange.listen(_CHARGE)

    def begin(self) -> None:
        """From now on hand samples on; those that came during set-up go first.

        Where samples carry no number they are forgotten: they came at another rate.
        """
        self._is_set_up = True
        early, self._early = self._early, []
        if self._driver.facts.timing.kind != "none":
            for arrival_s, samples in early:
                self._took(arrival_s, samples)

    async def ask_battery(self) -> None:
        """Ask for the charge, as the driver does it, else as the standard has it.

        Raises
        ------
        BleakError, OSError, TimeoutError and whatever else the system thinks of.
        """
        assert self._exchange is not None
        await self._exchange.run(self._connection.ask_battery())
        if self._connection.battery_percent is None:
            self._note_charge(await self._exchange.read(_CHARGE))

    async def dropped_within(self, seconds: float) -> bool:
        """Wait for the connection to break off; whether it did within some seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._gone.wait()
        except TimeoutError:
            return False
        return True

    async def leave(self, *, in_peace: bool = False) -> None:
        """Tell the sensor to stop, and disconnect. Takes a few seconds at most, never raises.

        Parameters
        ----------
        in_peace : tell it nothing: it goes on with what it was told.
        """
        client, exchange = self._client, self._exchange
        if client is None:
            return
        try:
            if exchange is not None and not self.is_dropped and not in_peace:
                with suppress(Exception):  # it is left in any case
                    await within(self._patience.stop_s, self._say_goodbye(exchange))
        finally:  # even if whoever leaves is told to hurry
            if exchange is not None:
                exchange.close()
            with suppress(Exception):
                await within(self._patience.leave_s, client.disconnect())

    async def _say_goodbye(self, exchange: Exchange) -> None:
        await exchange.run(self._connection.stop())
        connection = self._connection
        if self.is_last and isinstance(connection, Aligning) and connection.pact is not None:
            await exchange.run(connection.part())

    def _dropped(self) -> None:
        self.is_dropped = True
        self._gone.set()

    def _heard(self, role: str, data: bytes) -> None:
        arrival_s = self._now_s()
        if role == _CHARGE:
            self._note_charge(data)
            return
        try:
            samples = self._connection.decode(role, data)
        except Exception as error:  # noqa: BLE001 - a driver that was not made here has a bug
            self.failure = error
            self._gone.set()
            return
        if not len(samples):
            return
        if self._is_set_up:
            self._took(arrival_s, samples)
        else:
            self._early.append((arrival_s, samples))

    def _note_charge(self, data: bytes) -> None:
        if data and data[0] <= 100:
            self._charge = float(data[0])

    async def _while_connected(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that is of no use once the connection has gone.

        Raises
        ------
        LinkError : it has.
        """
        task = asyncio.ensure_future(work)
        gone = asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise LinkError(Fault.DROPPED)
            task.result()
        finally:
            gone.cancel()
            await give_up(task)
