"""MbientLab MetaMotion: the pair of CSV files that MetaBase writes, one for each sensor."""

from __future__ import annotations

from imu.importers.model import Axes, TextKind, TimeColumn

KIND = TextKind(
    name="metamotion",
    title="MetaMotion (MetaBase)",
    mark=r"epoch? \(ms\).*x-axis \((g|deg/s)\)",
    axes=(
        Axes("total", r"(?P<axis>[xyz])-axis \(g\)", "g"),
        Axes("rotation", r"(?P<axis>[xyz])-axis \(deg/s\)", "deg/s"),
    ),
    # Some versions write "epoc". Not "elapsed (s)": each of the two files has a zero of its own.
    times=(TimeColumn(r"epoch? \(ms\)", "ms"),),
    epoch=TimeColumn(r"epoch? \(ms\)", "ms"),
    advice="Give both files of the recording, ..._Accelerometer_... and ..._Gyroscope_...",
    manufacturer="MbientLab",
    model="MetaMotion",
)
