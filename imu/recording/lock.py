"""Whether a programme is writing into a recording's folder now: the operating system knows.

A lock ends with the process that holds it, however that ends. What is left of it is an empty hidden
file that means nothing.
"""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from imu.errors import RecordingError
from imu.recording.provided import refuse_provided

LOCK_FILE = ".in-use"
"""The name of the file that is locked. Hidden: whatever lists recordings passes it over."""

PATIENCE_S = 2.0
"""s. How long somebody who changes a small file waits for another one who does."""

_LOOK_S = 0.02

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        """Whether it is ours now. A file system without locks refuses nobody."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


class FolderLock:
    """The right to write into a folder, until `release` or the end of the process."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._close = weakref.finalize(self, _close, handle)

    def release(self) -> None:
        """Give it back. Never raises; may be called again."""
        if self._close.alive:
            with suppress(OSError):  # while it is ours, so that nobody else's is deleted
                self._path.unlink(missing_ok=True)
            self._close()
            if sys.platform == "win32":  # an open file cannot be deleted there
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)


def take_lock(folder: Path, patience_s: float = 0.0) -> FolderLock | None:
    """Lock a folder, waiting for it at most so long; None if somebody else has it.

    Raises
    ------
    OSError : nothing can be written there.
    """
    path, until_s = folder / LOCK_FILE, time.monotonic() + patience_s
    while True:
        lock = _lock_once(path)
        if lock is not None or time.monotonic() >= until_s:
            return lock
        time.sleep(_LOOK_S)


def is_locked(folder: Path) -> bool:
    """Whether somebody writes into a folder now."""
    try:
        handle = os.open(folder / LOCK_FILE, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


@contextmanager
def writing_in(folder: Path) -> Generator[None]:
    """Let nobody else change the folder's small files within a ``with`` statement.

    Raises
    ------
    RecordingError : somebody else does, or it comes with Kickstand.
    OSError : nothing can be written there.
    """
    refuse_provided(folder)
    lock = take_lock(folder, PATIENCE_S)
    if lock is None:
        advice = "Try again in a moment, or close the other one"
        raise RecordingError(folder, "is being changed by another programme", advice)
    try:
        yield
    finally:
        lock.release()


def _lock_once(path: Path) -> FolderLock | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if _try_lock(handle) and _is_still(path, handle):
        return FolderLock(path, handle)
    os.close(handle)
    return None


def _is_still(path: Path, handle: int) -> bool:
    """Whether the locked file has its name still: its last owner may just have deleted it."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False


def _close(handle: int) -> None:
    with suppress(OSError):
        os.close(handle)
