"""Published bytes of Capture2Go."""

from __future__ import annotations

import math

from tests.drivers.vectors import Vector, data

_G = 9.81 / 9.80665
"""The vendor's g in standard ones."""

_COUNT_G, _COUNT_DEG_S = 16.0 / 32768.0 * _G, 2000.0 / 32768.0

_PACKED = (
    "02777bdc7f73320200002a36fe9c9717"
    "50fbb4fb18fc7cfce0fc44fda8fd0cfe70fed4fe38ff9cff00006400c8002c019001f4015802bc0220038403e8034c04"
    "000000fc0008010001fc0108020002fc0208030003fc0308040004fc0408050005fc0508060006fc0608070007fc0708"
    "0000000000000000000000"
)
STATUS = "0275b4229f1301020500000000000000020200000000000001bf5a"

CAPTURE2GO = [
    Vector(
        source="bytes and numbers made with the vendor's kit, PyPI capture2go 1.0.1: "
        "DataFull6DFixed100Hz of 1 s",
        heard=[
            data(
                "ff 02928856661f5202 00ca9a3b00000000 640038ff2c01 000000000008"
                "0000000000000000 0000 00"
            )
        ],
        acc_g=[[0, 0, _G]],
        gyr_deg_s=[[math.degrees(x) for x in (0.106526, -0.213053, 0.319579)]],
        time_s=[1.0],
        places=(5, 2),
    ),
    Vector(
        source="the same kit: DataFull6DPacked100Hz, eight samples, in three notifications; "
        "DataStatus of 63 % while charging behind it in the stream",
        heard=[
            data("ff" + _PACKED[:38]),
            data("ff" + _PACKED[38:200]),
            data("ff" + _PACKED[200:] + STATUS),
        ],
        acc_g=[[k * _COUNT_G, (k - 1024) * _COUNT_G, (k + 2048) * _COUNT_G] for k in range(8)],
        gyr_deg_s=[
            [(3 * k + axis - 12) * 100 * _COUNT_DEG_S for axis in range(3)] for k in range(8)
        ],
        time_s=[1_700_000_000.0 + k / 100 for k in range(8)],
        battery_percent=63.0,
        places=(4, 2),
    ),
]
