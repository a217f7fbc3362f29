"""phyphox: Accelerometer.csv and Gyroscope.csv, or the zip with both. Columns get renamed a lot."""

from __future__ import annotations

from imu.importers.model import Axes, TextKind, TimeColumn

KIND = TextKind(
    name="phyphox",
    title="phyphox",
    mark=r"\bTime \(s\)",
    axes=(
        Axes("linear", r"Linear Acceleration (?P<axis>[xyz]) \(.*\)"),
        Axes("total", r"(?:Acceleration|Accel(?:erometer)?)[ _](?P<axis>[xyz])\b.*"),
        Axes("rotation", r"(?:Gyro(?:scope)?)[ _](?P<axis>[xyz])\b.*"),
        Axes("linear", r"(?P<axis>[xyz]) \(m/s(?:\^2|²|2)\)", file="linear"),
        Axes("total", r"(?P<axis>[xyz]) \(m/s(?:\^2|²|2)\)"),
        Axes("rotation", r"(?P<axis>[xyz]) \((?:rad|deg|°)/s\)"),
    ),
    times=(TimeColumn(r"Time \(s\)"),),
    advice=(
        "Record a simple experiment with accelerometer (not 'without g') and gyroscope, and give"
        " both files or the zip"
    ),
)
