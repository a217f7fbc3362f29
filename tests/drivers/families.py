"""What every family is tried with: published bytes and the numbers that they stand for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imu.drivers.described.driver import load_description
from imu.drivers.door import Driver
from imu.drivers.registry import find_drivers
from tests.drivers import vectors_boards
from tests.drivers.vectors import RAD, Vector, data
from tests.drivers.vectors_capture2go import CAPTURE2GO
from tests.drivers.vectors_movella_dot import MOVELLA_DOT
from tests.drivers.vectors_movesense import MOVESENSE
from tests.drivers.vectors_thingy import THINGY

__all__ = ["NOTES", "OWN", "RAD", "ROOT", "Family", "families", "profile_vectors"]

ROOT = Path(__file__).resolve().parents[2]
NOTES = ROOT / "firmware_notes"
OWN = NOTES / "sensors" / "own.toml"


@dataclass(frozen=True)
class Family:
    """A driver and what it is tried with."""

    driver: Driver
    vectors: list[Vector] = field(default_factory=list[Vector])

    def __str__(self) -> str:
        return self.driver.family


def profile_vectors() -> list[Vector]:
    """The vectors of the reference profile, from the page on which they are published."""
    page = (NOTES / "profile.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert block
    rows: list[dict[str, Any]] = [json.loads(line) for line in block.group(1).splitlines()]
    return [
        Vector(
            source="firmware_notes/profile.md",
            heard=[data(row["hex"])],
            acc_g=row["acc_g"],
            gyr_deg_s=row["gyr_deg_s"],
            time_s=[us / 1e6 for us in row["time_us"]],
            seq=row["seq"],
            battery_percent=row["battery"],
            places=(6, 4),
        )
        for row in rows
        if "acc_g" in row
    ]


WITMOTION = [
    Vector(
        source="obedier/vib analyze_wt901_data.py, log of a WT901BLE68; last 4 bytes not logged",
        heard=[
            data("5561 35ff 59ff 0a08 0000 0000 0000 b9fc 00000000"),
            data("5561 e403 ebf4 3f00 7c02 02ff 3300 52fe 00000000"),
            data("5561 9cff c2ff d007 92fe 7bff 2000 29fe 00000000"),
        ],
        acc_g=[[-0.0991, -0.0815, 1.0049], [0.4863, -1.3853, 0.0308], [-0.0488, -0.0303, 0.9766]],
        gyr_deg_s=[[0, 0, 0], [38.818, -15.503, 3.113], [-22.339, -8.118, 1.953]],
    ),
    Vector(
        source="the vendor's layout of 28 bytes, numbers of our own; registers from 64 on between",
        heard=[
            data("5561 0008 0000 0000 8e00 0000 0000 0000 0000 0000 1a0b1c0c00000000"),
            data("5571 6400 8901 0000 0000 0000 0000 0000 0000 0000"),
            data("5561 0000 0008 0000 0000 8e00 0000 0000 0000 0000 1a0b1c0c00000a00"),
            data("5561 0000 0000 0008 0000 0000 8e00 0000 0000 0000 1a0b1c0c00001400"),
        ],
        acc_g=[[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        gyr_deg_s=[[8.667, 0, 0], [0, 8.667, 0], [0, 0, 8.667]],
        battery_percent=90.0,
    ),
]

POLAR = [
    Vector(
        source="polar-ble-sdk unit tests: raw acceleration, form 1; compressed rates, form 1",
        heard=[
            data("02 0094357700000000 01 F7FF FFFF E703 F8FF FEFF E503"),
            data("05 0094357700000000 81 0000803F 00002041 0000A041 1C 01 0000A001000008CDCCEC0D"),
        ],
        acc_g=[[-0.009, -0.001, 0.999], [-0.008, -0.002, 0.997]],
        gyr_deg_s=[[1, 10, 20], [10, 20, 1.1]],
        time_s=[2.0 - round(1 / 104, 6), 2.0],
    ),
    Vector(
        source="polar-ble-sdk unit tests: both compressed, acceleration form 1, rates form 0; "
        "their stamps were a nanosecond apart and are set to one instant here",
        heard=[
            data("02 0094357700000000 81 F1FF 1400 F003 06 01 7B0F08"),
            data("05 0094357700000000 80 EAFF 0800 0D00 03 01 DF00"),
        ],
        acc_g=[[-0.015, 0.020, 1.008], [-0.020, 0.017, 1.008]],
        gyr_deg_s=[[-22, 8, 13], [-23, 11, 16]],
        time_s=[2.0 - round(1 / 104, 6), 2.0],
        places=(4, 1),  # a count of 1 degree/s is rounded to a thirtieth
    ),
]

OWN_VECTORS = [
    Vector(
        source="firmware_notes/sensors/own.toml, by hand: 4096 is 1 g, 328 is 10 degrees/s",
        heard=[data("0700 e8030000 0010 0000 00f0 4801 0000 b8fe 32")],
        acc_g=[[1, 0, -1]],
        gyr_deg_s=[[10, 0, -10]],
        time_s=[1.0],
        seq=[7],
        battery_percent=50.0,
    ),
    Vector(
        source="the same, two samples in one notification",
        heard=[
            data(
                "ffff ffffffff 0000 0000 0010 0000 0000 0000 64"
                "0000 09000000 0000 0010 0000 0000 0000 0000 63"
            )
        ],
        acc_g=[[0, 0, 1], [0, 1, 0]],
        gyr_deg_s=[[0, 0, 0], [0, 0, 0]],
        time_s=[4294967.295, 0.009],
        seq=[65535, 0],
        battery_percent=99.0,
    ),
]


def families() -> list[Family]:
    """Every driver that is installed, and the example of a described one."""
    vectors = {
        "adafruit": vectors_boards.ADAFRUIT,
        "arduino-nano": vectors_boards.NANO,
        "arduino-nicla": vectors_boards.NICLA,
        "kickstand": profile_vectors(),
        "metamotion": vectors_boards.METAMOTION,
        "movesense": MOVESENSE,
        "capture2go": CAPTURE2GO,
        "movella-dot": MOVELLA_DOT,
        "polar": POLAR,
        "thingy": THINGY,
        "witmotion": WITMOTION,
        "own-mpu6050": OWN_VECTORS,
    }
    found = find_drivers()
    assert not found.problems
    drivers = [*found.drivers, load_description(OWN)]
    return [Family(driver, vectors.get(driver.family, [])) for driver in drivers]
