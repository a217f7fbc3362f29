"""Where exports go: into a folder, whole files or none, over nothing that is there."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from imu.errors import ExportError
from imu.recording.atomic import replace_file


def require_free_files(folder: Path, names: tuple[str, ...]) -> None:
    """Make sure, before any work is done, that nothing would be overwritten.

    Raises
    ------
    ExportError : a file is there already.
    """
    for name in names:
        if (folder / name).exists():
            raise ExportError(f"{folder / name} exists already", "Name another folder after -o.")


def write_new(path: Path, data: bytes) -> Path:
    """Write a file that is not there yet, with the folders above it.

    Raises
    ------
    ExportError : it is there already, or cannot be written.
    """
    require_free_files(path.parent, (path.name,))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        problem = f"{path} cannot be written ({error.strerror})"
        raise ExportError(problem, "Free some space, or name another folder after -o.") from error
    return path


def require_library(library: str, extra: str) -> None:
    """Make sure, before any work is done, that the library for a format is there.

    Raises
    ------
    ExportError : it is not; the message names the extra that brings it.
    """
    if importlib.util.find_spec(library) is None:
        advice = f"Install it: pip install 'kickstand-imu[{extra}]'."
        raise ExportError(f"{library} is needed for --to {extra}, and not installed", advice)
