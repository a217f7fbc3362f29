"""Movesense: a packet that a sensor sent, and packets of our own in both ways of sending."""

from __future__ import annotations

import struct

from imu.drivers.door import Notification
from imu.samples import STANDARD_GRAVITY_M_S2
from tests.drivers.vectors import Rows, Vector, data

CAPTURED = (
    "aca10200 94b578bf 399b8840 cdb20d41 55ff7cbf 6a608840 92c70c41 82627cbf a2e98840 5da00c41"
    "8bf871bf 71248940 c38c0c41 48e17abf 713daabf 3333b3be c3f568bf 713daabf 3e0ad7be ae4721bf"
    "f628bcbf 3e0ad7be ae4721bf 3333b3bf 3e0ad7be"
)
"""IMU6 at 52 Hz, without the two bytes of its head: movesense-py, tests/fixtures/validation."""

_ACC_M_S2 = [
    [-0.97152, 4.26895, 8.85615],
    [-0.98827, 4.26177, 8.79872],
    [-0.98588, 4.27852, 8.78915],
    [-0.94520, 4.28570, 8.78437],
]
_GYR_DEG_S = [
    [-0.98, -1.33, -0.35],
    [-0.91, -1.33, -0.42],
    [-0.63, -1.47, -0.42],
    [-0.63, -1.40, -0.42],
]


def in_g(rows: Rows) -> Rows:
    return [[value / STANDARD_GRAVITY_M_S2 for value in row] for row in rows]


def times(start_s: float, n: int, rate_hz: float) -> list[float]:
    return [round(start_s + k / rate_hz, 6) for k in range(n)]


def in_two() -> list[Notification]:
    """Eight samples with 1 g on z and 10 degrees/s about x: 196 bytes, of which 156 go first."""
    arrays = [*([0.0, 0.0, STANDARD_GRAVITY_M_S2] * 8), *([10.0, 0.0, 0.0] * 8)]
    payload = struct.pack("<I48f", 2**32 - 10, *arrays)
    parts = (b"\x02\x63" + payload[:156], b"\x03\x63" + payload[156:])
    return [Notification("data", part) for part in parts]


MOVESENSE = [
    Vector(
        source="movesense-py fixture.json, IMU6/52 captured from a sensor; stamps at 104 Hz here",
        heard=[data(f"0263 {CAPTURED}")],
        acc_g=in_g(_ACC_M_S2),
        gyr_deg_s=_GYR_DEG_S,
        time_s=times(172.460, 4, 104.0),
    ),
    Vector(
        source="the layout of the vendor's GD-77, numbers of our own, in two parts across the wrap",
        heard=in_two(),
        acc_g=[[0, 0, 1]] * 8,
        gyr_deg_s=[[10, 0, 0]] * 8,
        time_s=[round((2**32 - 10 + k * 1000 / 104) % 2**32 / 1000, 6) for k in range(8)],
    ),
]
