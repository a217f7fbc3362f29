"""The tables and sidecars of one sensor in a BIDS dataset, as text and plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from imu.exporters.rows import Cell, Row
from imu.exporters.study import Study
from imu.recording import Stream
from imu.recording.layout import ACC_DECIMALS, GYR_DECIMALS, TIME_DECIMALS
from imu.samples import Block, Side, SideResult
from imu.version import __version__

MISSING = "n/a"

CHANNELS = (
    ("latency", MISSING, "LATENCY", "s"),
    *((f"acc_{axis}", axis, "ACCEL", "m/s^2") for axis in "xyz"),
    *((f"gyro_{axis}", axis, "GYRO", "rad/s") for axis in "xyz"),
)
"""Name, component, type and unit of each column of a motion file."""

REFERENCE_FRAMES: dict[str, Any] = {
    "reference_frame": {
        "Description": "The frame in which a channel is measured.",
        "Levels": {
            "sensor": {
                "Description": "The axes printed on the sensor, however it is strapped on;"
                " right-handed. At rest the acceleration points upwards.",
                "RotationRule": "right-hand",
            }
        },
    }
}

EVENT_COLUMNS = {
    "onset": "Time since the first sample of the motion file, s.",
    "duration": "Length, s.",
    "trial_type": "set, or rep: one hinge from standing tall to standing tall.",
    "set": "Number of the set on this side, from 1.",
    "rep": "Number of the rep in its set, from 1.",
    "counted": "Whether the rep is one of the set's reps.",
    "depth_deg": "Deepest thigh tilt from standing tall, degrees.",
    "flags": "Remarks on the rep, separated by spaces.",
}
"""Columns of the events, and what each holds."""


def tsv(names: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> str:
    """A table with tabs; n/a where nothing is known."""
    lines = ["\t".join(names)]
    lines += ["\t".join(_field(row.get(name)) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def _field(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{round(cell, TIME_DECIMALS):.10g}"
    text = "" if cell is None else " ".join(str(cell).split())
    return text or MISSING


def motion_tsv(block: Block) -> str:
    """The samples without a head, as the specification wants it: columns as in `CHANNELS`."""
    numbers = np.column_stack([block.time_s - block.time_s[0], block.acc_m_s2, block.gyr_rad_s])
    decimals = (TIME_DECIMALS, *[ACC_DECIMALS] * 3, *[GYR_DECIMALS] * 3)
    line = "\t".join(f"%.{count}f" for count in decimals) + "\n"
    return (line * len(numbers)) % tuple(numbers.ravel().tolist())


def channel_rows(side: Side) -> list[Row]:
    """A row for each column of the motion file."""
    point = MISSING if side == "unknown" else f"{side}_thigh"
    return [
        {
            "name": name,
            "component": component,
            "type": kind,
            "tracked_point": point,
            "units": unit,
            "placement": point,
            "reference_frame": MISSING if kind == "LATENCY" else "sensor",
        }
        for name, component, kind, unit in CHANNELS
    ]


def motion_sidecar(one: Study, side: Side, stream: Stream, task: str) -> dict[str, Any]:
    """What is told about a motion file."""
    told, rate = stream.sidecar, stream.rate_hz or 0.0
    block = stream.block
    counts = {kind: sum(k == kind for _, _, k, _ in CHANNELS) for kind in _COUNTED}
    whole = {
        "TaskName": task,
        "TaskDescription": one.recording.session.exercise or "hip hinges on one leg",
        "TrackingSystemName": f"sensor on the {side} thigh",
        "SamplingFrequency": told.sampling_frequency if told and told.sampling_frequency else rate,
        "SamplingFrequencyEffective": rate,
        "RecordingDuration": float(block.time_s[-1] - block.time_s[0]),
        "MotionChannelCount": len(CHANNELS),
        **{f"{kind}ChannelCount": count for kind, count in counts.items()},
        "TrackedPointsCount": 1,
        "MissingValues": MISSING,
        "SoftwareVersions": f"kickstand {__version__}",
    }
    if told is not None:
        whole |= {
            "Manufacturer": told.manufacturer,
            "ManufacturersModelName": told.manufacturers_model_name,
            "DeviceSerialNumber": told.device_serial_number,
        }
        whole["SoftwareVersions"] = told.software_versions or whole["SoftwareVersions"]
    return {name: value for name, value in whole.items() if value is not None}


_COUNTED = ("ACCEL", "GYRO", "LATENCY")


def event_rows(result: SideResult, first_s: float) -> list[Row]:
    """Sets and reps in order of time.

    Parameters
    ----------
    first_s : session time of the first sample of the motion file, s.
    """
    rows: list[Row] = []
    for number, rep_set in enumerate(result.sets, start=1):
        rows.append({**_when(rep_set.start_s, rep_set.end_s, first_s), "trial_type": "set"})
        rows[-1]["set"] = number
        for place, rep in enumerate(rep_set.reps, start=1):
            row: Row = {"trial_type": "rep", "set": number, "rep": place, "counted": rep.counted}
            row |= {"depth_deg": rep.depth_deg, "flags": " ".join(rep.flags)}
            rows.append({**_when(rep.start_s, rep.end_s, first_s), **row})
    return sorted(rows, key=lambda row: float(row["onset"] or 0.0))


def _when(start_s: float, end_s: float, first_s: float) -> Row:
    return {"onset": start_s - first_s, "duration": end_s - start_s}
