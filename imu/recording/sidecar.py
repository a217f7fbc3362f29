"""``left.imu.json``: what the sensor is and claims, under the names that BIDS gives these facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from imu.recording.jsonfile import convert, read_object, write_object


class Sidecar(msgspec.Struct, frozen=True, kw_only=True, rename="pascal", omit_defaults=True):
    """What a sensor says about itself. Names in the file are BIDS names where BIDS has one.

    Attributes
    ----------
    sampling_frequency : the rate that the sensor claims, Hz. It may lie (R15).
    tracked_point : "left_thigh", "right_thigh", or another place.
    manufacturer, manufacturers_model_name, device_serial_number : as the sensor names itself.
    software_versions : firmware of the sensor.
    accelerometer_range : full scale, m/s².
    gyroscope_range : full scale, rad/s.
    clock_model : how the sensor's ticks became session time; free JSON.
    extra : fields that this version does not know, kept as they are.
    """

    sampling_frequency: float | None = None
    tracked_point: str | None = None
    manufacturer: str | None = None
    manufacturers_model_name: str | None = None
    device_serial_number: str | None = None
    software_versions: str | None = None
    accelerometer_range: float | None = None
    gyroscope_range: float | None = None
    clock_model: dict[str, Any] | None = None
    extra: dict[str, Any] = {}


_KNOWN = frozenset(Sidecar.__struct_encode_fields__) - {"Extra"}


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar.

    Raises
    ------
    RecordingError : unreadable, no JSON, or a known field has the wrong type.
    """
    raw = read_object(path)
    known = {name: value for name, value in raw.items() if name in _KNOWN}
    extra = {name: value for name, value in raw.items() if name not in _KNOWN}
    return convert(path, {**known, "Extra": extra}, Sidecar)


def write_sidecar(path: Path, sidecar: Sidecar) -> None:
    """Write a sidecar atomically.

    Raises
    ------
    OSError : it cannot be written; an older file is untouched.
    """
    fields: dict[str, Any] = msgspec.to_builtins(sidecar)
    fields.pop("Extra", None)
    write_object(path, {**sidecar.extra, **fields})
