"""The header row of a CSV file: which columns there are, and what a foreign file looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imu.errors import RecordingError
from imu.recording.carefully import NUMBER

_IMPORT = "If it comes from another app, convert it with: kickstand import"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PickedColumns:
    """Where the wanted columns stand.

    Attributes
    ----------
    names, indices : the wanted columns that are there, and the 0-based field of each.
    count : number of fields in a line.
    notes : the ignored columns, in one sentence.
    """

    names: tuple[str, ...]
    indices: tuple[int, ...]
    count: int
    notes: tuple[str, ...]


def pick_columns(
    path: Path, header: bytes, required: Sequence[str], optional: Sequence[str]
) -> PickedColumns:
    """Find the wanted columns in a header row; their order in the file is free.

    Raises
    ------
    RecordingError : a required column is missing, a wanted one is there twice, or the row is no
        such header at all (other separator, no header, another app's file).
    """
    fields = split_header(header)
    wanted = [name for name in (*required, *optional) if name in fields]
    missing = [name for name in required if name not in fields]
    repeated = [name for name in wanted if fields.count(name) > 1]
    if missing:
        raise RecordingError(path, *_why_missing(header, fields, missing), line=1)
    if repeated:
        problem = f"the column {', '.join(repeated)} is there more than once"
        raise RecordingError(path, problem, "Delete or rename the surplus ones", line=1)
    indices = tuple(fields.index(name) for name in wanted)
    ignored = [name for name in fields if name not in wanted]
    notes = (f"{path.name}: ignored the column {_shown(', '.join(ignored))}",) if ignored else ()
    return PickedColumns(tuple(wanted), indices, len(fields), notes)


def split_header(header: bytes) -> list[str]:
    """The names in a header row, without blanks and quotation marks around them."""
    return [name.strip(' \t"') for name in header.decode("utf-8", "replace").split(",")]


def _why_missing(header: bytes, fields: list[str], missing: list[str]) -> tuple[str, str]:
    """Problem and advice for a header without the required columns."""
    if b";" in header or b"\t" in header:
        mark = "semicolons" if b";" in header else "tabs"
        advice = f"Export it with commas and decimal points. {_IMPORT}"
        return f"the columns are separated by {mark}, not commas", advice
    if all(NUMBER.fullmatch(name.encode()) for name in fields):
        return "there is no header row, the file starts with numbers", _IMPORT
    if any(re.fullmatch(name, field, re.IGNORECASE) for name in missing for field in fields):
        return f"the column names must be in small letters: {', '.join(missing)}", "Rename them"
    problem = f"the column {', '.join(missing)} is missing"
    return f"{problem}; the header is {_shown(header.decode('utf-8', 'replace'))!r}", _IMPORT


def _shown(text: str) -> str:
    """Text for a message: a giant header must not flood the screen."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
