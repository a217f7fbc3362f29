"""Recordings that were never closed: a crash, a flat battery, a power cut.

Nothing in them is lost but the last moment; they only have to be found and marked.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from imu.errors import RecordingError
from imu.recording.elsewhere import is_elsewhere
from imu.recording.folder import replace_meta
from imu.recording.layout import EVENTS_FILE, SESSION_FILE, side_of_sample_file
from imu.recording.lock import is_locked, writing_in
from imu.recording.model import Recording
from imu.recording.place import cannot_write
from imu.recording.rawtext import GZIP_MARK
from imu.recording.reader import read_recording
from imu.recording.session import SessionMeta, read_session, write_session

QUIET_S = 5.0
"""s. A recording that changed less than this ago may still be running in another process."""

_REMARK = "Recovered: the recording was never closed in good order"
_TAIL_BYTES = 1 << 20


def find_unfinished(folder: Path | str, quiet_s: float = QUIET_S) -> tuple[Path, ...]:
    """Recordings under `folder`, at any depth, that are not complete, in order of name.

    Folders that cannot be read are passed over, as are recordings that are being written or changed
    less than `quiet_s` seconds ago, perhaps by another computer: they may still be running.
    """
    sessions = sorted(Path(folder).rglob(SESSION_FILE))
    return tuple(path.parent for path in sessions if is_unfinished(path, quiet_s))


def recover(path: Path | str) -> Recording:
    """Mark an unfinished recording as complete, with a remark, and cut torn last lines off.

    A complete recording is only read.

    Raises
    ------
    RecordingError : it cannot be read, holds no sample, is being written, or cannot be written; it
        stays unfinished.
    """
    path = Path(path)
    recording = read_recording(path)
    if recording.session.complete:
        return recording
    try:
        with writing_in(path):
            _close_in_order(path, recording.session)
    except OSError as error:
        raise cannot_write(path, error) from error
    return read_recording(path)


def _close_in_order(path: Path, meta: SessionMeta) -> None:
    """Do what the recorder would have done in the end."""
    for file in path.iterdir():
        is_ours = file.name == EVENTS_FILE or side_of_sample_file(file.name)
        if is_ours and not file.is_symlink():  # what a link leads to is nobody's recording
            _cut_torn_end(file)
    remarks = (*meta.remarks, _REMARK)
    write_session(path / SESSION_FILE, replace_meta(meta, complete=True, remarks=remarks))


def is_unfinished(session_path: Path, quiet_s: float = QUIET_S) -> bool:
    """Whether a recording, known by its ``session.json``, was never closed and is at rest.

    Not where all of it was saved in another place and is there (R22): this is only a part.
    """
    try:
        meta = read_session(session_path)
    except RecordingError:
        return False
    return not meta.complete and is_at_rest(session_path.parent, quiet_s) and not is_elsewhere(meta)


def is_at_rest(folder: Path, quiet_s: float = QUIET_S) -> bool:
    """Whether nobody writes into a recording now, or has within the last `quiet_s` seconds."""
    try:
        if is_locked(folder):
            return False
        changed = max(file.stat().st_mtime for file in folder.iterdir())
    except OSError:
        return False
    # A time to come is one before the clock was put back, as on a computer without a battery
    return abs(time.time() - changed) >= quiet_s


def _cut_torn_end(path: Path) -> None:
    """Cut off what follows the last line ending. A file without any, or a zipped one, is left."""
    with path.open("r+b") as file:
        if file.read(len(GZIP_MARK)) == GZIP_MARK:
            return
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - _TAIL_BYTES)
        file.seek(start)
        end = start + file.read().rfind(b"\n") + 1
        if start < end < size:
            file.truncate(end)
            os.fsync(file.fileno())
