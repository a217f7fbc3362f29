"""The thin line to bumble: air, and Bluetooth devices in it.

Only the modules that import this one need bumble, and they are imported when a room opens.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from bumble import ll
from bumble.controller import Controller
from bumble.core import PhysicalTransport
from bumble.device import Connection, Device
from bumble.hci import Address
from bumble.link import LocalLink
from bumble.utils import AsyncRunner

from imu.virtual.build import Bursts

REMOTE_USER, POWER_OFF, TIMEOUT = 0x13, 0x15, 0x08
"""Why a link ends: the other side wished it, it was switched off, nothing was heard for too long
(Core Specification, volume 1, part F, 1.3)."""


@dataclass(slots=True)
class _Queue:
    """What waits for the next burst of one direction of one link."""

    chance: np.random.Generator
    held: deque[Callable[[], None]] = field(default_factory=deque[Callable[[], None]])
    timer: asyncio.TimerHandle | None = None


class Air(LocalLink):
    """Carries everything at once, or data in bursts; and nothing to or from who is out of reach.

    Parameters
    ----------
    bursts : how data is held back, or None for not at all.
    seed : of the stalls.
    """

    def __init__(self, bursts: Bursts | None, seed: int) -> None:
        super().__init__()
        self._bursts = bursts
        self._seed = seed
        self._queues: dict[tuple[str, str], _Queue] = {}
        self.out_of_reach: set[Controller] = set()

    def send_acl_data(
        self,
        sender_controller: Controller,
        destination_address: Address,
        transport: PhysicalTransport,
        data: bytes,
    ) -> None:
        """Carry data, in order."""
        receiver = self.find_le_controller(destination_address)
        if receiver is None or {sender_controller, receiver} & self.out_of_reach:
            return
        source = sender_controller.random_address

        def arrive() -> None:
            if source in receiver.le_connections:  # the link may have ended in the meantime
                receiver.on_link_acl_data(source, transport, data)

        if self._bursts is None:
            asyncio.get_running_loop().call_soon(arrive)
        else:
            self._hold(self._bursts, (str(source), str(destination_address)), arrive)

    def _hold(self, bursts: Bursts, way: tuple[str, str], arrive: Callable[[], None]) -> None:
        if way not in self._queues:
            chance = np.random.default_rng([self._seed, len(self._queues)])
            self._queues[way] = _Queue(chance)
        queue = self._queues[way]
        queue.held.append(arrive)
        if queue.timer is None:
            late = queue.chance.random() < bursts.stall_share
            wait_s = bursts.stall_s if late else bursts.interval_s
            queue.timer = asyncio.get_running_loop().call_later(wait_s, self._release, queue)

    def _release(self, queue: _Queue) -> None:
        queue.timer = None
        while queue.held:
            queue.held.popleft()()

    def send_ll_control_pdu(
        self, sender_address: Address, receiver_address: Address, packet: ll.ControlPdu
    ) -> None:
        """Carry what keeps a link; with its end goes what still waits."""
        if isinstance(packet, ll.TerminateInd):
            pair = (str(sender_address), str(receiver_address))
            for way in (pair, (pair[1], pair[0])):
                if way in self._queues:
                    self._queues[way].held.clear()
        if self.find_le_controller(receiver_address) is not None:
            super().send_ll_control_pdu(sender_address, receiver_address, packet)

    def send_advertising_pdu(
        self, sender_controller: Controller, packet: ll.AdvertisingPdu
    ) -> None:
        """Carry advertisements and requests to connect."""
        if sender_controller in self.out_of_reach:
            return
        loop = asyncio.get_running_loop()
        for controller in self.controllers - self.out_of_reach - {sender_controller}:
            loop.call_soon(controller.on_ll_advertising_pdu, packet)

    def close(self) -> None:
        """Let go of what waits."""
        for queue in self._queues.values():
            queue.held.clear()
            if queue.timer is not None:
                queue.timer.cancel()


@dataclass(frozen=True, slots=True)
class Node:
    """One Bluetooth device in the air."""

    device: Device
    controller: Controller
    air: Air

    @classmethod
    async def switch_on(cls, name: str, address: str, air: Air) -> Node:
        """A new one, with the two services that each has."""
        controller = Controller(name, link=air)
        device = Device.with_hci(name, Address(address), controller, controller)
        await device.power_on()
        return cls(device, controller, air)

    @property
    def under_way(self) -> int:
        """Packets that it was given to send and that have not arrived."""
        queue = self.device.host.le_acl_packet_queue
        return 0 if queue is None else queue.pending

    async def switch_off(self) -> None:
        """End its links, then leave the air."""
        self.air.out_of_reach.discard(self.controller)
        for connection in list(self.device.connections.values()):
            await end(connection, POWER_OFF)
        await self.device.stop_advertising()
        await self.device.power_off()
        self.air.remove_controller(self.controller)


async def end(connection: Connection, reason: int) -> None:
    """End a link, if it has not ended by itself."""
    if connection.handle in connection.device.connections:
        await connection.device.disconnect(connection, reason)


async def settle() -> None:
    """Let what bumble does on the side in this loop come to its end."""
    loop = asyncio.get_running_loop()
    tasks = cast("set[asyncio.Task[None]]", AsyncRunner.running_tasks)  # pyright: ignore[reportUnknownMemberType]
    mine = [task for task in tasks if task.get_loop() is loop]
    if mine:
        await asyncio.wait(mine)
    await asyncio.sleep(0)
