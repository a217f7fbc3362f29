"""Sensor Logger: the folder or zip with one CSV file for each sensor of the phone."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from imu.importers.model import Axes, Imported, TextKind, TimeColumn
from imu.importers.sources import Piece

_XYZ = r"(?P<axis>[xyz])"

KIND = TextKind(
    name="sensor-logger",
    title="Sensor Logger",
    mark=r"\btime,seconds_elapsed,",
    # The columns are called x, y and z in every file, and stand in the order z, y, x.
    axes=(
        Axes("total", _XYZ, "m/s²", r"^total_?acceleration"),
        Axes("linear", _XYZ, "m/s²", r"^accelerometer\."),
        Axes("gravity", _XYZ, "m/s²", r"^gravity"),
        Axes("rotation", _XYZ, "rad/s", r"^gyroscope\."),
        # In g on iPhones unless 'Standardise Units & Frames' is on: the numbers have to tell.
        Axes("total", _XYZ, "", r"^accelerometeruncalibrated"),
    ),
    times=(TimeColumn("seconds_elapsed"), TimeColumn("time", "ns")),
    epoch=TimeColumn("time", "ns"),
    advice=(
        "Record Accelerometer, Gravity and Gyroscope (or Total Acceleration and Gyroscope), and"
        " give the folder or the zip"
    ),
)

_TURNED = (
    "an iPhone without 'Standardise Units & Frames' shows gravity downwards: acceleration is turned"
    " round"
)
_UNTOLD = (
    "no Metadata.csv says which phone it was; with an iPhone and 'Standardise Units & Frames' off,"
    " up and down are swapped, which does not change the count"
)


def upright(imported: Imported, pieces: Sequence[Piece]) -> Imported:
    """The samples with acceleration as all sensors show it: at rest it points upwards.

    iPhones show the opposite of Android phones unless the app was told to standardise, and
    Metadata.csv says both. Only an iPhone shows uncalibrated acceleration in g.
    """
    told = _phone(pieces)
    turned = told.get("platform", "").lower() == "ios" and told.get("standardisation") != "true"
    if turned or imported.acc_unit.unit == "g":
        # Adding 0 makes a plain 0 of -0.
        block = replace(imported.block, acc_m_s2=0.0 - imported.block.acc_m_s2)
        return replace(imported, block=block, notes=(*imported.notes, _TURNED))
    return imported if told else replace(imported, notes=(*imported.notes, _UNTOLD))


def _phone(pieces: Sequence[Piece]) -> dict[str, str]:
    """The one row of Metadata.csv by the names of its columns; {} without it."""
    for piece in pieces:
        if piece.name.lower() == "metadata.csv":
            lines = piece.data.decode("utf-8-sig", "replace").splitlines()
            try:
                names, cells = list(csv.reader(lines))[:2]
            except (csv.Error, ValueError):
                return {}
            return dict(zip(names, cells, strict=False))
    return {}
