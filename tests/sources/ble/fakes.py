"""A world of sensors and a radio to reach them, behind the library's own classes."""

from __future__ import annotations

import asyncio
import math
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Protocol, Self

import numpy as np
from bleak.args import SizedBuffer
from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakError

from imu.drivers.door import Driver, Notification
from imu.drivers.registry import find_drivers
from imu.drivers.samples import Samples
from imu.samples import Block
from imu.sources.ble import Radio

DRIVERS = find_drivers().drivers
BY_FAMILY = {driver.family: driver for driver in DRIVERS}

SIG = "0000{}-0000-1000-8000-00805f9b34fb"
ALL: list[CharacteristicPropertyName] = ["read", "write", "notify"]


class Host(Protocol):
    """The computer's end of a connection."""

    is_up: bool

    @property
    def dropped(self) -> Callable[[], None] | None:
        """To be called when the connection ends."""
        ...

    def listens(self, role: str) -> bool:
        """Whether notifications of a role are wanted."""
        ...

    def notify(self, role: str, data: bytes) -> None:
        """Take a notification."""
        ...


class FakeSensor:
    """A driver's virtual sensor with a radio: samples sample number `n` at ``n / rate`` s.

    The number is in the samples themselves (`number_of`), so that a test knows which came.
    """

    def __init__(
        self,
        address: str,
        driver: Driver,
        *,
        name: str = "",
        rssi: int = -60,
        motion: Block | None = None,
    ) -> None:
        peripheral = driver.peripheral()
        assert peripheral is not None
        self.address = address
        self.driver = driver
        self.peripheral = peripheral
        self.name = name or peripheral.advertisement.name
        self.rssi = rssi
        self.motion = motion
        self.is_on = True
        self.texts: dict[str, bytes] = {}  # characteristic -> value, for whoever reads it
        self.without: set[str] = set()  # roles that it lacks
        self.sends = True  # whether samples leave it
        self.holds = False  # a radio that stalls: they wait
        self.copies = 1  # how often each notification is heard
        self.delivered: list[int] = []  # numbers of the samples that were heard
        self.orders: list[tuple[str, bytes]] = []
        self.client: Host | None = None
        self._held: list[tuple[list[Notification], list[int]]] = []
        self._waiting: list[int] = []
        self._n, self._rate_hz = 0, 0.0

    @property
    def advertisement(self) -> AdvertisementData:
        seen = self.peripheral.advertisement
        return AdvertisementData(
            local_name=self.name or None,
            manufacturer_data=dict.fromkeys(seen.companies, b""),
            service_data={},
            service_uuids=list(seen.services),
            tx_power=None,
            rssi=self.rssi,
            platform_data=(),
        )

    def live_until(self, time_s: float) -> None:
        """Take the samples up to a time, and send them."""
        rate_hz = self.peripheral.rate_hz
        if rate_hz != self._rate_hz:  # set to another rate: it is the same time all the same
            self._rate_hz, self._n = rate_hz, math.ceil(time_s * rate_hz)
        while self._n / rate_hz <= time_s:
            n, self._n = self._n, self._n + 1
            self._waiting.append(n)
            taken = sample(n, rate_hz, self.motion)
            packets = self.peripheral.encode(taken) if self.sends else []
            is_heard = self.client is not None and self.client.listens("data")
            if packets and is_heard:
                self._held.append((packets, self._waiting))
            if packets or not self.peripheral.streaming:
                self._waiting = []
        if not self.holds:
            self.release()

    def release(self) -> None:
        """Let out what a stall has held up."""
        held, self._held = self._held, []
        for packets, numbers in held:
            self.delivered += numbers
            for packet in packets:
                self.say(packet)

    def say(self, packet: Notification) -> None:
        """Notify, if anyone listens."""
        for _ in range(self.copies):
            if self.client is not None:
                self.client.notify(packet.role, packet.data)

    def drop(self) -> None:
        """Lose the connection, and whatever is on the way."""
        client, self.client = self.client, None
        self._held.clear()
        forget: Callable[[], None] | None = getattr(self.peripheral, "unlinked", None)
        if forget is not None:
            forget()
        elif self.driver.family == "kickstand":
            self.peripheral.write("control", b"\x05")
        if client is not None:
            client.is_up = False
            if client.dropped is not None:
                client.dropped()


