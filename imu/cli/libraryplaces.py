"""Which folder and which recording a person means in the commands of the library."""

from __future__ import annotations

from pathlib import Path

from imu.cli.examples import meant
from imu.cli.places import recordings_folder
from imu.errors import UsageError
from imu.recording.layout import SESSION_FILE


def library_folder(folder: Path | None = None) -> Path:
    """The folder named, or where the person's own recordings are.

    Raises
    ------
    UsageError : there is no such folder.
    """
    own = recordings_folder() if folder is None else folder
    if own.is_dir():
        return own
    problem = f"There are no recordings in {own} yet" if folder is None else f"{own} is no folder"
    raise UsageError(problem, "Name a folder that has some.")


def recording_folder(path: Path) -> Path:
    """The recording at `path`, or the person's own recording of that name; or ``sample:NAME``.

    Raises
    ------
    UsageError : there is none.
    """
    path = meant(path)
    if path.name == SESSION_FILE:
        path = path.parent
    for place in (path, recordings_folder() / path):
        if (place / SESSION_FILE).is_file():
            return place
    raise UsageError(f"{path} is no recording", "'kickstand list' shows those that there are.")
