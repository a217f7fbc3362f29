"""A virtual MetaMotion: sends what is subscribed, enabled and powered, as its chip takes it."""

from __future__ import annotations

from itertools import zip_longest

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.metamotion.messages import (
    ACC,
    BATTERY,
    BMI160,
    BMI270,
    CONFIG,
    CONNECTION,
    GYR,
    INFO,
    PACK,
    POWER,
    READ,
    SAMPLING,
    SETTINGS,
    SILENTLY,
    Chip,
)
from imu.drivers.samples import Samples
from imu.drivers.scaling import Scale, acc_scale, gyr_scale
from imu.samples import Ints

_USUAL = bytes([0x28, 0x00])
"""100 Hz, and the first range."""
_GYR_RANGES_DEG_S = (2000.0, 1000.0, 500.0, 250.0, 125.0)


class _Module:
    """One of the two sensors."""

    def __init__(self, code: int, kind: int, single: int, packed: int) -> None:
        self.code = code
        self.kind = kind
        self.single = single
        self.packed = packed
        self.config = _USUAL
        self.is_on = self.is_sampling = False
        self.subscribed: set[int] = set()
        self.rows: list[Ints] = []

    @property
    def sends(self) -> bool:
        """Whether everything has been done that its samples need."""
        return self.is_on and self.is_sampling and bool(self.subscribed)

    def push(self, row: Ints) -> list[Notification]:
        """Take a sample; what is sent with it, for every register that is subscribed."""
        sent = [self._message(self.single, [row])] if self.single in self.subscribed else []
        if self.packed in self.subscribed:
            self.rows.append(row)
            if len(self.rows) == PACK:
                sent.append(self._message(self.packed, self.rows))
                self.rows = []
        return sent

    def _message(self, register: int, rows: list[Ints]) -> Notification:
        samples = np.array(rows).astype("<i2").tobytes()
        return Notification("data", bytes([self.code, register]) + samples)

    def flush(self) -> list[Notification]:
        """What is left over, one by one; a real one keeps it for ever."""
        rows, self.rows = self.rows, []
        return [self._message(self.single, [row]) for row in rows]


class MetaMotionPeripheral:
    """A MetaMotion as it comes out of the box.

    Parameters
    ----------
    chip : which one is in it.
    revision : of both modules' firmware; 0 knows no packed messages on a BMI160.
    """

    def __init__(
        self, advertisement: Advertisement, chip: Chip = BMI160, revision: int = 1
    ) -> None:
        self.advertisement = advertisement
        self.chip = chip
        self.revision = revision
        self.battery = 81
        self.connection = b""
        self.modules = {
            ACC: _Module(ACC, chip.acc_kind, chip.acc_single, chip.acc_packed),
            GYR: _Module(GYR, chip.gyr_kind, chip.gyr_single, chip.gyr_packed),
        }

    @property
    def streaming(self) -> bool:
        """Whether both sensors send."""
        return all(module.sends for module in self.modules.values())

    @property
    def rate_hz(self) -> float:
        """The rate that its accelerometer has been set to."""
        return 100.0 * 2.0 ** ((self.modules[ACC].config[0] & 0x0F) - 8)

    def read(self, role: str) -> bytes:  # noqa: ARG002 - the door has it
        """Nothing can be read but by message."""
        return b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey a message; most have no answer."""
        if role != "control" or len(data) < 2:
            return []
        module, register, operands = data[0], data[1], data[2:]
        if module in self.modules:
            answer = self._obey(self.modules[module], register, operands)
        else:
            answer = self._set(module, register, operands)
        head = bytes([module, register & ~SILENTLY])
        return [Notification("data", head + answer)] if answer is not None else []

    def _set(self, module: int, register: int, operands: bytes) -> bytes | None:
        if (module, register) == (SETTINGS, READ | SILENTLY | BATTERY):
            return bytes([self.battery]) + (3500 + 7 * self.battery).to_bytes(2, "little")
        if (module, register) == (SETTINGS, CONNECTION) and len(operands) == 8:
            self.connection = operands
        return None

    def _obey(self, module: _Module, register: int, operands: bytes) -> bytes | None:
        if register == INFO:
            return bytes([module.kind, self.revision])
        if register == READ | CONFIG:
            return module.config
        if register == CONFIG and len(operands) == 2:
            module.config = operands
        elif register == POWER and len(operands) == 1:
            module.is_on = bool(operands[0])
            module.rows = []
        elif register == SAMPLING and len(operands) == 2:
            module.is_sampling = bool(operands[0]) or (module.is_sampling and not operands[1])
        elif register in self._known(module) and len(operands) == 1:
            (module.subscribed.add if operands[0] else module.subscribed.discard)(register)
        return None

    def _known(self, module: _Module) -> set[int]:
        """Registers of samples that its firmware has."""
        packs = self.chip.packs_always or self.revision >= 1
        return {module.single, module.packed} if packs else {module.single}

    def _scales(self) -> tuple[Scale, Scale]:
        """What counts are worth at the ranges that are set; a code beyond the chip's is cut off."""
        code = self.modules[ACC].config[1] & (0x03 if self.chip is BMI270 else 0x0F)
        reaches = {code: reach for reach, code in self.chip.acc_ranges.items()}
        reach = _GYR_RANGES_DEG_S[min(self.modules[GYR].config[1] & 0x07, 4)]
        return acc_scale(reaches.get(code, 2.0)), gyr_scale(reach, 32800)

    def encode(self, samples: Samples) -> list[Notification]:
        """Messages in turn; in packed mode one for every third sample."""
        if not self.streaming:
            return []
        acc, gyr = self._scales()
        sent: list[Notification] = []
        rows = zip(acc.counts(samples.acc_m_s2), gyr.counts(samples.gyr_rad_s), strict=True)
        for one, other in rows:
            sent += self.modules[ACC].push(one)
            sent += self.modules[GYR].push(other)
        return sent

    def flush(self) -> list[Notification]:
        """What does not fill a message."""
        turns = zip_longest(*(module.flush() for module in self.modules.values()))
        return [one for turn in turns for one in turn if one is not None]

    def unlinked(self) -> None:
        """Forget nothing: sensors that nobody stopped go on, which the next host has to expect."""

    def set_charge(self, percent: float) -> None:
        """In whole per cent, told when it is asked for."""
        self.battery = round(percent)
