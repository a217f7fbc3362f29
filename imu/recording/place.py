"""Where a recording is begun: in a folder that is new or empty, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from imu.errors import RecordingError
from imu.recording.layout import SESSION_FILE
from imu.recording.lock import LOCK_FILE, FolderLock, take_lock
from imu.recording.session import SessionMeta, write_session

_PATIENCE_S = 0.2
"""s. Somebody may just look whether the folder is locked."""


def claim_folder(path: Path, meta: SessionMeta) -> FolderLock:
    """Make the folder, or take an empty one, and begin a recording in it.

    Raises
    ------
    RecordingError : something is there already (R23).
    OSError : it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise _exists(path) from error
    if not _is_empty(path):
        raise _exists(path)
    lock = take_lock(path, _PATIENCE_S)
    if lock is None or not _is_empty(path):  # two have begun at the same moment
        raise _exists(path)
    try:
        write_session(path / SESSION_FILE, meta)
    except OSError:
        lock.release()
        raise
    return lock


def take_back(path: Path, names: Iterable[str], lock: FolderLock) -> None:
    """Remove a recording that could not be begun, so that the same place can be tried again."""
    with suppress(OSError):
        for name in (*names, SESSION_FILE):
            (path / name).unlink(missing_ok=True)
    lock.release()
    with suppress(OSError):
        path.rmdir()


def cannot_write(path: Path, error: OSError) -> RecordingError:
    """What a person is told when a recording cannot be written."""
    advice = "Free some space, plug the drive in again, or save to another place"
    return RecordingError(path, f"cannot be written ({error.strerror or error})", advice)


def _is_empty(path: Path) -> bool:
    return all(one.name == LOCK_FILE for one in path.iterdir())


def _exists(path: Path) -> RecordingError:
    return RecordingError(path, "exists already and is not overwritten", "Choose another name")
