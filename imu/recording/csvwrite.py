"""Samples -> the lines of a sample file, with as many decimals as make every number come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from imu.recording.layout import (
    ACC_DECIMALS,
    GYR_DECIMALS,
    HOST_TIME,
    REQUIRED_COLUMNS,
    SENSOR_TIME,
    SEQ,
    TIME_DECIMALS,
)
from imu.samples import Block, Floats

_ROWS_AT_A_TIME = 4096
"""Rows formatted at once: enough to be fast, few enough that the text stays small."""

_FORMATS = {
    SEQ: "%.0f",
    HOST_TIME: f"%.{TIME_DECIMALS}f",
    SENSOR_TIME: f"%.{TIME_DECIMALS}f",
}
_REQUIRED_FORMATS = (
    f"%.{TIME_DECIMALS}f",
    *[f"%.{ACC_DECIMALS}f"] * 3,
    *[f"%.{GYR_DECIMALS}f"] * 3,
)


def round_block(block: Block) -> Block:
    """The block as it will be read back: rounded to the decimals of the format (R8).

    A driver rounds once, before recorder and tracker see the samples; then live and replay get the
    same numbers to the last bit. Rounding twice changes nothing.
    """
    return replace(
        block,
        time_s=np.round(block.time_s, TIME_DECIMALS),
        acc_m_s2=np.round(block.acc_m_s2, ACC_DECIMALS),
        gyr_rad_s=np.round(block.gyr_rad_s, GYR_DECIMALS),
        host_time_s=_rounded(block.host_time_s),
        sensor_time_s=_rounded(block.sensor_time_s),
    )


def _rounded(time_s: Floats | None) -> Floats | None:
    return None if time_s is None else np.round(time_s, TIME_DECIMALS)


def optional_columns(block: Block) -> tuple[str, ...]:
    """The optional columns that a block fills. Those of the first block shape the file."""
    filled = {
        SEQ: block.seq,
        HOST_TIME: block.host_time_s,
        SENSOR_TIME: block.sensor_time_s,
    }
    return tuple(name for name, values in filled.items() if values is not None)


def header_line(optional: tuple[str, ...]) -> bytes:
    """The header row of a file with these optional columns."""
    return (",".join((*REQUIRED_COLUMNS, *optional)) + "\n").encode()


def format_rows(block: Block, optional: tuple[str, ...]) -> Iterator[bytes]:
    """The lines for a block, some thousand at a time; an absent optional value becomes ``nan``."""
    line = ",".join((*_REQUIRED_FORMATS, *(_FORMATS[name] for name in optional))) + "\n"
    matrix = _matrix(block, optional)
    for start in range(0, len(matrix), _ROWS_AT_A_TIME):
        rows = matrix[start : start + _ROWS_AT_A_TIME]
        yield ((line * len(rows)) % tuple(rows.ravel().tolist())).encode()


def _matrix(block: Block, optional: tuple[str, ...]) -> Floats:
    """(n, 7 + k) all the numbers of the rows."""
    extras = {SEQ: block.seq, HOST_TIME: block.host_time_s, SENSOR_TIME: block.sensor_time_s}
    empty = np.full(len(block), np.nan)
    columns = [empty if (values := extras[name]) is None else values for name in optional]
    return np.column_stack([block.time_s, block.acc_m_s2, block.gyr_rad_s, *columns])
