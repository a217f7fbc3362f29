"""MetaMotion's messages: a module, a register, operands; and what differs from chip to chip.

The two models have different chips behind the same modules. A register that is one kind of message
on the one is another on the other: 5 of the gyroscope is one sample on the BMI160 and three on the
BMI270, and 28 of the accelerometer, three samples on the BMI160, is nothing on the BMI270.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.drivers.byorder import Stream
from imu.drivers.scaling import acc_scale, gyr_scale
from imu.errors import DecodeError
from imu.samples import Floats

FAMILY = "metamotion"

ACC, GYR, SETTINGS = 0x03, 0x13, 0x11
"""Modules."""
POWER, SAMPLING, CONFIG, CONNECTION, BATTERY = 0x01, 0x02, 0x03, 0x09, 0x0C
"""Registers: the first three of both sensors, the others of the settings."""
READ = 0x80
"""Bit of a register that asks for it, and of the answer."""
INFO = READ
"""Register 0, read: which chip the module is, and the revision of its firmware."""
SILENTLY = 0x40
"""Bit that the vendor's kit adds when it reads the battery as a whole."""

PACK = 3
"""Samples in a packed message."""

ACC_RANGE_G, GYR_RANGE_DEG_S = 8.0, 1000.0
"""What is asked for, as of the other families."""
_GYR_FULL = 32800
"""32.8 counts for 1 degree/s, as in the vendor's kit."""

ACC_SCALE = acc_scale(ACC_RANGE_G)
GYR_SCALE = gyr_scale(GYR_RANGE_DEG_S, _GYR_FULL)

ODR_CODES = {50.0: 0x07, 100.0: 0x08, 200.0: 0x09}
"""Hz -> low half of the first byte of a configuration, of both sensors and both chips."""
GYR_RANGE_CODE = 0x01
"""Of both chips, for `GYR_RANGE_DEG_S`."""
_NORMAL = 0x20
"""The usual bandwidth, beside the rate."""


@dataclass(frozen=True, slots=True)
class Chip:
    """What differs between the chips.

    Attributes
    ----------
    acc_kind, gyr_kind : what its two modules call themselves.
    acc_mode : bits beside bandwidth and rate in the accelerometer's configuration.
    acc_ranges : range in g -> its code.
    acc_single, acc_packed, gyr_single, gyr_packed : registers of the samples.
    packs_always : whether every firmware can send three samples at once.
    """

    name: str
    acc_kind: int
    gyr_kind: int
    acc_mode: int
    acc_ranges: dict[float, int]
    acc_single: int
    acc_packed: int
    gyr_single: int
    gyr_packed: int
    packs_always: bool

    def registers(self, *, packed: bool) -> tuple[int, int]:
        """Those of acceleration and rates, in threes or one by one."""
        if packed:
            return self.acc_packed, self.gyr_packed
        return self.acc_single, self.gyr_single

    def acc_config(self, rate_hz: float) -> bytes:
        """Rate and range of the accelerometer."""
        code = self.acc_mode | _NORMAL | ODR_CODES[rate_hz]
        return bytes([code, self.acc_ranges[ACC_RANGE_G]])

    def sort(self, module: int, register: int) -> tuple[Stream, int] | None:
        """Which stream a message belongs to and how many samples are in it, if it has any."""
        return {
            (ACC, self.acc_single): (Stream.ACC, 1),
            (ACC, self.acc_packed): (Stream.ACC, PACK),
            (GYR, self.gyr_single): (Stream.GYR, 1),
            (GYR, self.gyr_packed): (Stream.GYR, PACK),
        }.get((module, register))


BMI160 = Chip(
    "BMI160", 1, 0, 0x00, {2.0: 3, 4.0: 5, 8.0: 8, 16.0: 12}, 0x04, 0x1C, 0x05, 0x07, False
)
"""In the MetaMotion R, and in boards before it."""
BMI270 = Chip("BMI270", 4, 1, 0x80, {2.0: 0, 4.0: 1, 8.0: 2, 16.0: 3}, 0x04, 0x05, 0x04, 0x05, True)
"""In the MetaMotion S."""
CHIPS = (BMI160, BMI270)


def gyr_config(rate_hz: float) -> bytes:
    """Rate and range of the gyroscope, of both chips."""
    return bytes([_NORMAL | ODR_CODES[rate_hz], GYR_RANGE_CODE])


def unpack(stream: Stream, n: int, operands: bytes) -> Floats:
    """(n, 3) values of a message.

    Raises
    ------
    DecodeError : its length is not that of `n` samples.
    """
    if len(operands) != 6 * n:
        problem = f"a message of {2 + len(operands)} bytes; with {n} in it it has {2 + 6 * n}"
        raise DecodeError(FAMILY, problem)
    counts = np.frombuffer(operands, dtype="<i2").reshape(n, 3).astype(np.int64)
    scale = ACC_SCALE if stream is Stream.ACC else GYR_SCALE
    return scale.values(counts)
