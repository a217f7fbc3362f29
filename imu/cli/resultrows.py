"""Results as rows of a table: one for each listed rep, with where it comes from."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from imu.exporters.plain import harmless
from imu.recording import Recording, reps_csv
from imu.samples import Edited, Session

Row = dict[str, str]
"""One row as text, by column; "" where there is nothing to say."""

_SOURCE = ("path", "recording", "person", "started_at", "rung", "load")
_ORIGIN = ("mode", "version", "metrics_version", "settings_hash", "input_hash", "edits_hash")
FIRST_COLUMNS = (*_SOURCE, *_ORIGIN, "edits", "duration_s", "problem", "side", "set", "rep")
"""Columns that every results file has, and begins with. Metrics follow."""

TEXTS = frozenset(
    {*_SOURCE, "mode", "version", "settings_hash", "input_hash", "edits_hash", "problem"}
    | {"side", "flags"}
)
WHOLES = frozenset({"metrics_version", "edits", "set", "rep"})
TRUTHS = frozenset({"counted"})
"""Columns of texts, whole numbers, and true or false. All others are numbers."""


def rows_of(path: Path, recording: Recording, session: Session) -> list[Row]:
    """The rows of one recording; one with empty reps where nothing is listed.

    Parameters
    ----------
    path : as it names the recording in the table.
    """
    meta = recording.session
    known: Row = {
        "path": str(path),
        "recording": session.recording,
        "person": meta.person or "",
        "started_at": meta.started_at.isoformat() if meta.started_at else "",
        "rung": "" if meta.rung is None else str(meta.rung),
        "load": meta.load or "",
        **{name: str(getattr(session, name)) for name in _ORIGIN},
        "edits": str(session.edits.count if isinstance(session.edits, Edited) else 0),
        "duration_s": repr(float(session.duration_s)),
        "problem": "",
    }
    reps = csv.DictReader(io.StringIO(reps_csv(session)))
    return [{**known, **rep} for rep in reps] or [known]


def problem_row(path: Path, problem: str) -> Row:
    """The row of a recording that could not be analysed."""
    return {"path": str(path), "recording": path.name, "problem": problem}


def name_of(row: Mapping[str, str]) -> str:
    """What the recording of a row is known by, whether or not a spreadsheet was thought of."""
    return str(harmless(row.get("path") or ""))


def ticket(row: Mapping[str, str]) -> str:
    """What has to be the same for a result to be the same: 12 hex digits.

    Recording, samples, corrections, settings, program, and which of the counters.
    """
    parts = [name_of(row), *(row.get(name) or "" for name in _ORIGIN)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def columns_of(rows: Sequence[Row]) -> list[str]:
    """All columns that occur: the first ones, those of reps and metrics, in the order met."""
    names = [*FIRST_COLUMNS, *(name for row in rows for name in row)]
    return list(dict.fromkeys(names))
