"""Files as they should be: there, readable, and really files."""

from __future__ import annotations

import stat
from pathlib import Path

from imu.errors import RecordingError


def cannot_read(path: Path, error: OSError) -> RecordingError:
    """What a person is told of a part of a recording that the system does not give."""
    advice = "Look whether it is still there and may be opened"
    return RecordingError(path, f"cannot be read ({error.strerror})", advice)


def require_plain_file(path: Path) -> None:
    """Refuse what only has the name of a file: a pipe is waited for without end, a device has none.

    Raises
    ------
    RecordingError : it is something else, be it by way of a link.
    OSError : nothing is there.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # opening a folder says what is wrong
        raise RecordingError(path, "is no file", "Delete it, or put a copy of the file there")
