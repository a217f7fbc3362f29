"""``truth.csv``: orientation from a reference system, to score our own against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imu.errors import RecordingError
from imu.recording.atomic import replace_file
from imu.recording.layout import TIME, TIME_DECIMALS, TRUTH_COLUMNS
from imu.recording.table import read_table, require_increasing_time
from imu.samples import Floats

_QUATERNION = TRUTH_COLUMNS[1:5]
_MOVEMENT = TRUTH_COLUMNS[5]
_QUATERNION_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Truth:
    """Reference orientation.

    Attributes
    ----------
    time_s : (n,) strictly increasing session time, s.
    quat : (n, 4) unit quaternion w, x, y, z that turns sensor into earth coordinates; nan where the
        reference system did not see the sensor.
    movement : (n,) true where the orientation counts.
    """

    time_s: Floats
    quat: Floats
    movement: NDArray[np.bool_]


def read_truth(path: Path) -> Truth:
    """Read a ``truth.csv`` or its gzip.

    Raises
    ------
    RecordingError : missing columns, a broken line, or time that does not increase.
    """
    table = read_table(path, TRUTH_COLUMNS)
    values = table.columns(TRUTH_COLUMNS)
    if not np.isfinite(values[:, 0]).all():
        line = table.line_of(int(np.argmin(np.isfinite(values[:, 0]))))
        raise RecordingError(path, "time_s is missing", "Mend or delete that line", line)
    require_increasing_time(table, values[:, 0])
    return Truth(
        table.columns([TIME])[:, 0],
        table.columns(_QUATERNION),
        table.columns([_MOVEMENT])[:, 0] > 0,
    )


def write_truth(path: Path, truth: Truth) -> None:
    """Write a ``truth.csv`` atomically.

    Raises
    ------
    OSError : it cannot be written; an older file is untouched.
    """
    matrix = np.column_stack([truth.time_s, truth.quat, truth.movement])
    formats = [f"%.{TIME_DECIMALS}f", *[f"%.{_QUATERNION_DECIMALS}f"] * 4, "%d"]
    line = ",".join(formats) + "\n"
    rows = (line * len(matrix)) % tuple(matrix.ravel().tolist())
    replace_file(path, (",".join(TRUTH_COLUMNS) + "\n" + rows).encode())
