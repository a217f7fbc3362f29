"""Before a session: looking round for sensors, and a link to each that was chosen, to see it move.

Scanning delays live links (hbldh/bleak#1290), so it is looked round only while no sensor is chosen,
or for one round when a person asks. Everything is let go before a session connects anew: who tries
a sensor on needs no side, no recorder and no counter.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import cast

from imu.drivers.alignment import agreeing
from imu.drivers.door import Driver
from imu.errors import ImuError
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
    Passed,
    Phone,
)
from imu.live.source import Source, StreamItem
from imu.live.worker import Worker
from imu.samples import Block, Side
from imu.sources.ble import SCAN_S, BleSource, LinkError, Patience, Radio, Wanted, explain, watch
from imu.sources.ble.failures import FINAL
from imu.sources.news import LinkReport
from imu.sources.phone.server import LOOPBACK, PORT, own_address
from imu.sources.phone.source import PhyphoxSource, SensorLoggerSource

SENSOR_LOGGER = "phone sensor-logger"
"""The key of the first phone that pushes."""

SENSOR_LOGGERS: dict[Side, str] = {"left": SENSOR_LOGGER, "right": f"{SENSOR_LOGGER} 2"}
"""Keys of the phones that push, by the place they take at the one server that listens to both.
The places have the names of sides, and say nothing about legs: a person says that later."""

PHYPHOX = "phone phyphox"
"""The key of the phone that is asked."""

STOP_S = 10.0
"""s. How long `Connecting.stop` waits: twice what goodbyes to sensors may take."""

RETRY_S = 2.0
"""s until it is tried again to look round: somebody switches Bluetooth on meanwhile. Own."""

_FELT_S = 0.08
"""s between two tellings of how a sensor moves: a bar that follows a leg. Own."""

_PASSED_S = 0.25
"""s between two tellings that time passes."""

_WAITING = 4000
"""Findings that may wait: minutes of a window that hangs. Then the oldest go: all is told anew."""


class Connecting:
    """Looks round, and tries chosen sensors on, in a worker's loop. Any thread may call it.

    Parameters
    ----------
    drivers : as `imu.drivers.registry.find_drivers` gives them.
    radio : how to reach sensors; the operating system's by default.
    patience : how long links wait for what.
    phone_host : where phones are listened to; None for the computer's address in its network.
    phone_port : at which port.
    clock : gives the time on the wall, s; monotonic.

    Attributes
    ----------
    agreeing : families of which two sensors can agree on one clock, and how long it takes, s.
    """

    def __init__(
        self,
        drivers: Sequence[Driver],
        *,
        radio: Radio | None = None,
        patience: Patience | None = None,
        phone_host: str | None = None,
        phone_port: int = PORT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._drivers, self._patience = drivers, patience
        self.agreeing = agreeing(drivers)
        self._radio = radio or Radio()
        self._phone_host, self._phone_port = phone_host, phone_port
        self._box: deque[Finding] = deque(maxlen=_WAITING)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._links: dict[str, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None
        self._passing: asyncio.Task[None] | None = None
        self._logger: tuple[SensorLoggerSource, asyncio.Task[None]] | None = None

    def start(self, worker: Worker) -> None:
        """Begin to look round. To be called once."""
        self._loop = worker.loop
        self._loop.call_soon_threadsafe(self._begin)

    def updates(self) -> list[Finding]:
        """What was found since the last call."""
        taken: list[Finding] = []
        with suppress(IndexError):
            while True:
                taken.append(self._box.popleft())
        return taken

    def look(self) -> None:
        """Look round once more, whatever is connected."""
        self._call(self._look_once)

    def connect(self, key: str, wanted: Wanted) -> None:
        """Try a Bluetooth sensor on; `key` names it in what is told."""
        self._call(lambda: self._connect(key, wanted))

    def invite(self, key: str) -> None:
        """Listen to a phone with Sensor Logger; an `Invited` says where it sends to.

        `key` is one of `SENSOR_LOGGERS`.
        """
        self._call(lambda: self._invite(key))

    def ask(self, address: str) -> None:
        """Try a phone with phyphox on, at the address that it shows."""
        self._call(lambda: self._ask(address))

    def release(self, key: str) -> None:
        """Let a sensor go; look round again if it was the last one."""
        self._call(lambda: self._release(key))

    def stop(self, timeout_s: float = STOP_S) -> bool:
        """Let everything go. Returns whether that was done within `timeout_s`."""
        if self._loop is None or not self._loop.is_running():
            return True
        loop, self._loop = self._loop, None
        over = asyncio.run_coroutine_threadsafe(self.leave(), loop)
        try:
            over.result(timeout_s)
        except TimeoutError:
            return False
        return True

    async def leave(self) -> None:
        """Let everything go; for the loop's own thread. Links take some seconds at most."""
        mine = {self._looking, self._passing, *self._links.values(), *self._ending} - {None}
        tasks = cast("set[asyncio.Task[None]]", mine)
        for task in tasks:
            task.cancel()
        self._links.clear()
        await asyncio.gather(*tasks, return_exceptions=True)

    # -- in the loop -------------------------------------------------------------------------------

    def _call(self, action: Callable[[], None]) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(action)

    def _tell(self, finding: Finding) -> None:
        self._box.append(finding)

    def _begin(self) -> None:
        self._passing = asyncio.ensure_future(self._pass())
        self._look_on()

    async def _pass(self) -> None:
        while True:
            self._tell(Passed(self._clock()))
            await asyncio.sleep(_PASSED_S)

    def _look_on(self) -> None:
        """Look round until a sensor is chosen."""
        self._stop_looking()
        self._looking = asyncio.ensure_future(self._look_rounds(once=False))

    def _look_once(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look_rounds(once=bool(self._links)))

    def _stop_looking(self) -> None:
        if self._looking is not None and not self._looking.done():
            self._looking.cancel()
            self._keep_until_over(self._looking)

    def _keep_until_over(self, task: asyncio.Task[None]) -> None:
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _look_rounds(self, *, once: bool) -> None:
        self._tell(Looking(self._clock(), is_on=True))
        try:
            while await self._look_round() and not once:
                pass
        finally:
            self._tell(Looking(self._clock(), is_on=False))

    async def _look_round(self) -> bool:
        """One round. Returns whether another one can be of use."""
        try:
            async with aclosing(watch(self._radio, self._drivers, SCAN_S)) as lists:
                async for found in lists:
                    self._tell(Heard(self._clock(), found))
        except LinkError as error:
            self._tell(CannotLook(self._clock(), error))
            await asyncio.sleep(RETRY_S)
            return error.fault not in FINAL
        return True

    def _connect(self, key: str, wanted: Wanted) -> None:
        source = BleSource(
            {"unknown": wanted},
            self._drivers,
            radio=self._radio,
            patience=self._patience,
            clock=self._clock,
        )
        self._try_on(key, source)

    def _invite(self, key: str) -> None:
        """Have a place for a phone at the server, which is begun for the first of them."""
        place: Side = next(side for side, name in SENSOR_LOGGERS.items() if name == key)
        host = self._phone_host or own_address() or LOOPBACK
        if self._logger is None or self._logger[1] not in self._links.values():
            self._logger = self._listen(host)
        source, self._links[key] = self._logger
        address, port = source.url(place, host), source.server.port
        phone = Phone("sensor-logger", address, host, port, source.token(place))
        self._tell(Invited(self._clock(), key, phone))

    def _listen(self, host: str) -> tuple[SensorLoggerSource, asyncio.Task[None]]:
        """Begin to listen to phones, after whatever listened before has let the port go."""
        self._stop_looking()
        before = self._logger[1] if self._logger is not None else None
        source = SensorLoggerSource(
            tuple(SENSOR_LOGGERS), host=host, port=self._phone_port, clock=self._clock
        )
        return source, asyncio.ensure_future(self._wear(SENSOR_LOGGERS, source, before))

    def _ask(self, address: str) -> None:
        try:
            source = PhyphoxSource(address, clock=self._clock)
        except ImuError as error:
            self._tell(Over(self._clock(), PHYPHOX, error))
            return
        self._tell(Invited(self._clock(), PHYPHOX, Phone("phyphox", address)))
        self._try_on(PHYPHOX, source)

    def _try_on(self, key: str, source: Source) -> None:
        self._stop_looking()
        before = self._links.pop(key, None)
        if before is not None:
            before.cancel()
            self._keep_until_over(before)
        self._links[key] = asyncio.ensure_future(self._wear({"unknown": key}, source, before))

    def _release(self, key: str) -> None:
        task = self._links.pop(key, None)
        if task is None or task in self._links.values():
            return
        task.cancel()
        self._keep_until_over(task)
        if not self._links:
            self._look_on()

    async def _wear(
        self, keys: Mapping[Side, str], source: Source, before: asyncio.Task[None] | None
    ) -> None:
        """A source and its sensors, until they are let go or given up."""
        if before is not None:
            await asyncio.wait({before})
        try:
            async with aclosing(cast("AsyncGenerator[StreamItem]", aiter(source))) as items:
                await self._feel(keys, items)
        except ImuError as error:
            self._give_up(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person is told
            self._give_up(explain(error))

    def _give_up(self, error: ImuError) -> None:
        """Say so of every sensor that hangs on the link that runs now."""
        task = asyncio.current_task()
        for key in [key for key, one in self._links.items() if one is task]:
            self._tell(Over(self._clock(), key, error))

    async def _feel(self, keys: Mapping[Side, str], items: AsyncGenerator[StreamItem]) -> None:
        felt = {side: (Feeler(), 0.0) for side in keys}
        async for _, item in items:
            now_s = self._clock()
            if isinstance(item, LinkReport):
                self._tell(LinkNews(now_s, keys[item.side], item))
            elif isinstance(item, Block):
                feeler, told_s = felt[item.side]
                feeler.push(item)
                if now_s - told_s >= _FELT_S:
                    felt[item.side] = feeler, now_s
                    self._tell(Felt(now_s, keys[item.side], feeler.movement, feeler.tilt_deg))
