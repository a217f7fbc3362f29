"""The raw motion data of a Thingy:52: nine numbers, one sample in each notification."""

from __future__ import annotations

import struct

import numpy as np

from imu.drivers.scaling import RAD_PER_DEG, Scale
from imu.drivers.thingy.settings import FAMILY
from imu.errors import DecodeError
from imu.samples import STANDARD_GRAVITY_M_S2, Ints

ACC, GYR = Scale(STANDARD_GRAVITY_M_S2 / 1024.0), Scale(RAD_PER_DEG / 32.0)

ACC_RANGE_G = 2.0
"""The format reaches to 32 g, but the chip is set to 2 g: ``mpu_init`` in ``inv_mpu.c``."""

_RAW = struct.Struct("<9h")


def read_raw(data: bytes) -> tuple[Ints, Ints]:
    """(1, 3) counts of specific force and rate; the magnetometer's are left out.

    The board's matrices in ``drv_motion.c`` turn the accelerations round, so that an axis that
    points down reads +1 g, and not the rates. Specific force has +1 g where an axis points up.

    Raises
    ------
    DecodeError : a wrong length.
    """
    if len(data) != _RAW.size:
        raise DecodeError(FAMILY, f"{len(data)} bytes of motion instead of {_RAW.size}")
    counts = np.array(_RAW.unpack(data), dtype=np.int64).reshape(3, 1, 3)
    return -counts[0], counts[1]


def write_raw(acc: Ints, gyr: Ints) -> bytes:
    """One sample, (3,) counts of specific force and rate; without a magnetic field."""
    return _RAW.pack(*(-acc).tolist(), *gyr.tolist(), 0, 0, 0)
