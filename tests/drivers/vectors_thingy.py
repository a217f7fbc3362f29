"""Nordic Thingy:52: what one sent while it lay on a table, and a sample by hand."""

from __future__ import annotations

from tests.drivers.vectors import Vector, data

THINGY = [
    Vector(
        source="devzone.nordicsemi.com 47415: acceleration of one on a table; rates added here",
        heard=[data("faff f4ff f603 2003 0000 f0ff 0000 0000 0000")],
        acc_g=[[0.00586, 0.01172, -0.99023]],  # turned round: the axis that points down reads +1 g
        gyr_deg_s=[[25, 0, -0.5]],
    ),
    Vector(
        source="the layout of the vendor's m_motion.c, by hand: 1024 is 1 g, 32 is 1 degree/s",
        heard=[data("0004 00fe 0000 2000 e0ff 0080 0100 0200 0300")],
        acc_g=[[-1, 0.5, 0]],
        gyr_deg_s=[[1, -1, -1024]],
    ),
]
