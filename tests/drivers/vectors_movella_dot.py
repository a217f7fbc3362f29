"""Published bytes of Movella DOT."""

from __future__ import annotations

from imu.drivers.door import Notification
from tests.drivers.vectors import Vector, data

_G = 9.80665

MOVELLA_DOT = [
    Vector(
        source="stamps and floats of a public bleak script's log (mode 6), set into rate "
        "quantities as in table 15 of XD0506P revision C, filled up to the 40 bytes of table 12",
        heard=[
            data("d8052244 af964040 6b2aa740 5add14c0 af964040 6b2aa740 5add14c0" + 12 * "00"),
            data("f3462244 0da53c40 9c13a640 f01009c0 0da53c40 9c13a640 f01009c0" + 12 * "00"),
        ],
        acc_g=[
            [3.009197 / _G, 5.223928 / _G, -2.326010 / _G],
            [2.947574 / _G, 5.189894 / _G, -2.141659 / _G],
        ],
        gyr_deg_s=[[3.009197, 5.223928, -2.326010], [2.947574, 5.189894, -2.141659]],
        time_s=[1143.080408, 1143.097075],
        places=(5, 3),
    ),
    Vector(
        source="tables 17 and 20 of XD0506P revision C, numbers of our own: the last microsecond "
        "before stamps begin anew and the first after; 28 bytes without filling; 63 %, charging",
        heard=[
            Notification("battery", bytes([63, 1])),
            data("ffffffff 00000000 00000000 e7e81c41 0000b442 00000000 000034c3"),
            data("00000000 00000000 00000000 e7e81c41 0000b442 00000000 000034c3"),
        ],
        acc_g=[[0, 0, 1], [0, 0, 1]],
        gyr_deg_s=[[90, 0, -180], [90, 0, -180]],
        time_s=[4294.967295, 0.0],
        battery_percent=63.0,
    ),
]
