"""A private system bus with an ``org.bluez`` on it, for the library's real Linux backend."""

from __future__ import annotations

import asyncio
import socket
import subprocess
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self, cast

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.sources.ble.fakes import FakeSensor

_CONFIG = """<busconfig><type>system</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""

ADAPTER = "/org/bluez/hci0"
DEVICE, CHARACTERISTIC = "org.bluez.Device1", "org.bluez.GattCharacteristic1"
PROPERTIES = "org.freedesktop.DBus.Properties"

Refusal = tuple[str, str]
"""Name and text of a D-Bus error."""


@contextmanager
def private_bus(folder: Path) -> Generator[str]:
    """A bus of one's own; its address."""
    config = folder / "bus.conf"
    config.write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


class _Host:
    """What one sensor knows of the computer that it is connected to."""

    def __init__(self, bluez: FakeBluez, path: str, roles: dict[str, str]) -> None:
        self._bluez = bluez
        self._path = path
        self._paths = {role: path for path, role in roles.items()}
        self.is_up = True

    def dropped(self) -> None:
        self._bluez.set(self._path, DEVICE, Connected=False, ServicesResolved=False)
        for path in self._paths.values():
            self._bluez.stop(path)

    def listens(self, role: str) -> bool:
        return self._bluez.listens(self._paths[role])

    def notify(self, role: str, data: bytes) -> None:
        self._bluez.notify(self._paths[role], data)