def sample(n: int, rate_hz: float, motion: Block | None = None) -> Samples:
    """Sample number `n`: its number in the acceleration along x, in steps of 0.02; all else noise.

    Without noise a Polar would pack four seconds into one packet. With a `motion`, what was
    measured then; after its end, its last sample.
    """
    noise = (n * np.array([31, 37, 41, 43, 47]) % 101 - 50) * 0.01
    acc = np.array([[(n % 400 - 200) * 0.02, noise[0], 9.81 + noise[1]]])
    gyr = noise[None, 2:]
    if motion is not None:
        row = min(n, len(motion) - 1)
        acc, gyr = motion.acc_m_s2[row : row + 1], motion.gyr_rad_s[row : row + 1]
    return Samples(acc, gyr, np.array([n / rate_hz % 4294.967296]), np.array([n % 65536]))


def number_of(acc_x: float) -> int:
    """Which sample it was, modulo 400."""
    return round(acc_x / 0.02 + 200)


class World:
    """Everything that a radio can reach, and everything that goes wrong."""

    def __init__(self, *sensors: FakeSensor) -> None:
        self.sensors = {sensor.address: sensor for sensor in sensors}
        self.errors: dict[str, list[BaseException]] = defaultdict(list)
        self.hangs: set[str] = set()
        self.busy = 0
        self.scans = 0
        self.connects = 0
        self._ticking: asyncio.Task[None] | None = None

    def fail(self, what: str, *errors: BaseException) -> None:
        """Let the next times that something is done end in these errors."""
        self.errors[what] += errors

    async def do(self, what: str) -> None:
        """Something is done: it fails, hangs, or works."""
        await asyncio.sleep(0.005)
        if self.errors[what]:
            raise self.errors[what].pop(0)
        if what in self.hangs:
            await asyncio.Event().wait()

    async def alone(self, what: str) -> None:
        """As `do`, but two at a time are too many, as in BlueZ."""
        if self.busy:
            raise BleakError(f"InProgress: {what} while another one is scanning or connecting")
        self.busy += 1
        try:
            await self.do(what)
        finally:
            self.busy -= 1

    async def __aenter__(self) -> Self:
        self._ticking = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._ticking is not None
        self._ticking.cancel()
        await asyncio.wait({self._ticking})

    async def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        while True:
            await asyncio.sleep(0.01)
            for sensor in self.sensors.values():
                sensor.live_until(loop.time() - begun_s)

    def radio(self) -> Radio:
        """The library's classes for this world."""

        class Client(FakeClient):
            world = self

        class Scanner(FakeScanner):
            world = self

        return Radio(Scanner, Client)


class FakeScanner(BaseBleakScanner):
    """Hears every sensor that is on and not connected, ten times a second."""

    world: World

    def __init__(self, seen: Any, services: Any, mode: str, **_: Any) -> None:
        super().__init__(seen, services)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.world.scans += 1
        await self.world.alone("scan")
        self.world.busy += 1
        self._task = asyncio.create_task(self._hear())

    async def stop(self) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.wait({self._task})
        self.world.busy -= 1
        await self.world.do("stop")

    async def _hear(self) -> None:
        while True:
            await asyncio.sleep(0.1)
            for sensor in self.world.sensors.values():
                if sensor.is_on and sensor.client is None:
                    seen = sensor.advertisement
                    device = self.create_or_update_device(
                        sensor.address, sensor.address, sensor.name, None, seen
                    )
                    self.call_detection_callbacks(device, seen)


