"""The slow parser: the same numbers as the fast one, but it can say which line is broken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

import numpy as np

from imu.errors import RecordingError
from imu.samples import Floats

NUMBER = re.compile(
    rb"\s*[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|nan|inf(?:inity)?)\s*", re.IGNORECASE
)
"""What counts as a number, exactly as `numpy.loadtxt` sees it (`float` would also take ``1_0``).

A digit can be read in one way only, or a field of a million digits and a letter takes for ever."""

_SHOWN = 30


def parse_carefully(path: Path, body: bytes, count: int, indices: tuple[int, ...]) -> Floats:
    """Parse rows of numbers one line at a time.

    Parameters
    ----------
    body : the lines after the header; each ends in LF. Empty ones are skipped.
    count : number of fields that every line must have.
    indices : the fields to keep.

    Returns
    -------
    (n, len(indices)); an empty field is nan.

    Raises
    ------
    RecordingError : names the first broken line and what is wrong with it.
    """
    rows: list[list[float]] = []
    for line, text in enumerate(body.split(b"\n"), start=2):
        if not text:
            continue
        fields = text.split(b",")
        if len(fields) != count:
            _refuse_count(path, line, text, len(fields), count)
        rows.append([_number(path, line, fields[index]) for index in indices])
    return np.array(rows, dtype=np.float64)


def _number(path: Path, line: int, field: bytes) -> float:
    if not field.strip():
        return float("nan")
    if not NUMBER.fullmatch(field):
        shown = field[:_SHOWN].decode("utf-8", "replace") + ("..." if len(field) > _SHOWN else "")
        problem = f"{shown!r} is not a number"
        raise RecordingError(path, problem, "Mend or delete that line", line)
    return float(field)


def _refuse_count(path: Path, line: int, text: bytes, found: int, expected: int) -> NoReturn:
    problem = f"{found} fields where the header has {expected}"
    if b";" in text:
        advice = "Export the file with commas between the columns and with decimal points"
    elif found in (2 * expected, 2 * expected - 1):
        problem += "; the numbers seem to have decimal commas"
        advice = "Export the file with decimal points"
    else:
        advice = "Mend or delete that line"
    raise RecordingError(path, problem, advice, line)