class FakeBluez:
    """Sensors behind D-Bus. `refusals` are given instead of doing what is called so."""

    def __init__(self, address: str, *sensors: FakeSensor) -> None:
        self._bus = MessageBus(bus_address=address, negotiate_unix_fd=True)
        self.refusals: dict[str, list[Refusal]] = defaultdict(list)
        self.calls: list[str] = []
        self.copies = 1
        self._sensors = {_path(sensor): sensor for sensor in sensors}
        self._roles = {path: _roles(path, sensor) for path, sensor in self._sensors.items()}
        self.objects = _objects(self._sensors, self._roles)
        self._listening: set[str] = set()
        self._sockets: dict[str, socket.socket] = {}
        self._is_discovering = False
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        await self._bus.connect()
        self._bus.add_message_handler(self._handle)
        await self._bus.request_name("org.bluez")
        self._tasks = [asyncio.create_task(self._sample()), asyncio.create_task(self._advertise())]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        for path in list(self._sockets):
            self.stop(path)
        self._bus.disconnect()
        with suppress(Exception):
            await self._bus.wait_for_disconnect()

    # -- what the sensors do ---------------------------------------------------------------------

    async def _sample(self) -> None:
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        while True:
            await asyncio.sleep(0.01)
            for sensor in self._sensors.values():
                sensor.live_until(loop.time() - begun_s)

    async def _advertise(self) -> None:
        while True:
            await asyncio.sleep(0.05)
            for path, sensor in self._sensors.items():
                if self._is_discovering and sensor.is_on and sensor.client is None:
                    self.set(path, DEVICE, RSSI=Variant("n", sensor.rssi))

    def set(self, path: str, interface: str, **values: Any) -> None:
        """Change properties, and tell."""
        changed = {key: _variant(value) for key, value in values.items()}
        self.objects[path][interface].update(changed)
        body: list[Any] = [interface, changed, []]
        send = cast("Callable[[Message], object]", self._bus.send)  # pyright: ignore[reportUnknownMemberType]
        send(Message.new_signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", body))

    def listens(self, path: str) -> bool:
        return path in self._listening or path in self._sockets

    def notify(self, path: str, data: bytes) -> None:
        if path in self._sockets:
            self._sockets[path].send(data)
        elif path in self._listening:
            for _ in range(self.copies):
                self.set(path, CHARACTERISTIC, Value=data)

    def stop(self, path: str) -> None:
        """End the notifications of a characteristic."""
        self._listening.discard(path)
        if path in self._sockets:
            self._sockets.pop(path).close()

    # -- what the library wants ------------------------------------------------------------------

    def _handle(self, call: Message) -> Message | None:
        if call.message_type is not MessageType.METHOD_CALL or call.interface is None:
            return None
        if call.interface.startswith("org.freedesktop.DBus.") and call.path != "/":
            return Message.new_method_return(call)
        member = call.member or ""
        answer: Callable[[Message], Message | None] | None = getattr(self, f"_{member}", None)
        if answer is None:
            return None
        self.calls.append(member)
        if self.refusals[member]:
            return Message.new_error(call, *self.refusals[member].pop(0))
        return answer(call) or Message.new_method_return(call)

    def _GetManagedObjects(self, call: Message) -> Message:  # noqa: N802
        return Message.new_method_return(call, "a{oa{sa{sv}}}", [self.objects])

    def _SetDiscoveryFilter(self, call: Message) -> None:  # noqa: N802
        del call

    def _StartDiscovery(self, call: Message) -> None:  # noqa: N802
        del call
        self._is_discovering = True

    def _StopDiscovery(self, call: Message) -> None:  # noqa: N802
        del call
        self._is_discovering = False

    def _Connect(self, call: Message) -> Message | None:  # noqa: N802
        path = call.path or ""
        sensor = self._sensors[path]
        if self._is_discovering:
            return Message.new_error(call, "org.bluez.Error.InProgress", "In Progress")
        sensor.client = _Host(self, path, self._roles[path])
        self.set(path, DEVICE, Connected=True, ServicesResolved=True)
        return None

    def _Disconnect(self, call: Message) -> None:  # noqa: N802
        self._sensors[call.path or ""].drop()

    def _ReadValue(self, call: Message) -> Message:  # noqa: N802
        sensor, role = self._at(call)
        return Message.new_method_return(call, "ay", [sensor.peripheral.read(role)])

    def _WriteValue(self, call: Message) -> None:  # noqa: N802
        sensor, role = self._at(call)
        data = bytes(call.body[0])
        sensor.orders.append((role, data))
        for packet in sensor.peripheral.write(role, data):
            sensor.say(packet)

    def _StartNotify(self, call: Message) -> None:  # noqa: N802
        self._listening.add(call.path or "")

    def _StopNotify(self, call: Message) -> None:  # noqa: N802
        self.stop(call.path or "")

    def _AcquireNotify(self, call: Message) -> Message:  # noqa: N802
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._sockets[call.path or ""] = ours
        reply = Message.new_method_return(call, "hq", [0, 247], [theirs.fileno()])
        asyncio.get_running_loop().call_later(0.2, theirs.close)  # once it has been sent
        return reply

    def _at(self, call: Message) -> tuple[FakeSensor, str]:
        path = (call.path or "")[:-21]
        return self._sensors[path], self._roles[path][call.path or ""]


def _path(sensor: FakeSensor) -> str:
    return f"{ADAPTER}/dev_{sensor.address.replace(':', '_')}"


def _roles(path: str, sensor: FakeSensor) -> dict[str, str]:
    """Path of each characteristic -> role."""
    roles = {**sensor.driver.profile.needed, **sensor.driver.profile.optional}
    return {f"{path}/service0001/char{n:04x}": role for n, role in enumerate(roles, start=2)}


def _objects(
    sensors: dict[str, FakeSensor], roles: dict[str, dict[str, str]]
) -> dict[str, dict[str, dict[str, Variant]]]:
    objects = {ADAPTER: {"org.bluez.Adapter1": _props(Address="00:00", Powered=True)}}
    objects[ADAPTER]["org.bluez.Adapter1"]["Roles"] = Variant("as", ["central"])
    for path, sensor in sensors.items():
        profile = sensor.driver.profile
        objects[path] = {
            DEVICE: {
                **_props(Address=sensor.address, Alias=sensor.name, Name=sensor.name),
                **_props(Connected=False, ServicesResolved=False, Paired=False),
                "Adapter": Variant("o", ADAPTER),
                "UUIDs": Variant("as", list(sensor.peripheral.advertisement.services)),
            }
        }
        service = f"{path}/service0001"
        at = {"Device": Variant("o", path), **_props(UUID=profile.service[0], Primary=True)}
        objects[service] = {"org.bluez.GattService1": at}
        uuids = {**profile.needed, **profile.optional}
        for one, role in roles[path].items():
            objects[one] = {
                CHARACTERISTIC: {
                    "Service": Variant("o", service),
                    "Flags": Variant("as", ["read", "write", "notify"]),
                    "MTU": Variant("q", 247),
                    **_props(UUID=uuids[role][0], NotifyAcquired=False),
                }
            }
    return objects


def _props(**values: Any) -> dict[str, Variant]:
    return {key: _variant(value) for key, value in values.items()}


def _variant(value: Any) -> Variant:
    if isinstance(value, Variant):
        return value
    kinds = {bool: "b", str: "s", bytes: "ay"}
    return Variant(kinds[type(value)], value)
