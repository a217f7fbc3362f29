"""Options of the commands that show a session as it happens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.errors import UsageError
from imu.live import check_speed

AsEvents = Annotated[bool, typer.Option("--json", help="Print one JSON object for each event.")]
"""For scripts."""

NoWindow = Annotated[bool, typer.Option("--no-window", help="Stay in the terminal.")]
"""For whoever has no use for a window."""

Speed = Annotated[
    str, typer.Option(metavar="N", help="So many times as fast as life: 0.25 to 16, or max.")
]
"""A text for `speed_of`."""

Target = Annotated[
    int | None,
    typer.Option("--reps", metavar="N", min=1, max=99, help="Reps that a set shall have."),
]
"""How many reps the person wants to do."""


Spare = Annotated[
    Path | None,
    typer.Option(
        "--spare",
        metavar="DIR",
        show_default=False,
        help="Save the recording in this folder should its own disk fail.",
    ),
]
"""A second chance that is known beforehand; without it somebody is asked."""


def speed_of(text: str) -> float | None:
    """The speed that a person means; None for as fast as possible.

    Raises
    ------
    UsageError : neither "max" nor a number that is a speed.
    """
    if text.strip().lower() == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = float("nan")
    try:
        return check_speed(speed)
    except UsageError as error:
        advice = "Give a number from 0.25 to 16, or max."
        raise UsageError(f"{text!r} is no --speed", advice) from error
