"""`kickstand samples`: the simulated recordings that come along, for whoever has no sensor yet."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.output import remark, say
from imu.errors import UsageError
from imu.recording.layout import SESSION_FILE
from imu.recording.provided import provided
from imu.recording.session import read_session

PREFIX = "sample:"
"""What a path begins with that means one of them."""


def samples(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", show_default=False, help="Copy them into this folder."
        ),
    ] = None,
) -> None:
    """List the recordings that come with Kickstand: 'kickstand replay sample:NAME' replays one.

    They are simulated: nobody wore these sensors. With -o they are copied, to be opened in other
    programmes, labelled or corrected.
    """
    for name, folder in provided().items():
        if output is None:
            say(f"{PREFIX}{name:<22} {read_session(folder / SESSION_FILE).notes}")
        else:
            say(str(_copied(folder, output / name)))
    if output is None:
        remark(
            f"'kickstand replay {PREFIX}NAME' replays one, 'kickstand samples -o DIR' copies all."
        )


def meant(path: Path) -> Path:
    """The recording that a person means: ``sample:NAME`` is one that comes with Kickstand.

    Raises
    ------
    UsageError : none of them has that name.
    """
    text = str(path)
    if not text.startswith(PREFIX) or path.exists():
        return path
    known = provided()
    folder = known.get(text.removeprefix(PREFIX))
    if folder is None:
        raise UsageError(f"there is no {text}", f"There are: {', '.join(known) or 'none'}.")
    return folder


def _copied(folder: Path, to: Path) -> Path:
    """Copy a recording. Nothing is overwritten.

    Raises
    ------
    UsageError : something of that name is there, or it cannot be written.
    """
    try:
        return Path(shutil.copytree(folder, to))
    except FileExistsError as error:
        raise UsageError(f"{to} exists already", "Choose another folder.") from error
    except (OSError, shutil.Error) as error:
        raise UsageError(f"{to} cannot be written ({error})", "Choose another folder.") from error
