"""``reps.csv``: the listed reps of a session as one row each, for Excel and pandas.

Derived: it may be deleted and is made again from the samples.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from imu.recording.atomic import replace_file
from imu.recording.layout import REPS_FILE
from imu.recording.place import cannot_write
from imu.samples import Rep, Session

_PLACE_COLUMNS = ("side", "set", "rep")
_TIME_COLUMNS = (
    "start_s",
    "bottom_start_s",
    "bottom_end_s",
    "end_s",
    "provisional_s",
    "announced_s",
)
_REP_COLUMNS = (*_TIME_COLUMNS, "depth_deg", "counted", "flags")
_ORIGIN_COLUMNS = (
    "mode",
    "version",
    "metrics_version",
    "settings_hash",
    "input_hash",
    "edits_hash",
)


def write_reps(folder: Path, session: Session) -> Path:
    """Write ``reps.csv`` into a recording, over an older one.

    Parameters
    ----------
    folder : the recording.
    session : its result.

    Returns
    -------
    The file written.

    Raises
    ------
    RecordingError : it cannot be written; an older file is untouched.
    """
    path = folder / REPS_FILE
    try:
        replace_file(path, reps_csv(session).encode())
    except OSError as error:
        raise cannot_write(path, error) from error
    return path


def reps_csv(session: Session) -> str:
    """All listed reps as CSV text, with the metrics as columns and where each row comes from.

    A metric that cannot be given is an empty field. `set` and `rep` count from 1 in each side and
    set; reps that are listed but not counted have a number, too.
    """
    reps = list(_numbered(session))
    metrics = sorted({name for _, rep, _ in reps for name in rep.metrics})
    origin = [getattr(session, name) for name in _ORIGIN_COLUMNS]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_PLACE_COLUMNS, *_REP_COLUMNS, *metrics, "similarity", *_ORIGIN_COLUMNS])
    for place, rep, alike in reps:
        values = [_cell(rep.metrics.get(name)) for name in metrics]
        writer.writerow([*place, *_rep_cells(rep), *values, _cell(alike), *origin])
    return out.getvalue()


def _numbered(session: Session) -> Iterator[tuple[tuple[str, int, int], Rep, float | None]]:
    """Each rep with its side, the numbers of its set and of itself from 1, and its similarity."""
    for side, result in session.sides.items():
        for set_number, rep_set in enumerate(result.sets, start=1):
            alike = dict(enumerate(rep_set.similarity, start=1))
            for rep_number, rep in enumerate(rep_set.reps, start=1):
                yield (side, set_number, rep_number), rep, alike.get(rep_number)


def _rep_cells(rep: Rep) -> list[str]:
    times = [_cell(getattr(rep, name)) for name in (*_TIME_COLUMNS, "depth_deg")]
    return [*times, "true" if rep.counted else "false", " ".join(rep.flags)]


def _cell(value: float | None) -> str:
    """A number with every digit that it needs; nothing where there is none."""
    return "" if value is None else repr(float(value))
