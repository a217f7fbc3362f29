"""Published bytes of sensors that send acceleration and rates apart: MetaMotion and boards."""

from __future__ import annotations

import struct

from imu.drivers.door import Notification
from imu.samples import STANDARD_GRAVITY_M_S2
from tests.drivers.vectors import RAD, Vector, data


def rates(text: str) -> Notification:
    return Notification("rates", bytes.fromhex(text))


def floats(role: str, *numbers: float) -> Notification:
    return Notification(role, struct.pack("<3f", *numbers))


METAMOTION = [
    Vector(
        source="MetaWear-SDK-Cpp, test_accelerometer_bmi160.py at 8 g and test_gyro_bmi160.py at "
        "1000 degrees/s, packed; test_settings.py",
        heard=[
            data("031c 62b7 530d e9fd 16d0 4d0e 5702 8aff a105 0a01"),
            data("118c 63 3410"),
            data("1307 0915 ad26 08de 8a1a 0d26 65e4 8d20 ac27 73ec"),
        ],
        acc_g=[[-4.539, 0.833, -0.131], [-2.995, 0.894, 0.146], [-0.029, 0.352, 0.065]],
        gyr_deg_s=[
            [164.177, 301.860, -265.122],
            [207.134, 296.982, -215.457],
            [254.055, 309.634, -152.591],
        ],
        battery_percent=99.0,
        places=(3, 3),
    ),
    Vector(
        source="the same tests, one by one: counts published for 4 g and 500 degrees/s are worth "
        "twice as much at 8 g and 1000",
        heard=[data("0304 16c4 94a2 2ad0"), data("1305 3e43 ff7f 0080")],
        acc_g=[[2 * -1.872, 2 * -2.919, 2 * -1.495]],
        gyr_deg_s=[[2 * 262.409, 2 * 499.497, 2 * -499.512]],
        places=(2, 2),
    ),
]

ADAFRUIT = [
    Vector(
        source="Adafruit_CircuitPython_BLE_Adafruit: three floats, m/s² and rad/s; numbers of ours",
        heard=[
            data("00000000 00000000 c3f51c41"),
            rates("0000803f 000000bf 0000003e"),
            data("0000803f 00000040 000010c1"),
            rates("00000000 00000000 00000000"),
        ],
        acc_g=[
            [0, 0, 9.81 / STANDARD_GRAVITY_M_S2],
            [1 / STANDARD_GRAVITY_M_S2, 2 / STANDARD_GRAVITY_M_S2, -9 / STANDARD_GRAVITY_M_S2],
        ],
        gyr_deg_s=[[1 / RAD, -0.5 / RAD, 0.125 / RAD], [0, 0, 0]],
    )
]

NANO = [
    Vector(
        source="ArduinoAI BLESense-test-dashboard/BLE_spec.txt: three floats, g and degrees/s; "
        "numbers of ours",
        heard=[
            data("00000000 0000003f 000080bf"),
            rates("0000c842 000048c1 00000000"),
        ],
        acc_g=[[0, 0.5, -1]],
        gyr_deg_s=[[100, -12.5, 0]],
    )
]

NICLA = [
    Vector(
        source="NiclaSenseME.ino sends counts as floats, rates first; those of a board that lies "
        "still from nicla-sense-me-fw issue 49, of which 4096 are 1 g; the second as the "
        "dashboard's index.html reads rates, 16 bits each",
        heard=[
            floats("rates", 0.0, 0.0, 1.0),
            floats("data", -523.0, 437.0, -4022.0),
            Notification("rates", struct.pack("<3h", -2, 0, 164)),
            floats("data", -515.0, 438.0, -4026.0),
        ],
        acc_g=[
            [-523 / 4096, 437 / 4096, -4022 / 4096],
            [-515 / 4096, 438 / 4096, -4026 / 4096],
        ],
        gyr_deg_s=[[0, 0, 0.061], [-0.122, 0, 10.01]],
    )
]
