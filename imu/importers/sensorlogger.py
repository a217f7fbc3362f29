"""Sensor Logger: the folder or zip with one CSV file for each sensor of the phone."""

from __future__ import annotations

from imu.importers.model import Axes, TextKind, TimeColumn

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
