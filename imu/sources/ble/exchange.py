"""Runs a driver's dialogues over one connection, and hands on what the sensor says meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imu.drivers.door import (
    Ask,
    Dialogue,
    Driver,
    Notify,
    Place,
    Read,
    Silence,
    Step,
    Wait,
    Write,
)
from imu.drivers.roles import find_roles
from imu.sources.ble.radio import Radio

if TYPE_CHECKING:
    from bleak import BleakClient
    from bleak.backends.characteristic import BleakGATTCharacteristic

Heard = Callable[[str, bytes], None]
"""Takes the role and the bytes of a notification."""


@dataclass(slots=True)
class _Question:
    """An answer that is waited for."""

    step: Ask
    answer: asyncio.Future[bytes]


def characteristics(client: BleakClient) -> list[BleakGATTCharacteristic]:
    """All characteristics of a connected sensor, by handle."""
    return [one for _, one in sorted(client.services.characteristics.items())]


def roles_of(driver: Driver, client: BleakClient) -> dict[str, BleakGATTCharacteristic]:
    """The driver's roles in a connected sensor.

    Raises
    ------
    DriverError : one is missing without which the sensor cannot be used.
    """
    present: dict[Place, BleakGATTCharacteristic] = {}
    for one in characteristics(client):
        present.setdefault(Place(one.service_uuid.lower(), one.uuid.lower()), one)
    return {role: present[place] for role, place in find_roles(driver, present).items()}


class Exchange:
    """One connection, in the words of a driver.

    Parameters
    ----------
    client : connected.
    roles : role -> characteristic, for every role that this sensor has.
    heard : called with every notification, at once.
    radio : says how to listen.
    step_s : how long one read or write may take, s.
    """

    def __init__(
        self,
        client: BleakClient,
        roles: Mapping[str, BleakGATTCharacteristic],
        heard: Heard,
        radio: Radio,
        step_s: float,
    ) -> None:
        self._client = client
        self._roles = dict(roles)
        self._heard = heard
        self._radio = radio
        self._step_s = step_s
        self._listens: set[str] = set()
        self._questions: list[_Question] = []
        self._is_open = True

    def close(self) -> None:
        """Hear nothing more. Callbacks of a connection that has ended have been seen to come."""
        self._is_open = False

    async def run(self, dialogue: Dialogue) -> None:
        """Do one step after another.

        Raises
        ------
        DriverError : the sensor cannot be used.
        TimeoutError : a step took too long.
        BleakError : whatever the library raises; `imu.sources.ble.failures.explain` knows.
        """
        answer = b""
        try:
            step = next(dialogue)
            while True:
                answer = await self._do(step)
                step = dialogue.send(answer)
        except StopIteration:
            pass
        finally:
            dialogue.close()

    async def listen(self, role: str) -> None:
        """Switch notifications on, unless they are."""
        if role in self._listens or role not in self._roles:
            return

        def hear(_: BleakGATTCharacteristic, data: bytearray) -> None:
            if self._is_open:
                self._hear(role, bytes(data))

        self._listens.add(role)
        async with asyncio.timeout(self._step_s):
            await self._client.start_notify(self._roles[role], hear, bluez=self._radio.listening)

    def _hear(self, role: str, data: bytes) -> None:
        self._heard(role, data)
        for question in self._questions:
            if not question.answer.done() and question.step.is_answered_by(role, data):
                question.answer.set_result(data)
                break

    async def _do(self, step: Step) -> bytes:
        match step:
            case Notify(role):
                await self.listen(role)
            case Silence(role):
                await self._silence(role)
            case Write(role, data):
                await self._write(role, data)
            case Read(role):
                return await self.read(role)
            case Wait(seconds):
                await asyncio.sleep(seconds)
            case Ask():
                return await self._ask(step)
        return b""

    async def _silence(self, role: str) -> None:
        if role in self._listens:
            self._listens.discard(role)
            async with asyncio.timeout(self._step_s):
                await self._client.stop_notify(self._roles[role])

    async def _write(self, role: str, data: bytes) -> None:
        if role not in self._roles:
            return
        characteristic = self._roles[role]
        answers = "write" in characteristic.properties
        async with asyncio.timeout(self._step_s):
            await self._client.write_gatt_char(characteristic, data, response=answers)

    async def read(self, role: str) -> bytes:
        """The value of a characteristic; empty for one that this sensor does not have."""
        if role not in self._roles:
            return b""
        async with asyncio.timeout(self._step_s):
            return bytes(await self._client.read_gatt_char(self._roles[role]))

    async def _ask(self, step: Ask) -> bytes:
        """Listen, write, wait: the answer may come before the writing is acknowledged."""
        if not {step.role, step.reply_role} <= set(self._roles):
            return b""
        await self.listen(step.reply_role)
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        question = _Question(step, answer)
        self._questions.append(question)
        try:
            await self._write(step.role, step.data)
            async with asyncio.timeout(step.timeout_s):
                return await answer
        except TimeoutError:
            if answer.done() and not answer.cancelled():
                return answer.result()
            if not self._client.is_connected:
                raise
            return b""
        finally:
            self._questions.remove(question)
