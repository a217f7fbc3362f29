"""Replacing a file so that a reader, a crash or a power cut sees the old or the new one whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`: into a neighbour first, then to the disk, then renamed over it.

    Raises
    ------
    OSError : nothing has changed at `path`.
    """
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with neighbour.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbour.replace(path)
    except OSError:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut.

    Where a folder cannot be opened or synced (Windows, some network shares) the system takes care
    of names itself, so that is no error.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
