"""Options that several commands have in common, so that they read and behave alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Jobs = Annotated[int, typer.Option(metavar="N", min=1, help="Work with N processes.")]
"""How many processes to use; fewer than one is wrong use."""

SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", metavar="FILE", help="TOML file that names changed settings."),
]
"""A file for `imu.settings.load_settings`."""
