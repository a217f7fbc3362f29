"""Names of files and columns, and how many decimals a number gets: the vocabulary of the format.

The rules are numbered in ``recordings/README.md``; "R7" in a comment names one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import cast

from imu.samples import Side

SCHEMA_VERSION = 1
"""Version of the format that this programme writes, and the newest that it can read."""

SESSION_FILE = "session.json"
EVENTS_FILE = "events.csv"
LABELS_FILE = "labels.json"
EDITS_FILE = "edits.json"
TRUTH_FILE = "truth.csv"
REPS_FILE = "reps.csv"

TIME = "time_s"
ACC_COLUMNS = ("acc_x_m_s2", "acc_y_m_s2", "acc_z_m_s2")
GYR_COLUMNS = ("gyr_x_rad_s", "gyr_y_rad_s", "gyr_z_rad_s")
REQUIRED_COLUMNS = (TIME, *ACC_COLUMNS, *GYR_COLUMNS)
SEQ = "seq"
HOST_TIME = "host_time_s"
SENSOR_TIME = "sensor_time_s"
OPTIONAL_COLUMNS = (SEQ, HOST_TIME, SENSOR_TIME)

TRUTH_COLUMNS = (TIME, "opt_qw", "opt_qx", "opt_qy", "opt_qz", "movement")
EVENT_COLUMNS = ("onset_s", "duration_s", "type", "side", "value")

TIME_DECIMALS = 6
"""Microseconds: the finest tick that any supported sensor stamps its samples with."""
ACC_DECIMALS = 5
"""1e-5 m/s². One step of a 16-bit sensor at its finest usual range (±2 g) is 6.0e-4 m/s², so the
decimals keep every step apart with a factor of 60 to spare, also after a calibration."""
GYR_DECIMALS = 6
"""1e-6 rad/s. One step of a 16-bit sensor at ±125 deg/s is 6.7e-5 rad/s: again a factor of 60."""

_SAMPLE_FILE = re.compile(r"(left|right|unknown)\.imu\.csv(?:\.gz)?")
_BARE_FILE = re.compile(r"(left|right)(?![a-z]).*\.csv(?:\.gz)?", re.IGNORECASE)
_CSV_ENDING = re.compile(r"(?:\.imu)?\.csv(?:\.gz)?$", re.IGNORECASE)
_TRACKED_POINT = re.compile(r"(left|right)_thigh")


def sample_file(side: Side) -> str:
    """Name of the sample file of one side inside a recording."""
    return f"{side}.imu.csv"


def sidecar_file(side: Side) -> str:
    """Name of the sidecar of one side inside a recording."""
    return f"{side}.imu.json"


def side_of_sample_file(name: str) -> Side | None:
    """The side that a file of a recording belongs to, or None if it is no sample file (R4)."""
    match = _SAMPLE_FILE.fullmatch(name)
    return cast("Side", match[1]) if match else None


def side_of_bare_file(name: str) -> Side:
    """The side that the name of a single CSV file tells: ``left.csv``, ``right_monday.csv`` ..."""
    match = _BARE_FILE.fullmatch(name)
    return cast("Side", match[1].lower()) if match else "unknown"


def side_of_tracked_point(tracked_point: str | None) -> Side | None:
    """The side that a sidecar's ``TrackedPoint`` names, or None."""
    match = _TRACKED_POINT.fullmatch(tracked_point or "")
    return cast("Side", match[1]) if match else None


def sidecar_of(sample_path: Path) -> Path:
    """Where the sidecar of a sample file is: ``a.imu.csv.gz`` and ``a.csv`` -> ``a.imu.json``."""
    return sample_path.with_name(_CSV_ENDING.sub("", sample_path.name) + ".imu.json")


def free_path(folder: Path, started_at: datetime, sides: Iterable[Side]) -> Path:
    """A path in `folder` for a new recording that nothing stands at yet.

    Parameters
    ----------
    started_at : when the session began, in the time zone that the name shall show.
    sides : the thighs that wear a sensor; they end the name.
    """
    return free_name(folder, f"{started_at:%Y-%m-%d_%H%M}_{'-'.join(sides)}".rstrip("_"))


def free_name(folder: Path, name: str) -> Path:
    """A path in `folder` that nothing stands at, called `name` if that is free."""
    path, number = folder / name, 2
    while _exists(path):
        path, number = folder / f"{name}_{number}", number + 1
    return path


def _exists(path: Path) -> bool:
    """Whether something stands there; not in a folder that may not be looked into."""
    try:
        return path.exists()
    except OSError:
        return False