class FakeClient(BaseBleakClient):
    """A client of one sensor."""

    world: World

    def __init__(self, device: BLEDevice | str, **options: Any) -> None:
        assert isinstance(device, BLEDevice), "an address makes the library scan again"
        super().__init__(
            device,
            disconnected_callback=options["disconnected_callback"],
            timeout=options["timeout"],
        )
        self.sensor = self.world.sensors[device.address]
        self._dropped: Callable[[], None] | None = options["disconnected_callback"]
        self.is_up = False
        self.callbacks: dict[str, NotifyCallback] = {}
        self._roles: dict[int, str] = {}

    @property
    def dropped(self) -> Callable[[], None] | None:
        return self._dropped

    @property
    def mtu_size(self) -> int:
        return 247

    @property
    def is_connected(self) -> bool:
        return self.is_up

    async def connect(self, pair: bool, **_: Any) -> None:
        self.world.connects += 1
        await self.world.alone("connect")
        if not self.sensor.is_on:
            raise TimeoutError
        self.is_up, self.sensor.client = True, self
        self.services = self._table()

    def _table(self) -> BleakGATTServiceCollection:
        table = BleakGATTServiceCollection()
        profile = self.sensor.driver.profile
        services: dict[str, BleakGATTService] = {}
        for handle, role in enumerate([*profile.needed, *profile.optional], start=2):
            place = profile.place(role)
            if place.service not in services:
                uuid = place.service or SIG.format("fff0")
                services[place.service] = BleakGATTService(None, 1 + 30 * len(services), uuid)
                table.add_service(services[place.service])
            if role not in self.sensor.without:
                self._roles[handle] = role
                table.add_characteristic(
                    BleakGATTCharacteristic(
                        None, handle, place.uuid, ALL, lambda: 200, services[place.service]
                    )
                )
        texts = BleakGATTService(None, 100, SIG.format("180a"))
        table.add_service(texts)
        for handle, uuid in enumerate(self.sensor.texts, start=101):
            table.add_characteristic(
                BleakGATTCharacteristic(None, handle, uuid, ALL, lambda: 200, texts)
            )
        return table

    def listens(self, role: str) -> bool:
        return role in self.callbacks

    def notify(self, role: str, data: bytes) -> None:
        if role in self.callbacks:
            self.callbacks[role](bytearray(data))

    async def disconnect(self) -> None:
        await self.world.do("disconnect")
        if self.is_up:
            self.sensor.drop()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError

    async def unpair(self) -> None:
        raise NotImplementedError

    async def read_gatt_char(self, characteristic: BleakGATTCharacteristic, **_: Any) -> bytearray:
        await self._act("read")
        role = self._roles.get(characteristic.handle)
        if role is None:
            return bytearray(self.sensor.texts[characteristic.uuid])
        return bytearray(self.sensor.peripheral.read(role))

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        await self._act("write")
        role = self._roles[characteristic.handle]
        self.sensor.orders.append((role, bytes(data)))
        for packet in self.sensor.peripheral.write(role, bytes(data)):
            self.sensor.say(packet)  # before the write is acknowledged

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **_: Any
    ) -> None:
        await self._act("start_notify")
        self.callbacks[self._role_of(characteristic)] = callback

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        await self._act("stop_notify")
        self.callbacks.pop(self._role_of(characteristic), None)

    def _role_of(self, characteristic: BleakGATTCharacteristic) -> str:
        return self._roles.get(characteristic.handle, characteristic.uuid)

    async def _act(self, what: str) -> None:
        if not self.is_up:
            raise BleakError("Not connected")
        await self.world.do(what)

    async def read_gatt_descriptor(self, descriptor: BleakGATTDescriptor, **_: Any) -> bytearray:
        raise NotImplementedError

    async def write_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, data: SizedBuffer
    ) -> None:
        raise NotImplementedError


def kickstand(address: str = "AA:00:00:00:00:01", **options: Any) -> FakeSensor:
    """A sensor of the reference profile."""
    return FakeSensor(address, BY_FAMILY["kickstand"], **options)
