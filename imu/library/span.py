"""How long a sample file is, told from its two ends."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import BinaryIO, cast

from imu.recording.header import split_header
from imu.recording.layout import TIME, side_of_sample_file
from imu.recording.rawtext import GZIP_MARK

_END_BYTES = 4096
"""At either end. A row of samples has under 200."""

_MOST_ZIPPED_BYTES = 64 << 20
"""Of a zipped file the whole has to be unpacked; a larger one is not looked into."""


def longest_s(folder: Path) -> float | None:
    """Of a recording's longest sample file; None where there is no sample. Raises `OSError`."""
    names = sorted(child.name for child in folder.iterdir())
    spans = [seconds_of(folder / name) for name in names if side_of_sample_file(name) is not None]
    return max((span for span in spans if span is not None), default=None)


def seconds_of(path: Path) -> float | None:
    """From the first sample to the last, s; None where the file does not tell that quickly."""
    try:
        if not path.is_file():  # opening a pipe would wait without end
            return None
        with path.open("rb") as file:
            is_zipped = file.read(len(GZIP_MARK)) == GZIP_MARK
            if not is_zipped:
                return _between(file, file.seek(0, os.SEEK_END))
            if file.seek(0, os.SEEK_END) > _MOST_ZIPPED_BYTES:
                return None
        with gzip.open(path, "rb") as unpacked:
            file = cast("BinaryIO", unpacked)
            while file.read(1 << 20):
                pass
            return _between(file, file.tell())
    except (OSError, EOFError, ValueError, IndexError):
        return None


def _between(file: BinaryIO, size: int) -> float:
    file.seek(max(0, size - _END_BYTES))
    last = file.read(_END_BYTES).split(b"\n")[-2]  # what follows the last line ending is torn (R7)
    file.seek(0)
    header, first = file.read(_END_BYTES).split(b"\n")[:2]
    at = split_header(header).index(TIME)
    return float(last.split(b",")[at]) - float(first.split(b",")[at])
