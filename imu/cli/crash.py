"""Crash logs: what is kept of an error that nobody foresaw."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from imu.cli.places import log_folder
from imu.privatefile import PRIVATE_FILE, PRIVATE_FOLDER
from imu.version import __version__

KEPT_LOGS = 20
"""So many crash logs are kept; older ones are removed when a new one is written."""


def write_crash_log(error: BaseException, argv: Sequence[str]) -> Path:
    """Write traceback, versions and command line to a new file and return its path.

    Only the person may read it: names of files and sensors are in it.

    Raises
    ------
    OSError : the log folder cannot be written.
    """
    now = datetime.now(UTC)
    folder = log_folder()
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S.%fZ}-{os.getpid()}.log"
    path.touch(mode=PRIVATE_FILE, exist_ok=False)
    path.write_text(_describe(error, argv, now), encoding="utf-8", errors="backslashreplace")
    for old in crash_logs()[KEPT_LOGS:]:
        old.unlink(missing_ok=True)
    return path


def crash_logs() -> list[Path]:
    """Return the crash logs of this machine, newest first."""
    return sorted(log_folder().glob("crash-*.log"), reverse=True)


def _describe(error: BaseException, argv: Sequence[str], now: datetime) -> str:
    lines = [
        f"kickstand {__version__}",
        f"time     {now:%Y-%m-%dT%H:%M:%SZ}",
        f"python   {platform.python_version()} on {platform.platform()}",
        f"command  kickstand {' '.join(argv)}",
        "",
    ]
    return "\n".join(lines) + "\n" + "".join(traceback.format_exception(error))
