"""A virtual WitMotion sensor: deaf to settings while locked, as the real one is."""

from __future__ import annotations

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.samples import Samples
from imu.drivers.witmotion import registers
from imu.drivers.witmotion.frames import Registers, write_motion, write_registers

_DATE = bytes([26, 11, 28, 12, 0, 0, 0, 0])
"""Year, month, day, hour, minute, second, and milliseconds in two bytes."""


class WitMotionPeripheral:
    """A sensor as it comes out of the box: 10 Hz.

    Parameters
    ----------
    long : send frames with the date in them.
    piece : bytes of each notification, wherever frames begin; 0 for one frame in each.
    """

    def __init__(self, advertisement: Advertisement, *, long: bool = False, piece: int = 0) -> None:
        self.advertisement = advertisement
        self.streaming = True
        self.registers = {registers.RATE: 0x06, registers.BATTERY: 390}
        self.saved = dict(self.registers)
        self._unlocked = False
        self._long = long
        self._piece = piece
        self._held = b""

    @property
    def rate_hz(self) -> float:
        """The rate that it has been set to."""
        rates = {code: rate for rate, code in registers.RATE_CODES.items()}
        return rates[self.registers[registers.RATE]]

    def read(self, role: str) -> bytes:  # noqa: ARG002 - the door has it
        """Nothing can be read but by command."""
        return b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey a command, if it is unlocked or needs no unlocking."""
        if role != "commands":
            return []
        if (first := registers.is_read(data)) is not None:
            values = tuple(self.registers.get(first + k, 0) for k in range(8))
            return [Notification("data", write_registers(Registers(first, values)))]
        if data == registers.UNLOCK:
            self._unlocked = True
        elif self._unlocked and data == registers.SAVE:
            self.saved, self._unlocked = dict(self.registers), False
        elif self._unlocked and (written := registers.is_write(data)):
            self._set(*written)
        return []

    def _set(self, register: int, value: int) -> None:
        if register != registers.RATE or value in registers.RATE_CODES.values():
            self.registers[register] = value

    def encode(self, samples: Samples) -> list[Notification]:
        """Frames; the angles in them are 0."""
        acc = registers.ACC.counts(samples.acc_m_s2)
        gyr = registers.GYR.counts(samples.gyr_rad_s)
        rows = np.hstack([acc, gyr, np.zeros_like(acc)]).tolist()
        date = _DATE if self._long else b""
        frames = [write_motion(tuple(row), date) for row in rows]
        if not self._piece:
            return [Notification("data", frame) for frame in frames]
        stream = self._held + b"".join(frames)
        whole = len(stream) // self._piece * self._piece
        self._held = stream[whole:]
        pieces = range(0, whole, self._piece)
        return [Notification("data", stream[at : at + self._piece]) for at in pieces]

    def flush(self) -> list[Notification]:
        """The last piece."""
        held, self._held = self._held, b""
        return [Notification("data", held)] if held else []

    def unlinked(self) -> None:
        """Settings stay, and so does the lock; half a frame does not."""
        self._held, self._unlocked = b"", False

    def set_charge(self, percent: float) -> None:
        """In the steps of the vendor's table, rounded down; below the last it is empty."""
        volts = [volts for volts, least in registers.CHARGE if least <= percent]
        self.registers[registers.BATTERY] = max(volts, default=registers.CHARGE[-1][0] - 1)
