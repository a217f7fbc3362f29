"""A room with virtual sensors in it, and a computer whose radio hears them."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Self

from imu.drivers.door import Driver
from imu.errors import UsageError, VirtualHardwareError
from imu.virtual.build import NEEDED, ORDINARY, SUPERVISION_S, Bursts, Quirks, Radio, missing
from imu.virtual.clock import Clock, WallClock
from imu.virtual.motion import Motion

if TYPE_CHECKING:
    from imu.virtual.central import Central
    from imu.virtual.sensor import VirtualSensor
    from imu.virtual.stack import Air

_COMPUTER = "C0:00:00:00:00:00"
_SENSOR = "C0:FF:EE:00:{:02X}:{:02X}"
"""Static random addresses: the upper two bits are set (Core Specification, volume 6, part B)."""


class VirtualRoom:
    """Virtual sensors behind real Bluetooth protocols, in this process and this event loop.

    ``async with VirtualRoom() as room`` switches the radio on; ``room.radio`` has the backends for
    bleak. Leaving the block ends every link and every task.

    Parameters
    ----------
    seed : of everything that is left to chance.
    clock : by which sensors measure; the radio always takes the time that it takes.
    bursts : how the air holds data back; None for not at all.
    supervision_s : how long a link outlives a sensor that is out of reach, s.

    Raises
    ------
    VirtualHardwareError : on entering: bumble or bleak is not installed.
    """

    def __init__(
        self,
        *,
        seed: int = 0,
        clock: Clock | None = None,
        bursts: Bursts | None = None,
        supervision_s: float = SUPERVISION_S,
    ) -> None:
        self.clock: Clock = clock or WallClock()
        self.sensors: list[VirtualSensor] = []
        self._seed = seed
        self._bursts = bursts
        self._supervision_s = supervision_s
        self._open: tuple[Air, Central, Radio] | None = None
        self._stack = AsyncExitStack()
        self._has_begun = False

    async def __aenter__(self) -> Self:
        try:
            from imu.virtual.central import Central
            from imu.virtual.client import BumbleClient
            from imu.virtual.scanner import BumbleScanner
            from imu.virtual.stack import Air, Node, settle
        except ModuleNotFoundError as error:
            library = (error.name or "").partition(".")[0]
            if library not in NEEDED:
                raise
            raise missing(library) from error
        async with AsyncExitStack() as stack:
            _quieten(stack)
            air = Air(self._bursts, self._seed)
            stack.callback(air.close)
            stack.push_async_callback(settle)
            node = await Node.switch_on("computer", _COMPUTER, air)
            stack.push_async_callback(node.switch_off)
            central = Central(node)
            bound = {"central": central}
            scanner = type("BumbleScanner", (BumbleScanner,), bound)
            client = type("BumbleClient", (BumbleClient,), bound)
            self._open = air, central, Radio(scanner, client)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._open = None
        await self._stack.aclose()

    @property
    def radio(self) -> Radio:
        """The computer's radio, for ``BleakScanner(backend=...)`` and ``BleakClient(...)``.

        Raises
        ------
        UsageError : the room is not open.
        """
        return self._opened()[2]

    def _opened(self) -> tuple[Air, Central, Radio]:
        if self._open is None:
            raise UsageError("this virtual room is not open")
        return self._open

    async def add(
        self,
        driver: Driver,
        motion: Motion | None = None,
        *,
        name: str = "",
        quirks: Quirks = ORDINARY,
    ) -> VirtualSensor:
        """Put a sensor into the room, switched on and advertising.

        Parameters
        ----------
        driver : of what family it is.
        motion : what it feels from `begin` on; until then, and without one, it lies still.
        name : what it calls itself; "" for what its family is usually called.
        quirks : what is odd about it.

        Raises
        ------
        UsageError : the room is not open.
        VirtualHardwareError : nobody has written a virtual sensor of that family.
        """
        air, _, _ = self._opened()
        from imu.virtual.sensor import Frame, VirtualSensor
        from imu.virtual.stack import Node

        if driver.peripheral() is None:
            problem = f"there is no virtual {driver.title}"
            raise VirtualHardwareError(problem, "Choose another family, or write its peripheral")
        number = len(self.sensors) + 1
        node = await Node.switch_on(
            f"sensor {number}", _SENSOR.format(number // 256, number % 256), air
        )
        frame = Frame(driver, name, self.clock, quirks, self._supervision_s)
        sensor = VirtualSensor(node, frame, motion)
        self._stack.push_async_callback(sensor.close)
        self.sensors.append(sensor)
        if motion is not None and self._has_begun:
            sensor.wear(motion)
        return sensor

    def begin(self) -> float:
        """Now every sensor begins to feel its motion, at the same moment of a common time.

        Returns
        -------
        The time on the room's clock at which the time of all motions is 0, s.
        """
        self._has_begun = True
        waiting = [(one, one.waiting) for one in self.sensors if one.waiting is not None]
        first_s = min((motion.start_s for _, motion in waiting), default=0.0)
        zero_s = max((sensor.next_s for sensor, _ in waiting), default=0.0) - first_s
        for sensor, motion in waiting:
            sensor.wear(motion, zero_s)
        return zero_s


def _quieten(stack: AsyncExitStack) -> None:
    """Keep bumble's log to itself while a room is open: a lost link is no news here."""
    log = logging.getLogger("bumble")
    stack.callback(log.setLevel, log.level)
    log.setLevel(logging.CRITICAL)
