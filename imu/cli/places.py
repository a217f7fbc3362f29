"""Where Kickstand keeps its files on this machine, by the conventions of each system."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from imu.remembered import remembered_file

_NAME = "kickstand"

DATA_VARIABLE = "KICKSTAND_DATA"
"""Environment variable that names another folder, for tests and for portable installations."""


def data_folder() -> Path:
    """Folder for recordings that were not given a place of their own. It may not exist yet."""
    named = os.environ.get(DATA_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path(_NAME, appauthor=False)


def recordings_folder() -> Path:
    """Where sessions are recorded that were not given a place of their own. May not exist yet."""
    return data_folder() / "recordings"


def log_folder() -> Path:
    """Folder for crash logs. It may not exist yet."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def sensors_folder() -> Path:
    """Folder of the person's own descriptions of sensors (TOML). It may not exist yet."""
    return remembered_file().parent / "sensors"
