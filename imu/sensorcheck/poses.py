"""One g in six positions: offset and scale of the accelerometer's axes from six sides.

The sensor lies on each of its six sides in turn, in any order. Where it lies on a side and on the
opposite one, half the sum of the readings is the axis's offset, half the difference its scale
(STMicroelectronics, AN4508: Parameters and calibration of a low-g 3-axis accelerometer).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats
from imu.sensorcheck.finding import Finding, untried, verdict
from imu.sensorcheck.take import Still

FACES = ("+x", "-x", "+y", "-y", "+z", "-z")
"""The six sides, by the axis that points up."""

AXES = ("x", "y", "z")

_ON_A_SIDE = 0.94
"""Cosine of 20 degrees: closer to an axis than that, the sensor lies on a side, however crooked its
case is."""

_OFFSET_M_S2 = 0.8
"""m/s². The worst in data sheets is ±80 thousandths of g (InvenSense MPU-6050, z); newer ones have
20 to 40. More tilts the pose by over 5 degrees."""

_SCALE = 0.05
"""Data sheets: up to ±3 % (MPU-6050). A side that is 10 degrees crooked takes off another 1.5 %,
gravity differs by 0.3 % over the earth."""

_GUESSES = (
    ("m/s²", 8.3, 11.3, 1.0),
    ("g", 0.85, 1.15, STANDARD_GRAVITY_M_S2),
    ("thousandths of g", 850.0, 1150.0, STANDARD_GRAVITY_M_S2 / 1000.0),
)
"""Unit, what lying still reads in it with the worst sensor of data sheets, and m/s² in one."""


def force_unit(stills: Sequence[Still]) -> tuple[Finding, float]:
    """In which unit the force seems to be, and how many m/s² one of it is (1 where unknown)."""
    if not stills:
        advice = "Lay the sensor on a table and leave it alone for some seconds."
        return untried("accelerometer-unit", "It has not lain still yet.", advice), 1.0
    reading = float(np.median([np.sqrt(np.sum(one.force**2)) for one in stills]))
    for unit, low, high, factor in _GUESSES:
        if low <= reading <= high:
            sentence = f"Lying still it reads {reading:.4g}, as gravity does in {unit}."
            advice = f"Multiply the acceleration by {factor:.5g}, or name its unit."
            good = factor == 1.0
            found = verdict("accelerometer-unit", sentence, advice, good=good, reading=reading)
            return found, factor
    sentence = f"Lying still it reads {reading:.4g}; gravity is 9.81 m/s²."
    factor = STANDARD_GRAVITY_M_S2 / reading if reading > 0.0 else 1.0
    advice = f"Look at range and scale: a factor of {factor:.4g} would make gravity of it."
    return verdict("accelerometer-unit", sentence, advice, good=False, reading=reading), factor


def face_of(still: Still) -> str | None:
    """The side that is up; None where the sensor lies on none."""
    up = still.up
    axis = int(np.argmax(np.abs(up)))
    if abs(up[axis]) < _ON_A_SIDE:
        return None
    return f"{'+' if up[axis] > 0 else '-'}{AXES[axis]}"


def faces_of(stills: Sequence[Still]) -> dict[str, Still]:
    """Of each side that was up, the longest time that it was."""
    found: dict[str, Still] = {}
    for still in stills:
        face = face_of(still)
        if face is None:
            continue
        known = found.get(face)
        if known is None or still.last - still.first > known.last - known.first:
            found[face] = still
    return found


def check_faces(faces: Mapping[str, Still], factor: float) -> list[Finding]:
    """Offset and scale of each axis whose both ends were up.

    Parameters
    ----------
    faces : as `faces_of` gives them.
    factor : m/s² in one unit of the samples.
    """
    found = [_axis(n, name, faces, factor) for n, name in enumerate(AXES)]
    return [finding for pair in found for finding in pair]


def _axis(n: int, name: str, faces: Mapping[str, Still], factor: float) -> list[Finding]:
    missing = [face for face in (f"+{name}", f"-{name}") if face not in faces]
    if missing:
        sentence = f"The accelerometer's {name} axis has not pointed both up and down yet."
        advice = f"Lay the sensor on the side that turns {name} {_way(missing[0])}."
        return [untried(f"accelerometer-{name}", sentence, advice)]
    high, low = (_reading(faces[face].force, n, factor) for face in (f"+{name}", f"-{name}"))
    offset, scale = (high + low) / 2.0, (high - low) / (2.0 * STANDARD_GRAVITY_M_S2)
    good_offset, good_scale = abs(offset) <= _OFFSET_M_S2, abs(scale - 1.0) <= _SCALE
    sentence = (
        f"The accelerometer's {name} axis: offset {offset:+.2f} m/s² (up to {_OFFSET_M_S2:g}),"
        f" scale {scale:.3f} (0.95 to 1.05)."
    )
    advice = "Calibrate it in six positions: subtract the offset, divide by the scale."
    if not good_scale:
        advice = "Check the range that is set against the one that the numbers are divided by."
    good = good_offset and good_scale
    code = f"accelerometer-{name}"
    return [verdict(code, sentence, advice, good=good, offset_m_s2=offset, scale=scale)]


def _way(face: str) -> str:
    return "up" if face[0] == "+" else "down"


def _reading(force: Floats, axis: int, factor: float) -> float:
    return float(force[axis]) * factor
