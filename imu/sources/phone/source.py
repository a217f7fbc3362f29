"""Phones as sources of a live session: the one that pushes, and the one that is asked."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable

from imu.errors import UsageError
from imu.samples import Block, Side
from imu.sources.news import LinkReport
from imu.sources.phone import phyphox, sensorlogger
from imu.sources.phone.client import Address, ask
from imu.sources.phone.feed import PhoneFeed, PhoneStatus
from imu.sources.phone.herald import Herald
from imu.sources.phone.limits import Limits
from imu.sources.phone.readings import Message, PhoneError
from imu.sources.phone.server import LOOPBACK, PORT, PushServer
from imu.sources.sessiontime import SessionTime

Item = tuple[float, Block | LinkReport]
"""As in `imu.live.source`: session time, s, and the samples that end then, or news."""

_WAITING = 2000
"""Blocks that may wait to be taken; only a session that hangs lets more come together."""

_LOOK_S = 0.25
"""s between two looks at how the phones are doing, while no samples come."""

_TAKEN_OVER_S = 5.0
"""s of silence after which another phone may take a phone's place."""

_POLL_S = 0.1
"""s between two questions; the app's own page asks as often."""

_BACK_OFF_S = (1.0, 2.0, 4.0, 8.0)
"""s between attempts to reach a phone that has fallen silent."""


class SensorLoggerSource:
    """Phones that run Sensor Logger and push to this computer, one on each side at most.

    Parameters
    ----------
    sides : the thighs that phones sit on.
    host, port : where to listen; by default only this computer can reach it.
    tokens : by side, what the phone has to know; None for new ones.
    turned : iPhones with "Standardise Units & Frames" switched off.
    limits : as for `PushServer`.
    clock : gives the time on the wall, s.

    Raises
    ------
    UsageError : no or equal sides, no address to listen at, a token that can be guessed.
    """

    def __init__(
        self,
        sides: tuple[Side, ...] = ("unknown",),
        *,
        host: str = LOOPBACK,
        port: int = PORT,
        tokens: dict[Side, str] | None = None,
        turned: bool = False,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not sides or len(set(sides)) < len(sides):
            raise UsageError("every phone needs a side of its own", "Name each side once.")
        self._sides = sides
        self._tokens = tokens or {side: secrets.token_urlsafe(12) for side in sides}
        self._feeds: dict[Side, PhoneFeed] = {
            side: PhoneFeed(side, turned=turned) for side in sides
        }
        self._herald = Herald(self.name, self._feeds)
        self._phones: dict[Side, tuple[str, float]] = {}
        self._live = SessionTime(clock)
        self._queue: asyncio.Queue[Item] = asyncio.Queue(_WAITING)
        by_token: dict[str, Side] = {token: side for side, token in self._tokens.items()}
        self.server = PushServer(self._take, by_token, host=host, port=port, limits=limits)

    @property
    def name(self) -> str:
        """What a person calls it."""
        return "Sensor Logger"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that it gives samples of."""
        return self._sides

    @property
    def span_s(self) -> None:
        """None: nobody knows when it ends."""
        return None

    def now_s(self) -> float | None:
        """Session time now, s; None before it has begun."""
        return self._live.now_s

    def url(self, side: Side, address: str) -> str:
        """What to enter in the app, for a computer that phones reach at `address`."""
        host = f"[{address}]" if ":" in address else address
        return f"http://{host}:{self.server.port}/{self._tokens[side]}"

    def token(self, side: Side) -> str:
        """What that side's phone has to know."""
        return self._tokens[side]

    def status(self, side: Side) -> PhoneStatus:
        """How that side's phone is doing."""
        return self._feeds[side].status

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Begin to listen, and give what comes."""
        self._live.begin()
        await self.server.start()
        try:
            while True:
                item = await self._next()
                if item is not None:
                    yield item
                for report in self._herald.due(self._live.now_s or 0.0):
                    yield report.time_s, report
        finally:
            await self.server.close()

    async def _next(self) -> Item | None:
        """What came next, or None if nothing came for a moment."""
        try:
            async with asyncio.timeout(_LOOK_S):
                return await self._queue.get()
        except TimeoutError:
            return None

    def _take(self, side: Side, body: bytes) -> None:
        """Take a message; what is wrong with it is counted, and told to the phone."""
        now_s, feed = self._live.now_s, self._feeds[side]
        assert now_s is not None, "nobody is heard before the beginning"
        try:
            message = sensorlogger.decode(body)
            self._check_phone(side, message, now_s)
        except PhoneError as error:
            feed.refuse(str(error))
            raise
        for block in feed.take(now_s, message):
            try:
                self._queue.put_nowait((float(block.time_s[-1]), block))
            except asyncio.QueueFull as error:
                raise PhoneError("Kickstand cannot keep up", "Start the session anew.") from error

    def _check_phone(self, side: Side, message: Message, now_s: float) -> None:
        """One phone a side: two of them would be mixed up."""
        phone, heard_s = self._phones.get(side, (message.phone, now_s))
        if phone != message.phone and now_s - heard_s < _TAKEN_OVER_S:
            raise PhoneError("another phone sends here already", "Use the other leg's address.")
        self._phones[side] = (message.phone, now_s)


class PhyphoxSource:
    """A phone that runs phyphox with remote access, asked ten times a second.

    Parameters
    ----------
    address : what phyphox shows, such as ``192.168.1.5:8080``.
    side : the thigh that the phone sits on.
    poll_s : time between two questions, s.
    clock : gives the time on the wall, s.

    Raises
    ------
    UsageError : that is no address.
    """

    def __init__(
        self,
        address: str,
        side: Side = "unknown",
        *,
        poll_s: float = _POLL_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = Address.parse(address)
        self._side: Side = side
        self._poll_s = poll_s
        self._feed = PhoneFeed(side)
        self._herald = Herald(self.name, {side: self._feed})
        self._live = SessionTime(clock)

    @property
    def name(self) -> str:
        """What a person calls it."""
        return "phyphox"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that it gives samples of."""
        return (self._side,)

    @property
    def span_s(self) -> None:
        """None: nobody knows when it ends."""
        return None

    def now_s(self) -> float | None:
        """Session time now, s; None before it has begun."""
        return self._live.now_s

    def status(self) -> PhoneStatus:
        """How the phone is doing."""
        return self._feed.status

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Begin to measure, and give what comes; a phone that falls silent is asked again.

        Raises
        ------
        PhoneError : there is no phyphox, or its experiment lacks a sensor.
        """
        self._live.begin()
        poll = await self._opened()
        failures = 0
        while True:
            try:
                if poll.is_over:
                    poll = await self._opened()
                message = poll.take(await ask(self._address, poll.path))
            except PhoneError as error:
                self._feed.refuse(str(error))
                for report in self._herald.due(self._live.now_s or 0.0):
                    yield report.time_s, report
                await asyncio.sleep(_BACK_OFF_S[min(failures, len(_BACK_OFF_S) - 1)])
                failures += 1
                continue
            failures = 0
            for block in self._taken(message):
                yield float(block.time_s[-1]), block
            for report in self._herald.due(self._live.now_s or 0.0):
                yield report.time_s, report
            await asyncio.sleep(self._poll_s)

    async def _opened(self) -> phyphox.Poll:
        """Look what the phone measures, and let it begin."""
        layout = phyphox.layout_of(await ask(self._address, phyphox.CONFIG))
        await ask(self._address, phyphox.START)
        return phyphox.Poll(layout)

    def _taken(self, message: Message | None) -> list[Block]:
        now_s = self._live.now_s
        if message is None or now_s is None:
            return []
        return self._feed.take(now_s, message)
