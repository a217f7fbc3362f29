"""A virtual sensor: what it feels, what it makes of it, and how it comes and goes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bumble.device import Connection

from imu.drivers.door import Attuned, Driver, Notification, Peripheral
from imu.virtual import advertising
from imu.virtual.build import Quirks
from imu.virtual.clock import Clock
from imu.virtual.gatt import Channel, Services
from imu.virtual.motion import Motion
from imu.virtual.stack import POWER_OFF, REMOTE_USER, TIMEOUT, Node, end
from imu.virtual.taker import Taker
from imu.virtual.traits import find_traits

ADVERTISING_MS = 50.0
"""ms between advertisements. Real sensors take up to a second; a test should not have to."""

_LOOK_S = 0.1
"""s after which a slow sensor looks at its rate again: it may have been set to a quicker one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a virtual sensor is made with; see `imu.virtual.room.VirtualRoom.add`."""

    driver: Driver
    name: str
    clock: Clock
    quirks: Quirks
    supervision_s: float


class VirtualSensor:
    """One sensor in a room. Made by `imu.virtual.room.VirtualRoom.add`.

    It measures from the moment on which it is switched on, whether or not anybody is connected:
    what it takes while nobody listens is lost, as with a real one.

    Attributes
    ----------
    done : set as long as the present motion is over: all of it was taken, if not yet heard.
    sent, unheard : notifications that went out, and that nobody had switched on or was linked for.
    """

    def __init__(self, node: Node, frame: Frame, motion: Motion | None) -> None:
        self.done = asyncio.Event()
        self.sent = self.unheard = 0
        self._node = node
        self._frame = frame
        self._charge: float | None = None
        self._peripheral = self._new_peripheral()
        self._services = Services(node.device, self, _layout(frame))
        self._taker = Taker(frame.quirks.clock_ppm)
        self._taker.boot(frame.clock.now_s())
        self._motion = motion
        if motion is not None:
            self._taker.lie_as(motion)
        self._link: Connection | None = None
        self._outbox: asyncio.Queue[Notification] = asyncio.Queue()
        self._postman: asyncio.Task[None] | None = None
        self._is_awake = self._is_near = True
        self._changed = asyncio.Event()
        node.device.on(node.device.EVENT_CONNECTION, self._linked)
        self._is_closed = False
        self._announcer = asyncio.create_task(self._announce())
        self._tasks = [asyncio.create_task(self._measure())]

    @property
    def driver(self) -> Driver:
        """The driver whose sensor this is."""
        return self._frame.driver

    @property
    def name(self) -> str:
        """What it calls itself over the air."""
        return self._peripheral.advertisement.name

    @property
    def address(self) -> str:
        """Its Bluetooth address."""
        return self._node.device.random_address.to_string(False)

    @property
    def peripheral(self) -> Peripheral:
        """The sensor's side of its protocol; a new one after every start."""
        return self._peripheral

    @property
    def is_linked(self) -> bool:
        """Whether somebody is connected to it."""
        return self._link is not None

    @property
    def unsent(self) -> int:
        """Notifications on their way: ever more, where the radio is slower than the clock."""
        return self._outbox.qsize() + self._node.under_way

    @property
    def waiting(self) -> Motion | None:
        """The motion that it was given and does not feel yet."""
        return self._motion

    @property
    def next_s(self) -> float:
        """The time on the room's clock at which it takes its next sample, s."""
        now_s = self._frame.clock.now_s()
        return max(now_s, self._taker.next_s(self._peripheral.rate_hz))

    def wear(self, motion: Motion, zero_s: float | None = None) -> None:
        """From now on it feels this, whatever it felt before; its clock and counter go on.

        Parameters
        ----------
        zero_s : time on the room's clock, s, at which the motion's time is 0; None for its first
            sample being the next one that the sensor takes.
        """
        self._motion = None
        self._take()
        self._taker.wear(motion, self.next_s - motion.start_s if zero_s is None else zero_s)
        self.done.clear()

    def flush(self) -> None:
        """Send what is held back for a fuller packet."""
        for notification in self._peripheral.flush():
            self._send(notification)

    def set_charge(self, percent: float) -> None:
        """From now on its battery holds this much, 0 to 100."""
        self._charge = percent
        self._peripheral.set_charge(percent)
        self._send(Notification("battery", self._peripheral.read("battery")))

    async def drop(self) -> None:
        """End the link by itself; it can be found again at once."""
        await self._end(REMOTE_USER)

    async def vanish(self) -> None:
        """Go out of reach. Returns when the link is given up: nothing is heard until then."""
        self._is_near = False
        self._node.air.out_of_reach.add(self._node.controller)
        self._changed.set()
        if self._link is not None:
            await asyncio.sleep(self._frame.supervision_s)
            await self._end(TIMEOUT)

    def reappear(self) -> None:
        """Come back into reach; it has measured on."""
        self._is_near = True
        self._node.air.out_of_reach.discard(self._node.controller)
        self._changed.set()

    async def sleep(self) -> None:
        """Say goodbye and stop to measure, as sensors do that are not used."""
        self._is_awake = False
        await self._end(POWER_OFF)
        self._changed.set()

    def wake(self) -> None:
        """Begin anew, as if just switched on."""
        self._is_awake = True
        self._boot()
        self._changed.set()

    async def restart(self) -> None:
        """Lose power for a moment: the link is gone, settings, clock and counter begin anew."""
        await self._end(TIMEOUT)
        self._boot()

    async def close(self) -> None:
        """Leave the room. What went wrong inside comes out here."""
        self._is_closed = True
        self._changed.set()
        # Not cancelled: bumble may lose a cancellation on its way through a command.
        await asyncio.wait((self._announcer,))
        await self._node.switch_off()
        for task in self._tasks:
            task.cancel()
        tasks = (self._announcer, *self._tasks)
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    def read(self, role: str) -> bytes:
        """The value of a characteristic."""
        return self._peripheral.read(role)

    def written(self, role: str, data: bytes) -> None:
        """A characteristic has been written."""
        for answer in self._peripheral.write(role, data):
            self._send(answer)

    def _new_peripheral(self) -> Peripheral:
        peripheral = self._frame.driver.peripheral()
        assert peripheral is not None, "the room has looked"
        if self._frame.name:
            peripheral.advertisement = replace(peripheral.advertisement, name=self._frame.name)
        if self._charge is not None:
            peripheral.set_charge(self._charge)
        return peripheral

    def _boot(self) -> None:
        self._peripheral = self._new_peripheral()
        self._taker.boot(self._frame.clock.now_s())

    async def _end(self, reason: int) -> None:
        if self._link is not None:
            await end(self._link, reason)

    def _linked(self, link: Connection) -> None:
        self._link = link
        if isinstance(self._peripheral, Attuned):
            self._peripheral.linked()
        self._outbox = asyncio.Queue()
        self._postman = asyncio.create_task(self._deliver(link, self._outbox))
        self._tasks.append(self._postman)
        link.on(link.EVENT_DISCONNECTION, self._unlinked)
        self._changed.set()

    def _unlinked(self, _reason: int) -> None:
        self._link = None
        if self._postman is not None:
            self._postman.cancel()
        self._peripheral.unlinked()
        if self._frame.quirks.restarts_with_link:
            self._boot()
        self._changed.set()

    async def _announce(self) -> None:
        """Advertise whenever it is near, awake and free."""
        device = self._node.device
        while not self._is_closed:
            self._changed.clear()
            if self._is_near and self._is_awake and self._link is None:
                data = advertising.to_bytes(self._peripheral.advertisement)
                await device.start_advertising(
                    advertising_data=data,
                    advertising_interval_min=ADVERTISING_MS,
                    advertising_interval_max=ADVERTISING_MS,
                )
            else:
                await device.stop_advertising()
            await self._changed.wait()

    async def _measure(self) -> None:
        clock = self._frame.clock
        while True:
            self._take()
            rate_hz = self._peripheral.rate_hz
            now_s = clock.now_s()
            due_s = max(self._taker.next_s(rate_hz), now_s + 0.5 / rate_hz)
            await clock.sleep_until(min(due_s, now_s + _LOOK_S))

    def _take(self) -> None:
        """Take what samples are due, and send what comes of them."""
        if not self._is_awake:
            return
        now_s = self._frame.clock.now_s()
        if isinstance(self._peripheral, Attuned):
            self._peripheral.tick(now_s, self._taker.clock_s(now_s))
        samples = self._taker.take(now_s, self._peripheral.rate_hz)
        notifications = self._peripheral.encode(samples) if len(samples) else []
        if not self.done.is_set() and self._motion is None and self._taker.end_s <= now_s:
            self.done.set()
            notifications += self._peripheral.flush()
        for notification in notifications:
            self._send(notification)

    def _send(self, notification: Notification) -> None:
        if self._link is None:
            self.unheard += 1
        else:
            self._outbox.put_nowait(notification)

    async def _deliver(self, link: Connection, outbox: asyncio.Queue[Notification]) -> None:
        """Send one after the other: an indication has to be confirmed before the next."""
        while True:
            one = await outbox.get()
            if await self._services.send(link, one.role, one.data):
                self.sent += 1
            else:
                self.unheard += 1


def _layout(frame: Frame) -> dict[str, Channel]:
    """The sensor's characteristics by role."""
    profile, quirks = frame.driver.profile, frame.quirks
    roles = {*profile.needed, *profile.optional} - quirks.missing
    return {
        role: Channel(profile.place(role), traits, role in quirks.deaf)
        for role, traits in find_traits(frame.driver).items()
        if role in roles
    }
