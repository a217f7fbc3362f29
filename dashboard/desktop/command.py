"""`kickstand install-desktop`: Kickstand in the menu or on the desktop, and away again."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from dashboard.desktop.starters import MARK, File, Places, files_of
from imu.cli.above import programme
from imu.cli.output import remark, say
from imu.errors import ImuError, UsageError

_WITHOUT_CONSOLE = {"python.exe": "pythonw.exe", "kickstand.exe": "Kickstand Window.exe"}
"""On Windows: what opens no black window beside the real one."""


def install_desktop(
    remove: Annotated[bool, typer.Option("--remove", help="Take it away again.")] = False,
) -> None:
    """Put Kickstand into the menu (Linux) or on the desktop (Windows, macOS), to be clicked.

    Writes only the files that it names, for you alone; after the folder of Kickstand has moved, say
    it again. --remove deletes them.
    """
    files = files_of(sys.platform, command(), places())
    foreign = next(
        (file.path for file in files if file.is_starter and _is_foreign(file.path)), None
    )
    if foreign is not None:
        raise UsageError(f"{foreign} is not from Kickstand", "Move it away first.")
    paths = _removed(files) if remove else _written(files)
    for path in paths:
        say(f"{'removed' if remove else 'wrote'} {path}")
    if not paths:
        remark("there is nothing to remove")


def command() -> list[str]:
    """What opens the window of this very installation.

    The interpreter by its path, so that it works where no PATH is set, as in a desktop's menu.
    """
    python = Path(sys.executable)
    if sys.platform == "win32":
        silent = python.with_name(_WITHOUT_CONSOLE.get(python.name.lower(), python.name))
        python = silent if silent.exists() else python
    return programme("dashboard", str(python))


def places() -> Places:
    """Where this system looks for starters."""
    return Places(
        data=Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"),
        desktop=platformdirs.user_desktop_path(),
    )


def _is_foreign(path: Path) -> bool:
    try:
        return MARK.encode() not in path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _written(files: Sequence[File]) -> list[Path]:
    """Write the files; the starter last, so that there is none without its icon."""
    for file in reversed(files):
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            file.path.write_bytes(file.content)
            if file.is_starter:
                file.path.chmod(0o755)
        except OSError as error:
            problem = f"{file.path} cannot be written ({error.strerror})"
            raise ImuError(problem, f"Make {file.path.parent} writable for you.") from error
    return [file.path for file in files]


def _removed(files: Sequence[File]) -> list[Path]:
    """Delete those of the files that are there. Folders stay: others may use them."""
    there = [file.path for file in files if file.path.exists()]
    for path in there:
        try:
            path.unlink()
        except OSError as error:
            problem = f"{path} cannot be removed ({error.strerror})"
            raise ImuError(problem, "Delete it yourself.") from error
    return there
